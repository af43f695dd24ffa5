// What an event was held for, or at whose invitation one came, in the words of the text: „в навечерието на фестивала“, „по покана на посланика“.
import { hitsOf, NONE, only, anchoredOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import type { Stretch } from './names.ts'
import type { Page } from './page.ts'
import type { Scene } from './scenes.ts'

/** Letters from a weak lead („за“, „на“) within which the feast must be named. */
const NEAR = 45
/** Letters of a phrase at most; one that has no end by then is no name of an occasion. */
const LONGEST = 120
/** Up to the next stop; a hyphen is part of a word. */
const PHRASE = /^[^,.;:!?()\n–—。，；：、]*/u
/** „20.“, „св.“: a stop behind a number or a short word written small is part of the phrase. */
const STOPS_SHORT = /(?:^|\s)(?:\d{1,3}|св|sv|st|г|d)$/iu

/** A word written large, and a blank. */
const NAME_ENDED = /\p{Lu}\p{Ll}+\s+$/u

/** Each occasion and invitation a sentence speaks of, with where it stands in the page. */
export function occasionsOf({ sentence, dates }: Scene, page: Page): Stretch[] {
  const { language } = page
  const { fold, start } = sentence
  const feasts = language.events.filter(({ kind }) => kind === 'festival' || kind === 'celebration').flatMap(({ cues }) => hitsOf(cues, language, fold))
  const leads = [
    ...hitsOf(language.invitation, language, fold).filter((hit) => anchoredOf(only(language.names.of), language).start.test(fold.slice(hit.end))),
    ...hitsOf(language.occasions?.sure ?? NONE, language, fold),
    ...hitsOf(language.occasions?.maybe ?? NONE, language, fold).filter((hit) =>
      feasts.some((feast) => feast.start >= hit.end && feast.start - hit.end < NEAR && !/[,.;:!?()\d\n]/u.test(fold.slice(hit.end, feast.start))),
    ),
  ].sort((a, b) => a.start - b.start)
  const found: Stretch[] = hitsOf(language.occasions?.whole ?? NONE, language, fold, start)
  for (const lead of leads) {
    if (found.some((one) => one.start < lead.end + start && lead.start + start < one.end)) continue
    const end = endOf(sentence, lead.end, { dates, language })
    if (end !== null) found.push({ start: start + lead.start, end: start + end })
  }
  return found
}

/** Where the phrase behind a lead ends: at a stop, a verb, a day, or whoever stands behind a name; null when nothing of a name stands there. */
function endOf({ text, fold, start }: Scene['sentence'], from: number, { dates, language }: { dates: Scene['dates']; language: Language }): number | null {
  let stop = from
  for (;;) {
    stop += PHRASE.exec(fold.slice(stop))?.[0].length ?? 0
    if (fold[stop] !== '.' || !STOPS_SHORT.test(fold.slice(from, stop))) break
    stop += 1
  }
  const placesOf = (...cues: readonly Cues[]): number[] => cues.flatMap((list) => hitsOf(list, language, fold.slice(from, stop))).map((hit) => hit.start + from)
  const verbs = placesOf(language.verbs, language.relatives ?? NONE, language.envoys ?? NONE, language.future, language.occasions?.ends ?? NONE)
  // „по покана на кмета Петър Примеров представители на …“: the name has ended
  const others = placesOf(language.people, ...language.roles.map(({ cues }) => cues)).filter((at) => NAME_ENDED.test(text.slice(from, at)))
  const days = dates.filter((date) => date.weak !== true).map((date) => date.start - start)
  const end = Math.min(stop, ...[...verbs, ...others, ...days].filter((at) => at > from + 1))
  const { and, in: within, of, from: out, with: beside } = language.names
  const little = [and, within, of, out, beside, language.dates.before].filter((cue) => cue !== '')
  let phrase = fold.slice(from, end).trimEnd()
  // „on“, „le“ before a day
  if (days.includes(end)) phrase = phrase.replace(/\s\p{L}{1,3}$/u, '')
  for (let before = ''; before !== phrase;) {
    before = phrase
    for (const cue of little) phrase = phrase.slice(0, anchoredOf(only(cue), language).end.exec(phrase)?.index ?? phrase.length).trimEnd()
  }
  return phrase.length > LONGEST || phrase.trim().length < 3 ? null : from + phrase.length
}
