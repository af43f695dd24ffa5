// The addresses of texts: the list, a new one, its day, its original, its removal.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { boxesOf, dateFromBoxes } from '#platform/dates.ts'
import { disposition } from '#platform/http/handing-out.ts'
import { checked, readForm, typed, typedBoxes, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, ok, type Result } from '#platform/result.ts'
import { cleanText, hasLetters } from '#features/documents/extraction/cleaning.ts'
import { extractText, safeFileName } from '#features/documents/extraction/extract.ts'
import type { Format } from '#features/documents/extraction/extracted.ts'
import { guessPublished, readHead } from './reading/head.ts'
import { addText, dateText, removeText, type NewText } from './text.actions.ts'
import { DatePage, NewTextPage, TextsPage } from './text.pages.tsx'
import { homeOffice, originalOf, rereadingOf, textById, textPage } from './text.queries.ts'
import { triageCounts } from './triage/triage.queries.ts'
import { letterRead } from './triage/arriving.ts'
import { newTextForm, titleFrom, tooMuchText } from './text.ts'

const id = (c: Context): string => c.req.param('id') ?? ''
const NOTHING_TYPED = { text: '', title: '', sourceUrl: '', date: {} }

/** A calendar day out of the boxes: null when they are empty, undefined when they hold no day. */
function dayOf(body: FormBody): string | null | undefined {
  const read = dateFromBoxes(typedBoxes(body, 'date'))
  if ('wrong' in read) return undefined
  return read.date === null || /^\d{4}-\d{2}-\d{2}$/.test(read.date) ? read.date : undefined
}

type Came = Pick<NewText, 'format' | 'original' | 'notes'> & { readonly text: string; readonly title: string | null; readonly published: string | null }

/** What was pasted or uploaded, as text; a refusal names the box it belongs to. */
async function came(pasted: string, file: File | null): Promise<Result<Came>> {
  if (file !== null) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const name = safeFileName(file.name)
    const read = await extractText({ name, type: file.type, bytes })
    if (!read.ok) return read
    const letter = read.value.format === 'eml' ? letterRead(read.value) : {}
    return ok({ ...read.value, ...letter, original: { name, type: file.type, bytes } })
  }
  const text = cleanText(pasted)
  const wrong = (message: string): Result<Came> => ({ ok: false, refusal: { code: 'text', message, field: 'text' } })
  if (text === '') return wrong(m.intake_text_missing())
  if (!hasLetters(text)) return wrong(m.intake_text_no_letters())
  if (tooMuchText(text)) return wrong(m.intake_text_too_long())
  return ok({
    text,
    title: null,
    published: null,
    format: 'pasted' as Format | 'pasted',
    original: { name: m.intake_pasted_name(), type: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode(pasted) },
    notes: [],
  })
}

async function bring(c: Context, by: Officer): Promise<Response> {
  const body = await readForm(c)
  const shown = { text: typed(body, 'text'), title: typed(body, 'title'), sourceUrl: typed(body, 'sourceUrl'), date: typedBoxes(body, 'date') }
  const again = (errors: readonly FieldFault[]): Response | Promise<Response> =>
    c.html(<NewTextPage shell={c.get('shell')} typed={shown} errors={errors} />, 422)
  const form = checked(newTextForm, { text: shown.text, title: shown.title, sourceUrl: shown.sourceUrl.trim() })
  const given = body['file']
  const file = given instanceof File && (given.size > 0 || given.name !== '') ? given : null
  const day = dayOf(body)
  const faults = [
    ...(form.ok ? [] : form.faults),
    ...(day === undefined ? [{ name: 'date', message: m.intake_date_wrong() }] : []),
    ...(file !== null && shown.text.trim() !== '' ? [{ name: 'file', message: m.intake_both() }] : []),
  ]
  if (faults.length > 0 || !form.ok || day === undefined) return again(faults)
  const read = await came(shown.text, file)
  if (!read.ok) return again([{ name: read.refusal.field ?? 'file', message: read.refusal.message }])
  const { text, format, original, notes } = read.value
  const head = readHead(text)
  const bodyText = text.slice(head.bodyStart).trim()
  if (!hasLetters(bodyText)) return again([{ name: file === null ? 'text' : 'file', message: m.intake_text_no_letters() }])
  const guessed = head.published !== undefined ? head.published : (read.value.published ?? guessPublished(bodyText) ?? undefined)
  const added = await addText(c.get('here'), by, {
    title: form.value.title === '' ? (read.value.title ?? titleFrom(bodyText)) : form.value.title,
    sourceUrl: form.value.sourceUrl ?? (head.source !== undefined && /^https?:\/\/\S+$/.test(head.source) ? head.source : null),
    published: day ?? guessed,
    body: bodyText,
    format,
    original,
    notes,
  })
  if (!added.ok) return again([{ name: '', message: added.refusal.message }])
  const { existing, read: wasRead } = added.value
  if (existing) return goWithNotice(c, addresses.intakeText({ id: added.value.id }), { text: m.intake_existing(), tone: 'soon' })
  return wasRead ? c.redirect(addresses.intakeText({ id: added.value.id }), 303) : c.redirect(addresses.intakeDate({ id: added.value.id }), 303)
}

export const textRoutes = (): Routes =>
  new Routes()
    .get(addresses.intake, readers, async (c, by) => {
      const q = (c.req.query('q') ?? '').replaceAll('\u0000', '').trim().slice(0, 200)
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        page: await textPage(tx, { after: c.req.query('after'), before: c.req.query('before') }, q),
        office: await homeOffice(tx),
        waiting: (await triageCounts(tx)).open,
        rereading: await rereadingOf(tx),
      }))
      return c.html(
        <TextsPage shell={c.get('shell')} q={q} page={read.page} waiting={read.waiting} timeZone={read.office.timeZone} rereading={read.rereading} />,
      )
    })
    .get(addresses.intakeNew, officers, (c) => c.html(<NewTextPage shell={c.get('shell')} typed={NOTHING_TYPED} />))
    .post(addresses.intakeNew, officers, (c, by) => bring(c, by))
    .get(addresses.intakeDate, officers, async (c, by) => {
      const text = await c.get('here').db.inOffice(by.officeId, (tx) => textById(tx, id(c)))
      return text === null ? notFound(c) : c.html(<DatePage shell={c.get('shell')} text={text} value={boxesOf(text.published)} />)
    })
    .post(addresses.intakeDate, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const text = await here.db.inOffice(by.officeId, (tx) => textById(tx, id(c)))
      if (text === null) return notFound(c)
      const day = typed(body, 'unknown') === '' ? dayOf(body) : null
      if (day === undefined || (day === null && typed(body, 'unknown') === '')) {
        return c.html(
          <DatePage
            shell={c.get('shell')}
            text={text}
            value={typedBoxes(body, 'date')}
            errors={[{ name: 'date', message: day === null ? m.intake_date_missing() : m.intake_date_wrong() }]}
          />,
          422,
        )
      }
      const version = Number(typed(body, 'version'))
      const dated = await dateText(here, by, text.id, Number.isSafeInteger(version) ? version : 0, day)
      if (dated.ok) return c.redirect(addresses.intakeText({ id: text.id }), 303)
      if (!isStaleRefusal(dated.refusal)) return notFound(c)
      return c.html(<DatePage shell={c.get('shell')} text={dated.refusal.current} value={typedBoxes(body, 'date')} moved />, 409)
    })
    .get(addresses.intakeOriginal, readers, async (c, by) => {
      const original = await c.get('here').db.inOffice(by.officeId, (tx) => originalOf(tx, id(c)))
      if (original === null) return notFound(c)
      // Whatever was brought is only ever handed back as a file: a page in it must not run under our address.
      c.header('Content-Disposition', disposition(original.originalName, false))
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Content-Type', 'application/octet-stream')
      return c.body(new Uint8Array(original.original))
    })
    .post(addresses.intakeRemoval, officers, async (c, by) => {
      const here = c.get('here')
      const version = Number(typed(await readForm(c), 'version'))
      const removed = await removeText(here, by, id(c), Number.isSafeInteger(version) ? version : 0)
      if (removed.ok)
        return goWithNotice(c, addresses.intake(), {
          text: m.intake_removed({ title: removed.value.title }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return isStaleRefusal(removed.refusal)
        ? goWithNotice(c, addresses.intakeText({ id: id(c) }), { text: m.intake_removal_stale(), tone: 'late' })
        : notFound(c)
    })
