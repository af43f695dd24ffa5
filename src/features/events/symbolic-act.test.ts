// Symbolic acts: recorded from an event, changed without loss, removed and brought back; what others and the citizens read of them.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { createEvent, removeEvent, restoreEvent } from './event.actions.ts'
import { eventsWith } from './partaking.queries.ts'
import { changeSymbolicAct, createSymbolicAct, restoreSymbolicAct } from './symbolic-act.actions.ts'
import type { SymbolicActValues } from './symbolic-act.ts'
import { publicSymbolicActsOf, symbolicActById, symbolicActsOfEvent, symbolicActTimeline } from './symbolic-act.queries.ts'

const RESTORERS = { event: restoreEvent, symbolic_act: restoreSymbolicAct }

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'symbolic_act_partner', 'symbolic_act', 'event_partner', 'event', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

type Said = Omit<Partial<SymbolicActValues>, 'title'> & { readonly title?: string }
const values = ({ title = 'Дърво на приятелството', ...said }: Said = {}): SymbolicActValues => ({
  kind: 'tree_planting',
  date: '2024-10-14',
  partners: [],
  ...said,
  title: { bg: title },
})
const make = async (said: Said = {}) => done(await createSymbolicAct(office.here, office.officer, values(said)))
const town = async (name: string) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const read = (id: string) => inOffice((tx) => symbolicActById(tx, id))
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const form = (fields: Record<string, string | readonly string[]> = {}) => ({ kind: 'gift', 'title.bg': 'Чиния с капка', ...fields })
const idIn = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

describe('recording', () => {
  test('from an event everything known is filled in, and the act stands on the event’s page', async () => {
    const partner = await town('Дойран')
    const event = done(
      await createEvent(office.here, office.officer, {
        kind: 'celebration',
        direction: 'incoming',
        date: '2024-10-14',
        placeText: 'Градски парк',
        partners: [partner],
      }),
    )
    const shown = await page(addresses.symbolicActNew({ event: event.id }))
    expect(['value="Дойран"', 'value="Градски парк"', 'value="Празник с участието на Дойран"', 'value="2024"'].filter((one) => !shown.includes(one))).toEqual(
      [],
    )
    const made = await office.as('officer').post(
      addresses.symbolicActs(),
      form({
        'event.id': event.id,
        'event.text': 'Празник с участието на Дойран',
        'partners.0.id': partner,
        'partners.0.text': 'Дойран',
        'date.year': '2024',
      }),
    )
    expect(made.status).toBe(303)
    const found = (await read(idIn(made)))!
    expect([found.act.date, found.event?.id, found.partners.length]).toEqual(['2024', event.id, 1])
    expect((await inOffice((tx) => symbolicActsOfEvent(tx, event.id))).map(({ id }) => id)).toEqual([idIn(made)])
    expect((await page(addresses.event({ id: event.id }))).includes('Чиния с капка')).toBe(true)
  })

  test.each([
    ['nothing said', { 'title.bg': ' ' }, 'Напишете какво е направено'],
    ['an unknown kind', { kind: 'statue' }, 'Изберете едно от предложените'],
    ['an unknown partner', { 'partners.1.text': 'Небивало' }, 'В регистъра няма „Небивало“'],
    ['an unknown event', { 'event.text': 'Небивала среща' }, 'няма събитие „Небивала среща“'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const answer = await office.as('officer').post(addresses.symbolicActs(), form({ placeText: 'кабинет от проба', ...fields }))
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('кабинет от проба')]).toEqual([422, true, true])
    expect((await office.pool.query('select id from symbolic_act where office_id = $1', [office.officeId])).rows).toEqual([])
  })

  test('two events of one name: the chosen one counts, the bare name is not guessed', async () => {
    const [first] = [
      await createEvent(office.here, office.officer, { kind: 'forum', direction: 'none', date: '2024', partners: [] }),
      await createEvent(office.here, office.officer, { kind: 'forum', direction: 'none', date: '2025', partners: [] }),
    ]
    const bare = await office.as('officer').post(addresses.symbolicActs(), form({ 'event.text': 'Форум' }))
    expect([bare.status, (await bare.text()).includes('повече от едно събитие')]).toEqual([422, true])
    const made = await office.as('officer').post(addresses.symbolicActs(), form({ 'event.text': 'Форум', 'event.id': done(first).id }))
    expect((await read(idIn(made)))!.event?.id).toBe(done(first).id)
  })

  test('a reader sees it and cannot write', async () => {
    const { id } = await make()
    const shown = await page(addresses.symbolicAct({ id }), 'reader')
    expect([shown.includes('Дърво на приятелството'), shown.includes(addresses.symbolicActEdit({ id }))]).toEqual([true, false])
    for (const path of [addresses.symbolicActs(), addresses.symbolicAct({ id }), addresses.symbolicActRemoval({ id })])
      expect((await office.as('reader').post(path, form({ version: '1' }))).status).toBe(403)
    expect((await read(id))!.act.version).toBe(1)
  })
})

describe('changing', () => {
  test('a stale save shows both versions and loses nothing', async () => {
    const { id } = await make()
    done(await changeSymbolicAct(office.here, office.officer, id, 1, values({ title: 'Новото на колегата' })))
    const answer = await office.as('officer').post(addresses.symbolicAct({ id }), form({ version: '1', 'title.bg': 'Моето' }))
    const shown = await answer.text()
    expect([answer.status, shown.includes('Новото на колегата'), shown.includes('value="Моето"'), /name="version" value="2"/.test(shown)]).toEqual([
      409,
      true,
      true,
      true,
    ])
    expect((await read(id))!.act.title.in['bg']!.text).toBe('Новото на колегата')
  })

  test('undo of a change and of a removal puts back the whole', async () => {
    const partner = await town('Дойран')
    const { id } = await make({ partners: [partner] })
    const changed = done(await changeSymbolicAct(office.here, office.officer, id, 1, values({ title: 'Друго', kind: 'gift', partners: [] })))
    expect((await undo(changed.activityId)).ok).toBe(true)
    const back = (await read(id))!
    expect([back.act.kind, back.partners.map((one) => one.organisationId)]).toEqual(['tree_planting', [partner]])
    expect(await inOffice((tx) => eventsWith(tx, partner))).toBe('символичния жест „Дърво на приятелството“')
    expect((await office.as('officer').post(addresses.symbolicActRemoval({ id }), { version: '3' })).status).toBe(303)
    expect([await read(id), await inOffice((tx) => eventsWith(tx, partner))]).toEqual([null, null])
    const line = await office.pool.query<{ id: string }>("select id from activity where act = 'symbolic_act.removed'")
    expect((await undo(line.rows[0]!.id)).ok).toBe(true)
    expect((await read(id))!.partners.length).toBe(1)
    expect(await undo(changed.activityId)).toMatchObject({ ok: false })
  })

  test('an act whose event was removed can be saved, and comes back to it', async () => {
    const event = done(await createEvent(office.here, office.officer, { kind: 'forum', direction: 'none', date: null, partners: [] }))
    const { id } = await make({ eventId: event.id })
    const removed = done(await removeEvent(office.here, office.officer, event.id, 1))
    expect((await read(id))!.event).toBeNull()
    expect((await office.as('officer').post(addresses.symbolicAct({ id }), form({ version: '1' }))).status).toBe(303)
    expect((await undo(removed.activityId)).ok).toBe(true)
    expect((await read(id))!.event?.id).toBe(event.id)
  })
})

describe('reading', () => {
  test('stand in the register of gifts, and the address of their own list leads there', async () => {
    const answer = await office.as('reader').get(addresses.symbolicActs({ kind: 'award', q: 'Дойран', organisation: '' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([302, addresses.gifts({ kind: 'award', q: 'Дойран' })])
    const junk = await office.as('reader').get(addresses.symbolicActs({ kind: 'junk' }))
    expect(junk.headers.get('location')).toBe(addresses.gifts())
  })

  test('the citizens read only what is marked for them; another office nothing', async () => {
    const partner = await town('Дойран')
    const open = await make({ partners: [partner], published: true, sources: [{ title: 'Новина', url: null, date: null, textId: null, quote: 'тайни думи' }] })
    await make({ partners: [partner], title: 'служебен подарък' })
    const seen = await inOffice((tx) => publicSymbolicActsOf(tx, partner))
    expect([seen.map(({ id }) => id), Object.keys(seen[0]!).sort()]).toEqual([[open.id], ['date', 'firstDay', 'id', 'kind', 'placeText', 'sources', 'title']])
    expect(JSON.stringify(seen)).not.toMatch(/тайни|служебен/)
    expect((await inOffice((tx) => symbolicActTimeline(tx, partner))).map(({ title, published, point }) => [title, published, point])).toEqual([
      ['служебен подарък', false, 'act'],
      ['Дърво на приятелството', true, 'act'],
    ])
    const other = await office.openAnother('Община Друга')
    expect(
      await office.here.db.inOffice(other.officeId, async (tx) => [await symbolicActById(tx, open.id), (await publicSymbolicActsOf(tx, partner)).length]),
    ).toEqual([null, 0])
    expect((await other.visit.get(addresses.symbolicAct({ id: open.id }))).status).toBe(404)
  })
})
