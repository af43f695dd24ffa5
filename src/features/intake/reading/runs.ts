// Runs of capitalised words that may be a person's name, without titles and the places before them.
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { anchoredOf, has, isWhole, only } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import { among, overlaps, type Stretch, type Word } from './names.ts'
import type { Page, Sentence } from './page.ts'

/** Capitalised words in a row; `honorific` with Mr or Mrs before them, `initial` at the beginning of a sentence. */
export type Run = { words: Word[]; start: number; end: number; honorific: boolean; initial: boolean }

/** Which words are no names, as far as they have been met. */
const neverNames = new WeakMap<Language, Map<string, boolean>>()
const REMEMBERED = 20_000

/** Runs of capitalised words in a sentence that could be a person: no quoted matter, no words that never are a name. */
export function runsIn(sentence: Sentence, page: Page, words: readonly Word[], quotes: readonly Stretch[], roles: readonly Stretch[]): Run[] {
  const { language } = page
  const memory = neverNames.get(language) ?? new Map<string, boolean>()
  neverNames.set(language, memory)
  const never = (word: Word): boolean => {
    const text = page.fold.slice(word.start, word.end)
    const known = memory.get(text)
    if (known !== undefined) return known
    const is = isWhole(language.names.never, language, text)
    if (memory.size < REMEMBERED) memory.set(text, is)
    return is
  }
  const surname = (word: Word): boolean =>
    language.names.surnames !== undefined && anchoredOf(language.names.surnames, language).start.test(`${page.fold.slice(word.start, word.end)} `)
  const isVerb = ({ start, end }: Word): boolean => isWhole(language.verbs, language, page.fold.slice(start, end))
  const runs: Run[] = []
  const small = new Set(language.names.particles)
  let run: Word[] = []
  // small words after a given name, kept until a capital follows
  let held: Word[] = []
  const close = (): void => {
    // „La Civita“ is a surname, „La sindaca“ is none
    if (run[0]?.start === sentence.start && small.has(page.fold.slice(run[0].start, run[0].end))) run = run.slice(1)
    // „Говори Ана Измислена“: the verb before a name is none of it
    if (language.names.verbFirst && run[0]?.start === sentence.start && isVerb(run[0])) run = run.slice(1)
    const first = run[0]
    const last = run.at(-1)
    if (first && last) {
      const before = page.fold.slice(Math.max(sentence.start, first.start - 30), first.start)
      runs.push({
        words: run,
        start: first.start,
        end: last.end,
        honorific: anchoredOf(language.names.honorifics, language).end.test(before),
        initial: first.start === sentence.start,
      })
    }
    run = []
  }
  for (const word of words) {
    const gap = run.length > 0 ? page.text.slice((held.at(-1) ?? run.at(-1))?.end ?? 0, word.start) : ''
    // a name in quotation marks is a house's, unless somebody speaks in them
    const quoted = among(quotes, word).some(({ start, end }) => end - start < 70 && !has(language.verbs, language, page.fold.slice(start, end)))
    const particle = !word.capital && run.length === 1 && small.has(page.fold.slice(word.start, word.end)) && /^[ \u00a0]$/u.test(gap)
    if (particle) {
      held.push(word)
      continue
    }
    const usable =
      word.capital &&
      !quoted &&
      (!never(word) || (run.length === 1 && surname(word))) &&
      !roles.some((role) => overlaps(role, word)) &&
      (word.text.length > 1 || page.text.charAt(word.end) === '.' || run.length > 0)
    if (!usable || (run.length > 0 && !/^(?:[ \u00a0]|\. ?)$/u.test(gap) && held.length === 0) || (gap.startsWith('.') && (run.at(-1)?.text.length ?? 9) > 1))
      close()
    if (usable && run.length > 0) run.push(...held)
    held = []
    if (usable && !isTitle(word, page, language)) run.push(word)
    else if (usable) close()
  }
  close()
  return runs
}

const isTitle = (word: Word, page: Page, language: Language): boolean => {
  const hit = anchoredOf(language.names.titles, language).start.exec(page.fold.slice(word.start, word.end + 1))
  return hit !== null && hit[0].trim().replace(/\.$/, '').length === word.end - word.start
}

/** A run without the place or the land it begins with: „на Измислица Иван Иванов“. */
export function withoutPlace(run: Run, sentence: Sentence, page: Page, placeLead: (words: readonly Word[]) => number): Run {
  if (run.words.length < 2) return run
  const before = page.fold.slice(Math.max(sentence.start, run.start - 25), run.start)
  const { town, notTown } = page.language
  const governed = [prepositionsOf(page.language), town, notTown].some((cues) => anchoredOf(cues, page.language).end.test(before))
  const land = landLead(run, page)
  if (land === run.words.length) return { ...run, words: [] }
  if (land > 0) return { ...run, words: run.words.slice(land), start: run.words[land]!.start, initial: false }
  if (!governed) return run
  const known = placeLead(run.words)
  // „кмета на Измислица Иван Иванов“: behind a word for a town, or a role's "of", the first of three is a place, known or not
  const place = [page.language.someTown, notTown, only(page.language.names.of), only(page.language.names.in)].some((cues) =>
    anchoredOf(cues, page.language).end.test(before),
  )
  // „заменица Дијана Измишљић Маринковић“: a surname right behind makes the first a given name, whatever towns there are
  const given =
    known === 1 && isNamed(run.words[1], page.language.names.surnameEnds, page.fold) && !isNamed(run.words[0], page.language.names.surnameEnds, page.fold)
  const lead = given ? 0 : known === 0 && run.words.length > 2 && (place || genitiveLead(run, page)) ? 1 : known
  const rest = run.words.slice(lead)
  const first = rest[0]
  return lead > 0 && first ? { ...run, words: rest, start: first.start, initial: false } : lead > 0 ? { ...run, words: [] } : run
}

/** „gradonačelnik Izmislja Petar Petrović“: the first of three words may be a town in the genitive, if no surname follows it at once. */
function genitiveLead({ words }: Run, { fold, language: { names } }: Page): boolean {
  const [first, second] = words
  if (names.genitive === undefined || names.surnameEnds === undefined || !first || !second) return false
  return isNamed(first, names.genitive, fold) && !isNamed(second, names.surnameEnds, fold)
}

/** Whether a word ends as the cue says. */
const isNamed = (word: Word | undefined, cue: string | undefined, fold: string): boolean =>
  word !== undefined && cue !== undefined && new RegExp(`(?:${cue})$`, 'u').test(fold.slice(word.start, word.end))

const prepositions = new WeakMap<Language, Cues>()
function prepositionsOf(language: Language): Cues {
  const { of, in: inside, from, with: along } = language.names
  const list = prepositions.get(language) ?? [of, inside, from, along]
  prepositions.set(language, list)
  return list
}

/** How many words at the beginning of a run name a country: „Република Корея Пак Чон Хо“. */
function landLead(run: Run, page: Page): number {
  for (let n = Math.min(4, run.words.length); n > 0; n--) {
    if (n === run.words.length - 1) continue
    const [start, end] = [run.words[0]!.start, run.words[n - 1]!.end]
    const text = page.text.slice(start, end)
    const hits = countriesIn(page.fold.slice(start, end), page.language.code, (from, to) => text.slice(from, to))
    if (hits.some((hit) => hit.form === 'name' && hit.end === text.length)) return n
  }
  return 0
}
