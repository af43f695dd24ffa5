// Reads the contacts with organisations: the newest of each kind for the reasons of a silence, and all their days for the silences before.
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Dated } from './contact.ts'
import { contacts } from './contact.table.ts'
import { limitsFor } from './dormancy.ts'
import type { PartnershipType } from '../partnership.ts'
import { type ContactLog, NO_LOG, type SilenceRead } from './silence.ts'
import { limitsOf, standingsOf } from './standing.queries.ts'

/** What is known of the contacts with each of the organisations as on the day; those without any are left out. One query, however many contacts there are. */
export async function contactLogs(tx: OfficeTx, organisationIds: readonly string[], today: string): Promise<Map<string, ContactLog>> {
  if (organisationIds.length === 0) return new Map()
  // Asked with the day once, below: what is distinct must be ordered by in the very same words.
  const told = tx
    .select({
      eventId: contacts.eventId,
      organisationId: contacts.organisationId,
      kind: contacts.kind,
      direction: contacts.direction,
      date: contacts.date,
      firstDay: contacts.firstDay,
      lastDay: contacts.lastDay,
      phase: sql<
        'past' | 'planned' | 'undated'
      >`(case when ${contacts.firstDay} is null then 'undated' when ${contacts.firstDay} > ${today}::date then 'planned' else 'past' end)`.as('phase'),
      // In days from today: the nearest first, whichever way it lies.
      away: sql<number>`(case when ${contacts.firstDay} > ${today}::date then ${contacts.firstDay} - ${today}::date else ${today}::date - least(${contacts.lastDay}, ${today}::date) end)`.as(
        'away',
      ),
    })
    .from(contacts)
    .where(and(eq(contacts.officeId, tx.officeId), inArray(contacts.organisationId, [...organisationIds])))
    .as('told')
  const rows = await tx
    .selectDistinctOn([told.organisationId, told.kind, told.direction, told.phase])
    .from(told)
    .orderBy(asc(told.organisationId), asc(told.kind), asc(told.direction), asc(told.phase), asc(told.away), asc(told.eventId))
  const logs = new Map<string, { past: Dated[]; planned: Dated | null; undated: boolean }>()
  for (const { phase, date, firstDay, lastDay, eventId, organisationId, kind, direction } of rows) {
    const log = logs.get(organisationId) ?? { past: [], planned: null, undated: false }
    logs.set(organisationId, log)
    if (date === null || firstDay === null || lastDay === null) {
      log.undated = true
      continue
    }
    const one: Dated = { eventId, organisationId, kind, direction, date, firstDay, lastDay }
    if (phase === 'past') log.past.push(one)
    else if (log.planned === null || firstDay < log.planned.firstDay) log.planned = one
  }
  return logs
}

/** A partner of decades has thousands of contacts; more than this no silence hides behind. */
const MOST_DAYS = 20_000

/** The days of all dated two-way contacts with an organisation, oldest first. */
export async function contactDays(tx: OfficeTx, organisationId: string): Promise<{ date: ImpreciseDate; firstDay: string; lastDay: string }[]> {
  const rows = await tx
    .selectDistinct({ date: contacts.date, firstDay: contacts.firstDay, lastDay: contacts.lastDay })
    .from(contacts)
    .where(
      and(
        eq(contacts.officeId, tx.officeId),
        eq(contacts.organisationId, organisationId),
        isNotNull(contacts.firstDay),
        sql`not (${contacts.kind} = 'letter' and ${contacts.direction} = 'outgoing')`,
      ),
    )
    .orderBy(asc(contacts.firstDay))
    .limit(MOST_DAYS)
  return rows.flatMap(({ date, firstDay, lastDay }) => (date === null || firstDay === null || lastDay === null ? [] : [{ date, firstDay, lastDay }]))
}

/** What the pages of one partnership need to speak of its silence; four queries. */
export async function silenceRead(
  tx: OfficeTx,
  partnership: { readonly id: string; readonly organisationId: string; readonly type: PartnershipType },
  today: string,
): Promise<SilenceRead> {
  const { id, organisationId, type } = partnership
  return {
    standing: (await standingsOf(tx, [id])).get(id) ?? null,
    log: (await contactLogs(tx, [organisationId], today)).get(organisationId) ?? NO_LOG,
    days: await contactDays(tx, organisationId),
    limit: limitsFor(await limitsOf(tx), type),
  }
}
