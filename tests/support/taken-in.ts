// A news item taken in as by an officer who takes everything: read, accepted, saved, and marked public.
import { type SQL, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { acceptRest, decideDraft } from '#features/intake/draft.actions.ts'
import type { Draft } from '#features/intake/draft.ts'
import { draftsOf } from '#features/intake/draft.queries.ts'
import { saveDecided } from '#features/intake/saving.actions.ts'
import { addText } from '#features/intake/text.actions.ts'
import type { Here } from '#platform/here.ts'

const PUBLIC = ['partnership', 'milestone', 'event', 'symbolic_act', 'commitment']

const got = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}

/** The drafts of the text, all of them accepted, saved where they can be, and everything in the office marked as public. */
export async function takenIn(here: Here, by: Officer, body: string, published: string): Promise<readonly Draft[]> {
  const { id } = got(
    await addText(here, by, {
      title: body.trim().split('\n')[0]!.slice(0, 300),
      sourceUrl: null,
      published,
      body,
      format: 'pasted',
      original: { name: 'news.txt', type: 'text/plain', bytes: new TextEncoder().encode(body) },
      notes: [],
    }),
  )
  got(await acceptRest(here, by, id))
  const all = (): Promise<Draft[]> => here.db.inOffice(by.officeId, (tx) => draftsOf(tx, id))
  for (const draft of await all()) if (draft.decision === 'undecided') got(await decideDraft(here, by, id, draft.id, draft.version, { decision: 'accepted' }))
  got(await saveDecided(here, by, id, { published: true, publishedPromises: true }))
  const mark = (table: string): SQL => sql`update ${sql.identifier(table)} set published_at = now() where published_at is null`
  await here.db.inOffice(by.officeId, async (tx) => {
    for (const table of PUBLIC) await tx.execute(mark(table))
  })
  return all()
}
