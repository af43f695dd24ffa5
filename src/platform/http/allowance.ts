// How much one address may ask for in a while, so that one asker's hurry never shuts the others out; counted in this process, in bounded memory.
import type { Context } from 'hono'
import { askerOf, peerOf, type Proxies } from './asker.ts'

/** `most` at once; they come back evenly over `seconds`. */
export type Allowance = { readonly most: number; readonly seconds: number }

/**
 * What an address may do that nobody is signed in at. A page that is kept ready, a sheet, a picture costs next to nothing and is never counted: a school class
 * behind one address reads as much as it likes. Decision 0029.
 */
export const ALLOWANCES = {
  /** Pages that have to be made: the search, an address that leads nowhere, one with odd words behind it. */
  pages: { most: 600, seconds: 60 },
  /** Questions to the search: each goes through everything public, and a person types one in a second at most. */
  search: { most: 120, seconds: 60 },
  /** Whatever is sent. Counted by itself for every stranger’s POST. */
  forms: { most: 30, seconds: 60 },
} as const satisfies Readonly<Record<string, Allowance>>

/** So many askers are remembered at once, each by one number; the longest unseen make room. */
const MOST_KEPT = 20_000

/** Counts by the generic cell rate algorithm (ITU-T I.371): of each key only the moment at which its allowance is whole again. */
export class Allowances {
  private readonly wholeAt = new Map<string, number>()
  private readonly most: number

  constructor(most = MOST_KEPT) {
    this.most = most
  }

  /** Takes one of the allowance: 0, or how many seconds to wait for the next, and then nothing is taken. */
  take(key: string, { most, seconds }: Allowance, now: Date): number {
    const each = (seconds * 1000) / most
    const moment = now.getTime()
    // A clock that was set back must not shut anybody out until it is there again.
    const held = Math.min(this.wholeAt.get(key) ?? 0, moment + seconds * 1000)
    const whole = Math.max(held, moment) + each
    const over = whole - moment - seconds * 1000
    if (over > 0) return Math.max(1, Math.ceil(over / 1000))
    this.wholeAt.delete(key)
    if (this.wholeAt.size >= this.most) this.wholeAt.delete(this.wholeAt.keys().next().value!)
    this.wholeAt.set(key, whole)
    return 0
  }

  get size(): number {
    return this.wholeAt.size
  }
}

declare module 'hono' {
  interface ContextVariableMap {
    allowances: { readonly taken: Allowances; readonly proxies: Proxies }
    /** The answer to whoever asks too much: 429 with Retry-After, in the reader’s language; drawn by the app. */
    tooMany: (c: Context, seconds: number) => Response | Promise<Response>
  }
}

/** The asker’s address as it is counted; null: not to be known, and then not limited. */
export const asker = (c: Context): string | null => askerOf(peerOf(c), c.req.header('x-forwarded-for'), c.get('allowances').proxies)

/**
 * Takes one of an allowance that belongs to the asker’s address, or to whatever else `by` names (a mailbox letters would go to).
 * Answers null, or the refusal to be returned: `const refused = await refusedFor(c, 'newsletter', { most: 5, seconds: 3600 }, email); if (refused !== null) return refused`.
 */
export async function refusedFor(c: Context, name: string, allowance: Allowance, by: string | null = asker(c)): Promise<Response | null> {
  if (by === null) return null
  const wait = c.get('allowances').taken.take(`${name} ${by}`, allowance, c.get('here').clock.now())
  return wait === 0 ? null : c.get('tooMany')(c, wait)
}
