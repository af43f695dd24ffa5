// Where a text may name towns and countries: runs of large words that the list of towns, or a word like "town of" before them, makes a place.
import type { CountryMention } from '#features/places/gazetteer/countries.ts'
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { isHomeName, type LandMention, type World } from './building.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { heardAnywhere } from './choosing.ts'
import { anchoredOf, has, only, sourceOf } from './cues.ts'
import { hanCandidates, isThing } from './han/towns.ts'
import type { Language } from './languages/language.ts'
import { among, baseForms, bySentence, endsOf, overlaps, precededBy, quotesIn, type Stretch, type Word, within, wordsBySentence } from './names.ts'
import type { Page, Sentence } from './page.ts'

/** A stretch that may be a town's name. `places` are the towns of that name, none where the list of towns has none; `country` is the one said right beside it. */
export type Candidate = Stretch & {
  text: string
  sentence: Sentence
  places: GazetteerPlace[]
  country: string | null
  isHome: boolean
  /** Behind a word for a town: „град Дойран“. */
  explicitTown: boolean
  /** Behind a word that may be one: „гости от Дойран“. */
  maybe: boolean
  /** With small words only a foreign name has: „Перн ле Фонтен“. */
  foreignForm?: boolean
  /** The town the whole run sounds like: „Виньо на Сена“. */
  heard?: GazetteerPlace
  /** Followed by a word for a twin or a town: „Х, наш побратим“. */
  apposed?: boolean
  /** With the small word behind, which may belong to the name: „Врънячка баня“. */
  longer?: { end: number; text: string }
  /** Beside home: „Троян и Дойран“. */
  paired?: boolean
}

const MAX_WORDS = 6
/** Letters up to which a quote is a title, and up to which it is a street's, or a café's, that has its name from a country. */
const LONGEST_TITLE = 70
const LONGEST_NAME = 50

/** Every place a country is named at, by itself, as an adjective, as a people or by its flag. */
export function countriesOf(page: Page): LandMention[] {
  // a street or a café named after a country is not about it
  const names = quotesIn(page.text).filter((quote) => quote.end - quote.start < LONGEST_NAME)
  return page.sentences
    .flatMap((sentence) => [
      ...flagsIn(sentence),
      ...countriesIn(sentence.fold, page.language.code, (start, end) => sentence.text.slice(start, end)).map((hit) => ({
        ...hit,
        start: hit.start + sentence.start,
        end: hit.end + sentence.start,
        sentence: sentence.index,
      })),
    ])
    .filter((hit) => !within(hit, among(names, hit)))
    .filter((hit) => page.language.code !== 'zh' || !isThing(page.fold, hit))
}

/** Flags people put into posts: 🇫🇷 is France. */
const flagsIn = (sentence: Sentence): LandMention[] =>
  [...sentence.text.matchAll(/[\u{1f1e6}-\u{1f1ff}]{2}/gu)].map((hit) => {
    const country = [...hit[0]].map((letter) => String.fromCharCode((letter.codePointAt(0) ?? 0x1f1e6) - 0x1f1e6 + 65)).join('')
    return { start: sentence.start + hit.index, end: sentence.start + hit.index + hit[0].length, country, form: 'name' as const, sentence: sentence.index }
  })

/** How many leading words of a run name a place or a country. */
export function placeLead({ page, gazetteer, home }: Pick<World, 'page' | 'gazetteer' | 'home'>, words: readonly Word[]): number {
  for (let n = Math.min(words.length, 4); n > 0; n--) {
    const first = words[0]
    const last = words[n - 1]
    if (!first || !last) continue
    const text = page.text.slice(first.start, last.end)
    if (isHomeName(text, home, page.language)) return n
    if (
      countriesIn(page.fold.slice(first.start, last.end), page.language.code, (start, end) => text.slice(start, end)).some(
        (hit) => hit.start === 0 && hit.end === text.length,
      )
    )
      return n
    if (words.length - n >= 2 || n === words.length)
      for (const form of baseForms(text, page.language))
        if (gazetteer.find(form).some((place) => place.population > 500 || place.featureCode.startsWith('PPLA'))) return n
  }
  return 0
}

/** What towns are looked for with in a text. */
type Search = {
  readonly world: World
  /** Foreign countries of the text: in them a name is also looked for by ear. */
  readonly spoken: readonly string[]
  readonly connectors: ReadonlySet<string>
  readonly endings: ReadonlySet<string>
  readonly never: RegExp
}

/** A sentence with its words; the last two say whether a word for a town stands before a place. */
type Line = {
  readonly sentence: Sentence
  readonly words: readonly Word[]
  readonly masks: readonly Stretch[]
  readonly townBefore: (at: number) => boolean
  readonly maybeBefore: (at: number) => boolean
}

/**
 * Stretches of capitalised words and connectors that the gazetteer, or a word like "town of" before them, makes a place. `spoken` are the foreign
 * countries of the text: in them a name is also looked for by ear.
 */
export function candidates(world: World, spoken: readonly string[]): Candidate[] {
  const { page, masked } = world
  const { language } = page
  if (language.code === 'zh') return hanCandidates(world)
  const titles = titlesIn(page)
  const search: Search = {
    world,
    spoken,
    connectors: new Set(language.names.connectors),
    endings: new Set(language.names.endings),
    never: anchoredOf(language.names.never, language).start,
  }
  const wordsOfSentence = wordsBySentence(page, world.words)
  const masksOf = bySentence(page, masked)
  const found: Candidate[] = []
  for (const sentence of page.sentences) {
    const words = wordsOfSentence[sentence.index] ?? []
    if (!words.some((word) => word.capital)) continue
    const line: Line = {
      sentence,
      words,
      masks: masksOf(sentence.index),
      townBefore: endsOf(language.town, page, sentence),
      maybeBefore: endsOf(language.townMaybe, page, sentence),
    }
    for (let i = 0; i < words.length; i++) {
      const first = words[i]
      if (!first?.capital || within(first, among(titles, first))) continue
      const candidate = candidateFrom(i, line, found.at(-1), search)
      if (!candidate) continue
      found.push(candidate)
      while (i + 1 < words.length && (words[i + 1]?.start ?? Infinity) < candidate.end) i++
    }
  }
  return found
}

/** Quotes that are names of things and no words of anybody. */
function titlesIn({ text, fold, language }: Page): Stretch[] {
  // „ще го решим в Дойран“ is said by somebody
  const isSaid = (quote: string): boolean => has(language.future, language, quote) || has(language.verbs, language, quote)
  return quotesIn(text).filter(
    // „Побратими: Дойран, Перн“ is a list and no name
    ({ start, end }) => end - start < LONGEST_TITLE && !/\p{L}:\s/u.test(text.slice(start, end)) && !isSaid(fold.slice(start, end)),
  )
}

/** The longest name from a word on that the list of towns has, or that is home's; and the last word of the run, known or not. */
function runFrom(i: number, { words, masks }: Line, { world, connectors, never }: Search): { known: Known | undefined; last: Word } {
  const { page, gazetteer, home } = world
  const { language } = page
  const first = words[i]!
  const isListed = (end: number): boolean => gazetteer.find(page.text.slice(first.start, end)).length > 0
  let known: Known | undefined
  let last = first
  for (let j = i, n = 0; j < words.length && n < MAX_WORDS; j++, n++) {
    const word = words[j]!
    const gap = j > i ? page.text.slice(words[j - 1]!.end, word.start) : ''
    // „King's Lynn“: a possessive joins two words only in a name the list of towns has
    const possessive = /^['’]s? $/u.test(gap) && isListed(word.end)
    if (j > i && !possessive && !/^[ '’-]{1,2}$/u.test(gap)) break
    const small = connectors.has(page.fold.slice(word.start, word.end))
    // „Novo mesto“: a small word that only the list of towns makes a part of the name
    const ofTown =
      j === i + 1 &&
      !word.capital &&
      !small &&
      word.text.length > 2 &&
      first.text.length > 2 &&
      !never.test(page.fold.slice(first.start, first.end + 1)) &&
      isListed(word.end)
    // „San Pietro in Cariano“: so is one between two large ones
    const next = words[j + 1]
    if (j > i && !word.capital && !small && !ofTown && next?.capital === true && isListed(next.end)) continue
    if (j > i && !word.capital && !small && !ofTown) break
    if (masks.some((mask) => overlaps(mask, word))) break
    if (small && !word.capital && !ofTown) continue
    last = word
    const text = page.text.slice(first.start, word.end)
    if (isHomeName(text, home, language)) known = { end: word.end, places: home.place ? [home.place] : [], isHome: true }
    else {
      const places = [...new Map(baseForms(text, language).flatMap((form) => gazetteer.find(form).map((place) => [place.id, place]))).values()]
      if (places.length > 0 && text.length > 2) known = { end: word.end, places, isHome: false }
    }
  }
  return { known, last }
}

/** How far a name goes, and the towns it may be. */
type Known = { end: number; places: GazetteerPlace[]; isHome: boolean }

/** The place the run that begins with a word may be; null for none. */
function candidateFrom(i: number, line: Line, before: Candidate | undefined, search: Search): Candidate | null {
  const { sentence, words, masks, townBefore, maybeBefore } = line
  const { world, spoken, connectors, endings, never } = search
  const { page } = world
  const { language } = page
  const first = words[i]!
  const dash = /[\s–—:-]*$/u.exec(page.text.slice(Math.max(sentence.start, first.start - 4), first.start))?.[0].length ?? 0
  const town = townBefore(first.start - dash) || besideHome(before, first, sentence, page)
  const maybe = !town && maybeBefore(first.start)
  const { known, last } = runFrom(i, line, search)
  const run = page.text.slice(first.start, last.end)
  const isHome = known?.isHome === true
  if (masks.some((mask) => overlaps(mask, first))) return null
  if (never.test(page.fold.slice(first.start, first.end + 1)) && !(known && known.end > first.end && !isHome)) return null
  // a run the gazetteer does not have counts after a town word, before a country in brackets, or when its small words are foreign („сюр“)
  const next = words.find((word) => word.start > last.end)
  const tail = next !== undefined && !next.capital && endings.has(next.text) && /^ $/.test(page.text.slice(last.end, next.start))
  const foreign = foreignConnector(page, first.start, last, language)
  const sure = town || tail || /^\s?\((?=\p{Lu})/u.test(page.text.slice(last.end, last.end + 3)) || foreign
  const end = Math.max(known?.end ?? 0, sure && !isHome ? last.end : 0)
  // АЕЦ, EU, VIII
  if (/^(?:\p{Lu}{2,4}|[IVXLC]+)$/u.test(page.text.slice(first.start, end || last.end)) && !/^\P{Ll}+$/u.test(sentence.text)) return null
  const isLonger = !isHome && (!known || known.end < last.end)
  // „Виньо на Сена“, „Вилньов д'Аск“: the small words may be a name's, though no part of it is known
  const heard = isLonger && last !== first && smallInside(page, first, last, language) ? heardAnywhere(run, world) : null
  const likely = !sure && isLonger && heard === null ? heardIn(first, last, sentence, spoken, world) : null
  const byEar = heard ?? likely
  const name: Known | undefined = byEar ? { end: last.end, places: [byEar], isHome: false } : known
  // in German any noun is written large
  const strange = !language.names.largeNouns || /[^a-z' -]/u.test(page.fold.slice(first.start, last.end)) || foreign
  if (!name && !strange && !landBeside(page, last)) return null
  if (!name && (!sure || /^\p{Lu}{2,}$/u.test(run))) return null
  // after a town word the whole run is the name, even if only a part of it is in the gazetteer („Виньо на Сена“)
  const isWhole =
    name === undefined ||
    (sure &&
      !name.isHome &&
      end > name.end &&
      connectorsInside(page, name.end, last, connectors) &&
      (!language.names.largeNouns || foreignConnector(page, name.end, last, language)))
  const meant: Known = isWhole ? { end: last.end, places: [], isHome: false } : name
  const text = page.text.slice(first.start, meant.end)
  const isRun = meant.end === last.end
  const isLongerBy = (town || tail) && next && isRun && !next.capital && next.text.length > 2 && /^ $/.test(page.text.slice(meant.end, next.start))
  return {
    ...meant,
    start: first.start,
    text,
    sentence,
    country: null,
    explicitTown: town,
    maybe,
    foreignForm: heard !== null || (isRun && (foreign || ELIDED_INSIDE.test(text))),
    ...(isLongerBy ? { longer: { end: next.end, text: page.text.slice(first.start, next.end) } } : {}),
    ...(heard ? { heard } : {}),
  }
}

/** „между Троян и Дойран“: what home has something with is a town too. */
function besideHome(last: Candidate | undefined, { start }: Word, sentence: Sentence, page: Page): boolean {
  const { and, between } = page.language.names
  if (!last?.isHome || last.sentence !== sentence || between === undefined) return false
  return (
    anchoredOf(only(and), page.language).start.exec(page.fold.slice(last.end, start))?.[0].length === start - last.end - 1 &&
    precededBy(page, last.start, only(between), 24)
  )
}

/** „(Polen)“, „, Polen“ right behind. */
const landBeside = (page: Page, last: Word): boolean => {
  const behind = /^(?:\s?\(|,\s)/.exec(page.text.slice(last.end, last.end + 3))?.[0].length
  if (behind === undefined) return false
  const from = last.end + behind
  return countriesIn(page.fold.slice(from, from + 40), page.language.code, (start, end) => page.text.slice(from + start, from + end)).some(
    (hit) => hit.start === 0,
  )
}

/** The folded words from a place up to the last word of a run. */
const wordsUntil = (page: Page, from: number, last: Word): string[] => page.fold.slice(from, last.start).trim().split(/\s+/)

/** Whether a small word stands before the last of a run that is none of the language's own: „Перн ле Фонтен“. */
const foreignConnector = (page: Page, from: number, last: Word, { names }: Language): boolean =>
  wordsUntil(page, from, last)
    .slice(1)
    .some((word) => names.connectors.includes(word) && names.translated[word] === undefined)

/** How far a run may sound from a town's name, 0 to 1, where nothing says it is one, and how many people must live there. */
const SOUNDS_ALIKE = 0.13
const ENOUGH_PEOPLE = 5000

/** A run inside a sentence that sounds like a town of a country the text speaks of: „Божанси“ in a text on France. */
function heardIn(word: Word, last: Word, sentence: Sentence, spoken: readonly string[], { page, gazetteer }: World): GazetteerPlace | null {
  if (word.text.length < 5 || page.language.names.largeNouns || scriptOf(word.text) === 'latin') return null
  const begins = /^[\s\p{P}\p{S}\d]*$/u.test(page.text.slice(sentence.start, word.start))
  const alone = begins && !/\p{L}/u.test(page.text.slice(last.end, sentence.end))
  if ((begins && !alone) || /^[ \u00a0]\p{Lu}/u.test(page.text.slice(last.end, last.end + 2))) return null
  if (/\p{Lu}[\p{L}.]*[ \u00a0]$/u.test(page.text.slice(Math.max(sentence.start, word.start - 20), word.start))) return null
  const like = spoken
    .flatMap((country) => gazetteer.findLike(page.text.slice(word.start, last.end), country))
    .filter(({ place, far }) => far <= SOUNDS_ALIKE && (place.population > ENOUGH_PEOPLE || (place.population === 0 && place.featureCode.startsWith('PPLA'))))
    .sort((a, b) => a.far - b.far)[0]
  return like?.place ?? null
}

/** „Вилньов д'Аск“ */
const ELIDED_INSIDE = /\s[длdl]['’]\p{L}/u

/** Whether a small word of names stands inside a run: „Виньо на Сена“, „Вилньов д'Аск“. */
const smallInside = (page: Page, first: Word, last: Word, { names }: Language): boolean =>
  ELIDED_INSIDE.test(page.text.slice(first.end, last.end)) || wordsUntil(page, first.end, last).some((word) => names.connectors.includes(word))

const connectorsInside = (page: Page, from: number, last: Word, connectors: ReadonlySet<string>): boolean =>
  wordsUntil(page, from, last).some((word) => connectors.has(word)) || page.text.charAt(from) === '-'

/** „френския град Х“, „la cittadina bulgara di X“: nouns and at the very end an "of" may part an adjective from its town, no other small word. */
function attached(gap: string, { names }: Language): boolean {
  const words = gap.trim().split(/\s+/).filter(Boolean)
  if (/[,.;:()]/.test(gap) || words.length > 4) return false
  const small = new RegExp(`^(?:${[names.of, names.in, names.from, names.with, names.and].map(sourceOf).join('|')}|по|при|за|до|към|d')$`, 'u')
  const of = new RegExp(`^(?:${[names.of, names.from].map(sourceOf).join('|')}|di|de|d'|of)$`, 'u')
  return words.every((word, i) => !small.test(word) || (i === words.length - 1 && of.test(word)))
}

/** „чиния от Измислица, а на турската делегация“: behind the comma it is about others. */
const isOfOthers = (behind: string, { names }: Language): boolean =>
  new RegExp(`^\\s?,\\s(?:${[names.others, ...(names.meanwhile === undefined ? [] : [names.meanwhile])].map(sourceOf).join('|')})\\s`, 'u').test(behind)

/** The country said right beside a name: in brackets or behind a comma, or by an adjective before it. */
export function besides(candidate: Candidate, countries: readonly CountryMention[], page: Page): string | null {
  for (const hit of countries) {
    // „не сръбският“
    if (precededBy(page, hit.start, only(page.language.names.not), 7)) continue
    if (hit.form === 'name' && hit.start >= candidate.end && /^\s?(?:,|\(|–|-)\s?(?:\p{L}{1,12}\s){0,2}$/u.test(page.fold.slice(candidate.end, hit.start)))
      return hit.country
    if (
      hit.form === 'adjective' &&
      hit.start >= candidate.end &&
      /^\s?(?:,|–|-)\s?(?:\p{L}{1,14}\s){0,3}$/u.test(page.fold.slice(candidate.end, hit.start)) &&
      !isOfOthers(page.fold.slice(candidate.end, hit.start), page.language)
    )
      return hit.country
    if (
      hit.form === 'adjective' &&
      hit.end <= candidate.start &&
      candidate.start - hit.end < 45 &&
      attached(page.fold.slice(hit.end, candidate.start), page.language)
    )
      return hit.country
    if (hit.form === 'adjective' && hit.start >= candidate.end && hit.start - candidate.end < 3) return hit.country
    // „турската општина, Пендик“
    const apposition = hit.form === 'adjective' && hit.end <= candidate.start && candidate.start - hit.end < 45 ? page.fold.slice(hit.end, candidate.start) : ''
    if (/,\s$/.test(apposition) && anchoredOf(page.language.someTown, page.language).start.exec(apposition)?.[0].trim() === apposition.slice(0, -2).trim())
      return hit.country
  }
  return null
}
