// The half-yearly list: which half-year, what stands in it as on a day, and the same list on the page, on paper and in the sheets.
import readXlsxFile from 'read-excel-file/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createCommitment, dropCommitment, keepCommitment, moveCommitment } from '../commitment.actions.ts'
import type { CommitmentValues } from '../commitment.ts'
import {
  asItStood,
  asOnDay,
  GROUPS,
  halfYearChoices,
  halfYearIn,
  halfYearInWords,
  halfYearKey,
  halfYearList,
  type Promised,
  usualHalfYear,
} from './half-year.ts'

const TODAY = '2026-11-23'

describe('which half-year', () => {
  test.each([
    ['2026-1', { year: 2026, half: 1 }],
    ['2026-2', { year: 2026, half: 2 }],
    ['2026-3', null],
    ['26-1', null],
    ['', null],
  ])('%s is %o', (text, expected) => {
    expect(halfYearIn(text)).toEqual(expected)
  })

  test.each([
    ['2026-01-01', '2025-2'],
    ['2026-05-31', '2025-2'],
    ['2026-06-01', '2026-1'],
    ['2026-06-30', '2026-1'],
    ['2026-07-01', '2026-1'],
    ['2026-11-30', '2026-1'],
    ['2026-12-01', '2026-2'],
    ['2026-12-31', '2026-2'],
  ])('on %s the list of %s is offered', (day, key) => {
    expect(halfYearKey(usualHalfYear(day))).toBe(key)
  })

  test.each([
    [{ year: 2026, half: 1 }, '2026-06-30'],
    [{ year: 2026, half: 2 }, TODAY],
    [{ year: 2027, half: 1 }, null],
  ] as const)('%o is as on %s', (half, day) => {
    expect(asOnDay(half, TODAY)).toBe(day)
  })

  test('its name and those before it', () => {
    expect(halfYearChoices(TODAY, 3).map((half) => speakingIn('bg', () => halfYearInWords(half)))).toEqual([
      'второто полугодие на 2026 г.',
      'първото полугодие на 2026 г.',
      'второто полугодие на 2025 г.',
    ])
  })
})

const text = (words: string) => ({ source: 'bg', in: { bg: { text: words, at: '2026-01-01T00:00:00.000Z', from: null } } }) as unknown as Promised['text']
const promised = (id: string, more: Partial<Promised> = {}): Promised => ({
  id,
  owedBy: 'us',
  text: text(id),
  due: null,
  moves: [],
  keptOn: null,
  evidence: null,
  evidencePapers: [],
  droppedOn: null,
  dropReason: null,
  event: null,
  people: [],
  partners: [],
  state: 'agreed',
  givenOn: '2024-01-15',
  ...more,
})

describe('as it stood', () => {
  test('what came later is not known yet', () => {
    const moves = [{ on: '2026-07-05', from: '2026-05', to: '2026-12', why: 'x', askedBy: 'them' as const }]
    const now = promised('a', { due: '2026-12', moves, keptOn: '2026-09-01', evidence: 'Снимка' })
    expect(asItStood(now, '2026-06-30')).toEqual({ ...now, due: '2026-05', moves: [], keptOn: null, evidence: null })
    expect(asItStood(now, '2026-12-31')).toEqual(now)
  })

  test.each([
    ['before it was given', promised('a', { givenOn: '2026-07-01' }), '2026-06-30', false],
    ['given before', promised('a', { givenOn: '2026-05-05' }), '2026-06-30', true],
    ['given in a year', promised('a', { givenOn: '2026-12-31' }), '2026-06-30', false],
    ['entered late, kept before', promised('a', { givenOn: '2026-09-01', keptOn: '2026-03-03' }), '2026-06-30', true],
  ] as const)('%s', (_, promise, day, there) => {
    expect(asItStood(promise, day) !== null).toBe(there)
  })
})

describe('the list', () => {
  const half = { year: 2026, half: 1 } as const
  const move = { from: '2026-03', to: '2026-12', why: 'x', askedBy: 'us' as const }
  const ALL: readonly Promised[] = [
    promised('overdue', { due: '2026-05' }),
    promised('overdue-and-new', { due: '2026-06-15', givenOn: '2026-02-02' }),
    promised('new', { due: '2027', givenOn: '2026-06-30' }),
    promised('kept', { due: '2026-04', keptOn: '2026-04-02', evidence: 'Снимка' }),
    promised('kept-late', { due: '2025-11', keptOn: '2026-01-01', evidence: 'Снимка' }),
    promised('kept-before', { keptOn: '2025-12-31', evidence: 'x' }),
    promised('kept-after', { due: '2026-12', keptOn: '2026-07-01', evidence: 'x' }),
    promised('dropped', { due: '2026-12', droppedOn: '2026-06-30', dropReason: 'x' }),
    promised('moved', { due: '2026-12', moves: [{ ...move, on: '2026-02-01' }] }),
    promised('moved-before', { due: '2026-12', moves: [{ ...move, on: '2025-12-01' }] }),
    promised('open'),
    promised('later', { givenOn: '2026-07-01' }),
    promised('theirs', { owedBy: 'them', due: '2026-01' }),
  ]

  test('each promise stands once, in the first group that is true of it; the sums count all that is', () => {
    const { sides } = halfYearList(ALL, half, '2026-06-30')
    const [us, them, both] = sides.map(({ groups }) => Object.fromEntries(GROUPS.map((group) => [group, groups[group].map(({ promise }) => promise.id)])))
    expect(us).toEqual({
      overdue: ['overdue', 'overdue-and-new'],
      new: ['new'],
      kept: ['kept-late', 'kept'],
      dropped: ['dropped'],
      moved: ['moved'],
      open: ['kept-after', 'moved-before', 'open'],
    })
    expect(them!['overdue']).toEqual(['theirs'])
    expect(Object.values(both!).flat()).toEqual([])
    expect(sides[0]!.sum).toEqual({ open: 7, overdue: 2, new: 2, kept: 2, dropped: 1, moved: 1 })
    // Of the year, up to that day: kept in April, dropped, two waiting. What was missed in 2025 counts there.
    expect(sides[0]!.share).toEqual({ 'on-time': 1, late: 0, dropped: 1, waiting: 2, undated: 0 })
  })

  test('the same promises give the same list in whatever order they come', () => {
    expect(halfYearList(ALL.toReversed(), half, '2026-06-30')).toEqual(halfYearList(ALL, half, '2026-06-30'))
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(async () => {
  await office.close()
  await endTypesetting()
})
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'document_place', 'document', 'commitment_partner', 'commitment', 'event_partner', 'event', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

async function register() {
  const { here, officer } = office
  const town = async (bg: string, en: string) => done(await createOrganisation(here, officer, { name: { bg, en }, kind: 'municipality', country: 'MK' })).id
  const [first, second] = [await town('Примерово', 'Primerovo'), await town('Узорево', 'Uzorevo')]
  const event = done(
    await createEvent(here, officer, {
      kind: 'meeting',
      direction: 'none',
      date: '2026-03-03',
      partners: [first],
      title: { bg: 'Среща през март', en: 'Meeting in March' },
    }),
  ).id
  const give = async (bg: string, more: Partial<CommitmentValues> = {}) =>
    done(
      await createCommitment(here, officer, {
        owedBy: 'us',
        topic: 'other',
        state: 'agreed',
        due: null,
        partners: [first],
        eventId: event,
        ...more,
        text: { bg },
      }),
    ).id
  await give('Да изпратим албума', { due: '2026-05' })
  const kept = await give('Да посрещнем хора', { owedBy: 'them', due: '2026-06' })
  done(await keepCommitment(here, officer, kept, 1, { keptOn: '2026-05-20', evidence: 'Снимка в сайта' }))
  const dropped = await give('Обща изложба', { owedBy: 'both', partners: [first, second] })
  done(await dropCommitment(here, officer, dropped, 1, { droppedOn: '2026-06-01', dropReason: 'Залата е в ремонт' }))
  const moved = await give('Да пратят покана', { owedBy: 'them', due: '2026-04', partners: [second] })
  done(await moveCommitment(here, officer, moved, 1, '2026-12-01', { on: '2026-04-10', why: 'След изборите', askedBy: 'them' }))
  return { first, second }
}
const page = async (query: string, role: 'officer' | 'reader' = 'reader') => (await office.as(role).get(`${addresses.commitmentHalfYears()}?${query}`)).text()
const missing = (shown: string, words: readonly string[]): string[] => words.filter((one) => !shown.includes(one))
const TOLD = [
  'Обещания между общината и партньорите за първото полугодие на 2026 г.',
  'Към 30 юни 2026 г.',
  'Да изпратим албума',
  'Просрочено с 30 дни.',
  'Изпълнено на 20 май 2026 г.: Снимка в сайта.',
  'Отпаднало на 1 юни 2026 г.: Залата е в ремонт.',
  'Срокът е преместен от април 2026 г. на 1 декември 2026 г.: След изборите.',
  'преместено 1 път, първо беше до април 2026 г.',
]

describe('for the office', () => {
  test('the page shows it; narrowed to one partner it shows that one’s', async () => {
    const { second } = await register()
    expect(missing(await page('half=2026-1'), TOLD)).toEqual([])
    const one = await page(`half=2026-1&partner=${second}`)
    expect(missing(one, ['Партньори: Узорево', 'Да пратят покана', 'Обща изложба'])).toEqual([])
    expect(one).not.toContain('Да изпратим албума')
    expect(await page('half=2027-1')).toContain('Това полугодие още не е започнало')
    expect(await page('half=junk&language=xx&partner=junk')).toContain('първото полугодие на 2026 г.')
  })

  test('on paper stand the same words, to be signed, and the same list is the same file', async () => {
    await register()
    const path = `${addresses.commitmentHalfYearPaper()}?half=2026-1&language=bg`
    const answer = await office.as('reader').get(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const pdf = new Uint8Array(await answer.arrayBuffer())
    const read = await readBack(pdf)
    expect([read.language, read.tagged, read.sizes[0]]).toEqual(['bg', true, '842 × 595'])
    const words = read.pages.join(' ')
    expect(missing(words, [...TOLD, 'Община Троян', 'Съставил:', 'име, длъжност, подпис', '1 от 1 (100 %)'])).toEqual([])
    office.here.clock.set('2027-02-02')
    const again = new Uint8Array(await (await office.as('reader').get(path)).arrayBuffer())
    office.here.clock.set(TODAY)
    expect(Buffer.compare(pdf, again)).toBe(0)
  })

  test('in English too, with names in English', async () => {
    await register()
    const answer = await office.as('reader').get(`${addresses.commitmentHalfYearPaper()}?half=2026-1&language=en`)
    const read = await readBack(new Uint8Array(await answer.arrayBuffer()))
    expect(
      missing(read.pages.join(' '), ['As on 30 June 2026', 'Primerovo · Meeting in March', 'Overdue by 30 days.', 'Kept on 20 May 2026', 'Drawn up by:']),
    ).toEqual([])
  })

  test('in the sheets every promise is a row, numbers are numbers, and the same list is the same file', async () => {
    await register()
    const path = `${addresses.commitmentHalfYearSheet()}?half=2026-1&language=bg`
    const answer = await office.as('reader').get(path)
    expect(answer.headers.get('content-disposition')).toContain('obeshtaniya-2026-1.xlsx')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const sheets = await readXlsxFile(bytes)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Обобщение', 'Ние дължим', 'Те дължат', 'Дължим заедно'])
    expect(sheets[0]!.data.find(([first]) => first === 'Те дължат')).toEqual(['Те дължат', 1, 0, 2, 1, 0, 1])
    expect(sheets[2]!.data.map((row) => [row[0], row[1], row[2], row[3]])).toEqual([
      ['№', 'Състояние', 'Обещание', 'Партньор и събитие'],
      [2, 'Нови през полугодието', 'Да пратят покана', 'Узорево · Среща през март'],
      [3, 'Изпълнени', 'Да посрещнем хора', 'Примерово · Среща през март'],
    ])
    office.here.clock.set('2027-02-02')
    const again = Buffer.from(await (await office.as('reader').get(path)).arrayBuffer())
    office.here.clock.set(TODAY)
    expect(Buffer.compare(bytes, again)).toBe(0)
  })

  test('it is kept among the documents, on the partners it is of; a reader may not', async () => {
    const { second } = await register()
    const form = { half: '2026-1', language: 'bg', partner: second }
    expect((await office.as('reader').post(addresses.commitmentHalfYearKeeping(), form)).status).toBe(403)
    const officer = office.as('officer')
    const answer = await officer.post(addresses.commitmentHalfYearKeeping(), form)
    expect(answer.status).toBe(303)
    const { rows } = await office.pool.query('select title, kind, date, media, file_name from document where office_id = $1', [office.officeId])
    expect(rows.map(({ title, ...row }) => [title.in.bg.text, row])).toEqual([
      [
        'Обещания между общината и партньорите за първото полугодие на 2026 г. (към 30 юни 2026 г.)',
        { kind: 'report', date: '2026-06-30', media: 'pdf', file_name: 'obeshtaniya-2026-1.pdf' },
      ],
    ])
    expect(missing(await officer.follow(answer), ['Списъкът е запазен при документите.', 'Узорево'])).toEqual([])
    // Once more, it is the same document.
    await office.as('officer').post(addresses.commitmentHalfYearKeeping(), form)
    expect((await office.pool.query('select count(*)::int as n from document where office_id = $1', [office.officeId])).rows[0].n).toBe(1)
  })

  test('asks the database as often for many as for one; another office’s partners narrow to nothing', async () => {
    const { first } = await register()
    const count = () => office.statements(() => page('half=2026-1'))
    const few = await count()
    await register()
    expect(await count()).toBe(few)
    const other = await office.openAnother('Община Друга')
    const theirs = await (await other.visit.get(`${addresses.commitmentHalfYears()}?half=2026-1&partner=${first}`)).text()
    expect(theirs).not.toContain('Да изпратим албума')
  })
})
