// What took place or is to: visits, signings, meetings, with their way and days, each once.
import { clausesOf } from './clauses.ts'
import { anchoredOf, has, hitsOf, only, patternOf } from './cues.ts'
import { type Direction, directionOf, directionScore } from './directions.ts'
import { boundsOf, datesIn, type Found } from './dates.ts'
import type { EventKind, Language } from './languages/language.ts'
import { among, precededBy, quotesIn, type Stretch } from './names.ts'
import type { Page } from './page.ts'
import { type Cast, type Places, placesOf } from './partners.ts'
import { MOST_FINDS, type EventDraft, type Home, type PartnerDraft } from './reading.ts'
import { isDateLine, looksAhead, nearPublished, overlapDates, type Scene } from './scenes.ts'
import { isHeading, NO_DATE, partnersOf, sentenceSpan, type Stage, whenOf } from './statements.ts'

/** Letters between a cue and a bare year that still belong together. */
const A_FEW_WORDS = 40
/** How much farther a day in another clause is. */
const ANOTHER_CLAUSE = 60

/** Whether a clause invites, proposes or agrees. */
const isPromised = (fold: string, language: Language): boolean =>
  !has(language.accepted, language, fold) && language.commitments.some(({ state, cues }) => state !== 'planned' && has(cues, language, fold))

/** Kinds that a wish or a task does not bring about. */
const WISHED: ReadonlySet<EventKind> = new Set(['signing', 'meeting'])

/** How clear a sentence must be on who comes or goes to tell of a visit without a word for it. */
const SURE_WAY = 1.9

/** Kinds one tells of as settled once a day is named for them. */
const OWN_DAY: ReadonlySet<EventKind> = new Set(['exhibition', 'celebration'])

/** Kinds that stand for themselves; the rest fold into a visit or signing of the same days. */
const OWN: ReadonlySet<EventKind> = new Set(['signing', 'visit', 'exhibition', 'exchange', 'council_session', 'forum'])

export function eventsIn({ page, cast, scenes, published, home, homeName }: Stage): EventDraft[] {
  const { language } = page
  const places = placesOf(cast)
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const quotes = quotesIn(page.text).filter((quote) => quote.end - quote.start < 60)
  const drafts: (EventDraft & { dated: boolean })[] = []
  const main = stayOf(page, published) ?? mainDate(scenes, published)
  let paragraphDate: { paragraph: number; found: Found } | undefined
  const days = page.paragraphs.flatMap((paragraph) => {
    const found = isDateLine(paragraph, page, published)
    return found ? [{ paragraph: paragraph.index, found }] : []
  })
  const minutes = isMinutes(page)
  const held = minutes ? meetingHeld(page, cast, scenes, published, homeName) : null
  if (held) drafts.push(held)
  for (const scene of scenes) {
    const next = held ? meetingNext(page, cast, scene, held, homeName) : null
    if (next) {
      drafts.push(next)
      continue
    }
    if (scene.tie === 'none' || isHeading(page, scene)) continue
    const { sentence } = scene
    const hits = language.events.flatMap(({ kind, cues }) =>
      hitsOf(cues, language, sentence.fold, sentence.start)
        .filter((hit) => !(WISHED.has(kind) && precededBy(page, hit.start, language.wished, 20)))
        .filter((hit) => !among(quotes, hit).some((quote) => quote.start < hit.start && hit.end < quote.end))
        // a sitting in minutes is one of those who keep them
        .map((hit) => ({ ...hit, kind: minutes && kind === 'council_session' ? ('meeting' as const) : kind })),
    )
    // "at their meeting the councillors agreed": the meeting is the sitting
    const sitting = hits.some(({ kind }) => kind === 'council_session')
    const dated = scene.dates.filter((date) => date.iso !== null && !date.horizon && !isSince(date, page) && !isLimit(date, page) && !isOfThing(date, page))
    // somebody comes or goes on a day, whatever the verb
    const coming = dated[0]
    if (
      hits.every(({ kind }) => SHOWN.has(kind) && kind !== 'exchange') &&
      coming &&
      scene.tie !== 'topic' &&
      Math.abs(scene.score) > SURE_WAY &&
      !has(language.relations.twinned, language, sentence.fold)
    )
      hits.push({ start: coming.start, end: coming.end, text: '', kind: 'visit' })
    // the year two towns became twins is not the day of what follows
    const isPast = (date: Found): boolean => published === null || (boundsOf(date.iso)?.[0] ?? 0) <= (boundsOf(published)?.[0] ?? 0)
    const plan = (date: Found): boolean => scene.future && published !== null && (boundsOf(date.iso)?.[0] ?? 0) > (boundsOf(published)?.[0] ?? 0)
    const today = language.code === 'zh' ? dated.find((date) => !isOld(date.iso, published) && !plan(date)) : (dated.find(isPast) ?? dated[0])
    if (today) paragraphDate = { paragraph: sentence.paragraph, found: today }
    if (sitting) hits.splice(0, hits.length, ...hits.filter(({ kind }) => kind !== 'meeting'))
    if (hits.length === 0) continue
    const told = new Set<string>()
    const clauses = clausesOf(sentence, language)
    for (const hit of hits.sort((a, b) => rank(a.kind) - rank(b.kind))) {
      if (
        (scene.tie === 'topic' && hit.kind !== 'signing' && (dated.length === 0 || SHOWN.has(hit.kind))) ||
        (has(language.negated, language, clauseAround(scene, hit, language)) && hit.kind !== 'council_session')
      )
        continue
      const clause = clauseAround(scene, hit, language)
      const now = boundsOf(published)?.[0]
      // a line without a verb looks ahead when its day does: „сряда, 5 юни: пристигане на гостите“; Chinese verbs have no future at all
      const toCome = (date: Found): boolean => !date.weak && now !== undefined && (boundsOf(date.iso)?.[0] ?? 0) > now
      const inClause = (date: Found): boolean => !/[，；：]/u.test(page.fold.slice(Math.min(hit.end, date.end), Math.max(hit.start, date.start)))
      const ahead =
        looksAhead(clause, language) ||
        (language.code === 'zh' ? dated.some((date) => toCome(date) && inClause(date)) : dated.some(toCome) && !has(language.verbs, language, sentence.fold))
      // what is told as done cannot lie ahead: such a day belongs to something else in the sentence
      const near =
        nearest(
          dated
            .filter((date) => !(date.weak && (days.length > 1 || (!ahead && farness(date, hit) > 90))))
            // „построен през 2016 г.“ at the other end of the sentence
            .filter((date) => !/^\d{4}$/.test(date.iso ?? '') || farness(date, hit) < 60 + A_FEW_WORDS)
            .filter((date) => ahead || !page.text.slice(Math.min(hit.end, date.end), Math.max(hit.start, date.start)).includes(':'))
            .filter(
              (date) =>
                ahead ||
                (scene.future && language.code !== 'zh' && hit.kind !== 'council_session') ||
                now === undefined ||
                (boundsOf(date.iso)?.[0] ?? 0) <= now,
            ),
          hit,
          clauses,
        ) ?? (days.length > 1 ? days.findLast((day) => day.paragraph < sentence.paragraph)?.found : undefined)
      const inherited =
        !near &&
        !ahead &&
        paragraphDate?.paragraph === sentence.paragraph &&
        (now === undefined || language.code === 'zh' || (boundsOf(paragraphDate.found.iso)?.[0] ?? 0) <= now)
          ? paragraphDate.found
          : undefined
      const found = near ?? inherited
      const iso = found?.iso ?? (ahead ? nearPublished(published, true) : (main ?? nearPublished(published, false)))
      // twice in one sentence only on two days
      const once = `${hit.kind} ${near?.iso ?? ''}`
      if (told.has(once) || (!near && told.has(hit.kind))) continue
      told.add(once).add(hit.kind)
      if (SHOWN.has(hit.kind) && !near) continue
      // to what one is invited, or agreed to do some day, is a promise; not where the day stands in another clause, as settled
      const settled =
        near !== undefined &&
        OWN_DAY.has(hit.kind) &&
        !clause.includes(page.fold.slice(near.start, near.end)) &&
        !isPromised(clauseAround(scene, near, language), language)
      if (ahead && hit.kind !== 'signing' && !settled && isPromised(clause, language)) continue
      if (hit.kind !== 'signing' && /^\d{4}-\d\d$/.test(iso ?? '') && !settled && isPromised(clause, language)) continue
      if (hit.kind === 'visit' && (scene.future || ahead) && /^\d{4}-\d\d$/.test(iso ?? '') && (!scene.ownDirection || isPromised(sentence.fold, language)))
        continue
      const keys = partnersOf(scene, partners)
      if (keys.length === 0) continue
      const old = isOld(iso, published)
      const direction: Direction =
        hit.kind === 'council_session' && !has(language.solemn, language, sentence.fold)
          ? 'none'
          : hit.kind === 'signing' &&
              isBack(iso, published) &&
              (!scene.ownDirection ||
                (dated.some((date) => !isBack(date.iso, published)) && !has(language.here, language, clause) && !has(language.there, language, clause)))
            ? 'none'
            : old && (!scene.ownDirection || (language.code === 'zh' && /^\d{4}$/.test(iso ?? '')))
              ? 'none'
              : directionAround(scene, hit, { page, places: places(sentence.index), home, partners })
      if ((hit.kind === 'visit' || hit.kind === 'exchange') && direction === 'none') continue
      const planned = (ahead || days.length > 1 || scene.future) && (boundsOf(iso)?.[1] ?? 0) >= (boundsOf(published)?.[0] ?? Infinity)
      const place =
        direction === 'outgoing'
          ? (partners.get(keys.find((key) => partners.get(key)?.kind === 'municipality') ?? '')?.name ?? null)
          : direction === 'incoming'
            ? homeName
            : null
      drafts.push({
        kind: hit.kind,
        direction,
        when: found ? { ...whenOf(page, found), iso } : { ...NO_DATE, iso },
        place,
        with: keys,
        planned,
        evidence: [sentenceSpan(page, scene)],
        dated: near !== undefined,
      })
    }
  }
  return folded(withoutPlans(drafts, published).slice(0, MOST_FINDS))
}

/** Whether a text calls itself minutes in its first lines. */
const isMinutes = (page: Page): boolean =>
  page.paragraphs.slice(0, 2).some(({ start, end }) => end - start < 200 && has(page.language.minutes, page.language, page.fold.slice(start, end)))

/** The meeting that minutes are of: with whom their head names, on the first whole day, in the place it says. */
function meetingHeld(page: Page, cast: Cast, scenes: readonly Scene[], published: string | null, homeName: string): (EventDraft & { dated: boolean }) | null {
  const head = page.paragraphs.slice(0, HEAD)
  const to = head.at(-1)?.end ?? 0
  const found = head
    .flatMap(({ start, end }) => datesIn(page.fold.slice(start, end), start, page.language, published, false))
    .find(({ iso }) => /^\d{4}-\d\d-\d\d$/.test(iso ?? ''))
  const keys = [...new Set(cast.mentions.filter((one) => one.start < to).map((one) => one.key))].filter((key) =>
    cast.partners.some((one) => one.key === key && one.kind !== 'country'),
  )
  const first = scenes.find((scene) => scene.named.length > 0)
  if (!found || keys.length === 0 || !first) return null
  // the line that names one side alone says where they sat
  const alone = head.slice(1).map((paragraph) => {
    const inside = (one: { start: number }): boolean => one.start >= paragraph.start && one.start < paragraph.end
    return paragraph.end - paragraph.start < 110 ? { ours: cast.homeMentions.some(inside), theirs: cast.mentions.some(inside) } : { ours: false, theirs: false }
  })
  const online = head.some(({ start, end }) => has(page.language.online, page.language, page.fold.slice(start, end)))
  const there = alone.find(({ ours, theirs }) => ours !== theirs)?.theirs === true
  const partner = cast.partners.find((one) => one.key === keys[0])
  return {
    kind: 'meeting',
    direction: online ? 'none' : there ? 'outgoing' : 'incoming',
    when: whenOf(page, found),
    place: online ? null : there ? (partner?.name ?? null) : homeName,
    with: keys,
    planned: false,
    evidence: [sentenceSpan(page, first)],
    dated: true,
  }
}

/** Paragraphs of a document's head. */
const HEAD = 8

/** „Следващо заседание: 14 септември, Х.“: a line of minutes with a day to come, and where. */
function meetingNext(page: Page, cast: Cast, scene: Scene, held: EventDraft, homeName: string): (EventDraft & { dated: boolean }) | null {
  const { sentence } = scene
  const meeting = page.language.events.filter(({ kind }) => kind === 'meeting' || kind === 'council_session')
  const found = scene.dates.find(({ iso }) => (iso ?? '') > (held.when.iso ?? ''))
  if (!found || sentence.text.length > 90 || !meeting.some(({ cues }) => has(cues, page.language, sentence.fold))) return null
  const inside = (one: { sentence: number }): boolean => one.sentence === sentence.index
  const theirs = cast.mentions.find((one) => inside(one) && held.with.includes(one.key))
  const ours = cast.homeMentions.some(inside)
  const online = has(page.language.online, page.language, sentence.fold)
  if (!online && ours === (theirs !== undefined)) return null
  return {
    kind: 'meeting',
    direction: online ? 'none' : theirs ? 'outgoing' : 'incoming',
    when: whenOf(page, found),
    place: online ? null : theirs ? (cast.partners.find(({ key }) => key === theirs.key)?.name ?? null) : homeName,
    with: held.with,
    planned: true,
    evidence: [sentenceSpan(page, scene)],
    dated: true,
  }
}

/** The part of the sentence around a cue, up to the next comma or the like. */
function clauseAround({ sentence }: Scene, hit: { start: number; end: number }, language: Language): string {
  const from = hit.start - sentence.start
  const to = hit.end - sentence.start
  const left = sentence.fold.slice(0, from).search(/[^,;:–，；：]*$/u)
  const comma = sentence.fold.slice(to).search(/[,;:–，；：]/u)
  const relative = language.relatives === undefined ? -1 : sentence.fold.slice(to).search(patternOf(language.relatives, language))
  const right = relative < 0 ? comma : comma < 0 ? relative : Math.min(comma, relative)
  return sentence.fold.slice(left, right < 0 ? undefined : to + right)
}

/**
 * In a text that tells of something done, what is to come some time is a promise and no event of the calendar yet: only what has its day, and
 * papers to be signed, stand. An announcement keeps all it announces.
 */
function withoutPlans<Draft extends EventDraft>(drafts: readonly Draft[], published: string | null): readonly Draft[] {
  const now = boundsOf(published)?.[0]
  const ahead = (draft: EventDraft): boolean => now !== undefined && (boundsOf(draft.when.iso)?.[0] ?? -Infinity) > now
  if (drafts.every(ahead)) return drafts
  return drafts.filter(
    (draft) =>
      !ahead(draft) ||
      draft.kind === 'signing' ||
      draft.kind === 'meeting' ||
      ((draft.kind === 'exchange' || draft.kind === 'festival' || draft.kind === 'exhibition' || draft.kind === 'forum' || draft.kind === 'visit') &&
        /^\d{4}-\d\d/.test(draft.when.iso ?? '')) ||
      /^\d{4}-\d\d-\d\d/.test(draft.when.iso ?? ''),
  )
}

/** „от 2008 г., когато подписаха …“ */
const WHEN = /^[\s.г]{0,4},\s(?:когато|кога|kada|quando|quand|lorsque|when|als)\s/u

/** „побратим от 1970 г.“ says since when, not when something took place. */
const isSince = (date: Found, page: Page): boolean =>
  !WHEN.test(page.fold.slice(date.end, date.end + 14)) &&
  /^\d{4}$/.test(date.iso ?? '') &&
  [page.language.names.from, page.language.dates.since ?? page.language.names.from].some(
    (since) => anchoredOf(only(since), page.language).start.test(page.fold.slice(date.start, date.end)) || precededBy(page, date.start, only(since), 20),
  )

/** „изграден през 2016 г.“ */
const isOfThing = (date: Found, page: Page): boolean =>
  page.language.dates.ofThings !== undefined && precededBy(page, date.start, page.language.dates.ofThings, 40)

/** „ще бъде показана до Великден“ says until when. */
function isLimit(date: Found, page: Page): boolean {
  const by = only(page.language.dates.by)
  return anchoredOf(by, page.language).start.test(page.fold.slice(date.start, date.end)) || precededBy(page, date.start, by, 20)
}

/** Kinds a text mentions by the way; without a day of their own they are no event of the partner's. */
const SHOWN: ReadonlySet<EventKind> = new Set(['exhibition', 'festival', 'celebration', 'exchange'])

const rank = (kind: EventKind): number =>
  ['signing', 'visit', 'council_session', 'exchange', 'exhibition', 'forum', 'meeting', 'celebration', 'festival', 'ceremony', 'other'].indexOf(kind)

/** Two months back or more: where a paper was signed then, the rest of the text does not tell. */
function isBack(iso: string | null, published: string | null): boolean {
  const [then, now] = [boundsOf(iso), boundsOf(published)]
  return then !== null && now !== null && now[0] - then[1] > 60 * 86_400_000
}

function isOld(iso: string | null, published: string | null): boolean {
  const then = boundsOf(iso)
  const now = boundsOf(published)
  return then !== null && now !== null && now[0] - then[1] > 200 * 86_400_000
}

/** The days of a programme, from its first to its last; null when the text is none. */
function stayOf(page: Page, published: string | null): string | null {
  const days = page.paragraphs.flatMap((paragraph) => isDateLine(paragraph, page, published)?.iso?.slice(0, 10) ?? []).sort()
  const [first, last] = [days[0], days.at(-1)]
  return days.length > 1 && first !== undefined && last !== undefined && first !== last ? `${first}/${last}` : null
}

/** The day or the stretch the item mainly tells of: the first past one near its date, or the month its opening speaks of. */
function mainDate(scenes: readonly Scene[], published: string | null): string | null {
  const now = boundsOf(published)?.[0]
  if (now === undefined) return null
  for (const scene of scenes) {
    if (scene.sentence.index > 5) return null
    for (const date of scene.dates) {
      const bounds = boundsOf(date.iso)
      // „През изминалия месец“ frames all that follows, though its own sentence names nobody.
      const frame = bounds !== null && bounds[1] - bounds[0] > 20 * 86_400_000
      if (scene.tie === 'none' && !frame) continue
      if (bounds && bounds[0] <= now && now - bounds[0] < 45 * 86_400_000 && !date.horizon) return date.iso
    }
  }
  return null
}

/** The nearest of the days, those of the cue's own clause first. */
function nearest(dates: readonly Found[], hit: { start: number; end: number }, clauses: readonly Stretch[]): Found | undefined {
  const own = clauses.find((clause) => clause.start <= hit.start && hit.start < clause.end)
  const far = (date: Found): number => farness(date, hit) + (own && (date.start < own.start || date.start >= own.end) ? ANOTHER_CLAUSE : 0)
  return [...dates].sort((a, b) => far(a) - far(b))[0]
}

// a feast named in passing, or a mere year, is a worse date than a day
const farness = (date: Found, hit: { start: number; end: number }): number =>
  Math.min(Math.abs(date.start - hit.end), Math.abs(hit.start - date.end)) + (date.weak || /^\d{4}$/.test(date.iso ?? '') ? 60 : 0)

/** The way of the clause a cue stands in; of the sentence, where the clause does not say. */
function directionAround(
  scene: Scene,
  hit: { start: number; end: number },
  { page, places, home, partners }: { page: Page; places: Places; home: Home; partners: Map<string, PartnerDraft> },
): Direction {
  if (scene.online) return 'none'
  const clauses = clausesOf(scene.sentence, page.language)
  const own = clauses.find((clause) => clause.start <= hit.start && hit.start < clause.end)
  if (clauses.length < 2 || !own) return scene.direction
  const told = directionOf(directionScore(own, { page, places, home, partners }))
  return told === 'none' ? scene.direction : told
}

/** One event for the same people, way and days; small kinds fold into the visit they belong to. */
function folded(drafts: (EventDraft & { dated: boolean })[]): EventDraft[] {
  const kept: (EventDraft & { dated: boolean })[] = []
  const share = (a: EventDraft, b: EventDraft): boolean => a.with.some((key) => b.with.includes(key))
  const order = [...drafts].sort((a, b) => rank(a.kind) - rank(b.kind) || Number(b.dated) - Number(a.dated))
  for (const draft of order) {
    // nobody comes and goes on the same days: the first telling decides
    const opposite =
      (draft.kind === 'visit' || draft.kind === 'signing' || draft.kind === 'exchange') &&
      kept.find(
        (other) =>
          other.kind === draft.kind &&
          share(other, draft) &&
          other.direction !== draft.direction &&
          short(other) &&
          short(draft) &&
          (overlapDates(other.when.iso, draft.when.iso) || (draft.kind === 'visit' && nearDates(other.when.iso, draft.when.iso))),
      )
    if (opposite) {
      opposite.evidence.push(...draft.evidence)
      continue
    }
    const same = kept.find(
      (other) =>
        share(other, draft) &&
        other.direction === draft.direction &&
        (overlapDates(other.when.iso, draft.when.iso) || (draft.kind === 'visit' && other.kind === 'visit' && nearDates(other.when.iso, draft.when.iso))) &&
        (other.kind === draft.kind ||
          (!OWN.has(draft.kind) && (other.kind === 'signing' ? draft.kind === 'ceremony' : OWN.has(other.kind) || draft.kind !== 'festival')) ||
          (draft.kind === 'exchange' && other.kind === 'visit')),
    )
    if (same) {
      for (const key of draft.with) if ((same.kind === draft.kind || draft.kind === 'meeting') && !same.with.includes(key)) same.with.push(key)
      same.evidence.push(...draft.evidence)
    } else if (
      !(draft.kind === 'festival' || draft.kind === 'celebration' || draft.kind === 'ceremony') ||
      draft.dated ||
      !kept.some((other) => share(other, draft))
    )
      kept.push({ ...draft, with: [...draft.with], evidence: [...draft.evidence] })
  }
  return kept
    .sort((a, b) => (a.evidence[0]?.[0] ?? 0) - (b.evidence[0]?.[0] ?? 0))
    .map(({ kind, direction, when, place, with: partners, planned, evidence }) => ({ kind, direction, when, place, with: partners, planned, evidence }))
}

/** Lasting no longer than a visit does. */
const short = (event: EventDraft): boolean => {
  const bounds = boundsOf(event.when.iso)
  return bounds !== null && bounds[1] - bounds[0] < 35 * 86_400_000
}

/** Within three days of each other: days of one stay. */
function nearDates(a: string | null, b: string | null): boolean {
  const [A, B] = [boundsOf(a), boundsOf(b)]
  // two months in a row are two visits
  const days = [A, B].every((bounds) => bounds === null || bounds[1] - bounds[0] < 20 * 86_400_000)
  return A !== null && B !== null && days && Math.max(A[0], B[0]) - Math.min(A[1], B[1]) <= 3 * 86_400_000
}
