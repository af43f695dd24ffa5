// Reads what is there of the preparation of visits and what is missing: a fixed number of questions, however many visits are asked about.
import { and, count, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { EventDirection } from '#features/events/event.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { gifts } from '#features/gifts/gift.table.ts'
import { languageOfCountry } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { FREE_KINDS } from '../arrangements/arrangement.ts'
import { arrangements } from '../arrangements/arrangement.table.ts'
import { lodgerOf } from '../delegations/delegate.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { staysOf } from '../delegations/room.ts'
import { visitLetters } from '../invitations/letter.table.ts'
import { NO_OUTCOME_PARTS, type OutcomeParts } from '../outcomes/outcome.ts'
import { outcomesOfVisits } from '../outcomes/outcome.queries.ts'
import type { ItemKind } from '../programmes/programme.ts'
import { outsideItem } from '../programmes/visit-days.queries.ts'
import { programmeItems } from '../programmes/programme.table.ts'
import { visitStateOf } from '../visit.ts'
import { visitRules, visits } from '../visit.table.ts'
import { hasLanguageGap, isPieceKind, type Piece, piecesOf, type VisitFacts } from './piece.ts'
import { type PreparationRules, rulesOver } from './rules.ts'

/** The office's rules; `version` 0: nobody has changed the usual ones. */
export async function preparationRulesOf(tx: OfficeTx): Promise<PreparationRules & { readonly version: number }> {
  const [own] = await tx
    .select()
    .from(visitRules)
    .where(and(eq(visitRules.officeId, tx.officeId), isNull(visitRules.deletedAt)))
  return { ...rulesOver(own ?? null), version: own?.version ?? 0 }
}

/** Points of a programme that need no place of their own. */
const PLACELESS_KINDS: readonly ItemKind[] = ['break', 'travel', 'free']

type Side = { readonly all: number; readonly nameless: number; readonly arrivalless: number; readonly interpreters: number }
type Row = {
  readonly visit: typeof visits.$inferSelect
  readonly direction: EventDirection
  readonly date: string | null
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly cancelledOn: string | null
}

const EXACT = /^\d{4}-\d{2}-\d{2}(?:\/\d{4}-\d{2}-\d{2})?$/
/** Known to the day, both ends. */
export const isExact = (date: string | null): boolean => date !== null && EXACT.test(date)

/** The pieces of each visit by its id, as on `today`; of visits that are over there are none. */
export async function preparationOf(
  tx: OfficeTx,
  ids: readonly string[],
  today: string,
  parts: OutcomeParts = NO_OUTCOME_PARTS,
): Promise<ReadonlyMap<string, readonly Piece[]>> {
  if (ids.length === 0) return new Map()
  const rules = await preparationRulesOf(tx)
  const facts = await factsOf(tx, ids, parts)
  return new Map([...facts].map(([id, one]) => [id, piecesOf(one, rules.days, today)]))
}

async function factsOf(tx: OfficeTx, ids: readonly string[], parts: OutcomeParts): Promise<Map<string, VisitFacts>> {
  const rows: Row[] = await tx
    .select({
      visit: visits,
      direction: events.direction,
      date: events.date,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      cancelledOn: events.cancelledOn,
    })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id)))
    .where(and(eq(visits.officeId, tx.officeId), anyOf(visits.id, ids)))
  const [office] = await tx.select({ languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
  const countries = await tx
    .selectDistinct({ id: eventPartners.eventId, organisationId: organisations.id, country: organisations.country })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), anyOf(eventPartners.eventId, ids)))
  // Members who speak the same are counted together: three hundred delegates are a handful of rows.
  const members = await tx
    .select({
      id: delegates.visitId,
      side: delegates.side,
      languages: delegates.languages,
      all: count(),
      nameless: sql<number>`count(*) filter (where ${delegates.name} -> 'in' = '{}'::jsonb)`.mapWith(Number),
      arrivalless: sql<number>`count(*) filter (where ${delegates.arrival} = '' and ${delegates.arrivesAt} is null)`.mapWith(Number),
      interpreters: sql<number>`count(*) filter (where ${delegates.isInterpreter})`.mapWith(Number),
    })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), anyOf(delegates.visitId, ids), isNull(delegates.deletedAt), isNull(delegates.withdrawnOn)))
    .groupBy(delegates.visitId, delegates.side, delegates.languages)
  // Who has no room of their own may share one: these are read with those whose rows name somebody.
  const lodgers = await tx
    .select({
      visitId: delegates.visitId,
      id: delegates.id,
      name: delegates.name,
      nativeName: delegates.nativeName,
      room: delegates.room,
      lodging: delegates.lodging,
      roomWith: delegates.roomWith,
    })
    .from(delegates)
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        anyOf(delegates.visitId, ids),
        eq(delegates.side, 'guests'),
        isNull(delegates.deletedAt),
        isNull(delegates.withdrawnOn),
        or(eq(delegates.room, ''), ne(delegates.roomWith, '')),
      ),
    )
  const arranged = await tx
    .select({
      id: arrangements.visitId,
      kind: arrangements.kind,
      all: count(),
      confirmed: sql<number>`count(*) filter (where ${arrangements.confirmedOn} is not null)`.mapWith(Number),
      payerless: sql<number>`count(*) filter (where ${arrangements.payer} = '')`.mapWith(Number),
    })
    .from(arrangements)
    .where(and(eq(arrangements.officeId, tx.officeId), anyOf(arrangements.visitId, ids), isNull(arrangements.deletedAt)))
    .groupBy(arrangements.visitId, arrangements.kind)
  const title = programmeItems.title
  const programme = await tx
    .select({
      id: programmeItems.visitId,
      all: count(),
      // A translation is missing, or the words it was made from have been changed since.
      untranslated: sql<number>`count(*) filter (where not (${title} -> 'in' ?& ${visits.languages}) or exists (
        select 1 from jsonb_each(${title} -> 'in') as said where said.key = any(${visits.languages})
          and said.value ->> 'at' < ${title} -> 'in' -> (${title} ->> 'source') ->> 'at'))`.mapWith(Number),
      placeless:
        sql<number>`count(*) filter (where ${programmeItems.kind} not in ${PLACELESS_KINDS} and ${programmeItems.place} -> 'in' = '{}'::jsonb)`.mapWith(Number),
      outside: sql<number>`count(*) filter (where ${outsideItem})`.mapWith(Number),
    })
    .from(programmeItems)
    .innerJoin(visits, and(eq(visits.officeId, programmeItems.officeId), eq(visits.id, programmeItems.visitId)))
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id)))
    .where(and(eq(programmeItems.officeId, tx.officeId), anyOf(programmeItems.visitId, ids), isNull(programmeItems.deletedAt)))
    .groupBy(programmeItems.visitId)
  const presents = await tx
    .select({ id: gifts.eventId, n: count() })
    .from(gifts)
    .where(and(eq(gifts.officeId, tx.officeId), anyOf(gifts.eventId, ids), isNull(gifts.deletedAt)))
    .groupBy(gifts.eventId)
  const sent = await tx
    .selectDistinct({ id: visitLetters.visitId, organisationId: visitLetters.organisationId })
    .from(visitLetters)
    .where(
      and(
        eq(visitLetters.officeId, tx.officeId),
        anyOf(visitLetters.visitId, ids),
        eq(visitLetters.kind, 'invitation'),
        isNotNull(visitLetters.sentOn),
        isNull(visitLetters.deletedAt),
      ),
    )
  const outcomes = await outcomesOfVisits(tx, ids, parts)
  const ours = [office!.languages[0] ?? 'bg']
  return new Map(
    rows.map(({ visit, direction, date, firstDay, lastDay, cancelledOn }) => {
      const own = members.filter((one) => one.id === visit.id)
      const guests = own.filter(({ side }) => side === 'guests')
      const theirs = [...new Set(countries.flatMap((one) => (one.id === visit.id ? (languageOfCountry(one.country) ?? 'en') : [])))]
      const [hostsWrite, guestsWrite] = direction === 'outgoing' ? [theirs, ours] : [ours, theirs]
      const points = programme.find((one) => one.id === visit.id)
      const things = arranged.filter((one) => one.id === visit.id)
      const sum = (of: readonly Side[], field: keyof Side): number => of.reduce((total, one) => total + one[field], 0)
      const facts: VisitFacts = {
        state: visitStateOf({ ...visit, cancelledOn: visit.cancelledOn ?? cancelledOn }),
        direction,
        firstDay,
        lastDay,
        exact: isExact(date),
        requestedOn: visit.requestedOn,
        answered: visit.answer !== null,
        invited: sent.some((one) => one.id === visit.id),
        uninvited: countries.filter(
          (partner) => partner.id === visit.id && !sent.some((one) => one.id === visit.id && one.organisationId === partner.organisationId),
        ).length,
        waived: visit.waived.filter(isPieceKind),
        languages: visit.languages,
        languageGap: theirs.length > 0 && hasLanguageGap(spokenBy(own), hostsWrite, guestsWrite),
        interpreters: sum(own, 'interpreters'),
        guests: sum(guests, 'all'),
        nameless: sum(guests, 'nameless'),
        roomless: [...staysOf(lodgers.filter(({ visitId }) => visitId === visit.id).map(lodgerOf)).values()].filter(({ room }) => room === '').length,
        arrivalless: sum(guests, 'arrivalless'),
        programmeItems: points?.all ?? 0,
        untranslatedItems: points?.untranslated ?? 0,
        placelessItems: points?.placeless ?? 0,
        outsideItems: points?.outside ?? 0,
        arranged: Object.fromEntries(things.map(({ kind, all, confirmed }) => [kind, { all, confirmed }])),
        payerless: things.filter(({ kind }) => !FREE_KINDS.includes(kind)).reduce((total, one) => total + one.payerless, 0),
        gifts: presents.find((one) => one.id === visit.id)?.n ?? 0,
        outcomesTold: (outcomes.get(visit.id)?.all ?? 0) > 0 || (outcomes.get(visit.id)?.reason ?? '') !== '',
      }
      return [visit.id, facts]
    }),
  )
}

const spokenBy = (members: readonly { readonly side: 'hosts' | 'guests'; readonly languages: readonly string[] }[]) => ({
  hosts: members.filter(({ side }) => side === 'hosts').map(({ languages }) => languages),
  guests: members.filter(({ side }) => side === 'guests').map(({ languages }) => languages),
})
