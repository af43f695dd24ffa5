// A feature's addresses with the one who may come in by each; kept as a list, so that tests can walk all of them.
import type { Context } from 'hono'

/** An address of addresses.ts, of which a route needs only what it listens to. */
type Listening = { readonly pattern: string }

/** Who may pass: `admit` answers with the proven person, or with the response that turns the visitor away. */
export type Gate<Person> = {
  readonly name: string
  readonly admit: (c: Context) => Promise<{ readonly person: Person } | { readonly answer: Response }>
}

export type Handler<Person> = (c: Context, person: Person) => Response | Promise<Response>

export type RouteEntry = {
  readonly method: 'GET' | 'POST'
  readonly pattern: string
  readonly gate: string
  /** Passes the gate, then answers. */
  readonly answer: (c: Context) => Promise<Response>
}

/** One feature's routes: `routes.get(addresses.events, readers, (c, by) => …)`. */
export class Routes {
  readonly entries: RouteEntry[] = []

  get<Person>(address: Listening, gate: Gate<Person>, handler: Handler<Person>): this {
    return this.add('GET', address, gate, handler)
  }

  post<Person>(address: Listening, gate: Gate<Person>, handler: Handler<Person>): this {
    return this.add('POST', address, gate, handler)
  }

  private add<Person>(method: 'GET' | 'POST', address: Listening, gate: Gate<Person>, handler: Handler<Person>): this {
    this.entries.push({
      method,
      pattern: address.pattern,
      gate: gate.name,
      answer: async (c) => {
        const seen = await gate.admit(c)
        return 'answer' in seen ? seen.answer : handler(c, seen.person)
      },
    })
    return this
  }
}
