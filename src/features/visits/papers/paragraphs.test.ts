// Paragraphs beside their translations, in every language our letters are written in.
import { expect, test } from 'vitest'
import { localText } from '#platform/texts/local-text.ts'
import { composed, LETTER_KINDS, LETTER_LANGUAGES, type LetterParts } from '../invitations/letter.ts'
import { besideEachOther, paragraphsOf } from './paragraphs.ts'

const AT = new Date('2026-11-23T09:00:00Z')
const PURPOSES = [
  'Да се запознаем',
  'Подписване на споразумение за обмен на ученици и учители между двете училища през 2027 г.',
  'Обсъждане на общия проект за занаятите: работилница за керамика, изложба в двата града, пътуване на десет майстори и подготовка на кандидатура по програмата за побратимени градове. Представяне на двете общински администрации.',
]
const parts = (purpose: string): LetterParts => ({
  home: localText('Община Троян', AT),
  partner: { name: localText('Примерово', AT), nativeName: null, nativeLanguage: null },
  to: null,
  date: '2027-03-10/2027-03-12',
  by: '2027-03-03',
  occasion: localText('Празник на града', AT),
  purpose: localText(purpose, AT),
})

test('what only our own text says stands alone, and every other paragraph beside its translation, whatever the languages and how much it says', () => {
  const odd: string[] = []
  for (const kind of LETTER_KINDS)
    for (const purpose of PURPOSES)
      for (const language of LETTER_LANGUAGES.filter((one) => one !== 'bg')) {
        const { body } = composed(kind, ['bg', language], parts(purpose))
        const [ours, theirs] = ['bg', language].map((one) => paragraphsOf(body[one]!)) as [string[], string[]]
        const only = ours.findIndex((text) => text.includes(purpose))
        const expected =
          only === -1 || ours.length === theirs.length ? ours.map((_, at) => [at, at]) : ours.map((_, at) => [at, at === only ? null : at < only ? at : at - 1])
        if (JSON.stringify(besideEachOther(ours, theirs, [purpose, undefined])) !== JSON.stringify(expected)) odd.push(`${kind} ${language}: ${purpose}`)
      }
  expect(odd).toEqual([])
})

test('without knowing what a paragraph is about it goes by lengths and numbers', () => {
  const ours = [
    'Уважаеми колеги,',
    'каним ви от 10 до 12 март 2027 г. на празника на града.',
    'Ще открием и нова изложба на керамика с ваши майстори.',
    'Моля, отговорете до 3 март 2027 г.',
    'С уважение,',
  ]
  const theirs = ['尊敬的先生/女士：', '我们邀请您于2027年3月10日至12日参加城市节日。', '请于2027年3月3日前答复。', '此致']
  expect(besideEachOther(ours, theirs).map((pair) => pair.join('-'))).toEqual(['0-0', '1-1', '2-', '3-2', '4-3'])
  expect(besideEachOther(theirs, ours).map((pair) => pair.join('-'))).toEqual(['0-0', '1-1', '-2', '2-3', '3-4'])
})

test('lists as long as each other go one by one; an empty side has nothing', () => {
  expect([besideEachOther(['а', 'б'], ['x', 'y']), besideEachOther(['а', 'б'], ['x']), besideEachOther([], ['x']), besideEachOther([], [])]).toEqual([
    [
      [0, 0],
      [1, 1],
    ],
    [
      [0, 0],
      [1, null],
    ],
    [[null, 0]],
    [],
  ])
})
