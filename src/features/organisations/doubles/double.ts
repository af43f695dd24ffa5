// Doubles in words and in order: why two records look alike, which pair comes first, one page of pairs.
import { m } from '#messages'
import { STRENGTHS, type Likeness, type Reason, type Strength } from './likeness.ts'

/** What can stand in the register twice and be merged. */
export const DOUBLINGS = ['organisation', 'person'] as const
export type Doubling = (typeof DOUBLINGS)[number]

const reasonNames: Readonly<Record<Reason, () => string>> = {
  name: m.organisations_doubles_reason_name,
  wording: m.organisations_doubles_reason_wording,
  place: m.organisations_doubles_reason_place,
  place_name: m.organisations_doubles_reason_place_name,
  sound: m.organisations_doubles_reason_sound,
  spelling: m.organisations_doubles_reason_spelling,
  organisation: m.organisations_doubles_reason_organisation,
  email: m.organisations_doubles_reason_email,
  phone: m.organisations_doubles_reason_phone,
  website: m.organisations_doubles_reason_website,
  wikidata: m.organisations_doubles_reason_wikidata,
}
/** „същото име, същото място“. */
export const reasonsInWords = ({ reasons }: Likeness): string => reasons.map((reason) => reasonNames[reason]()).join(', ')

const strengthNames: Readonly<Record<Strength, () => string>> = {
  strong: m.organisations_doubles_strong,
  likely: m.organisations_doubles_likely,
  doubtful: m.organisations_doubles_doubtful,
}
export const strengthName = (strength: Strength): string => strengthNames[strength]()

/** Pairs worth saying on the first page of the day: of the doubtful ones most are two. */
export const isWorthSaying = ({ strength }: Likeness): boolean => strength !== 'doubtful'

/** Two records of the register that look alike; `one` has the smaller id. */
export type Pair<Row> = { readonly one: Row; readonly other: Row; readonly likeness: Likeness }

/** The two ids in the order in which a pair is kept. */
export const inPairOrder = (a: string, b: string): readonly [string, string] => (a < b ? [a, b] : [b, a])

type Ordered = { readonly id: string; readonly sortKey: string }
const orderOf = <Row extends Ordered>({ one, other, likeness }: Pair<Row>): string =>
  `${STRENGTHS.indexOf(likeness.strength)}${String(20 - likeness.reasons.length).padStart(2, '0')}${one.sortKey} ${one.id}${other.id}`

export const PAIRS_A_PAGE = 25

/** One page of the pairs, best first, cut by key: a pair merged meanwhile shifts nothing. Unreadable cursors mean the first page. */
export function pairsPage<Row extends Ordered>(pairs: readonly Pair<Row>[], turn: { after?: string | undefined; before?: string | undefined }) {
  const read = (cursor: string | undefined): string | null => (cursor === undefined || cursor === '' ? null : Buffer.from(cursor, 'base64url').toString())
  const [after, before] = [read(turn.after), read(turn.before)]
  const keyed = pairs.map((pair) => ({ pair, key: orderOf(pair) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const write = (one: { readonly key: string } | undefined): string | null => (one === undefined ? null : Buffer.from(one.key).toString('base64url'))
  const from =
    before !== null
      ? Math.max(0, keyed.filter(({ key }) => key < before).length - PAIRS_A_PAGE)
      : after === null
        ? 0
        : keyed.filter(({ key }) => key <= after).length
  const rows = keyed.slice(from, from + PAIRS_A_PAGE)
  return {
    rows: rows.map(({ pair }) => pair),
    next: from + PAIRS_A_PAGE < keyed.length ? write(rows.at(-1)) : null,
    previous: from > 0 ? write(rows[0]) : null,
  }
}
