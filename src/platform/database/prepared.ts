// Connections that remember the statements they are asked most, planning a page's statements anew takes as long as running them; and that carry what is asked together at once.
import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { Client, type ClientConfig, type QueryConfig } from 'pg'

/** A statement is kept from its third use on; each kept plan costs the server some tens of kilobytes a connection. */
const WORTH_KEEPING = 3
const MOST_KEPT = 120
const MOST_COUNTED = 2_000

const nameOf = (text: string): string => createHash('sha1').update(text).digest('base64url')

/**
 * A client whose parameterised selects become named statements once they repeat. PostgreSQL plans a named statement anew when the role or the tables it
 * depends on change, so row security holds; what would be planned badly without its values it goes on planning with them.
 * Nothing waits for the answer of what was asked before it (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html), and all that is asked in one breath
 * goes in one packet: waking one another costs both sides more than most of a page's statements. The server answers them one after another all the same.
 */
export class RememberingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config)
    // Whoever opens the pool need not know; a copy of the settings with one more would lose the password, which the pool hides from copies.
    Object.assign(this, { pipeline: true })
  }

  #gathering = false
  #gather(): void {
    if (this.#gathering) return
    // The stream under pg's own connection, which its types do not name; a client that is not connected yet waits by itself.
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection
    this.#gathering = true
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      stream.uncork()
    })
  }

  readonly #uses = new Map<string, number>()
  readonly #names = new Map<string, string>()

  #nameFor(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MOST_KEPT) return known
    const uses = (this.#uses.get(text) ?? 0) + 1
    if (uses < WORTH_KEEPING) {
      // Statements with lists of many lengths come once each and are forgotten.
      if (this.#uses.size >= MOST_COUNTED) this.#uses.clear()
      this.#uses.set(text, uses)
      return undefined
    }
    const name = nameOf(text)
    this.#uses.delete(text)
    this.#names.set(text, name)
    return name
  }

  // pg's query has a dozen signatures; only drizzle's (a config, then values) is of interest here.
  override query(...args: unknown[]): never {
    const [config, values] = args
    if (typeof config === 'object' && config !== null && 'text' in config && Array.isArray(values) && values.length > 0) {
      const asked = config as QueryConfig
      const name = asked.name === undefined && /^\s*\(?(?:select|with)\b/i.test(asked.text) ? this.#nameFor(asked.text) : undefined
      if (name !== undefined) return this.#ask({ ...asked, name }, ...args.slice(1))
    }
    return this.#ask(...args)
  }

  #ask(...args: unknown[]): never {
    this.#gather()
    return (super.query as (...inner: unknown[]) => never).apply(this, args)
  }
}
