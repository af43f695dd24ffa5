// The addresses of promises: one, its form, its fulfilment, moving, dropping, reopening and removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { spanned } from '#features/events/event.ts'
import { eventById } from '#features/events/event.queries.ts'
import { meantEvent, meantPartners, meantPeople } from '#features/events/partaking.queries.ts'
import { languageName, languagesOf, displayName } from '#features/organisations/naming.ts'
import { organisationById, organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateFromBoxes, type ImpreciseDate, momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed, typedBoxes } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { isStaleRefusal, type Refusal, type Result } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { revised, textIn } from '#platform/texts/local-text.ts'
import { oneMoreRow } from '#ui/partners.tsx'
import {
  changeCommitment,
  type CommitmentSnapshot,
  type CommitmentStale,
  createCommitment,
  dropCommitment,
  keepCommitment,
  moveCommitment,
  removeCommitment,
  reopenCommitment,
  type Written,
} from './commitment.actions.ts'
import {
  type CommitmentForm,
  commitmentForm,
  type CommitmentValues,
  droppingForm,
  type EvidencePaper,
  fulfilmentForm,
  isSettled,
  isSide,
  SIDES,
} from './commitment.ts'
import { bodyOfCommitment, CommitmentFormPage, type CommitmentFormProps } from './commitment-form.pages.tsx'
import { CommitmentPage, type CommitmentPageProps, type Ending, type PlacedPaper } from './commitment.pages.tsx'
import { commitmentById, type CommitmentWhole, reachableAt } from './commitment.queries.ts'
import { commitmentFieldWords } from './field-words.ts'
import { moveForm, type Moving } from './moves/move.ts'
import { lettersAbout } from './reminders/reminder.queries.ts'

/** What later features show on a promise's page, in the order in which it is shown. */
export type CommitmentSection = (tx: OfficeTx, id: string, by: Reader) => Promise<Child>

/** The documents that show that promises were kept: a later feature keeps them. */
export type EvidenceParts = {
  /** Those that may be chosen for a promise: they hang on it, or on the event it was given at. */
  readonly choices: (tx: OfficeTx, promise: { readonly id: string; readonly eventId: string | null }) => Promise<readonly EvidencePaper[]>
  /** Where they are now; those removed since are left out. */
  readonly places: (tx: OfficeTx, ids: readonly string[]) => Promise<ReadonlyMap<string, PlacedPaper>>
}

export type CommitmentRouteParts = { readonly sections?: readonly CommitmentSection[]; readonly evidence?: EvidenceParts }

export const commitmentRoutes = (parts: CommitmentRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.commitmentNew, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        event: await eventById(tx, c.req.query('event') ?? ''),
        organisation: await organisationById(tx, c.req.query('organisation') ?? ''),
      }))
      const partners = [
        ...(read.event?.partners ?? []).map((one) => ({ id: one.organisationId, text: displayName(one) })),
        ...(read.organisation === null ? [] : [{ id: read.organisation.id, text: displayName(read.organisation) }]),
      ]
      const owedBy = SIDES.find((side) => side === c.req.query('side')) ?? ''
      const event = read.event === null ? { id: '', text: '' } : { id: read.event.event.id, text: textIn(read.event.event.title) }
      return formPage(c, by, {
        commitment: null,
        sources: [],
        body: { owedBy, topic: 'cooperation', state: 'agreed', event, partners: [...partners, { id: '', text: '' }] },
      })
    })
    .post(addresses.commitments, officers, async (c, by) => {
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, { commitment: null, sources: [], body: more })
      const read = await readValues(c, by, null, body)
      if (!read.ok) return formPage(c, by, { commitment: null, sources: [], body, faults: read.faults }, 422)
      const made = await createCommitment(c.get('here'), by, read.values)
      if (!made.ok) return formPage(c, by, { commitment: null, sources: [], body, faults: [faultOf(made.refusal)] }, 422)
      return arrived(c, made.value, m.commitments_created())
    })
    .get(addresses.commitment, readers, async (c, by) => promisePage(c, by, parts, c.req.query('end') === 'kept' ? { opens: 'fulfilment' } : {}))
    .get(addresses.commitmentEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const theirPeople = await theirPeopleOf(c, by, found)
      return formPage(c, by, { commitment: found.commitment, sources: found.commitment.sources, body: bodyOfCommitment(found), theirPeople })
    })
    .post(addresses.commitment, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const opened = { ...found.commitment, version: version || found.commitment.version }
      const theirs = { sources: found.commitment.sources, theirPeople: await theirPeopleOf(c, by, found) }
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, { ...theirs, commitment: opened, body: more })
      const read = await readValues(c, by, found, body)
      if (!read.ok) return formPage(c, by, { ...theirs, commitment: opened, body, faults: read.faults, asksAboutDay: read.asksAboutDay === true }, 422)
      const changed = await changeCommitment(c.get('here'), by, found.commitment.id, version, read.values, read.moving)
      if (changed.ok) return arrived(c, changed.value, m.commitments_saved())
      if (isStaleRefusal<Current>(changed.refusal)) return conflictPage(c, by, found, changed.refusal.current, body, read.form, read.values)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : formPage(c, by, { ...theirs, commitment: opened, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.commitmentFulfilment, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(fulfilmentForm, body)
      if (!form.ok) return promisePage(c, by, parts, { ending: { which: 'fulfilment', body, faults: form.faults } }, 422)
      const { papers: chosen, ...fulfilment } = form.value
      const papers = (await papersFor(c, by, parts)).filter(({ id }) => chosen.includes(id))
      // All the documents that were to show it are gone meanwhile.
      if (fulfilment.evidence === '' && papers.length === 0)
        return promisePage(
          c,
          by,
          parts,
          { ending: { which: 'fulfilment', body, faults: [{ name: 'evidence', message: m.commitments_evidence_missing() }] } },
          422,
        )
      const kept = await keepCommitment(c.get('here'), by, c.req.param('id')!, Number(typed(body, 'version')), { ...fulfilment, papers })
      return ended(c, by, parts, kept, m.commitments_kept(), { which: 'fulfilment', body, faults: [] })
    })
    .post(addresses.commitmentDropping, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(droppingForm, body)
      if (!form.ok) return promisePage(c, by, parts, { ending: { which: 'dropping', body, faults: form.faults } }, 422)
      const dropped = await dropCommitment(c.get('here'), by, c.req.param('id')!, Number(typed(body, 'version')), form.value)
      return ended(c, by, parts, dropped, m.commitments_dropped(), { which: 'dropping', body, faults: [] })
    })
    .post(addresses.commitmentMoving, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(moveForm, body)
      if (!form.ok) return promisePage(c, by, parts, { ending: { which: 'moving', body, faults: form.faults } }, 422)
      const { to, movedOn, moveWhy, moveAskedBy } = form.value
      const moving = { on: movedOn, why: moveWhy, askedBy: moveAskedBy }
      const moved = await moveCommitment(c.get('here'), by, c.req.param('id')!, Number(typed(body, 'version')), to, moving)
      return ended(c, by, parts, moved, m.commitments_move_done(), { which: 'moving', body, faults: [] })
    })
    .post(addresses.commitmentReopening, officers, async (c, by) => {
      const id = c.req.param('id')!
      const reopened = await reopenCommitment(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (reopened.ok) return arrived(c, reopened.value, m.commitments_reopened())
      return reopened.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.commitment({ id }), { text: reopened.refusal.message, tone: 'late' })
    })
    .post(addresses.commitmentRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeCommitment(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.commitments(), {
          text: m.commitments_removed({ text: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.commitment({ id }), { text: removed.refusal.message, tone: 'late' })
    })

type Current = CommitmentStale['current']

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<CommitmentWhole | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => commitmentById(tx, c.req.param('id')!, c.get('here').clock.today()))
/** Partners named in the boxes: as many as are drawn, and some more. */
const MOST_BOXES = 60
/** A promise is worded in the office's languages and in those of its partners, who are reminded in their own. */
async function formPage(c: Context, by: Officer, props: Omit<CommitmentFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const partners = Array.from({ length: MOST_BOXES }, (_, at) => typed(props.body, `partners.${at}.id`)).filter(isId)
  const theirs = await c.get('here').db.inOffice(by.officeId, async (tx) => languagesOf([...(await organisationsByIds(tx, partners)).values()]))
  const languages = [...new Set([...c.get('visitor')!.office.languages, ...theirs])]
  return c.html(<CommitmentFormPage shell={c.get('shell')} languages={languages} {...props} />, status)
}
const arrived = (c: Context, { id, activityId }: Written, text: string): Response =>
  goWithNotice(c, addresses.commitment({ id }), { text, undo: addresses.activityUndo({ id: activityId }) })

/** The people with a present post at the partners who have an e-mail address: who may be written to. */
const theirPeopleOf = (c: Context, by: Officer, { partners }: Pick<CommitmentWhole, 'partners'>): Promise<string[]> =>
  c.get('here').db.inOffice(by.officeId, async (tx) =>
    (
      await reachableAt(
        tx,
        partners.map(({ organisationId }) => organisationId),
        c.get('here').clock.today(),
      )
    ).map((person) => displayName(person)),
  )

/** The promise's own page; a refused ending keeps what was typed. */
async function promisePage(
  c: Context,
  by: Reader,
  { sections = [], evidence }: CommitmentRouteParts,
  props: Pick<CommitmentPageProps, 'ending' | 'conflict' | 'opens'> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const today = here.clock.today()
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await commitmentById(tx, c.req.param('id')!, today)
    if (found === null) return null
    const shown: Child[] = []
    for (const section of sections) shown.push(await section(tx, found.commitment.id, by))
    const { id, eventId, evidencePapers } = found.commitment
    return {
      found,
      shown,
      lines: await historyOf(tx, 'commitment', id),
      letters: await lettersAbout(tx, id),
      papers: isSettled(found.standing) ? [] : await evidence?.choices(tx, { id, eventId }),
      placesOfPapers:
        evidencePapers.length === 0
          ? undefined
          : await evidence?.places(
              tx,
              evidencePapers.map((paper) => paper.id),
            ),
    }
  })
  if (read === null) return notFound(c)
  const history = historyInWords(read.lines, {
    what: whatHappened,
    fields: () => commitmentFieldWords(languageName),
    timeZone: zoneOf(c),
    undo: by.role === 'officer',
  })
  // A form refused for its own faults keeps the version it was opened with.
  const opened = status === 422 && props.ending !== undefined ? Number(typed(props.ending.body, 'version')) : 0
  const found = opened > 0 ? { ...read.found, commitment: { ...read.found.commitment, version: opened } } : read.found
  return c.html(
    <CommitmentPage
      shell={c.get('shell')}
      found={found}
      history={history}
      today={today}
      sections={read.shown}
      letters={read.letters}
      {...(read.papers === undefined ? {} : { papers: read.papers })}
      {...(read.placesOfPapers === undefined ? {} : { placesOfPapers: read.placesOfPapers })}
      {...props}
    />,
    status,
  )
}

/** The documents that may be chosen for the promise of the address. */
const papersFor = (c: Context, by: Officer, { evidence }: CommitmentRouteParts): Promise<readonly EvidencePaper[]> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const found = await commitmentById(tx, c.req.param('id')!, c.get('here').clock.today())
    return found === null || evidence === undefined ? [] : evidence.choices(tx, found.commitment)
  })

/** After keeping, moving or dropping: onwards, or back to the page with what was typed beside what stands there now. */
async function ended(
  c: Context,
  by: Officer,
  parts: CommitmentRouteParts,
  outcome: Result<Written, Refusal | CommitmentStale>,
  done: string,
  ending: Ending,
): Promise<Response> {
  if (outcome.ok) return arrived(c, outcome.value, done)
  if (outcome.refusal.code === 'missing') return notFound(c)
  if (!isStaleRefusal<Current>(outcome.refusal)) return promisePage(c, by, parts, { ending: { ...ending, faults: [faultOf(outcome.refusal)] } }, 422)
  const { state, updatedAt } = outcome.refusal.current
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'commitment', c.req.param('id')!, 1))
  const rows = changesBetween({ ...state }, { ...state, ...typedEnding(state, ending, c.get('here').clock.today()) }, commitmentFieldWords(languageName)).map(
    ({ field, before, after }) => ({ field, theirs: before, yours: after }),
  )
  return promisePage(c, by, parts, { ending, conflict: { who: last?.personName, when: momentInWords(last?.at ?? updatedAt, zoneOf(c)), rows } }, 409)
}

/** What was typed, as it would stand in the record. */
function typedEnding(state: CommitmentSnapshot, { which, body }: Ending, today: string): Partial<CommitmentSnapshot> {
  const dayIn = (name: string): string | null => {
    const read = dateFromBoxes(typedBoxes(body, name))
    return 'date' in read ? read.date : null
  }
  switch (which) {
    case 'fulfilment':
      return { keptOn: dayIn('keptOn'), evidence: typed(body, 'evidence') }
    case 'dropping':
      return { droppedOn: dayIn('droppedOn'), dropReason: typed(body, 'dropReason') }
    case 'moving': {
      const [to, asked] = [dayIn('to'), typed(body, 'moveAskedBy')]
      const move = { on: dayIn('movedOn') ?? today, from: state.due, to, why: typed(body, 'moveWhy'), askedBy: isSide(asked) ? asked : ('both' as const) }
      return { due: to, moves: [...state.moves, move] }
    }
  }
}

type Read =
  | { readonly ok: true; readonly form: CommitmentForm; readonly values: CommitmentValues; readonly moving: Moving | undefined }
  | { readonly ok: false; readonly faults: readonly FieldFault[]; readonly asksAboutDay?: boolean }

/** What the form says, with its partners, event and person found in the register. */
async function readValues(c: Context, by: Officer, before: CommitmentWhole | null, body: FormBody): Promise<Read> {
  const read = checked(commitmentForm, body)
  if (!read.ok) return read
  const form = read.value
  const due = form.since === null ? { date: form.due } : form.due === null ? null : spanned(form.since, form.due)
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<Read> => {
    const partners = await meantPartners(tx, form.partners, 'partners', before?.partners)
    const event = await meantEvent(tx, form.event, 'event')
    const known = before?.person == null ? [] : [{ ...before.person, personId: before.person.id, asRole: null }]
    const person = await meantPeople(tx, [form.person], () => 'person', known)
    const theirKnown = before?.theirPerson == null ? [] : [{ ...before.theirPerson, personId: before.theirPerson.id, asRole: null }]
    const theirPerson = await meantPeople(tx, [form.theirPerson], () => 'theirPerson', theirKnown)
    const asksAboutDay = due !== null && changesDay(before, due.date)
    const faults = [
      ...(due === null ? [{ name: 'due', message: form.due === null ? m.commitments_due_missing() : m.commitments_due_before() }] : []),
      ...partners.faults,
      ...event.faults,
      ...person.faults,
      ...theirPerson.faults,
      ...(asksAboutDay ? aboutDayFaults(form) : []),
    ]
    if (due === null || faults.length > 0) return { ok: false, faults, asksAboutDay }
    const kept = (before?.commitment.sources ?? []).filter((_, index) => !form.dropSource.has(index))
    return {
      ok: true,
      form,
      values: {
        owedBy: form.owedBy,
        text: form.text,
        topic: form.topic,
        state: form.state,
        due: due.date,
        // An event that was removed stands in no box, and comes back with its promises.
        ...(form.event.text === '' && before?.event === null && before.commitment.eventId !== null ? {} : { eventId: event.ids[0] ?? null }),
        personId: person.ids[0] ?? null,
        theirPersonId: theirPerson.ids[0] ?? null,
        partners: partners.ids.filter((id) => id !== null),
        published: form.published,
        sources: withSource(kept, form.source),
      },
      moving:
        asksAboutDay && form.dueChange === 'move' && form.moveAskedBy !== ''
          ? { on: c.get('here').clock.today(), why: form.moveWhy, askedBy: form.moveAskedBy }
          : undefined,
    }
  })
}

/** Whether saving would change a day that was named once: then it must be said whether a mistake is mended or another day was agreed. */
const changesDay = (before: CommitmentWhole | null, due: ImpreciseDate | null): boolean =>
  before !== null && before.commitment.due !== due && (before.commitment.due !== null || before.commitment.moves.length > 0)

function aboutDayFaults({ dueChange, moveAskedBy, moveWhy }: CommitmentForm): FieldFault[] {
  if (dueChange === '') return [{ name: 'dueChange', message: m.commitments_day_changed_missing() }]
  if (dueChange === 'mistake') return []
  return [
    ...(moveAskedBy === '' ? [{ name: 'moveAskedBy', message: m.platform_form_choose() }] : []),
    ...(moveWhy === '' ? [{ name: 'moveWhy', message: m.platform_form_required() }] : []),
  ]
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(
  c: Context,
  by: Officer,
  found: CommitmentWhole,
  current: Current,
  body: FormBody,
  form: CommitmentForm,
  values: CommitmentValues,
): Promise<Response> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'commitment', found.commitment.id, 1))
  const { state } = current
  const yours: Partial<Record<keyof CommitmentSnapshot, unknown>> = {
    ...state,
    owedBy: form.owedBy,
    text: revised(state.text, form.text, c.get('here').clock.now()),
    topic: form.topic,
    state: form.state,
    due: values.due,
    event: form.event.text === '' ? null : { title: form.event.text },
    person: form.person.text === '' ? null : { name: form.person.text },
    theirPerson: form.theirPerson.text === '' ? null : { name: form.theirPerson.text },
    partners: form.partners.filter(({ text }) => text !== '').map(({ text }) => ({ name: text })),
    publishedAt: form.published ? (state.publishedAt ?? '') : null,
    sources: withSource(
      state.sources.filter((_, index) => !form.dropSource.has(index)),
      form.source,
    ),
  }
  const rows = changesBetween({ ...state }, yours, commitmentFieldWords(languageName)).map(({ field, before, after }) => ({
    field,
    theirs: before,
    yours: after,
  }))
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, zoneOf(c)), rows }
  return formPage(c, by, { commitment: { id: found.commitment.id, version: current.version, text: state.text }, sources: state.sources, body, conflict }, 409)
}

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'commitment.created':
      return m.commitments_did_create()
    case 'commitment.moved':
      return m.commitments_did_move()
    case 'commitment.kept':
      return m.commitments_did_keep()
    case 'commitment.dropped':
      return m.commitments_did_drop()
    case 'commitment.reopened':
      return m.commitments_did_reopen()
    case 'commitment.removed':
      return m.commitments_did_remove()
    case 'commitment.restored':
      return m.commitments_did_restore()
    default:
      return m.commitments_did_change()
  }
}
