// Finds days, months, years and feasts in a text and turns them into ISO dates, widened rather than guessed.
import { hanDates, type Memory } from './han/days.ts'
import { edges, sourceOf } from './cues.ts'
import { type Found, type Now, numberOf, numberPattern, rulesOf } from './date-rules.ts'
import { boundsOf, DAY, isWholeDay, isYear, iso } from './days.ts'
import type { Language } from './languages/language.ts'

/** Letters of the shortest day: 昨天, вчера. */
const SHORTEST = 2

const endCues = new WeakMap<Language, RegExp>()
const untils = new WeakMap<Language, RegExp>()

/** All that stands between two days which are the first and the last of one stretch. */
function untilOf(language: Language): RegExp {
  const known = untils.get(language) ?? new RegExp(`^\\s?(?:–|-|—|${sourceOf(language.dates.until)})\\s$|^[–—-]$`, 'u')
  untils.set(language, known)
  return known
}

/**
 * Dates in a folded stretch, in order, not overlapping; positions are moved by `offset`. `future` says whether the stretch looks ahead,
 * which decides on days without a year. A deadline (by the end of June) gets the end of its span.
 */
export function datesIn(fold: string, offset: number, language: Language, published: string | null, future: boolean, memory: Memory = {}): Found[] {
  if (fold.length < SHORTEST) return []
  if (language.code === 'zh') return hanDates(fold, offset, published, future, memory)
  // one reading asks for the days of a sentence several times over
  const read = readDays.get(language) ?? new Map<string, readonly Found[]>()
  readDays.set(language, read)
  const key = `${published} ${future} ${fold}`
  const found = read.get(key) ?? daysOf(fold, language, published, future)
  if (read.size >= REMEMBERED) read.clear()
  read.set(key, found)
  return found.map((one) => ({ ...one, start: one.start + offset, end: one.end + offset }))
}

const readDays = new WeakMap<Language, Map<string, readonly Found[]>>()
const REMEMBERED = 1000

function daysOf(fold: string, language: Language, published: string | null, future: boolean): Found[] {
  const now: Now = { published: boundsOf(published)?.[0] ?? null, future }
  const all: (Found & { order: number })[] = []
  rulesOf(language).forEach(({ pattern, read }, order) => {
    for (const hit of fold.matchAll(pattern)) {
      const found = read(hit, now)
      if (found) all.push({ start: hit.index, end: hit.index + hit[0].length, order, ...found })
    }
  })
  all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.order - b.order)
  const kept: Found[] = []
  for (const { order: _, ...found } of all) if (!kept.some((other) => other.start < found.end && found.start < other.end)) kept.push(found)
  const end = endCues.get(language) ?? new RegExp(`(?:${sourceOf(language.dates.endOf)})\\s*$`, 'u')
  endCues.set(language, end)
  for (const found of kept) {
    const year = isYear(found.iso) ? found.iso : null
    const digits = fold.indexOf(year ?? '\0', found.start)
    if (year && end.test(fold.slice(Math.max(0, found.start - 20), digits))) found.iso = `${year}-12`
  }
  kept.sort((a, b) => a.start - b.start)
  const until = untilOf(language)
  // „30 май до 1 юни“: two whole days with a word like "to" between them
  for (let i = kept.length - 1; i > 0; i--) {
    const [first, second] = [kept[i - 1], kept[i]]
    if (!first || !second || !isWholeDay(second.iso) || !until.test(fold.slice(first.end, second.start))) continue
    // „29 май – 1 юни 2024“: the year stands with the last day
    const said = /(?:19|20)\d\d/
    const written = said.exec(fold.slice(second.start, second.end))?.[0]
    if (written !== undefined && !said.test(fold.slice(first.start, first.end)) && /\d/.test(fold.slice(first.start, first.end))) {
      const bare = first.iso ?? datesIn(fold.slice(first.start, first.end), 0, language, `${written}-06-30`, false)[0]?.iso
      if (bare?.length === 10) first.iso = `${written}${bare.slice(4)}`
    }
    if (!isWholeDay(first.iso) || (first.iso ?? '') >= (second.iso ?? '')) continue
    kept.splice(i - 1, 2, { start: first.start, end: second.end, iso: `${first.iso}/${second.iso}` })
  }
  return kept
}

const afters = new WeakMap<Language, readonly { pattern: RegExp; days: number | 'N' }[]>()

/** Where a language tells days from others, as patterns. */
function aftersOf(language: Language): readonly { pattern: RegExp; days: number | 'N' }[] {
  const known = afters.get(language)
  if (known) return known
  const [before, behind] = edges(language)
  const made = (language.dates.after ?? []).map(({ cue, days }) => ({
    pattern: new RegExp(`${before}(?:${sourceOf(cue).replace('N', `(?<n>${numberPattern(language)})`)})${behind}`, 'gu'),
    days,
  }))
  afters.set(language, made)
  return made
}

/**
 * The dates of a sentence with those told from others: „ден по-късно“ is the day after the last one spoken of, in this sentence or, as
 * `memory.day`, before it. The last whole day is left in `memory`.
 */
export function withDaysAfter(
  dates: readonly Found[],
  sentence: { readonly start: number; readonly fold: string },
  language: Language,
  memory: { day?: string },
): Found[] {
  const told = aftersOf(language).flatMap(({ pattern, days }) =>
    [...sentence.fold.matchAll(pattern)].map((hit) => ({
      start: sentence.start + hit.index,
      end: sentence.start + hit.index + hit[0].length,
      days: days === 'N' ? numberOf(hit.groups?.['n'] ?? '', language) : days,
    })),
  )
  const out: Found[] = []
  for (const one of [...dates, ...told].sort((a, b) => a.start - b.start)) {
    const start = boundsOf(memory.day ?? null)?.[0]
    const found = !('days' in one)
      ? one
      : one.days === null || start === undefined
        ? null
        : { start: one.start, end: one.end, iso: iso(start + one.days * DAY) }
    if (!found || out.some((other) => other.end > found.start)) continue
    out.push(found)
    const last = found.iso?.split('/').at(-1)
    if (last?.length === 10 && !found.horizon && !found.weak) memory.day = last
  }
  return out
}
