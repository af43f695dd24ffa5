// Gifts: entered, planned and handed over, moved; not given twice; who sees them, and what the register, the exports and other pages read.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct, removeSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { findByName } from '#platform/search/names.ts'
import { localText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { exchangedWith, lastGiftWith } from './exchanged.queries.ts'
import { changeGift, createGift, handOverGift, moveGift, prepareGift, removeGift } from './gift.actions.ts'
import { giftStateOf, type GiftValues, isAlike } from './gift.ts'
import { giftById, giftsOfEvent, plannedGifts } from './gift.queries.ts'
import { mapLink, pointOf } from '#features/events/spots/point.ts'
import { giftRegister, type GiftFilters } from './register.queries.ts'

const TODAY = '2026-11-23'

describe('where a gift stands', () => {
  const days = { way: 'given', plannedOn: '2026-11-01', boughtOn: null, preparedOn: null, date: null, fate: 'kept' } as const
  test.each([
    [{}, 'planned'],
    [{ boughtOn: '2026-11-05' }, 'bought'],
    [{ boughtOn: '2026-11-05', preparedOn: '2026-11-07' }, 'prepared'],
    [{ date: '2026-11-20' }, 'given'],
    [{ plannedOn: null }, 'given'],
    [{ way: 'received', plannedOn: null, date: '2018' }, 'kept'],
    [{ way: 'received', plannedOn: null, date: null, fate: 'lent' }, 'lent'],
    [{ way: 'placed', plannedOn: null, date: '2018', fate: 'worn_out' }, 'worn_out'],
  ] as const)('%o: %s', (more, state) => {
    expect(giftStateOf({ ...days, ...more })).toBe(state)
  })
})

describe('the same thing', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  test.each([
    ['Троянска керамична чиния', 'керамична чиния с троянска шарка', true],
    ['Керамични чинии', 'керамична чиния', true],
    ['Ваза', 'Голяма синя ваза', true],
    ['Троянска керамична чиния', 'Троянска керамична ваза', false],
    ['Керамична ваза', 'Керамична чиния', false],
    ['Албум за Троян', 'Икона на свети Георги', false],
  ])('%s, %s: %s', (one, other, alike) => {
    expect(isAlike(localText(one, at), localText(other, at))).toBe(alike)
  })
  test('is not told across languages', () => {
    expect(isAlike(localText('Vase', at, 'en'), localText('Vase', at, 'bg'))).toBe(false)
  })
})

describe('a point', () => {
  test.each([
    ['42.8942, 24.7128', { lat: 42.8942, lon: 24.7128 }],
    ['42,8942 24,7128', { lat: 42.8942, lon: 24.7128 }],
    ['42.8942° N, 24.7128° E', { lat: 42.8942, lon: 24.7128 }],
    ['-33.8, 151', { lat: -33.8, lon: 151 }],
    ['https://www.openstreetmap.org/?mlat=42.8942&mlon=24.7128#map=18/42/24', { lat: 42.8942, lon: 24.7128 }],
    ['https://www.openstreetmap.org/#map=17/42.89420/24.71280', { lat: 42.8942, lon: 24.7128 }],
    ['https://www.google.com/maps/place/X/@42.8942,24.7128,17z', { lat: 42.8942, lon: 24.7128 }],
    ['https://maps.google.com/?q=42.8942,24.7128', { lat: 42.8942, lon: 24.7128 }],
    ['geo:42.8942,24.7128', { lat: 42.8942, lon: 24.7128 }],
    ['91, 24', null],
    ['42.8942', null],
    ['до чешмата', null],
  ])('%s is %o', (typed, point) => {
    expect(pointOf(typed)).toEqual(point)
  })
  test('leads to a mark on the map', () => {
    expect(mapLink({ lat: 42.8942, lon: 24.7128 })).toBe('https://www.openstreetmap.org/?mlat=42.8942&mlon=24.7128#map=18/42.8942/24.7128')
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  office.here.clock.set(TODAY)
  for (const table of [
    'activity',
    'name_entry',
    'gift_person',
    'gift_partner',
    'gift',
    'symbolic_act_partner',
    'symbolic_act',
    'event_partner',
    'partner_contact',
    'event',
    'person',
    'organisation',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

type Said = Omit<Partial<GiftValues>, 'what'> & { readonly what?: string }
const values = ({ what = 'Керамична ваза', ...said }: Said = {}): GiftValues => ({ way: 'given', date: '2024-09', partners: [], ...said, what: { bg: what } })
const enter = async (said: Said = {}) => done(await createGift(office.here, office.officer, values(said)))
const town = async (name: string, country = 'MK') =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country })).id
const someone = async (name: string) => done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
const visit = async (date: string, partners: readonly string[] = []) =>
  done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'outgoing', date, partners, title: { bg: `Посещение ${date}` } })).id
const act = async (title: string, more: Record<string, unknown> = {}) =>
  done(
    await createSymbolicAct(office.here, office.officer, { kind: 'gift', title: { bg: title }, date: '2018', partners: [], ...more } as Parameters<
      typeof createSymbolicAct
    >[2]),
  ).id
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)
const read = (id: string) => inOffice((tx) => giftById(tx, id))
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const register = async (filters: GiftFilters = {}, turn = {}, size?: number) => {
  const found = await inOffice((tx) => giftRegister(tx, filters, turn, size))
  return { ...found, names: found.rows.map(({ gift, act: told }) => (gift?.what ?? told!.title).in['bg']!.text) }
}
const missing = (shown: string, words: readonly string[]): string[] => words.filter((one) => !shown.includes(one))
const form = (fields: Record<string, string | readonly string[]> = {}) => ({ 'what.bg': 'Дървена лъжица', way: 'received', ...fields })

describe('entering', () => {
  test('a received gift stands in the register with everything that was said of it', async () => {
    await town('Узорево')
    await someone('Проба Дарителова')
    const answer = await office.as('officer').post(
      addresses.gifts(),
      form({
        'date.year': '2019',
        'date.month': '5',
        'partners.0.text': 'Узорево',
        'givers.0.text': 'Проба Дарителова',
        receiverWords: 'кметът на общината',
        valueBasis: 'estimated',
        value: '85,50',
        currency: 'EUR',
        keptAt: 'витрина, ет. 2',
        'keptSince.year': '2019',
        inventoryNumber: 'П-17',
        owner: 'personal',
        'declaredOn.day': '3',
        'declaredOn.month': '6',
        'declaredOn.year': '2019',
        'source.title': 'Пробна описна книга',
      }),
    )
    expect(answer.status).toBe(303)
    const shown = await page(answer.headers.get('location')!)
    expect(
      missing(shown, [
        'Дървена лъжица',
        'получихме',
        'май 2019 г.',
        'Узорево',
        'Проба Дарителова',
        'кметът на общината',
        '85,50\u00a0€ по оценка',
        'витрина, ет. 2',
        'от 2019 г.',
        'П-17',
        'личен',
        '3 юни 2019 г.',
        'Пробна описна книга',
      ]),
    ).toEqual([])
    expect(missing(await page(addresses.gifts()), ['Дървена лъжица', 'инв. № П-17', 'на място'])).toEqual([])
  })

  test.each([
    ['no words', { 'what.bg': ' ' }, 'Напишете какво е'],
    ['no direction', { way: '' }, 'Изберете едно от предложените'],
    ['a sum that is none', { value: 'сто лева', valueBasis: 'invoice' }, 'Напишете сумата с цифри'],
    ['a sum that nobody knows how one knows', { value: '100' }, 'Изберете откъде се знае стойността'],
    ['an estimate without a sum', { valueBasis: 'estimated' }, 'Напишете сумата или изберете „неизвестна“'],
    ['a day still to come', { 'date.year': '2027' }, 'Този ден още не е настъпил'],
    ['a planned one with a day', { way: 'planned', 'date.year': '2026' }, 'Планиран подарък още няма ден'],
    ['a declaration of what is not personal', { 'declaredOn.day': '3', 'declaredOn.month': '6', 'declaredOn.year': '2019' }, 'Декларира се личен подарък'],
    ['an unknown partner', { 'partners.1.text': 'Небивало' }, 'В регистъра няма „Небивало“'],
    ['an unknown giver', { 'givers.0.text': 'Никой Неизвестен' }, 'В регистъра няма „Никой Неизвестен“'],
    ['a point that is none', { point: 'до чешмата' }, 'Тук няма координати'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const answer = await office.as('officer').post(addresses.gifts(), form({ note: 'Не губи това', ...fields }))
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('Не губи това')]).toEqual([422, true, true])
    expect((await register()).all).toBe(0)
  })

  test('a planted tree has its place and a link to the map', async () => {
    const made = await office
      .as('officer')
      .post(
        addresses.gifts(),
        form({ 'what.bg': 'Бряст', way: 'placed', 'place.text': 'Примерово', point: 'https://www.openstreetmap.org/#map=17/42.89420/24.71280' }),
      )
    const shown = await page(made.headers.get('location')!)
    expect(missing(shown, ['Примерово', '42.8942, 24.7128', 'https://www.openstreetmap.org/?mlat=42.8942'])).toEqual([])
    expect((await read(made.headers.get('location')!.split('/').at(-1)!))?.row.point).toEqual({ lat: 42.8942, lon: 24.7128 })
  })

  test('one more box keeps what was typed', async () => {
    const answer = await office.as('officer').post(addresses.gifts(), form({ more: 'givers', 'givers.0.text': 'Първи' }))
    const shown = await answer.text()
    expect([answer.status, shown.includes('value="Първи"'), shown.includes('name="givers.1.text"'), (await register()).all]).toEqual([200, true, true, 0])
  })
})

describe('the same gift twice', () => {
  test('is asked about before it is saved, and saved once the officer says that it is meant', async () => {
    const partner = await town('Узорево')
    await enter({ what: 'Троянска керамична чиния', date: '2024-09-24', partners: [partner] })
    const again = form({ 'what.bg': 'Керамични троянски чинии', way: 'planned', 'partners.0.text': 'Узорево' })
    const asked = await office.as('officer').post(addresses.gifts(), again)
    const shown = await asked.text()
    expect([asked.status, missing(shown, ['Същото вече е дадено', 'Троянска керамична чиния', '24 септември 2024 г.', 'name="again"'])]).toEqual([422, []])
    expect((await register()).all).toBe(1)
    const meant = await office.as('officer').post(addresses.gifts(), { ...again, again: 'yes' })
    expect(meant.status).toBe(303)
    expect(await page(meant.headers.get('location')!)).toContain('Нещо подобно вече е дадено')
  })

  test('to the same person is noticed too; to others, and what they gave us, is not', async () => {
    const partner = await town('Узорево')
    const other = await town('Образцово')
    const person = await someone('Проба Получателова')
    await enter({ what: 'Керамична ваза', receivers: [person] })
    await enter({ what: 'Дървена купа', way: 'received', partners: [partner] })
    const post = async (fields: Record<string, string>) => (await office.as('officer').post(addresses.gifts(), form({ way: 'given', ...fields }))).status
    expect(await post({ 'what.bg': 'Ваза керамична', 'receivers.0.text': 'Проба Получателова' })).toBe(422)
    expect(await post({ 'what.bg': 'Ваза керамична', 'partners.0.text': 'Образцово' })).toBe(303)
    expect(await post({ 'what.bg': 'Дървена купа', 'partners.0.text': 'Узорево' })).toBe(303)
    expect((await inOffice((tx) => exchangedWith(tx, { organisations: [other] }, { limit: 9 }))).map(({ way }) => way)).toEqual(['given'])
  })

  test('an act called a gift counts, as long as no gift tells of it', async () => {
    const partner = await town('Узорево')
    const told = await act('Гоблен с панорама', { partners: [partner] })
    const post = () => office.as('officer').post(addresses.gifts(), form({ 'what.bg': 'Гоблен', way: 'given', 'partners.0.text': 'Узорево' }))
    expect((await post()).status).toBe(422)
    await enter({ what: 'Гоблен с панорама', way: 'received', partners: [partner], symbolicActId: told })
    expect((await post()).status).toBe(303)
  })
})

describe('a planned gift', () => {
  test('is bought, prepared and handed over, each step in its history', async () => {
    const partner = await town('Узорево')
    const event = await visit('2026-11-20/2026-11-22', [partner])
    const { id } = await enter({ way: 'planned', date: null, eventId: event, partners: [partner] })
    expect((await inOffice((tx) => plannedGifts(tx, 9))).map(({ id: one, state }) => [one, state])).toEqual([[id, 'planned']])
    const officer = office.as('officer')
    expect((await officer.post(addresses.giftPreparation({ id }), { version: '1', step: 'bought' })).status).toBe(303)
    expect((await officer.post(addresses.giftPreparation({ id }), { version: '2', step: 'prepared' })).status).toBe(303)
    expect((await read(id))?.row.state).toBe('prepared')
    const handed = await officer.post(addresses.giftHandingOver({ id }), {
      version: '3',
      'date.day': '21',
      'date.month': '11',
      'date.year': '2026',
      receiverWords: 'кметицата на Узорево',
    })
    expect(handed.status).toBe(303)
    const found = await read(id)
    expect([found?.row.state, found?.gift.date, found?.gift.receiverWords, found?.gift.plannedOn]).toEqual([
      'given',
      '2026-11-21',
      'кметицата на Узорево',
      TODAY,
    ])
    expect(await inOffice((tx) => plannedGifts(tx, 9))).toEqual([])
    expect(missing(await page(addresses.gift({ id })), ['Купено', 'Подготвено', 'Връчено'])).toEqual([])
    expect((await prepareGift(office.here, office.officer, id, 4, 'bought')).ok).toBe(false)
  })

  test('is not handed over on a day to come; the form stays with what was typed', async () => {
    const { id } = await enter({ way: 'planned', date: null })
    const body = { version: '1', 'date.day': '1', 'date.month': '12', 'date.year': '2026', receiverWords: 'домакините' }
    const answer = await office.as('officer').post(addresses.giftHandingOver({ id }), body)
    const shown = await answer.text()
    expect([answer.status, missing(shown, ['Този ден още не е настъпил', 'value="домакините"'])]).toEqual([422, []])
    const unknown = await office
      .as('officer')
      .post(addresses.giftHandingOver({ id }), { ...body, 'date.day': '20', 'date.month': '11', 'receivers.0.text': 'Никой' })
    expect([unknown.status, (await unknown.text()).includes('В регистъра няма „Никой“')]).toEqual([422, true])
    expect((await read(id))?.row.state).toBe('planned')
  })

  test('stands first in the register, and on the page of its event with the way to plan another', async () => {
    const event = await visit('2026-12-10')
    await enter({ what: 'Нов', date: '2026-11-20' })
    await enter({ what: 'Планиран', way: 'planned', date: null, eventId: event })
    expect((await register()).names).toEqual(['Планиран', 'Нов'])
    expect(missing(await page(addresses.event({ id: event })), ['Планиран', `href="/gifts/new?event=${event}&amp;way=planned"`])).toEqual([])
    expect((await page(addresses.event({ id: event }), 'reader')).includes('/gifts/new')).toBe(false)
    expect((await inOffice((tx) => giftsOfEvent(tx, event))).map(({ state }) => state)).toEqual(['planned'])
  })
})

describe('where it is', () => {
  test('every move stays in its history, and the register knows the last', async () => {
    const { id } = await enter({ way: 'received', date: '2018', keptAt: 'кабинетът на кмета', keptSince: '2018' })
    const officer = office.as('officer')
    const move = (version: string, fields: Record<string, string>) =>
      officer.post(addresses.giftWhereabouts({ id }), { version, 'since.day': '1', 'since.month': '3', 'since.year': '2026', ...fields })
    expect((await move('1', { fate: 'lent', where: 'музей, зала 3', note: 'за изложба' })).status).toBe(303)
    const lost = await move('2', { fate: 'missing' })
    expect([lost.status, (await lost.text()).includes('Напишете какво се знае')]).toEqual([422, true])
    expect((await read(id))?.gift.whereabouts).toEqual([
      { since: '2018', fate: 'kept', where: 'кабинетът на кмета', note: '' },
      { since: '2026-03-01', fate: 'lent', where: 'музей, зала 3', note: 'за изложба' },
    ])
    expect((await register({ state: 'lent' })).names).toEqual(['Керамична ваза'])
    expect((await register({ state: 'kept' })).names).toEqual([])
    const before = await moveGift(office.here, office.officer, id, 2, { since: '2025', fate: 'kept', where: 'склад', note: '' })
    expect(before.ok ? '' : before.refusal.code).toBe('before')
  })

  test('what we gave is with them and does not move', async () => {
    const { id } = await enter()
    const moved = await moveGift(office.here, office.officer, id, 1, { since: null, fate: 'kept', where: 'склад', note: '' })
    expect(moved.ok ? '' : moved.refusal.code).toBe('theirs')
  })
})

describe('beside symbolic acts', () => {
  test('an act stands in the register until a gift tells of it, then the gift stands for both', async () => {
    const partner = await town('Узорево')
    const told = await act('Засадено дърво', { kind: 'tree_planting', partners: [partner], placeText: 'Примерово' })
    expect((await register({ way: 'placed' })).names).toEqual(['Засадено дърво'])
    const offered = await page(addresses.symbolicAct({ id: told }))
    expect(offered).toContain(`href="/gifts/new?act=${told}"`)
    const prefilled = await page(addresses.giftNew({ act: told }))
    expect(missing(prefilled, ['value="Засадено дърво"', 'value="Узорево"', 'value="Примерово"', `name="act" value="${told}"`])).toEqual([])
    const made = await office.as('officer').post(addresses.gifts(), form({ 'what.bg': 'Бряст пред общината', way: 'placed', act: told }))
    expect(made.status).toBe(303)
    expect((await register()).names).toEqual(['Бряст пред общината'])
    expect(await page(addresses.symbolicAct({ id: told }))).toContain('Бряст пред общината')
    const twice = await office.as('officer').post(addresses.gifts(), form({ way: 'placed', act: told }))
    expect([twice.status, (await twice.text()).includes('вече е вписан подарък: „Бряст пред общината“')]).toEqual([422, true])
  })

  test('a gift whose act was removed stands on, and a removed gift gives its act back to the register', async () => {
    const told = await act('Жест')
    const { id } = await enter({ what: 'Вещ', way: 'received', symbolicActId: told })
    done(await removeGift(office.here, office.officer, id, 1))
    expect((await register()).names).toEqual(['Жест'])
    const other = await enter({ what: 'Друга вещ', way: 'received', symbolicActId: told })
    // The first comes back without the act that another gift took meanwhile.
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'gift.removed'`)).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect([(await read(id))?.act, (await read(other.id))?.act?.id]).toEqual([null, told])
    done(await removeSymbolicAct(office.here, office.officer, told, 1))
    expect([(await read(other.id))?.act, (await register()).names.toSorted()]).toEqual([null, ['Вещ', 'Друга вещ']])
  })

  test('the last gift of a partner is a gift or an act, whichever is newer, and never one to come', async () => {
    const partner = await town('Узорево')
    const last = async () => (await inOffice((tx) => lastGiftWith(tx, partner, TODAY)))?.what.in['bg']?.text ?? null
    expect(await last()).toBeNull()
    await act('Старият жест', { partners: [partner], date: '2018' })
    expect(await last()).toBe('Старият жест')
    await enter({ what: 'Ваза', partners: [partner], date: '2024' })
    await enter({ what: 'Бъдещ', way: 'planned', date: null, partners: [partner] })
    await act('Бъдещ жест', { partners: [partner], date: '2027' })
    expect(await last()).toBe('Ваза')
  })
})

describe('changing', () => {
  test('a stale save shows both versions and loses nothing', async () => {
    const { id } = await enter({ way: 'received', date: '2018', note: 'Стара бележка' })
    done(await changeGift(office.here, office.officer, id, 1, { ...values({ way: 'received', date: '2018' }), note: 'Нова от колега' }))
    const answer = await office
      .as('officer')
      .post(addresses.gift({ id }), form({ 'what.bg': 'Керамична ваза', 'date.year': '2018', note: 'Моята бележка', version: '1' }))
    const shown = await answer.text()
    expect([answer.status, missing(shown, ['Нова от колега', 'Моята бележка', 'name="version" value="2"'])]).toEqual([409, []])
    expect((await read(id))?.gift.note).toBe('Нова от колега')
  })

  test('a removed gift is found no more, and undo brings back all of it', async () => {
    const partner = await town('Узорево')
    const person = await someone('Проба Дарителова')
    const { id } = await enter({ way: 'received', partners: [partner], givers: [person], value: { cents: 8550, currency: 'EUR' }, valueBasis: 'invoice' })
    const before = await read(id)
    const removed = await office.as('officer').post(addresses.giftRemoval({ id }), { version: '1' })
    expect(removed.status).toBe(303)
    expect([await read(id), (await office.as('officer').get(addresses.gift({ id }))).status]).toEqual([null, 404])
    expect(await inOffice((tx) => findByName(tx, 'Керамична ваза', { things: ['gift'], limit: 9 }))).toEqual([])
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'gift.removed'`)).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    const after = await read(id)
    expect({ ...after?.gift, version: 0, updatedAt: 0 }).toEqual({ ...before?.gift, version: 0, updatedAt: 0 })
    expect([after?.row.partners, after?.row.givers.map(({ personId }) => personId)]).toEqual([before?.row.partners, [person]])
  })

  test('who is named in a gift is not removed from the register', async () => {
    const partner = await town('Узорево')
    const person = await someone('Проба Дарителова')
    await enter({ partners: [partner], receivers: [person] })
    const officer = office.as('officer')
    for (const path of [addresses.organisationRemoval({ id: partner }), addresses.personRemoval({ id: person })])
      expect(await officer.follow(await officer.post(path, { version: '1' }))).toContain('подаръкът „Керамична ваза“')
  })

  test('a planned gift cannot be handed over by two at once', async () => {
    const { id } = await enter({ way: 'planned', date: null })
    const both = await Promise.all([1, 2].map(() => handOverGift(office.here, office.officer, id, 1, { date: '2026-11-20', receivers: [], receiverWords: '' })))
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  })
})

describe('who may', () => {
  test('a reader sees and changes nothing; another office’s gifts are not there', async () => {
    const { id } = await enter()
    expect((await office.as('reader').get(addresses.gift({ id }))).status).toBe(200)
    expect((await page(addresses.gift({ id }), 'reader')).includes(addresses.giftEdit({ id }))).toBe(false)
    for (const path of [
      addresses.gifts(),
      addresses.gift({ id }),
      addresses.giftRemoval({ id }),
      addresses.giftWhereabouts({ id }),
      addresses.giftHandingOver({ id }),
    ])
      expect([path, (await office.as('reader').post(path, { version: '1' })).status]).toEqual([path, 403])
    const { visit: stranger } = await office.openAnother('Община Чужда')
    expect((await stranger.get(addresses.gift({ id }))).status).toBe(404)
    for (const path of [addresses.gift({ id }), addresses.giftRemoval({ id }), addresses.giftPreparation({ id })])
      expect([path, (await stranger.post(path, { ...form(), version: '1', step: 'bought' })).status]).toEqual([path, 404])
    expect(await (await stranger.get(addresses.gifts())).text()).not.toContain('Керамична ваза')
    expect((await read(id))?.gift.version).toBe(1)
  })
})

describe('the register', () => {
  test('is paged by key with gifts and acts in one order, and counts all of it on every page', async () => {
    for (const day of ['2020', '2022', '2024']) await enter({ what: `Вещ ${day}`, date: day })
    for (const day of ['2021', '2023']) await act(`Жест ${day}`, { date: day })
    await enter({ what: 'Без дата', date: null })
    const first = await register({}, {}, 4)
    expect([first.names, first.all]).toEqual([['Вещ 2024', 'Жест 2023', 'Вещ 2022', 'Жест 2021'], 6])
    const second = await register({}, { after: first.next }, 4)
    expect([second.names, second.all, second.next]).toEqual([['Вещ 2020', 'Без дата'], 6, null])
    expect((await register({}, { before: second.previous }, 4)).names).toEqual(first.names)
  })

  test.each<[GiftFilters, string[]]>([
    [{ way: 'given' }, ['Дадена']],
    [{ way: 'received' }, ['Получена']],
    [{ way: 'placed' }, ['Дърво', 'Пейка']],
    [{ way: 'act' }, ['Дърво', 'Жест']],
    [{ kind: 'award' }, ['Жест']],
    [{ owner: 'personal' }, ['Получена']],
    [{ state: 'given' }, ['Дадена']],
    [{ year: 2021 }, ['Получена']],
    [{ q: 'пейк' }, ['Пейка']],
    [{ q: 'Узорево' }, ['Дадена', 'Жест']],
    [{ organisation: 'not-an-id' }, []],
  ])('narrowed to %o shows %o', async (filters, names) => {
    const partner = await town('Узорево')
    await enter({ what: 'Дадена', date: '2024', partners: [partner] })
    await enter({ what: 'Получена', way: 'received', date: '2021', owner: 'personal' })
    await enter({ what: 'Пейка', way: 'placed', date: '2019' })
    await act('Дърво', { kind: 'tree_planting', date: '2020' })
    await act('Жест', { kind: 'award', date: '2018', partners: [partner] })
    expect((await register(filters)).names.toSorted()).toEqual(names)
  })

  test('asks the database as often for three lines as for one', async () => {
    const partner = await town('Узорево')
    const event = await visit('2024-09-24', [partner])
    const lines = async (n: number) => {
      for (let i = 0; i < n; i += 1) {
        await enter({ what: `Вещ ${n} ${i}`, partners: [partner], eventId: event })
        await act(`Жест ${n} ${i}`, { partners: [partner] })
      }
    }
    await lines(1)
    const one = await office.statements(() => page(addresses.gifts()))
    await lines(2)
    expect(await office.statements(() => page(addresses.gifts()))).toBe(one)
  })

  test('is taken out as a table with sums one can add up and every line once', async () => {
    await enter({ what: '=Формула', way: 'received', value: { cents: 8550, currency: 'EUR' }, valueBasis: 'invoice', date: '2024-09-24' })
    await act('Само жест', { date: '2018' })
    const csv = await (await office.as('reader').get(addresses.sheetExport({ what: 'gifts', format: 'csv' }))).text()
    const [head = '', ...lines] = csv.replace('\uFEFF', '').trim().split('\r\n')
    expect(head.split(';').slice(0, 4)).toEqual(['Какво е', 'Посока', 'Състояние', 'Кога'])
    expect(lines.map((line) => line.split(';').slice(0, 4))).toEqual([
      ["'=Формула", 'получихме', 'на място', '2024-09-24'],
      ['Само жест', 'Подарък', 'само жест', '2018'],
    ])
    expect(lines[0]).toContain(';85,50;EUR;')
    const xlsx = await office.as('officer').get(addresses.sheetExport({ what: 'gifts', format: 'xlsx' }))
    expect([xlsx.status, (await xlsx.arrayBuffer()).byteLength > 2000]).toEqual([200, true])
    expect((await office.as('officer').get(addresses.sheetExport({ what: 'gifts', format: 'vcf' }))).status).toBe(404)
    expect((await office.as('officer').get(addresses.sheetExport({ what: 'gifts', format: 'jsonld' }))).status).toBe(404)
  })
})
