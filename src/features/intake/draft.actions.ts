// Decides drafts and mends them before they are saved; a decision on what another tab has moved meanwhile is refused and shown.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { personById } from '#features/organisations/people/person.queries.ts'
import { eventById } from '#features/events/event.queries.ts'
import { placeById, placesNamed } from '#features/places/place.queries.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { ok, refuse, type Refusal, type Result, stale, type Stale } from '#platform/result.ts'
import { type Draft, type DraftContent, type DraftMatch, type OrganisationData, isTakenTogether, linksOf, type Resolution } from './draft.ts'
import { draftOf, draftsOf } from './draft.queries.ts'
import { drafts } from './draft.table.ts'
import { matchedAll, subjectOf } from './match.queries.ts'
import { rematchIn } from './reading.actions.ts'
import { textById, textHeld } from './text.queries.ts'

/**
 * accepted: it is so, and is what the register knows it as if that is certain · new: it is so, and nothing the register has · same: it is the record `recordId` ·
 * settled: where it differs from the record it was held against, this is to stand.
 */
export type Verdict =
  | { readonly decision: 'accepted' | 'new' | 'rejected' | 'undecided' }
  | { readonly decision: 'same'; readonly recordId: string }
  | { readonly decision: 'settled'; readonly resolution: Resolution }

/** A draft as it was decided; `moved` are ids of others that are matched or worded otherwise since, because they speak of it. */
export type Decided = { readonly draft: Draft; readonly moved: readonly string[] }

/** Decides one draft that still has the given version. A saved one stands: its record is changed in the register, or the saving taken back. */
export const decideDraft = (
  here: Here,
  by: Officer,
  textId: string,
  id: string,
  version: number,
  verdict: Verdict,
): Promise<Result<Decided, Refusal | Stale<Draft>>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Decided, Refusal | Stale<Draft>>> => {
    const seen = await asSeen(tx, textId, id, version)
    if (!seen.ok) return seen
    const before = seen.value
    const decided = await stateOf(tx, before, verdict)
    return decided.ok ? ok(await written(tx, here, by, before, decided.value)) : decided
  })

/** „Приеми всички останали“: accepts the undecided drafts of the text that need no second look. Answers how many. */
export const acceptRest = (here: Here, by: Officer, textId: string): Promise<Result<number>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const text = await textHeld(tx, textId)
    if (text === null) return missing()
    await rematchIn(tx, here, text)
    const open = (await draftsOf(tx, textId)).filter((draft) => draft.decision === 'undecided' && isTakenTogether(draft))
    for (const draft of open) {
      const decided = await stateOf(tx, draft, { decision: 'accepted' })
      if (!decided.ok) return decided
      await write(tx, here, by, draft, decided.value)
    }
    return ok(open.length)
  })

/** Writes the mended content over the draft and accepts it: who corrects a draft means it. */
export const mendDraft = (
  here: Here,
  by: Officer,
  textId: string,
  id: string,
  version: number,
  mended: DraftContent,
): Promise<Result<Decided, Refusal | Stale<Draft>>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Decided, Refusal | Stale<Draft>>> => {
    const seen = await asSeen(tx, textId, id, version)
    if (!seen.ok) return seen
    const before = seen.value
    const content =
      before.kind === 'organisation' && mended.kind === 'organisation' ? { ...mended, data: await placedAnew(tx, before.data, mended.data) } : mended
    const others = await draftsOf(tx, textId)
    const unknown = linksOf(content).find((key) => !others.some((one) => one.key === key))
    if (unknown !== undefined) return refuse('unknown-draft', m.intake_form_partner_gone(), 'partners')
    const match = await rematched(tx, textId, { ...before, ...content, match: null } as Draft)
    await tx
      .update(drafts)
      .set({ data: content.data, links: linksOf(content), match })
      .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, id)))
    const decided =
      before.decision === 'same'
        ? { decision: before.decision, recordId: before.recordId, resolution: before.resolution }
        : match?.sure === true
          ? ({ decision: 'same', recordId: match.id, resolution: null } as const)
          : ({ decision: 'accepted', recordId: null, resolution: null } as const)
    const { draft, moved } = await written(tx, here, by, before, decided)
    const speaking = others.filter((one) => linksOf(one).includes(before.key)).map((one) => one.id)
    return ok({ draft, moved: [...new Set([...moved, ...speaking])] })
  })

/**
 * „Лимош“, heard as Limoux, is mended to „Лимож“: the name is another town's, so its place, and what was written of the first town by itself, give way to that
 * town's. A name no town has is another spelling, and the place stays.
 */
async function placedAnew(tx: OfficeTx, before: OrganisationData, after: OrganisationData): Promise<OrganisationData> {
  const typed = Object.entries(after.name).filter(([language, name]) => before.name[language] !== name)
  if (after.placeId === null || after.placeId !== before.placeId || typed.length === 0) return after
  const heard = await placeById(tx, after.placeId)
  const heardKeys = new Set(heard === null ? [] : [heard.name, ...heard.names].map(joinedKey))
  const meant = typed.filter(([, name]) => !heardKeys.has(joinedKey(name)))
  const towns = await placesNamed(
    tx,
    meant.map(([, name]) => ({ name, country: after.country })),
  )
  const found = towns.find((id) => id !== null)
  const place = found === undefined ? null : await placeById(tx, found)
  if (place === null || place.id === after.placeId) return after
  const untouched = (language: string): boolean => before.name[language] === after.name[language]
  const name = Object.fromEntries(
    Object.entries(after.name).map(([language, own]) => [
      language,
      untouched(language) && heardKeys.has(joinedKey(own)) ? nameFor(place, language === 'bg' ? 'bg' : 'en') : own,
    ]),
  )
  const native = after.nativeName !== null && heardKeys.has(joinedKey(after.nativeName)) && after.nativeName === before.nativeName
  return {
    ...after,
    placeId: place.id,
    name,
    nativeName: native ? place.name : after.nativeName,
    // what the text wrote is learnt; the other town's own names are not
    aliases: after.aliases.filter((alias) => (alias === before.name['bg'] || !heardKeys.has(joinedKey(alias))) && !Object.values(name).includes(alias)),
  }
}

const missing = () => refuse('missing', m.intake_draft_missing())

/** The draft, held, when it is still what the officer saw: there, not saved, and of that version. */
async function asSeen(tx: OfficeTx, textId: string, id: string, version: number): Promise<Result<Draft, Refusal | Stale<Draft>>> {
  if (!isId(id) || (await textHeld(tx, textId)) === null) return missing()
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId), eq(drafts.id, id)))
    .for('update')
  if (row === undefined) return missing()
  const draft = draftOf(row)
  if (draft.savedAt !== null) return refuse('saved', m.intake_saved_already())
  return draft.version === version ? ok(draft) : stale(m.platform_stale(), draft)
}

type State = Pick<Draft, 'decision' | 'recordId' | 'resolution'>

/** What the draft is by the register as it stands now. */
async function rematched(tx: OfficeTx, textId: string, draft: Draft): Promise<DraftMatch | null> {
  const text = await textById(tx, textId)
  if (text === null) return null
  const all = (await draftsOf(tx, textId)).map((one) => (one.id === draft.id ? draft : one))
  const subjects = all.map((one) => subjectOf(text.body, one.id === draft.id ? { ...one, decision: 'undecided' } : one))
  return (await matchedAll(tx, subjects, text.published)).get(draft.key) ?? null
}

async function stateOf(tx: OfficeTx, draft: Draft, verdict: Verdict): Promise<Result<State>> {
  const resolution = null
  if (verdict.decision === 'same')
    return (await exists(tx, draft, verdict.recordId)) ? ok({ ...verdict, resolution }) : refuse('unknown-record', m.intake_same_missing(), 'same')
  if (verdict.decision === 'new') return ok({ decision: 'accepted', recordId: null, resolution })
  if (verdict.decision === 'settled') {
    const known = draft.match !== null && (await exists(tx, draft, draft.match.id))
    return ok({ decision: known ? 'same' : 'accepted', recordId: known ? draft.match!.id : null, resolution: verdict.resolution })
  }
  if (verdict.decision !== 'accepted') return ok({ decision: verdict.decision, recordId: null, resolution })
  // The register may have learned of it while the desk stood open.
  const match = draft.match ?? (draft.kind === 'organisation' ? await rematched(tx, draft.textId, draft) : null)
  const known = match !== null && match.sure && (await exists(tx, draft, match.id))
  return ok(known ? { decision: 'same', recordId: match.id, resolution } : { decision: 'accepted', recordId: null, resolution })
}

/** Whether a record of the draft's own kind stands in the register; for a statement and the like only what was offered can be meant. */
async function exists(tx: OfficeTx, draft: Draft, id: string): Promise<boolean> {
  switch (draft.kind) {
    case 'organisation':
      return (await organisationById(tx, id)) !== null
    case 'person':
      return (await personById(tx, id)) !== null
    case 'event':
      return (await eventById(tx, id)) !== null
    default:
      return draft.match?.id === id
  }
}

/** The record that others of the text lean on. */
const recordOf = ({ decision, recordId, match }: Draft): string | null =>
  decision === 'undecided' ? (match?.sure === true ? match.id : null) : decision === 'rejected' ? null : recordId

async function written(tx: OfficeTx, here: Here, by: Officer, before: Draft, decided: State): Promise<Decided> {
  const draft = await write(tx, here, by, before, decided)
  // Whoever the partner is decides which of its events and promises the others may be.
  const text = draft.kind === 'organisation' && recordOf(before) !== recordOf(draft) ? await textById(tx, draft.textId) : null
  return { draft, moved: text === null ? [] : await rematchIn(tx, here, text) }
}

async function write(tx: OfficeTx, here: Here, by: Officer, before: Draft, decided: State): Promise<Draft> {
  const now = here.clock.now()
  const open = decided.decision === 'undecided'
  const [row] = await tx
    .update(drafts)
    .set({ ...decided, decidedBy: open ? null : by.name, decidedAt: open ? null : now, version: sql`${drafts.version} + 1`, updatedAt: now })
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, before.id)))
    .returning()
  return draftOf(row!)
}
