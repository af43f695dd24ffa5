// Reads who wants a morning mail, and what stands in it.
import { and, eq, ne } from 'drizzle-orm'
import { memberships } from '#features/accounts/account.table.ts'
import type { Role } from '#features/accounts/account.ts'
import { authUsers } from '#features/accounts/auth.table.ts'
import { comingEvents, type EventRow } from '#features/events/event.queries.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { ALL_KINDS, bandCounts, type Band, type Line, usualWhose, type Whose } from '../inbox/waiting.ts'
import { firstRows, tally } from '../inbox/waiting.queries.ts'
import { type MorningRow, morningWishes } from './morning.table.ts'

/** What a person chose; null: they never did. */
export async function wishOf(tx: OfficeTx, userId: string): Promise<MorningRow | null> {
  const [row] = await tx
    .select()
    .from(morningWishes)
    .where(and(eq(morningWishes.officeId, tx.officeId), eq(morningWishes.userId, userId)))
  return row ?? null
}

export type Recipient = {
  readonly wish: MorningRow
  readonly role: Role
  readonly name: string
  readonly email: string
  readonly language: string | null
  readonly officeName: LocalText
  readonly officeLanguages: readonly string[]
  readonly timeZone: string
}

/** Everyone of all offices who wants it and is a member still. One query. */
export const recipients = (tx: SystemTx): Promise<Recipient[]> =>
  tx
    .select({
      wish: morningWishes,
      role: memberships.role,
      name: authUsers.name,
      email: authUsers.email,
      language: authUsers.language,
      officeName: offices.name,
      officeLanguages: offices.languages,
      timeZone: offices.timeZone,
    })
    .from(morningWishes)
    .innerJoin(offices, eq(offices.id, morningWishes.officeId))
    .innerJoin(memberships, and(eq(memberships.officeId, morningWishes.officeId), eq(memberships.userId, morningWishes.userId)))
    .innerJoin(authUsers, eq(authUsers.id, morningWishes.userId))
    .where(ne(morningWishes.days, 'none'))
    .orderBy(morningWishes.officeId, morningWishes.id)

export type Morning = {
  readonly personId: string
  /** Whose rows it holds. */
  readonly whose: Whose
  /** YYYY-MM-DD in the office's zone. */
  readonly day: string
  readonly counts: Readonly<Record<Band, number>>
  readonly lines: readonly Line[]
  /** Within a week. */
  readonly coming: readonly EventRow[]
}

/** So many rows of each band; the rest is behind a link. */
const ROWS = { now: 12, week: 8, soon: 4, calm: 4 } as const
const EVENTS = 4

/** What waits for a person on the day, as their own „Днес“ shows it. In a fixed number of statements. */
export async function morningOf(tx: OfficeTx, day: string, person: { readonly personId: string; readonly role: Role }, weekOn: string): Promise<Morning> {
  const asked = { kinds: ALL_KINDS, whose: usualWhose(person.role), personId: person.personId }
  return {
    personId: person.personId,
    whose: asked.whose,
    day,
    counts: bandCounts(await tally(tx, day), asked),
    lines: await firstRows(tx, day, asked, ROWS),
    coming: (await comingEvents(tx, day, EVENTS)).rows.filter(({ firstDay }) => firstDay !== null && firstDay <= weekOn),
  }
}
