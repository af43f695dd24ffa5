// Keeps a paper that the office just made among its documents.
import { Readable } from 'node:stream'
import type { Officer } from '#features/accounts/account.ts'
import type { FileStore } from '#platform/files/files.ts'
import type { Here } from '#platform/here.ts'
import { ok, type Result } from '#platform/result.ts'
import { addDocument, type Hung } from './document.actions.ts'
import type { Place } from './document.ts'

export type Paper = {
  readonly title: { readonly language: string; readonly text: string }
  /** The day it bears, YYYY-MM-DD. */
  readonly date: string
  readonly fileName: string
  /** What it hangs on; nothing when it is of the whole office. */
  readonly places: readonly Place[]
}

/** The bytes of a paper as the store keeps them; asked for before a transaction is opened, for it writes to the disk. */
export async function takePaper(files: FileStore, pdf: Uint8Array): Promise<Result<{ readonly hash: string; readonly bytes: number }>> {
  const taken = await files.take(Readable.from([pdf]), pdf.byteLength)
  if (!taken.ok) return taken
  const kept = await taken.value.keep()
  return kept.ok ? ok({ hash: taken.value.hash, bytes: taken.value.bytes }) : kept
}

/** Makes it a document of the office; the same paper again is the document that is there. */
export const keepPaper = (here: Here, by: Officer, file: { readonly hash: string; readonly bytes: number }, paper: Paper): Promise<Result<Hung>> =>
  addDocument(here, by, {
    ...file,
    media: 'pdf',
    fileName: paper.fileName,
    kind: 'report',
    title: { [paper.title.language]: paper.title.text },
    language: paper.title.language,
    date: paper.date,
    places: paper.places,
  })
