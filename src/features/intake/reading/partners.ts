// Who the text is about besides ourselves: foreign towns, embassies, companies and other bodies.
import type { CountryMention } from '#features/places/gazetteer/countries.ts'
import { americanStates } from '#features/places/gazetteer/country-words.ts'
import { englishCountry } from '#features/places/gazetteer/countries.ts'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { joinedKey, nameKey } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { bodies } from './bodies.ts'
import { embassies } from './embassies.ts'
import { add, type Builder, type LandMention, latinName, type Mention, type World } from './building.ts'
import { besides, type Candidate, candidates, countriesOf } from './candidates.ts'
import { choose } from './choosing.ts'
import { anchoredOf, patternOf } from './cues.ts'
import { type Named, pairWithHome, spokenFor } from './evidence.ts'
import { hanBodies } from './han/bodies.ts'
import { knownBodies } from './known.ts'
import { sentencesOfOthers } from './others.ts'
import { bySentence, overlaps, precededBy, sentenceAt, type Stretch } from './names.ts'
import type { Page } from './page.ts'
import type { PartnerDraft } from './reading.ts'

/** Who a text is about, and every place that names them, home or a country. */
export type Cast = {
  partners: PartnerDraft[]
  mentions: Mention[]
  homeMentions: Mention[]
  countries: LandMention[]
  /** Foreign places that are no partners, and places of our own country. */
  elsewhere: Mention[]
  domestic: Mention[]
  /** Sentences, by index, on what other towns have with each other. */
  ofOthers: ReadonlySet<number>
}

/** Where in a sentence partners, home and countries are named. */
export type Places = Pick<Cast, 'mentions' | 'homeMentions' | 'countries' | 'elsewhere' | 'domestic'>

export const partnersByKey = ({ partners }: Cast): ReadonlyMap<string, PartnerDraft> => new Map(partners.map((partner) => [partner.key, partner]))

/** What is named where, by the index of the sentence. */
export function placesOf(cast: Cast): (sentence: number) => Places {
  const by = <One extends { sentence: number }>(all: readonly One[]): ((sentence: number) => One[]) => {
    const groups = Map.groupBy(all, (one) => one.sentence)
    return (sentence) => groups.get(sentence) ?? []
  }
  const [mentions, homeMentions, countries, elsewhere, domestic] = [
    by(cast.mentions),
    by(cast.homeMentions),
    by(cast.countries),
    by(cast.elsewhere),
    by(cast.domestic),
  ]
  return (sentence) => ({
    mentions: mentions(sentence),
    homeMentions: homeMentions(sentence),
    countries: countries(sentence),
    elsewhere: elsewhere(sentence),
    domestic: domestic(sentence),
  })
}

/** Finds all partners and every place they, and home, are named. */
export function castOf(world: World): Cast {
  const { page, home } = world
  const { language } = page
  const named = countriesOf(page)
  const builder: Builder = { partners: new Map(), mentions: [], page, register: world.register }
  const embassyStretches = embassies(builder, world, named)
  const [datesIn, namedIn, missionsIn] = [bySentence(page, world.dates), bySentence(page, named), bySentence(page, embassyStretches)]
  const abroad = [...new Set(named.map(({ country }) => country))].filter((country) => country !== home.country).slice(0, 6)
  const all = candidates(world, abroad).filter(
    ({ sentence, ...one }) =>
      !datesIn(sentence.index).some((date) => overlaps(date, one)) &&
      // „Сланик Молдова“ is a town, though Молдова is a country
      !namedIn(sentence.index).some((hit) => hit.form === 'name' && overlaps(hit, one) && !(one.places.length > 0 && one.start < hit.start)) &&
      !missionsIn(sentence.index).some((other) => overlaps(other, one)),
  )
  // „Полски Образец“ is a town of ours and nothing Polish
  const firstWords = new Set(all.filter((one) => one.text.includes(' ') && one.places.length > 0).map(({ start }) => start))
  const countries = named.filter((hit) => hit.form === 'name' || !firstWords.has(hit.start))
  const countriesIn = bySentence(page, countries)
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
    // „Neckarsulm, l'autre jumelle“, „Дойран, наш побратим“
    const behind = /^,\s((?:\p{L}{1,9}['\s]){0,2})/u.exec(page.fold.slice(candidate.end, candidate.end + 24))
    const openings = behind === null ? [] : [...behind[0].matchAll(/['\s]/gu)].map((gap) => candidate.end + gap.index + 1)
    if (
      openings.some((at) => [language.relations.twinned, language.someTown].some((cues) => anchoredOf(cues, language).start.test(page.fold.slice(at, at + 40))))
    )
      candidate.apposed = true
    if (precededBy(page, candidate.start, language.notTown)) Object.assign(candidate, { places: [], explicitTown: false, maybe: false })
  }
  pairWithHome(all, page)
  const foreign = countries.filter((hit) => hit.country !== home.country)
  const near = (hits: readonly { country: string }[]): string[] => [...new Set(hits.map((hit) => hit.country))]
  const spoken = near(foreign)
  const ofParagraph = Map.groupBy(foreign, (hit) => page.sentences[hit.sentence]?.paragraph ?? -1)
  const homeMentions: Mention[] = all.filter((one) => one.isHome).map((one) => ({ key: 'home', start: one.start, end: one.end, sentence: one.sentence.index }))
  const isTown = saidToBeTowns(all, page)
  const chosen: Named[] = []
  const domestic: Mention[] = [...homeMentions]
  const others: Mention[] = []
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
    if (pick && !pick.known && !isTown(candidate)) continue
    if (pick && isTheirTwin(candidate, all, page)) {
      others.push({ key: 'other', start: candidate.start, end: candidate.end, sentence: candidate.sentence.index })
      continue
    }
    if (pick) chosen.push({ candidate, ...pick })
    else if (candidate.places.some((place) => place.country === home.country))
      domestic.push({ key: 'domestic', start: candidate.start, end: candidate.end, sentence: candidate.sentence.index })
  }
  takeOthers(chosen, others, homeMentions, domestic, world)
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
  for (const key of meantTowns(chosen, keyOf, partnerKeys, page, foreign)) partnerKeys.add(key)
  const towns: (Mention & { country: string })[] = []
  for (const one of chosen) {
    const { candidate, place, country, sure } = one
    const key = keyOf(one)
    const mention = { key, start: candidate.start, end: candidate.end, sentence: candidate.sentence.index }
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
  for (const { organisation, start, end } of knownBodies(page, world.words, world.register)) {
    if (organisation.country === home.country || builder.mentions.some((one) => one.start < end && start < one.end)) continue
    const name = organisation.names[0]!
    const key = `${organisation.kind}:${nameKey(name)}`
    add(
      builder,
      {
        key,
        name: latinName(name, language),
        nameInText: page.quote(start, end),
        aliases: organisation.names.slice(1, 6),
        country: organisation.country,
        kind: organisation.kind,
        knownId: organisation.id,
        confidence: 1,
      },
      { key, start, end, sentence: sentenceAt(page, start) },
    )
  }
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
      builder.mentions.push({ key, start: hit.start, end: hit.end, sentence: hit.sentence })
  }
  const elsewhere = [...towns.filter(({ key, country }) => country !== home.country && !partnerKeys.has(key)), ...others].sort((a, b) => a.start - b.start)
  const foreignTowns = [...builder.mentions.filter(({ key }) => builder.partners.get(key)?.kind === 'municipality'), ...elsewhere]
  return {
    partners: [...builder.partners.values()],
    mentions: builder.mentions.sort((a, b) => a.start - b.start),
    homeMentions,
    countries,
    domestic: domestic.filter(({ key }) => key === 'domestic'),
    ofOthers: new Set(sentencesOfOthers({ home: homeMentions, domestic, foreign: foreignTowns }, page, home).keys()),
    elsewhere,
  }
}

/** „Побратимен е с Дойран“ behind a sentence on another foreign town tells of that one's twins. */
function isTheirTwin({ sentence, start }: Candidate, all: readonly Candidate[], { fold, language }: Page): boolean {
  if (language.theirTwins === undefined) return false
  const opening = anchoredOf(language.theirTwins, language).start.exec(sentence.fold)
  if (opening === null || start < sentence.start + opening[0].length || /[;:.]/.test(fold.slice(sentence.start, start))) return false
  const subject = all.find((one) => one.sentence.index === sentence.index - 1 && one.sentence.paragraph === sentence.paragraph)
  return subject?.isHome === false && !all.some((one) => one.isHome && one.sentence === sentence)
}

/** Moves from `chosen` to `others` what are the partners of other towns. */
function takeOthers(chosen: Named[], others: Mention[], home: readonly Mention[], domestic: readonly Mention[], world: World): void {
  const towns = chosen.map((one) => ({ ...one, start: one.candidate.start, end: one.candidate.end, sentence: one.candidate.sentence.index }))
  for (const [sentence, from] of sentencesOfOthers({ home, domestic, foreign: towns }, world.page, world.home))
    for (const one of towns.filter((town) => town.sentence === sentence && town.start >= from)) {
      chosen.splice(
        chosen.findIndex(({ candidate }) => candidate === one.candidate),
        1,
      )
      others.push({ key: 'other', start: one.start, end: one.end, sentence })
    }
}

/** Whether a name may be a town's: an everyday word written large is none unless the text says so somewhere, „град Мост“, „Мост (Чехия)“. */
function saidToBeTowns(all: readonly Candidate[], { fold, language }: Page): (candidate: Candidate) => boolean {
  const { everyday } = language.names
  if (everyday === undefined) return () => true
  const wordOf = ({ start, end }: Stretch): string => fold.slice(start, end)
  const said = new Set(all.filter((one) => one.explicitTown || one.maybe || one.apposed || one.paired || one.country !== null).map(wordOf))
  return (candidate) => /[ -]/.test(candidate.text) || said.has(wordOf(candidate)) || !everyday.has(wordOf(candidate))
}

/** Further places where a partner is named just as before, though nothing there says what it is. */
function repeated(builder: Builder, { page, masked, home }: World, countries: readonly LandMention[]): void {
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
      builder.mentions.push({ key: partner.key, ...stretch, sentence })
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

/** „сръбското градче“: the only town of that country the text names; nobody calls a capital so. */
function meantTowns(
  chosen: readonly Named[],
  keyOf: (one: Named) => string,
  partnerKeys: ReadonlySet<string>,
  page: Page,
  countries: readonly CountryMention[],
): string[] {
  const keysOf = Map.groupBy(
    chosen.filter(({ place }) => place?.featureCode !== 'PPLC'),
    ({ country }) => country,
  )
  return countries.flatMap((hit) => {
    if (hit.form !== 'adjective' || !anchoredOf(page.language.someTown, page.language).start.test(page.fold.slice(hit.end, hit.end + 40))) return []
    const keys = [...new Set(keysOf.get(hit.country)?.map(keyOf))]
    return keys.length === 1 && !partnerKeys.has(keys[0]!) ? keys : []
  })
}

/** „италиански общини“: the country itself, when the text names none of its towns. */
function someTowns(builder: Builder, world: World, countries: readonly LandMention[]): void {
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
      { key: `country:${hit.country}`, start: hit.start, end, sentence: hit.sentence },
    )
  }
}
