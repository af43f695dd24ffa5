// Reads a month from the register: only what is marked public, in a fixed number of queries; and what the month holds beside that.
import { firstOfMonth, lastOfMonth, monthAfter } from '#features/calendar/day.ts'
import { type EntryFilter, entriesBetween, rulesOf } from '#features/calendar/entry.queries.ts'
import { everyYearsFor } from '#features/calendar/rules.ts'
import { type CommitmentState, promiseLabel } from '#features/commitments/commitment.ts'
import { givenBetween } from '#features/commitments/shares/given.ts'
import { composedTitle, isComing } from '#features/events/event.ts'
import { type Named, privateIn } from '#features/meetings/summary/summary.ts'
import { displayName } from '#features/organisations/naming.ts'
import { countsAt } from '#features/partnerships/counted.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import { dayIn } from '#platform/clock.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayAfter, earliest } from '#platform/dates.ts'
import { bareName } from '#platform/names/name-key.ts'
import { isLanguage, type Language } from '#platform/texts/language.ts'
import { asTyped, textIn } from '#platform/texts/local-text.ts'
import type { Words } from '#platform/texts/words-for.ts'
import type { ActFacts, AnniversaryFacts, ComingFacts, HappeningFacts, MonthFacts, NameFacts, PartnerFacts, PromiseFacts } from './composing/month.ts'
import { breaksOf, homeWords, knownSince, sinceContact, monthOf, monthOfDate, type NotPublic, placeWords, stageAtEnd, wordsOf } from './month.ts'
import { type HeldEvent, peopleOf } from './people.queries.ts'
import {
  actRows,
  type EventFound,
  eventRows,
  homeRows,
  namesOfOccasions,
  type NameRow,
  officeRow,
  partnershipRows,
  type PromiseFound,
  promiseRows,
  publicPromises,
  stepRows,
  type Tied,
  actPartnersOf,
  earlierRows,
  eventPartnersOf,
  promisePartnersOf,
  wordsOfPromises,
  wordsOfSteps,
} from './row.queries.ts'

/** What a month says, and what it holds that the digest may not tell. */
export type MonthReading = { readonly facts: MonthFacts; readonly notPublic: readonly NotPublic[] }

/** Months after this one of which the digest says what they bring. */
const MONTHS_AHEAD = 2
/** Days of the calendar that citizens are told of; sessions, elections and deadlines are the office's own. */
const OPEN_OCCASIONS: EntryFilter = { kinds: ['town_day', 'festival', 'anniversary'] }
/** Events in which a tie is celebrated whose signing is only known by its year. */
const CELEBRATED: ReadonlySet<string> = new Set(['celebration', 'ceremony', 'festival', 'signing'])

const given = ({ createdAt, ...told }: PromiseFound, timeZone: string): ReturnType<typeof givenBetween> =>
  givenBetween({ ...told, recordedOn: dayIn(createdAt, timeZone) })

/** Without the words that name somebody who is nobody's business. */
const without = (words: Words, hidden: readonly Named[]): Words =>
  hidden.length === 0 ? words : Object.fromEntries(Object.entries(words).filter(([, text]) => privateIn([text], hidden).length === 0))

const isLess = (before: Words, after: Words): boolean => Object.keys(after).length < Object.keys(before).length

/**
 * Everything public of a calendar month (YYYY-MM), as it stands on the day `today` (YYYY-MM-DD), and what the month holds that is not public.
 *
 * A record belongs to the month of its last possible day; what is only known within more than about two months belongs to none (`monthOf`). Cancelled events
 * are not told, events that are still to come stand among what lies ahead, with those of the next two months. A promise belongs to the month of its event;
 * without one to that of its latest source, else to the one in which it was recorded; dropped ones are not told. The anniversary of a signing known by its
 * day or month is told in that month, any of the year also where the partner was celebrated with. Of partners with an event the last one before is told too. Stages are computed from public steps.
 *
 * People are named only when they held a post of public life at the time; notes, costs, participants' data and sources are never read. About 25 queries,
 * however many records.
 */
export async function monthFacts(tx: OfficeTx, month: string, today: string): Promise<MonthReading> {
  const office = await officeRow(tx)
  const [first, last] = [firstOfMonth(month), lastOfMonth(month)]
  const [language = 'bg'] = office.languages
  const next = monthAfter(month, 1)
  const end = monthAfter(month, MONTHS_AHEAD)
  const stood = last < today ? last : today

  const home = await homeRows(tx, office.placeId)
  const ties = await partnershipRows(tx)
  const steps = await stepRows(tx)
  const found = await eventRows(tx, first, lastOfMonth(end))
  const acts = (await actRows(tx, first, last)).filter((act) => monthOf(act) === month)
  const promises = await promiseRows(tx)
  const open = await publicPromises(tx)
  // Round years of the whole year: a tie is often celebrated early or late.
  const rules = await rulesOf(tx)
  const days = await entriesBetween(tx, `${month.slice(0, 4)}-01-01`, lastOfMonth(end), OPEN_OCCASIONS)

  const happened = found.filter((event) => monthOf(event) === month && !isComing(event, today) && event.firstDay! <= today)
  const coming = found.filter((event) => {
    const of = monthOf(event)
    return of !== null && ((of === month && !happened.includes(event)) || (of >= next && of <= end))
  })
  const madeIn = (one: PromiseFound): string | null => monthOf(given(one, office.timeZone))
  const byEnd = (one: PromiseFound): boolean => given(one, office.timeZone).lastDay <= last
  const made = promises.filter((one) => one.droppedOn === null && madeIn(one) === month)
  const kept = promises.filter(({ keptOn }) => keptOn !== null && keptOn.slice(0, 7) === month)
  /** Open on the last day of the month; what was dropped since is shown to nobody. */
  const isOpen = (one: PromiseFound): boolean => byEnd(one) && one.droppedOn === null && (one.keptOn === null || one.keptOn > last)
  const due = promises.filter((one) => isOpen(one) && one.dueBy !== null && one.dueBy > last && one.dueBy <= lastOfMonth(end))
  const taken = steps.filter(({ date }) => monthOfDate(date) === month && earliest(date) <= today)

  const ofHappened = await eventPartnersOf(
    tx,
    [...happened, ...coming].map(({ id }) => id),
  )
  const ofPromises = await promisePartnersOf(
    tx,
    [...new Set([...made, ...kept, ...due])].map(({ id }) => id),
  )
  const inMonth = new Set([...happened, ...made, ...kept].map(({ id }) => id))
  const earlier = await earlierRows(
    tx,
    [
      ...new Set(
        [...ofHappened.filter(({ of }) => inMonth.has(of)), ...ofPromises.filter(({ of }) => inMonth.has(of))].map(({ organisationId }) => organisationId),
      ),
    ].concat(ties.filter(({ id }) => taken.some(({ partnershipId }) => partnershipId === id)).map(({ organisationId }) => organisationId)),
    `${Number(month.slice(0, 4)) - 1}-01-01`,
    first,
  )
  const earlierIds = new Set([...earlier.values()].map(({ id }) => id))
  const since = promises.filter((one) => one.eventId !== null && earlierIds.has(one.eventId) && isOpen(one))
  const chosen = [...new Set([...made, ...kept, ...due, ...since])]
  const promiseWords = await wordsOfPromises(
    tx,
    chosen.map(({ id }) => id),
  )
  const stepWords = await wordsOfSteps(
    tx,
    taken.map(({ id }) => id),
  )
  const tied = Map.groupBy(
    [
      ...ofHappened,
      ...(await eventPartnersOf(tx, [...earlierIds])),
      ...(await actPartnersOf(
        tx,
        acts.map(({ id }) => id),
      )),
      ...ofPromises,
      ...(await promisePartnersOf(
        tx,
        since.filter((one) => !made.includes(one) && !kept.includes(one) && !due.includes(one)).map(({ id }) => id),
      )),
    ],
    ({ of }) => of,
  )
  const occasionNames = await namesOfOccasions(
    tx,
    days.filter(({ rule }) => rule !== null).map(({ id }) => id),
  )
  const places = new Map<number, Place>(
    (
      await placesByIds(
        tx,
        [
          office.placeId,
          ...[...home, ...ties, ...[...tied.values()].flat()].map(({ placeId }) => placeId),
          ...happened.map(({ placeId }) => placeId),
          ...coming.map(({ placeId }) => placeId),
          ...[...earlier.values()].map(({ placeId }) => placeId),
        ].filter((id) => id !== null),
      )
    ).map((place) => [place.id, place]),
  )

  // ---- names -------------------------------------------------------------------------------------------------------
  const homeIds = new Set(home.map(({ organisationId }) => organisationId))
  const placeOf = ({ kind, placeId }: { readonly kind: string; readonly placeId?: number | null }): Place | null =>
    kind === 'municipality' && placeId !== null && placeId !== undefined ? (places.get(placeId) ?? null) : null
  const homeFacts: NameFacts = {
    id: home[0]?.organisationId ?? tx.officeId,
    kind: 'municipality',
    country: office.country,
    names: homeWords(office.name, places.get(office.placeId) ?? null),
  }
  const known = new Map<string, NameFacts>()
  const nameOf = (id: string, row: Omit<NameRow, 'organisationId' | 'placeId'> & { readonly placeId?: number | null }): NameFacts => {
    if (homeIds.has(id)) return homeFacts
    const before = known.get(id)
    if (before !== undefined) return before
    const facts = { id, kind: row.kind, country: row.country, names: wordsOf(row, placeOf(row)) }
    known.set(id, facts)
    return facts
  }
  const partnersOf = (id: string): NameFacts[] =>
    [...new Set((tied.get(id) ?? []).map((row) => nameOf(row.organisationId, row)))].filter((one) => one !== homeFacts)
  const townOf = (placeId: number, partners: readonly Tied[]): Words => {
    const host = partners.find((one) => one.placeId === placeId && one.kind === 'municipality')
    const place = places.get(placeId)
    return host !== undefined ? nameOf(host.organisationId, host).names : place === undefined ? {} : placeWords(place)
  }

  const isPublic = ({ publishedAt }: { readonly publishedAt: Date | null }): boolean => publishedAt !== null
  const told = happened.filter(isPublic)
  // Also of events that are not told, or long past: what was promised at them, and the acts at them, may name somebody private.
  const held = new Map<string, HeldEvent>()
  for (const { eventId, firstDay, lastDay } of [
    ...[...happened, ...coming, ...earlier.values()].map((event) => ({ ...event, eventId: event.id })),
    ...chosen.map((one) => (one.firstDay === null ? { eventId: one.eventId, ...given(one, office.timeZone) } : one)),
    ...acts,
  ])
    if (eventId !== null && !held.has(eventId)) held.set(eventId, { id: eventId, firstDay: firstDay!, lastDay: lastDay! })
  const people = await peopleOf(tx, [...held.values()], language, nameOf, (id) => homeIds.has(id))
  const notPublic: NotPublic[] = []
  /** An event that may be told, else nothing: not even its number leaves the office. */
  const toldEvent = (id: string | null): string | null => (id !== null && (earlierIds.has(id) || told.some((event) => event.id === id)) ? id : null)
  const hiddenAt = (eventId: string | null): readonly Named[] => (eventId === null ? [] : (people.get(eventId)?.hidden ?? []))

  // ---- events and acts ---------------------------------------------------------------------------------------------
  const happening = (event: EventFound): HappeningFacts => {
    const hidden = hiddenAt(event.id)
    const [title, summary, occasion] = [ownTitle(event, tied.get(event.id) ?? []), asTyped(event.summary), own(event.occasion, language)]
    const facts = {
      id: event.id,
      kind: event.kind,
      direction: event.direction,
      title: without(title, hidden),
      date: event.date,
      place: event.placeId === null ? {} : townOf(event.placeId, tied.get(event.id) ?? []),
      spot: event.placeId === null ? own(event.placeText, language) : {},
      atHome: event.placeId === null ? event.placeText === '' && event.direction === 'incoming' : event.placeId === office.placeId,
      occasion: without(occasion, hidden),
      summary: without(summary, hidden),
      fields: event.fields,
      partners: partnersOf(event.id),
      people: people.get(event.id)?.named ?? [],
    }
    if (isLess(title, facts.title) || isLess(summary, facts.summary) || isLess(occasion, facts.occasion))
      notPublic.push({ kind: 'event', id: event.id, title: textIn(event.title), remedy: 'leave_out_name', partnershipId: null })
    return facts
  }
  const happenings = told.map(happening)
  const actFacts = acts.filter(isPublic).map((act): ActFacts => {
    const title = without(asTyped(act.title), hiddenAt(act.eventId))
    if (isLess(asTyped(act.title), title)) notPublic.push({ kind: 'act', id: act.id, title: textIn(act.title), remedy: 'leave_out_name', partnershipId: null })
    return {
      id: act.id,
      kind: act.kind,
      title,
      date: act.date,
      place: own(act.placeText, language),
      eventId: toldEvent(act.eventId),
      partners: partnersOf(act.id),
    }
  })

  // ---- promises ----------------------------------------------------------------------------------------------------
  // With a firm there may be no partnership that could be public: what was agreed when it was met may be told where the meeting is.
  const ofFirm = (one: PromiseFound): boolean => {
    const partners = tied.get(one.id) ?? []
    const isUntied = ({ kind, organisationId }: Tied): boolean => kind === 'company' && !ties.some((tie) => tie.organisationId === organisationId)
    return partners.length > 0 && partners.every(isUntied) && told.some(({ id }) => id === one.eventId)
  }
  const mayBeTold = (one: PromiseFound): boolean => isPublic(one) && (open.has(one.id) || ofFirm(one))
  const promise = (one: PromiseFound): PromiseFacts => {
    const { owedBy, text, state, topic } = promiseWords.get(one.id)!
    const words = without(asTyped(text), hiddenAt(one.eventId))
    if (isLess(asTyped(text), words))
      notPublic.push({ kind: 'commitment', id: one.id, title: promiseLabel(textIn(text)), remedy: 'leave_out_name', partnershipId: null })
    return { id: one.id, owedBy, text: words, state, topic, due: one.due, eventId: toldEvent(one.eventId), keptOn: one.keptOn, partners: partnersOf(one.id) }
  }

  // ---- partnerships ------------------------------------------------------------------------------------------------
  const publicTies = ties.filter(isPublic)
  const publicSteps = Map.groupBy(steps.filter(isPublic), ({ partnershipId }) => partnershipId)
  const stepIds = new Set(steps.filter(isPublic).map(({ id }) => id))
  const rounds = Map.groupBy(
    days.filter(({ kind, id }) => kind === 'anniversary' && stepIds.has(id)),
    ({ partnershipId }) => partnershipId,
  )
  const celebrated = new Set([...happenings.filter(({ kind }) => CELEBRATED.has(kind)), ...actFacts].flatMap(({ partners }) => partners.map(({ id }) => id)))
  const before = (organisationId: string): PartnerFacts['earlier'] => {
    const event = earlier.get(organisationId)
    return event === undefined
      ? null
      : { happening: happening(event), promises: since.filter((one) => one.eventId === event.id && mayBeTold(one)).map(promise) }
  }
  const partnerFacts = publicTies.map((tie): PartnerFacts => {
    const mine = publicSteps.get(tie.id) ?? []
    const organisation = nameOf(tie.organisationId, tie)
    return {
      partnershipId: tie.id,
      organisation,
      type: tie.type,
      fields: tie.fields,
      stageBefore: stageAtEnd(mine, monthAfter(month, -1), dayAfter(first, -1)),
      stageNow: stageAtEnd(mine, month, stood),
      steps: mine
        .filter((step) => taken.includes(step))
        .map(({ id, kind, side, date, until }) => {
          const { note, documentNumber, body, fromType, toType } = stepWords.get(id)!
          return { id, kind, side, date, note: asTyped(note), documentNumber, body, until, fromType, toType }
        }),
      breaks: breaksOf(mine, month),
      anniversaries: (rounds.get(tie.id) ?? [])
        .flatMap(({ id, years, milestone, from, until }): AnniversaryFacts[] => {
          const of = monthOf({ firstDay: from, lastDay: until })
          const marked = of === month || (from.slice(0, 4) === month.slice(0, 4) && celebrated.has(organisation.id))
          return marked && years !== null && milestone !== null ? [{ milestoneId: id, years, date: milestone.date, since: 'signing' }] : []
        })
        .concat(celebrated.has(organisation.id) ? sinceContact(mine, month, everyYearsFor(tie.country, rules)) : []),
      known: knownSince(mine, month),
      earlier: before(tie.organisationId),
    }
  })
  const standing = partnerFacts.filter(({ type, organisation: { kind }, stageNow }) => countsAt({ type, kind }, stageNow))
  // What is only planned or proposed is nobody's promise yet: each is counted as what it is.
  const openPromises = Map.groupBy(
    promises.filter((one) => mayBeTold(one) && isOpen(one)),
    ({ state }) => state,
  )
  const openIn = (state: CommitmentState): string[] => (openPromises.get(state) ?? []).map(({ id }) => id)

  // ---- what comes --------------------------------------------------------------------------------------------------
  const tieOf = new Map(publicTies.map((tie) => [tie.organisationId, tie]))
  const daysAhead = days.filter(({ from, exact }) => from > last && exact)
  const ahead = daysAhead
    .filter(({ kind, id, organisationId }) => {
      const open = organisationId === null ? kind !== 'anniversary' : tieOf.has(organisationId)
      return open && (kind === 'anniversary' ? stepIds.has(id) : (occasionNames.get(id)?.publishedAt ?? null) !== null)
    })
    .flatMap(({ id, kind, from, years, organisationId }): ComingFacts[] => {
      const tie = organisationId === null ? undefined : tieOf.get(organisationId)
      return [
        {
          id,
          kind: kind === 'anniversary' ? 'anniversary' : 'occasion',
          names: kind === 'anniversary' ? {} : asTyped(occasionNames.get(id)?.name ?? { source: language, in: {} }),
          occasion: kind === 'town_day' || kind === 'festival' ? kind : null,
          day: from,
          years: kind === 'anniversary' ? years : null,
          of: tie === undefined ? null : nameOf(tie.organisationId, tie),
        },
      ]
    })

  const facts: MonthFacts = {
    month,
    home: homeFacts,
    languages: office.languages,
    partners: partnerFacts,
    happenings,
    acts: actFacts,
    made: made.filter(mayBeTold).map(promise),
    kept: kept.filter(mayBeTold).map(promise),
    ahead: {
      happenings: coming.filter(isPublic).map(happening),
      promises: due.filter(mayBeTold).map(promise),
      days: ahead,
    },
    totals: {
      partnerships: standing.length,
      countries: new Set(standing.map(({ organisation }) => organisation.country)).size,
      open: { agreed: openIn('agreed'), planned: openIn('planned'), proposed: openIn('proposed'), invited: openIn('invited') },
    },
  }

  // ---- what is not public ------------------------------------------------------------------------------------------
  const tieById = new Map(ties.map((tie) => [tie.id, tie]))
  notPublic.push(
    ...happened
      .filter((event) => !isPublic(event))
      .map(({ id, title }): NotPublic => ({ kind: 'event', id, title: textIn(title), remedy: 'publish', partnershipId: null })),
    ...coming
      .filter((event) => !isPublic(event))
      .map(({ id, title, date }): NotPublic => ({ kind: 'event', id, title: textIn(title), remedy: 'publish', partnershipId: null, ahead: date! })),
    ...daysAhead.flatMap(({ id, kind, from, organisationId }): NotPublic[] => {
      const named = kind === 'anniversary' ? undefined : occasionNames.get(id)
      if (named === undefined) return []
      const tie = organisationId === null ? undefined : ties.find((one) => one.organisationId === organisationId)
      // Of somebody who is no partner the digest says nothing, whatever is marked.
      if ((organisationId !== null && tie === undefined) || (isPublic(named) && (tie === undefined || isPublic(tie)))) return []
      const remedy = isPublic(named) ? 'publish_partnership' : 'publish'
      return [{ kind: 'occasion', id, title: textIn(named.name), remedy, partnershipId: isPublic(named) ? (tie?.id ?? null) : null, ahead: from }]
    }),
    ...acts
      .filter((act) => !isPublic(act))
      .map(({ id, title }): NotPublic => ({ kind: 'act', id, title: textIn(title), remedy: 'publish', partnershipId: null })),
    ...taken.flatMap((step): NotPublic[] => {
      const tie = tieById.get(step.partnershipId)
      if (tie === undefined || (isPublic(step) && isPublic(tie))) return []
      const title = `${milestoneLabel({ ...step, ...stepWords.get(step.id)! })} (${displayName(tie)})`
      return [{ kind: 'milestone', id: step.id, title, remedy: isPublic(step) ? 'publish_partnership' : 'publish', partnershipId: tie.id }]
    }),
    ...[...new Set([...made, ...kept])]
      .filter((one) => !mayBeTold(one))
      .map((one): NotPublic => {
        const tie = (tied.get(one.id) ?? []).flatMap(({ organisationId }) => ties.find((other) => other.organisationId === organisationId) ?? [])[0]
        const title = promiseLabel(textIn(promiseWords.get(one.id)!.text))
        return {
          kind: 'commitment',
          id: one.id,
          title,
          remedy: isPublic(one) ? 'publish_partnership' : 'publish',
          partnershipId: isPublic(one) ? (tie?.id ?? null) : null,
        }
      }),
  )
  // What is told twice, as made and as kept, or of two partners, is to be mended once.
  return { facts, notPublic: [...new Map(notPublic.map((one) => [`${one.kind}:${one.id}:${one.remedy}`, one])).values()] }
}

/** Titles a person wrote; those that are composed from kind and partners say nothing more than these. */
function ownTitle(event: EventFound, partners: readonly Tied[]): Words {
  const key = (text: string): string => bareName(text.replace(/[^\p{L}\p{N}]+/gu, ' ')).toLowerCase()
  const towns = partners.filter(({ kind }) => kind === 'municipality' || kind === 'region' || kind === 'country')
  const composed = (language: Language): string[] =>
    [partners, towns].map((those) =>
      key(
        composedTitle(
          event,
          those.map((one) => displayName(one, language)),
          language,
        ),
      ),
    )
  return Object.fromEntries(Object.entries(asTyped(event.title)).filter(([language, text]) => !isLanguage(language) || !composed(language).includes(key(text))))
}

const own = (text: string, language: string): Words => (text.trim() === '' ? {} : { [language]: text.trim() })
