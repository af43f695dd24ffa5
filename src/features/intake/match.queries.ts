// Finds the records of the register that the drafts of a text may be: told before by another source, or known to the office for years.
import { and, asc, desc, eq, gte, inArray, isNull, lte, notInArray, or, type SQL } from 'drizzle-orm'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { boundsOf } from '#features/events/event.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { allNames, searchNames } from '#features/organisations/naming.ts'
import { homeOrganisation } from '#features/organisations/organisation.queries.ts'
import { organisations, type Organisation } from '#features/organisations/organisation.table.ts'
import { postsOfPeople, presentPeople } from '#features/organisations/people/person.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { milestones, type MilestoneRow } from '#features/partnerships/milestones/milestone.table.ts'
import { partnershipsOf, type PartnershipView } from '#features/partnerships/partnership.queries.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { bareName, nameKeys } from '#platform/names/name-key.ts'
import { nameEntries } from '#platform/search/name-entry.table.ts'
import { dayAfter } from '#platform/dates.ts'
import { type Draft, type DraftContent, type DraftMatch, HOME_REF } from './draft.ts'
import { quoteOf } from './marks.ts'
import { actFit, assigned, bestStep, eventFit, likePerson, promiseFit, stepFit, stepsSpokenOf } from './match.ts'

/** A draft to be held against the register. `words`: what it rests on. `before`: what it was taken for by the reader or the last time. */
export type Subject = DraftContent & {
  readonly key: string
  readonly words: string
  readonly before: DraftMatch | null
  /** The record an officer has said it is, or that it became; null for one said to be new or refused; undefined while nobody has decided. */
  readonly settled: string | null | undefined
}

export const subjectOf = (body: string, draft: Draft): Subject => ({
  ...draft,
  words: quoteOf(body, draft.spans, 5000),
  before: draft.match,
  settled: draft.decision === 'undecided' ? undefined : draft.decision === 'rejected' ? null : draft.recordId,
})

/** The newest line of the office's record of changes but for the texts' own: while it is the same, the register is. */
export async function registerStands(tx: OfficeTx): Promise<string | null> {
  const [row] = await tx
    .select({ id: activities.id })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), notInArray(activities.thing, ['intake_text', 'intake_draft'])))
    .orderBy(desc(activities.id))
    .limit(1)
  return row?.id ?? null
}

/** More of one kind than any partner has; the newest are looked at. */
const MOST = 2000

const surely = (match: DraftMatch | null | undefined): string | null => (match?.sure === true ? match.id : null)
const of = <Kind extends DraftContent['kind']>(subjects: readonly Subject[], kind: Kind): Extract<Subject, { kind: Kind }>[] =>
  subjects.filter((one): one is Extract<Subject, { kind: Kind }> => one.kind === kind)

/** Draft's key → the record it may be, null for none. At most twelve queries, however many drafts, partners and events there are. */
export async function matchedAll(tx: OfficeTx, subjects: readonly Subject[], published: string | null): Promise<Map<string, DraftMatch | null>> {
  const matches = new Map<string, DraftMatch | null>(subjects.map(({ key }) => [key, null]))
  const recordOf = new Map<string, string>()
  const found = (subject: Subject, match: DraftMatch | null | undefined): void => {
    matches.set(subject.key, match ?? null)
    const record = subject.settled === undefined ? surely(match) : subject.settled
    if (record !== null) recordOf.set(subject.key, record)
  }

  const named = await organisationsFor(tx, of(subjects, 'organisation'))
  for (const subject of of(subjects, 'organisation')) found(subject, organisationMatch(subject, named))
  const partnersOf = (keys: readonly string[]): string[] => [...new Set(keys.flatMap((key) => recordOf.get(key) ?? []))]
  const organisationIds = [...new Set(of(subjects, 'organisation').flatMap(({ key }) => recordOf.get(key) ?? []))]

  const persons = of(subjects, 'person')
  const home = persons.some(({ data }) => data.of === HOME_REF) ? await homeOrganisation(tx) : null
  const organisationOf = (ref: string | null): string | null => (ref === null ? null : ref === HOME_REF ? home : (recordOf.get(ref) ?? null))
  await peopleInto(tx, persons, organisationOf, home === null ? organisationIds : [...organisationIds, home], found)
  if (organisationIds.length === 0) return matches

  const relations = of(subjects, 'relation')
  const fields = of(subjects, 'fields')
  if (relations.length > 0 || fields.length > 0) {
    const partnerships = new Map((await partnershipsOf(tx, organisationIds)).map((one) => [one.organisationId, one]))
    const steps = await stepsOfAll(tx, relations.length === 0 ? [] : [...partnerships.values()].map(({ id }) => id))
    for (const relation of relations) {
      const own = partnersOf(relation.data.partners).flatMap((id) => steps.get(partnerships.get(id)?.id ?? '') ?? [])
      found(relation, stepMatch(relation, own))
    }
    for (const draft of fields) found(draft, fieldsMatch(draft.data.fields, draft.data.partners.length, partnersOf(draft.data.partners), partnerships))
  }

  const eventDrafts = of(subjects, 'event')
  if (eventDrafts.length > 0) {
    const known = await eventsWith(
      tx,
      organisationIds,
      eventDrafts.map(({ data }) => boundsOf(data.date)),
    )
    const fits = eventDrafts.flatMap((draft) => {
      const partners = partnersOf(draft.data.partners)
      return known.flatMap((event) => {
        const fit = eventFit(draft.data, partners, event)
        return fit === null
          ? []
          : [{ key: draft.key, id: event.id, ...fit, score: fit.score + (draft.before?.id === event.id ? 0.5 : 0) + nearness(event.date, published) }]
      })
    })
    const given = assigned(fits)
    for (const draft of eventDrafts) found(draft, given.get(draft.key))
  }

  const acts = of(subjects, 'symbolic_act')
  if (acts.length > 0) {
    const eventIds = acts.flatMap(({ data }) => (data.event === null ? [] : (recordOf.get(data.event) ?? [])))
    const known = await actsWith(tx, organisationIds, eventIds, [...new Set(acts.map(({ data }) => data.kind))])
    const fits = acts.flatMap((draft) =>
      known.flatMap((act) => {
        const fit = actFit(draft.data, partnersOf(draft.data.partners), draft.data.event === null ? null : (recordOf.get(draft.data.event) ?? null), act)
        return fit === null ? [] : [{ key: draft.key, id: act.id, ...fit }]
      }),
    )
    const given = assigned(fits)
    for (const draft of acts) found(draft, given.get(draft.key))
  }

  const promises = of(subjects, 'commitment')
  if (promises.length > 0) {
    const known = await promisesWith(tx, organisationIds)
    const fits = promises.flatMap((draft) =>
      known.flatMap((promise) => {
        const fit = promiseFit(draft.data, partnersOf(draft.data.partners), promise)
        return fit === null ? [] : [{ key: draft.key, id: promise.id, ...fit }]
      }),
    )
    const given = assigned(fits)
    for (const draft of promises) found(draft, given.get(draft.key))
  }
  return matches
}

// ---- organisations ------------------------------------------------------------------------------------------------------------

type Bearing = { readonly row: Organisation; readonly keys: ReadonlySet<string> }
const keysOf = (names: readonly string[]): string[] => [...new Set(names.flatMap((name) => [...nameKeys(name), ...nameKeys(bareName(name))]))]
const heardNames = ({ data }: Extract<Subject, { kind: 'organisation' }>): string[] => [
  ...Object.values(data.name),
  ...data.aliases,
  ...(data.nativeName === null ? [] : [data.nativeName]),
]

/** Everyone who bears one of the drafts' names, lies in one of their towns or was taken for one before; one query. */
async function organisationsFor(tx: OfficeTx, drafts: readonly Extract<Subject, { kind: 'organisation' }>[]): Promise<Bearing[]> {
  const open = drafts.filter(({ settled }) => settled === undefined)
  if (open.length === 0) return []
  const keys = [...new Set(open.flatMap((draft) => keysOf(heardNames(draft))))].map((key) => ` ${key}`)
  const ids = open.flatMap(({ before }) => (before !== null && isId(before.id) ? [before.id] : []))
  const places = open.flatMap(({ data }) => data.placeId ?? [])
  const named = tx
    .select({ id: nameEntries.thingId })
    .from(nameEntries)
    .where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, 'organisation'), eq(nameEntries.position, 0), inArray(nameEntries.key, keys)))
  const wanted: SQL[] = [
    ...(keys.length === 0 ? [] : [inArray(organisations.id, named)]),
    ...(ids.length === 0 ? [] : [inArray(organisations.id, ids)]),
    ...(places.length === 0 ? [] : [inArray(organisations.placeId, places)]),
  ]
  if (wanted.length === 0) return []
  const rows = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), or(...wanted)))
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(MOST)
  return rows.map((row) => ({ row, keys: new Set(searchNames(row).flatMap(nameKeys)) }))
}

function organisationMatch(draft: Extract<Subject, { kind: 'organisation' }>, known: readonly Bearing[]): DraftMatch | null {
  const { data, before } = draft
  const own = keysOf(Object.values(data.name))
  const rated = known.flatMap(({ row, keys }) => {
    const named = own.some((key) => keys.has(key))
    const told = before?.id === row.id
    const here = row.placeId !== null && row.placeId === data.placeId
    const elsewhere = row.placeId !== null && data.placeId !== null && row.placeId !== data.placeId
    const sameKind = row.kind === data.kind
    // An embassy of one country lies in another, and either is put down as its own: its name says both.
    const sameCountry = row.country === data.country || (data.kind === 'embassy' && sameKind && named)
    // An office in the same town is another office; a town of the same name somewhere else is another town.
    if (!(named || told || (here && sameKind)) || (!told && elsewhere && !sameCountry)) return []
    if (!told && !sameKind && !sameCountry) return []
    const score = (told && before.sure ? 16 : 0) + (sameCountry ? 8 : 0) + (sameKind ? 4 : 0) + (here ? 2 : 0) + (named ? 1 : 0)
    return [{ id: row.id, score, sure: (told && before.sure) || (sameKind && sameCountry && !elsewhere) }]
  })
  const [best] = rated.sort((a, b) => b.score - a.score)
  return best === undefined ? null : { id: best.id, sure: best.sure }
}

// ---- people -----------------------------------------------------------------------------------------------------------------------

async function peopleInto(
  tx: OfficeTx,
  drafts: readonly Extract<Subject, { kind: 'person' }>[],
  organisationOf: (ref: string | null) => string | null,
  organisationIds: readonly string[],
  found: (subject: Subject, match: DraftMatch | null) => void,
): Promise<void> {
  const open = drafts.filter(({ settled }) => settled === undefined)
  for (const draft of drafts) if (draft.settled !== undefined) found(draft, draft.before)
  if (open.length === 0) return
  const keys = [...new Set(open.flatMap(({ data }) => nameKeys(data.name)))].map((key) => ` ${key}`)
  const ids = open.flatMap(({ before }) => (before !== null && isId(before.id) ? [before.id] : []))
  const named = tx
    .select({ id: nameEntries.thingId })
    .from(nameEntries)
    .where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, 'person'), eq(nameEntries.position, 0), inArray(nameEntries.key, keys)))
  const rows = await tx
    .select()
    .from(people)
    .where(
      and(eq(people.officeId, tx.officeId), isNull(people.deletedAt), or(inArray(people.id, named), ...(ids.length === 0 ? [] : [inArray(people.id, ids)]))),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(MOST)
  const held = await postsOfPeople(
    tx,
    rows.map(({ id }) => id),
  )
  const present = await presentPeople(tx, organisationIds)
  for (const draft of open) {
    const own = new Set(nameKeys(draft.data.name))
    const at = organisationOf(draft.data.of)
    const bearing = rows.filter((row) => draft.before?.id === row.id || allNames(row).some((name) => nameKeys(name).some((key) => own.has(key))))
    const there = bearing.filter(({ id }) => at !== null && (held.get(id) ?? []).some(({ post }) => post.organisationId === at))
    const [one, another] = there.length > 0 ? there : bearing
    if (one !== undefined) {
      // The same name in another organisation may be somebody else.
      const elsewhere = at !== null && there.length === 0 && (held.get(one.id) ?? []).length > 0
      found(draft, { id: one.id, sure: another === undefined && !elsewhere })
      continue
    }
    const like = at === null ? undefined : (present.get(at) ?? []).find(({ person }) => allNames(person).some((name) => likePerson(name, draft.data.name)))
    found(draft, like === undefined ? null : { id: like.person.id, sure: false })
  }
}

// ---- partnerships, their steps and fields ----------------------------------------------------------------------------------------

/** The steps of these partnerships, oldest first, by partnership; one query. */
export async function stepsOfAll(tx: OfficeTx, partnershipIds: readonly string[]): Promise<Map<string, MilestoneRow[]>> {
  if (partnershipIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), inArray(milestones.partnershipId, [...partnershipIds]), isNull(milestones.deletedAt)))
    .orderBy(asc(milestones.firstDay), asc(milestones.id))
  return Map.groupBy(rows, ({ partnershipId }) => partnershipId)
}

function stepMatch({ data, words }: Extract<Subject, { kind: 'relation' }>, steps: readonly MilestoneRow[]): DraftMatch | null {
  if (stepsSpokenOf(data.status).length === 0) return null
  const best = bestStep(data, words, steps)
  return best === undefined ? null : { id: best.id, sure: stepFit(data, words, best)?.sure === true }
}

/** Fields that the partnership has already are its own; with one more the draft tells something new. */
function fieldsMatch(fields: readonly string[], partners: number, known: readonly string[], of_: ReadonlyMap<string, PartnershipView>): DraftMatch | null {
  const ties = known.flatMap((id) => of_.get(id) ?? [])
  const [first] = ties
  if (first === undefined) return null
  return { id: first.id, sure: ties.length === partners && ties.every((tie) => fields.every((field) => (tie.fields as readonly string[]).includes(field))) }
}

// ---- what happened, what was promised --------------------------------------------------------------------------------------------

const NEAR = 3

/** Events with these partners within, or next to, one of the stretches of days, and undated ones; one query. */
async function eventsWith(tx: OfficeTx, partners: readonly string[], stretches: readonly { firstDay: string | null; lastDay: string | null }[]) {
  const dated = stretches.flatMap(({ firstDay, lastDay }) =>
    firstDay === null || lastDay === null ? [] : [and(lte(events.firstDay, dayAfter(lastDay, NEAR)), gte(events.lastDay, dayAfter(firstDay, -NEAR)))!],
  )
  const undated = stretches.some(({ firstDay }) => firstDay === null)
  const rows = await tx
    .select({
      id: events.id,
      kind: events.kind,
      direction: events.direction,
      date: events.date,
      partner: eventPartners.organisationId,
    })
    .from(eventPartners)
    .innerJoin(events, and(eq(events.officeId, eventPartners.officeId), eq(events.id, eventPartners.eventId)))
    .where(
      and(
        eq(eventPartners.officeId, tx.officeId),
        inArray(eventPartners.organisationId, [...partners]),
        isNull(events.deletedAt),
        undated ? undefined : or(isNull(events.firstDay), ...dated),
      ),
    )
    .orderBy(desc(events.firstDay), desc(events.id))
    .limit(MOST)
  return grouped(rows, ({ id, kind, direction, date }) => ({ id, kind, direction, date }))
}

/** Rows of a thing with one partner each, as one thing with all of them. */
function grouped<Row extends { readonly id: string; readonly partner: string | null }, Thing>(rows: readonly Row[], thing: (row: Row) => Thing) {
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => ({
    ...thing(own[0]!),
    partners: new Set(own.flatMap(({ partner }) => partner ?? [])) as ReadonlySet<string>,
  }))
}

/** Of two events that fit an undated draft the one nearer to the day of the text is meant; less than any other reason. */
function nearness(date: string | null, published: string | null): number {
  if (date === null || published === null) return 0
  const years = Math.abs(Number(published.slice(0, 4)) - Number(date.slice(0, 4)))
  return -Math.min(0.4, years / 20)
}

async function actsWith(tx: OfficeTx, partners: readonly string[], eventIds: readonly string[], kinds: (typeof symbolicActs.$inferSelect)['kind'][]) {
  const rows = await tx
    .select({
      id: symbolicActs.id,
      kind: symbolicActs.kind,
      date: symbolicActs.date,
      eventId: symbolicActs.eventId,
      partner: symbolicActPartners.organisationId,
    })
    .from(symbolicActs)
    .leftJoin(symbolicActPartners, and(eq(symbolicActPartners.officeId, symbolicActs.officeId), eq(symbolicActPartners.symbolicActId, symbolicActs.id)))
    .where(
      and(
        eq(symbolicActs.officeId, tx.officeId),
        isNull(symbolicActs.deletedAt),
        inArray(symbolicActs.kind, kinds),
        or(
          inArray(
            symbolicActs.id,
            tx
              .select({ id: symbolicActPartners.symbolicActId })
              .from(symbolicActPartners)
              .where(and(eq(symbolicActPartners.officeId, tx.officeId), inArray(symbolicActPartners.organisationId, [...partners]))),
          ),
          ...(eventIds.length === 0 ? [] : [inArray(symbolicActs.eventId, [...eventIds])]),
        ),
      ),
    )
    .orderBy(desc(symbolicActs.id))
    .limit(MOST)
  return grouped(rows, ({ id, kind, date, eventId }) => ({ id, kind, date, eventId }))
}

async function promisesWith(tx: OfficeTx, partners: readonly string[]) {
  const rows = await tx
    .select({
      id: commitments.id,
      owedBy: commitments.owedBy,
      topic: commitments.topic,
      due: commitments.due,
      text: commitments.text,
      partner: commitmentPartners.organisationId,
    })
    .from(commitmentPartners)
    .innerJoin(commitments, and(eq(commitments.officeId, commitmentPartners.officeId), eq(commitments.id, commitmentPartners.commitmentId)))
    .where(and(eq(commitmentPartners.officeId, tx.officeId), inArray(commitmentPartners.organisationId, [...partners]), isNull(commitments.deletedAt)))
    .orderBy(desc(commitments.id))
    .limit(MOST)
  return grouped(rows, ({ id, owedBy, topic, due, text }) => ({
    id,
    owedBy,
    topic,
    due,
    wordings: Object.values(text.in).map((one) => one.text),
  }))
}
