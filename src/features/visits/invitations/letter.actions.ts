// Writes letters of visits: composes, changes, marks as sent, removes and puts back, each change kept in the activity record.
import { and, count, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Officer } from '#features/accounts/account.ts'
import { tiedPartners, tiedPeople } from '#features/events/partaking.queries.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { stopLetters } from '#features/post/post.actions.ts'
import { m } from '#messages'
import type { Actor, Restore } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import { emptyInRecord, forgetInRecord } from '#platform/activity/erasing.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { type MailState, plainAddress } from '#platform/mail/letter.ts'
import { type Mail, queueMail } from '#platform/mail/mail.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { EMPTY_TEXT, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { readVisit } from '../visit.actions.ts'
import { letterKindName, type LetterKind, type LetterValues, MOST_LETTERS } from './letter.ts'
import { visitLetters } from './letter.table.ts'

type Row = typeof visitLetters.$inferSelect

/** A letter whole, as JSON: what the activity record keeps and undo puts back. */
export type LetterState = Omit<Row, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'mailId' | 'mailEnd' | 'mailedVersion'>
export type LetterStale = KeptStale<LetterState>

type Act = `visit_letter.${string}`
const act = (name: Act): Act => name

export function stateOfLetter(row: Row): LetterState {
  const { visitId, kind, organisationId, personId, subject, body, signatory, occasion, number, sentOn, mailedTo } = row
  return { visitId, kind, organisationId, personId, subject, body, signatory, occasion, number, sentOn, mailedTo }
}

const rows = new KeptRows<Row, LetterState>({
  table: visitLetters,
  stateOf: stateOfLetter,
  columnsOf: (state) => state,
  label: ({ kind, subject }) => textIn(subject, subject.source) || letterKindName(kind),
  missing: () => m.visits_letter_missing(),
})

export type NewLetter = {
  readonly kind: LetterKind
  readonly organisationId: string | null
  readonly personId: string | null
  readonly subject: LocalTextForm
  readonly body: LocalTextForm
  readonly signatory: LocalTextForm
  readonly occasion?: LocalTextForm
}

/** Keeps a composed letter. Refuses a visit without a dossier, and an organisation or a person that is not in the register. */
export const addLetter = (here: Here, by: Officer, visitId: string, letter: NewLetter): Promise<Result<Written>> =>
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
      occasion: revised(EMPTY_TEXT, letter.occasion ?? {}, at),
      number: '',
      sentOn: null,
      mailedTo: '',
    }
    return ok(await rows.write(tx, here, by, newId(), null, state, act('visit_letter.created')))
  })

type Changed = Promise<Result<Written, Refusal | LetterStale>>

/** What is left out stays as it was. */
export type LetterChange = Omit<LetterValues, 'occasion'> & { readonly occasion?: LocalTextForm }

/** Changes a letter that still has the given version. Refuses a day of sending that is still to come, and that it did not leave while its mail leaves. */
export const changeLetter = (here: Here, by: Officer, id: string, version: number, values: LetterChange): Changed =>
  rows.change(here, by, id, version, act('visit_letter.changed'), async (before, tx) => {
    const at = here.clock.now()
    if (values.sentOn !== null && values.sentOn > here.clock.today()) return refuse('future', m.visits_day_to_come(), 'sentOn')
    const unsent = values.sentOn === null ? await unsend(tx, here, by, id, before) : ok(null)
    if (!unsent.ok) return unsent
    return ok({
      ...before,
      ...values,
      subject: revised(before.subject, values.subject, at),
      body: revised(before.body, values.body, at),
      signatory: revised(before.signatory, values.signatory, at),
      occasion: revised(before.occasion, values.occasion ?? {}, at),
    })
  })

// ---- that it left, and that it did not after all -----------------------------------------------------------------------

const isMailed = ({ sentOn, mailedTo }: Pick<LetterState, 'sentOn' | 'mailedTo'>): boolean => sentOn !== null && mailedTo !== ''

type LastMail = { readonly id: string; readonly state: MailState }

/** The mail by which a letter left last; null: there was none, or the outbox has forgotten it. */
async function lastMail(tx: OfficeTx, letterId: string): Promise<LastMail | null> {
  const [mail] = await tx
    .select({ id: outbox.id, state: outbox.state })
    .from(visitLetters)
    .innerJoin(outbox, and(eq(outbox.officeId, visitLetters.officeId), eq(outbox.id, visitLetters.mailId)))
    .where(and(eq(visitLetters.officeId, tx.officeId), eq(visitLetters.id, letterId)))
  return mail ?? null
}

const WAITING: ReadonlySet<MailState> = new Set(['held', 'waiting'])
/** It did not arrive and does not go again by itself. */
const OVER: ReadonlySet<MailState> = new Set(['bounced', 'given-up', 'expired', 'dropped', 'unsubscribed'])

/** Sees to it that a mail does not arrive; refuses when it left, may have left, or leaves in this very moment. */
async function stopMail(tx: OfficeTx, here: Here, by: Actor, mail: LastMail | null): Promise<Result<null>> {
  if (mail !== null && OVER.has(mail.state)) return ok(null)
  const stopped = mail !== null && WAITING.has(mail.state) && (await stopLetters(within(here, tx), by, [mail.id])).ok
  return stopped ? ok(null) : refuse('left', m.visits_letter_left())
}

/** Of these nobody can say any more that they did not leave; that they did not arrive, an officer may know. */
const LEFT: ReadonlySet<MailState> = new Set(['sent', 'uncertain'])

/** Stops a mail of the letter that still waits; refuses while it leaves, for nobody knows yet what is to be written then. */
async function unsend(tx: OfficeTx, here: Here, by: Actor, id: string, before: LetterState): Promise<Result<null>> {
  const mail = isMailed(before) ? await lastMail(tx, id) : null
  if (mail === null || LEFT.has(mail.state)) return ok(null)
  return (await stopMail(tx, here, by, mail)).ok ? ok(null) : refuse('leaving', m.visits_letter_leaving(), 'sentOn')
}

/** That the letter left, on a day; null: it did not after all, and a mail of it that still waits is stopped. Refuses while that mail leaves. */
export const sendLetter = (here: Here, by: Officer, id: string, version: number, sentOn: string | null): Changed =>
  rows.change(here, by, id, version, act(sentOn === null ? 'visit_letter.changed' : 'visit_letter.sent'), async (before, tx) => {
    const unsent = sentOn === null ? await unsend(tx, here, by, id, before) : ok(null)
    return unsent.ok ? ok({ ...before, sentOn }) : unsent
  })

/** `again`: the button was pressed twice, and the first press sent it to `to`. */
export type LetterMailed = { readonly again: boolean; readonly to: string }

/**
 * Puts the letter into the outbox and writes that it left today, and to which address; one mail for one version of the letter, however often the button is
 * pressed. Refuses a stale version and an address nobody can write to.
 */
export const mailLetter = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  mail: Omit<Mail, 'key'>,
): Promise<Result<LetterMailed, Refusal | LetterStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<LetterMailed, Refusal | LetterStale>> => {
    const itself = and(eq(visitLetters.officeId, tx.officeId), eq(visitLetters.id, id))
    const [row] = isId(id)
      ? await tx.select({ mailedVersion: visitLetters.mailedVersion, mailedTo: visitLetters.mailedTo }).from(visitLetters).where(itself).for('update')
      : []
    if (row !== undefined && row.mailedVersion === version) return ok({ again: true, to: row.mailedTo })
    const to = plainAddress(mail.to)
    const changed = await rows.change(within(here, tx), by, id, version, act('visit_letter.mailed'), (before) =>
      ok({ ...before, sentOn: here.clock.today(), mailedTo: to }),
    )
    if (!changed.ok) return changed
    const queued = await queueMail(tx, here.clock, { ...mail, to, key: `visit_letter:${id}:${version}` })
    if (queued.state === 'no-address') return refuse('no-address', m.visits_letter_mail_to_wrong(), 'to')
    await tx.update(visitLetters).set({ mailId: queued.id, mailEnd: null, mailedVersion: version }).where(itself)
    return ok({ again: false, to })
  })

/** Takes a letter out; undo brings it back. */
export const removeLetter = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('visit_letter.removed'), () => ok(null))

/** Puts a letter into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const letterPut = (name: Act): Restore =>
  rows.put(name, async (state, tx) =>
    ok({
      ...state,
      // States from before letters had these.
      occasion: state.occasion ?? EMPTY_TEXT,
      mailedTo: state.mailedTo ?? '',
      personId: state.personId === null ? null : await standingFor(tx, 'person', state.personId),
      organisationId: state.organisationId === null ? null : await standingFor(tx, 'organisation', state.organisationId),
    }),
  )

const restored = letterPut('visit_letter.restored')

/**
 * Puts a letter back to an earlier state; refuses when it has moved on since. Where that takes back its mailing the mail is stopped with it, or, if it has left,
 * that is said. The mail is stopped first: undone in turn, the letter is put back first and then its mail.
 */
export const restoreLetter: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const [row] = isId(id)
      ? await tx
          .select({ version: visitLetters.version, mailedVersion: visitLetters.mailedVersion, sentOn: visitLetters.sentOn, mailedTo: visitLetters.mailedTo })
          .from(visitLetters)
          .where(and(eq(visitLetters.officeId, tx.officeId), eq(visitLetters.id, id)))
          .for('update')
      : []
    // The snapshot is one this feature wrote.
    const state = to as LetterState | null
    // Its last change is the mailing also where the address had to be forgotten since.
    const mailing = row !== undefined && (row.mailedVersion === row.version - 1 || (isMailed(row) && (state === null || !isMailed(state))))
    if (mailing && row.version === version) {
      const stopped = await stopMail(tx, here, by, await lastMail(tx, id))
      if (!stopped.ok) return stopped
    }
    return restored(within(here, tx), by, id, to, version)
  })

/**
 * When a person is erased: letters that were addressed to them or went to one of their addresses keep neither that nor what a server said of it, here and in
 * the record; removed ones that were addressed to them are emptied. Those that stand hold the person.
 */
export const forgetLetters: Forgetting = async (tx, personIds, emails) => {
  await forgetWhereTo(
    tx,
    personIds,
    [...new Set(emails.map(plainAddress))].filter((address) => address !== ''),
  )
  const rows = await tx
    .update(visitLetters)
    .set({ subject: EMPTY_TEXT, body: EMPTY_TEXT, mailedTo: '', mailEnd: null })
    .where(and(eq(visitLetters.officeId, tx.officeId), inArray(visitLetters.personId, [...personIds]), isNotNull(visitLetters.deletedAt)))
    .returning({ id: visitLetters.id })
  await forgetInRecord(tx, [{ thing: 'visit_letter', ids: rows.map(({ id }) => id) }], m.organisations_erased_person())
}

async function forgetWhereTo(tx: OfficeTx, personIds: readonly string[], addresses: readonly string[]): Promise<void> {
  const told = (column: AnyPgColumn): SQL => inArray(sql`${column} ->> 'mailedTo'`, [...addresses])
  const once = await tx
    .selectDistinct({ id: activities.thingId })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, 'visit_letter'), or(told(activities.before), told(activities.after))))
  const earlier = once.map(({ id }) => id)
  const left = await tx
    .update(visitLetters)
    .set({ mailedTo: '', mailEnd: sql`jsonb_set(${visitLetters.mailEnd}, '{said}', '""')` })
    .where(
      and(
        eq(visitLetters.officeId, tx.officeId),
        or(
          inArray(visitLetters.personId, [...personIds]),
          inArray(visitLetters.mailedTo, [...addresses]),
          // Its mailing was undone since; what became of the mail stands there still.
          and(inArray(visitLetters.id, earlier), eq(visitLetters.mailedTo, '')),
        ),
      ),
    )
    .returning({ id: visitLetters.id })
  await emptyInRecord(tx, 'visit_letter', [...new Set([...earlier, ...left.map(({ id }) => id)])], { mailedTo: '' })
}
