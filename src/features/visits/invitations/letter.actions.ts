// Writes letters of visits: composes, changes, marks as sent, removes and puts back, each change kept in the activity record.
import { and, count, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { tiedPartners, tiedPeople } from '#features/events/partaking.queries.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import { forgetInRecord } from '#platform/activity/erasing.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { EMPTY_TEXT, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { readVisit } from '../visit.actions.ts'
import { letterKindName, type LetterKind, type LetterValues, MOST_LETTERS } from './letter.ts'
import { visitLetters } from './letter.table.ts'

type Row = typeof visitLetters.$inferSelect

/** A letter whole, as JSON: what the activity record keeps and undo puts back. */
export type LetterState = Omit<Row, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'>
type Kept = { readonly version: number; readonly removed: boolean; readonly state: LetterState; readonly updatedAt: Date }

export type LetterStale = Stale<{ readonly version: number; readonly state: LetterState; readonly updatedAt: Date }>
export type WrittenLetter = { readonly id: string; readonly activityId: string; readonly label: string }

const labelOf = ({ kind, subject }: LetterState): string => textIn(subject, subject.source) || letterKindName(kind)

export function stateOfLetter(row: Row): LetterState {
  const { visitId, kind, organisationId, personId, subject, body, signatory, number, sentOn } = row
  return { visitId, kind, organisationId, personId, subject, body, signatory, number, sentOn }
}

async function read(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(visitLetters)
    .where(and(eq(visitLetters.officeId, tx.officeId), eq(visitLetters.id, id)))
    .for('update')
  return row === undefined ? null : { version: row.version, removed: row.deletedAt !== null, updatedAt: row.updatedAt, state: stateOfLetter(row) }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: LetterState | null,
  act: `visit_letter.${string}`,
): Promise<WrittenLetter> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (before === null) await tx.insert(visitLetters).values({ ...after!, officeId: tx.officeId, id, createdAt: now, updatedAt: now })
  else
    await tx
      .update(visitLetters)
      .set(after === null ? { deletedAt: now, updatedAt: now, version } : { ...after, deletedAt: null, updatedAt: now, version })
      .where(and(eq(visitLetters.officeId, tx.officeId), eq(visitLetters.id, id)))
  const label = labelOf(after ?? before!.state)
  const activityId = await record(tx, here, by, {
    act,
    id,
    label,
    before: before === null || before.removed ? null : { ...before.state },
    after: after === null ? null : { ...after },
    version,
  })
  return { id, activityId, label }
}

export type NewLetter = {
  readonly kind: LetterKind
  readonly organisationId: string | null
  readonly personId: string | null
  readonly subject: LocalTextForm
  readonly body: LocalTextForm
  readonly signatory: LocalTextForm
}

/** Keeps a composed letter. Refuses a visit without a dossier, and an organisation or a person that is not in the register. */
export const addLetter = (here: Here, by: Officer, visitId: string, letter: NewLetter): Promise<Result<WrittenLetter>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const [there] = await tx
      .select({ n: count() })
      .from(visitLetters)
      .where(and(eq(visitLetters.officeId, tx.officeId), eq(visitLetters.visitId, visitId), isNull(visitLetters.deletedAt)))
    if ((there?.n ?? 0) >= MOST_LETTERS) return refuse('too-many', m.visits_letter_too_many({ most: MOST_LETTERS }))
    const organisation = await tiedPartners(tx, letter.organisationId === null ? [] : [letter.organisationId])
    if (!organisation.ok) return refuse(organisation.refusal.code, organisation.refusal.message, 'organisation')
    const person = await tiedPeople(tx, letter.personId === null ? [] : [{ personId: letter.personId, asRole: null }])
    if (!person.ok) return refuse(person.refusal.code, person.refusal.message, 'person')
    const at = here.clock.now()
    const state: LetterState = {
      visitId,
      kind: letter.kind,
      organisationId: organisation.value.kept[0]?.organisationId ?? null,
      personId: person.value[0]?.personId ?? null,
      subject: revised(EMPTY_TEXT, letter.subject, at),
      body: revised(EMPTY_TEXT, letter.body, at),
      signatory: revised(EMPTY_TEXT, letter.signatory, at),
      number: '',
      sentOn: null,
    }
    return ok(await write(tx, here, by, newId(), null, state, 'visit_letter.created'))
  })

type Changed = Promise<Result<WrittenLetter, Refusal | LetterStale>>

const changed = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `visit_letter.${string}`,
  next: (before: LetterState) => Result<LetterState | null>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await read(tx, id)
    if (before === null || before.removed) return refuse('missing', m.visits_letter_missing())
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = next(before.state)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, act)) : after
  })

/** Changes a letter that still has the given version. Refuses a day of sending that is still to come. */
export const changeLetter = (here: Here, by: Officer, id: string, version: number, values: LetterValues): Changed =>
  changed(here, by, id, version, 'visit_letter.changed', (before) => {
    const at = here.clock.now()
    if (values.sentOn !== null && values.sentOn > here.clock.today()) return refuse('future', m.visits_day_to_come(), 'sentOn')
    return ok({
      ...before,
      ...values,
      subject: revised(before.subject, values.subject, at),
      body: revised(before.body, values.body, at),
      signatory: revised(before.signatory, values.signatory, at),
    })
  })

/** That the letter left, on a day; null: it did not after all. */
export const sendLetter = (here: Here, by: Officer, id: string, version: number, sentOn: string | null): Changed =>
  changed(here, by, id, version, sentOn === null ? 'visit_letter.changed' : 'visit_letter.sent', (before) => ok({ ...before, sentOn }))

/** Takes a letter out; undo brings it back. */
export const removeLetter = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'visit_letter.removed', () => ok(null))

/** Puts a letter back to an earlier state; refuses when it has moved on since. */
export const restoreLetter: Restore = (here, by, id, to, version) => letterPut('visit_letter.restored')(here, by, id, to, version)

/** Puts a letter into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const letterPut =
  (act: `visit_letter.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenLetter>> => {
      const before = await read(tx, id)
      if (before === null) return refuse('missing', m.visits_letter_missing())
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: labelOf(before.state) }))
      // The snapshot is one this feature wrote.
      const after = to as LetterState | null
      if (after === null) return ok(await write(tx, here, by, id, before, null, act))
      const personId = after.personId === null ? null : await standingFor(tx, 'person', after.personId)
      const organisationId = after.organisationId === null ? null : await standingFor(tx, 'organisation', after.organisationId)
      return ok(await write(tx, here, by, id, before, { ...after, personId, organisationId }, act))
    })

/** When a person is erased whole: removed letters that were addressed to them are emptied, here and in the record. Those that stand hold the person. */
export const forgetLetters: Forgetting = async (tx, personIds) => {
  const rows = await tx
    .update(visitLetters)
    .set({ subject: EMPTY_TEXT, body: EMPTY_TEXT })
    .where(and(eq(visitLetters.officeId, tx.officeId), inArray(visitLetters.personId, [...personIds]), isNotNull(visitLetters.deletedAt)))
    .returning({ id: visitLetters.id })
  await forgetInRecord(tx, [{ thing: 'visit_letter', ids: rows.map(({ id }) => id) }], m.organisations_erased_person())
}
