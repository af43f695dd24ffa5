// The addresses of documents: the list, the upload, one, its file and its small picture, its form, its removal.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { SPOKEN } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { type Here, within } from '#platform/here.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, ok, type Refusal } from '#platform/result.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { revised } from '#platform/texts/local-text.ts'
import { addDocument, changeDocument, type Hung, removeDocument } from './document.actions.ts'
import { bodyOfDocument, DocumentFormPage, DocumentPage, DocumentsPage } from './document.pages.tsx'
import { documentById, documentLanguages, documentPage, type DocumentWhole, type FileOf, fileOf } from './document.queries.ts'
import {
  documentFieldWords,
  type DocumentForm,
  documentForm,
  type DocumentState,
  isDocumentKind,
  isDocumentThing,
  type Place,
  placeFrom,
  placeKey,
  titleFromName,
} from './document.ts'
import { handOut } from './handing.ts'
import { hasThumbnail, isInline, mediaType, nameWithItsEnding } from './media.ts'
import { drawThumbnail, thumbnailName } from './pictures.ts'
import { namedPlaces, placeChoices } from './place.queries.ts'
import { type Brought, dropAll, takeUpload } from './upload.ts'
import { UploadPage, type UploadPageProps } from './upload.pages.tsx'

export type DocumentRouteParts = {
  readonly files: FileStore
  /** Called when something new waits to be read. */
  readonly wake: () => void
}

export const documentRoutes = ({ files, wake }: DocumentRouteParts): Routes =>
  new Routes()
    .get(addresses.documents, readers, async (c, by) => {
      const asked = askedOf(c)
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        page: await documentPage(tx, asked, turn),
        languages: await documentLanguages(tx),
        on: asked.thing === undefined || asked.thingId === undefined ? null : await namedPlaces(tx, [{ thing: asked.thing, thingId: asked.thingId }]),
      }))
      const [onThing] = [...(read.on?.values() ?? [])]
      return c.html(
        <DocumentsPage
          shell={c.get('shell')}
          asked={asked}
          onThing={onThing?.title ?? null}
          page={read.page}
          languages={read.languages.languages}
          any={read.languages.any}
        />,
      )
    })
    .get(addresses.documentNew, officers, async (c, by) => {
      const target = await targetOf(c.get('here'), by, [c.req.query('on') ?? ''])
      return uploadPage(c, target)
    })
    .get(addresses.documentThings, readers, async (c, by) => {
      const q = (c.req.query('q') ?? '').trim().slice(0, 200)
      return c.json({ items: await c.get('here').db.inOffice(by.officeId, (tx) => placeChoices(tx, q)) })
    })
    .post(addresses.documents, officers, (c, by) => upload(c, by, files, wake))
    .get(addresses.document, readers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const found = await documentById(tx, c.req.param('id')!)
        return found === null ? null : { found, lines: await historyOf(tx, 'document', found.document.id) }
      })
      if (read === null) return notFound(c)
      const history = historyInWords(read.lines, { what: whatHappened, fields: () => documentFieldWords(), timeZone: zoneOf(c), undo: by.role === 'officer' })
      const added = momentInWords(read.found.document.createdAt, zoneOf(c))
      return c.html(<DocumentPage shell={c.get('shell')} found={read.found} history={history} added={added} />)
    })
    .get(addresses.documentFile, readers, async (c, by) => {
      const file = await c.get('here').db.inOffice(by.officeId, (tx) => fileOf(tx, c.req.param('id')!))
      if (file === null) return notFound(c)
      const { hash: name, media } = file
      const inline = isInline(media) && c.req.query('save') === undefined
      const handed = await handOut(c.req.raw, files, { name, type: mediaType(media), fileName: nameWithItsEnding(file.fileName, media), inline })
      return handed ?? notFound(c)
    })
    .get(addresses.documentThumbnail, readers, async (c, by) => {
      const file = await c.get('here').db.inOffice(by.officeId, (tx) => fileOf(tx, c.req.param('id')!))
      return file === null || !hasThumbnail(file.media) ? notFound(c) : ((await smallPicture(c, files, file)) ?? notFound(c))
    })
    .get(addresses.documentEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, found, found.document.version, bodyOfDocument(found))
    })
    .post(addresses.document, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const id = found.document.id
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      const version = Number(typed(body, 'version')) || found.document.version
      const form = checked(documentForm, body)
      if (!form.ok) return formPage(c, found, version, body, { faults: form.faults }, 422)
      const places = await placesMeant(c, by, found, form.value)
      if ('fault' in places) return formPage(c, found, version, body, { faults: [places.fault] }, 422)
      const { title, kind, language, date, published } = form.value
      const changed = await changeDocument(c.get('here'), by, id, version, { title, kind, language, date, published, places: places.places })
      if (changed.ok)
        return goWithNotice(c, addresses.document({ id }), { text: m.documents_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      if (isStaleRefusal<Current>(changed.refusal)) return conflictPage(c, by, found, changed.refusal.current, body, form.value, places.places)
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, found, version, body, { faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.documentRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeDocument(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.documents(), {
          text: m.documents_removed({ title: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.document({ id }), { text: removed.refusal.message, tone: 'late' })
    })

type Current = { readonly version: number; readonly state: DocumentState; readonly updatedAt: Date }

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const languagesOf = (c: Context): readonly string[] => c.get('visitor')!.office.languages
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<DocumentWhole | null> => c.get('here').db.inOffice(by.officeId, (tx) => documentById(tx, c.req.param('id')!))

function askedOf(c: Context) {
  const [q = '', kind = '', thing = '', on = '', language = '', seen] = ['q', 'kind', 'thing', 'on', 'language', 'public'].map((name) => c.req.query(name))
  const place = placeFrom(`${thing}:${on}`)
  return {
    q: q.trim() === '' ? undefined : q.trim().slice(0, 200),
    kind: isDocumentKind(kind) ? kind : undefined,
    thing: isDocumentThing(thing) ? thing : undefined,
    thingId: place === null ? undefined : place.thingId,
    language: SPOKEN.includes(language) ? language : undefined,
    public: seen === 'yes' || seen === 'no' ? (seen as 'yes' | 'no') : undefined,
  }
}

// ---- the file's small picture ----------------------------------------------------------------------------------------------

/** Handed out when it lies there, drawn when it should and does not; null when there is none. */
async function smallPicture(c: Context, files: FileStore, file: FileOf): Promise<Response | null> {
  const name = thumbnailName(file.hash)
  const picture = { name, type: 'image/webp', fileName: null, inline: true }
  const laid = await handOut(c.req.raw, files, picture)
  // What the job could not draw would only be tried in vain again.
  if (laid !== null || (file.readAt !== null && file.drawnAt === null)) return laid
  const bytes = await bytesOf(files, file.hash)
  if (bytes === null) return null
  const drawn = await drawThumbnail(files, file.hash, file.media, bytes)
  return drawn.small === null ? null : handOut(c.req.raw, files, picture)
}

// ---- the upload --------------------------------------------------------------------------------------------------------------

/** What new files are to hang on, as it is called, and the page to go back to. */
type Target = { readonly places: readonly Place[]; readonly on: UploadPageProps['on']; readonly back: UploadPageProps['back'] }

async function targetOf(here: Here, by: Officer, keys: readonly string[]): Promise<Target> {
  const places = keys.flatMap((key) => placeFrom(key) ?? [])
  const named = await here.db.inOffice(by.officeId, (tx) => namedPlaces(tx, places))
  const live = [...named.values()].filter(({ href }) => href !== null)
  const [first] = live
  return {
    places,
    on: live.map((place) => ({ key: placeKey(place), title: place.title })),
    back: first === undefined ? { href: addresses.documents(), text: m.documents_title() } : { href: first.href!, text: first.title },
  }
}

const uploadPage = (c: Context, target: Target, more: Pick<UploadPageProps, 'kept' | 'faults'> = {}, status: 200 | 413 | 422 = 200) =>
  c.html(<UploadPage shell={c.get('shell')} on={target.on} back={target.back} {...more} />, status)

type Came = { readonly name: string; readonly hung?: Hung; readonly refusal?: Refusal }

async function upload(c: Context, by: Officer, files: FileStore, wake: () => void): Promise<Response> {
  const here = c.get('here')
  const json = c.req.query('as') === 'json'
  const taken = await takeUpload(c.req.raw, files)
  if (!taken.ok) {
    if (json) return c.json({ files: [], message: taken.refusal.message }, 422)
    return uploadPage(c, await targetOf(here, by, []), { faults: [faultOf(taken.refusal)] }, 422)
  }
  const { fields, files: brought } = taken.value
  const target = await targetOf(here, by, fields.get('on') ?? [])
  if (brought.length === 0) {
    if (json) return c.json({ files: [], message: m.documents_nothing_chosen() }, 422)
    return uploadPage(c, target, { faults: [{ name: 'files', message: m.documents_nothing_chosen() }] }, 422)
  }
  const kind = fields.get('kind')?.[0] ?? ''
  const came = await hang(here, by, brought, target.places, isDocumentKind(kind) ? kind : undefined, languagesOf(c)[0]!)
  if (came.some(({ hung }) => hung?.as === 'new')) wake()
  const refused = came.flatMap(({ name, refusal }) => (refusal === undefined ? [] : [{ name: 'files', message: `„${name}“: ${refusal.message}` }]))
  const kept = came.flatMap(({ hung }) => hung ?? [])
  const undo = kept.find(({ activityId }) => activityId !== null)?.activityId ?? null
  if (json) {
    const answers = came.map(({ name, hung, refusal }) => ({ name, ok: refusal === undefined, id: hung?.id, message: refusal?.message ?? hungInWords(hung!) }))
    return c.json({ files: answers, to: `${target.back.href.split('#')[0]}#documents` }, refused.length > 0 ? 422 : 200)
  }
  if (refused.length > 0) return uploadPage(c, target, { kept, faults: refused }, 422)
  const text = kept.length === 1 ? hungInWords(kept[0]!) : m.documents_kept({ count: kept.length })
  return goWithNotice(c, target.back.href, { text, ...(undo === null ? {} : { undo: addresses.activityUndo({ id: undo }) }) })
}

const hungInWords = ({ as, title }: Hung): string =>
  as === 'new' ? m.documents_kept_one({ title }) : as === 'hung' ? m.documents_hung_too({ title }) : m.documents_known({ title })

/** Keeps the files and hangs them, all in one change; a file that is refused leaves the others standing. */
async function hang(
  here: Here,
  by: Officer,
  brought: readonly Brought[],
  places: readonly Place[],
  kind: DocumentForm['kind'] | undefined,
  language: string,
): Promise<Came[]> {
  const kept: (Brought & { readonly failed?: Refusal })[] = []
  try {
    for (const one of brought) {
      const laid = one.ok ? await one.taken.keep() : ok(null)
      kept.push(laid.ok ? one : { ...one, failed: laid.refusal })
    }
  } catch (error) {
    await dropAll(brought)
    throw error
  }
  // A file already kept whose document is then refused belongs to nobody: the daily sweep takes it away.
  return here.db.inOffice(by.officeId, async (tx) => {
    const came: Came[] = []
    for (const one of kept) {
      if (!one.ok || one.failed !== undefined) {
        came.push({ name: one.fileName, refusal: one.ok ? one.failed! : one.refusal })
        continue
      }
      const hung = await addDocument(within(here, tx), by, {
        ...one.file,
        places,
        title: { [language]: titleFromName(one.fileName) },
        ...(kind === undefined ? {} : { kind }),
      })
      came.push(hung.ok ? { name: one.fileName, hung: hung.value } : { name: one.fileName, refusal: hung.refusal })
    }
    return came
  })
}

// ---- the form ----------------------------------------------------------------------------------------------------------------

const formPage = (
  c: Context,
  found: DocumentWhole,
  version: number,
  body: FormBody,
  more: Pick<Parameters<typeof DocumentFormPage>[0], 'faults' | 'conflict'> = {},
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> =>
  c.html(<DocumentFormPage shell={c.get('shell')} found={found} version={version} body={body} languages={languagesOf(c)} {...more} />, status)

/** The things still ticked, and the one named in the box; words that name none or several are told. */
async function placesMeant(c: Context, by: Officer, found: DocumentWhole, form: DocumentForm): Promise<{ places: Place[] } | { fault: FieldFault }> {
  const known = new Set(found.places.map(placeKey))
  const kept = form.places.filter((key) => known.has(key)).flatMap((key) => placeFrom(key) ?? [])
  const { text, id } = form.more
  if (text === '') return { places: kept }
  return c.get('here').db.inOffice(by.officeId, async (tx) => {
    const typedKeys = new Set(nameKeys(text))
    const names = (title: string): boolean => nameKeys(title).some((key) => typedKeys.has(key))
    const chosen = placeFrom(id)
    const named = chosen === null ? undefined : (await namedPlaces(tx, [chosen])).get(placeKey(chosen))
    if (chosen !== null && named !== undefined && named.href !== null && names(named.title)) return { places: [...kept, chosen] }
    const offered = (await placeChoices(tx, text, 10)).filter(({ title }) => names(title))
    const only = offered.length === 1 ? placeFrom(offered[0]!.id) : null
    if (only !== null) return { places: [...kept, only] }
    return { fault: { name: 'more', message: offered.length === 0 ? m.documents_more_unknown({ typed: text }) : m.documents_more_several({ typed: text }) } }
  })
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(
  c: Context,
  by: Officer,
  found: DocumentWhole,
  current: Current,
  body: FormBody,
  form: DocumentForm,
  places: readonly Place[],
): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
    last: (await historyOf(tx, 'document', found.document.id, 1))[0],
    named: await namedPlaces(tx, places),
  }))
  const { state } = current
  const yours = {
    ...state,
    title: revised(state.title, form.title, c.get('here').clock.now()),
    kind: form.kind,
    language: form.language,
    date: form.date,
    publishedAt: form.published ? (state.publishedAt ?? '') : null,
    places: places.map((place) => ({ ...place, label: read.named.get(placeKey(place))?.title ?? '' })),
  }
  const rows = changesBetween({ ...state }, yours, documentFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  const conflict = { who: read.last?.personName, when: momentInWords(read.last?.at ?? current.updatedAt, zoneOf(c)), rows }
  return formPage(c, found, current.version, body, { conflict }, 409)
}

const whatHappened = ({ act, after }: ActivityLine): string => {
  switch (act) {
    case 'document.created':
      return m.documents_did_create()
    case 'document.removed':
      return m.documents_did_remove()
    case 'document.restored':
      return after === null ? m.documents_did_remove() : m.documents_did_restore()
    default:
      return m.documents_did_change()
  }
}
