// Takes the files of a batch in as they come, each straight into the file store; what cannot be taken in is named, and the rest is kept.
import type { Readable } from 'node:stream'
import { m } from '#messages'
import type { FileStore } from '#platform/files/files.ts'
import { flowingForm } from '#platform/http/flowing-form.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { cleanPath, isJunk, MOST_BATCH_BYTES, MOST_FILE_BYTES, MOST_ITEMS, type Why } from './batch.ts'

export type Uploaded = { readonly name: string; readonly hash: string; readonly bytes: number; readonly why: Why | null }

/** Refuses a form that is none, was cut off on its way, or holds more than a batch may. */
export async function takeBatch(request: Request, files: FileStore): Promise<Result<Uploaded[]>> {
  const limits = { files: MOST_ITEMS, bytes: MOST_BATCH_BYTES, fields: 20, fieldBytes: 10_000, paths: true }
  const form = await flowingForm(request, limits, (content, name) => bring(content, cleanPath(name), files))
  if (form === null) return refuse('nothing', m.intake_batch_nothing(), 'files')
  // What was kept of a refused form is swept away at night: no batch needs it.
  if (form.fault === 'too-large') return refuse('too-large', m.intake_batch_too_large({ most: MOST_BATCH_BYTES / 1024 / 1024 }), 'files')
  if (form.fault === 'too-many') return refuse('too-many', m.intake_batch_why_too_many({ most: MOST_ITEMS }), 'files')
  return form.fault === null ? ok([...form.files]) : refuse('cut-off', m.intake_batch_cut_off(), 'files')
}

/** null: an empty file box, which browsers send too, or what programs leave behind in folders. */
async function bring(content: Readable, name: string, files: FileStore): Promise<Uploaded | null> {
  const without = (why: Why): Uploaded => ({ name, hash: '', bytes: 0, why })
  try {
    const taken = await files.take(content.iterator({ destroyOnReturn: false }), MOST_FILE_BYTES)
    if (!taken.ok) {
      // The rest must still flow by, or the form never ends.
      content.resume()
      return without(taken.refusal.code === 'too-large' ? 'too-large' : 'disk-full')
    }
    if (taken.value.bytes === 0 || isJunk(name)) {
      await taken.value.drop()
      return name === '' || isJunk(name) ? null : without('empty')
    }
    const kept = await taken.value.keep()
    return kept.ok ? { name, hash: taken.value.hash, bytes: taken.value.bytes, why: null } : without('disk-full')
  } catch {
    return without('gone')
  }
}

/** What the batch is called: its one file, or the folder all lie in, or the first file and how many more. */
export function titleOfBatch(brought: readonly { readonly name: string }[]): string {
  const [first] = brought
  if (first === undefined) return ''
  if (brought.length === 1) return first.name.split('/').at(-1)!
  const folder = first.name.includes('/') ? first.name.split('/')[0]! : ''
  if (folder !== '' && brought.every(({ name }) => name.startsWith(`${folder}/`))) return folder
  return m.intake_batch_title_more({ first: first.name.split('/').at(-1)!, count: brought.length - 1 })
}
