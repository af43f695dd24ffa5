// A visit that was moved and left its programme behind: what lies outside its days, by how many days all must move, and the press that moves it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { callOffEvent, changeEvent, createEvent } from '#features/events/event.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { SOURCES } from '#features/today/inbox/sources.queries.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addArrangement } from '../arrangements/arrangement.actions.ts'
import { isOutsideVisit } from '../arrangements/arrangement.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import { preparationOf } from '../preparation/piece.queries.ts'
import { openVisit } from '../visit.actions.ts'
import { addProgrammeItems } from './item.actions.ts'
import type { ItemValues } from './programme.ts'
import { programmeOf } from './programme.queries.ts'
import { daysToMove, isOutside, nearestDay, travelsOutside } from './visit-days.ts'
import { momentOf } from './zone-time.ts'

const SOFIA = 'Europe/Sofia'
const MARCH = { firstDay: '2027-03-27', lastDay: '2027-03-28' }
const OCTOBER = { firstDay: '2027-10-30', lastDay: '2027-10-31' }
const on = (day: string, kind: 'item' | 'travel' = 'item', lastDay = day) => ({ kind, day, lastDay })

describe('rules', () => {
  test.each([
    ['on the first day', on('2027-03-27'), false],
    ['over midnight of the last', on('2027-03-28', 'item', '2027-03-29'), false],
    ['whole days that reach into it', on('2027-03-25', 'item', '2027-03-27'), false],
    ['the eve', on('2027-03-26'), true],
    ['a week after', on('2027-04-05'), true],
    ['the journey there on the eve', on('2027-03-26', 'travel'), false],
    ['the journey home the day after', on('2027-03-29', 'travel'), false],
    ['a journey two days before', on('2027-03-25', 'travel'), true],
  ])('outside: %s', (_, item, expected) => expect(isOutside(item, MARCH)).toBe(expected))

  test.each([
    ['all of it to the other season', [on('2027-03-27'), on('2027-03-28')], OCTOBER, 217],
    ['with its journeys', [on('2027-03-26', 'travel'), on('2027-03-27'), on('2027-03-28'), on('2027-03-29', 'travel')], OCTOBER, 217],
    ['one day later, though half still fits', [on('2027-03-26'), on('2027-03-27')], MARCH, 1],
    ['earlier', [on('2027-10-30'), on('2027-10-31')], MARCH, -217],
    ['a single one astray is moved alone', [on('2027-03-27'), on('2027-03-28'), on('2027-04-05')], MARCH, 0],
    ['longer than the visit: as much as fits, from its beginning', [on('2027-05-01'), on('2027-05-02'), on('2027-05-03')], MARCH, -35],
    ['nothing is outside', [on('2027-03-27')], MARCH, 0],
    ['no items', [], MARCH, 0],
  ])('days to move: %s', (_, items, visit, expected) => expect(daysToMove(items, visit)).toBe(expected))

  test.each([
    ['2027-03-20', '2027-03-27'],
    ['2027-04-05', '2027-03-28'],
    ['2027-03-28', '2027-03-28'],
  ])('nearest day to %s', (day, expected) => expect(nearestDay(day, MARCH)).toBe(expected))

  const at = (day: string): number => momentOf({ day, time: '10:00' }, SOFIA)
  test.each([
    ['comes two days early and stays two', at('2027-03-25'), at('2027-03-30'), false],
    ['comes after it', at('2027-03-29'), null, true],
    ['has left before it', null, at('2027-03-26'), true],
    ['half a year before', at('2026-10-01'), null, true],
    ['nothing known', null, null, false],
  ])('journeys: %s', (_, arrivesAt, leavesAt, expected) => expect(travelsOutside({ arrivesAt, leavesAt }, MARCH, SOFIA)).toBe(expected))

  test.each([
    ['a bus on the eve', 'transport', '2027-03-26', false],
    ['a meal on the eve', 'meal', '2027-03-26', true],
    ['rooms in another month', 'rooms', '2027-05-01', true],
    ['a gift bought long before', 'gift', '2027-01-10', false],
    ['no day', 'meal', null, false],
  ] as const)('arranged: %s', (_, kind, day, expected) => expect(isOutsideVisit({ kind, day }, MARCH)).toBe(expected))
})

describe('a moved visit', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: '2027-02-01' })
  })
  afterAll(() => office.close())
  afterEach(async () => {
    for (const table of ['activity', 'name_entry', 'programme_item', 'visit_arrangement', 'visit_delegate', 'visit', 'partner_contact', 'event'])
      await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
  })

  const CALLED = { meeting: 'Разговор за пчелите', ceremony: 'Откриване на чешмата', festival: 'Панаир', call: 'Обсъждане' }
  /** An event of the register that an item is. */
  const linked = async (title: string, date: string): Promise<string> =>
    done(await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'none', date, title: { bg: title }, partners: [] })).id
  const dates = async () => {
    const { rows } = await office.pool.query(`select title->'in'->'bg'->>'text' as title, date from event where kind = 'meeting' order by id`)
    return Object.fromEntries(rows.map(({ title, date }) => [title, date]))
  }
  /** The boxes of events that go along: words, and whether ticked. */
  const boxes = (html: string): string[] =>
    [...html.matchAll(/<label class="choice"><input class="ds-input" type="checkbox" name="events" value="[^"]+"( checked="")?\/>(.*?)<\/label>/g)].map(
      ([, ticked, words]) => `${ticked === undefined ? '☐' : '☑'} ${plain(words!).trim()}`,
    )

  const event = (date: string) => ({ kind: 'visit', direction: 'incoming', date, title: { bg: 'Гости от Примерово' }, partners: [] }) as const
  const values = (title: string, day: string, time: string | null, zone = SOFIA): ItemValues => ({
    kind: 'item',
    title: { bg: title, en: title },
    when: { day, time, fold: 'first', minutes: time === null ? 0 : 60, lastDay: day, zone, endZone: zone },
  })
  async function visit(items: readonly ItemValues[]): Promise<string> {
    const { id } = done(await createEvent(office.here, office.officer, event('2027-03-27/2027-03-28')))
    done(await openVisit(office.here, office.officer, id))
    done(await addProgrammeItems(office.here, office.officer, id, items))
    return id
  }
  const move = async (id: string, date: string): Promise<void> => {
    const { rows } = await office.pool.query('select version from event where id = $1', [id])
    done(await changeEvent(office.here, office.officer, id, rows[0].version, event(date)))
  }
  const times = (id: string) =>
    office.here.db.inOffice(office.officeId, async (tx) =>
      (await programmeOf(tx, id))!.items.map(({ day, time, zone, title }) => [day, time, zone, title.in['bg']!.text].join(' ')),
    )
  const plain = (html: string): string =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/&quot;/g, '"')
      .replace(/\s+/g, ' ')
  const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
  /** The alert above the programme, and the presses it offers with their keys. */
  const alert = (html: string): string => plain(/<div class="ds-alert clash" data-color="warning".*?<\/div>/s.exec(html)?.[0] ?? '').trim()
  const presses = (html: string): string[] =>
    [...html.matchAll(/name="remedy" value="([^"]+)"/g)].map(([, key]) => key!.replaceAll('&quot;', '"')).filter((key) => key.includes('shift'))
  const piece = async (id: string) =>
    office.here.db.inOffice(office.officeId, async (tx) => {
      const found = (await preparationOf(tx, [id], '2027-02-01')).get(id)!.find(({ kind }) => kind === 'programme')!
      return [found.done, found.count, found.due]
    })

  test('the dossier and the event’s page say so and offer to move all of it; each keeps its clock over the change of clocks; one undo', async () => {
    const id = await visit([
      values('Среща', '2027-03-27', '10:00'),
      values('Разговор с дома', '2027-03-28', '16:00', 'Asia/Shanghai'),
      values('Панаир', '2027-03-28', null),
    ])
    expect([await piece(id), alert(await page(addresses.programme({ id })))]).toEqual([[true, null, null], ''])
    await move(id, '2027-10-30/2027-10-31')
    expect(await piece(id)).toEqual([false, 3, '2027-02-01'])
    const words =
      'Извън дните на посещението Посещението е на 30–31 октомври 2027 г., а на 27–28 март 2027 г. стои цялата програма. Премести програмата с 217 дни по-късно'
    const html = await page(addresses.programme({ id }))
    expect([alert(html), alert(await page(addresses.event({ id }))), alert(await page(addresses.programme({ id }, { view: 'hours' })))]).toEqual([
      words,
      words,
      words,
    ])
    expect(plain(html)).toContain('Програма с 3 точки в други дни')
    // A reader is told, and offered nothing.
    expect(alert(await page(addresses.programme({ id }), 'reader'))).toBe(words.replace(' Премести програмата с 217 дни по-късно', ''))
    const before = await times(id)
    const knock = office.as('officer')
    const after = await knock.follow(await knock.post(addresses.programmeRemedies({ id }), { remedy: presses(html)[0]! }))
    expect(after).toContain('Преместени са 3 точки, всяка в същия час.')
    expect(await times(id)).toEqual([
      '2027-10-30 10:00 Europe/Sofia Среща',
      '2027-10-31  Europe/Sofia Панаир',
      '2027-10-31 16:00 Asia/Shanghai Разговор с дома',
    ])
    expect([await piece(id), alert(after), alert(await page(addresses.event({ id })))]).toEqual([[true, null, null], '', ''])
    const undoing = /action="\/activity\/([0-9a-f-]+)\/undo"/.exec(after)![1]!
    expect((await undo(office.here, office.officer, undoing))?.ok).toBe(true)
    expect(await times(id)).toEqual(before)
  })

  test('one item astray is offered the nearest day of the visit', async () => {
    const id = await visit([values('Среща', '2027-03-27', '10:00'), values('Дегустация', '2027-04-05', '18:00')])
    const html = await page(addresses.programme({ id }))
    expect(alert(html)).toBe(
      'Извън дните на посещението Посещението е на 27–28 март 2027 г., а на 5 април 2027 г. стои „Дегустация“. „Дегустация“ да е в неделя, 28 март',
    )
    await office.as('officer').post(addresses.programmeRemedies({ id }), { remedy: presses(html)[0]! })
    expect(await times(id)).toEqual(['2027-03-27 10:00 Europe/Sofia Среща', '2027-03-28 18:00 Europe/Sofia Дегустация'])
    // Pressed once more it would help no more.
    const knock = office.as('officer')
    expect(await knock.follow(await knock.post(addresses.programmeRemedies({ id }), { remedy: presses(html)[0]! }))).toContain('това вече не помага')
  })

  test('events that items are go along in the same step and the same undo; those past, called off or elsewhere stay', async () => {
    const meeting = await linked(CALLED.meeting, '2027-03-27')
    const ceremony = await linked(CALLED.ceremony, '2027-03-28')
    const festival = await linked(CALLED.festival, '2027-03-20/2027-04-02')
    const off = await linked('Отменено', '2027-03-27')
    done(await callOffEvent(office.here, office.officer, off, '2027-02-01'))
    const item = (title: string, day: string, eventId: string) => ({ ...values(title, day, '10:00'), eventId })
    const id = await visit([
      item('Среща', '2027-03-27', meeting),
      item('Протокол', '2027-03-27', meeting),
      item('Чешма', '2027-03-28', ceremony),
      item('На панаира', '2027-03-28', festival),
      item('Друго', '2027-03-27', off),
      item('Преместено', '2027-03-27', await linked('Преместено', '2027-11-01')),
      item('Без точен ден', '2027-03-27', await linked('Без точен ден', '2027-03')),
      item('Самото посещение', '2027-03-27', off),
    ])
    const { rows } = await office.pool.query('select id from programme_item where event_id = $1 and title::text like $2', [off, '%Самото%'])
    await office.pool.query('update programme_item set event_id = $1 where id = $2', [id, rows[0].id])
    await move(id, '2027-10-30/2027-10-31')
    const html = await page(addresses.programme({ id }))
    const words = [
      `☑ „${CALLED.meeting}“, от 27 март 2027 г. на 30 октомври 2027 г.`,
      `☑ „${CALLED.ceremony}“, от 28 март 2027 г. на 31 октомври 2027 г.`,
      `☐ „${CALLED.festival}“, от 20 март – 2 април 2027 г. на 23 октомври – 5 ноември 2027 г. Трае по-дълго от точката в програмата. Отметнете, ако и то се мести.`,
    ]
    expect([boxes(html), boxes(await page(addresses.event({ id }))), boxes(await page(addresses.programme({ id }), 'reader'))]).toEqual([words, words, []])
    // Somebody gives the ceremony another day while the page is open.
    const stands = await office.pool.query('select version from event where id = $1', [ceremony])
    done(
      await changeEvent(office.here, office.officer, ceremony, stands.rows[0].version, {
        kind: 'meeting',
        direction: 'none',
        date: '2027-05-01',
        title: { bg: CALLED.ceremony },
        partners: [],
      }),
    )
    const before = await dates()
    const knock = office.as('officer')
    const after = await knock.follow(
      await knock.post(addresses.programmeRemedies({ id }), { remedy: presses(html)[0]!, events: [meeting, ceremony, off, 'няма такова'] }),
    )
    expect(plain(after)).toContain(`Преместено е и 1 събитие. Не са преместени, защото вече са на други дати: „Отменено“, „${CALLED.ceremony}“.`)
    expect(await dates()).toEqual({ ...before, [CALLED.meeting]: '2027-10-30' })
    const undoing = /action="\/activity\/([0-9a-f-]+)\/undo"/.exec(after)![1]!
    expect((await undo(office.here, office.officer, undoing))?.ok).toBe(true)
    expect([await dates(), (await times(id))[0]]).toEqual([before, '2027-03-27 10:00 Europe/Sofia Среща'])
    // Nothing ticked: the events stay.
    await knock.post(addresses.programmeRemedies({ id }), { remedy: presses(await page(addresses.programme({ id })))[0]! })
    expect(await dates()).toEqual(before)
  })

  test('what is past stays and is named; of days that move apart each event goes with its own item', async () => {
    const past = await linked(CALLED.call, '2027-01-15')
    const tasting = await linked('Дегустация на открито', '2027-04-05')
    const id = await visit([
      values('Среща', '2027-03-27', '10:00'),
      { ...values('Обсъждане', '2027-01-15', '18:00'), eventId: past },
      { ...values('Дегустация', '2027-04-05', '18:00'), eventId: tasting },
    ])
    const html = await page(addresses.programme({ id }))
    expect(boxes(html)).toEqual(['☑ „Дегустация на открито“, от 5 април 2027 г. на 28 март 2027 г.'])
    expect(alert(html)).toContain('а на 15 януари 2027 г. – 5 април 2027 г. стоят 2 от 3 точки в програмата.')
    expect(plain(html)).toContain(`Остава на датата си, защото вече е минало: „${CALLED.call}“.`)
    const before = await dates()
    // The press of another day takes no event along that is not of its items, whatever is ticked; nor one that was held.
    await office.as('officer').post(addresses.programmeRemedies({ id }), { remedy: presses(html)[0]!, events: [tasting, past] })
    expect(await dates()).toEqual(before)
    await office.as('officer').post(addresses.programmeRemedies({ id }), { remedy: presses(await page(addresses.programme({ id })))[0]!, events: tasting })
    expect(await dates()).toEqual({ ...before, 'Дегустация на открито': '2027-03-28' })
  })

  test('journeys and arrangements that stay behind are named, once', async () => {
    const id = await visit([values('Среща', '2027-03-27', '10:00'), values('Обяд', '2027-03-27', '12:00')])
    const [arrivesAt, leavesAt] = [new Date('2027-03-26T10:00:00Z'), new Date('2027-03-29T10:00:00Z')]
    done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Гост Гостов' }, arrivesAt, leavesAt },
        { side: 'guests', name: { bg: 'Без Час' } },
      ]),
    )
    done(await addArrangement(office.here, office.officer, id, { kind: 'rooms', what: 'Хотел за четирима', day: '2027-03-27' }))
    const quiet = plain(await page(addresses.programme({ id })))
    expect([quiet.includes('Пътуване в други дни'), quiet.includes('Уговорено за други дни')]).toEqual([false, false])
    await move(id, '2027-10-30/2027-10-31')
    const html = await page(addresses.programme({ id }))
    await office.as('officer').post(addresses.programmeRemedies({ id }), { remedy: presses(html)[0]! })
    const shown = plain(await page(addresses.programme({ id })))
    expect(shown).toContain('Пътуване в други дни Пристигането или заминаването не е в дните на посещението: Гост Гостов.')
    expect(shown).toContain('Уговорено за други дни Хотел за четирима, 27 март 2027 г.')
    // Not told again at every item.
    expect(shown).not.toContain('Свършва, след като са тръгнали')
  })

  test('the day’s page tells it at once, long before a programme is due', async () => {
    const id = await visit([values('Среща', '2027-03-27', '10:00')])
    await move(id, '2027-10-30/2027-10-31')
    const found = await office.here.db.inOffice(office.officeId, async (tx) => {
      const source = SOURCES.visit
      const computed = await source.compute!(tx, '2027-02-01')
      return (computed as { id: string; missing: { kind: string }[] }[]).filter((one) => one.id === id).map(({ missing }) => missing.map(({ kind }) => kind))
    })
    expect(found).toEqual([['programme']])
  })
})
