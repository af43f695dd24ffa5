// Takes the files of a form in as they come: each straight to the store's side, inspected, and kept only when the whole form has arrived.
import type { Readable } from 'node:stream'
import { m } from '#messages'
import type { FileStore, Taken } from '#platform/files/files.ts'
import { flowingForm } from '#platform/http/flowing-form.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { cleanFileName, type KeptFile, MOST_BYTES, MOST_FILES, refuseKeeping } from './document.ts'
import { inspect } from './inspection.ts'

/** One file of the form: taken in and recognised, or why it is not kept. */
export type Brought = { readonly fileName: string } & (
  | { readonly ok: true; readonly taken: Taken; readonly file: KeptFile }
  | { readonly ok: false; readonly refusal: Refusal }
)
export type Upload = { readonly fields: ReadonlyMap<string, readonly string[]>; readonly files: readonly Brought[] }

/** Bytes of a whole form. */
export const MOST_UPLOAD = MOST_FILES * MOST_BYTES + 4 * 1024 * 1024
const FIELD_BYTES = 20_000
const MOST_FIELDS = 60

/** Whatever was taken and is not to be kept must be dropped by whoever asked. Refuses a form that is no form or was cut off on its way. */
export async function takeUpload(request: Request, files: FileStore): Promise<Result<Upload>> {
  const limits = { files: MOST_FILES, bytes: MOST_UPLOAD, fields: MOST_FIELDS, fieldBytes: FIELD_BYTES }
  const form = await flowingForm(request, limits, (content, name) => bring(content, name, files))
  if (form === null) return refuse('no-form', m.documents_nothing_chosen(), 'files')
  if (form.fault === null) return ok({ fields: form.fields, files: form.files })
  await dropAll(form.files)
  return form.fault === 'too-many' ? refuse('too-many', m.documents_too_many({ most: MOST_FILES }), 'files') : refuse('cut-off', m.documents_cut_off(), 'files')
}

export async function dropAll(brought: readonly Brought[]): Promise<void> {
  for (const one of brought) if (one.ok) await one.taken.drop()
}

/** null: an empty file box, which browsers send too. */
async function bring(content: Readable, rawName: string, files: FileStore): Promise<Brought | null> {
  const fileName = cleanFileName(rawName)
  try {
    const taken = await files.take(content.iterator({ destroyOnReturn: false }), MOST_BYTES)
    if (!taken.ok) {
      // The rest must still flow by, or the form never ends.
      content.resume()
      return { ok: false, fileName, refusal: taken.refusal }
    }
    const { hash, bytes, path } = taken.value
    if (bytes === 0 && rawName === '') {
      await taken.value.drop()
      return null
    }
    const seen = await inspect(path, bytes, fileName)
    if (!seen.ok) {
      await taken.value.drop()
      return { ok: false, fileName, refusal: refuseKeeping(seen.why).refusal }
    }
    return { ok: true, fileName, taken: taken.value, file: { hash, bytes, media: seen.media, fileName } }
  } catch {
    // The form broke off while this file was coming; the whole is refused by whoever reads it.
    return { ok: false, fileName, refusal: { code: 'cut-off', message: m.documents_cut_off(), field: 'files' } }
  }
}
