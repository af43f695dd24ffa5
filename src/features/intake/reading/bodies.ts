// Companies, schools and associations set abroad by the words around them.
import { nameKey } from '#platform/names/name-key.ts'
import { add, type Builder, isHomeName, type LandMention, latinName, type Mention, type World } from './building.ts'
import { anchoredOf, has, type Hit, hitsOf, only, sourceOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import { foldLetters, scriptOf } from '#platform/names/transliteration.ts'
import { among, bySentence, overlaps, precededBy, quotesIn, stemOf, type Stretch } from './names.ts'
import type { Page, Sentence } from './page.ts'
import type { Home, PartnerKind } from './reading.ts'

type Town = Mention & { readonly country: string }

/** A town that is a partner, and how its name, or what is called after it, stands in other names. */
type Place = { country: string; name: RegExp; stem: RegExp; adjective: RegExp; lead: string | undefined }

/** What bodies are looked for with in a text. */
type Search = {
  page: Page
  home: Home
  quotes: readonly Stretch[]
  townsIn: (sentence: number) => readonly Town[]
  countriesIn: (sentence: number) => readonly LandMention[]
  domesticIn: (sentence: number) => readonly Stretch[]
  /** Countries whose towns a paragraph names. */
  landsOf: (paragraph: number) => ReadonlySet<string>
  places: readonly Place[]
  shapes: Shapes
  cyrillic: boolean
}

/** Patterns made of a language's little words, and of home's name. */
type Shapes = {
  /** The whole gap between a body and the town it is of; the second with hardly a word between. */
  ofTown: RegExp
  ofPlaceBehind: RegExp
  /** „от град“ at the very end. */
  fromTown: RegExp
  /** Small words between an adjective and a body that part them. */
  parted: RegExp
  /** An "and" right behind, anywhere between, and anywhere at all. */
  andBehind: RegExp
  andBetween: RegExp
  and: RegExp
  /** „ловешки“, „ловешка“. */
  calledAfterHome: RegExp
}

/**
 * A word for a body with what belongs to it. `own` is the name it has in quotation marks or foreign letters, empty for none; `front` and `end` are
 * where all of it begins and ends.
 */
type Body = {
  end: number
  kind: PartnerKind
  sentence: Sentence
  word: Hit
  quote: Stretch | undefined
  own: string
  front: number
  /** Its word, or the adjective before it, is written large. */
  isLarge: boolean
}

/** By what a body is set abroad. `isKnown` when more than a town behind it says so. */
type Abroad = {
  country: string
  townAfter: Town | undefined
  national: LandMention | undefined
  /** „Примеровския“, where the body is called after a partner's town. */
  calledAfter: Stretch | undefined
  isKnown: boolean
}

/** A body that was added to the partners. */
type Added = Mention & { kind: PartnerKind; words: string[]; own: string }

/** Adds companies, schools and associations to the partners, if the words around them place them abroad. `domestic` are places of our own country. */
export function bodies(builder: Builder, world: World, towns: readonly Town[], countries: readonly LandMention[], domestic: readonly Stretch[]): void {
  const { page } = world
  const { language } = page
  const search = searchIn(builder, world, towns, countries, domestic)
  const groups: [Cues, PartnerKind][] = [
    [language.bodies.company, 'company'],
    [language.bodies.school, 'school'],
    [language.bodies.other, 'other'],
  ]
  const added: Added[] = []
  for (const sentence of page.sentences) {
    for (const [cues, kind] of groups) {
      const speaking = among(search.quotes, sentence).filter((quote) => speaksForItself(quote, kind, page))
      const hits: Hit[] = [...hitsOf(cues, language, sentence.fold, sentence.start), ...speaking.map(({ start }) => ({ start, end: start, text: '' }))]
      for (const hit of hits) {
        const body = bodyAt(hit, kind, sentence, search)
        // „изселническо дружество „Образец““ is one body, whatever words it is found by
        if (added.some((one) => one.sentence === sentence.index && overlaps(one, body.word))) continue
        const abroad = isOurs(body, search) ? null : abroadOf(body, search)
        if (abroad && isBody(body, abroad, search)) addBody(body, abroad, added, builder, search)
      }
    }
  }
}

function searchIn(builder: Builder, { page, home }: World, towns: readonly Town[], countries: readonly LandMention[], domestic: readonly Stretch[]): Search {
  const municipalities = [...builder.partners.values()].filter(({ kind }) => kind === 'municipality')
  const countryOf = new Map(municipalities.map(({ key, country }) => [key, country]))
  const lands = new Map<number, Set<string>>()
  for (const { key, sentence } of builder.mentions) {
    const country = countryOf.get(key)
    const paragraph = page.sentences[sentence]?.paragraph ?? -1
    if (country !== undefined) lands.set(paragraph, (lands.get(paragraph) ?? new Set()).add(country))
  }
  return {
    page,
    home,
    quotes: quotesIn(page.text),
    townsIn: bySentence(page, towns),
    countriesIn: bySentence(page, countries),
    domesticIn: bySentence(page, domestic),
    landsOf: (paragraph) => lands.get(paragraph) ?? new Set(),
    places: municipalities.map(({ country, nameInText }) => ({
      country,
      name: new RegExp(`(?<!\\p{L})${foldLetters(nameInText).replace(/[^\p{L}\d]/gu, '.')}(?!\\p{L})`, 'u'),
      stem: new RegExp(`(?<!\\p{L})${stemOf(nameInText)}`, 'u'),
      adjective: adjectiveOf(nameInText),
      // „Образец – Приятелство“ for Образец-сюр-Лак
      lead: /^\p{L}{5,}(?= )/u.exec(foldLetters(nameInText))?.[0],
    })),
    shapes: shapesOf(page.language, home),
    cyrillic: scriptOf(page.text.slice(0, 4000)) === 'cyrillic',
  }
}

function shapesOf({ names }: Language, home: Home): Shapes {
  const any = (...cues: string[]): string => `(?:${cues.map(sourceOf).join('|')})`
  const homeStem = foldLetters(home.name.split(' ')[0] ?? '')
    .replace(/[^\p{L}]/gu, '.')
    .replace(/\p{L}$/u, '')
  return {
    ofTown: new RegExp(`^\\s(?:\\p{L}{2,16}\\s){0,3}${any(names.of, names.in, names.from)}\\s(?:\\p{L}{2,16}\\s){0,2}$`, 'u'),
    ofPlaceBehind: new RegExp(`^\\s${any(names.of, names.in, names.from)}\\s(?:\\p{L}{2,8}\\s)?$`, 'u'),
    fromTown: new RegExp(`(?:^|\\s)${any(names.from)}\\s(?:\\p{L}{2,16}\\s){0,2}$`, 'u'),
    parted: new RegExp(`\\s${any(names.in, names.from, names.with, names.and)}\\s`, 'u'),
    andBehind: new RegExp(`^\\s${any(names.and)}\\s`, 'u'),
    andBetween: new RegExp(`\\s${any(names.and)}\\s`, 'u'),
    and: new RegExp(`(?:^|\\s)${any(names.and)}\\s`, 'u'),
    calledAfterHome: new RegExp(`(?<!\\p{L})${homeStem}\\p{L}{0,4}[сшчsc][кk]`, 'u'),
  }
}

/** A word for a body, or a name that speaks for itself, with all that belongs to it. */
function bodyAt(found: Hit, kind: PartnerKind, sentence: Sentence, { page, quotes, shapes, cyrillic }: Search): Body {
  const { language, text, fold } = page
  // „немско-българското дружество“ begins before the hyphen
  const lead = /[\p{L}-]+-$/u.exec(text.slice(Math.max(sentence.start, found.start - 30), found.start))?.[0].length ?? 0
  const word = { ...found, start: found.start - lead }
  const quote = among(quotes, { start: word.end, end: word.end + 25 }).find(
    (one) =>
      one.start >= word.end &&
      one.start - word.end < 25 &&
      one.end <= sentence.end + 2 &&
      /^[\s\p{L}-]*$/u.test(text.slice(word.end, one.start)) &&
      // „дружеството и читалище „Образец““: the name is the second one's; „театърът ще закрие с „Образец““ tells of a play
      !shapes.andBetween.test(fold.slice(word.end, one.start)) &&
      !has(language.future, language, fold.slice(word.end, one.start)),
  )
  // „асоциация Juventude Ativa“: other letters than the text's set a name apart as quotation marks do
  const latin = quote || !cyrillic ? undefined : /^\s((?:\p{Script=Latin}[\p{L}'&.-]*\s?){1,5})/u.exec(text.slice(word.end, word.end + 60))?.[1]?.trimEnd()
  const own = quote ? text.slice(quote.start + 1, quote.end - 1).trim() : (latin ?? '')
  // „Туристическия съюз на Х“: an adjective written large belongs to the name
  const large = own === '' ? (/(?<=\p{L}[,]?\s)\p{Lu}[\p{Ll}-]{3,}\s$/u.exec(text.slice(Math.max(0, word.start - 30), word.start))?.[0].length ?? 0) : 0
  const front = word.start - large
  return {
    kind,
    sentence,
    word,
    quote,
    own,
    front,
    // „Музея за история и бит в Х“: what a house is for stands between it and its town
    end: quote?.end ?? (latin ? word.end + 1 + latin.length : word.end + subjectOf(fold.slice(word.end, word.end + 70), language)),
    isLarge: !language.names.largeNouns && /^\p{Lu}/u.test(text.slice(front, front + 1)),
  }
}

/** Whether what stands beside a body makes it one of ours. */
function isOurs({ sentence, word, own, end }: Body, { page, home, domesticIn, shapes }: Search): boolean {
  const { language, fold } = page
  // „„Образец“ ООД“, „„Образец“ от Примерово“
  if (own !== '' && language.bodies.legal !== undefined && anchoredOf(language.bodies.legal, language).start.test(fold.slice(end, end + 12))) return true
  if (own !== '' && domesticIn(sentence.index).some((one) => one.start >= end && shapes.ofPlaceBehind.test(fold.slice(end, one.start)))) return true
  // „нашата гимназия“, and what guests are shown, is ours
  if (precededBy(page, word.start, language.home, 30)) return true
  // „Примерово за Узорево“ is ours too
  if (own && (isHomeName(own.split(/\s[–-]\s/)[0] ?? '', home, language) || foldLetters(own).startsWith(`${foldLetters(home.name)} `))) return true
  // „лицеят в Примерово и училището в Х“: behind an "and" it is another's
  return domesticIn(sentence.index).some((one) => {
    const gap = fold.slice(one.end, word.start)
    return one.start >= word.start - 40 && one.end <= word.start && !/[,.;]/.test(gap) && !shapes.andBehind.test(gap)
  })
}

/** What sets a body abroad: a town or country right beside it, a town in its name, or the only land its paragraph speaks of. Null for nothing. */
function abroadOf(body: Body, search: Search): Abroad | null {
  const { kind, sentence, word, quote, own, front, end, isLarge } = body
  const { page, home, places, shapes } = search
  const { language, text, fold } = page
  const towns = search.townsIn(sentence.index)
  const townAfter = towns.find(
    (town) =>
      town.start >= end &&
      town.start - end < 32 &&
      /^\s?(?:\(|,\s|[^,.;:()]{0,30}\s)$/u.test(text.slice(end, town.start) || ' ') &&
      // „клуб „Образец“ пред Иван Измислен от Х“: the town is the other's
      (language.names.largeNouns || !/\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}/u.test(text.slice(end, town.start))),
  )
  const adjective = search.countriesIn(sentence.index).find(
    (country) =>
      country.form === 'adjective' &&
      country.country !== home.country &&
      country.end <= word.start &&
      word.start - country.end < 30 &&
      !/[,.;]/.test(text.slice(country.end, word.start)) &&
      // „курс по арменски в училище“
      !shapes.parted.test(fold.slice(country.end, word.start)),
  )
  // „в литовския град Х, в гимназия „Y““
  const townBefore =
    own === ''
      ? undefined
      : towns.find((town) => town.end <= word.start && word.start - town.end < 12 && /^,\s(?:\p{L}{1,4}\s){0,2}$/u.test(text.slice(town.end, word.start)))
  const named = own === '' ? undefined : placeInName(own, fold.slice(Math.max(sentence.start, word.start - 24), word.start), places)
  // „tamošnja gimnazija „X““: of the only foreign land the paragraph, or the text, has a town of
  const around = search.landsOf(sentence.paragraph)
  const lands = around.size === 1 ? around : new Set(places.map((place) => place.country))
  const sole = lands.size === 1 ? [...lands][0] : undefined
  // „посетиха предприятието „Измислица““: what guests are shown is ours
  const ofParagraph = kind === 'company' && quote && around.size === 1 && !precededBy(page, word.start, language.goingTo, 40) ? sole : undefined
  // „тамошната Стокова борса“, „Втори лицей“, „сръбския Червен кръст“: a name of its own without quotation marks
  const isLocal = language.local !== undefined && precededBy(page, front, language.local, 30)
  const local = isLocal && (own !== '' || (isLarge && /\s/.test(text.slice(front, end)))) ? sole : undefined
  // of a Френска гимназия we have many
  const isItself =
    kind === 'other' && language.bodies.adjective !== undefined && adjective?.start === front && /^\s$/.test(text.slice(adjective.end, word.start))
  const isBefore = adjective !== undefined && /^\s$/.test(text.slice(adjective.end, front))
  const national = own === '' && isLarge && (isBefore || isItself) ? adjective : undefined
  const isForeignKind = language.bodies.abroad !== undefined && has(language.bodies.abroad, language, word.text)
  const foreignKind = isForeignKind && (own !== '' || front < word.start || (isLarge && /[- ]/.test(word.text))) ? sole : undefined
  const foreignName = quote !== undefined && speaksForItself(quote, kind, page) ? sole : undefined
  const calledAfter = townAdjective(word.start, sentence, page)
  const ofPlace = calledAfter ? places.find((place) => place.adjective.test(fold.slice(calledAfter.start, calledAfter.end))) : undefined
  const country =
    adjective?.country ?? townAfter?.country ?? townBefore?.country ?? named?.country ?? ofPlace?.country ?? ofParagraph ?? local ?? foreignKind ?? foreignName
  if (!country) return null
  const isKnown = Boolean(ofPlace ?? (own === '' ? local : undefined) ?? foreignKind ?? national)
  return { country, townAfter, national, calledAfter: ofPlace && calledAfter, isKnown }
}

/** „клуб „Люлебургаз 39““, „одринското дружество „Педал““: the town a body has in its name, or is called after; `ahead` is what stands before it. */
const placeInName = (own: string, ahead: string, places: readonly Place[]): Place | undefined =>
  places.find(
    ({ name, stem, lead }) =>
      name.test(foldLetters(own)) || (lead !== undefined && foldLetters(own).startsWith(`${lead} `)) || (stem.test(ahead) && !name.test(ahead)),
  )

/** Whether a word for a body that something sets abroad means a body: not people who come, not one that is only passed by, not ours after all. */
function isBody(body: Body, { townAfter, isKnown, ...abroad }: Abroad, { page, shapes }: Search): boolean {
  const { kind, sentence, word, own, end, isLarge } = body
  const { language, text, fold } = page
  if (own === '') {
    // „Търговската палата на Чорлу“: a body of a partner town right behind it
    const isOwned = townAfter !== undefined && shapes.ofTown.test(fold.slice(end, townAfter.start))
    if (!isLarge && language.bodies.named !== undefined && has(language.bodies.named, language, word.text)) return false
    if (!((kind === 'school' && townAfter) || (kind === 'other' && isOwned) || (kind !== 'company' && isKnown))) return false
    // „хорът от Х“, „училището от Х“ without a name of its own are people who come, „лицея Паола Измислова“ has its headmistress behind it
    const comesFrom = shapes.fromTown.test(fold.slice(end, townAfter?.start))
    const isOf = townAfter !== undefined && precededBy(page, townAfter.start, only(language.names.of), 20)
    if (!isKnown && comesFrom && (has(language.people, language, word.text) || (kind === 'school' && !isOf))) return false
    const isSurname =
      townAfter !== undefined && text.slice(end, townAfter.start).trim() === '' && /^[ \u00a0]\p{Lu}\p{Ll}/u.test(text.slice(townAfter.end, townAfter.end + 3))
    if (isSurname) return false
    // „Русенския университет в Х“ is ours
    const start = startOf(body, abroad)
    if (shapes.calledAfterHome.test(fold.slice(Math.min(start, Math.max(sentence.start, word.start - 26)), word.start))) return false
  }
  // „lycée Curie passera une semaine à Aalen“ is no school of Aalen
  const between = fold.slice(end, townAfter?.start ?? end)
  if (townAfter && shapes.and.test(between)) return false
  return ![language.verbs, language.future, language.goingTo].some((cues) => has(cues, language, between))
}

/** Where a body begins with what it is called after; a company is its name alone. */
function startOf({ kind, quote, front }: Body, { calledAfter, national }: Pick<Abroad, 'calledAfter' | 'national'>): number {
  return quote && kind === 'company' ? quote.start : Math.min(front, calledAfter?.start ?? front, national?.start ?? front)
}

/** Adds a body to the partners, and its town, if there is one only, to those its sentence speaks of. */
function addBody(body: Body, abroad: Abroad, added: Added[], builder: Builder, { page }: Search): void {
  const { kind, sentence, word, quote, own } = body
  const { country, townAfter, isKnown } = abroad
  const start = startOf(body, abroad)
  const end = own === '' && townAfter && !isKnown ? townAfter.end : body.end
  const inText = page.quote(start, end)
  const whole = quote && kind === 'company' ? inText : page.quote(adjectivesBefore(start, sentence, page), end)
  const name = own || whole
  const short = own === '' && townAfter && /\p{Lu}/u.test(page.text.slice(start, word.end)) ? [page.quote(start, word.end)] : []
  const words = nameKey(inText).split(' ')
  // „музея в Х“ after „Музея на Измислица в Х“ is the same
  const same = added.find((one) =>
    own === ''
      ? one.kind === kind && words.every((part) => one.words.some((other) => alike(part, other)))
      : one.own !== '' && nameKey(one.own) === nameKey(own),
  )
  const key = same?.key ?? `${kind}:${nameKey(name)}`
  const mention = { key, start, end, sentence: sentence.index }
  const aliases = [...new Set([...(own ? [own] : []), ...(whole === inText ? [] : [whole, inText]), ...short])]
  add(builder, { key, name: latinName(name, page.language), nameInText: inText, aliases, country, kind, confidence: 0.8 }, mention)
  added.push({ ...mention, kind, words, own })
  if (kind === 'company') return
  // whoever tells of a school or a club tells of its town, and goes on about it
  const towns = [...builder.partners.values()].filter((partner) => partner.kind === 'municipality' && partner.country === country)
  if (towns.length === 1 && !builder.mentions.some((one) => one.sentence === sentence.index && one.key === towns[0]!.key))
    builder.mentions.push({ ...mention, key: towns[0]!.key })
}

/** „Образец Електрик“: a short name in quotation marks with a foreign word for what it is. */
function speaksForItself({ start, end }: Stretch, kind: PartnerKind, { fold, language }: Page): boolean {
  const { foreignNames } = language.bodies
  return (
    foreignNames !== undefined &&
    (kind === 'company' || kind === 'school') &&
    end - start < 45 &&
    has(foreignNames[kind], language, fold.slice(start + 1, end - 1))
  )
}

/** „музеят“, „музея“: a word with another ending. */
const alike = (a: string, b: string): boolean =>
  a === b || (a.length > 3 && b.length > 3 && Math.abs(a.length - b.length) < 3 && a.slice(0, -1) === b.slice(0, a.length - 1))

/** „Примеровския“, „нишк“: how what is called after a town begins; a vowel may have come into its last letters. */
function adjectiveOf(name: string): RegExp {
  const stem = stemOf(name).replace(/\\p\{L\}$/u, '')
  return stem.startsWith('(') ? /(?!)/ : new RegExp(`^${stem.slice(0, -1)}\\p{L}?${stem.slice(-1)}\\p{L}{0,3}[сшчsc][кkh]`, 'u')
}

/** A word written large inside a sentence, with at most two small ones between it and the body: „Примеровския исторически музей“. */
function townAdjective(at: number, sentence: Sentence, page: Page): Stretch | undefined {
  const from = Math.max(sentence.start, at - 50)
  const hit = /(?<!\p{L})(\p{Lu}\p{Ll}{3,})\s(?:\p{Ll}[\p{L}-]*\s){0,2}$/u.exec(page.text.slice(from, at))
  return hit ? { start: from + hit.index, end: from + hit.index + hit[1]!.length } : undefined
}

/** Where the adjectives before a body begin that belong to its name: „Народната библиотека“, „професионалната гимназия“. */
function adjectivesBefore(at: number, sentence: Sentence, page: Page): number {
  const { adjective } = page.language.bodies
  if (adjective === undefined) return at
  const lead = new RegExp(`(?:(?<!\\p{L})[\\p{L}-]{2,20}${adjective}\\s){1,2}$`, 'u').exec(page.fold.slice(Math.max(sentence.start, at - 45), at))
  return lead ? at - lead[0].length : at
}

/** „Училище по дърворезба“: how far what a house is for goes on behind its word. */
function subjectOf(behind: string, language: Language): number {
  const { subject } = language.bodies
  return subject === undefined ? 0 : (anchoredOf(only(subject), language).start.exec(behind)?.[0].length ?? 0)
}
