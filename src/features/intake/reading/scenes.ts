// For each sentence: which partners it speaks of, which way people travel, and when.
import { clausesOf } from './clauses.ts'
import { has, hitsOf } from './cues.ts'
import type { Memory } from './han/days.ts'
import { CLEAR, type Direction, directionOf, directionScore, OFFICIAL } from './directions.ts'
import { boundsOf, DAY } from './days.ts'
import type { Found } from './date-rules.ts'
import { datesIn, withDaysAfter } from './dates.ts'
import type { Cues, Language } from './languages/language.ts'
import { among, quotesIn, stemOf, type Stretch, within } from './names.ts'
import type { Page, Paragraph, Sentence } from './page.ts'
import { SHORTEST_SURNAME, surnameOf } from './people.ts'
import { type Cast, partnersByKey, type Places, placesOf } from './partners.ts'
import { isOurs } from './whereabouts.ts'
import type { Home, PartnerDraft, PersonDraft } from './reading.ts'

export type Scene = {
  sentence: Sentence
  /** Partners named in this very sentence. */
  named: string[]
  /** Partners it speaks of: the named ones, else those carried over from before. */
  keys: string[]
  /** How sure `keys` is: named here, meant by a word like "the guests", or merely the topic so far. */
  tie: 'named' | 'meant' | 'topic' | 'none'
  /** Which way people travel: as the sentence says, else as its paragraph and the text do. */
  direction: Direction
  /** Whether the sentence itself says so. */
  ownDirection: boolean
  /** How much it says for coming (above 0) or going; 0 for nothing, and for meetings on a screen. */
  score: number
  /** It speaks of a visit paid back. */
  returning: boolean
  online: boolean
  future: boolean
  /** Whether it tells of a return visit to come without saying where it goes. */
  back: boolean
  dates: Found[]
}

const keysOf = (mentions: readonly { key: string }[]): string[] => [...new Set(mentions.map((mention) => mention.key))]

/** Whom a sentence speaks of. */
type Whom = Pick<Scene, 'keys' | 'tie'>
const NOBODY: Whom = { keys: [], tie: 'none' }

/** Whose somebody is, and how the text calls them later on. */
type Person = Pick<PersonDraft, 'of'> & { surname: string }

/** What holds for the whole text. */
type Story = {
  page: Page
  home: Home
  published: string | null
  people: readonly Person[]
  partners: ReadonlyMap<string, PartnerDraft>
  places: (sentence: number) => Places
  /** What words made of a town's name begin with: „ерфуртск-“. */
  towns: readonly { key: string; stem: RegExp }[]
  quotes: readonly Stretch[]
  /** A calendar of what is to come. */
  calendar: boolean
  /** A visit's programme: a few days in a row, each a line of its own. */
  programme: boolean
}

/** Days from the first of a visit's programme to its last. */
const LONGEST_PROGRAMME = 12

/** The days a text has spoken of last. */
type Days = Memory & { day?: string }

/** Whom the text has spoken of so far: the last heading and its paragraph, the partners since, and whether this paragraph has named any. */
type Thread = { heading: string[]; topic: string[]; headed: number; alive: boolean }

const carriedBy = ({ topic, heading }: Thread): string[] => (topic.length > 0 ? topic : heading)

/** Reads the sentences in order; what is carried over is the last partner spoken of, or the one of the heading. */
export function scenesOf(page: Page, cast: Cast, home: Home, people: readonly PersonDraft[], published: string | null): Scene[] {
  const story = storyOf(page, cast, home, people, reportedOn(page, published))
  const memory: Days = {}
  const thread: Thread = { heading: [], topic: [], headed: -1, alive: false }
  const scenes: Scene[] = []
  for (const paragraph of page.paragraphs) {
    thread.alive = false
    for (const sentence of paragraph.sentences) {
      const here = story.places(sentence.index)
      const named = keysOf(here.mentions)
      const isHeading = paragraph.heading && paragraph.sentences.length === 1
      const whom = whomOf(sentence, { named, here, isHeading }, thread, story)
      if (isHeading) headedBy(thread, paragraph, named, here, story)
      if (paragraph.index < 2 && named.length > 0) thread.headed = paragraph.index
      if (whom.tie === 'named' || whom.tie === 'meant') follow(thread, whom.keys, story)
      scenes.push(sceneOf(sentence, named, whom, here, story, memory))
    }
  }
  tieOpening(scenes, page)
  return directed(scenes)
}

/** The year a text calls itself a report on, or a calendar of, in its first lines. */
function yearOf(cues: Cues, page: Page): string | undefined {
  const head = page.paragraphs.slice(0, 3).map(({ start, end }) => page.fold.slice(start, end))
  return head.filter((fold) => has(cues, page.language, fold)).flatMap((fold) => /(?<![\d.])(?:19|20)\d\d(?!\d)/u.exec(fold) ?? [])[0]
}

/** A report on a past year tells its days from the end of that year; any other text from the day it was published. */
function reportedOn(page: Page, published: string | null): string | null {
  const year = yearOf(page.language.report, page)
  return year && published !== null && year < published.slice(0, 4) ? `${year}-12-31` : published
}

/** Whether a text is a calendar of what is to come this year or later. */
const isCalendar = (page: Page, published: string | null): boolean =>
  published !== null && (yearOf(page.language.calendar, page) ?? '') >= published.slice(0, 4)

function storyOf(page: Page, cast: Cast, home: Home, people: readonly PersonDraft[], published: string | null): Story {
  const days = page.paragraphs.flatMap((paragraph) => boundsOf(isDateLine(paragraph, page, published)?.iso ?? null) ?? [])
  return {
    page,
    home,
    published,
    calendar: isCalendar(page, published),
    people: people.map(({ of, name }) => ({ of, surname: surnameOf(name) })),
    partners: partnersByKey(cast),
    places: placesOf(cast),
    towns: cast.partners
      .filter(({ kind }) => kind === 'municipality')
      .map(({ key, nameInText }) => ({ key, stem: new RegExp(`(?<!\\p{L})${stemOf(nameInText)}`, 'u') })),
    quotes: quotesIn(page.text),
    programme: days.length > 2 && Math.max(...days) - Math.min(...days) < LONGEST_PROGRAMME * DAY,
  }
}

/** Whom a sentence speaks of; a heading only of those it names. */
function whomOf(sentence: Sentence, { named, here, isHeading }: { named: string[]; here: Places; isHeading: boolean }, thread: Thread, story: Story): Whom {
  if (named.length > 0) return { keys: named, tie: 'named' }
  if (isHeading) return NOBODY
  const meant = meantBy(sentence, here, thread, story)
  if (meant.length > 0) return { keys: meant, tie: 'meant' }
  const carried = carriedBy(thread)
  return thread.alive && carried.length > 0 ? { keys: carried, tie: 'topic' } : NOBODY
}

/** The partners meant by a sentence that names none: by a diplomat, a person, a people, or a word for those spoken of before. */
function meantBy(sentence: Sentence, here: Places, thread: Thread, story: Story): string[] {
  const mission = missionMeant(sentence, story)
  if (mission !== undefined) return [mission]
  const ofPersons = employersIn(sentence, story)
  if (ofPersons.length > 0) return ofPersons
  const stems = story.towns.filter(({ stem }) => stem.test(sentence.fold)).map(({ key }) => key)
  if (stems.length > 0) return stems
  const carried = carriedBy(thread)
  const ofThem = partnersOfPeoples(here, story)
  const carriedOfThem = ofThem.filter((key) => carried.includes(key))
  if (carriedOfThem.length > 0) return carriedOfThem
  if (ofThem.length === 1) return ofThem
  return carried.length > 0 && goesOn(sentence, thread, story) ? carried : []
}

/** The embassy, where a sentence speaks of an ambassador or the like. */
function missionMeant(sentence: Sentence, { page: { language }, partners, home }: Story): string | undefined {
  const mission = [...partners.values()].find(({ kind, country }) => kind === 'embassy' && country !== home.country)
  const { ambassador, diplomat, consul } = language.embassy
  return mission && [ambassador, diplomat, consul].some((cues) => has(cues, language, sentence.fold)) ? mission.key : undefined
}

/** Letters of the shortest Chinese name. */
const SHORTEST_HAN = 2

/** Whose the people are that a sentence calls by their surnames. */
function employersIn({ fold }: Sentence, { page, people, partners }: Story): string[] {
  const shortest = page.language.code === 'zh' ? SHORTEST_HAN : SHORTEST_SURNAME
  return [
    ...new Set(people.flatMap(({ of, surname }) => (of !== null && partners.has(of) && surname.length >= shortest && fold.includes(surname) ? [of] : []))),
  ]
}

/** „сърбите“ are the town's; the embassy's only where there is no town of theirs. */
function partnersOfPeoples(here: Places, { partners, home }: Story): string[] {
  const countries = landsIn(here, home)
  const ofThem = [...partners.values()].filter((partner) => countries.includes(partner.country))
  const hasTown = (country: string): boolean => ofThem.some((other) => other.kind === 'municipality' && other.country === country)
  return ofThem.filter(({ kind, country }) => kind !== 'embassy' || !hasTown(country)).map(({ key }) => key)
}

const landsIn = (here: Places, home: Home): string[] => here.countries.filter((hit) => hit.country !== home.country).map((hit) => hit.country)

/** Whether a sentence goes on about those spoken of before: “the guests”, a coming or going, something in their programme or right under their heading. */
function goesOn({ start, fold, paragraph }: Sentence, thread: Thread, { page, programme }: Story): boolean {
  const { language } = page
  const says = (cues: Cues | undefined): boolean => cues !== undefined && has(cues, language, fold)
  if ([language.partner, language.outgoing, language.incoming, language.returning].some(says)) return true
  // „нашата група остана четири дни“
  if (hitsOf(language.people, language, fold, start).some((hit) => isOurs(page, hit))) return true
  if (programme && [...language.events, ...language.acts].some(({ cues }) => says(cues))) return true
  return thread.headed === paragraph - 1 && language.events.some(({ cues }) => says(cues))
}

/** A heading that names partners or countries begins anew. */
function headedBy(thread: Thread, paragraph: Paragraph, named: string[], here: Places, { partners, home }: Story): void {
  const lands = landsIn(here, home)
  if (named.length === 0 && lands.length === 0) return
  thread.heading = named.length > 0 ? named : [...partners.values()].filter(({ country }) => lands.includes(country)).map(({ key }) => key)
  thread.topic = []
  thread.headed = paragraph.index
}

/** Those a sentence speaks of are the topic; an embassy or a company joins the towns spoken of before and does not replace them. */
function follow(thread: Thread, keys: string[], { partners }: Story): void {
  const isTown = (key: string): boolean => !['embassy', 'company'].includes(partners.get(key)?.kind ?? '')
  thread.alive = true
  thread.topic = keys.some(isTown) ? keys : [...thread.topic.filter(isTown), ...keys]
}

function sceneOf(sentence: Sentence, named: string[], { keys, tie }: Whom, here: Places, story: Story, memory: Days): Scene {
  const { page, home, partners } = story
  const { language } = page
  const says = (cues: Cues | undefined): boolean => cues !== undefined && has(cues, language, sentence.fold)
  const isForeignMission = (key: string): boolean => partners.get(key)?.kind === 'embassy' && partners.get(key)?.country !== home.country
  const future = story.calendar || looksAhead(sentence.fold, language)
  const online = says(language.online)
  const own = outsideOfGuestsWords(sentence, story)
  const told = online || own === null ? 0 : directionScore(own, { page, places: here, home, partners })
  const score = told === 0 && keys.length > 0 && keys.every(isForeignMission) ? OFFICIAL : told
  const direction = directionOf(score)
  const isQuoted = (date: Found): boolean =>
    within(
      date,
      among(story.quotes, date).filter(({ start, end }) => end - start < LONGEST_TITLE),
    )
  return {
    sentence,
    named,
    keys,
    tie,
    direction,
    ownDirection: direction !== 'none',
    score,
    returning: says(language.returning),
    online,
    future,
    back: future && Math.abs(told) <= CLEAR && says(language.returnVisit),
    dates: withDaysAfter(datesOf(sentence, future, memory, story), sentence, language, memory).filter((date) => !isQuoted(date)),
  }
}

/**
 * What of a sentence is not said by the partner's people: their „we“ and „here“ are not ours. The whole sentence where nobody of theirs speaks;
 * null where all of it is theirs.
 */
function outsideOfGuestsWords(sentence: Sentence, { page, quotes, people, partners }: Story): Stretch | null {
  const quote = quotes.find((one) => one.end - one.start > LONGEST_TITLE / 2 && one.start < sentence.end && sentence.start < one.end)
  if (!quote) return sentence
  const around = page.fold.slice(Math.max(0, quote.start - SPEAKER), quote.start) + ' ' + page.fold.slice(quote.end, quote.end + SPEAKER)
  const isTheirs = people.some(({ of, surname }) => of !== null && partners.has(of) && surname.length >= SHORTEST_SURNAME && around.includes(surname))
  if (!isTheirs) return sentence
  const [before, after] = [quote.start - sentence.start, sentence.end - quote.end]
  if (before <= 1 && after <= 1) return null
  return before > after ? { start: sentence.start, end: quote.start } : { start: quote.end, end: sentence.end }
}

/** Letters around a quote in which its speaker is named. */
const SPEAKER = 60

/** Quotes up to here are titles, whose days are no days of the text. */
const LONGEST_TITLE = 70

/** „Обменът се проведе от 14 до 21 август. Партньори са …“: the opening is about those named right after it. */
function tieOpening(scenes: readonly Scene[], page: Page): void {
  const { language } = page
  const isHeading = (scene: Scene): boolean => page.paragraphs[scene.sentence.paragraph]?.heading === true
  const first = scenes.findIndex((scene) => scene.tie === 'named' && !isHeading(scene))
  for (const scene of scenes.slice(Math.max(0, first - 2), Math.max(0, first)))
    if (
      scene.tie === 'none' &&
      !isHeading(scene) &&
      scene.dates.some((date) => date.iso !== null && !date.horizon) &&
      language.events.some(({ cues }) => has(cues, language, scene.sentence.fold))
    )
      Object.assign(scene, { keys: scenes[first]!.keys, tie: 'meant' })
}

const clamped = (score: number, most: number): number => Math.max(-most, Math.min(most, score))
/** Sentences that open a text. */
const OPENING = 3
/** What lies ahead says less of where the people of the story are than what took place. */
const AHEAD = 0.5

/** Gives sentences that do not say which way people travel what those around them say: their paragraph, else those of the same partner, else the text. */
function directed(scenes: readonly Scene[]): Scene[] {
  const weight = (scene: Scene): number => (scene.tie === 'none' ? 0 : clamped(scene.score, 3) * (scene.future ? AHEAD : 1))
  // what is to come says nothing of where something took place
  const told = (scene: Scene): number => (scene.future ? 0 : weight(scene))
  // what the opening tells before it names anybody counts too
  const text = scenes.reduce((sum, scene) => sum + (scene.tie === 'none' && scene.sentence.index < OPENING ? clamped(scene.score, 2) : weight(scene)), 0)
  const ofParagraph = new Map<number, number>()
  const pastOfParagraph = new Map<number, number>()
  const ofPartner = new Map<string, number>()
  const add = <Key>(sums: Map<Key, number>, key: Key, more: number): void => void sums.set(key, (sums.get(key) ?? 0) + more)
  for (const scene of scenes) {
    add(ofParagraph, scene.sentence.paragraph, weight(scene))
    add(pastOfParagraph, scene.sentence.paragraph, told(scene))
    for (const key of scene.keys) add(ofPartner, key, weight(scene))
  }
  return scenes.map((scene) => {
    if (scene.tie === 'none' || scene.online) return scene
    const around = ((scene.future ? ofParagraph : pastOfParagraph).get(scene.sentence.paragraph) ?? 0) - weight(scene)
    const partner = scene.keys.reduce((sum, key) => sum + (ofPartner.get(key) ?? 0), 0) / Math.max(1, scene.keys.length)
    // a visit paid back goes the other way than what is told of the same partner, or than the rest
    if (scene.returning && scene.direction === 'none') {
      const way = [partner, text].find((sum) => Math.abs(sum) > CLEAR) ?? 0
      return { ...scene, direction: directionOf(-way), ownDirection: way !== 0 }
    }
    const told = [scene.score, scene.score + around, scene.score + around + partner, scene.score + text]
      .map(directionOf)
      .find((direction) => direction !== 'none')
    // those who came are visited in return
    if (scene.back && told !== undefined) return { ...scene, direction: told === 'incoming' ? 'outgoing' : 'incoming', ownDirection: true }
    return { ...scene, direction: told ?? 'none' }
  })
}

/** Whether a stretch speaks of what is to come: by its verb, or as that to which one is invited. */
export const looksAhead = (fold: string, language: Language): boolean =>
  has(language.future, language, fold) || language.commitments.some(({ state, cues }) => state === 'invited' && has(cues, language, fold))

/** Days of a sentence; those without a year lie ahead only where their own clause looks ahead. */
function datesOf(sentence: Sentence, future: boolean, memory: Memory, { page: { language }, published, calendar }: Story): Found[] {
  const dates = datesIn(sentence.fold, sentence.start, language, published, future, memory)
  if (!future || calendar || dates.length === 0) return dates
  const past = datesIn(sentence.fold, sentence.start, language, published, false, { ...memory })
  const clauses = clausesOf(sentence, language)
  return dates.map((date, i) => {
    const clause = clauses.find((one) => one.start <= date.start && date.start < one.end)
    return clause === undefined || looksAhead(clause.fold, language) ? date : (past[i] ?? date)
  })
}

/** A line that is a day and nothing else: what follows happened then, until the next such line. */
export function isDateLine(paragraph: Paragraph, page: Page, published: string | null): Found | null {
  if (paragraph.end - paragraph.start > 60) return null
  const fold = page.fold.slice(paragraph.start, paragraph.end)
  const dates = datesIn(fold, paragraph.start, page.language, published, false).filter((date) => date.iso !== null && /^\d{4}-\d\d-\d\d/.test(date.iso))
  const found = dates.find((date) => /\d/.test(page.fold.slice(date.start, date.end)))
  if (!found) return null
  const rest = dates.reduce((text, date) => text.replace(page.fold.slice(date.start, date.end), ''), fold)
  return rest.replace(/[\p{P}\s\d]/gu, '').length < 8 ? found : null
}
