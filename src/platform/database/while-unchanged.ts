// What holds while nothing in the database changes: told by the database itself, whoever wrote and through whichever process. Decision 0028.
import type { Pool, PoolClient } from 'pg'
import { couldOnlyRead } from './door.ts'

/** So long the last word of the database is believed about what other processes did. */
const BELIEVED_MS = 1000
/** Readings kept at once; each is what one kind of page of one office shows. */
const MOST_KEPT = 200

/**
 * PostgreSQL's own name for what is visible at this moment: which transactions have ended (`pg_current_snapshot()`, https://www.postgresql.org/docs/current/functions-info.html).
 * It never comes back to an earlier value, and is the same only as long as no transaction that wrote has ended: equal names, equal content.
 */
const MOMENT = 'select pg_current_snapshot()::text as moment'

export class WhileUnchanged {
  readonly #pool: Pool
  /** Rises with every piece of work of this process that ends and may have written. */
  #ended = 0
  #asked: { readonly ended: number; readonly at: number; readonly moment: string } | null = null
  #asking: { readonly ended: number; readonly answer: Promise<string> } | null = null
  /** The connection that asks for the moment, while it comes back: that is no work. */
  #askedBy: PoolClient | null = null
  #readings = new Map<string, Promise<unknown>>()
  #readingsOf = ''

  constructor(pool: Pool) {
    this.#pool = pool
    // Emitted before whoever had the connection goes on: after its write it can no longer meet what was kept before.
    pool.on('release', (_: Error | undefined, client: PoolClient | undefined) => {
      if (client === undefined || (client !== this.#askedBy && !couldOnlyRead(client))) this.#ended += 1
    })
  }

  /**
   * The present moment's name. What was read later than that holds as long as the name is given again. It follows work of this process at once and that of others
   * within a second. Throws when the database cannot be asked.
   */
  now(): string | Promise<string> {
    const asked = this.#asked
    if (asked !== null && asked.ended === this.#ended && performance.now() - asked.at < BELIEVED_MS) return asked.moment
    if (this.#asking !== null && this.#asking.ended === this.#ended) return this.#asking.answer
    const asking = { ended: this.#ended, answer: this.#ask(performance.now()) }
    this.#asking = asking
    void asking.answer
      .finally(() => {
        if (this.#asking === asking) this.#asking = null
      })
      .catch(() => {})
    return asking.answer
  }

  async #ask(at: number): Promise<string> {
    const client = await this.#pool.connect()
    try {
      const ended = this.#ended
      const { rows } = await client.query<{ moment: string }>(MOMENT)
      const { moment } = rows[0]!
      // What else ended meanwhile may have written.
      this.#asked = { ended, at, moment }
      return moment
    } finally {
      this.#askedBy = client
      client.release()
      this.#askedBy = null
    }
  }

  /** The answer of `read`, or the one it gave before if nothing changed since; that something is not there (null) is asked again each time, for of what is not there is more than of what is. `what` names the question with all it depends on: office, day, address. Everything it reads it reads inside `read`: what was read before might be older. */
  async holding<T>(what: string, read: () => Promise<T>): Promise<T> {
    const moment = await this.now()
    if (moment !== this.#readingsOf) {
      this.#readings = new Map()
      this.#readingsOf = moment
    }
    const readings = this.#readings
    const before = readings.get(what)
    if (before !== undefined) return before as Promise<T>
    const reading = read()
    if (readings.size >= MOST_KEPT) readings.delete(readings.keys().next().value!)
    readings.set(what, reading)
    const answer = await reading.catch((error: unknown) => {
      // What failed is asked again.
      readings.delete(what)
      throw error
    })
    if (answer === null) readings.delete(what)
    return answer
  }
}
