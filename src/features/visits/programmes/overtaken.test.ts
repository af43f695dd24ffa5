// Two officers at one programme: what a colleague did meanwhile is shown, and never overwritten or brought back unseen.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { languageName } from '#features/organisations/naming.ts'
import { done, type FormFields, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import { openVisit } from '../visit.actions.ts'
import { programmeItemFieldWords, UNTOLD_ITEM_FIELDS } from './field-words.ts'
import { addGroup, removeGroup } from './group.actions.ts'
import { addProgrammeItem } from './item.actions.ts'
import type { ItemValues } from './programme.ts'
import { programmeOf } from './programme.queries.ts'

const DAY = '2026-12-14'
const SOFIA = 'Europe/Sofia'
let office: TestOffice
let id: string
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
const visit = async (title: string): Promise<string> => {
  const event = { kind: 'visit', direction: 'incoming', date: `${DAY}/2026-12-16`, title: { bg: title }, partners: [] } as const
  return done(await openVisit(office.here, office.officer, done(await createEvent(office.here, office.officer, event)).id)).id
}
beforeEach(async () => {
  id = await visit('Гости от Примерово')
})

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const add = async (title: string, time: string, more: Partial<ItemValues> = {}) =>
  done(
    await addProgrammeItem(office.here, office.officer, id, {
      kind: 'item',
      title: { bg: title },
      when: { day: DAY, time, fold: 'first', minutes: 60, lastDay: DAY, zone: SOFIA, endZone: SOFIA },
      ...more,
    }),
  )
const form = (more: FormFields = {}): FormFields => ({
  kind: 'item',
  day: DAY,
  time: '10:00',
  minutes: '60',
  zone: SOFIA,
  'title.bg': 'Среща',
  attendance: 'all',
  ...more,
})
const items = async () => (await office.here.db.inOffice(office.officeId, (tx) => programmeOf(tx, id)))!.items
const hours = async () => (await items()).map(({ time, title }) => `${time} ${title.in['bg']!.text}`)

describe('a stale form', () => {
  test('names the place on the map, the event, the last day and what somebody does there, as a colleague wrote them', async () => {
    const event = done(
      await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'incoming', date: DAY, title: { bg: 'Среща на кметовете' }, partners: [] }),
    ).id
    await createPerson(office.here, office.officer, { name: { bg: 'Проба Служителова' } })
    const [guest] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' } }])).ids
    const item = await add('Среща', '10:00', { participants: [{ delegateId: guest!, personId: null, part: 'takes' }] })
    const path = addresses.programmeItem({ id, item: item.id })
    const who = (part: string) => ({ 'participants.0.who.id': `d:${guest}`, 'participants.0.who.text': 'Гост Гостов', 'participants.0.part': part })
    const theirs = form({
      version: '1',
      wholeDay: 'yes',
      lastDay: '2026-12-15',
      coordinates: '42.8933, 24.7156',
      'event.id': event,
      'event.text': 'Среща на кметовете',
      ...who('leads'),
    })
    expect((await office.as('officer').post(path, theirs)).status).toBe(303)
    const other = { 'participants.1.who.text': 'Проба Служителова', 'participants.1.part': 'takes' }
    const stale = await office.as('officer').post(path, form({ version: '1', wholeDay: 'yes', coordinates: '42.8933, 24.8', ...who('takes'), ...other }))
    const panel = plain(/<section class="conflict".*?<\/section>/s.exec(await stale.text())![0])
    expect(stale.status).toBe(409)
    for (const words of [
      'Последен ден вторник, 15 декември 2026 г. празно',
      'Координати 42.8933, 24.7156 42.8933, 24.8',
      'Посочени хора Гост Гостов (води) Гост Гостов, Проба Служителова',
      'Събитие от регистъра Среща на кметовете празно',
    ])
      expect([words, panel.includes(words)]).toEqual([words, true])
    const history = plain(await (await office.as('reader').get(addresses.history({ thing: 'programme_item', id: item.id }))).text())
    for (const words of ['1 човек (води)', 'свързана е със събитие от регистъра', '42.8933, 24.7156'])
      expect([words, history.includes(words)]).toEqual([words, true])
  })

  test('every field that is kept of an item has its words, or is left out on purpose', async () => {
    const item = await add('Среща', '10:00')
    const [{ after }] = (await office.pool.query('select after from activity where thing_id = $1', [item.id])).rows
    const told = programmeItemFieldWords(languageName).map(({ name }) => name)
    expect([...told, ...UNTOLD_ITEM_FIELDS].sort()).toEqual(Object.keys(after).sort())
  })

  test('which of two equal hours is meant is told too', () => {
    const fold = programmeItemFieldWords(languageName).find(({ name }) => name === 'fold')!
    expect('show' in fold && [fold.show('first', {}), fold.show('second', {})]).toEqual(['', 'втория път, след като се е върнал'])
  })
})

describe('an item a colleague took out in the same moment', () => {
  /** Takes an item out on a connection of its own, which waits with its commit until the work stands before the locked row. */
  async function takenOutDuring(item: string, work: () => Promise<Response>): Promise<Response> {
    const colleague = await office.pool.connect()
    try {
      await colleague.query('begin')
      await colleague.query('update programme_item set deleted_at = now(), version = version + 1 where id = $1', [item])
      const answer = work()
      for (;;) {
        const { rows } = await office.pool.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%programme_item%for update%'`,
        )
        if (rows.length > 0) break
        await new Promise((wake) => setTimeout(wake, 20))
      }
      await colleague.query('commit')
      return await answer
    } finally {
      colleague.release()
    }
  }
  test.each([
    ['what follows is shifted', (item: string) => addresses.programmeItemShifting({ id, item }), { minutes: '15', withIt: 'yes' }, 303],
    ['the day is copied', () => addresses.programmeDayCopy({ id, day: DAY }), { to: '2026-12-15' }, 303],
    ['one is put in before it', () => addresses.programme({ id }), form({ time: '09:00', minutes: '30', shift: 'yes', 'title.bg': 'Нова' }), 422],
  ])('stays out while %s, and the officer is told', async (_, path, fields, status) => {
    const first = await add('Първа', '10:00')
    const second = await add('Втора', '12:00')
    const knock = office.as('officer')
    const answer = await takenOutDuring(second.id, () => knock.post(path(first.id), fields))
    expect(answer.status).toBe(status)
    expect(await hours()).toEqual(['10:00 Първа'])
    expect(plain(status === 422 ? await answer.text() : await knock.follow(answer))).toContain('Междувременно програмата се е променила')
  })

  test('two who shift at once do it one after the other', async () => {
    const first = await add('Първа', '10:00')
    await add('Втора', '12:00')
    const shift = () => office.as('officer').post(addresses.programmeItemShifting({ id, item: first.id }), { minutes: '15', withIt: 'yes' })
    await Promise.all([shift(), shift()])
    expect(await hours()).toEqual(['10:30 Първа', '12:30 Втора'])
  })
})

describe('a group that is not there', () => {
  test('is refused in words when an item is moved to it: unknown, of another visit, or taken out meanwhile', async () => {
    const item = await add('Среща', '10:00')
    const here = id
    const group = async (visitId: string) => done(await addGroup(office.here, office.officer, visitId, { name: { bg: 'Творци' }, members: [] })).id
    const gone = await group(here)
    done(await removeGroup(office.here, office.officer, here, gone, 1))
    for (const strange of ['018f2f6e-0000-7000-8000-000000000000', await group(await visit('Други гости')), gone]) {
      const knock = office.as('officer')
      const answer = await knock.post(addresses.programmeItemMoving({ id, item: item.id }), { version: '1', group: strange })
      expect([answer.status, plain(await knock.follow(answer)).includes('Някоя от посочените групи вече я няма.')]).toEqual([303, true])
      const typed = await knock.post(addresses.programmeItem({ id, item: item.id }), form({ version: '1', attendance: 'some', groups: strange }))
      expect([typed.status, plain(await typed.text()).includes('Някоя от посочените групи вече я няма.')]).toEqual([422, true])
    }
    expect((await items()).map(({ attendance, groups, version }) => [attendance, groups, version])).toEqual([['all', [], 1]])
    const own = await group(here)
    expect((await office.as('officer').post(addresses.programmeItemMoving({ id, item: item.id }), { version: '1', group: own })).status).toBe(303)
    expect((await items()).map(({ attendance, groups }) => [attendance, groups])).toEqual([['some', [own]]])
  })
})
