// A signed order is printed as it was signed, whatever changes afterwards; what differs is told, and another order amends or replaces it.
import mammoth from 'mammoth'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { neededCrests } from '#features/accounts/letterhead/letterhead.queries.ts'
import { sweepFiles } from '#features/documents/document.jobs.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import type { Leg, Stop } from '../journeys/journey.ts'
import { addCost } from '../money/cost.actions.ts'
import { createRate } from '../rates/rate.actions.ts'
import { addTraveller, payAdvance, removeTraveller } from '../travellers/traveller.actions.ts'
import { changeTrip, openTrip } from '../trip.actions.ts'
import { tripById } from '../trip.queries.ts'

let office: TestOffice
let id = ''
let first = ''
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())
const home: Stop = { placeId: null, text: 'Примерово', country: 'BG', zone: 'Europe/Sofia' }
const there: Stop = { placeId: null, text: 'Торино', country: 'IT', zone: 'Europe/Rome' }
const leg = (from: Stop, to: Stop, day: string): Leg => ({ from, to, departs: { day, time: null }, arrives: { day, time: null }, transport: 'самолет' })
const VALUES = {
  task: 'Преговори',
  basis: '',
  legs: [leg(home, there, '2026-12-10'), leg(there, home, '2026-12-12')],
  lodgingBy: 'us',
  hostMeals: 'none',
  note: '',
} as const
beforeEach(async () => {
  await office.pool.query('delete from trip_rate where office_id = $1', [office.officeId])
  const { here, officer } = office
  const event = { kind: 'visit', direction: 'outgoing', date: '2026-12-10/2026-12-12', title: { bg: 'Посещение в Торино' }, partners: [] } as const
  id = done(await openTrip(here, officer, done(await createEvent(here, officer, event)).id)).id
  done(await changeTrip(here, officer, id, 1, VALUES))
  const person = done(await createPerson(here, officer, { name: { bg: 'Съвсем Изтритова' } })).id
  first = done(await addTraveller(here, officer, id, { personId: person, name: '', post: 'експерт', byOrder: 'usual' })).id
  if ((await sign('РД-123')).status !== 303) throw new Error('the order was not signed')
})

const read = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, '2026-11-23')))!
const sign = async (number: string, fields: Record<string, string> = {}) =>
  office.as('officer').post(addresses.tripOrder({ id, which: 'usual' }), {
    version: String((await read()).trip.version),
    number,
    'on.day': '20',
    'on.month': '11',
    'on.year': '2026',
    signer: 'Пробен Кметов',
    signerPost: 'кмет',
    ...fields,
  })
const printed = async (paper = 'order') => {
  const answer = await office.as('reader').get(addresses.tripPaper({ id, paper, format: 'docx' }))
  return answer.status === 200
    ? (await mammoth.extractRawText({ buffer: Buffer.from(await answer.arrayBuffer()) })).value.replaceAll('\u00a0', ' ')
    : answer.status
}
/** The crest in the Word file, by its bytes; null: none. */
const pictureOf = async (paper = 'order'): Promise<string | null> => {
  const answer = await office.as('reader').get(addresses.tripPaper({ id, paper, format: 'docx' }))
  const pictures: string[] = []
  const take = mammoth.images.imgElement(async (image) => {
    pictures.push(await image.readAsBase64String())
    return { src: '' }
  })
  await mammoth.convertToHtml({ buffer: Buffer.from(await answer.arrayBuffer()) }, { convertImage: take })
  return pictures[0] ?? null
}
const plain = async () =>
  (await (await office.as('officer').get(addresses.trip({ id }))).text())
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')
const lacking = (text: string | number, words: readonly string[]): string[] => words.filter((one) => !String(text).includes(one))
/** Whatever may be otherwise after a signing: rates, costs, who travels, the task. */
const changed = async () => {
  const { here, officer } = office
  const rate = { country: 'IT', validFrom: '2026-01-01', perDiem: 5000, withoutNight: null, night: null, source: 'Пробно приложение', note: '' }
  done(await createRate(here, officer, rate))
  const ticket = { kind: 'transport', what: 'билети', payer: 'us', spent: null, document: '', paidBy: null, overCeiling: '' } as const
  done(await addCost(here, officer, id, { ...ticket, foreseen: { cents: 62_000, currency: 'EUR', rate: null, rateOn: null } }))
  done(await addTraveller(here, officer, id, { personId: null, name: 'Втори Пробов', post: '', byOrder: 'usual' }))
}

test('it is printed as it was signed; the page tells what differs', async () => {
  const before = await printed()
  expect(lacking(before, ['№ РД-123 от 20 ноември 2026 г.', 'Съвсем Изтритова', 'Италия: 3 дни × ……………… €'])).toEqual([])
  expect((await plain()).includes('Променено след подписа')).toBe(false)
  await changed()
  expect(await printed()).toBe(before)
  expect(
    lacking(await plain(), [
      'Променено след подписа: командировани, дневни пари на човек, други разходи',
      'Съвсем Изтритова, експерт; Втори Пробов',
      'Италия: 3 дни × 50,00 € = 150,00 €',
      'Изменяща заповед за печат (PDF)',
    ]),
  ).toEqual([])
  // Signed again over it, it is not.
  const again = await sign('РД-124')
  expect([again.status, (await again.text()).includes('Заповедта вече е подписана'), await printed()]).toEqual([422, true, before])
})

test('the letterhead over it, its lines and its crest, stay as they were signed under; a draft has today’s', async () => {
  const crest = async (red: number): Promise<File> =>
    new File(
      [
        new Uint8Array(
          await sharp({ create: { width: 300, height: 300, channels: 3, background: { r: red, g: 60, b: 140 } } })
            .png()
            .toBuffer(),
        ),
      ],
      'gerb.png',
    )
  const head = async (version: number, name: string, red: number) =>
    (
      await office.as('officer').post(addresses.settingsLetterhead(), {
        version: String(version),
        'name.bg': name,
        'address.bg': `пл. ${name} 1`,
        phone: '+359 1',
        crest: await crest(red),
      })
    ).status
  // The order of `beforeEach` was signed before any letterhead was written, under the office's name alone.
  const bare = await read()
  expect(await head(0, 'Община Примерово', 10)).toBe(303)
  expect((await sign('', { withdraw: 'yes' })).status).toBe(303)
  expect((await sign('РД-200')).status).toBe(303)
  const [signed, picture] = [await printed(), await pictureOf()]
  expect([lacking(signed, ['Община Примерово', 'пл. Община Примерово 1', 'тел. +359 1']), picture !== null]).toEqual([[], true])
  expect(await head(1, 'Община Преименувана', 200)).toBe(303)
  office.here.clock.set('2027-11-23')
  await sweepFiles(office.here, office.files, neededCrests)
  office.here.clock.set('2026-11-23')
  expect([await printed(), await pictureOf()]).toEqual([signed, picture])
  expect((await office.as('reader').get(addresses.tripPaper({ id, paper: 'order', format: 'pdf' }))).status).toBe(200)
  await changed()
  expect([lacking(await printed('order-amends'), ['Община Преименувана', 'пл. Община Преименувана 1']), (await pictureOf('order-amends')) === picture]).toEqual(
    [[], false],
  )

  // One that was signed before letterheads were kept has that of its day.
  await office.pool.query(`update trip set orders = orders #- '{usual,kept,head}' where id = $1`, [id])
  await office.pool.query(`update activity set at = '2026-11-10' where thing = 'letterhead' and version_after = 1`)
  expect([await printed(), await pictureOf()]).toEqual([signed, picture])
  await office.pool.query(`update activity set at = '2026-11-21' where thing = 'letterhead' and version_after = 1`)
  expect([String(await printed()).startsWith(bare.trip.orders.usual!.kept!.head!.head.sides[0]!.name.text), await pictureOf()]).toEqual([true, null])
})

test('an advance decided after the signing, and what was spent, are no matter of the order', async () => {
  done(await payAdvance(office.here, office.officer, first, 1, { cents: 10_000, on: '2026-11-22' }))
  const taxi = { kind: 'transport', what: 'такси', payer: 'us', foreseen: null, document: '1', paidBy: first, overCeiling: '' } as const
  done(await addCost(office.here, office.officer, id, { ...taxi, spent: { cents: 500, currency: 'EUR', rate: null, rateOn: null } }))
  expect((await plain()).includes('Променено след подписа')).toBe(false)
  expect((await sign('РД-125', { does: 'amends' })).status).toBe(422)
})

test('an amending order says what changes and leaves the first as it is; undone, the first stands alone', async () => {
  const signed = await printed()
  await changed()
  expect(
    lacking(await printed('order-amends'), ['ИЗМЕНЯМ Заповед № РД-123 от 20 ноември 2026 г.', '№ ……………… от ………………', 'Втори Пробов', 'В останалата ѝ част']),
  ).toEqual([])
  const earlier = await sign('РД-130', { does: 'amends', 'on.day': '19' })
  expect([earlier.status, (await earlier.text()).includes('Подписана е след предишната')]).toEqual([422, true])
  expect((await sign('РД-130', { does: 'amends', 'on.day': '21' })).status).toBe(303)
  expect([await printed('order-1'), await printed('order-3'), await printed('order-99'), await printed('order-junk')]).toEqual([signed, 404, 404, 404])
  expect(lacking(await printed(), ['№ РД-130 от 21 ноември 2026 г.', 'ИЗМЕНЯМ Заповед № РД-123', 'Италия: 3 дни × 50,00 € = 150,00 €'])).toEqual([])
  const shown = await plain()
  expect([shown.includes('Променено след подписа'), shown.includes('изменя предишната'), (await read()).state]).toEqual([false, true, 'ordered'])
  const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'trip.ordered' and thing_id = $1 order by id desc limit 1`, [id]))
    .rows[0]!
  expect((await undo(office.here, office.officer, line.id))?.ok).toBe(true)
  expect([await printed(), (await plain()).includes('Променено след подписа')]).toEqual([signed, true])
})

test('an order that replaces the first says all anew; withdrawn, the first stands again', async () => {
  const signed = await printed()
  await changed()
  expect((await sign('РД-131', { does: 'replaces' })).status).toBe(303)
  expect(lacking(await printed(), ['КОМАНДИРОВАМ', 'Втори Пробов', 'С тази заповед се отменя Заповед № РД-123 от 20 ноември 2026 г.'])).toEqual([])
  expect((await sign('', { withdraw: 'yes' })).status).toBe(303)
  expect(await printed()).toBe(signed)
})

test('who is erased whole has no name in orders that were signed, nor in the record of them', async () => {
  const person = (await read()).travellers[0]!.personId!
  done(await removeTraveller(office.here, office.officer, first, 1))
  const { version } = (await office.pool.query<{ version: number }>('select version from person where id = $1', [person])).rows[0]!
  const erased = await office.as('officer').post(addresses.personErasure({ id: person }), { version: String(version), what: 'whole', word: 'изтрий' })
  expect(erased.status).toBe(303)
  expect(lacking(await printed(), ['изтрит човек', '№ РД-123'])).toEqual([])
  const { rows } = await office.pool.query(
    `select count(*)::int as n from (select a::text as said from activity a where thing_id = $1 union all select t::text from trip t where id = $1) all_said where said like '%Изтритова%'`,
    [id],
  )
  expect(rows).toEqual([{ n: 0 }])
})
