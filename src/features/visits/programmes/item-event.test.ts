// An item of a programme as an event of its own: what it takes along, and what its pages say when the item's people change afterwards.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates, removeDelegate, withdrawDelegate } from '../delegations/delegate.actions.ts'
import { openVisit } from '../visit.actions.ts'
import { addGroup } from './group.actions.ts'
import { addProgrammeItem, changeProgrammeItem, removeProgrammeItem } from './item.actions.ts'
import { dateOfItem, eventKindOfItem, partingOf } from './item-event.ts'
import type { ItemValues } from './programme.ts'
import { programmeOf } from './programme.queries.ts'

const SOFIA = 'Europe/Sofia'
const DAY = '2026-12-14'
const when = (day: string, time: string | null, minutes: number, lastDay = day) =>
  ({ day, time, fold: 'first', minutes, lastDay, zone: SOFIA, endZone: SOFIA }) as const

describe('rules', () => {
  test.each([
    ['meeting', 'meeting'],
    ['item', 'meeting'],
    ['meal', 'meeting'],
    ['ceremony', 'ceremony'],
    ['break', null],
    ['free', null],
    ['travel', null],
  ] as const)('%s becomes %s', (kind, expected) => expect(eventKindOfItem(kind)).toBe(expected))

  test.each([
    ['an hour', when(DAY, '10:00', 60), DAY],
    ['past midnight', when(DAY, '22:00', 240, '2026-12-15'), DAY],
    ['two whole days', when(DAY, null, 0, '2026-12-15'), `${DAY}/2026-12-15`],
    ['longer than a day', when(DAY, '10:00', 2000, '2026-12-15'), `${DAY}/2026-12-15`],
  ])('the day of %s', (_, item, expected) => expect(dateOfItem(item)).toBe(expected))

  const who = (...ids: string[]) => ids.map((personId) => ({ personId, asRole: null }))
  test.each([
    ['the same', who('a', 'b'), who('b', 'a'), ['a', 'b'], { missing: [], gone: [] }],
    ['one more', who('a', 'b'), who('a'), ['a', 'b'], { missing: ['b'], gone: [] }],
    ['one less', who('a'), who('a', 'b'), ['a', 'b'], { missing: [], gone: ['b'] }],
    ['invited by the office itself', who('a'), who('a', 'x'), ['a', 'b'], { missing: [], gone: [] }],
  ])('parting: %s', (_, now, participants, once, expected) => expect(partingOf(now, participants, new Set(once))).toEqual(expected))
})

describe('through the door', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())

  const plain = (html: string): string =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
  const flash = (html: string): string => plain(/<div class="flash"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '')
  const note = (html: string): string => plain(/<section class="note parted".*?<\/section>/s.exec(html)?.[0] ?? '')
  const person = async (name: string): Promise<string> => done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
  const values = (title: string, more: Partial<ItemValues> = {}): ItemValues => ({
    kind: 'meeting',
    title: { bg: title, en: `${title} en` },
    when: when(DAY, '10:00', 60),
    ...more,
  })
  const participants = async (eventId: string): Promise<string[]> => {
    const { rows } = await office.pool.query(
      `select p.name->'in'->'bg'->>'text' as name, as_role from event_participant e join person p on p.id = e.person_id where e.event_id = $1 order by name`,
      [eventId],
    )
    return rows.map(({ name, as_role: role }) => (role === null ? name : `${name}, ${role}`))
  }

  /** A visit with hosts and guests: two of each in the register, a driver by name alone. */
  async function visit() {
    const { here, officer } = office
    const ids = {
      host: await person('Домакин Домакинов'),
      aide: await person('Втори Домакинов'),
      guest: await person('Гост Гостов'),
      expert: await person('Вещ Вещов'),
    }
    const partner = done(await createOrganisation(here, officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'FR' })).id
    const { id } = done(
      await createEvent(here, officer, {
        kind: 'visit',
        direction: 'incoming',
        date: `${DAY}/2026-12-16`,
        title: { bg: 'Гости от Примерово' },
        partners: [partner],
        fields: ['culture'],
      }),
    )
    done(await openVisit(here, officer, id))
    const members = done(
      await addDelegates(here, officer, id, [
        { side: 'guests', personId: ids.guest, role: { bg: 'кмет' }, isHead: true },
        { side: 'guests', personId: ids.expert },
        { side: 'guests', name: { bg: 'Шофьор Шофьоров' } },
        { side: 'hosts', personId: ids.host, role: { bg: 'кмет на общината' } },
        { side: 'hosts', personId: ids.aide },
      ]),
    ).ids
    const [guest, expert, driver, host, aide] = members as [string, string, string, string, string]
    return { id, people: ids, partner, members: { guest, expert, driver, host, aide } }
  }
  const add = async (id: string, item: ItemValues) => done(await addProgrammeItem(office.here, office.officer, id, item))
  /** Presses „Запиши като събитие“; answers the event and what was said. */
  async function opened(id: string, item: string): Promise<{ eventId: string; said: string; undo: string }> {
    const knock = office.as('officer')
    const answer = await knock.post(addresses.programmeItemEvent({ id, item }))
    const html = await knock.follow(answer)
    return {
      eventId: /^\/events\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '',
      said: flash(html),
      undo: /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)?.[1] ?? '',
    }
  }

  test('an item for both delegations brings its day, place, partners and everybody in the register; one undo takes it all back', async () => {
    const { id, partner } = await visit()
    const item = await add(id, values('Разговор', { place: { bg: 'Кметството' }, room: 'Заседателна зала' }))
    expect(await page(addresses.programmeItem({ id, item: item.id }))).toContain('Запиши като събитие')
    const { eventId, said, undo } = await opened(id, item.id)
    expect(said).toContain('Записано с 4 участници от програмата. Не е в регистъра и затова не е сред участниците: Шофьор Шофьоров.')
    expect(await participants(eventId)).toEqual(['Вещ Вещов', 'Втори Домакинов', 'Гост Гостов, кмет', 'Домакин Домакинов, кмет на общината'])
    const { rows } = await office.pool.query(
      `select kind, direction, date, place_text, fields, title->'in'->'en'->>'text' as en, (select organisation_id from event_partner where event_id = e.id) as partner from event e where id = $1`,
      [eventId],
    )
    expect(rows).toEqual([
      { kind: 'meeting', direction: 'incoming', date: DAY, place_text: 'Кметството, Заседателна зала', fields: ['culture'], en: 'Разговор en', partner },
    ])
    const shown = await page(addresses.event({ id: eventId }))
    expect([note(shown), plain(shown).includes('Точката „Разговор“ от програмата на посещението: Гости от Примерово .')]).toEqual(['', true])
    // Once is enough.
    expect((await opened(id, item.id)).said).toContain('вече е свързана със събитие')
    await office.as('officer').post(undo)
    const linked = await office.pool.query(
      `select event_id, (select deleted_at is not null from event where id = $2) as removed from programme_item where id = $1`,
      [item.id, eventId],
    )
    expect(linked.rows).toEqual([{ event_id: null, removed: true }])
  })

  test.each([
    ['guests', ['Вещ Вещов', 'Гост Гостов, кмет']],
    ['hosts', ['Втори Домакинов', 'Домакин Домакинов, кмет на общината']],
  ] as const)('an item for the %s alone', async (attendance, expected) => {
    const { id } = await visit()
    expect(await participants((await opened(id, (await add(id, values('Разговор', { attendance }))).id)).eventId)).toEqual(expected)
  })

  test('an item for a group and chosen people of both sides, and of none', async () => {
    const { id, members } = await visit()
    const outsider = await person('Трети Странични')
    const group = done(await addGroup(office.here, office.officer, id, { name: { bg: 'Керамика' }, members: [members.expert] })).id
    const item = await add(
      id,
      values('Разговор', {
        attendance: 'some',
        groups: [group],
        participants: [
          { delegateId: members.host, personId: null, part: 'leads' },
          { delegateId: null, personId: outsider, part: 'takes' },
        ],
      }),
    )
    expect(await participants((await opened(id, item.id)).eventId)).toEqual(['Вещ Вещов', 'Домакин Домакинов, кмет на общината', 'Трети Странични'])
  })

  test('the item’s people change: the meeting and its papers say so, nothing is overwritten, what is ticked follows, one undo', async () => {
    const { id, people, members } = await visit()
    const outsider = await person('Външен Лектор')
    const those = (...ids: string[]) => ids.map((delegateId) => ({ delegateId, personId: null, part: 'takes' as const }))
    const item = await add(
      id,
      values('Разговор', {
        attendance: 'some',
        participants: [...those(members.guest, members.host), { delegateId: null, personId: outsider, part: 'leads' }],
      }),
    )
    const { eventId } = await opened(id, item.id)
    // The office itself invites somebody the programme does not know: that is no parting.
    await office.pool.query(`insert into event_participant (office_id, id, event_id, person_id) values ($1, gen_random_uuid(), $2, $3)`, [
      office.officeId,
      eventId,
      await person('Поканен Отделно'),
    ])
    const standing = await participants(eventId)
    expect(note(await page(addresses.event({ id: eventId })))).toBe('')
    const change = async (to: Partial<ItemValues>) => {
      const { version } = (await office.here.db.inOffice(office.officeId, (tx) => programmeOf(tx, id)))!.items.find((one) => one.id === item.id)!
      done(await changeProgrammeItem(office.here, office.officer, id, item.id, version, values('Разговор', { attendance: 'some', eventId, ...to })))
    }
    await change({ participants: those(members.guest, members.expert, members.aide) })
    const words =
      'Хората в програмата са други Точката „Разговор“ от програмата на посещението: Гости от Примерово . Да влязат сред участниците, защото са в програмата Вещ Вещов Втори Домакинов Да отпаднат от участниците, защото вече ги няма в програмата Домакин Домакинов Външен Лектор'
    expect([
      note(await page(addresses.event({ id: eventId }))),
      note(await page(addresses.meeting({ id: eventId }))),
      note(await page(addresses.event({ id: eventId }), 'reader')),
    ]).toEqual([`${words} Приложи за отметнатите`, `${words} Приложи за отметнатите`, words])
    expect(await participants(eventId)).toEqual(standing)

    const knock = office.as('officer')
    const path = addresses.eventItemPeople({ id: eventId })
    expect(flash(await knock.follow(await knock.post(path, {})))).toContain('Нищо не е променено')
    const html = await knock.follow(await knock.post(path, { take: people.expert, leave: [people.host, people.guest, 'няма такъв'] }))
    expect(flash(html)).toContain('Участниците са променени: 2 души.')
    expect(await participants(eventId)).toEqual(['Вещ Вещов', 'Външен Лектор', 'Гост Гостов, кмет', 'Поканен Отделно'])
    await knock.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!)
    expect(await participants(eventId)).toEqual(standing)

    // Whoever does not come, or left the delegation, stands no more at the item either.
    await change({ attendance: 'all', participants: [] })
    const version = async (member: string) => (await office.pool.query('select version from visit_delegate where id = $1', [member])).rows[0].version
    done(await withdrawDelegate(office.here, office.officer, members.guest, await version(members.guest), '2026-12-01'))
    done(await removeDelegate(office.here, office.officer, members.host, await version(members.host)))
    expect(note(await page(addresses.event({ id: eventId })))).toContain(
      'Да влязат сред участниците, защото са в програмата Вещ Вещов Втори Домакинов Да отпаднат от участниците, защото вече ги няма в програмата Гост Гостов Домакин Домакинов Външен Лектор',
    )
    // An event that is over was as it was; one whose item was taken out is its own.
    await office.pool.query(`update event set date = '2026-01-10', first_day = '2026-01-10', last_day = '2026-01-10' where id = $1`, [eventId])
    expect(note(await page(addresses.event({ id: eventId })))).toBe('')
    await office.pool.query(`update event set date = '2026-12-14', first_day = '2026-12-14', last_day = '2026-12-14' where id = $1`, [eventId])
    const { version: stands } = (await office.here.db.inOffice(office.officeId, (tx) => programmeOf(tx, id)))!.items.find((one) => one.id === item.id)!
    done(await removeProgrammeItem(office.here, office.officer, id, item.id, stands))
    expect(plain(await page(addresses.event({ id: eventId })))).not.toContain('от програмата на посещението')
  })

  test('three hundred take part in it, and the form of the event still saves them', async () => {
    const { id } = await visit()
    const names = Array.from({ length: 300 }, (_, index) => `Делегат${index} Многобройнов`)
    const ids: string[] = []
    for (const name of names) ids.push(await person(name))
    done(
      await addDelegates(
        office.here,
        office.officer,
        id,
        ids.map((personId) => ({ side: 'guests', personId })),
      ),
    )
    const { eventId, said } = await opened(id, (await add(id, values('Пленарно'))).id)
    expect(said).toContain('Записано с 304 участници')
    const html = await page(addresses.eventEdit({ id: eventId }))
    const fields = Object.fromEntries(
      [...html.matchAll(/name="(participants\.\d+\.person\.(?:id|text)|version|title\.bg|kind)"[^>]*?value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
    const saved = await office.as('officer').post(addresses.event({ id: eventId }), { ...fields, kind: 'meeting', direction: 'incoming' })
    expect([saved.status, (await participants(eventId)).length]).toEqual([303, 304])
  })

  test('breaks, other offices and readers', async () => {
    const { id } = await visit()
    const pause = await add(id, values('Почивка', { kind: 'break' }))
    expect(await page(addresses.programmeItem({ id, item: pause.id }))).not.toContain('Запиши като събитие')
    expect((await opened(id, pause.id)).said).toContain('не се записват като събитие')
    const item = await add(id, values('Разговор'))
    const { eventId } = await opened(id, item.id)
    const other = await office.openAnother('Узорево')
    const statuses = async (knock: typeof other.visit) => [
      (await knock.post(addresses.programmeItemEvent({ id, item: item.id }))).status,
      (await knock.post(addresses.eventItemPeople({ id: eventId }), { take: 'x' })).status,
    ]
    expect([await statuses(other.visit), await statuses(office.as('reader'))]).toEqual([
      [404, 404],
      [403, 403],
    ])
  })
})
