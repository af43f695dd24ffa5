// Sources that tell another day of one step: whether they agree, kept side by side, one taken for the office's own and given back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addMilestone, restoreMilestone } from './milestone.actions.ts'
import { milestoneSnapshot, type Reading } from './milestone.ts'
import { createPartnership } from '../partnership.actions.ts'
import { historyOfPartnership, milestoneById } from '../partnership.queries.ts'
import { agree, countedBack, withOwn, withoutReading, withReading } from './reading.ts'

const cited = (title: string, date: string | null = null) => ({ title, url: null, date, textId: null, quote: null })

test.each<[string, string, boolean]>([
  ['2003', '2003-09-24', true],
  ['2003', '2004', false],
  ['1988', '2000', false],
  ['2000', '2004~', false],
  ['2003', '2004~', true],
  ['2004-05-22', '2004~', true],
  ['2005', '2004~', true],
  ['2006', '2004~', false],
  ['1990~', '1989-12-31', true],
  ['1990~', '1988', false],
  ['2018-09~', '2018-10-31', true],
  ['2018-09~', '2018-11', false],
  ['2018-09-24~', '2018-09-25', true],
  ['2018-09-24~', '2018-09-26', false],
  ['2024-09/2024-10', '2024-10-14', true],
  ['2024-09/2024-10', '2024-11', false],
  ['1723-03-04', '1723', true],
  ['2012-02-29', '2012-02', true],
])('%s and %s: %s', (a, b, same) => {
  expect([agree(a as ImpreciseDate, b as ImpreciseDate), agree(b as ImpreciseDate, a as ImpreciseDate)]).toEqual([same, same])
})

test.each<[string, string | null, string | null]>([
  ['20 години', '2024-10-24', '2004~'],
  ['дългогодишно партньорство от 20 години', '2024', '2004~'],
  ['15-годишно прекъсване', '2024-10', '2009~'],
  ['for 20 years', '2024-10-24', '2004~'],
  ['jumelées depuis 60 ans', '2011-05-30', '1951~'],
  ['20 години', null, null],
  ['20 години', 'лятото на 2024', null],
  ['дългогодишно', '2024-10-24', null],
  ['999 години', '1500', null],
])('„%s“ told on %s means %s', (words, day, date) => {
  expect(countedBack(words, day)).toBe(date)
})

describe('places', () => {
  const committee: Reading = { date: '2000', words: '', sources: [cited('Комитет')] }
  const news: Reading = { date: '2004~', words: '20 години', sources: [cited('Новина', '2024-10-24')] }
  const step = { ...committee, readings: [news] }

  test('a source that says what is there already only joins in', () => {
    const other = cited('Друг вестник')
    expect(withReading(step, { ...news, sources: [other] })).toEqual({ sources: committee.sources, readings: [{ ...news, sources: [...news.sources, other] }] })
    expect(withReading(step, { ...committee, sources: [other, ...committee.sources] })).toEqual({ sources: [...committee.sources, other], readings: [news] })
    expect(withReading(step, { date: '1988', words: '', sources: [other] }).readings.map(({ date }) => date)).toEqual(['2004~', '1988'])
  })

  test('taking another one and taking the first again gives back what was', () => {
    expect(withOwn(step, 0)).toEqual({ ...news, readings: [committee] })
    expect(withOwn(withOwn(step, 0)!, 0)).toEqual(step)
    expect([withOwn(step, 1), withoutReading(step, -1)]).toEqual([null, null])
  })
})

test('a snapshot from before there were readings is read', () => {
  const old = {
    partnershipId: '01900000-0000-7000-8000-000000000000',
    kind: 'signing',
    side: 'both',
    date: '2003',
    note: { source: 'bg', in: {} },
    documentNumber: null,
    publishedAt: null,
    sources: [],
  }
  expect(milestoneSnapshot.parse(old)).toEqual({ ...old, body: '', until: null, words: '', readings: [], fromType: null, toType: null })
})

describe('through the pages', () => {
  let office: TestOffice
  let id: string
  let milestone: string
  beforeAll(async () => {
    office = await openOffice()
    const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Измислен Град' }, kind: 'municipality', country: 'FR' }))
    id = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type: 'twinning' })).id
  })
  beforeEach(async () => {
    milestone = done(
      await addMilestone(office.here, office.officer, id, { kind: 'signing', side: 'both', date: '2000', sources: [cited('Измислен комитет')] }),
    ).id
  })
  afterAll(() => office.close())

  const row = () => office.here.db.inOffice(office.officeId, (tx) => milestoneById(tx, id, milestone))
  const at = () => ({ id, milestone })

  test('„20 години“ is counted from the source, shown beside the office’s own day, taken and given back', async () => {
    const officer = office.as('officer')
    expect(await (await officer.get(addresses.milestone(at()))).text()).toContain(addresses.milestoneReadingNew(at()))
    expect((await officer.get(addresses.milestoneReadingNew(at()))).status).toBe(200)
    const page = await officer.follow(
      await officer.post(addresses.milestoneReadings(at()), { words: '20 години', 'source.title': 'Измислена новина', 'source.date': '2024-10-24' }),
    )
    expect(page).toContain('„20 години“, тоест около 2004 г.')
    expect(page).toContain('различава се')
    expect(page).toContain('Измислена новина')
    const overview = await (await office.as('reader').get(addresses.partnership({ id }))).text()
    expect(overview).toContain('Друг източник казва друго: „20 години“, тоест около 2004 г.')
    expect(overview).toContain('друг източник: „20 години“, тоест около 2004 г.')

    const before = (await row())!
    await officer.follow(await officer.post(addresses.milestoneReadingOwn({ ...at(), reading: '0' }), { version: String(before.version) }))
    expect(await row()).toMatchObject({
      date: '2004~',
      firstDay: '2004-01-01',
      words: '20 години',
      sources: [{ title: 'Измислена новина' }],
      readings: [{ date: '2000', words: '', sources: [{ title: 'Измислен комитет' }] }],
    })
    const [line] = await office.here.db.inOffice(office.officeId, (tx) => historyOfPartnership(tx, id, 1))
    expect(line).toMatchObject({ act: 'milestone.changed', thingId: milestone })
    done(await undoChange(office.here, office.officer, line!.id, { milestone: restoreMilestone }))
    const { version: _, updatedAt: __, ...same } = before
    expect(await row()).toMatchObject(same)
  })

  test('a reading without a source, a date or a day to count from comes back with what was typed', async () => {
    const officer = office.as('officer')
    const refused = async (form: Record<string, string>): Promise<string> => {
      const answer = await officer.post(addresses.milestoneReadings(at()), form)
      expect(answer.status).toBe(422)
      return answer.text()
    }
    expect(await refused({ 'date.year': '1988' })).toContain('Напишете кой го казва')
    expect(await refused({ 'source.title': 'Измислена новина' })).toContain('Напишете дата или думите')
    const counting = await refused({ words: '20 години', 'source.title': 'Измислена новина' })
    expect(counting).toContain('Годините се броят от деня на източника')
    expect(counting).toContain('value="20 години"')
    expect(await refused({ words: 'отдавна', 'source.title': 'Измислена новина', 'source.date': '2024' })).toContain('няма брой години')
    expect(await refused({ 'date.year': '20', 'source.title': 'Измислена новина' })).toContain('href="#f-date"')
    expect((await row())!.readings).toEqual([])
  })

  test('a reading is let go; a stale click changes nothing and says so; nobody else may', async () => {
    const officer = office.as('officer')
    const add = (year: string) => officer.post(addresses.milestoneReadings(at()), { 'date.year': year, 'source.title': 'Измислена книга' })
    await officer.follow(await add('1988'))
    await officer.follow(await add('1723'))
    const stale = await officer.follow(await officer.post(addresses.milestoneReadingOwn({ ...at(), reading: '0' }), { version: '1' }))
    expect(stale).toContain('1723 г.')
    expect((await row())!.date).toBe('2000')
    const version = String((await row())!.version)
    expect((await office.as('reader').post(addresses.milestoneReadingRemoval({ ...at(), reading: '0' }), { version })).status).toBe(403)
    expect((await officer.post(addresses.milestoneReadingOwn({ ...at(), reading: '7' }), { version })).status).toBe(404)
    await officer.follow(await officer.post(addresses.milestoneReadingRemoval({ ...at(), reading: '0' }), { version }))
    expect((await row())!.readings.map(({ date }) => date)).toEqual(['1723'])
  })
})
