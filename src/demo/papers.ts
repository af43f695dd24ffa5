// The one paper of the demonstration office: where everything in it is from, as a document on each of its partnerships.
import { Readable } from 'node:stream'
import { asc, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { addDocument } from '#features/documents/document.actions.ts'
import { documents } from '#features/documents/document.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { FileStore } from '#platform/files/files.ts'
import type { Here } from '#platform/here.ts'
import { ok, type Result } from '#platform/result.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { SOURCES } from './sources.ts'

const TEXT = `Откъде е записаното в примерната канцелария

Всичко в тази канцелария е съставено от публични страници. Имената на служителите са примерни. Където страница има адрес, той стои под заглавието ѝ.

${Object.values(SOURCES)
  .map(({ title, url, date }) => [date === null ? title : `${title} (${date})`, ...(url === null ? [] : [url])].join('\n'))
  .join('\n\n')}
`

/** Keeps the paper once; an office that has or had any document is left as it is. Answers whether it was added. */
export async function addDemoPaper(here: Here, by: Officer, files: FileStore): Promise<Result<boolean>> {
  const read = await here.db.inOffice(by.officeId, async (tx) => ({
    any: await tx.select({ id: documents.id }).from(documents).where(eq(documents.officeId, tx.officeId)).limit(1),
    partners: await tx.select({ id: partnerships.id }).from(partnerships).where(eq(partnerships.officeId, tx.officeId)).orderBy(asc(partnerships.id)),
  }))
  if (read.any.length > 0) return ok(false)
  const taken = await files.take(Readable.from([Buffer.from(TEXT)]), Buffer.byteLength(TEXT))
  if (!taken.ok) return taken
  const kept = await taken.value.keep()
  if (!kept.ok) return kept
  const { hash, bytes } = taken.value
  // The record keeps its labels in the office's first language, whoever asked for the demonstration.
  const added = await speakingIn('bg', () =>
    addDocument(here, by, {
      hash,
      bytes,
      media: 'txt',
      fileName: 'Откъде е записаното.txt',
      kind: 'other',
      title: { bg: 'Откъде е записаното в тази канцелария', en: 'Where everything in this office is from' },
      language: 'bg',
      places: read.partners.map(({ id }) => ({ thing: 'partnership', thingId: id })),
    }),
  )
  return added.ok ? ok(true) : added
}
