// Connections that remember the statements they are asked most: planning a page's statements anew takes as long as running them.
import { createHash } from 'node:crypto'
import { Client, type QueryConfig } from 'pg'

/** A statement is kept from its third use on; each kept plan costs the server some tens of kilobytes a connection. */
const WORTH_KEEPING = 3
const MOST_KEPT = 120
const MOST_COUNTED = 2_000

const nameOf = (text: string): string => createHash('sha1').update(text).digest('base64url')

/**
 * A client whose parameterised selects become named statements once they repeat. PostgreSQL plans a named statement anew when the role or the tables it
 * depends on change, so row security holds; what would be planned badly without its values it goes on planning with them.
 */
export class RememberingClient extends Client {
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
    return (super.query as (...inner: unknown[]) => never).apply(this, args)
  }
}
