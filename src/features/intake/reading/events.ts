// What took place or is to: visits, signings, meetings, with their way and days, each once.
import { clauseAround, clausesOf } from './clauses.ts'
import { anchoredOf, has, hitsOf, type Hit } from './cues.ts'
import { boundsOf, daysLasting, isMonth, isYear } from './days.ts'
import type { Found } from './date-rules.ts'
import { CLEAR, type Direction, directionOf, directionScore } from './directions.ts'
import { dayLeft, daysOf, daysOfText, type DaysOfText, isBack, isOld, isProgramme, type Moment, momentOf } from './event-days.ts'
import { isOfSent, type Setting } from './whereabouts.ts'
import type { EventKind, Language } from './languages/language.ts'
import { isMinutes, isOfCouncil, meetingHeld, meetingNext } from './minutes.ts'
import { among, precededBy, quotesIn, type Stretch } from './names.ts'
import { occasionsOf } from './occasions.ts'
import { placesOf } from './partners.ts'
import { MOST_FINDS, type EventDraft } from './reading.ts'
import { folded, rank, type Told, withoutPlans } from './retellings.ts'
import type { Scene } from './scenes.ts'
import { isHeading, NO_DATE, partnersOf, sentenceSpan, type Stage, whenOf } from './stage.ts'

/** A word for an event, and of which kind. */
type EventHit = Hit & { kind: EventKind }

/** What holds for all events of a text. */
type Telling = Omit<Setting, 'places'> & {
  places: ReturnType<typeof placesOf>
  published: string | null
  homeName: string
  text: DaysOfText
  /** Short quotes are titles, and no event is told in one. */
  titles: readonly Stretch[]
  minutes: boolean
  ofOthers: ReadonlySet<number>
}

/** Kinds that a wish or a task does not bring about. */
const WISHED: ReadonlySet<EventKind> = new Set(['signing', 'meeting'])
/** Kinds a text mentions by the way; without a day of their own they are no event of the partner's. */
const SHOWN: ReadonlySet<EventKind> = new Set(['exhibition', 'festival', 'celebration', 'exchange'])
/** Kinds one tells of as settled once a day is named for them. */
const OWN_DAY: ReadonlySet<EventKind> = new Set(['exhibition', 'celebration'])
/** How clear a sentence must be on who comes, or who goes, to tell of a visit without a word for it. */
const SURELY_COMING = 1.4
const SURELY_GOING = 1.9
/** Days, after the first, up to which „от … до“ is a visit even where no word says so. */
const LONGEST_VISIT = 15
/** Letters up to which a quote is a title. */
const LONGEST_TITLE = 60

/** Each event once, in the order the text tells of them; kinds, ways and days as `EventDraft` says. */
export function eventsIn(stage: Stage): EventDraft[] {
  const { page, scenes, published } = stage
  const telling = tellingOf(stage)
  const drafts: Told[] = []
  const held = isMinutes(page) ? meetingHeld(stage) : null
  if (held) drafts.push(held)
  let left: { paragraph: number; day: Found } | undefined
  for (const scene of scenes) {
    const next = held ? meetingNext(stage, scene, held) : null
    if (next) {
      drafts.push(next)
      continue
    }
    if (scene.tie === 'none' || isHeading(page, scene)) continue
    const { paragraph } = scene.sentence
    const days = daysOf(scene, page)
    const day = dayLeft(scene, days, telling.text)
    if (day) left = { paragraph, day }
    drafts.push(...eventsOf(scene, days, left?.paragraph === paragraph ? left.day : undefined, telling))
  }
  return folded(
    withoutPlans(
      drafts.map((draft) => alongVisit(draft, drafts)),
      published,
    ).slice(0, MOST_FINDS),
  )
}

/** A paper signed on a visit was signed where the visit went. */
function alongVisit(draft: Told, drafts: readonly Told[]): Told {
  if (draft.kind !== 'signing' || draft.direction !== 'none') return draft
  const visit = drafts.find(
    (other) => other.kind === 'visit' && other.when.iso !== null && other.when.iso === draft.when.iso && other.with.some((key) => draft.with.includes(key)),
  )
  return visit ? { ...draft, direction: visit.direction, place: visit.place } : draft
}

function tellingOf({ page, cast, scenes, partners, published, home, homeName }: Stage): Telling {
  return {
    page,
    home,
    homeName,
    published,
    partners,
    places: placesOf(cast),
    text: daysOfText(page, scenes, published),
    titles: quotesIn(page.text).filter((quote) => quote.end - quote.start < LONGEST_TITLE),
    minutes: isMinutes(page) && !isOfCouncil(page),
    ofOthers: cast.ofOthers,
  }
}

/** The events a sentence tells of; `left` is the day its paragraph has named last. */
function eventsOf(scene: Scene, days: readonly Found[], left: Found | undefined, telling: Telling): Told[] {
  const told = new Set<string>()
  const drafts: { told: Told; hit: EventHit }[] = []
  for (const hit of hitsOfEvents(scene, days, telling)) {
    if (hit.kind === 'signing' && telling.ofOthers.has(scene.sentence.index)) continue
    if (isByTheWay(hit, scene, days, telling)) continue
    const moment = momentOf(hit, scene, days, left, telling.text)
    // twice in one sentence only on two days
    // what minutes tell of without a day is their own meeting
    if (telling.minutes && hit.kind === 'meeting' && !moment.near) continue
    const once = `${hit.kind} ${moment.near?.iso ?? ''}`
    if (told.has(once) || (!moment.near && told.has(hit.kind))) continue
    told.add(once).add(hit.kind)
    if ((SHOWN.has(hit.kind) && !moment.near) || isVague(hit, moment, scene) || isMerePromise(hit, moment, scene, telling)) continue
    const draft = draftOf(hit, moment, scene, days, telling)
    if (draft) drafts.push({ told: draft, hit })
  }
  return withOccasions(drafts, scene, telling)
}

/** What a sentence says of an occasion is said of the event nearest to it. */
function withOccasions(drafts: readonly { told: Told; hit: EventHit }[], scene: Scene, { page, places, partners }: Telling): Told[] {
  if (drafts.length === 0) return []
  const farness = (hit: Stretch, one: Stretch): number => Math.max(0, one.start - hit.end, hit.start - one.end)
  const whose = Map.groupBy(occasionsOf(scene, page), (one) => [...drafts].sort((a, b) => farness(a.hit, one) - farness(b.hit, one))[0]!)
  return drafts.map((draft) => {
    const own = whose.get(draft)
    if (own === undefined) return draft.told
    // „по покана на посланика“: whoever invited is not said to have been there, unless it is the town one went to
    const isAside = (key: string): boolean => {
      const mentions = partners.get(key)?.kind === 'embassy' ? places(scene.sentence.index).mentions.filter((one) => one.key === key) : []
      return mentions.length > 0 && mentions.every((one) => own.some(({ start, end }) => start <= one.start && one.end <= end))
    }
    const there = draft.told.with.filter((key) => !isAside(key))
    return { ...draft.told, with: there.length > 0 ? there : draft.told.with, occasion: own.map(({ start, end }) => page.quote(start, end)).join(', ') }
  })
}

/** The words for events in a sentence, the weightiest first. */
function hitsOfEvents(scene: Scene, days: readonly Found[], telling: Telling): EventHit[] {
  const { page, titles, minutes } = telling
  const { language } = page
  const { sentence } = scene
  const books = language.acts.filter(({ kind }) => kind === 'guest_book').flatMap(({ cues }) => hitsOf(cues, language, sentence.fold, sentence.start))
  const hits = language.events.flatMap(({ kind, cues }) =>
    hitsOf(cues, language, sentence.fold, sentence.start)
      .filter((hit) => !(WISHED.has(kind) && precededBy(page, hit.start, language.wished, 20)))
      .filter((hit) => kind !== 'visit' || !isOfSent(page, hit))
      // who signs the book of guests signs no paper
      .filter((hit) => kind !== 'signing' || !books.some((book) => book.start <= hit.end && hit.start <= book.end))
      .filter((hit) => !among(titles, hit).some((quote) => quote.start < hit.start && hit.end < quote.end))
      // a sitting in minutes is one of those who keep them
      .map((hit) => ({ ...hit, kind: minutes && kind === 'council_session' ? ('meeting' as const) : kind })),
  )
  // "at their meeting the councillors agreed": the meeting is the sitting
  const isSitting = hits.some(({ kind }) => kind === 'council_session')
  const kept = isSitting ? hits.filter(({ kind }) => kind !== 'meeting') : hits
  return [...kept, ...visitsWithoutWord(scene, hits, days, telling)].sort((a, b) => rank(a.kind) - rank(b.kind))
}

/** „от четвъртък до неделя“: as long as people stay. */
function isStay({ iso, horizon, weak }: Found): boolean {
  const days = /-\d\d\/.*-\d\d$/.test(iso ?? '') ? (daysLasting(iso) ?? 0) : 0
  return !horizon && !weak && days >= 1 && days <= LONGEST_VISIT
}

/** Somebody comes or goes on a day, whatever the verb: a visit on the first day of the sentence, or of a clause that says it by itself. */
function visitsWithoutWord(scene: Scene, hits: readonly EventHit[], days: readonly Found[], telling: Telling): EventHit[] {
  const { language } = telling.page
  if (scene.tie === 'topic') return []
  const visitOn = (day: Found | undefined, score: number, told: readonly EventHit[], fold: string): EventHit[] => {
    const isNone =
      !day ||
      (language.staged !== undefined && has(language.staged, language, fold)) ||
      (isStay(day) ? Math.abs(score) <= CLEAR : score <= SURELY_COMING && score >= -SURELY_GOING) ||
      !told.every(({ kind }) => SHOWN.has(kind) && kind !== 'exchange' && kind !== 'exhibition')
    return isNone || (isYear(day.iso) && has(language.relations.twinned, language, fold)) ? [] : [{ start: day.start, end: day.end, text: '', kind: 'visit' }]
  }
  const whole = visitOn(days.find(isStay) ?? days[0], scene.score, hits, scene.sentence.fold)
  const clauses = days.length > 0 ? clausesOf(scene.sentence, language) : []
  if (whole.length > 0 || clauses.length < 2) return whole
  return clauses.flatMap((clause) => {
    const inside = <One extends Stretch>(all: readonly One[]): One[] => all.filter((one) => clause.start <= one.start && one.start < clause.end)
    return visitOn(inside(days).find(isStay) ?? inside(days)[0], wayScore(clause, scene, telling), inside(hits), clause.fold)
  })
}

/** Whether a sentence that names nobody only mentions an event, or the clause denies it. */
function isByTheWay(hit: EventHit, { tie, sentence }: Scene, days: readonly Found[], { page: { language } }: Telling): boolean {
  if (tie === 'topic' && hit.kind !== 'signing' && (days.length === 0 || SHOWN.has(hit.kind))) return true
  if (hit.kind === 'council_session') return false
  return has(language.negated, language, clauseAround(sentence, hit, language)) || isCalledOff(hit, sentence, language)
}

/** „Посещението, планирано за май, беше отменено“: the verb stands behind what is set between commas. */
function isCalledOff(hit: EventHit, { fold, start }: Scene['sentence'], language: Language): boolean {
  const { calledOff } = language
  if (calledOff === undefined) return false
  const [, ...later] = fold.slice(hit.end - start).split(/[,–]/u)
  return later.some((clause) => anchoredOf(calledOff, language).start.test(clause))
}

/** A visit without any day, that is to come some time or whose way only the rest of the text could tell. */
const isVague = (hit: EventHit, { ahead, found }: Moment, scene: Scene): boolean => hit.kind === 'visit' && !found && (ahead || !scene.ownDirection)

/** Whether a clause invites, proposes or agrees. */
const isPromised = (fold: string, language: Language): boolean =>
  !has(language.accepted, language, fold) && language.commitments.some(({ state, cues }) => state !== 'planned' && has(cues, language, fold))

const isInvitation = (fold: string, language: Language): boolean =>
  !has(language.accepted, language, fold) && language.commitments.some(({ state, cues }) => state === 'invited' && has(cues, language, fold))

/** To what one is invited, or agreed to do some day, is a promise and no event yet; not where the day stands in another clause, as settled. */
function isMerePromise(hit: EventHit, { ahead, near, iso }: Moment, scene: Scene, { page }: Telling): boolean {
  const { language } = page
  const { sentence } = scene
  const clause = clauseAround(sentence, hit, language)
  const ofMonth = isMonth(iso)
  const isSettled = (): boolean =>
    near !== undefined &&
    OWN_DAY.has(hit.kind) &&
    !clause.includes(page.fold.slice(near.start, near.end)) &&
    !isPromised(clauseAround(sentence, near, language), language)
  if (hit.kind !== 'signing' && (ahead || ofMonth) && isPromised(clause, language) && !isSettled()) return true
  if (SHOWN.has(hit.kind) && isInvitation(sentence.fold, language) && !has(language.future, language, clause)) return true
  return hit.kind === 'visit' && ofMonth && (scene.future || ahead) && (!scene.ownDirection || isPromised(sentence.fold, language))
}

/** The event of a hit; null when it is nobody's, or a visit that says neither who comes nor who goes. */
function draftOf(hit: EventHit, moment: Moment, scene: Scene, days: readonly Found[], telling: Telling): Told | null {
  const { page, partners, published, text } = telling
  const { ahead, near, found, iso } = moment
  const keys = partnersOf(scene, partners).filter((key) => !isHelper(key, scene, telling))
  if (keys.length === 0) return null
  const direction = wayOf(hit, iso, scene, days, telling)
  if ((hit.kind === 'visit' || hit.kind === 'exchange') && direction === 'none') return null
  const isToCome = ahead || isProgramme(text) || scene.future
  return {
    kind: hit.kind,
    direction,
    when: { ...(found ? whenOf(page, found) : NO_DATE), iso },
    place: placeOf(direction, keys, telling),
    with: keys,
    planned: isToCome && (boundsOf(iso)?.[1] ?? 0) >= (boundsOf(published)?.[0] ?? Infinity),
    evidence: [sentenceSpan(page, scene)],
    dated: near !== undefined,
  }
}

/** „със съдействието на посолството“: who only helped was not there. */
function isHelper(key: string, scene: Scene, { page, places }: Telling): boolean {
  const { through } = page.language
  const mentions = through === undefined ? [] : places(scene.sentence.index).mentions.filter((one) => one.key === key)
  return mentions.length > 0 && mentions.every((one) => precededBy(page, one.start, through ?? [], 50))
}

/** Where an event takes place, as its way says: in the partner's town, or in ours. */
function placeOf(direction: Direction, keys: readonly string[], { partners, homeName }: Telling): string | null {
  if (direction === 'incoming') return homeName
  const town = keys.find((key) => partners.get(key)?.kind === 'municipality')
  return direction === 'outgoing' && town !== undefined ? (partners.get(town)?.name ?? null) : null
}

/** The way of an event. What is long past, or a mere sitting, has none that the rest of the text could tell. */
function wayOf(hit: EventHit, iso: string | null, scene: Scene, days: readonly Found[], telling: Telling): Direction {
  const { published } = telling
  const { language } = telling.page
  if (hit.kind === 'council_session' && !has(language.solemn, language, scene.sentence.fold)) return 'none'
  if (hit.kind === 'signing' && isBack(iso, published) && !isPlaced(hit, scene, days, telling)) return 'none'
  if (scene.online) return 'none'
  const ofClause = directionOfClause(scene, hit, telling)
  const isYearOfChinese = language.code === 'zh' && isYear(iso)
  if (isOld(iso, published) && ((ofClause === 'none' && !scene.ownDirection) || isYearOfChinese)) return 'none'
  return ofClause === 'none' ? scene.direction : ofClause
}

/** Whether a sentence says where a paper was signed back then: it has a way, and that is no later day's, or the clause says „тук“ or „там“. */
function isPlaced(hit: EventHit, scene: Scene, days: readonly Found[], { page: { language }, published }: Telling): boolean {
  if (!scene.ownDirection) return false
  const clause = clauseAround(scene.sentence, hit, language)
  return days.every((date) => isBack(date.iso, published)) || has(language.here, language, clause) || has(language.there, language, clause)
}

/** The way of the clause a cue stands in, where a sentence has several. */
function directionOfClause(scene: Scene, hit: Stretch, telling: Telling): Direction {
  const clauses = clausesOf(scene.sentence, telling.page.language)
  const own = clauses.find((clause) => clause.start <= hit.start && hit.start < clause.end)
  return clauses.length < 2 || !own ? 'none' : directionOf(wayScore(own, scene, telling))
}

/** How much a part of a sentence says for coming or going. */
const wayScore = (stretch: Stretch, scene: Scene, { page, places, home, partners }: Telling): number =>
  directionScore(stretch, { page, places: places(scene.sentence.index), home, partners })
