// Limits for gifts: which one holds on a day, how a gift stands to it, and that an unknown limit says that it is unknown.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createGift } from '../gift.actions.ts'
import { createLimit } from './limit.actions.ts'
import { giftLimitsOf } from './limit.queries.ts'
import { GIFT_RULES, type GiftLimit, limitOn, readGiftRules, verdictOn } from './limit.ts'

const limit = (validFrom: string, cents: number, currency = 'EUR'): GiftLimit => ({ validFrom, cents, currency, source: 'Пробна заповед', note: '' })
const LIMITS = [limit('2024-01-01', 5000), limit('2026-01-01', 7500)]

test.each([
  ['2023-12-31', null],
  ['2024-01-01', 5000],
  ['2025-12-31', 5000],
  ['2026-11-23', 7500],
])('on %s the limit is %s', (day, cents) => {
  expect(limitOn(LIMITS, day)?.cents ?? null).toBe(cents)
})

describe('a gift', () => {
  const gift = { way: 'received', owner: 'personal', date: '2026-05', value: { cents: 7501, currency: 'EUR' } } as const
  test.each([
    [{}, 'over'],
    [{ value: { cents: 7500, currency: 'EUR' } }, 'within'],
    [{ owner: 'unknown' }, 'over'],
    [{ date: '2025-05' }, 'over'],
    [{ value: null }, 'worthless'],
    [{ value: { cents: 1, currency: 'MKD' } }, 'unlike'],
    // 75 euro are 146,69 levs by the fixed rate.
    [{ value: { cents: 14669, currency: 'BGN' } }, 'within'],
    [{ value: { cents: 14671, currency: 'BGN' } }, 'over'],
    [{ date: '2019' }, 'unknown'],
    [{ date: null }, 'unknown'],
    [{ owner: 'municipality' }, 'none'],
    [{ way: 'given' }, 'none'],
    [{ way: 'placed' }, 'none'],
  ] as const)('that is %o is %s', (more, is) => {
    expect(verdictOn({ ...gift, ...more }, LIMITS).is).toBe(is)
  })
})

test('what is known of the law names its source and its day, and claims no value', () => {
  expect(GIFT_RULES.codes.map(({ since }) => since)).toEqual(['2020-05-08', '2023-10-06'])
  expect(() => readGiftRules({ ...GIFT_RULES, codes: GIFT_RULES.codes.map((code) => ({ ...code, source: undefined })) })).toThrow('source')
  expect(JSON.stringify(GIFT_RULES.codes)).not.toMatch(/\d+\s*(€|EUR|евро|лв)/)
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'gift', 'gift_limit']) await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})
const limits = () => office.here.db.inOffice(office.officeId, giftLimitsOf)
const form = (fields: Record<string, string> = {}) => ({
  'validFrom.day': '1',
  'validFrom.month': '1',
  'validFrom.year': '2026',
  amount: '75',
  currency: 'EUR',
  source: 'Заповед № 5 от пробата',
  ...fields,
})
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()

test('without a limit the page and every personal gift say that it is unknown; with one they say how the gift stands to it', async () => {
  const { id } = done(
    await createGift(office.here, office.officer, {
      way: 'received',
      what: { bg: 'Часовник' },
      date: '2026-03',
      partners: [],
      owner: 'personal',
      value: { cents: 12_000, currency: 'EUR' },
      valueBasis: 'estimated',
    }),
  )
  expect(await page(addresses.gift({ id }))).toContain('Прагът за този ден е неизвестен.')
  done(await createLimit(office.here, office.officer, limit('2026-01-01', 5000)))
  expect(await page(addresses.gift({ id }), 'reader')).toContain('Над прага от 50,00\u00a0€.')
})

test('a limit is added with its source, changed, taken away and brought back', async () => {
  const officer = office.as('officer')
  expect(await page(addresses.settingsGifts(), 'reader')).toContain('Прагът днес е неизвестен')
  expect((await officer.post(addresses.settingsGifts(), form())).status).toBe(303)
  const [row] = await limits()
  expect(await page(addresses.settingsGifts(), 'reader')).toContain('Прагът днес е 75,00\u00a0€ за един подарък')
  expect((await officer.post(addresses.settingsGiftLimit({ id: row!.id }), form({ amount: '80', version: '1' }))).status).toBe(303)
  const stale = await officer.post(addresses.settingsGiftLimit({ id: row!.id }), form({ amount: '90', version: '1' }))
  const shown = await stale.text()
  expect([stale.status, ['80,00\u00a0€', '90,00\u00a0€', 'name="version" value="2"'].filter((one) => !shown.includes(one))]).toEqual([409, []])
  expect((await officer.post(addresses.settingsGiftLimitRemoval({ id: row!.id }), { version: '2' })).status).toBe(303)
  expect(await limits()).toEqual([])
  const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'gift_limit.removed'`)).rows[0]!.id
  expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
  expect((await limits()).map(({ cents, source }) => [cents, source])).toEqual([[8000, 'Заповед № 5 от пробата']])
})

test.each([
  ['no source', { source: '' }, 'Попълнете'],
  ['no sum', { amount: '' }, 'Напишете сумата с цифри'],
  ['a sum of nothing', { amount: '0' }, 'Напишете сумата с цифри'],
  ['a month instead of a day', { 'validFrom.day': '' }, 'Такава дата няма'],
] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
  const answer = await office.as('officer').post(addresses.settingsGifts(), form({ note: 'Не губи това', ...fields }))
  const shown = await answer.text()
  expect([answer.status, shown.includes(words), shown.includes('Не губи това'), (await limits()).length]).toEqual([422, true, true, 0])
})

test('a reader may not set it, and another office’s limit is not there', async () => {
  const { id } = done(await createLimit(office.here, office.officer, LIMITS[0]!))
  for (const path of [addresses.settingsGifts(), addresses.settingsGiftLimit({ id }), addresses.settingsGiftLimitRemoval({ id })])
    expect([path, (await office.as('reader').post(path, form({ version: '1' }))).status]).toEqual([path, 403])
  const { visit } = await office.openAnother('Община Чужда')
  for (const path of [addresses.settingsGiftLimit({ id }), addresses.settingsGiftLimitRemoval({ id })])
    expect([path, (await visit.post(path, form({ version: '1' }))).status]).toEqual([path, 404])
  expect(await (await visit.get(addresses.settingsGifts())).text()).toContain('Прагът днес е неизвестен')
})
