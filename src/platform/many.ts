// Changing many records at once: what was chosen, who of it can be changed, and who not and why.
import { isId } from './ids.ts'
import type { Refusal, Refused } from './result.ts'

/** More than this at once nobody can look over; a wider change is made in parts. */
export const MOST_AT_ONCE = 1_000

/** A record as it stood when it was chosen: a later version means that somebody changed it meanwhile. */
export type Chosen = { readonly id: string; readonly version: number }

/** Reads `id:version` pairs, each record once, at most `MOST_AT_ONCE`; junk is left out. */
export function chosenIn(texts: readonly string[]): Chosen[] {
  const chosen = new Map<string, Chosen>()
  for (const text of texts.flatMap((one) => one.split(','))) {
    const [id = '', version = ''] = text.split(':')
    if (isId(id) && /^[1-9]\d{0,8}$/.test(version) && !chosen.has(id)) chosen.set(id, { id, version: Number(version) })
    if (chosen.size === MOST_AT_ONCE) break
  }
  return [...chosen.values()]
}

export const chosenAsText = (chosen: readonly Chosen[]): string => chosen.map(({ id, version }) => `${id}:${version}`).join(',')

export type Named = { readonly id: string; readonly label: string }

/** Who of the chosen is (or was) changed, who stands so already, who cannot be changed and why, and how many the register does not know. */
export type Outcome = {
  readonly fit: readonly Named[]
  readonly same: readonly Named[]
  readonly troubles: readonly (Named & { readonly why: string })[]
  readonly unknown: number
}

export const hasTroubles = ({ troubles, unknown }: Outcome): boolean => troubles.length + unknown > 0

/** Sorts the chosen by what can be done with them. `rows` are those of them that are in the register, in the order in which they are told. */
export function sifted<Row extends { readonly id: string; readonly version: number }>(
  chosen: readonly Chosen[],
  rows: readonly Row[],
  words: {
    readonly label: (row: Row) => string
    readonly isSame: (row: Row) => boolean
    readonly changedMeanwhile: string
    /** Why the row cannot be changed; null: it can. */
    readonly refusal: (row: Row) => string | null
  },
): { readonly outcome: Outcome; readonly fit: readonly Row[] } {
  const versions = new Map(chosen.map(({ id, version }) => [id, version]))
  const fit: Row[] = []
  const same: Named[] = []
  const troubles: (Named & { why: string })[] = []
  for (const row of rows) {
    const named = { id: row.id, label: words.label(row) }
    if (versions.get(row.id) !== row.version) troubles.push({ ...named, why: words.changedMeanwhile })
    else if (words.isSame(row)) same.push(named)
    else {
      const why = words.refusal(row)
      if (why === null) fit.push(row)
      else troubles.push({ ...named, why })
    }
  }
  return { fit, outcome: { fit: fit.map((row) => ({ id: row.id, label: words.label(row) })), same, troubles, unknown: chosen.length - rows.length } }
}

/** What came of it: `activityId` is null when nothing had to be written. */
export type ManyDone = { readonly outcome: Outcome; readonly activityId: string | null }

/** Refused because not all that were chosen can be changed; all of it is told. */
export type NotAll = Refusal & { readonly code: 'not-all'; readonly outcome: Outcome }
export const notAll = (message: string, outcome: Outcome): Refused<NotAll> => ({ ok: false, refusal: { code: 'not-all', message, outcome } })
