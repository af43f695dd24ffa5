// How much a text says that a town is one its home has to do with, and not one it merely passes by.
import type { World } from './building.ts'
import type { Candidate } from './candidates.ts'
import { A_RENDERING, type Choice, unlike } from './choosing.ts'
import { hitsOf, sourceOf } from './cues.ts'
import { bySentence, endsOf, type Stretch, within } from './names.ts'
import type { Page, Sentence } from './page.ts'

/** What the text may say of a town, each once however often it says so; the points speak for or against its being a partner. */
const POINTS = {
  /** A partner of the office's register. */
  known: 2,
  /** „град Дойран“, „кметът на Дойран“ */
  townWord: 1.4,
  /** „Перн ле Фонтен“: only a name has such small words. */
  foreignForm: 1,
  /** „гости от Дойран“, „среща с Дойран“ */
  looseTownWord: 0.4,
  /** „Дойран (Северна Македония)“, „френския град Перн“ */
  countryBeside: 1.8,
  /** „между Троян и Дойран“ */
  pairedWithHome: 1.3,
  /** In a list with another town that is spoken for. */
  listed: 1,
  /** A twinning, an agreement, a partnership right beside it, or in its sentence. */
  relationBeside: 0.8,
  relation: 0.2,
  /** A visit, a signing, guests, hosts right beside it. */
  eventBeside: 0.3,
  /** „от Дойран“, „с Дойран“ */
  fromOrWith: 1.2,
  /** „двайсет младежи от Дойран“ */
  peopleFrom: 0.4,
  /** „в Дойран“ */
  inside: 0.2,
  /** A line or a sentence that is the name alone: what follows is about it. */
  alone: 1.5,
  /** In a heading or the first lines. */
  opening: 0.1,
  /** The town's country is spoken of in the same sentence, or elsewhere in the text. */
  countryInSentence: 0.3,
  countryInText: 1,
  /** Named again. */
  twice: 1.4,
  /** Every mention stands with distances, roads, flights, birthplaces. */
  passing: -2,
  /** Every mention says how far away it is: „Краков, който е на 100 км“. */
  distant: -3,
  /** Only ever the first word of a sentence, which is written large whatever it is. */
  firstWord: -0.3,
  /** Only ever a part of a longer run of capitalised words: a person, a product. */
  inRun: -1.5,
  /** A part of a person's name somewhere, and nowhere said to be a town: „Иво Троев … Троев връчи“. */
  surname: -2,
  /** Not the town's own name, nor near it. */
  byName: -1.2,
  village: -1,
  /** A small town of a country the text does not speak of. */
  unplaced: -0.8,
  city: 0.2,
  /** Named for its state more often than for itself. */
  capital: -2,
  /** The gazetteer does not have it. */
  unknown: -1,
} as const
export type Sign = keyof typeof POINTS

/** Signs of having to do with each other, not of being named only. */
const FIRM: ReadonlySet<Sign> = new Set([
  'known',
  'townWord',
  'looseTownWord',
  'countryBeside',
  'pairedWithHome',
  'relationBeside',
  'foreignForm',
  'peopleFrom',
])

/** Between people and the town they are of: „ученици по музика от“, but not „домакините поднесоха на гостите шал от“. */
const FEW_WORDS = /^(?:\s?[^\s,.;:]{1,16}){1,5}\s$/u

/** A town this many points speak for is a partner. */
const ENOUGH = 1.55
/** Letters within which a sign is right beside a town. */
const BESIDE = 45
/** People below whom a place is a village, or a small town, and above whom it is a city. */
const VILLAGE = 5000
const SMALL_TOWN = 20_000
const CITY = 50_000

const sum = (signs: ReadonlySet<Sign>): number => [...signs].reduce((points, sign) => points + POINTS[sign], 0)

/** Places named in a text, each with what it was taken for. */
export type Named = Choice & { readonly candidate: Candidate }

/** Keys of the towns the text as a whole speaks for; `keyOf` tells which mentions are of one town. */
export function spokenFor(
  named: readonly Named[],
  keyOf: (one: Named) => string,
  world: World,
  countries: readonly (Stretch & { country: string; sentence: number })[],
  passing: readonly Stretch[],
): Set<string> {
  const { page } = world
  const ground = groundOf(world, countries)
  const passed = bySentence(page, passing)
  const groups = Map.groupBy(named, keyOf)
  const signs = new Map<string, Set<Sign>>()
  for (const [key, all] of groups)
    signs.set(
      key,
      signsOf(all, ground, (one) => within(one.candidate, passed(one.candidate.sentence.index)), page),
    )
  // along a list from one that is spoken for to the next, both ways
  const lend = (from: Named, to: Named): void => {
    const [first, second] = [keyOf(from), keyOf(to)]
    if (sum(signs.get(first)!) >= ENOUGH) signs.get(second)!.add('listed')
  }
  const pairs = named
    .slice(1)
    .map((one, i): [Named, Named] => [named[i]!, one])
    .filter(([a, b]) => joined(a.candidate, b.candidate, page))
  for (const [a, b] of pairs) lend(a, b)
  for (const [a, b] of pairs.toReversed()) lend(b, a)
  const spoken = [...signs].filter(([, own]) => sum(own) >= ENOUGH)
  // where nothing firm is said of any town, all are named in passing
  const firm = spoken.some(([, own]) => [...own].some((sign) => FIRM.has(sign)))
  return new Set(spoken.filter(([, own]) => firm || sum(own) >= ENOUGH + 1).map(([key]) => key))
}

function signsOf(all: readonly Named[], ground: Ground, isPassed: (one: Named) => boolean, page: Page): Set<Sign> {
  const signs = new Set<Sign>()
  const first = all[0]!
  for (const { candidate, country } of all) {
    const around = ground.of(candidate.sentence)
    const put = (sign: Sign, is: boolean | undefined): void => {
      if (is === true) signs.add(sign)
    }
    put('townWord', candidate.explicitTown || candidate.apposed)
    put('looseTownWord', candidate.maybe)
    put('foreignForm', candidate.foreignForm)
    put('countryBeside', candidate.country === country)
    put('pairedWithHome', candidate.paired)
    put('relation', around.relations.length > 0)
    put(
      'relationBeside',
      around.relations.some((hit) => near(hit, candidate)),
    )
    put(
      'eventBeside',
      around.events.some((hit) => near(hit, candidate)),
    )
    const from = around.fromOrWith(candidate.start)
    put('fromOrWith', from)
    put('peopleFrom', from && around.people.some((hit) => hit.end <= candidate.start && FEW_WORDS.test(page.fold.slice(hit.end, candidate.start))))
    put('inside', around.inside(candidate.start))
    const paragraph = page.paragraphs[candidate.sentence.paragraph]
    put('alone', isAlone(candidate, page))
    put('opening', (paragraph?.index ?? 9) < 2 || paragraph?.heading === true)
    put('countryInSentence', around.lands.has(country))
    put('countryInText', ground.spoken.has(country))
  }
  if (all.some((one) => one.known)) signs.add('known')
  if (all.length > 1) signs.add('twice')
  const every = (is: (one: Named) => boolean): boolean => all.every(is)
  const single = (one: Named): boolean => !/[ -]/.test(one.candidate.text)
  // one mention in passing speaks against a town nothing firm is said of
  if (every(isPassed) || (all.some(isPassed) && ![...signs].some((sign) => FIRM.has(sign)))) signs.add('passing')
  if (every(({ candidate }) => isDistant(candidate, page))) signs.add('distant')
  if (every((one) => single(one) && opens(one.candidate, page) && !isAlone(one.candidate, page))) signs.add('firstWord')
  if (every((one) => inRun(one.candidate, page))) signs.add('inRun')
  if (
    all.some((one) => single(one) && inRun(one.candidate, page)) &&
    !(['townWord', 'countryBeside', 'pairedWithHome', 'fromOrWith', 'inside'] as const).some((sign) => signs.has(sign))
  )
    signs.add('surname')
  const { place } = first
  if (place === null) signs.add('unknown')
  else {
    // „Червиняно“ is Cervignano del Friuli's own name
    const head = /^\S{4,}(?=\s\p{Ll})/u.exec(place.name)?.[0]
    const names = [place, ...(head === undefined ? [] : [{ ...place, name: head }])]
    if (names.every((own) => unlike(first.candidate.text, own) > A_RENDERING)) signs.add('byName')
    if (place.population < VILLAGE && !(place.population === 0 && place.featureCode.startsWith('PPLA'))) signs.add('village')
    if (place.population > CITY) signs.add('city')
    if (place.population < SMALL_TOWN && !signs.has('countryInText') && !signs.has('countryBeside') && !signs.has('countryInSentence')) signs.add('unplaced')
    if (place.featureCode === 'PPLC') signs.add('capital')
  }
  return signs
}

/** „, който е на 100 км“, „(45 km)“ right behind a name. */
function isDistant({ end }: Candidate, { fold, language }: Page): boolean {
  const distance = new RegExp(`^\\s?[,(][^.;:]{0,24}?\\d{1,4}\\s(?:${sourceOf(language.kilometres)})`, 'u')
  return distance.test(fold.slice(end, end + 40))
}

const near = (hit: Stretch, { start, end }: Stretch): boolean => hit.start < end + BESIDE && hit.end > start - BESIDE

const opens = (candidate: Candidate, page: Page): boolean => /^[\s\p{P}\p{S}]*$/u.test(page.text.slice(candidate.sentence.start, candidate.start))

/** „Росток.“, „Точка 1. Банска Бистрица“, „ДЕБРЕЦЕН:“ */
function isAlone(candidate: Candidate, page: Page): boolean {
  const { sentence } = candidate
  const rest = page.text.slice(sentence.start, candidate.start) + page.text.slice(candidate.end, sentence.end)
  // „21:30 – Заря“
  if (/^\s*\d{1,2}[:.]\d{2}/u.test(sentence.text)) return false
  if (rest.replace(/[\P{L}]/gu, '').length < 4) return true
  return opens(candidate, page) && /^\s?(?::|[–—-]\s)/u.test(page.text.slice(candidate.end, candidate.end + 3)) && candidate.start - sentence.start < 4
}

/** A capitalised word stands right before or behind, with nothing between. */
function inRun(candidate: Candidate, page: Page): boolean {
  // „От Комотини“: the first word of a sentence is no part of the name
  const lead = /(\p{Lu}[\p{L}’'-]*)\.?[ \u00a0]$/u.exec(page.text.slice(Math.max(candidate.sentence.start, candidate.start - 30), candidate.start))
  const before = lead !== null && candidate.start - lead[0].length > candidate.sentence.start + 2
  const after = /^[ \u00a0]\p{Lu}\p{Ll}/u.test(page.text.slice(candidate.end, candidate.end + 3))
  return !candidate.explicitTown && (before || after)
}

const JOIN =
  /^(?:\s?(?:,|;)\s?(?:\p{L}{1,3}\s)?(?:\p{L}{2,3}\s)?|\s(?:и|i|and|e|et|und|och|и на|и от|а|к|ed|as well as|et de|et d|и с)\s(?:(?:от|на|със|с|od|iz|sa|de|von|aus|di|from|с|град|община|grad|општина|opština|общината|града)\s){0,2}|\s?[–-]\s?|\s?\([^)\n]{2,40}\)\s?(?:,\s?|\p{L}{1,3}\s)?(?:\p{L}{1,3}\s)?)$/u

const HAN_JOIN = /^(?:、|，|和|与|及|以及|同)(?:[\p{Script=Han}]{2,6})?$/u

/** Whether two places stand side by side in one list: „Перн, Виньо и Дойран“. */
const joined = (a: Candidate, b: Candidate, page: Page): boolean =>
  a.sentence === b.sentence && b.start >= a.end && b.start - a.end < 60 && (page.language.code === 'zh' ? HAN_JOIN : JOIN).test(page.fold.slice(a.end, b.start))

/** Marks which candidates stand right beside home, „Троян и Дойран“, or with it in a list behind a word for towns, „общините Перн, Троян и Дойран“. */
export function pairWithHome(all: readonly Candidate[], page: Page): void {
  const and = new RegExp(`^\\s(?:${sourceOf(page.language.names.and)})\\s(?:${page.language.town.map(sourceOf).join('|') || '(?!)'})?\\s?$`, 'u')
  const dash = /^\s?[–-]\s?$/u
  for (let i = 1; i < all.length; i++) {
    const [a, b] = [all[i - 1], all[i]]
    if (!a || !b || a.sentence !== b.sentence || a.isHome === b.isHome) continue
    const between = page.fold.slice(a.end, b.start)
    if (between.length < 40 && (and.test(between) || dash.test(between))) a.paired = b.paired = true
  }
  for (let i = 0; i < all.length; i++) {
    let end = i + 1
    while (end < all.length && joined(all[end - 1]!, all[end]!, page)) end++
    const list = all.slice(i, end)
    if (list.length > 2 && list[0]!.explicitTown && list.some(({ isHome }) => isHome)) for (const one of list) one.paired = true
    i = end - 1
  }
}

type Around = {
  relations: Stretch[]
  events: Stretch[]
  people: Stretch[]
  lands: ReadonlySet<string>
  fromOrWith: (at: number) => boolean
  inside: (at: number) => boolean
}
type Ground = { spoken: ReadonlySet<string>; of: (sentence: Sentence) => Around }

/** What the sentences say that bears on all towns in them. */
function groundOf({ page, home }: World, countries: readonly (Stretch & { country: string; sentence: number })[]): Ground {
  const { language } = page
  const { names, relations } = language
  const landsOf = bySentence(page, countries)
  const spoken = new Set(countries.filter((hit) => hit.country !== home.country).map((hit) => hit.country))
  const relationCues = [relations.twinned, relations.agreement, relations.renewed, relations.longStanding]
  const eventCues = [language.incoming, language.outgoing, language.partner, language.goingTo, language.hosting, ...language.events.map(({ cues }) => cues)]
  const known = new Map<number, Around>()
  return {
    spoken,
    of(sentence) {
      const found = known.get(sentence.index)
      if (found) return found
      const hits = (lists: readonly (readonly string[])[]): Stretch[] => lists.flatMap((cues) => hitsOf(cues, language, sentence.fold, sentence.start))
      const around = {
        // who denies a twinning does not make one
        relations: hits([relations.asked]).length > 0 ? [] : hits(relationCues),
        events: hits(eventCues),
        lands: new Set(landsOf(sentence.index).map((hit) => hit.country)),
        people: hits([language.people]),
        fromOrWith: endsOf([names.from, names.with], page, sentence),
        inside: endsOf([names.in], page, sentence),
      }
      known.set(sentence.index, around)
      return around
    },
  }
}
