// Who the text is about besides ourselves: foreign towns, embassies, companies and other bodies.
import type { CountryMention } from '#features/places/gazetteer/countries.ts'
import { americanStates } from '#features/places/gazetteer/country-words.ts'
import { countriesIn, englishCountry } from '#features/places/gazetteer/countries.ts'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { joinedKey, nameKey } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { bodies } from './bodies.ts'
import { embassies } from './embassies.ts'
import { add, type Builder, isHomeName, latinName, type Mention, type World } from './building.ts'
import { choose } from './choosing.ts'
import { anchoredOf, patternOf, sourceOf } from './cues.ts'
import { type Named, pairWithHome, spokenFor } from './evidence.ts'
import { hanBodies } from './han/bodies.ts'
import { hanCandidates } from './han/towns.ts'
import type { Language } from './languages/language.ts'
import { among, baseForms, bySentence, endsOf, overlaps, precededBy, quotesIn, sentenceAt, type Stretch, type Word, within, wordsBySentence } from './names.ts'
import type { Page, Sentence } from './page.ts'
import type { PartnerDraft } from './reading.ts'

export type Cast = {
  partners: PartnerDraft[]
  mentions: Mention[]
  homeMentions: Mention[]
  countries: (CountryMention & { sentence: number })[]
  /** Foreign places that are no partners, and places of our own country. */
  elsewhere: Mention[]
  domestic: Mention[]
}

export type Candidate = Stretch & {
  maybe: boolean
  foreignForm?: boolean
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

/** Stretches of capitalised words and connectors that the gazetteer, or a word like "town of" before them, makes a place. */
export function candidates(world: World): Candidate[] {
  if (world.page.language.code === 'zh') return hanCandidates(world)
  const { page, gazetteer, words, masked, home } = world
  const { language } = page
  const quotes = quotesIn(page.text).filter((quote) => quote.end - quote.start < 70)
  const connector = new Set(language.names.connectors)
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
      const town = townBefore(first.start - stop)
      const maybe = !town && maybeBefore(first.start)
      let best: Candidate | undefined
      let longest: Word = first
      let n = 0
      for (let j = i; j < own.length && n < MAX_WORDS; j++, n++) {
        const word = own[j]
        if (!word) break
        if (j > i && !/^[ '’-]{1,2}$/u.test(page.text.slice(own[j - 1]?.end ?? 0, word.start))) break
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
      const sure = town || /^\s?\((?=\p{Lu})/u.test(page.text.slice(longest.end, longest.end + 3)) || foreignConnector(page, first.start, longest, language)
      const end = Math.max(best?.end ?? 0, sure && !best?.isHome ? longest.end : 0)
      // in German any noun is written large
      const strange =
        !language.names.largeNouns || /[^a-z' -]/u.test(page.fold.slice(first.start, longest.end)) || foreignConnector(page, first.start, longest, language)
      // АЕЦ, EU, VIII
      if (/^(?:\p{Lu}{2,4}|[IVXLC]+)$/u.test(page.text.slice(first.start, end || longest.end)) && !/^\P{Ll}+$/u.test(sentence.text)) continue
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
      const next = own.find((word) => word.start > candidate.end)
      if (town && next && !next.capital && next.text.length > 2 && /^ $/.test(page.text.slice(candidate.end, next.start)))
        candidate.longer = { end: next.end, text: page.text.slice(candidate.start, next.end) }
      candidate.foreignForm = candidate.end === longest.end && foreignConnector(page, first.start, longest, language)
      out.push(candidate)
      while (i + 1 < own.length && (own[i + 1]?.start ?? Infinity) < candidate.end) i++
    }
  }
  return out
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

const NOT = /(?<!\p{L})(?:не|nije|ne|non|pas|not|nicht)\s$/u

/** The country said right beside a name: in brackets or behind a comma, or by an adjective before it. */
function besides(candidate: Candidate, countries: readonly CountryMention[], page: Page): string | null {
  for (const hit of countries) {
    // „не сръбският“
    if (NOT.test(page.fold.slice(Math.max(0, hit.start - 7), hit.start))) continue
    if (hit.form === 'name' && hit.start >= candidate.end && /^\s?(?:,|\(|–|-)\s?(?:\p{L}{1,12}\s){0,2}$/u.test(page.fold.slice(candidate.end, hit.start)))
      return hit.country
    if (hit.form === 'adjective' && hit.start >= candidate.end && /^\s?(?:,|–|-)\s?(?:\p{L}{1,14}\s){0,3}$/u.test(page.fold.slice(candidate.end, hit.start)))
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

/** Finds all partners and every place they, and home, are named. */
export function castOf(world: World): Cast {
  const { page, home } = world
  const { language } = page
  const countries = countriesOf(page)
  const builder: Builder = { partners: new Map(), mentions: [], page, register: world.register }
  const embassyStretches = embassies(builder, world, countries)
  const [datesIn, countriesIn, missionsIn] = [bySentence(page, world.dates), bySentence(page, countries), bySentence(page, embassyStretches)]
  const all = candidates(world).filter(
    ({ sentence, ...one }) =>
      !datesIn(sentence.index).some((date) => overlaps(date, one)) &&
      // „Сланик Молдова“ is a town, though Молдова is a country
      !countriesIn(sentence.index).some((hit) => hit.form === 'name' && overlaps(hit, one) && !(one.places.length > 0 && one.start < hit.start)) &&
      !missionsIn(sentence.index).some((other) => overlaps(other, one)),
  )
  for (let i = all.length - 1; i > 0; i--) {
    const [town, state] = [all[i - 1], all[i]]
    if (town && state && americanStates.has(page.fold.slice(state.start, state.end)) && /^,\s$/.test(page.text.slice(town.end, state.start))) {
      all.splice(i, 1)
      town.places = town.places.filter((place) => place.country === 'US')
    }
  }
  for (const candidate of all) {
    candidate.country ??= besides(candidate, countriesIn(candidate.sentence.index), page)
    // „румънското Търговище“ is not ours
    const namesake = candidate.isHome && candidate.country !== null && candidate.country !== home.country ? world.gazetteer.find(candidate.text) : []
    if (namesake.some((place) => place.country === candidate.country)) Object.assign(candidate, { isHome: false, places: namesake })
    // „Neckarsulm, l'autre jumelle“
    const behind = /^,\s(?:\p{L}{1,9}['\s]){0,2}/u.exec(page.fold.slice(candidate.end, candidate.end + 24))?.[0].length
    if (
      behind !== undefined &&
      [language.relations.twinned, language.someTown].some((cues) =>
        anchoredOf(cues, language).start.test(page.fold.slice(candidate.end + behind, candidate.end + behind + 40)),
      )
    )
      candidate.apposed = true
    if (precededBy(page, candidate.start, language.notTown)) Object.assign(candidate, { places: [], explicitTown: false, maybe: false })
  }
  pairWithHome(all, page)
  const foreign = countries.filter((hit) => hit.country !== home.country)
  const near = (hits: readonly { country: string }[]): string[] => [...new Set(hits.map((hit) => hit.country))]
  const spoken = near(foreign)
  const ofParagraph = Map.groupBy(foreign, (hit) => page.sentences[hit.sentence]?.paragraph ?? -1)
  const homeMentions: Mention[] = all
    .filter((one) => one.isHome)
    .map((one) => ({ key: 'home', start: one.start, end: one.end, sentence: one.sentence.index, strong: true }))
  const chosen: Named[] = []
  const domestic: Mention[] = [...homeMentions]
  for (const candidate of all) {
    if (candidate.isHome) continue
    const order = [
      near(
        countriesIn(candidate.sentence.index)
          .filter((hit) => hit.country !== home.country)
          .sort((a, b) => Math.abs(a.start - candidate.start) - Math.abs(b.start - candidate.start)),
      ),
      near(ofParagraph.get(candidate.sentence.paragraph) ?? []),
      spoken,
    ]
    const pick = choose(candidate, world, order)
    if (pick?.longer && candidate.longer) Object.assign(candidate, candidate.longer)
    if (pick) chosen.push({ candidate, ...pick })
    else if (candidate.places.some((place) => place.country === home.country))
      domestic.push({ key: 'domestic', start: candidate.start, end: candidate.end, sentence: candidate.sentence.index, strong: false })
  }
  const keyOf = (one: Named): string => (one.place ? `place:${one.place.id}` : `town:${one.country}:${nameKey(one.candidate.text)}`)
  // „Виньо“ after „Виньо сюр Сен“ is the same town
  const fullerOf = new Map(chosen.filter((one) => one.place).map((one) => [one.candidate.text.split(/[ -]/)[0], one]))
  for (const one of chosen) {
    if (one.candidate.text.includes(' ') || (one.place && one.candidate.country)) continue
    const other = fullerOf.get(one.candidate.text)
    const fuller = other !== undefined && other !== one && /^[ -]/.test(other.candidate.text.slice(one.candidate.text.length)) ? other : undefined
    if (fuller) Object.assign(one, { place: fuller.place, country: fuller.country, sure: fuller.sure })
  }
  // a town is a partner when the text as a whole says so; then all its mentions count
  const partnerKeys = spokenFor(chosen, keyOf, world, countries, passingStretches(page))
  const towns: (Mention & { country: string })[] = []
  for (const one of chosen) {
    const { candidate, place, country, sure } = one
    const key = keyOf(one)
    const mention = { key, start: candidate.start, end: candidate.end, sentence: candidate.sentence.index, strong: true }
    towns.push({ ...mention, country })
    if (!partnerKeys.has(key)) continue
    const text = candidate.text.replace(/\s+/g, ' ')
    const inText = page.quote(candidate.start, candidate.end)
    add(
      builder,
      {
        key,
        name: place?.name ?? latinName(text, language),
        nameInText: inText,
        aliases: [...(inText === text ? [] : [text]), ...(place ? aliasesOf(place, text) : [])],
        country,
        kind: 'municipality',
        ...(place ? { placeId: place.id } : {}),
        confidence: sure,
      },
      mention,
    )
  }
  if (language.code === 'zh') hanBodies(builder, world, new Map(chosen.map(({ candidate, country }) => [candidate.text, country])), countries)
  bodies(
    builder,
    world,
    towns.filter((town) => town.country !== home.country),
    countries,
    domestic,
  )
  repeated(builder, world, countries)
  someTowns(builder, world, countries)
  for (const hit of countries) {
    const key = `country:${hit.country}`
    if (hit.form === 'name' && builder.partners.has(key) && !embassyStretches.some((other) => overlaps(other, hit)))
      builder.mentions.push({ key, start: hit.start, end: hit.end, sentence: hit.sentence, strong: false })
  }
  return {
    partners: [...builder.partners.values()],
    mentions: builder.mentions.sort((a, b) => a.start - b.start),
    homeMentions,
    countries,
    domestic: domestic.filter(({ key }) => key === 'domestic'),
    elsewhere: towns.filter(({ key, country }) => country !== home.country && !partnerKeys.has(key)),
  }
}

/** Further places where a partner is named just as before, though nothing there says what it is. */
function repeated(builder: Builder, { page, masked, home }: World, countries: readonly (CountryMention & { sentence: number })[]): void {
  if (page.language.code === 'zh') return
  const taken = bySentence<Stretch>(page, [...builder.mentions, ...masked, ...countries.filter((hit) => hit.form === 'name' && hit.country !== home.country)])
  for (const partner of builder.partners.values()) {
    if (partner.kind === 'embassy' || partner.kind === 'school') continue
    const own = builder.mentions.find((one) => one.key === partner.key)
    const name = own === undefined ? '' : page.text.slice(own.start, own.end).replace(/[„“”"«»]/gu, '')
    if (name.length < 3) continue
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu')
    let found = 0
    for (const hit of page.text.matchAll(pattern)) {
      const stretch = { start: hit.index, end: hit.index + hit[0].length }
      if (++found > 200) break
      const sentence = sentenceAt(page, stretch.start)
      if (taken(sentence).some((other) => overlaps(other, stretch))) continue
      if (sentence < 0 || stretch.end > (page.sentences[sentence]?.end ?? 0) || precededBy(page, stretch.start, page.language.notTown)) continue
      partner.evidence.push(page.spanOf(stretch.start, stretch.end))
      builder.mentions.push({ key: partner.key, ...stretch, sentence, strong: false })
    }
  }
}

function aliasesOf(place: GazetteerPlace, text: string): string[] {
  const latin = place.names.filter((name) => scriptOf(name) === 'latin' && /^\p{Lu}/u.test(name) && joinedKey(name) !== joinedKey(place.name))
  return latin.filter((name) => joinedKey(name) === joinedKey(text) || name.length > 3).slice(0, 6)
}

const passingCache = new WeakMap<Page, Stretch[]>()

/** Stretches that only pass a place by, up to the next comma. */
function passingStretches(page: Page): Stretch[] {
  const known = passingCache.get(page)
  if (known) return known
  const found = page.sentences.flatMap((sentence) =>
    [...sentence.fold.matchAll(patternOf(page.language.passing, page.language))].map((hit) => ({
      start: sentence.start + hit.index,
      end: sentence.start + hit.index + hit[0].length + 30,
    })),
  )
  passingCache.set(page, found)
  return found
}

/** „италиански общини“: the country itself, when the text names none of its towns. */
function someTowns(builder: Builder, world: World, countries: readonly (CountryMention & { sentence: number })[]): void {
  const { page, home } = world
  for (const hit of countries) {
    if (hit.form !== 'adjective' || hit.country === home.country) continue
    if ([...builder.partners.values()].some((partner) => partner.country === hit.country && partner.kind === 'municipality')) continue
    const rest = page.fold.slice(hit.end, hit.end + 40)
    const noun = anchoredOf(page.language.someTown, page.language).start.exec(rest)
    if (!noun) continue
    const end = hit.end + noun[0].length
    const name = englishCountry(hit.country)
    add(
      builder,
      {
        key: `country:${hit.country}`,
        name,
        nameInText: page.quote(hit.start, end),
        aliases: [],
        country: hit.country,
        kind: 'country',
        confidence: 0.8,
      },
      { key: `country:${hit.country}`, start: hit.start, end, sentence: hit.sentence, strong: true },
    )
  }
}
