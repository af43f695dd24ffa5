// The reader on Chinese sample items: made-up towns and people.
import { afterAll, describe, expect, test } from 'vitest'
import { simplified } from '#platform/names/han.ts'
import { toArticle } from '../article.ts'
import { readText } from '../read-text.ts'
import { hanDates, hanNumber } from './days.ts'
import { hearHan } from './hearing.ts'
import { openTowns, townLine } from '../../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Yangli', '样例,样例市', 'CN', 900_000),
  townLine(2, 'Primerovo', 'Примерово', 'BG', 12_000),
  townLine(3, 'Obrazbach', '', 'DE', 40_000, { code: 'PPLA3' }),
  townLine(4, 'Migawa', '見川,見川市', 'JP', 90_000),
  townLine(5, 'Malograd', '', 'BG', 800, { code: 'PPL' }),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const read = (text: string, published: string | null = '2026-06-10') =>
  toArticle(readText(text, { home: { name: '样例', country: 'CN' }, published, gazetteer }), text)

describe('towns', () => {
  test('traditional and Japanese characters are the simplified ones', () => {
    expect(simplified('見川與鐵路')).toBe('见川与铁路')
    expect(gazetteer.find('见川市').map((place) => place.name)).toEqual(['Migawa'])
  })
  test('a transcription is heard in its country', () => {
    expect(hearHan(gazetteer, '普里梅罗沃', 'BG')[0]?.place.name).toBe('Primerovo')
    expect(hearHan(gazetteer, '奥布拉兹巴赫', 'DE')[0]?.place.name).toBe('Obrazbach')
    expect(hearHan(gazetteer, '普里梅罗沃', 'DE')).toEqual([])
  })
  test('towns beside a country, embassies, no trees and tongues', () => {
    const article = read(
      '保加利亚普里梅罗沃市市长伊万·样本诺夫一行访问我市。日本见川市也派代表参加。保加利亚驻华大使玛丽亚·范例娃出席。法国梧桐和德语角都在花园里。',
    )
    expect(article.partners.map((one) => `${one.canonical_name_en} ${one.country_iso2} ${one.kind}`).sort()).toEqual([
      'Embassy of Bulgaria in China BG embassy',
      'Migawa JP municipality',
      'Primerovo BG municipality',
    ])
  })
})

test('persons with their posts', () => {
  const people = read('市长张样例会见保加利亚普里梅罗沃市市长伊万·样本诺夫。随后，李范副市长和市外办主任王示范陪同客人参观。').people
  expect(people.map((one) => `${one.name} ${one.role_class} ${one.of}`)).toEqual([
    '张样例 mayor Yangli',
    '伊万·样本诺夫 mayor Primerovo',
    '李范 deputy_mayor Yangli',
    '王示范 official Yangli',
  ])
})

test('days', () => {
  const days = (text: string, future = false): (string | null)[] => hanDates(text, 0, '2026-06-10', future).map((date) => date.iso)
  expect(['三十', '二〇一九', '四十一', '一百'].map(hanNumber)).toEqual([30, 2019, 41, 100])
  expect(days('4月9日至11日')).toEqual(['2026-04-09/2026-04-11'])
  expect(days('9日下午，26日晚')).toEqual(['2026-06-09', '2026-05-26'])
  expect(days('11月中旬，明年春天，二〇一八年五月三日', true)).toEqual(['2026-11-10/2026-11-20', '2027-03/2027-05', '2018-05-03'])
  expect(days('昨天，上周二')).toEqual(['2026-06-09', '2026-06-02'])
})

test('events, relations, promises and acts', () => {
  const article = read(
    '6月8日至9日，保加利亚普里梅罗沃市代表团来我市访问。两市2006年结为友好城市，至今已有二十年。双方商定，明年互派20名中学生。代表团在人民公园种下一棵友谊树，并向我市赠送了一幅油画。',
  )
  expect(article.events.map((one) => `${one.kind} ${one.direction} ${one.date_iso_or_range}`)).toContain('visit incoming 2026-06-08/2026-06-09')
  expect(article.relations.map((one) => `${one.with} ${one.status} ${one.since} ${one.years}`)).toEqual(['Primerovo twinned 2006 20'])
  expect(article.commitments.map((one) => `${one.state} ${one.text_span}`)).toEqual(['agreed 明年互派20名中学生'])
  expect(article.symbolic_acts.map((one) => one.kind).sort()).toEqual(['gift', 'tree_planting'])
})
