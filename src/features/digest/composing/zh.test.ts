// The digest in Chinese: measure words, days, towns and titles, full-width signs, and a whole month as it is read.
import { describe, expect, test } from 'vitest'
import { OCTOBER } from '../../../../tests/support/digest-month.ts'
import { compose, plainText } from './composing.ts'
import { dueInWords, monthInWords, whenInWords } from './days.ts'
import type { NameFacts } from './month.ts'
import { Speaker } from './speaking.ts'
import { CHINESE } from './zh.ts'

const speaker = (): Speaker => new Speaker(CHINESE, '2024-10')
const named = (kind: NameFacts['kind'], names: NameFacts['names']): NameFacts => ({ id: 'x', kind, country: 'BG', names })

test.each([
  [0, '0次来访'],
  [1, '一次来访'],
  [2, '两次来访'],
  [3, '三次来访'],
  [5, '五次来访'],
  [21, '21次来访'],
  [100, '100次来访'],
])('%i: %s', (count, said) => {
  expect(speaker().say('count.visit.incoming', { count })).toBe(said)
})

test.each([
  ['municipality', { zh: '示例' }, '示例市'],
  ['municipality', { zh: '示例市' }, '示例市'],
  ['municipality', { zh: '示例县' }, '示例县'],
  ['municipality', { bg: 'Община Узорево' }, 'Uzorevo'],
  ['municipality', { fr: 'Ville du Champ-Modèle', bg: 'Шан' }, 'Le Champ-Modèle'],
  ['embassy', { zh: '保加利亚驻黑山大使馆' }, '保加利亚驻黑山大使馆'],
  ['embassy', { bg: 'Посолство на Италия', en: 'Embassy of Italy in Bulgaria' }, '意大利驻保加利亚大使馆'],
  ['embassy', { en: 'Consulate General of Bulgaria in Türkiye' }, '保加利亚驻土耳其总领事馆'],
  ['embassy', { en: 'Embassy of Italy' }, '意大利大使馆'],
  ['embassy', { en: 'Embassy of Nowhere in Bulgaria' }, 'Embassy of Nowhere in Bulgaria'],
  ['country', { bg: 'България', en: 'Bulgaria' }, '保加利亚'],
  ['country', { bg: 'България', zh: '保加利亚共和国' }, '保加利亚共和国'],
] as const)('%s %o is called %s', (kind, names, called) => {
  expect(speaker().name(named(kind, names))).toBe(called)
})

test.each([
  ['2024-10-14', '10月14日'],
  ['2023-08-01', '2023年8月1日'],
  ['2024-10-12/2024-10-14', '10月12日至14日'],
  ['2024-09-30/2024-10-02', '9月30日至10月2日'],
  ['2024-10', null],
  ['2024-09', '9月'],
  ['2024-12/2025-01', '2024年12月至2025年1月间'],
  ['2003', '2003年'],
  ['2018~', '2018年前后'],
])('%s: %s', (date, said) => {
  expect(whenInWords(date, date.startsWith('2024-12') ? '2026-01' : '2024-10', CHINESE)).toBe(said)
})

test('by when', () => {
  expect(dueInWords('2024-12-01', CHINESE)).toBe('2024年12月1日前')
  expect(dueInWords('2027', CHINESE)).toBe('2027年底前')
  expect(monthInWords('2024-11', CHINESE)).toBe('2024年11月')
})

test('lists take a comma of enumeration and 和', () => {
  expect([['甲'], ['甲', '乙'], ['甲', '乙', '丙']].map((names) => speaker().list(names))).toEqual(['甲', '甲和乙', '甲、乙和丙'])
})

test('the town, the post, the name', () => {
  const { person } = CHINESE
  expect(person({ name: '安戈·普罗博夫', words: '', role: 'mayor', of: '示例市' })).toBe('示例市市长安戈·普罗博夫')
  expect(person({ name: 'Ango Probov', words: '', role: 'mayor', of: 'Primerovo' })).toBe('Primerovo市长Ango Probov')
  expect(person({ name: '安戈', words: '文化局局长', role: 'official', of: null })).toBe('文化局局长安戈')
  expect(person({ name: 'Proba Probova', words: '', role: 'ambassador', of: '意大利驻保加利亚大使馆' })).toBe('意大利驻保加利亚大使Proba Probova')
  expect(person({ name: 'Proba Probova', words: '', role: 'consul', of: '保加利亚驻土耳其总领事馆' })).toBe('保加利亚驻土耳其领事Proba Probova')
  expect(person({ name: '安戈', words: '', role: 'other', of: '示例市' })).toBe('安戈')
})

test('words without a sign at their end take the full-width stop', () => {
  const facts = { ...OCTOBER, happenings: OCTOBER.happenings.map((one) => ({ ...one, summary: { zh: '双方交流了经验' } })) }
  expect(plainText(compose(facts, CHINESE), '')).toContain('双方交流了经验。')
})

describe('a whole month', () => {
  const text = plainText(compose(OCTOBER, CHINESE), '')

  test('reads as it is written in a bulletin', () => {
    expect(text.split('\n\n')).toEqual([
      /* WHOLE */
      '2024年10月乌佐雷沃市国际交流回顾',
      '回顾2024年10月，乌佐雷沃市的国际交往有一次来访、一场庆祝活动、一次出访、一项友好纪念活动、一项约定和一项计划。往来对象来自北马其顿、法国、黑山和意大利。',
      '与普里梅罗沃市恢复往来',
      '10月1日，值“李子节”之际，普里梅罗沃市的代表做客乌佐雷沃市。普里梅罗沃市市长安戈·普罗博夫与乌佐雷沃市市长Proba Sluzhitelova会面。往来内容涉及文化和手工艺。',
      '乌佐雷沃市和普里梅罗沃市恢复了友好往来（文件编号：17）。此前往来中断了约六年。',
      '与Le Champ-Modèle和Arlande的周年纪念',
      '乌佐雷沃市、Le Champ-Modèle和Arlande于10月12日至14日欢聚一堂，共同庆祝。友谊树在市立公园由乌佐雷沃市、Le Champ-Modèle和Arlande共同种下。',
      '乌佐雷沃市与Le Champ-Modèle和Arlande自2004年签约以来已有20年。',
      '出访Primjerevo',
      'Primjerevo于10月3日接待了乌佐雷沃市代表团，保加利亚驻黑山大使馆参加。乌佐雷沃市议会主席Yana Yunakova参加。相关领域为地方治理、经贸和青年。',
      '乌佐雷沃市和Primjerevo共同表达了加强联系的意愿。乌佐雷沃市和Primjerevo自2022年相识，至今已有两年。与Primjerevo的合作领域包括旅游。',
      '乌佐雷沃市和Primjerevo约定落实以下事项：支持两地陶艺家合作。乌佐雷沃市和Primjerevo计划于2027年10月底前共同推进以下事项：艺术家定期交流。',
      '与L’Esempio签署协议',
      '10月11日，乌佐雷沃市和L’Esempio签署了协议，有效期至2029年底。',
      '10月8日，乌佐雷沃市兑现了对L’Esempio的承诺：“寄送活动日程”。',
      '11月8日，乌佐雷沃市与Arlande将举行展览，题为“土与火”。11月7日是城市日（Le Champ-Modèle）。11月18日，与L’Esempio签约将满五年。与普里梅罗沃市尚有约定有待在2024年11月30日前兑现：“确认日期”。',
      '截至月底，乌佐雷沃市在五个国家有七个合作伙伴。尚有两项约定有待落实。此外尚待推进：一项计划。',
      /* END */
    ])
  })

  test('no half-width sign, no blank beside a Chinese character, no Cyrillic', () => {
    expect(text.match(/[,;:!?()"]|\.(?!\p{L})|(?<=\p{Script=Han}) | (?=\p{Script=Han})|\p{Script=Cyrillic}/gu)).toBeNull()
  })
})
