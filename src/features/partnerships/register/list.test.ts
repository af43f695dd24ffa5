// The register of partnerships in its four views: the same filters everywhere, each paged or bounded, each in a fixed number of queries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeRules } from '#features/calendar/rules.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { changeOrganisation, createOrganisation } from '#features/organisations/organisation.actions.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { listAsked, LIST_VIEWS } from './list.ts'
import { addMilestone } from '../milestones/milestone.actions.ts'
import { createPartnership } from '../partnership.actions.ts'
import { foundByName } from '../partnership.queries.ts'

const TODAY = '2026-11-23'
type Query = Record<string, string>
type Wish = {
  country?: string
  placeId?: number
  type?: 'twinning' | 'contact'
  steps?: readonly (readonly ['signing' | 'renewal' | 'lapse', string])[]
  fields?: readonly ('culture' | 'energy')[]
}

async function begin(office: TestOffice, name: string, { country = 'FR', placeId, type = 'twinning', steps = [], fields = [] }: Wish = {}) {
  const organisation = done(
    await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country, ...(placeId === undefined ? {} : { placeId }) }),
  )
  const { id } = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type, fields }))
  for (const [kind, date] of steps) done(await addMilestone(office.here, office.officer, id, { kind, side: 'both', date: date as ImpreciseDate }))
  return { id, organisationId: organisation.id }
}

const SKOPJE = 785842

describe('the views of one small register', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    await begin(office, 'Будно', { steps: [['signing', '2026-03-02']], fields: ['culture'] })
    await begin(office, 'Сънно', { country: 'MK', placeId: SKOPJE, steps: [['signing', '2006-11-14']], fields: ['energy'] })
    await begin(office, 'Прекъснато', {
      country: 'MK',
      steps: [
        ['signing', '2004'],
        ['lapse', '2018'],
      ],
    })
    await begin(office, 'Ново', { type: 'contact' })
  })
  afterAll(() => office.close())
  const open = async (query: Query): Promise<string> => {
    const answer = await office.as('reader').get(addresses.partnerships(query))
    expect(answer.status).toBe(200)
    return answer.text()
  }
  const NAMES = ['Будно', 'Сънно', 'Прекъснато', 'Ново']
  /** The partners that stand on the page as links. */
  const named = (page: string): string[] => NAMES.filter((name) => new RegExp(`<a class="plain strong"[^>]*>${name}</a>`).test(page)).sort()

  test.each([
    [{}, NAMES],
    [{ q: 'сънн' }, ['Сънно']],
    [{ type: 'contact' }, ['Ново']],
    [{ stage: 'lapsed' }, ['Прекъснато']],
    [{ stage: 'active' }, ['Будно', 'Сънно']],
    [{ dormancy: 'awake' }, ['Будно']],
    [{ dormancy: 'asleep' }, ['Прекъснато', 'Сънно']],
    [{ country: 'MK', field: 'energy' }, ['Сънно']],
    [{ public: 'yes' }, []],
    [{ public: 'no', country: 'FR' }, ['Будно', 'Ново']],
  ] as const)('the filter %j finds the same in the table, on the board and on the map', async (filter, expected) => {
    for (const view of ['table', 'board', 'map'] as const) expect([view, named(await open({ ...filter, view } as Query))]).toEqual([view, [...expected].sort()])
  })

  test('switching the view keeps the filters, and filtering keeps the view', async () => {
    const page = await open({ view: 'board', country: 'MK' })
    for (const view of LIST_VIEWS) expect(page).toContain(`href="/partnerships?view=${view}&amp;country=MK"`)
    expect(page).toContain('<input type="hidden" name="view" value="board"/>')
    expect(page).toContain('<p class="count" role="status">2 намерени</p>')
  })

  test('junk in the address is as if it were not there', async () => {
    expect(listAsked('?view=gantt&type=x&stage=&dormancy=drunk&country=ZZZ&field=magic&public=maybe&sort=id;drop&q=%00')).toEqual({
      view: 'table',
      sort: 'name',
    })
    const page = await open({ view: 'gantt', stage: 'x', sort: 'since', after: 'rubbish', before: Buffer.from('x'.repeat(80)).toString('base64url') })
    expect(named(page)).toEqual([...NAMES].sort())
    expect(await open({ view: 'calendar', on: '2026-13' })).toContain('Ноември 2026')
    expect(await open({ view: 'calendar', on: "0000' or 1" })).toContain('Ноември 2026')
  })

  test('the table is sorted by name, by stage since and by last contact', async () => {
    const order = async (query: Query): Promise<string[]> =>
      [...(await open({ view: 'table', ...query })).matchAll(/<th scope="row">.*?<a class="plain strong"[^>]*>(.*?)<\/a>/gs)].map((match) => match[1]!)
    expect(await order({})).toEqual(['Будно', 'Ново', 'Прекъснато', 'Сънно'])
    expect(await order({ sort: 'since' })).toEqual(['Будно', 'Прекъснато', 'Сънно', 'Ново'])
    expect((await order({ sort: 'contact' }))[0]).toBe('Ново')
    expect(await open({ sort: 'contact' })).toContain('aria-sort="ascending"')
  })

  test('a card of the board offers the step that comes next; a reader is offered none', async () => {
    const page = await (await office.as('officer').get(addresses.partnerships({ view: 'board' }))).text()
    expect(
      page
        .match(/\/milestones\/new\?kind=\w+/g)!
        .map((href) => href.split('=')[1])
        .sort(),
    ).toEqual(['first_contact', 'renewal', 'renewal', 'revival'])
    expect(await open({ view: 'board' })).not.toContain('milestones/new')
  })

  test('on the map stands who has a place; the others are told beside it', async () => {
    const page = await open({ view: 'map' })
    expect(page.match(/class="dot"/g)).toHaveLength(1)
    const [on, off] = [page.slice(page.indexOf('id="on-map"'), page.indexOf('id="off-map"')), page.slice(page.indexOf('id="off-map"'))]
    expect(named(on)).toEqual(['Сънно'])
    expect(named(off)).toEqual(['Будно', 'Ново', 'Прекъснато'])
  })
})

test('a partner that was renamed is found by its new name only, among however many others bear it', async () => {
  const office = await openOffice({ today: TODAY })
  try {
    const { organisationId } = await begin(office, 'Старово')
    done(await changeOrganisation(office.here, office.officer, organisationId, 1, { name: { bg: 'Новоград' }, kind: 'municipality', country: 'FR' }))
    const found = (q: string) => office.here.db.inOffice(office.officeId, (tx) => foundByName(tx, q))
    expect([(await found('Старово')).length, (await found('Новоград')).length]).toEqual([0, 1])
    for (let n = 0; n < 101; n += 1)
      done(await createOrganisation(office.here, office.officer, { name: { bg: `Нов клуб ${n}` }, kind: 'other', country: 'FR' }))
    expect(await found('Нов')).toHaveLength(1)
  } finally {
    await office.close()
  }
})

describe('the calendar', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    const { organisationId } = await begin(office, 'Юбилей', {
      steps: [
        ['signing', '2006-11-14'],
        ['renewal', '2026-11'],
        ['renewal', '2024-02-03'],
      ],
    })
    await begin(office, 'Друго', {
      country: 'MK',
      steps: [
        ['signing', '2026-11-14'],
        ['signing', '2026'],
      ],
    })
    await office.pool.query(`update milestone set until = '2026-11-30', until_day = '2026-11-30' where date = '2024-02-03'`)
    done(
      await createEvent(office.here, office.officer, {
        kind: 'visit',
        direction: 'incoming',
        title: { bg: 'Гости за празника' },
        date: '2026-11-20',
        partners: [organisationId],
      }),
    )
  })
  afterAll(() => office.close())
  const open = async (query: Query = {}): Promise<string> => (await office.as('reader').get(addresses.partnerships({ view: 'calendar', ...query }))).text()
  const square = (page: string, day: string): string =>
    new RegExp(`<td[^>]*><time datetime="${day}".*?</td>`, 's')
      .exec(page)![0]
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()

  test('shows steps, anniversaries, ends of terms and events on their days', async () => {
    const page = await open()
    expect(square(page, '2026-11-14')).toBe('14 14 ноември 2026 г. Подписване Друго 20 години от подписването Юбилей')
    expect(square(page, '2026-11-20')).toBe('20 20 ноември 2026 г. Гости за празника Юбилей')
    expect(square(page, '2026-11-30')).toBe('30 30 ноември 2026 г. Край на срока Юбилей')
    expect(square(page, '2026-11-13')).toBe('13 13 ноември 2026 г.')
    // What is only known by its month stands beneath; what is only known by its year, in the year.
    expect(page).toMatch(/Без точен ден.*Подновяване/s)
    expect((await open({ on: '2026' })).match(/Подписване/g)!.length).toBeGreaterThan((page.match(/Подписване/g) ?? []).length / 2)
  })

  test('is turned by the address and narrowed by the filters', async () => {
    const page = await open({ country: 'MK' })
    expect(square(page, '2026-11-14')).toBe('14 14 ноември 2026 г. Подписване Друго')
    expect(page).toContain('href="/partnerships?view=calendar&amp;country=MK&amp;on=2026-10"')
    expect(page).toContain('href="/partnerships?view=calendar&amp;country=MK&amp;on=2026-12"')
    expect(page).toContain('<input type="hidden" name="on" value="2026-11"/>')
    expect(await open({ on: '2026-12' })).toContain('През този месец няма нищо записано')
    expect(await open({ on: '2025' })).toContain('href="/partnerships?view=calendar&amp;on=2024"')
  })

  test('an anniversary of 29 February is kept on the 28th', async () => {
    await begin(office, 'Високосно', { country: 'IT', steps: [['signing', '2016-02-29']] })
    expect(square(await open({ on: '2026-02', country: 'IT' }), '2026-02-28')).toBe('28 28 февруари 2026 г. 10 години от подписването Високосно')
  })

  test('anniversaries come by the rule of the partner’s country and of the office, and not of what was ended', async () => {
    await begin(office, 'Китайско', { country: 'CN', steps: [['signing', '2011-07-01']] })
    const { id: ended } = await begin(office, 'Свършило', { country: 'CN', steps: [['signing', '2006-07-02']] })
    await begin(office, 'Немско', { country: 'DE', steps: [['signing', '2014-07-03']] })
    done(await addMilestone(office.here, office.officer, ended, { kind: 'end', side: 'both', date: '2020' as ImpreciseDate }))
    const july = await open({ on: '2026-07' })
    expect([square(july, '2026-07-01'), square(july, '2026-07-02'), square(july, '2026-07-03')].map((day) => day.includes('години'))).toEqual([
      false,
      false,
      false,
    ])
    expect(square(await open({ on: '2031-07' }), '2031-07-01')).toContain('20 години от подписването Китайско')
    done(await changeRules(office.here, office.officer, 0, { everyYears: 4, alarmMonths: 6 }))
    expect(square(await open({ on: '2026-07' }), '2026-07-03')).toContain('12 години от подписването Немско')
  })
})

test('every view takes as many queries for three as for one', async () => {
  const office = await openOffice({ today: TODAY })
  const officer = office.as('officer')
  const counted = async (): Promise<number[]> => {
    const counts: number[] = []
    for (const view of LIST_VIEWS)
      for (const query of [{ view }, { view, country: 'FR' }, { view, stage: 'active' }, { view, q: 'ед' }])
        counts.push(await office.statements(async () => expect((await officer.get(addresses.partnerships(query as Query))).status).toBe(200)))
    return counts
  }
  await begin(office, 'Едно', { placeId: SKOPJE, steps: [['signing', '2006-11-14']] })
  const one = await counted()
  await begin(office, 'Единно', {
    placeId: SKOPJE,
    steps: [
      ['signing', '2006-11-15'],
      ['renewal', '2026-11-20'],
    ],
  })
  await begin(office, 'Единадесет', { steps: [['signing', '2006-11-16']] })
  expect(await counted()).toEqual(one)
  await office.close()
})

test('a long column goes on by key, and many partners are gathered by country', async () => {
  const office = await openOffice({ today: TODAY })
  for (let at = 0; at < 62; at++)
    await begin(office, `Град ${String(at).padStart(2, '0')}`, { country: at < 60 ? 'MK' : 'IT', ...(at % 2 === 0 ? { placeId: SKOPJE } : {}) })
  const open = async (query: Query): Promise<string> => (await office.as('reader').get(addresses.partnerships(query))).text()
  const board = await open({ view: 'board' })
  expect(board.match(/<li id="r-/g)).toHaveLength(12)
  expect(board).toContain('още 50')
  const column = await open({ view: 'board', stage: 'prospect' })
  expect(column.match(/<li id="r-/g)).toHaveLength(50)
  const after = /[?;]after=([^"&]+)/.exec(column)![1]!
  expect((await open({ view: 'board', stage: 'prospect', after })).match(/<li id="r-/g)).toHaveLength(12)
  const map = await open({ view: 'map' })
  expect(map).toContain('Северна Македония (60)')
  expect(map.match(/class="dot"/g)).toHaveLength(1 + 1)
  expect(map).toContain('href="/partnerships?view=map&amp;country=MK"')
  expect((await open({ view: 'map', country: 'MK' })).match(/class="dot"/g)).toHaveLength(30)
  await office.close()
})
