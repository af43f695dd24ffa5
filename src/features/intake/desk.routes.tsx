// The addresses of the desk: one text with its drafts, a decision, a mended draft, the saving. Each answers a page, or JSON with the card for the island.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { provenOfficer, type Officer, type Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisationMeant } from '#features/organisations/organisation.queries.ts'
import { peopleNamed, personById } from '#features/organisations/people/person.queries.ts'
import { eventSuggestions, eventById } from '#features/events/event.queries.ts'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { checked, readForm, typed, typedBoxes, typedList, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { acceptRest, decideDraft, mendDraft, type Verdict } from './draft.actions.ts'
import { anchorOf, type Draft, draftForms, mended, RESOLUTIONS } from './draft.ts'
import { comparedAll } from './comparing.queries.ts'
import { draftById, draftsOf } from './draft.queries.ts'
import { shownOf } from './model/model.ts'
import type { ModelView } from './model/model.pages.tsx'
import { modelReadingOf } from './model/model.queries.ts'
import type { ModelParts } from './model/model.routes.tsx'
import { MendForm, MendPage, type MendTyped, typedFrom } from './mending.pages.tsx'
import { cardOf, decidedOf, decidedWords, DeskPage, oneByOneWords, restOf, toSaveOf, type Desk } from './desk.pages.tsx'
import { rematch } from './reading.actions.ts'
import { saveDecided, type Saved } from './saving.actions.ts'
import { homeOffice, textById } from './text.queries.ts'
import { triagePlace } from './triage/triage.queries.ts'
import { waitingOf } from './waiting.ts'
import { detailsOf, namesOf, titleOf } from './wording.ts'

const named = (c: Context, name: string): string => c.req.param(name) ?? ''
const versionOf = (body: FormBody): number => {
  const version = Number(typed(body, 'version'))
  return Number.isSafeInteger(version) ? version : 0
}

type Room = Desk & { readonly homeName: string; readonly timeZone: string }

/** The desk of a text; `only` these drafts are held against the register, where not the whole desk is to be drawn. */
async function deskOf(tx: OfficeTx, id: string, only?: readonly string[]): Promise<Room | null> {
  const text = await textById(tx, id)
  if (text === null) return null
  const office = await homeOffice(tx)
  const drafts = await draftsOf(tx, id)
  const homeName = textIn(office.name)
  const names = namesOf(drafts, homeName)
  const wanted = drafts.filter((draft) => (draft.decision === 'accepted' || draft.decision === 'same') && draft.savedAt === null)
  return {
    text,
    drafts,
    compared:
      only === undefined
        ? await comparedAll(tx, text.body, drafts)
        : await comparedAll(
            tx,
            text.body,
            drafts,
            drafts.filter((one) => only.includes(one.id)),
          ),
    names,
    waits: new Map(waitingOf(drafts, wanted).map(({ draft, why }) => [draft.id, why])),
    homeName,
    timeZone: office.timeZone,
  }
}

const readDesk = (c: Context, by: Reader, only?: readonly string[]) =>
  c.get('here').db.inOffice(by.officeId, (tx) => deskOf(tx, named(c, 'id'), isJson(c) ? only : undefined))

/** Which record the box „същото като“ means; null when it names none. */
async function meantRecord(tx: OfficeTx, draft: Draft, box: { text: string; id: string }): Promise<string | null> {
  if (draft.kind === 'organisation') return (await organisationMeant(tx, box)).meant?.id ?? null
  if (draft.kind === 'person') {
    const chosen = box.id === '' ? null : await personById(tx, box.id)
    if (chosen !== null && (box.text === '' || displayName(chosen) === box.text)) return chosen.id
    const alike = await peopleNamed(tx, [box.text])
    return alike.length === 1 ? alike[0]!.person.id : null
  }
  if (draft.kind === 'event') {
    const chosen = box.id === '' ? null : await eventById(tx, box.id)
    if (chosen !== null) return chosen.event.id
    const found = box.text === '' ? [] : await eventSuggestions(tx, box.text, 2)
    return found.length === 1 ? found[0]!.id : null
  }
  return null
}

/** What the pressed button says: accepted, new, rejected, undecided, `same:ID` for the record offered, `same.dN` for the one in the box; record, text, both: what stands where they differ. */
async function verdictOf(tx: OfficeTx, draft: Draft, body: FormBody): Promise<Verdict | null> {
  const decision = typed(body, 'decision')
  if (decision === 'accepted' || decision === 'new' || decision === 'rejected' || decision === 'undecided') return { decision }
  const resolution = RESOLUTIONS.find((one) => one === decision)
  if (resolution !== undefined) return { decision: 'settled', resolution }
  if (decision.startsWith('same:')) return { decision: 'same', recordId: decision.slice(5) }
  if (decision !== `same.${anchorOf(draft)}`) return null
  const recordId = await meantRecord(tx, draft, { text: typed(body, `${decision}.text`).trim(), id: typed(body, `${decision}.id`).trim() })
  return recordId === null ? null : { decision: 'same', recordId }
}

/** What the island is told: the card as it stands now and how far the desk is. */
async function cardJson(c: Context, desk: Desk, draftId: string, more: { message?: string; moved?: readonly string[] } = {}, status: 200 | 409 | 422 = 200) {
  const { message, moved = [] } = more
  const draft = desk.drafts.find(({ id }) => id === draftId)!
  const others = desk.drafts.filter(({ id }) => id !== draftId && moved.includes(id))
  return c.json(
    {
      anchor: anchorOf(draft),
      decided: draft.decision !== 'undecided',
      state: draft.decision === 'undecided' ? '' : draft.decision === 'rejected' ? 'no' : 'ok',
      card: String(await cardOf(desk, draft, true, message).toString()),
      others: await Promise.all(others.map(async (one) => ({ anchor: anchorOf(one), card: String(await cardOf(desk, one, true).toString()) }))),
      progress: {
        decided: decidedOf(desk.drafts),
        total: desk.drafts.length,
        toSave: toSaveOf(desk.drafts),
        rest: restOf(desk.drafts),
        oneByOne: oneByOneWords(desk.drafts),
        title: m.intake_decided_count({ count: decidedOf(desk.drafts) }),
        words: decidedWords(desk.drafts),
      },
      ...(message === undefined ? {} : { message }),
    },
    status,
  )
}

const isJson = (c: Context): boolean => c.req.query('as') === 'json'

/** The card to come back to: the next undecided one, or the same when all are decided or it was taken back. */
function nextAnchor(drafts: readonly Draft[], decided: Draft): string {
  if (decided.decision === 'undecided') return anchorOf(decided)
  const open = drafts.filter((one) => one.decision === 'undecided')
  return anchorOf(open.find(({ position }) => position > decided.position) ?? open[0] ?? decided)
}

const decisionWords = (draft: Draft): string =>
  (draft.decision === 'accepted'
    ? m.intake_state_accepted()
    : draft.decision === 'same'
      ? m.intake_state_same()
      : draft.decision === 'rejected'
        ? m.intake_state_rejected()
        : m.intake_state_undecided()
  ).toLowerCase()

async function decide(c: Context, by: Officer): Promise<Response> {
  const here = c.get('here')
  const [id, draftId] = [named(c, 'id'), named(c, 'draft')]
  const body = await readForm(c)
  const asked = await here.db.inOffice(by.officeId, async (tx) => {
    const draft = (await textById(tx, id)) === null ? null : await draftById(tx, id, draftId)
    return draft === null ? null : { draft, verdict: await verdictOf(tx, draft, body) }
  })
  if (asked === null) return notFound(c)
  const told = async (message: string, status: 409 | 422): Promise<Response> => {
    const desk = (await readDesk(c, by, [draftId]))!
    return isJson(c)
      ? cardJson(c, desk, draftId, { message }, status)
      : c.html(<DeskPage shell={c.get('shell')} desk={desk} said={{ draftId, message }} />, status)
  }
  if (asked.verdict === null) return told(m.intake_same_missing(), 422)
  const decided = await decideDraft(here, by, id, draftId, versionOf(body), asked.verdict)
  if (!decided.ok) {
    if (decided.refusal.code === 'missing') return notFound(c)
    if (!isStaleRefusal(decided.refusal)) return told(decided.refusal.message, 422)
    const now = decided.refusal.current
    return told(now.decidedBy === null ? m.intake_moved() : m.intake_moved_by({ who: now.decidedBy, what: decisionWords(now) }), 409)
  }
  const { draft, moved } = decided.value
  const desk = (await readDesk(c, by, [draftId, ...moved]))!
  return isJson(c) ? cardJson(c, desk, draftId, { moved }) : c.redirect(`${addresses.intakeText({ id })}#${nextAnchor(desk.drafts, draft)}`, 303)
}

// ---- mending ---------------------------------------------------------------------------------------------------------------

const choicesOf = (desk: Desk) => {
  const of = (kind: Draft['kind']) =>
    desk.drafts
      .filter((draft) => draft.kind === kind && draft.decision !== 'rejected')
      .map((draft) => ({
        value: draft.key,
        label: kind === 'event' ? `${titleOf(draft, desk.names)} (${detailsOf(draft, desk.names)})` : titleOf(draft, desk.names),
      }))
  return { organisations: of('organisation'), people: of('person'), events: of('event') }
}

const asTyped = (body: FormBody): MendTyped => ({
  one: (name) => typed(body, name),
  many: (name) => typedList(body, name),
  date: (name) => typedBoxes(body, name),
})

async function mend(c: Context, by: Officer): Promise<Response> {
  const here = c.get('here')
  const [id, draftId] = [named(c, 'id'), named(c, 'draft')]
  const body = await readForm(c)
  const desk = await readDesk(c, by)
  const draft = desk?.drafts.find((one) => one.id === draftId)
  if (desk === null || draft === undefined) return notFound(c)
  const form = checked(draftForms[draft.kind], body)
  const again = async (shown: Draft, more: Pick<Parameters<typeof MendForm>[0], 'errors' | 'conflict'>, status: 409 | 422): Promise<Response> => {
    const props = { textId: id, draft: shown, typed: asTyped(body), names: desk.names, choices: choicesOf(desk), homeName: desk.homeName, ...more }
    return isJson(c)
      ? c.json({ form: String(await (<MendForm {...props} />).toString()) }, status)
      : c.html(<MendPage shell={c.get('shell')} text={desk.text} {...props} />, status)
  }
  if (!form.ok) return again(draft, { errors: form.faults }, 422)
  const content = mended(draft, form.value)
  const done = await mendDraft(here, by, id, draftId, versionOf(body), content)
  if (!done.ok) {
    if (done.refusal.code === 'missing') return notFound(c)
    if (!isStaleRefusal(done.refusal)) return again(draft, { errors: [{ name: done.refusal.field ?? '', message: done.refusal.message }] }, 422)
    const now = done.refusal.current
    const mine = { ...now, ...content } as Draft
    const rows = [
      { field: m.intake_conflict_title(), theirs: titleOf(now, desk.names), yours: titleOf(mine, desk.names) },
      { field: m.intake_conflict_details(), theirs: detailsOf(now, desk.names), yours: detailsOf(mine, desk.names) },
    ].filter(({ theirs, yours }) => theirs !== yours)
    return again(
      now,
      {
        conflict: {
          who: now.decidedBy ?? undefined,
          when: now.decidedAt === null ? m.intake_conflict_now() : momentInWords(now.decidedAt, desk.timeZone),
          rows,
        },
      },
      409,
    )
  }
  const after = (await readDesk(c, by, [draftId, ...done.value.moved]))!
  return isJson(c)
    ? cardJson(c, after, draftId, { moved: done.value.moved })
    : c.redirect(`${addresses.intakeText({ id })}#${nextAnchor(after.drafts, done.value.draft)}`, 303)
}

// ---- saving ----------------------------------------------------------------------------------------------------------------

function savedWords({ made, confirmed, waiting }: Saved): string {
  const parts: [number, (count: number) => string][] = [
    [made.organisation, (count) => m.intake_made_organisations({ count })],
    [made.person, (count) => m.intake_made_people({ count })],
    [made.relation, (count) => m.intake_made_relations({ count })],
    [made.event, (count) => m.intake_made_events({ count })],
    [made.symbolic_act, (count) => m.intake_made_acts({ count })],
    [made.commitment, (count) => m.intake_made_promises({ count })],
    [made.fields, (count) => m.intake_made_fields({ count })],
  ]
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, say]) => say(count))
    .join(', ')
  return [
    words === '' ? '' : m.intake_saved({ words }),
    confirmed === 0 ? '' : m.intake_saved_confirmed({ count: confirmed }),
    waiting.length === 0 ? '' : m.intake_saved_waiting({ count: waiting.length }),
  ]
    .filter((one) => one !== '')
    .join(' ')
}

async function save(c: Context, by: Officer): Promise<Response> {
  const id = named(c, 'id')
  const body = await readForm(c)
  const saved = await saveDecided(c.get('here'), by, id, {
    published: typed(body, 'published') !== '',
    publishedPromises: typed(body, 'publishedPromises') !== '',
  })
  if (saved.ok)
    return goWithNotice(c, addresses.intakeText({ id }), {
      text: savedWords(saved.value),
      undo: addresses.activityUndo({ id: saved.value.activityId }),
      ...(saved.value.waiting.length > 0 ? { tone: 'soon' as const } : {}),
    })
  const desk = await readDesk(c, by)
  return desk === null ? notFound(c) : c.html(<DeskPage shell={c.get('shell')} desk={desk} failed={saved.refusal.message} />, 422)
}

/** What the desk says of a language model; null when the settings name none. */
async function modelOf(c: Context, by: Reader, model: ModelParts | undefined): Promise<ModelView> {
  if (model === undefined) return null
  const reading = await c.get('here').db.inOffice(by.officeId, (tx) => modelReadingOf(tx, named(c, 'id')))
  return { shown: shownOf(model.address), url: model.address.url, reading }
}

export const deskRoutes = (model?: ModelParts): Routes =>
  new Routes()
    .get(addresses.intakeText, readers, async (c, by) => {
      const officer = provenOfficer(by)
      if (officer !== null) await rematch(c.get('here'), officer, named(c, 'id'))
      const desk = await readDesk(c, by)
      if (desk === null) return notFound(c)
      if (desk.text.readAt === null && desk.text.trouble === '' && by.role === 'officer') return c.redirect(addresses.intakeDate({ id: desk.text.id }), 303)
      const triage = await c.get('here').db.inOffice(by.officeId, (tx) => triagePlace(tx, desk.text.id))
      return c.html(<DeskPage shell={c.get('shell')} desk={{ ...desk, triage }} model={await modelOf(c, by, model)} timeZone={desk.timeZone} />)
    })
    .post(addresses.intakeDecisions, officers, async (c, by) => {
      const id = named(c, 'id')
      const accepted = await acceptRest(c.get('here'), by, id)
      return accepted.ok ? goWithNotice(c, addresses.intakeText({ id }), { text: m.intake_accepted_rest({ count: accepted.value }) }) : notFound(c)
    })
    .post(addresses.intakeDraftDecision, officers, (c, by) => decide(c, by))
    .get(addresses.intakeDraft, officers, async (c, by) => {
      const desk = await readDesk(c, by)
      const draft = desk?.drafts.find((one) => one.id === named(c, 'draft'))
      if (desk === null || draft === undefined) return notFound(c)
      if (draft.savedAt !== null) return c.redirect(`${addresses.intakeText({ id: desk.text.id })}#${anchorOf(draft)}`, 303)
      const props = { textId: desk.text.id, draft, typed: typedFrom(draft), names: desk.names, choices: choicesOf(desk), homeName: desk.homeName }
      return isJson(c)
        ? c.json({ form: String(await (<MendForm {...props} />).toString()) })
        : c.html(<MendPage shell={c.get('shell')} text={desk.text} {...props} />)
    })
    .post(addresses.intakeDraft, officers, (c, by) => mend(c, by))
    .post(addresses.intakeSaving, officers, (c, by) => save(c, by))
