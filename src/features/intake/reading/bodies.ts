// Companies, schools and associations set abroad by the words around them.
import { nameKey } from '#platform/names/name-key.ts'
import { add, type Builder, isHomeName, type LandMention, latinName, type Mention, type World } from './building.ts'
import { anchoredOf, has, type Hit, hitsOf, only, sourceOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import { foldLetters, scriptOf } from '#platform/names/transliteration.ts'
import { among, bySentence, overlaps, precededBy, quotesIn, stemOf, type Stretch } from './names.ts'
import type { Page, Sentence } from './page.ts'
import type { PartnerKind } from './reading.ts'

/** Companies, schools and associations, if the words around them place them abroad. */
export function bodies(
  builder: Builder,
  world: World,
  towns: readonly (Mention & { country: string })[],
  countries: readonly LandMention[],
  domestic: readonly Stretch[],
): void {
  const { page, home } = world
  const { language } = page
  const quotes = quotesIn(page.text)
  const [townsIn, countriesIn, domesticIn] = [bySentence(page, towns), bySentence(page, countries), bySentence(page, domestic)]
  const paragraphOf = (sentence: number): number => page.sentences[sentence]?.paragraph ?? -1
  const townsOf = Map.groupBy(
    builder.mentions.filter((one) => builder.partners.get(one.key)?.kind === 'municipality'),
    (one) => paragraphOf(one.sentence),
  )
  const landsOf = (paragraph: number): Set<string | undefined> => new Set(townsOf.get(paragraph)?.map((one) => builder.partners.get(one.key)?.country))
  const ofTown = new RegExp(
    `^\\s(?:\\p{L}{2,16}\\s){0,3}(?:${sourceOf(language.names.of)}|${sourceOf(language.names.in)}|${sourceOf(language.names.from)})\\s(?:\\p{L}{2,16}\\s){0,2}$`,
    'u',
  )
  const ofPlaceBehind = new RegExp(`^\\s(?:${[language.names.of, language.names.in, language.names.from].map(sourceOf).join('|')})\\s(?:\\p{L}{2,8}\\s)?$`, 'u')
  const fromTown = new RegExp(`(?:^|\\s)(?:${sourceOf(language.names.from)})\\s(?:\\p{L}{2,16}\\s){0,2}$`, 'u')
  const parted = new RegExp(`\\s(?:${[language.names.in, language.names.from, language.names.with, language.names.and].map(sourceOf).join('|')})\\s`, 'u')
  const cyrillic = scriptOf(page.text.slice(0, 4000)) === 'cyrillic'
  const places = [...builder.partners.values()]
    .filter((partner) => partner.kind === 'municipality')
    .map((partner) => ({
      country: partner.country,
      name: new RegExp(`(?<!\\p{L})${foldLetters(partner.nameInText).replace(/[^\p{L}\d]/gu, '.')}(?!\\p{L})`, 'u'),
      stem: new RegExp(`(?<!\\p{L})${stemOf(partner.nameInText)}`, 'u'),
      adjective: adjectiveOf(partner.nameInText),
      // „Образец – Приятелство“ for Образец-сюр-Лак
      lead: /^\p{L}{5,}(?= )/u.exec(foldLetters(partner.nameInText))?.[0],
    }))
  const ours = new RegExp(
    `(?<!\\p{L})${foldLetters(home.name.split(' ')[0] ?? '')
      .replace(/[^\p{L}]/gu, '.')
      .replace(/\p{L}$/u, '')}\\p{L}{0,4}[сшчsc][кk]`,
    'u',
  )
  // „Туристическия съюз на Х“: an adjective written large belongs to the name
  const wider = (start: number): number =>
    start - (/(?<=\p{L}[,]?\s)\p{Lu}[\p{Ll}-]{3,}\s$/u.exec(page.text.slice(Math.max(0, start - 30), start))?.[0].length ?? 0)
  const and = new RegExp(`^\\s(?:${sourceOf(language.names.and)})\\s`, 'u')
  const parting = new RegExp(`\\s(?:${sourceOf(language.names.and)})\\s`, 'u')
  const groups: [Cues, PartnerKind][] = [
    [language.bodies.company, 'company'],
    [language.bodies.school, 'school'],
    [language.bodies.other, 'other'],
  ]
  const added: (Mention & { kind: PartnerKind; words: string[]; own: string })[] = []
  const found = (sentence: number): Mention[] => added.filter((one) => one.sentence === sentence)
  for (const sentence of page.sentences) {
    for (const [cues, kind] of groups) {
      const speaking = among(quotes, sentence).filter((quote) => speaksForItself(quote, kind, page))
      const hits: Hit[] = [...hitsOf(cues, language, sentence.fold, sentence.start), ...speaking.map(({ start }) => ({ start, end: start, text: '' }))]
      for (const found_ of hits) {
        // „немско-българското дружество“ begins before the hyphen
        const hit = {
          ...found_,
          start: found_.start - (/[\p{L}-]+-$/u.exec(page.text.slice(Math.max(sentence.start, found_.start - 30), found_.start))?.[0].length ?? 0),
        }
        const quote = among(quotes, { start: hit.end, end: hit.end + 25 }).find(
          (one) =>
            one.start >= hit.end &&
            one.start - hit.end < 25 &&
            one.end <= sentence.end + 2 &&
            /^[\s\p{L}-]*$/u.test(page.text.slice(hit.end, one.start)) &&
            // „дружеството и читалище „Образец““: the name is the second one's; „театърът ще закрие с „Образец““ tells of a play
            !parting.test(page.fold.slice(hit.end, one.start)) &&
            !has(language.future, language, page.fold.slice(hit.end, one.start)),
        )
        // „асоциация Juventude Ativa“: other letters than the text's set a name apart as quotation marks do
        const latin =
          quote || !cyrillic ? undefined : /^\s((?:\p{Script=Latin}[\p{L}'&.-]*\s?){1,5})/u.exec(page.text.slice(hit.end, hit.end + 60))?.[1]?.trimEnd()
        // „Музея за история и бит в Х“: what a house is for stands between it and its town
        const end = quote?.end ?? (latin ? hit.end + 1 + latin.length : hit.end + subjectOf(page.fold.slice(hit.end, hit.end + 70), language))
        const own = quote ? page.text.slice(quote.start + 1, quote.end - 1).trim() : (latin ?? '')
        // „„Образец“ ООД“, „„Образец“ от Примерово“
        const behind = page.fold.slice(end, end + 12)
        if (own !== '' && language.bodies.legal !== undefined && anchoredOf(language.bodies.legal, language).start.test(behind)) continue
        if (own !== '' && domesticIn(sentence.index).some((one) => one.start >= end && ofPlaceBehind.test(page.fold.slice(end, one.start)))) continue
        // „нашата гимназия“, and what guests are shown, is ours
        if (precededBy(page, hit.start, language.home, 30)) continue
        // „изселническо дружество „Образец““ is one body, whatever words it is found by
        if (found(sentence.index).some((one) => overlaps(one, hit))) continue
        // „Примерово за Узорево“ is ours too
        if (own && (isHomeName(own.split(/\s[–-]\s/)[0] ?? '', home, language) || foldLetters(own).startsWith(`${foldLetters(home.name)} `))) continue
        // „лицеят в Примерово и училището в Х“: behind an "and" it is another's
        const oursBefore = (one: Stretch): boolean => {
          const gap = page.fold.slice(one.end, hit.start)
          return one.start >= hit.start - 40 && one.end <= hit.start && !/[,.;]/.test(gap) && !and.test(gap)
        }
        if (domesticIn(sentence.index).some(oursBefore)) continue
        // set abroad by the town or country right behind it, or an adjective right before it
        const townAfter = townsIn(sentence.index).find(
          (town) =>
            town.start >= end &&
            town.start - end < 32 &&
            /^\s?(?:\(|,\s|[^,.;:()]{0,30}\s)$/u.test(page.text.slice(end, town.start) || ' ') &&
            // „клуб „Образец“ пред Иван Измислен от Х“: the town is the other's
            (language.names.largeNouns || !/\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}/u.test(page.text.slice(end, town.start))),
        )
        const adjective = countriesIn(sentence.index).find(
          (country) =>
            country.form === 'adjective' &&
            country.country !== home.country &&
            country.end <= hit.start &&
            hit.start - country.end < 30 &&
            !/[,.;]/.test(page.text.slice(country.end, hit.start)) &&
            // „курс по арменски в училище“
            !parted.test(page.fold.slice(country.end, hit.start)),
        )
        // „в литовския град Х, в гимназия „Y““, „клуб „Люлебургаз 39““, „одринското дружество „Педал““
        const townBefore =
          own === ''
            ? undefined
            : townsIn(sentence.index).find(
                (town) => town.end <= hit.start && hit.start - town.end < 12 && /^,\s(?:\p{L}{1,4}\s){0,2}$/u.test(page.text.slice(town.end, hit.start)),
              )
        const ahead = page.fold.slice(Math.max(sentence.start, hit.start - 24), hit.start)
        const named =
          own === ''
            ? undefined
            : places.find(
                ({ name, stem, lead }) =>
                  name.test(foldLetters(own)) || (lead !== undefined && foldLetters(own).startsWith(`${lead} `)) || (stem.test(ahead) && !name.test(ahead)),
              )
        const around = landsOf(sentence.paragraph)
        // „посетиха предприятието „Измислица““: what guests are shown is ours
        const shown = precededBy(page, hit.start, language.goingTo, 40)
        // „tamošnja gimnazija „X““: of the only foreign land the paragraph, or the text, has a town of
        const lands = around.size === 1 ? around : new Set(places.map((place) => place.country))
        const sole = lands.size === 1 ? [...lands][0] : undefined
        const context = kind === 'company' && quote && !shown && around.size === 1 ? sole : undefined
        const front = own === '' ? wider(hit.start) : hit.start
        // „тамошната Стокова борса“, „Втори лицей“, „сръбския Червен кръст“: a name of its own without quotation marks
        const large = !language.names.largeNouns && /^\p{Lu}/u.test(page.text.slice(front, front + 1))
        const isLocal = language.local !== undefined && precededBy(page, front, language.local, 30)
        const local = isLocal && (own !== '' || (large && /\s/.test(page.text.slice(front, end)))) ? sole : undefined
        // of a Френска гимназия we have many
        const itself =
          kind === 'other' && language.bodies.adjective !== undefined && adjective?.start === front && /^\s$/.test(page.text.slice(adjective.end, hit.start))
        const before = adjective !== undefined && /^\s$/.test(page.text.slice(adjective.end, front))
        const national = own === '' && large && (before || itself) ? adjective : undefined
        const isForeignKind = language.bodies.abroad !== undefined && has(language.bodies.abroad, language, hit.text)
        const foreignName = quote !== undefined && speaksForItself(quote, kind, page) ? sole : undefined
        const foreignKind = isForeignKind && (own !== '' || front < hit.start || (large && /[- ]/.test(hit.text))) ? sole : undefined
        const calledAfter = townAdjective(hit.start, sentence, page)
        const ofPlace = calledAfter ? places.find((place) => place.adjective.test(page.fold.slice(calledAfter.start, calledAfter.end))) : undefined
        const country =
          adjective?.country ??
          townAfter?.country ??
          townBefore?.country ??
          named?.country ??
          ofPlace?.country ??
          context ??
          local ??
          foreignKind ??
          foreignName
        if (!country) continue
        // „Търговската палата на Чорлу“: a body of a partner town right behind it
        const owned = townAfter && ofTown.test(page.fold.slice(end, townAfter.start))
        const known = ofPlace ?? (own === '' ? local : undefined) ?? foreignKind ?? national
        if (own === '' && !large && language.bodies.named !== undefined && has(language.bodies.named, language, hit.text)) continue
        if (own === '' && !((kind === 'school' && townAfter) || (kind === 'other' && owned) || (kind !== 'company' && known))) continue
        // „хорът от Х“, „училището от Х“ without a name of its own are people who come, „лицея Паола Измислова“ has its headmistress behind it
        const comesFrom = fromTown.test(page.fold.slice(end, townAfter?.start))
        const isOf = townAfter !== undefined && precededBy(page, townAfter.start, only(language.names.of), 20)
        if (own === '' && !known && comesFrom && (has(language.people, language, hit.text) || (kind === 'school' && !isOf))) continue
        if (
          own === '' &&
          townAfter &&
          page.text.slice(end, townAfter.start).trim() === '' &&
          /^[ \u00a0]\p{Lu}\p{Ll}/u.test(page.text.slice(townAfter.end, townAfter.end + 3))
        )
          continue
        // „lycée Curie passera une semaine à Aalen“ is no school of Aalen
        const between = page.fold.slice(end, townAfter?.start ?? end)
        if (townAfter && new RegExp(`(?:^|\\s)(?:${sourceOf(language.names.and)})\\s`, 'u').test(between)) continue
        if (has(language.verbs, language, between) || has(language.future, language, between) || has(language.goingTo, language, between)) continue
        const bare = quote && kind === 'company' ? quote.start : front
        const start = quote && kind === 'company' ? bare : Math.min(bare, ofPlace ? calledAfter!.start : bare, national?.start ?? bare)
        // „Русенския университет в Х“ is ours
        if (own === '' && ours.test(page.fold.slice(Math.min(start, Math.max(sentence.start, hit.start - 26)), hit.start))) continue
        const stop = own === '' ? (townAfter && !known ? townAfter.end : end) : end
        const inText = page.quote(start, stop)
        const whole = quote && kind === 'company' ? inText : page.quote(adjectivesBefore(start, sentence, page), stop)
        const name = own || whole
        const short = own === '' && townAfter && /\p{Lu}/u.test(page.text.slice(start, hit.end)) ? [page.quote(start, hit.end)] : []
        const words = nameKey(inText).split(' ')
        // „музея в Х“ after „Музея на Измислица в Х“ is the same
        const same = added.find((one) =>
          own === ''
            ? one.kind === kind && words.every((word) => one.words.some((other) => alike(word, other)))
            : one.own !== '' && nameKey(one.own) === nameKey(own),
        )
        const key = same?.key ?? `${kind}:${nameKey(name)}`
        const mention = { key, start, end: stop, sentence: sentence.index }
        add(
          builder,
          {
            key,
            name: latinName(name, language),
            nameInText: inText,
            aliases: [...new Set([...(own ? [own] : []), ...(whole === inText ? [] : [whole, inText]), ...short])],
            country,
            kind,
            confidence: 0.8,
          },
          mention,
        )
        added.push({ ...mention, kind, words, own })
        if (kind === 'company') continue
        // whoever tells of a school or a club tells of its town, and goes on about it
        const towns = [...builder.partners.values()].filter((partner) => partner.kind === 'municipality' && partner.country === country)
        if (towns.length === 1 && !builder.mentions.some((one) => one.sentence === sentence.index && one.key === towns[0]!.key))
          builder.mentions.push({ ...mention, key: towns[0]!.key })
      }
    }
  }
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
