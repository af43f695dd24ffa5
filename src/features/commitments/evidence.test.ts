// Documents of the register as evidence that a promise was kept: offered, chosen, shown, and remembered when they are gone.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { addDocument, removeDocument } from '#features/documents/document.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { createCommitment } from './commitment.actions.ts'
import { commitmentById } from './commitment.queries.ts'

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'document_place', 'document', 'commitment_partner', 'commitment', 'event'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

let hashes = 0
const paper = async (title: string, thing: 'commitment' | 'event', thingId: string) =>
  done(
    await addDocument(office.here, office.officer, {
      hash: String((hashes += 1)).padStart(64, 'a'),
      bytes: 1,
      media: 'pdf',
      fileName: 'x.pdf',
      title: { bg: title },
      places: [{ thing, thingId }],
    }),
  ).id
const promise = async () => {
  const event = done(await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'none', date: '2026-10-01', partners: [] })).id
  const id = done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      text: { bg: 'Да изпратим албума' },
      topic: 'other',
      state: 'agreed',
      due: null,
      partners: [],
      eventId: event,
    }),
  ).id
  return { id, event }
}
const keep = (id: string, fields: Record<string, string | readonly string[]>) =>
  office.as('officer').post(addresses.commitmentFulfilment({ id }), {
    version: '1',
    'keptOn.day': '20',
    'keptOn.month': '11',
    'keptOn.year': '2026',
    evidence: '',
    ...fields,
  })
const page = async (id: string) => (await office.as('reader').get(addresses.commitment({ id }))).text()
const kept = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => commitmentById(tx, id, TODAY)))!.commitment

test('those that hang on the promise and on its event are offered; one suffices without words, and leads to itself', async () => {
  const { id, event } = await promise()
  const [own, ofEvent] = [await paper('Разписка за албума', 'commitment', id), await paper('Протокол от срещата', 'event', event)]
  const offered = await (await office.as('officer').get(addresses.commitment({ id }))).text()
  expect([offered.includes(`value="${own}"`), offered.includes(`value="${ofEvent}"`)]).toEqual([true, true])
  expect((await keep(id, { papers: [own, ofEvent] })).status).toBe(303)
  expect((await kept(id)).evidencePapers).toEqual([
    { id: own, title: 'Разписка за албума' },
    { id: ofEvent, title: 'Протокол от срещата' },
  ])
  const shown = await page(id)
  expect([shown.includes(`href="${addresses.document({ id: own })}"`), shown.includes('Разписка за албума')]).toEqual([true, true])
  expect(await (await office.as('reader').get(addresses.commitments())).text()).toContain('доказателство: „Разписка за албума“, „Протокол от срещата“')
})

test('when the document is gone its name is remembered, without a way to it', async () => {
  const { id } = await promise()
  const own = await paper('Разписка за албума', 'commitment', id)
  await keep(id, { papers: own })
  done(await removeDocument(office.here, office.officer, own, 1))
  const shown = await page(id)
  expect([shown.includes('Разписка за албума'), shown.includes('вече не е в регистъра'), shown.includes(`/documents/${own}"`)]).toEqual([true, true, false])
})

test('neither words nor a document: it stays open; a document of something else counts for none', async () => {
  const { id } = await promise()
  const other = await promise()
  const foreign = await paper('Чужда разписка', 'commitment', other.id)
  for (const fields of [{}, { papers: foreign }, { papers: ['junk', '01930000-0000-7000-8000-000000000000'] }]) {
    const answer = await keep(id, fields)
    expect([answer.status, (await answer.text()).includes('Напишете какво го показва')]).toEqual([422, true])
  }
  expect((await kept(id)).keptOn).toBeNull()
  expect((await keep(id, { evidence: 'Снимка', papers: foreign })).status).toBe(303)
  expect((await kept(id)).evidencePapers).toEqual([])
})

test('opened again, the documents are not evidence any more', async () => {
  const { id } = await promise()
  await keep(id, { papers: await paper('Разписка за албума', 'commitment', id) })
  expect((await office.as('officer').post(addresses.commitmentReopening({ id }), { version: '2' })).status).toBe(303)
  expect((await kept(id)).evidencePapers).toEqual([])
})
