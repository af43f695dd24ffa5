// The digest in Bulgarian: promises as they are told, a day of one of two months said in turns, and what is said of a tie only when something befell it.
import { describe, expect, test } from 'vitest'
import { ARLANDE, HOME, OCTOBER, PRIMEROVO } from '../../../../tests/support/digest-month.ts'
import { BULGARIAN } from './bg.ts'
import { compose, plainText } from './composing.ts'
import { eitherInWords, namesDue } from './days.ts'
import type { MonthFacts, PromiseFacts } from './month.ts'
import { TONGUES } from './tongues.ts'

const promise = (id: string, text: string, more: Partial<PromiseFacts> = {}): PromiseFacts => ({
  id,
  owedBy: 'both',
  text: { bg: text },
  state: 'agreed',
  topic: 'cooperation',
  due: null,
  eventId: null,
  keptOn: null,
  partners: [PRIMEROVO],
  ...more,
})
const quiet: MonthFacts = {
  ...OCTOBER,
  partners: [],
  happenings: [],
  acts: [],
  made: [],
  kept: [],
  ahead: { happenings: [], promises: [], days: [] },
  totals: { partnerships: 0, countries: 0, open: { agreed: [], planned: [], proposed: [], invited: [] } },
}
const promised = (...made: PromiseFacts[]): string =>
  plainText(compose({ ...quiet, made }, BULGARIAN))
    .split('\n\n')
    .at(-1)!

describe('a promise', () => {
  test.each([
    ['Да изпратят програмата', 'Узорево и Примерово се договориха да изпратят програмата.'],
    ['като се съгласиха да подкрепят общи проекти', 'Узорево и Примерово се договориха да подкрепят общи проекти.'],
    ['ще изпратят програмата', 'Узорево и Примерово се договориха да изпратят програмата.'],
    ['че ще изпратят програмата', 'Узорево и Примерово се договориха да изпратят програмата.'],
    ['изложба на керамика', 'Между Узорево и Примерово бе договорено: изложба на керамика.'],
    ['Двата града планират общ фестивал', 'Двата града планират общ фестивал.'],
    ['Кметът Пробов отговори, че ще дойде', 'Кметът Пробов отговори, че ще дойде.'],
    ['Изложба, която ще гостува в Примерово', 'Между Узорево и Примерово бе договорено: изложба, която ще гостува в Примерово.'],
  ])('„%s“: %s', (text, said) => {
    expect(promised(promise('c', text))).toBe(said)
  })

  test('says its day once', () => {
    expect(promised(promise('c', 'изложба през юни 2027 г.', { due: '2027-06' }))).toBe('Между Узорево и Примерово бе договорено: изложба през юни 2027 г.')
    expect(promised(promise('c', 'изложба на керамика', { due: '2027-06' }))).toBe(
      'Между Узорево и Примерово бе договорено до края на юни 2027 г.: изложба на керамика.',
    )
    expect(namesDue('до 30 април 2027 г.', '2027-04-30', BULGARIAN)).toBe(true)
    expect(namesDue('до 3 април 2027 г.', '2027-04-30', BULGARIAN)).toBe(false)
    expect(namesDue('скоро', null, BULGARIAN)).toBe(false)
  })

  test('of a sentence with a day of its own elsewhere keeps the day of the record', () => {
    expect(promised(promise('c', 'Двата града планират общ фестивал', { due: '2027-06' }))).toBe(
      'Между Узорево и Примерово бе договорено до края на юни 2027 г.: двата града планират общ фестивал.',
    )
  })
})

test.each([
  ['bg', 'през септември или октомври'],
  ['en', 'in September or October'],
  ['mk', 'во септември или октомври'],
  ['fr', 'en septembre ou octobre'],
  ['it', 'in settembre o ottobre'],
  ['sr', 'u septembru ili oktobru'],
  ['zh', '9月或10月'],
] as const)('a day of one of two months in %s: %s', (language, said) => {
  expect(eitherInWords('2024-09/2024-10', '2024-10', TONGUES[language])).toBe(said)
  for (const date of ['2024-08/2024-10', '2024-09-30/2024-10-02', '2024-10', '2024']) expect(eitherInWords(date, '2024-10', TONGUES[language])).toBeNull()
})

test('the same two months are said in turns', () => {
  const meeting = (id: string, partner: typeof HOME): MonthFacts['happenings'][number] => ({
    ...OCTOBER.happenings[0]!,
    id,
    kind: 'meeting',
    direction: 'none',
    date: '2024-09/2024-10',
    occasion: {},
    fields: [],
    people: [],
    partners: [partner],
  })
  const text = plainText(compose({ ...quiet, happenings: [meeting('a', PRIMEROVO), meeting('b', ARLANDE)] }, BULGARIAN))
  expect(text.match(/между септември и октомври|през септември или октомври/giu)).toEqual(['Между септември и октомври', 'През септември или октомври'])
})

test('what two towns work on together is told when something befell the tie or was given, not every month', () => {
  const [revived, , , intent] = OCTOBER.partners
  const quiet: typeof intent = { ...intent!, steps: [], stageBefore: intent!.stageNow }
  const text = (tie: typeof intent, made: typeof OCTOBER.made): string => plainText(compose({ ...OCTOBER, partners: [revived!, tie!], made }, BULGARIAN))
  expect(OCTOBER.made.some(({ partners }) => partners.some(({ id }) => id === intent!.organisation.id))).toBe(true)
  const told = 'Сътрудничеството с Примерево обхваща туризъм.'
  expect([text(intent, []).includes(told), text(quiet, OCTOBER.made).includes('туризъм'), text(quiet, []).includes('туризъм')]).toEqual([true, true, false])
})
