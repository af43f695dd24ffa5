// Where a text may name towns and countries: runs of large words that the list of towns, or a word like "town of" before them, makes a place.
import type { CountryMention } from '#features/places/gazetteer/countries.ts'
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { isHomeName, type World } from './building.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { heardAnywhere } from './choosing.ts'
import { anchoredOf, has, only, sourceOf } from './cues.ts'
import { hanCandidates } from './han/towns.ts'
import type { Language } from './languages/language.ts'
import { among, baseForms, bySentence, endsOf, overlaps, precededBy, quotesIn, type Stretch, type Word, within, wordsBySentence } from './names.ts'
import type { Page, Sentence } from './page.ts'

export type Candidate = Stretch & {
  maybe: boolean
  foreignForm?: boolean
  /** The town the whole run sounds like: „Виньо на Сена“. */
  heard?: GazetteerPlace
  /** Followed by a word for a twin or a town: „Х, наш побратим“. */
  apposed?: boolean
  /** With the small word behind, which may belong to the name: „Врънячка баня“. */
  longer?: { end: number; text: string }
  /** Beside home: „Троян и Дойран“. */
  paired?: boolean
  text: string
  places: GazetteerPlace[]
  sentence: Sentence
  strong: boolean
  listed: boolean
  isHome: boolean
  explicitTown: boolean
  country: string | null
}

const MAX_WORDS = 6

export function countriesOf(page: Page): (CountryMention & { sentence: number })[] {
  // a street or a café named after a country is not about it
  const names = quotesIn(page.text).filter((quote) => quote.end - quote.start < 50)
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

/** „法国梧桐“, „西班牙语“, „韩式料理“: a tree, a tongue, a dish. */
const isThing = (fold: string, { start, end }: Stretch): boolean =>
  /^(?:梧桐|语|文(?!化)|产|式|菜|料理|进口|红酒|啤酒|牧羊犬|签证|队|杯(?!赛)|买|货)/u.test(fold.slice(end, end + 3)) ||
  (/(?:从|讲|学|飞)$/u.test(fold.slice(start - 1, start)) && /^(?:买|回来|进口)/u.test(fold.slice(end, end + 3)))

/** Flags people put into posts: 🇫🇷 is France. */
const flagsIn = (sentence: Sentence): (CountryMention & { sentence: number })[] =>
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

/**
 * Stretches of capitalised words and connectors that the gazetteer, or a word like "town of" before them, makes a place. `spoken` are the foreign
 * countries of the text: in them a name is also looked for by ear.
 */
export function candidates(world: World, spoken: readonly string[]): Candidate[] {
  if (world.page.language.code === 'zh') return hanCandidates(world)
  const { page, gazetteer, words, masked, home } = world
  const { language } = page
  // „Побратими: Дойран, Перн“ is a list and no name
  // and „ще го решим в Дойран“ is said by somebody
  const isSaid = (text: string): boolean => has(language.future, language, text) || has(language.verbs, language, text)
  const quotes = quotesIn(page.text).filter(
    ({ start, end }) => end - start < 70 && !/\p{L}:\s/u.test(page.text.slice(start, end)) && !isSaid(page.fold.slice(start, end)),
  )
  const connector = new Set(language.names.connectors)
  const ends = new Set(language.names.endings)
  const out: Candidate[] = []
  const never = anchoredOf(language.names.never, language).start
  const wordsOfSentence = wordsBySentence(page, words)
  const masksOf = bySentence(page, masked)
  for (const sentence of page.sentences) {
    const own = wordsOfSentence[sentence.index] ?? []
    if (!own.some((word) => word.capital)) continue
    const masks = masksOf(sentence.index)
    const townBefore = endsOf(language.town, page, sentence)
    const maybeBefore = endsOf(language.townMaybe, page, sentence)
    for (let i = 0; i < own.length; i++) {
      const first = own[i]
      if (!first || !first.capital || within(first, among(quotes, first))) continue
      const stop = /[\s–—:-]*$/u.exec(page.text.slice(Math.max(sentence.start, first.start - 4), first.start))?.[0].length ?? 0
      const town = townBefore(first.start - stop) || besideHome(out.at(-1), first, sentence, page)
      const maybe = !town && maybeBefore(first.start)
      let best: Candidate | undefined
      let longest: Word = first
      let n = 0
      for (let j = i; j < own.length && n < MAX_WORDS; j++, n++) {
        const word = own[j]
        if (!word) break
        const gap = j > i ? page.text.slice(own[j - 1]?.end ?? 0, word.start) : ''
        // „King's Lynn“: a possessive joins two words only in a name the list of towns has
        const possessive = /^['’]s? $/u.test(gap) && gazetteer.find(page.text.slice(first.start, word.end)).length > 0
        if (j > i && !possessive && !/^[ '’-]{1,2}$/u.test(gap)) break
        const small = connector.has(page.fold.slice(word.start, word.end))
        // „Novo mesto“: a small word that only the list of towns makes a part of the name
        const ofTown =
          j === i + 1 &&
          !word.capital &&
          !small &&
          word.text.length > 2 &&
          first.text.length > 2 &&
          !never.test(page.fold.slice(first.start, first.end + 1)) &&
          gazetteer.find(page.text.slice(first.start, word.end)).length > 0
        // „San Pietro in Cariano“: so is one between two large ones
        const next = own[j + 1]
        const bridging =
          j > i && !word.capital && !small && !ofTown && next?.capital === true && gazetteer.find(page.text.slice(first.start, next.end)).length > 0
        if (bridging) continue
        if (j > i && !word.capital && !small && !ofTown) break
        if (masks.some((mask) => overlaps(mask, word))) break
        if (small && !word.capital && !ofTown) continue
        longest = word
        const text = page.text.slice(first.start, word.end)
        if (isHomeName(text, home, language))
          best = {
            start: first.start,
            end: word.end,
            text,
            places: home.place ? [home.place] : [],
            sentence,
            strong: false,
            listed: false,
            isHome: true,
            explicitTown: town,
            maybe,
            country: null,
          }
        else {
          const places = [
            ...new Map(
              baseForms(text, language)
                .flatMap((form, k) => (k > 0 && best && !best.isHome && best.text === text ? [] : gazetteer.find(form)))
                .map((place) => [place.id, place]),
            ).values(),
          ]
          if (places.length > 0 && text.length > 2)
            best = {
              start: first.start,
              end: word.end,
              text,
              places,
              sentence,
              strong: false,
              listed: false,
              isHome: false,
              explicitTown: town,
              maybe,
              country: null,
            }
        }
      }
      const neverName = never.test(page.fold.slice(first.start, first.end + 1)) && !(best && best.end > first.end && !best.isHome && best.places.length > 0)
      if (masks.some((mask) => overlaps(mask, first))) continue
      if (neverName) continue
      // a run the gazetteer does not have counts after a town word, before a country in brackets, or when its small words are foreign („сюр“)
      const next = own.find((word) => word.start > longest.end)
      const tail = next !== undefined && !next.capital && ends.has(next.text) && /^ $/.test(page.text.slice(longest.end, next.start))
      const sure =
        town || tail || /^\s?\((?=\p{Lu})/u.test(page.text.slice(longest.end, longest.end + 3)) || foreignConnector(page, first.start, longest, language)
      const end = Math.max(best?.end ?? 0, sure && !best?.isHome ? longest.end : 0)
      // in German any noun is written large
      const strange =
        !language.names.largeNouns || /[^a-z' -]/u.test(page.fold.slice(first.start, longest.end)) || foreignConnector(page, first.start, longest, language)
      // АЕЦ, EU, VIII
      if (/^(?:\p{Lu}{2,4}|[IVXLC]+)$/u.test(page.text.slice(first.start, end || longest.end)) && !/^\P{Ll}+$/u.test(sentence.text)) continue
      // „Виньо на Сена“, „Вилньов д'Аск“: the small words may be a name's, though no part of it is known
      const heard =
        (!best || best.end < longest.end) && !best?.isHome && longest !== first && smallInside(page, first, longest, language)
          ? heardAnywhere(page.text.slice(first.start, longest.end), world)
          : null
      if (heard)
        best = {
          start: first.start,
          end: longest.end,
          text: page.text.slice(first.start, longest.end),
          places: [heard],
          sentence,
          strong: false,
          listed: false,
          isHome: false,
          explicitTown: town,
          maybe,
          country: null,
        }
      const near =
        !sure && !best?.isHome && (first === longest ? !best : best === undefined || best.end < longest.end)
          ? heardIn(first, longest, sentence, spoken, world)
          : null
      if (near)
        best = {
          start: first.start,
          end: longest.end,
          text: page.text.slice(first.start, longest.end),
          places: [near],
          sentence,
          strong: false,
          listed: false,
          isHome: false,
          explicitTown: false,
          maybe,
          country: null,
        }
      if (!best && !strange && !landBeside(page, longest)) continue
      if (!best && (!sure || /^\p{Lu}{2,}$/u.test(page.text.slice(first.start, longest.end)))) continue
      // after a town word the whole run is the name, even if only a part of it is in the gazetteer („Виньо на Сена“)
      const whole =
        sure &&
        best &&
        !best.isHome &&
        end > best.end &&
        connectorsInside(page, best.end, longest, connector) &&
        (!language.names.largeNouns || foreignConnector(page, best.end, longest, language))
      const candidate: Candidate =
        best && !whole
          ? best
          : {
              start: first.start,
              end: longest.end,
              text: page.text.slice(first.start, longest.end),
              places: [],
              sentence,
              strong: false,
              listed: false,
              isHome: false,
              explicitTown: town,
              maybe,
              country: null,
            }
      if (
        (town || tail) &&
        next &&
        candidate.end === longest.end &&
        !next.capital &&
        next.text.length > 2 &&
        /^ $/.test(page.text.slice(candidate.end, next.start))
      )
        candidate.longer = { end: next.end, text: page.text.slice(candidate.start, next.end) }
      candidate.foreignForm =
        heard !== null || (candidate.end === longest.end && (foreignConnector(page, first.start, longest, language) || ELIDED_INSIDE.test(candidate.text)))
      if (heard) candidate.heard = heard
      out.push(candidate)
      while (i + 1 < own.length && (own[i + 1]?.start ?? Infinity) < candidate.end) i++
    }
  }
  return out
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

const foreignConnector = (page: Page, from: number, last: Word, language: Language): boolean =>
  page.fold
    .slice(from, last.start)
    .trim()
    .split(/\s+/)
    .slice(1)
    .some((word) => language.names.connectors.includes(word) && language.names.translated[word] === undefined)

/** A run inside a sentence that sounds like a town of a country the text speaks of: „Божанси“ in a text on France. */
function heardIn(word: Word, last: Word, sentence: Sentence, spoken: readonly string[], { page, gazetteer }: World): GazetteerPlace | null {
  if (word.text.length < 5 || page.language.names.largeNouns || scriptOf(word.text) === 'latin') return null
  const begins = /^[\s\p{P}\p{S}\d]*$/u.test(page.text.slice(sentence.start, word.start))
  const alone = begins && !/\p{L}/u.test(page.text.slice(last.end, sentence.end))
  if ((begins && !alone) || /^[ \u00a0]\p{Lu}/u.test(page.text.slice(last.end, last.end + 2))) return null
  if (/\p{Lu}[\p{L}.]*[ \u00a0]$/u.test(page.text.slice(Math.max(sentence.start, word.start - 20), word.start))) return null
  const like = spoken
    .flatMap((country) => gazetteer.findLike(page.text.slice(word.start, last.end), country))
    .filter(({ place, far }) => far <= 0.13 && (place.population > 5000 || (place.population === 0 && place.featureCode.startsWith('PPLA'))))
    .sort((a, b) => a.far - b.far)[0]
  return like?.place ?? null
}

/** „Вилньов д'Аск“ */
const ELIDED_INSIDE = /\s[длdl]['’]\p{L}/u

/** Whether a small word of names stands inside a run: „Виньо на Сена“, „Вилньов д'Аск“. */
const smallInside = (page: Page, first: Word, last: Word, { names }: Language): boolean =>
  ELIDED_INSIDE.test(page.text.slice(first.end, last.end)) ||
  page.fold
    .slice(first.end, last.start)
    .trim()
    .split(/\s+/)
    .some((word) => names.connectors.includes(word))

const connectorsInside = (page: Page, from: number, last: Word, connectors: Set<string>): boolean =>
  page.fold
    .slice(from, last.start)
    .trim()
    .split(/\s+/)
    .some((word) => connectors.has(word)) || page.text.charAt(from) === '-'

/** „френския град Х“, „la cittadina bulgara di X“: nouns and at the very end an "of" may part an adjective from its town, no other small word. */
function attached(gap: string, { names }: Language): boolean {
  const words = gap.trim().split(/\s+/).filter(Boolean)
  if (/[,.;:()]/.test(gap) || words.length > 4) return false
  const small = new RegExp(`^(?:${[names.of, names.in, names.from, names.with, names.and].map(sourceOf).join('|')}|по|при|за|до|към|d')$`, 'u')
  const of = new RegExp(`^(?:${[names.of, names.from].map(sourceOf).join('|')}|di|de|d'|of)$`, 'u')
  return words.every((word, i) => !small.test(word) || (i === words.length - 1 && of.test(word)))
}

/** „чиния от Измислица, а на турската делегация“: behind the comma it is about others. */
const OTHERS = /^\s?,\s(?:а|но|и|докато|като|ma|mentre|mais|tandis|but|while|and|und|aber|wahrend|dok|ali|dodeka)\s/u

const NOT = /(?<!\p{L})(?:не|nije|ne|non|pas|not|nicht)\s$/u

/** The country said right beside a name: in brackets or behind a comma, or by an adjective before it. */
export function besides(candidate: Candidate, countries: readonly CountryMention[], page: Page): string | null {
  for (const hit of countries) {
    // „не сръбският“
    if (NOT.test(page.fold.slice(Math.max(0, hit.start - 7), hit.start))) continue
    if (hit.form === 'name' && hit.start >= candidate.end && /^\s?(?:,|\(|–|-)\s?(?:\p{L}{1,12}\s){0,2}$/u.test(page.fold.slice(candidate.end, hit.start)))
      return hit.country
    if (
      hit.form === 'adjective' &&
      hit.start >= candidate.end &&
      /^\s?(?:,|–|-)\s?(?:\p{L}{1,14}\s){0,3}$/u.test(page.fold.slice(candidate.end, hit.start)) &&
      !OTHERS.test(page.fold.slice(candidate.end, hit.start))
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
