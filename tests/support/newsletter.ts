// What tests of the newsletter begin with: a published digest of made-up towns, and subscribers who have confirmed.
import { digestEditions, digestPublications, digests } from '#features/digest/digest.table.ts'
import type { DigestLanguage } from '#features/digest/composing/tongue.ts'
import { subscribers } from '#features/digest/newsletter/subscriber.table.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { newId } from '#platform/ids.ts'
import type { TestOffice } from './open-office.ts'

const TEXTS: Readonly<Record<string, { readonly title: string; readonly words: string }>> = {
  bg: { title: 'Примерово по света: октомври 2026 г.', words: 'На 12 октомври 2026 г. делегация от Узорево засади липа в парка.' },
  en: { title: 'Primerovo in the world: October 2026', words: 'On 12 October 2026 a delegation from Uzorevo planted a lime tree in the park.' },
}

/** Publishes a digest of the month (YYYY-MM) in a language; answers the publication's id. */
export const publish = (office: TestOffice, month: string, language: DigestLanguage, officeId = office.officeId): Promise<string> =>
  office.here.db.inOffice(officeId, async (tx) => {
    const now = office.here.clock.now()
    const [digestId, editionId, id] = [newId(), newId(), newId()]
    const { title, words } = TEXTS[language] ?? TEXTS['en']!
    const blocks = [
      { key: 'title', kind: 'title' as const, partners: [], sentences: [{ key: 't', text: title, records: [] }] },
      { key: 'lead', kind: 'lead' as const, partners: [], sentences: [{ key: 'l', text: 'Едно посещение. <b>', records: [] }] },
      { key: 'h', kind: 'heading' as const, partners: [], sentences: [{ key: 'h', text: 'Узорево', records: [] }] },
      { key: 'p', kind: 'paragraph' as const, partners: [], sentences: [{ key: 'p', text: words, records: [] }] },
    ]
    await insertMany(tx, digests, [{ officeId, id: digestId, month, deletedAt: now }])
    await insertMany(tx, digestEditions, [
      { officeId, id: editionId, digestId, language, blocks, composed: blocks, composedAt: now, writtenAt: now, publishedAt: now },
    ])
    await insertMany(tx, digestPublications, [
      {
        officeId,
        id,
        editionId,
        digestId,
        month,
        language,
        publishedAt: now,
        publishedById: 'x',
        publishedByName: 'Проба Служителова',
        reason: 'Готово',
        title,
        lead: 'Едно посещение.',
        blocks,
      },
    ])
    return id
  })

/** Puts confirmed subscribers in; `also`: other languages they read. */
export const subscribed = (office: TestOffice, addresses: readonly string[], language: DigestLanguage, also: readonly DigestLanguage[] = []): Promise<void> =>
  office.here.db.inOffice(office.officeId, (tx) =>
    insertMany(
      tx,
      subscribers,
      addresses.map((address) => ({
        officeId: office.officeId,
        id: newId(),
        address,
        language,
        also: [...also],
        state: 'active' as const,
        door: 'site' as const,
        confirmedAt: office.here.clock.now(),
        createdAt: office.here.clock.now(),
      })),
    ),
  )
