// What the words and names of a stretch say of where people are: home, places abroad, their peoples, embassies.
import { foldLetters } from '#platform/names/transliteration.ts'
import { anchoredOf, has, hitsOf, NONE, only, sourceOf, type Hit } from './cues.ts'
import type { Cue, Cues, Language } from './languages/language.ts'
import type { Mention } from './building.ts'
import { calledAfter, precededBy, within, type Stretch } from './names.ts'
import type { Page } from './page.ts'
import type { Places } from './partners.ts'
import type { Home, PartnerDraft, PartnerKind } from './reading.ts'

/** What a stretch is read with: its page, what is named in its sentence, whose home it is, and the partners by key. */
export type Setting = { page: Page; places: Places; home: Home; partners: ReadonlyMap<string, PartnerDraft> }

type Frame = { page: Page; language: Language; stretch: Stretch; fold: string; shapes: Shapes }

/** Everything named in a stretch, by whose it is; places in the text are those of the page. */
export type Whereabouts = Frame & {
  /** Towns, countries, schools and the like of others, where they are named. */
  foreign: readonly Mention[]
  /** The same without what stands inside a body's name: „командира на пожарната команда в Х“ says whose he is, not where anybody is. */
  foreignPlaces: readonly Mention[]
  /** Embassies of others, and those of our own state. */
  missions: readonly Mention[]
  ownMissions: readonly Mention[]
  homeNames: readonly Mention[]
  /** „нашият град“, „общината“. */
  homeWords: readonly Stretch[]
  /** „ловешкият панаир“. */
  homeAdjectives: readonly Stretch[]
  /** „ловчани“. */
  homePeople: readonly Stretch[]
  /** “Exemplonnais”, „modellese“: what Italian and French call home's people; where it starts, it may go with a noun. */
  homeDemonyms: readonly Stretch[]
  /** The home words that do mean home: none of them where the stretch stands abroad. */
  oursByWord: readonly Stretch[]
  /** All that lies at home: its names, what is called after it, the home words that mean it. */
  homePlaces: readonly Stretch[]
  /** Other places of our country. */
  domestic: readonly Stretch[]
  /** Other countries, in any form. */
  countries: Places['countries']
  /** Countries by name, embassies left out. */
  abroad: readonly Stretch[]
  /** „в германския град“. */
  foreignTowns: readonly Stretch[]
  /** „румънците“: who is meant is theirs. */
  theirPeople: readonly Stretch[]
  /** „германски“, „i tedeschi“: all adjectives of other countries. */
  foreignAdjectives: readonly Stretch[]
  /** Foreign places that are no partners. */
  elsewhere: readonly Stretch[]
  /** Guests, pupils, choirs: who may come or go. */
  people: readonly Hit[]
}

/** Patterns made of a language's little words. */
type Shapes = {
  /** The whole gap between a thing and whose it is: „ на сръбската “. */
  belonging: RegExp
  from: RegExp
  into: RegExp
  /** Words between „in“ and a place that make it no place where one is: from, with, and. */
  notThere: RegExp
  /** An „of“ at the very end; German says "von" for of and from: „auf dem Hauptplatz von Dolno“. */
  lastOf: RegExp
  /** „в“, „в красивия малък“ at the very end. */
  locating: RegExp
  /** „от гимназията“ at the very end. */
  origin: RegExp
  /** „ на музея “ at the very end. */
  post: RegExp
  /** The whole gap of „хорът на Х“. */
  ofWhom: RegExp
  /** „от“, „от град“ at the very end. */
  fromThere: RegExp
  /** The whole gap of „Свищов, в България“. */
  lying: RegExp
}

const shapes = new WeakMap<Language, Shapes>()

function shapesOf(language: Language): Shapes {
  const known = shapes.get(language)
  if (known) return known
  const { names } = language
  const [of, from, into, and, together, between] = [names.of, names.from, names.in, names.and, names.with, names.between ?? names.with].map(sourceOf)
  const made = {
    belonging: new RegExp(`^\\s(?:${of})\\s(?:\\p{L}{2,14}\\s){0,2}$`, 'u'),
    from: new RegExp(`(?:^|\\s)(?:${from})\\s`, 'u'),
    into: new RegExp(`(?:^|\\s)(?:${into})\\s`, 'u'),
    notThere: new RegExp(`(?<!\\p{L})(?:${from}|${together}|${between}|${and})\\s`, 'u'),
    lastOf: new RegExp(`(?<!\\p{L})(?:${of})\\s$`, 'u'),
    locating: new RegExp(
      `(?<!\\p{L})(?:${into}${names.around === undefined ? '' : `|${sourceOf(names.around)}`})\\s(?<between>(?:\\p{L}{2,14}\\.?\\s){0,5})$`,
      'u',
    ),
    origin: new RegExp(`(?<!\\p{L})(?:${from})\\s(?:[\\p{L}„“"«»-]{2,16}\\s){1,4}$`, 'u'),
    post: new RegExp(`\\s(?:${of})\\s(?:[\\p{L}„“"«»-]{3,16}\\s){1,3}$`, 'u'),
    ofWhom: new RegExp(`^\\s(?:${of})\\s(?:\\p{L}{4,12}\\s)?$`, 'u'),
    fromThere: new RegExp(`(?<!\\p{L})(?:${from})\\s(?:[\\p{L}.]{2,14}\\s){0,3}$`, 'u'),
    lying: new RegExp(`^,?\\s(?:(?:${into})\\s)?(?:\\p{L}{5,14}\\s)?$`, 'u'),
  }
  shapes.set(language, made)
  return made
}

/** What is called after home: its things and its people as Slavic languages end such words, its people as Italian and French do. */
type CalledAfterHome = { things: RegExp | null; people: RegExp | null; demonym: RegExp | null }

const calledAfterHomes = new WeakMap<Home, Map<Language, CalledAfterHome>>()

function calledAfterHome(home: Home, language: Language): CalledAfterHome {
  const byLanguage = calledAfterHomes.get(home) ?? new Map<Language, CalledAfterHome>()
  calledAfterHomes.set(home, byLanguage)
  const known = byLanguage.get(language)
  if (known) return known
  // Serbian is read in Latin letters, whichever it is written in
  const stem = calledAfter(language.code === 'sr' ? (home.place?.name ?? home.name) : home.name)
  const ending = (endings: Cue | undefined): RegExp | null =>
    stem === null || endings === undefined ? null : new RegExp(`(?<!\\p{L})${stem}\\p{L}{0,3}${endings}\\p{L}{0,4}(?!\\p{L})`, 'gu')
  const made = {
    things: ending(language.names.calledAfter?.things),
    people: ending(language.names.calledAfter?.people),
    demonym: demonymOf(home, language),
  }
  byLanguage.set(language, made)
  return made
}

/** Whether a thing or people of home's are spoken of by its name: „ловешкият кмет“. */
export const isCalledAfterHome = (fold: string, home: Home, language: Language): boolean =>
  Object.values(calledAfterHome(home, language)).some((pattern) => pattern !== null && fold.search(pattern) >= 0)

/** What home's people are called, where a language tells by what such words end in: null when it does not, or the name is too short. */
function demonymOf(home: Home, language: Language): RegExp | null {
  if (language.demonym === undefined) return null
  const name = foldLetters(home.place?.name ?? home.name)
    .split(/[^\p{L}]+/u)
    .find((word) => word.length > 3)
  const stem = name?.replace(/(?:[aeiou]?s|x|[aeiouy])$/u, '') ?? ''
  if (!/^[a-z]{3,}$/.test(stem)) return null
  // Potenza, potentino; Exemplon, exemplonnais
  const changed = stem.endsWith('z') ? `${stem.slice(0, -1)}[zt]` : stem
  return new RegExp(`(?<!\\p{L})${changed}[a-z]{0,${stem.length > 3 ? 2 : 0}}${sourceOf(language.demonym)}(?!\\p{L})`, 'gu')
}

/** Kinds of partners whose name is a place where people may be; embassies count by themselves. */
const PLACED: ReadonlySet<PartnerKind | undefined> = new Set(['municipality', 'country', 'school', 'company', 'other'])

/** Looks over a stretch once. */
export function whereaboutsOf(stretch: Stretch, { page, places, home, partners }: Setting): Whereabouts {
  const { language } = page
  const frame = { page, language, stretch, fold: page.fold.slice(stretch.start, stretch.end), shapes: shapesOf(language) }
  const here = <One extends Stretch>(all: readonly One[]): One[] => all.filter((one) => stretch.start <= one.start && one.end <= stretch.end)
  const mentions = here(places.mentions)
  const kindOf = ({ key }: Mention): PartnerKind | undefined => partners.get(key)?.kind
  const foreign = mentions.filter((one) => PLACED.has(kindOf(one)))
  const bodies = foreign.filter((one) => kindOf(one) !== 'municipality' && kindOf(one) !== 'country')
  const embassies = mentions.filter((one) => kindOf(one) === 'embassy')
  const isOurs = ({ key }: Mention): boolean => partners.get(key)?.country === home.country
  const missions = embassies.filter((one) => !isOurs(one))
  const countries = here(places.countries).filter(({ country }) => country !== home.country)
  const lands = landsOf(frame, countries, missions)
  const people = hitsIn(frame, language.people)
  const named = { foreign, countries, foreignTowns: lands.foreignTowns, homeNames: here(places.homeMentions), domestic: here(places.domestic) }
  return {
    ...frame,
    ...named,
    ...lands,
    ...homeOf(frame, { ...named, people }, home),
    foreignPlaces: foreign.filter((one) => !bodies.some((body) => body.start < one.start && one.end <= body.end)),
    missions,
    ownMissions: embassies.filter(isOurs),
    elsewhere: here(places.elsewhere),
    people,
  }
}

/** „наши ученици“: people of ours. */
export const isOurs = (page: Page, people: Hit): boolean => {
  const { names, friends = NONE } = page.language
  return names.our !== undefined && !has(friends, page.language, people.text) && precededBy(page, people.start, only(names.our), 30)
}

/** Other countries of a stretch, by the form they stand in. */
function landsOf(
  { page, language }: Frame,
  countries: Places['countries'],
  missions: readonly Stretch[],
): Pick<Whereabouts, 'abroad' | 'foreignAdjectives' | 'foreignTowns' | 'theirPeople'> {
  const foreignAdjectives = countries.filter(({ form }) => form === 'adjective')
  const isTown = (hit: Stretch): boolean => anchoredOf(language.someTown, language).start.test(page.fold.slice(hit.end, hit.end + 20))
  return {
    abroad: countries.filter((hit) => hit.form === 'name' && !within(hit, missions)),
    foreignAdjectives,
    foreignTowns: foreignAdjectives.filter(isTown),
    theirPeople: foreignAdjectives.filter((hit) => !isTown(hit) && !/^\s\p{Ll}/u.test(page.text.slice(hit.end, hit.end + 2))),
  }
}

/** What of a stretch is home's. */
function homeOf(
  frame: Frame,
  { foreign, countries, foreignTowns, homeNames, people }: Pick<Whereabouts, 'foreign' | 'countries' | 'foreignTowns' | 'homeNames' | 'people'>,
  home: Home,
): Pick<Whereabouts, 'homeWords' | 'homeAdjectives' | 'homePeople' | 'homeDemonyms' | 'oursByWord' | 'homePlaces'> {
  const { language } = frame
  const called = calledAfterHome(home, language)
  const calledBy = (pattern: RegExp | null): Stretch[] =>
    pattern === null
      ? []
      : [...frame.fold.matchAll(pattern)].map((hit) => ({ start: frame.stretch.start + hit.index, end: frame.stretch.start + hit.index + hit[0].length }))
  const homeWords = hitsIn(frame, language.home)
    .filter((hit) => !isTheirs({ ...frame, foreign, countries }, hit))
    // „общината Измислица“ is theirs too
    .filter((hit) => !foreign.some((one) => follows(hit, one, 2)))
    // „нашата група“ says whose the group is, not where it is
    .filter((hit) => !people.some((one) => follows(hit, one, 2) && isOurs(frame.page, one)))
  const homeAdjectives = calledBy(called.things)
  // „In Dolno the group visited the town hall“: theirs
  const oursByWord = homeWords.length > 0 && [...foreign, ...foreignTowns].some((one) => isLocated(frame, one)) ? [] : homeWords
  const homePlaces = [...homeNames, ...homeAdjectives, ...oursByWord]
  return {
    homeWords,
    homeAdjectives,
    homePeople: calledBy(called.people).filter((hit) => !homeNames.some((one) => one.start <= hit.start && hit.start < one.end)),
    homeDemonyms: calledBy(called.demonym),
    oursByWord,
    homePlaces,
  }
}

/** Where words of a list stand in the stretch; nowhere, where the language has no such list. */
export const hitsIn = ({ language, fold, stretch }: Frame, cues: Cues | undefined): Hit[] =>
  cues === undefined ? [] : hitsOf(cues, language, fold, stretch.start)

/** „дойде само телеграма“: a word for coming that is a letter's and nobody's. */
export function isOfSent(page: Page, hit: Stretch): boolean {
  const { sent } = page.language
  if (sent === undefined) return false
  return precededBy(page, hit.start, sent, 40) || anchoredOf(sent, page.language).start.test(page.fold.slice(hit.end, hit.end + 50))
}

/** Whether one place comes after another in fewer letters than `reach`. */
export const follows = (first: { readonly end: number }, then: { readonly start: number }, reach: number): boolean =>
  then.start >= first.end && then.start - first.end < reach

/** Whether what stands between two places has none of the signs that part them. */
export const unparted = (page: Page, first: { readonly end: number }, then: { readonly start: number }, signs: RegExp): boolean =>
  !signs.test(page.text.slice(first.end, then.start))

/** „градския парк на сръбската община“: what looks like ours is theirs by what stands behind. */
export const isTheirs = ({ page, shapes, foreign, countries }: Pick<Whereabouts, 'page' | 'shapes' | 'foreign' | 'countries'>, hit: Stretch): boolean =>
  [...foreign, ...countries].some((one) => follows(hit, one, 30) && shapes.belonging.test(page.fold.slice(hit.end, one.start)))

/** Where the „in“ stands by which something is in a place: „в Ловеч“, „в красивия Ловеч“; null when nothing is said to be there. */
export function placedAt({ page, language, stretch, shapes }: Frame, one: { readonly start: number }): number | null {
  const before = page.fold.slice(Math.max(stretch.start, one.start - 70), one.start)
  const gap = shapes.locating.exec(before)
  if (gap === null) return null
  const between = gap.groups?.['between'] ?? ''
  // „в Общинския съвет кметът на Х“
  if (between !== '' && language.roles.some(({ cues }) => has(cues, language, between))) return null
  if (shapes.notThere.test(between.replace(shapes.lastOf, '')) || has(language.verbs, language, between)) return null
  return one.start - before.length + gap.index
}

/** Whether something takes place there: „ученици от гимназията в Стара Тура“ says where they are from, not where they are. */
export function isLocated(frame: Frame, one: { readonly start: number }): boolean {
  const { page, language, stretch, shapes } = frame
  const at = placedAt(frame, one)
  if (at === null) return false
  const before = page.fold.slice(Math.max(stretch.start, at - 60), at)
  const origin = shapes.origin.exec(before)
  const isOrigin = origin !== null && !has(language.verbs, language, origin[0]) && !has(language.future, language, origin[0])
  return !isOrigin && !isOfPost(before, language, shapes) && !isOfBody(before, frame)
}

/** „снимки от фонда на Музея за история “: where the museum is, which is not said to be where anything takes place. */
function isOfBody(before: string, { language, shapes }: Frame): boolean {
  const hit = [language.bodies.school, language.bodies.other].flatMap((cues) => hitsOf(cues, language, before)).sort((a, b) => b.end - a.end)[0]
  if (!hit || !/^(?:\s[\p{L}„“"«»-]{1,16}){0,5}\s?$/u.test(before.slice(hit.end))) return false
  const rest = before.slice(hit.end)
  const moves = language.events.find(({ kind }) => kind === 'visit')?.cues ?? []
  return ![language.verbs, language.future, moves].some((cues) => has(cues, language, rest)) && !shapes.locating.test(before.slice(0, hit.start))
}

/** „директорът на музея “: what follows says where somebody's post is. */
function isOfPost(before: string, language: Language, shapes: Shapes): boolean {
  const tail = shapes.post.exec(before)
  return tail !== null && language.roles.some(({ cues }) => anchoredOf(cues, language).end.test(before.slice(0, tail.index)))
}

/** „делегация от Х“, „delegation from the town of X“. */
export const isFrom = ({ page, stretch, shapes }: Frame, one: { readonly start: number }): boolean =>
  shapes.fromThere.test(page.fold.slice(Math.max(stretch.start, one.start - 50), one.start))
