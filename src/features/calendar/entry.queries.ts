// Reads what the calendar is computed from, narrowed to the days asked about, and gives what is shown its names: a fixed number of questions however many partners there are.
import { aliasedTable, and, eq, gte, inArray, isNotNull, isNull, lte, max, ne, notExists, or, sql, type SQL } from 'drizzle-orm'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { dayAfter, daysBetween } from '#platform/dates.ts'
import { monthsAfter, yearOf, yearsAfter } from './day.ts'
import { orthodoxEaster, westernEaster } from './easter.ts'
import {
  COMING_DAYS,
  type Entry,
  type EntryKind,
  inOrder,
  type LayerFacts,
  type OccasionFacts,
  occasionsBetween,
  type SigningFacts,
  type TermFacts,
} from './entry.ts'
import { LONGEST_OCCASION, OCCASION_KINDS, ruleOf } from './occasions/occasion.ts'
import { calendarRules, occasions } from './occasions/occasion.table.ts'
import { COUNCIL_TERMS, KNOWN_ELECTIONS } from './reference.ts'
import { commonStep, everyYearsFor, type Rules, USUAL_RULES } from './rules.ts'

export type EntryFilter = {
  /** Only these partners' and nobody else's. */
  readonly organisationIds?: readonly string[] | undefined
  /** Only these kinds; promises and events are read only when named here. */
  readonly kinds?: readonly EntryKind[] | undefined
}

/** What the calendar shows unless asked otherwise. */
export const USUAL_KINDS: readonly EntryKind[] = [...OCCASION_KINDS, 'anniversary', 'agreement_end', 'renewal']

export async function rulesOf(tx: OfficeTx): Promise<Rules & { readonly version: number }> {
  const [own] = await tx
    .select()
    .from(calendarRules)
    .where(and(eq(calendarRules.officeId, tx.officeId), isNull(calendarRules.deletedAt)))
  return own === undefined ? { ...USUAL_RULES, version: 0 } : { everyYears: own.everyYears, alarmMonths: own.alarmMonths, version: own.version }
}

const among = (column: typeof organisations.id | typeof occasions.organisationId, ids: readonly string[] | undefined): SQL | undefined =>
  ids === undefined ? undefined : inArray(column, ids.length === 0 ? ['00000000-0000-7000-8000-000000000000'] : [...ids])

/** Months (1–12) that the days touch. */
function monthsIn(from: string, to: string): number[] {
  const count = (yearOf(to) - yearOf(from)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
  return Array.from({ length: Math.min(count, 12) }, (_, index) => ((Number(from.slice(5, 7)) - 1 + index) % 12) + 1)
}

/** Days from Easter that lie between the two days, in any of their years. */
const nearEaster = (easter: (year: number) => string, from: string, to: string): SQL | undefined =>
  or(
    ...Array.from({ length: yearOf(to) - yearOf(from) + 3 }, (_, index) => easter(yearOf(from) - 1 + index)).map((sunday) =>
      and(gte(occasions.shift, daysBetween(sunday, from)), lte(occasions.shift, daysBetween(sunday, to))),
    ),
  )

async function occasionFacts(tx: OfficeTx, from: string, to: string, filter: EntryFilter): Promise<OccasionFacts[]> {
  const kinds = OCCASION_KINDS.filter((kind) => filter.kinds?.includes(kind) ?? true)
  if (kinds.length === 0) return []
  // One that began before and lasts is met too.
  const start = dayAfter(from, 1 - LONGEST_OCCASION)
  const rows = await tx
    .select({
      id: occasions.id,
      organisationId: occasions.organisationId,
      kind: occasions.kind,
      repeats: occasions.repeats,
      month: occasions.month,
      day: occasions.day,
      weekday: occasions.weekday,
      nth: occasions.nth,
      shift: occasions.shift,
      date: occasions.date,
      days: occasions.days,
      risk: occasions.risk,
      country: organisations.country,
      sortKey: organisations.sortKey,
    })
    .from(occasions)
    .leftJoin(organisations, and(eq(organisations.officeId, occasions.officeId), eq(organisations.id, occasions.organisationId)))
    .where(
      and(
        eq(occasions.officeId, tx.officeId),
        isNull(occasions.deletedAt),
        or(isNull(occasions.organisationId), isNull(organisations.deletedAt)),
        among(occasions.organisationId, filter.organisationIds),
        kinds.length === OCCASION_KINDS.length ? undefined : inArray(occasions.kind, [...kinds]),
        or(
          and(inArray(occasions.repeats, ['yearly', 'weekday']), inArray(occasions.month, monthsIn(start, to))),
          and(eq(occasions.repeats, 'easter_orthodox'), nearEaster(orthodoxEaster, start, to)),
          and(eq(occasions.repeats, 'easter_western'), nearEaster(westernEaster, start, to)),
          and(eq(occasions.repeats, 'once'), lte(occasions.firstDay, to), gte(occasions.lastDay, start)),
        ),
      ),
    )
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisationId,
    country: row.country,
    sortKey: row.sortKey ?? '',
    kind: row.kind,
    days: row.days,
    risk: row.risk,
    rule: ruleOf(row),
  }))
}

const partnershipOf = and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId), isNull(partnerships.deletedAt))
const partnerOf = and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId))

/** The day by which each ended tie was ended last; few are. */
const endings = (tx: OfficeTx) =>
  tx
    .select({ partnershipId: milestones.partnershipId, day: max(milestones.firstDay).as('day') })
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), isNull(milestones.deletedAt), eq(milestones.kind, 'end')))
    .groupBy(milestones.partnershipId)
    .as('ending')

const stepColumns = {
  id: milestones.id,
  partnershipId: milestones.partnershipId,
  organisationId: partnerships.organisationId,
  country: organisations.country,
  sortKey: organisations.sortKey,
  kind: milestones.kind,
  side: milestones.side,
}

async function signingFacts(tx: OfficeTx, from: string, to: string, filter: EntryFilter, rules: Rules): Promise<SigningFacts[]> {
  if (filter.kinds !== undefined && !filter.kinds.includes('anniversary')) return []
  const step = commonStep(rules)
  const months = monthsIn(from, to)
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index)
  const round = (column: typeof milestones.firstDay | typeof milestones.lastDay): SQL[] =>
    years.map((year) => sql`mod(${year}::int - extract(year from ${column})::int, ${step}::int) = 0`)
  const ending = endings(tx)
  return tx
    .select({ ...stepColumns, date: milestones.date, contested: sql<boolean>`${milestones.readings} <> '[]'::jsonb`.as('contested'), endedDay: ending.day })
    .from(milestones)
    .innerJoin(partnerships, partnershipOf)
    .innerJoin(organisations, partnerOf)
    .leftJoin(ending, eq(ending.partnershipId, milestones.partnershipId))
    .where(
      and(
        eq(milestones.officeId, tx.officeId),
        isNull(milestones.deletedAt),
        eq(milestones.kind, 'signing'),
        lte(milestones.firstDay, to),
        among(organisations.id, filter.organisationIds),
        // Known to the day it comes round in its month; anything else may stand in any.
        months.length === 12 ? undefined : or(ne(milestones.firstDay, milestones.lastDay), sql`extract(month from ${milestones.firstDay})::int in ${months}`),
        // A date of several years may come round in any of them.
        or(
          ...round(milestones.firstDay),
          ...round(milestones.lastDay),
          sql`extract(year from ${milestones.lastDay}) - extract(year from ${milestones.firstDay}) > 1`,
        ),
      ),
    )
}

async function termFacts(tx: OfficeTx, from: string, to: string, filter: EntryFilter, rules: Rules): Promise<TermFacts[]> {
  if (filter.kinds !== undefined && !filter.kinds.includes('agreement_end') && !filter.kinds.includes('renewal')) return []
  const later = aliasedTable(milestones, 'later')
  const ending = endings(tx)
  const rows = await tx
    .select({ ...stepColumns, until: milestones.until })
    .from(milestones)
    .innerJoin(partnerships, partnershipOf)
    .innerJoin(organisations, partnerOf)
    .leftJoin(ending, eq(ending.partnershipId, milestones.partnershipId))
    .where(
      and(
        eq(milestones.officeId, tx.officeId),
        isNull(milestones.deletedAt),
        isNotNull(milestones.until),
        gte(milestones.untilDay, from),
        // The alarm comes before the end; an end known by its year only begins a year before its last day, a "between" perhaps two.
        lte(milestones.untilDay, dayAfter(monthsAfter(to, rules.alarmMonths), 2 * 366)),
        or(isNull(ending.day), lte(ending.day, milestones.firstDay)),
        among(organisations.id, filter.organisationIds),
        // Prolonged since: what was signed later holds longer, or was renewed without a term. A later paper of which no term is known ends no alarm.
        notExists(
          tx
            .select({ id: later.id })
            .from(later)
            .where(
              and(
                eq(later.officeId, milestones.officeId),
                eq(later.partnershipId, milestones.partnershipId),
                isNull(later.deletedAt),
                inArray(later.kind, ['renewal', 'signing']),
                sql`${later.firstDay} > ${milestones.lastDay}`,
                or(and(eq(later.kind, 'renewal'), isNull(later.untilDay)), sql`${later.untilDay} > ${milestones.untilDay}`),
              ),
            ),
        ),
      ),
    )
  return rows.map(({ until, ...row }) => ({ ...row, until: until! }))
}

async function promiseFacts(tx: OfficeTx, from: string, to: string, filter: EntryFilter): Promise<LayerFacts[]> {
  if (!(filter.kinds?.includes('promise') ?? false)) return []
  const rows = await tx
    .select({ id: commitments.id, date: commitments.due })
    .from(commitments)
    .where(
      and(
        eq(commitments.officeId, tx.officeId),
        isNull(commitments.deletedAt),
        isNull(commitments.keptOn),
        isNull(commitments.droppedOn),
        gte(commitments.dueBy, from),
        // Of a horizon its end is the day it is due by.
        lte(commitments.dueBy, to),
        filter.organisationIds === undefined
          ? undefined
          : inArray(
              commitments.id,
              tx
                .select({ id: commitmentPartners.commitmentId })
                .from(commitmentPartners)
                .where(and(eq(commitmentPartners.officeId, tx.officeId), inArray(commitmentPartners.organisationId, [...filter.organisationIds]))),
            ),
      ),
    )
  return rows.map(({ date, ...row }) => ({ ...row, kind: 'promise', organisationId: null, country: null, sortKey: '', date: date!.split('/').at(-1)! }))
}

async function eventFacts(tx: OfficeTx, from: string, to: string, filter: EntryFilter): Promise<LayerFacts[]> {
  if (!(filter.kinds?.includes('event') ?? false)) return []
  const rows = await tx
    .select({ id: events.id, date: events.date })
    .from(events)
    .where(
      and(
        eq(events.officeId, tx.officeId),
        isNull(events.deletedAt),
        lte(events.firstDay, to),
        gte(events.lastDay, from),
        filter.organisationIds === undefined
          ? undefined
          : inArray(
              events.id,
              tx
                .select({ id: eventPartners.eventId })
                .from(eventPartners)
                .where(and(eq(eventPartners.officeId, tx.officeId), inArray(eventPartners.organisationId, [...filter.organisationIds]))),
            ),
      ),
    )
  return rows.map(({ date, ...row }) => ({ ...row, kind: 'event', organisationId: null, country: null, sortKey: '', date: date! }))
}

/** The countries of the partners asked about, and for the whole calendar our own. */
async function countriesOf(tx: OfficeTx, filter: EntryFilter): Promise<{ countries: string[]; ours: string | null }> {
  if (filter.kinds !== undefined && !filter.kinds.includes('election')) return { countries: [], ours: null }
  const partners = tx
    .selectDistinct({ country: organisations.country, ours: sql<boolean>`false` })
    .from(partnerships)
    .innerJoin(organisations, partnerOf)
    .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), among(organisations.id, filter.organisationIds)))
  const rows =
    filter.organisationIds === undefined
      ? await partners.union(
          tx
            .select({ country: offices.country, ours: sql<boolean>`true` })
            .from(offices)
            .where(eq(offices.id, tx.officeId)),
        )
      : await partners
  return { countries: [...new Set(rows.map(({ country }) => country))].sort(), ours: rows.find(({ ours }) => ours)?.country ?? null }
}

/** Everything between two days, both included, in order; without names. */
export async function entriesBetween(tx: OfficeTx, from: string, to: string, filter: EntryFilter = {}): Promise<Entry[]> {
  const rules = await rulesOf(tx)
  const { countries, ours } = await countriesOf(tx, filter)
  const found = occasionsBetween(from, to, {
    occasions: (await occasionFacts(tx, from, to, filter)).map((one) => (one.organisationId === null ? { ...one, country: ours } : one)),
    signings: await signingFacts(tx, from, to, filter, rules),
    terms: await termFacts(tx, from, to, filter, rules),
    layers: [...(await promiseFacts(tx, from, to, filter)), ...(await eventFacts(tx, from, to, filter))],
    countries,
    elections: KNOWN_ELECTIONS,
    councilTerms: COUNCIL_TERMS,
    everyYears: (country) => everyYearsFor(country, rules),
    alarmMonths: rules.alarmMonths,
  })
  return filter.kinds === undefined ? found : found.filter(({ kind }) => filter.kinds!.includes(kind))
}

export type Partner = { readonly id: string; readonly name: LocalText; readonly nativeName: string | null; readonly country: string }
/** An entry with the names a page needs: `name` of an occasion, promise or event; `partners` whose it is; `cancelled`: an event that is called off. */
export type NamedEntry = Entry & { readonly name: LocalText | null; readonly partners: readonly Partner[]; readonly cancelled: boolean }

const idsOf = (entries: readonly Entry[], ...kinds: readonly EntryKind[]): string[] => [
  ...new Set(entries.filter(({ kind, rule }) => (kinds.length === 0 ? rule !== null : kinds.includes(kind))).map(({ id }) => id)),
]

/** Gives the entries that are shown their names. Three questions, two more for each layer that is there. */
export async function named(tx: OfficeTx, entries: readonly Entry[]): Promise<NamedEntry[]> {
  const names = new Map<string, LocalText>()
  const calledOff = new Set<string>()
  const own = idsOf(entries)
  if (own.length > 0)
    for (const row of await tx
      .select({ id: occasions.id, name: occasions.name })
      .from(occasions)
      .where(and(eq(occasions.officeId, tx.officeId), inArray(occasions.id, own))))
      names.set(row.id, row.name)
  const partnersOf = new Map<string, string[]>()
  const promises = idsOf(entries, 'promise')
  if (promises.length > 0) {
    for (const row of await tx
      .select({ id: commitments.id, name: commitments.text })
      .from(commitments)
      .where(and(eq(commitments.officeId, tx.officeId), inArray(commitments.id, promises))))
      names.set(row.id, row.name)
    for (const row of await tx
      .select({ id: commitmentPartners.commitmentId, organisationId: commitmentPartners.organisationId })
      .from(commitmentPartners)
      .where(and(eq(commitmentPartners.officeId, tx.officeId), inArray(commitmentPartners.commitmentId, promises))))
      partnersOf.set(row.id, [...(partnersOf.get(row.id) ?? []), row.organisationId])
  }
  const held = idsOf(entries, 'event')
  if (held.length > 0) {
    for (const row of await tx
      .select({ id: events.id, name: events.title, cancelledOn: events.cancelledOn })
      .from(events)
      .where(and(eq(events.officeId, tx.officeId), inArray(events.id, held)))) {
      names.set(row.id, row.name)
      if (row.cancelledOn !== null) calledOff.add(row.id)
    }
    for (const row of await tx
      .select({ id: eventPartners.eventId, organisationId: eventPartners.organisationId })
      .from(eventPartners)
      .where(and(eq(eventPartners.officeId, tx.officeId), inArray(eventPartners.eventId, held))))
      partnersOf.set(row.id, [...(partnersOf.get(row.id) ?? []), row.organisationId])
  }
  const idsAsked = [...new Set([...entries.flatMap(({ organisationId }) => organisationId ?? []), ...[...partnersOf.values()].flat()])]
  const rows =
    idsAsked.length === 0
      ? []
      : await tx
          .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName, country: organisations.country })
          .from(organisations)
          .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, idsAsked)))
  const partners = new Map(rows.map((row) => [row.id, row]))
  return entries.map((entry) => ({
    ...entry,
    name: names.get(entry.id) ?? null,
    cancelled: calledOff.has(entry.id),
    partners: (entry.organisationId === null ? (partnersOf.get(entry.id) ?? []) : [entry.organisationId]).flatMap((id) => partners.get(id) ?? []),
  }))
}

/**
 * The occasions of these partners between two days: their own days, anniversaries, ends of agreements and their countries' elections.
 * For the pages of earlier features, by way of contributions.tsx. At most eight questions, whatever the number of partners.
 */
export const occasionsOf = async (tx: OfficeTx, organisationIds: readonly string[], from: string, to: string): Promise<NamedEntry[]> =>
  organisationIds.length === 0 ? [] : named(tx, await entriesBetween(tx, from, to, { organisationIds, kinds: USUAL_KINDS }))

/** How many years ahead the next anniversary and the end of the agreement are looked for: a round year is never further. */
const YEARS_AHEAD = 10

/** What comes for a partner within a year, and after it the next anniversary and the next end of an agreement, however far they are. */
export async function aheadOf(tx: OfficeTx, organisationId: string, today: string): Promise<NamedEntry[]> {
  const year = yearsAfter(today, 1)
  const soon = await entriesBetween(tx, today, year, { organisationIds: [organisationId], kinds: USUAL_KINDS })
  const kinds = ['anniversary', 'agreement_end'] as const
  const later = await entriesBetween(tx, dayAfter(year, 1), yearsAfter(today, YEARS_AHEAD), { organisationIds: [organisationId], kinds })
  const first = kinds.flatMap((kind) => (soon.some((one) => one.kind === kind) ? [] : (later.find((one) => one.kind === kind) ?? [])))
  return named(tx, [...soon, ...first.sort(inOrder)])
}

/** The next certain occasion of a partner that is something to celebrate, else the next of any kind; null when none is known. For the handover page. */
export async function nextOccasionOf(tx: OfficeTx, organisationId: string, today: string): Promise<NamedEntry | null> {
  const ahead = await aheadOf(tx, organisationId, today)
  return ahead.find(({ exact, risk }) => exact && !risk) ?? ahead[0] ?? null
}

/**
 * What comes in the next days, the nearest first; without names. An agreement that ends stays in sight from the day on which its renewal should begin.
 * What has no day is left to the year's page.
 */
export async function comingEntries(tx: OfficeTx, today: string): Promise<Entry[]> {
  const { alarmMonths } = await rulesOf(tx)
  const ending = await entriesBetween(tx, today, monthsAfter(today, alarmMonths), { kinds: ['agreement_end'] })
  const days = await entriesBetween(tx, today, dayAfter(today, COMING_DAYS), {
    kinds: USUAL_KINDS.filter((kind) => kind !== 'agreement_end' && kind !== 'renewal'),
  })
  return [...days.filter(({ exact }) => exact), ...ending].sort(inOrder)
}
