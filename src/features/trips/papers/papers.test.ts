// The papers of a journey, read back: the order with its sums and its dotted lines, the report with its recommendations, budget and accounts, in print and in Word.
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { headOnPaper } from '#features/accounts/letterhead/paper-head.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { SAMPLE_OFFICE } from '#features/visits/papers/samples.ts'
import { printed, readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting, typeset } from '#platform/documents/typesetting.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import type { Leg, Stop } from '../journeys/journey.ts'
import { addCost } from '../money/cost.actions.ts'
import { saveReport } from '../reports/report.actions.ts'
import { addTraveller, payAdvance } from '../travellers/traveller.actions.ts'
import { changeTrip, openTrip, signOrder } from '../trip.actions.ts'
import { tripById } from '../trip.queries.ts'
import { orderText } from './order.ts'
import { reportText } from './report-paper.ts'
import { accountText, budgetText } from './money-paper.ts'
import { moneyPaper, moneyWord, orderPaper, orderWord, reportPaper, reportWord } from './trip-paper.ts'

let office: TestOffice
let id: string
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  const { here, officer } = office
  id = done(
    await createEvent(here, officer, {
      kind: 'visit',
      direction: 'outgoing',
      date: '2026-12-10/2026-12-13',
      title: { bg: 'Посещение в Узорево' },
      partners: [],
    }),
  ).id
  done(await openTrip(here, officer, id))
  const home: Stop = { placeId: null, text: 'Примерово', country: 'BG', zone: 'Europe/Sofia' }
  const paris: Stop = { placeId: null, text: 'Париж', country: 'FR', zone: 'Europe/Paris' }
  const turin: Stop = { placeId: null, text: 'Торино', country: 'IT', zone: 'Europe/Rome' }
  const leg = (from: Stop, to: Stop, day: string, departs: string, arrives: string): Leg => ({
    from,
    to,
    departs: { day, time: departs },
    arrives: { day, time: arrives },
    transport: 'самолет',
  })
  const legs = [
    leg(home, paris, '2026-12-10', '08:00', '10:00'),
    leg(paris, turin, '2026-12-12', '09:00', '13:00'),
    leg(turin, home, '2026-12-13', '12:00', '16:00'),
  ]
  done(
    await changeTrip(here, officer, id, 1, {
      task: 'Договаряне на обмен #read("/etc/passwd") $x$',
      basis: 'покана изх. № 12',
      legs,
      lodgingBy: 'us',
      hostMeals: 'none',
      note: '',
    }),
  )
  done(await addTraveller(here, officer, id, { personId: null, name: 'Проба Петрова Служителова', post: 'главен експерт', byOrder: 'usual' }))
  done(await addTraveller(here, officer, id, { personId: null, name: 'Друг Пробов', post: '', byOrder: 'usual' }))
  done(await addTraveller(here, officer, id, { personId: null, name: 'Пробен Кметов', post: 'кмет', byOrder: 'body' }))
  const ticket = { spent: null, document: '', paidBy: null, overCeiling: '' }
  done(
    await addCost(here, officer, id, {
      ...ticket,
      kind: 'transport',
      what: 'самолетни билети',
      payer: 'us',
      foreseen: { cents: 62_000, currency: 'EUR', rate: null, rateOn: null },
    }),
  )
  done(await signOrder(here, officer, id, 2, 'usual', { number: 'РД-15-123', on: '2026-11-20', signer: 'Пробен Кметов', signerPost: 'кмет на общината' }))
  done(
    await saveReport(here, officer, id, 0, {
      purpose: 'Да договорим обмен.\n\nИ да видим училището.',
      process: 'Срещи с кмета на Торино.',
      insights: 'Работят с три училища.',
      recommendations: [
        { text: 'Да поканим учители', personId: null, due: '2027-03' },
        { text: 'Да подготвим проект', personId: null, due: null },
      ],
    }),
  )
})
afterAll(async () => {
  await endTypesetting()
  await office.close()
})

const whole = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, '2026-11-23')))!
const OFFICE = { name: 'Община Примерово', town: 'Примерово' }
const at = new Date('2026-11-23T09:00:00Z')
// Words broken at a line's end are joined, all blanks are one.
const lacking = (text: string, words: readonly string[]): string[] => {
  const flat = text.replace(/\s+/g, ' ').replace(/(\p{L})[-‐] (?=\p{Ll})/gu, '$1')
  return words.filter((one) => !flat.includes(one))
}
const onPages = async (pdf: Uint8Array): Promise<string> => (await readBack(pdf)).pages.join(' ')
const inWord = async (file: Uint8Array): Promise<string> => (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value
const ORDER = [
  'Община Примерово',
  'ЗАПОВЕД',
  '№ РД-15-123 от 20 ноември 2026 г.',
  'покана изх. № 12',
  'Проба Петрова Служителова',
  'главен експерт',
  'Друг Пробов',
  'Париж (Франция), Торино (Италия)',
  'от 10 декември 2026 г., 08:00 ч. до 13 декември 2026 г., 16:00 ч.',
  '4 дни, 3 нощувки',
  // What people typed is printed, never run.
  'Договаряне на обмен #read("/etc/passwd") $x$',
  'Франция: 2 дни × 56,00 € = 112,00 €',
  'Италия: 2 дни × ……………… €',
  'Франция: 2 нощувки, до 207,00 € на нощ, общо до 414,00 €',
  'самолетни билети',
  '620,00 €',
  'командированите представят доклад',
  'Кмет на общината',
]

test('the order is one accessible page, and Word says the same', async () => {
  const text = orderText(await whole(), 'usual', OFFICE)
  const paper = printed(await typeset(orderPaper(text, 'Заповед', headOnPaper(SAMPLE_OFFICE, ['bg']), at)))
  expect([paper.pages, paper.accessible]).toEqual([1, true])
  expect(lacking(await onPages(paper.pdf), ORDER)).toEqual([])
  expect(lacking(await inWord(await orderWord(text, 'Заповед', headOnPaper(SAMPLE_OFFICE, ['bg']))), ORDER)).toEqual([])
  expect(lacking(await onPages(paper.pdf), ['Пробен Кметов, кмет'])).toEqual(['Пробен Кметов, кмет'])
})

test('the mayor’s order names the mayor alone, and leaves to the pen who gives it', async () => {
  const text = orderText(await whole(), 'body', OFFICE)
  expect([text.who, text.number, text.signer]).toEqual([[{ name: 'Пробен Кметов', post: 'кмет' }], '№ ……………… от ………………', { post: '………………', name: '' }])
})

test('the report has its parts, its recommendations and a line for each who travelled', async () => {
  const text = reportText(await whole(), OFFICE)!
  const paper = printed(await typeset(reportPaper(text, 'Доклад', SAMPLE_OFFICE, at)))
  const words = [
    'Доклад от командировка в чужбина',
    'Посещение в Узорево',
    'Да договорим обмен.',
    'И да видим училището.',
    'Срещи с кмета на Торино.',
    'Работят с три училища.',
    'Да поканим учители',
    'срок март 2027 г.',
    'Да подготвим проект',
    '№ РД-15-123',
    'Друг Пробов',
  ]
  expect(paper.accessible).toBe(true)
  expect(lacking(await onPages(paper.pdf), words)).toEqual([])
  expect(lacking(await inWord(await reportWord(text, 'Доклад', SAMPLE_OFFICE)), words)).toEqual([])
})

test('are handed to readers under their own names', async () => {
  const answer = await office.as('reader').get(addresses.tripPaper({ id, paper: 'report', format: 'pdf' }))
  expect([
    answer.status,
    answer.headers.get('content-type'),
    answer.headers.get('content-disposition')?.includes(encodeURIComponent('Доклад от командировка, Посещение в Узорево')),
  ]).toEqual([200, 'application/pdf', true])
})

describe('the papers of its money', () => {
  // A number is held to its sign by a blank that does not break.
  const spaced = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\u00A0', ' '))
  const euroSum = (cents: number) => ({ cents, currency: 'EUR', rate: null, rateOn: null })
  const one = async () => (await whole()).travellers.find(({ name }) => name === 'Проба Петрова Служителова')!
  beforeAll(async () => {
    const { here, officer } = office
    const { id: payer } = await one()
    const usual = { document: '', paidBy: null, overCeiling: '', foreseen: null, spent: null }
    done(await addCost(here, officer, id, { ...usual, kind: 'meals', what: 'Официална вечеря', payer: 'host' }))
    done(
      await addCost(here, officer, id, {
        ...usual,
        kind: 'fee',
        what: 'Такса музей',
        payer: 'us',
        spent: euroSum(1250),
        document: 'фактура 12',
        paidBy: payer,
      }),
    )
    done(await payAdvance(here, officer, payer, 1, { cents: 30_000, on: '2026-11-22' }))
  })

  test('the plan says allowance, ceilings of nights, every cost and who pays what, and what is not known', async () => {
    const text = budgetText(await whole(), OFFICE)
    expect(spaced(text.tables.map(({ title, rows, foot }) => [title, rows, foot]))).toEqual([
      [
        'Дневни пари',
        [
          ['всеки', 'Франция', '2', '56,00 €', '100 %', '112,00 €', '336,00 €'],
          ['всеки', 'Италия', '2', 'неизвестно', '100 %', 'неизвестно', 'неизвестно'],
        ],
        ['Общо', '', '', '', '', '', 'поне 336,00 €'],
      ],
      [
        'Нощувки до пределния размер',
        [
          ['всеки', 'Франция', '2', '207,00 €', '414,00 €', '1242,00 €'],
          ['всеки', 'Италия', '1', 'неизвестно', 'неизвестно', 'неизвестно'],
        ],
        null,
      ],
      [
        'Предвидени разходи',
        [
          ['Дневни пари за всички', 'дневни', 'общината', 'поне 336,00 €'],
          ['Нощувки за всички, най-много', 'нощувки', 'общината', 'поне 1242,00 €'],
          ['самолетни билети', 'транспорт', 'общината', '620,00 €'],
          ['Официална вечеря', 'храна', 'домакинът', 'без цена'],
        ],
        null,
      ],
      [
        'Кой какво плаща',
        [
          ['общината', 'поне 2198,00 €'],
          ['домакинът', 'без цена'],
        ],
        ['Общо', 'поне 2198,00 €'],
      ],
    ])
    expect(text.notes.map(({ title }) => title)).toEqual(['Какво още не е известно', 'Откъде са размерите'])
    const paper = printed(await typeset(moneyPaper(text, 'План-сметка', SAMPLE_OFFICE, at)))
    const words = [
      'План-сметка',
      'Пробен Кметов, кмет',
      '10–13 декември 2026 г., 4 дни, 3 нощувки',
      '№ РД-15-123 от 20 ноември 2026 г.',
      'поне 2198,00 €',
      'Утвърдил',
    ]
    expect([paper.pages, paper.accessible, lacking(await onPages(paper.pdf), words)]).toEqual([2, true, []])
    expect(lacking(await inWord(await moneyWord(text, 'План-сметка', SAMPLE_OFFICE)), words)).toEqual([])
  })

  test('the account says the advance, what was laid out by which document, and what is to be paid or given back', async () => {
    const text = accountText(await whole(), await one(), OFFICE)
    expect(spaced([text.heading, text.name, text.tables.at(-1)])).toEqual([
      'Отчет на аванса',
      'Проба Петрова Служителова, главен експерт',
      {
        title: 'Сметка',
        head: ['', 'Сума'],
        widths: [8, 2.4],
        sums: 1,
        rows: [
          ['Дневни пари', 'поне 112,00 €'],
          ['Признати разходи', '12,50 €'],
          ['Получен аванс', '300,00 €'],
        ],
        foot: ['За доплащане или връщане', 'неизвестно'],
      },
    ])
    const paper = printed(await typeset(moneyPaper(text, 'Отчет', SAMPLE_OFFICE, at)))
    const words = ['Отчет на аванса', 'Такса музей', 'фактура 12', '300,00 €', '22 ноември 2026 г.', '№ РД-15-123 от 20 ноември 2026 г.', 'Отчел се']
    expect([paper.pages, paper.accessible, lacking(await onPages(paper.pdf), words)]).toEqual([1, true, []])
    expect(lacking(await inWord(await moneyWord(text, 'Отчет', SAMPLE_OFFICE)), words)).toEqual([])
    expect(lacking(await onPages(paper.pdf), ['самолетни билети'])).toEqual(['самолетни билети'])
  })

  test.each([
    [20_000, { foot: ['За връщане от пътувалия', '88,00 €'] }],
    [11_200, { foot: ['Няма нищо за доплащане или връщане', '0,00 €'] }],
    [0, { foot: ['За доплащане на пътувалия', '112,00 €'] }],
  ])('of an advance of %i cents where all is known: %o', async (advance, { foot }) => {
    const [found, traveller] = [await whole(), await one()]
    const settlement = {
      allowance: { cents: 11_200, unknown: [] },
      expenses: { cents: 0, unknown: [] },
      unpaid: 0,
      advance,
      difference: 11_200 - advance,
      unknown: [],
    }
    expect(spaced(accountText(found, { ...traveller, settlement }, OFFICE).tables.at(-1)!.foot)).toEqual(foot)
  })

  test('both are offered on the page of its money and handed to readers, to nobody else', async () => {
    const { id: who } = await one()
    const page = await (await office.as('reader').get(addresses.tripMoney({ id }))).text()
    const at_ = (paper: string, format: string) => addresses.tripPaper({ id, paper, format })
    for (const format of ['pdf', 'docx'])
      for (const paper of ['budget', `account-${who}`]) {
        expect([paper, page.includes(`href="${at_(paper, format)}"`)]).toEqual([paper, true])
        expect([paper, (await office.as('reader').get(at_(paper, format))).status]).toEqual([paper, 200])
      }
    for (const paper of [`account-${id}`, 'account-', 'account-junk', 'budget-2'])
      expect([paper, (await office.as('reader').get(at_(paper, 'pdf'))).status]).toEqual([paper, 404])
    const { visit } = await office.openAnother('Община Узорево')
    expect((await visit.get(at_('budget', 'pdf'))).status).toBe(404)
  })
})
