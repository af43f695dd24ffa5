// Writes documents: hangs a kept file on things, changes what is said of it, removes it and puts it back, moves it with a merged record.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { retitleText } from '#platform/search/texts.ts'
import { EMPTY_TEXT, isEmptyText, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import {
  type DocumentKind,
  documentState,
  type DocumentState,
  type DocumentThing,
  type DocumentValues,
  kindFromName,
  type KeptFile,
  type Place,
  placeKey,
  titleFromName,
  UNDO_DAYS,
} from './document.ts'
import { type DocumentRow, documentPlaces, documents } from './document.table.ts'
import { tellsPlace } from './media.ts'
import { namedPlaces } from './place.queries.ts'

type Standing = { readonly row: DocumentRow; readonly state: DocumentState }
export type Written = { readonly id: string; readonly activityId: string }
export type DocumentStale = Stale<{ readonly version: number; readonly state: DocumentState; readonly updatedAt: Date }>

const label = (state: DocumentState): string => textIn(state.title, state.title.source)
const missing = (): Result<never> => refuse('missing', m.documents_missing())
const refuseStale = ({ row, state }: Standing): Result<never, DocumentStale> =>
  stale(m.platform_stale(), { version: row.version, state, updatedAt: row.updatedAt })

async function standingOf(tx: OfficeTx, row: DocumentRow): Promise<Standing> {
  const places = await tx
    .select({ thing: documentPlaces.thing, thingId: documentPlaces.thingId })
    .from(documentPlaces)
    .where(and(eq(documentPlaces.officeId, tx.officeId), eq(documentPlaces.documentId, row.id)))
    .orderBy(asc(documentPlaces.id))
  const named = await namedPlaces(tx, places)
  const { title, kind, language, date, hash, fileName, media, bytes, publishedAt } = row
  return {
    row,
    state: {
      title,
      kind,
      language,
      date,
      hash,
      fileName,
      media,
      bytes,
      publishedAt: publishedAt?.toISOString() ?? null,
      places: places.map((place) => ({ ...place, label: named.get(placeKey(place))?.title ?? '' })),
    },
  }
}

async function standing(tx: OfficeTx, id: string): Promise<Standing | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.officeId, tx.officeId), eq(documents.id, id)))
    .for('update')
  return row === undefined ? null : standingOf(tx, row)
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Standing | null,
  after: DocumentState | null,
  act: `document.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.row.version ?? 0) + 1
  const itself = and(eq(documents.officeId, tx.officeId), eq(documents.id, id))
  if (after === null) await tx.update(documents).set({ deletedAt: now, updatedAt: now, version }).where(itself)
  else {
    const { places, publishedAt, ...columns } = after
    const row = { ...columns, publishedAt: publishedAt === null ? null : new Date(publishedAt), version, updatedAt: now, deletedAt: null }
    if (before === null) await tx.insert(documents).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else {
      await tx.update(documents).set(row).where(itself)
      await tx.delete(documentPlaces).where(and(eq(documentPlaces.officeId, tx.officeId), eq(documentPlaces.documentId, id)))
    }
    if (places.length > 0)
      await tx.insert(documentPlaces).values(places.map(({ thing, thingId }) => ({ officeId: tx.officeId, id: newId(), documentId: id, thing, thingId })))
    if (before !== null && (titleWords(before.state) !== titleWords(after) || before.state.language !== after.language))
      await retitleText(tx, 'document', id, { language: after.language, title: titleWords(after) })
  }
  await indexNames(tx, 'document', id, after === null ? [] : [...Object.values(after.title.in).map(({ text }) => text), titleFromName(after.fileName)])
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: label(after ?? before!.state),
    before: before === null || before.row.deletedAt !== null ? null : { ...before.state },
    after: after === null ? null : { ...after },
    version,
  })
  return { id, activityId }
}

/** The title in every language, for the search. */
export const titleWords = ({ title }: Pick<DocumentState, 'title'>): string =>
  Object.values(title.in)
    .map(({ text }) => text)
    .join(' · ')

/** The things with their names, each once; refuses one that is not in the register, unless the document hung on it already. */
async function tied(tx: OfficeTx, places: readonly Place[], already: DocumentState['places'] = []): Promise<Result<DocumentState['places']>> {
  const wanted = [...new Map(places.map((place) => [placeKey(place), place])).values()]
  const named = await namedPlaces(tx, wanted)
  const kept: DocumentState['places'] = []
  for (const { thing, thingId } of wanted) {
    const found = named.get(placeKey({ thing, thingId }))
    const known = already.some((one) => placeKey(one) === placeKey({ thing, thingId }))
    if (found === undefined || (found.href === null && !known)) return refuse('missing-thing', m.documents_thing_gone(), 'more')
    kept.push({ thing, thingId, label: found.title })
  }
  return ok(kept)
}

/** A file that is to be hung; what is left out is guessed from its name. */
export type NewDocument = KeptFile & {
  readonly places: readonly Place[]
  readonly title?: LocalTextForm
  readonly kind?: DocumentKind
  readonly language?: string
  readonly date?: DocumentValues['date']
  readonly published?: boolean
}

/** `as`: new; the office had the file and it now hangs here too; or it hung here before and nothing was changed. */
export type Hung = { readonly id: string; readonly activityId: string | null; readonly as: 'new' | 'hung' | 'known'; readonly title: string }

/** Hangs a kept file on things. A file the office has already is not doubled: its document hangs on more things instead. */
export const addDocument = (here: Here, by: Officer, file: NewDocument): Promise<Result<Hung>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Hung>> => {
    const [known] = await tx
      .select()
      .from(documents)
      .where(and(eq(documents.officeId, tx.officeId), eq(documents.hash, file.hash), isNull(documents.deletedAt)))
      .orderBy(asc(documents.id))
      .limit(1)
      .for('update')
    if (known !== undefined) {
      const before = await standingOf(tx, known)
      const places = await tied(tx, [...before.state.places, ...file.places], before.state.places)
      if (!places.ok) return places
      const title = label(before.state)
      if (places.value.length === before.state.places.length) return ok({ id: known.id, activityId: null, as: 'known', title })
      const written = await write(tx, here, by, known.id, before, { ...before.state, places: places.value }, 'document.changed')
      return ok({ ...written, as: 'hung', title })
    }
    const places = await tied(tx, file.places)
    if (!places.ok) return places
    const at = here.clock.now()
    const title = revised(EMPTY_TEXT, file.title ?? { bg: titleFromName(file.fileName) }, at)
    if (isEmptyText(title)) return refuse('no-title', m.documents_title_missing(), 'title')
    if (file.published === true && tellsPlace(file.media)) return refuseShowing()
    const { hash, bytes, media, fileName } = file
    const state: DocumentState = {
      title,
      hash,
      bytes,
      media,
      fileName,
      places: places.value,
      kind: file.kind ?? kindFromName(fileName, media),
      language: file.language ?? '',
      date: file.date ?? null,
      publishedAt: file.published === true ? at.toISOString() : null,
    }
    return ok({ ...(await write(tx, here, by, newId(), null, state, 'document.created')), as: 'new', title: label(state) })
  })

const refuseShowing = (): Result<never> => refuse('tells-place', m.documents_tells_place(), 'published')

/** Changes a document that still has the given version; a stale save is refused with what stands there now. */
export const changeDocument = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: DocumentValues,
): Promise<Result<Written, Refusal | DocumentStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | DocumentStale>> => {
    const before = await standing(tx, id)
    if (before === null || before.row.deletedAt !== null) return missing()
    if (before.row.version !== version) return refuseStale(before)
    const at = here.clock.now()
    const title = revised(before.state.title, values.title, at)
    if (isEmptyText(title)) return refuse('no-title', m.documents_title_missing(), 'title')
    if (values.published && tellsPlace(before.row.media)) return refuseShowing()
    const places = await tied(tx, values.places, before.state.places)
    if (!places.ok) return places
    const { kind, language, date, published } = values
    const publishedAt = published ? (before.state.publishedAt ?? at.toISOString()) : null
    return ok(await write(tx, here, by, id, before, { ...before.state, title, kind, language, date, publishedAt, places: places.value }, 'document.changed'))
  })

/** Takes a document out of the register; undo brings it back for UNDO_DAYS, as long as its file is kept. */
export const removeDocument = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
): Promise<Result<Written & { readonly label: string }, Refusal | DocumentStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written & { readonly label: string }, Refusal | DocumentStale>> => {
    const before = await standing(tx, id)
    if (before === null || before.row.deletedAt !== null) return missing()
    if (before.row.version !== version) return refuseStale(before)
    return ok({ ...(await write(tx, here, by, id, before, null, 'document.removed')), label: label(before.state) })
  })

const DAY_MS = 86_400_000

/** Puts a document back to an earlier state; refuses when it has moved on since, or was removed so long ago that its file is gone. */
export const restoreDocument: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await standing(tx, id)
    if (before === null) return missing()
    if (before.row.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: label(before.state) }))
    const removed = before.row.deletedAt
    if (to !== null && removed !== null && here.clock.now().getTime() - removed.getTime() > UNDO_DAYS * DAY_MS)
      return refuse('file-gone', m.documents_file_gone({ label: label(before.state), days: UNDO_DAYS }))
    const after = to === null ? null : documentState.parse(to)
    if (after !== null) {
      const hung = await standingPlaces(tx, after.places)
      const places = await tied(tx, hung, hung)
      if (!places.ok) return places
      return ok(await write(tx, here, by, id, before, { ...after, places: places.value }, 'document.restored'))
    }
    return ok(await write(tx, here, by, id, before, null, 'document.restored'))
  })

/** What it hung on may have been merged meanwhile. */
async function standingPlaces(tx: OfficeTx, places: DocumentState['places']): Promise<DocumentState['places']> {
  const now: DocumentState['places'] = []
  for (const place of places) {
    const { thing } = place
    now.push(thing === 'organisation' || thing === 'person' ? { ...place, thingId: await standingFor(tx, thing, place.thingId) } : place)
  }
  return now
}

/**
 * Moves every document of one thing to another, within the change that merges the two: undone together with it. What hangs on both already
 * hangs once afterwards. Removed documents stay where they were and come back there.
 */
export async function moveDocuments(
  here: Here,
  tx: OfficeTx,
  by: Actor,
  thing: DocumentThing,
  fromId: string,
  toId: string,
): Promise<Result<{ moved: number }>> {
  const rows = await tx
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.officeId, tx.officeId),
        isNull(documents.deletedAt),
        inArray(
          documents.id,
          tx
            .select({ id: documentPlaces.documentId })
            .from(documentPlaces)
            .where(and(eq(documentPlaces.officeId, tx.officeId), eq(documentPlaces.thing, thing), eq(documentPlaces.thingId, fromId))),
        ),
      ),
    )
    .orderBy(asc(documents.id))
    .for('update')
  for (const row of rows) {
    const before = await standingOf(tx, row)
    const moved = before.state.places.map((place): Place => (place.thing === thing && place.thingId === fromId ? { thing, thingId: toId } : place))
    const places = await tied(tx, moved, [...before.state.places, { thing, thingId: toId, label: '' }])
    if (!places.ok) return places
    await write(tx, here, by, row.id, before, { ...before.state, places: places.value }, 'document.followed')
  }
  return ok({ moved: rows.length })
}
