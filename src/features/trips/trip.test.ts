// Journeys through the pages: opened for an event, ordered, paid, reported; what is unknown stays unknown, and nothing typed is lost.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { createRate } from './rates/rate.actions.ts'
import { payAdvance } from './travellers/traveller.actions.ts'
import { openTrip } from './trip.actions.ts'
import { tripsWithDeadlines } from './deadline.queries.ts'
import { tripById, tripList } from './trip.queries.ts'

const TODAY = '2026-11-23'

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
    'trip_recommendation',
    'trip_report',
    'trip_cost',
    'trip_traveller',
    'trip',
    'trip_rate',
    'trip_rules',
    'commitment_partner',
    'commitment',
    'visit_delegate',
    'visit',
    'event_partner',
    'partner_contact',
    'event',
    'person',
    'organisation',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const town = async (name = 'Узорево', country = 'MK') =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country })).id
const someone = async (name: string) => done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
const journey = async (more: Record<string, unknown> = {}) =>
  done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'outgoing',
      date: '2026-12-10/2026-12-12',
      title: { bg: 'Посещение в Узорево' },
      partners: [await town()],
      ...more,
    } as Parameters<typeof createEvent>[2]),
  ).id
const opened = async (more: Record<string, unknown> = {}) => done(await openTrip(office.here, office.officer, await journey(more))).id
const read = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, office.here.clock.today())))!
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')
const lacking = (shown: string, words: readonly string[]): string[] => words.filter((one) => !shown.includes(one))
const LEGS = {
  'legs.0.from.text': 'Примерово',
  'legs.0.to.text': 'Узорево',
  'legs.0.country': 'MK',
  'legs.0.departs': '2026-12-10',
  'legs.0.departsTime': '6:30',
  'legs.0.arrivesTime': '11',
  'legs.0.transport': 'служебен автомобил',
  'legs.1.to.text': 'Примерово',
  'legs.1.country': 'BG',
  'legs.1.departs': '2026-12-12',
  'legs.1.departsTime': '15',
  'legs.1.arrivesTime': '21.30',
}
/** The first place is not in the gazetteer: it is told by the country of the way back. */
const form = (fields: Record<string, string> = {}) => ({
  task: 'Обща програма',
  basis: '',
  lodgingBy: 'us',
  hostMeals: 'none',
  note: '',
  ...LEGS,
  'legs.0.from.text': '',
  ...fields,
})
const changed = async (id: string, fields: Record<string, string> = {}) => {
  const { trip } = await read(id)
  return office.as('officer').post(addresses.trip({ id }), { ...form(fields), version: String(trip.version) })
}
const traveller = async (id: string, fields: Record<string, string> = {}) => {
  const answer = await office
    .as('officer')
    .post(addresses.tripTravellers({ id }), { name: 'Проба Служителова', post: 'главен експерт', byOrder: 'usual', ...fields })
  expect(answer.status).toBe(303)
  return (await read(id)).travellers.at(-1)!
}

describe('opening', () => {
  test('is offered where we go, brings the delegation along, and undo takes all of it back', async () => {
    const event = await journey()
    expect(await page(addresses.event({ id: event }))).toContain(addresses.tripOpening({ id: event }))
    expect(await page(addresses.trips())).toContain(addresses.tripOpening({ id: event }))
    expect((await page(addresses.event({ id: event }), 'reader')).includes('tripOpening')).toBe(false)
    done(await openVisit(office.here, office.officer, event))
    done(
      await addDelegates(office.here, office.officer, event, [
        { side: 'guests', name: { bg: 'Проба Служителова' }, role: { bg: 'главен експерт' } },
        { side: 'hosts', name: { bg: 'Домакин Домакинов' } },
      ]),
    )
    const answer = await office.as('officer').post(addresses.tripOpening({ id: event }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, addresses.trip({ id: event })])
    expect((await read(event)).travellers.map(({ name, post }) => [name, post])).toEqual([['Проба Служителова', 'главен експерт']])
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'trip.opened'`)).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect((await office.as('officer').get(addresses.trip({ id: event }))).status).toBe(404)
    // And opened again, under the same event.
    expect((await office.as('officer').post(addresses.tripOpening({ id: event }))).status).toBe(303)
    expect((await read(event)).travellers).toEqual([])
  })

  test.each([
    ['guests come', { direction: 'incoming' }, 'На това идват гости'],
    ['it is open already', {}, 'вече има командировка'],
  ] as const)('is refused when %s', async (_, more, words) => {
    const event = await journey(more)
    if (!('direction' in more)) done(await openTrip(office.here, office.officer, event))
    const officer = office.as('officer')
    expect(await officer.follow(await officer.post(addresses.tripOpening({ id: event })))).toContain(words)
  })
})

describe('the way', () => {
  test('is typed by places and hours, and days and nights are counted by it', async () => {
    const id = await opened()
    expect((await changed(id)).status).toBe(303)
    const { journey: counted, trip, state } = await read(id)
    expect([trip.departsOn, trip.returnsOn, state, counted?.days.length, counted?.nights.length, counted?.minutes]).toEqual([
      '2026-12-10',
      '2026-12-12',
      'prepared',
      3,
      2,
      // 6:30 in Sofia to 21:30 in Sofia two days later.
      63 * 60,
    ])
    expect(
      lacking(plain(await page(addresses.trip({ id }))), ['3 дни, 2 нощувки, 63 часа', 'Узорево', 'служебен автомобил', '10–12 декември 2026 г.']),
    ).toEqual([])
  })

  test.each([
    ['an hour that is none', { 'legs.0.departsTime': 'рано' }, 'Напишете часа така'],
    ['an arrival before the departure', { 'legs.0.arrivesTime': '5' }, 'Пристигането е преди тръгването'],
    ['a way back before one is there', { 'legs.1.departs': '2026-12-09' }, 'Тръгването е преди пристигането'],
    ['a place nobody knows', { 'legs.0.country': '' }, 'го няма сред населените места'],
    ['no day', { 'legs.0.departs': '' }, 'Напишете деня на тръгване'],
    ['nowhere to go', { 'legs.0.to.text': '' }, 'Напишете докъде'],
  ] as const)('with %s is refused and what was typed stays', async (_, fields, words) => {
    const id = await opened()
    const answer = await changed(id, { ...fields, note: 'Не губи това' })
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('Не губи това')]).toEqual([422, true, true])
    expect((await read(id)).trip.version).toBe(1)
  })

  test('one more stretch keeps what was typed', async () => {
    const id = await opened()
    const answer = await changed(id, { more: 'legs' })
    const shown = await answer.text()
    expect([answer.status, lacking(shown, ['value="служебен автомобил"', 'name="legs.2.to.text"'])]).toEqual([200, []])
  })

  test('a stale save shows both versions and loses nothing', async () => {
    const id = await opened()
    expect((await changed(id, { task: 'На колегата' })).status).toBe(303)
    const answer = await office.as('officer').post(addresses.trip({ id }), { ...form({ task: 'Моята задача' }), version: '1' })
    const shown = await answer.text()
    expect([answer.status, lacking(shown, ['На колегата', 'Моята задача', 'name="version" value="2"'])]).toEqual([409, []])
    expect((await read(id)).trip.task).toBe('На колегата')
  })
})

describe('the order', () => {
  test('tells all of the journey; what is not known is left to the pen', async () => {
    const id = await opened()
    await changed(id, { basis: 'покана изх. № 12' })
    await traveller(id)
    expect(
      lacking(plain(await page(addresses.trip({ id }))), [
        'ЗАПОВЕД',
        'приета с ПМС № 115 от 2004 г.; покана изх. № 12',
        'КОМАНДИРОВАМ',
        'Проба Служителова, главен експерт',
        'Узорево (Северна Македония)',
        'от 10 декември 2026 г., 06:30 ч. до 12 декември 2026 г., 21:30 ч.',
        'Обща програма',
        'Северна Македония: 3 дни × 39,00 € = 117,00 €',
        '2 нощувки, до 144,00 € на нощ, общо до 288,00 €',
        'В срок до 10 дни след завръщането',
      ]),
    ).toEqual([])
    await changed(id, { 'legs.0.country': 'IT' })
    expect(lacking(plain(await page(addresses.trip({ id }))), ['Италия: 3 дни × ……………… €'])).toEqual([])
  })

  test('is signed with number, day and name; the mayor goes by another, whose body the office names', async () => {
    const id = await opened()
    await changed(id)
    await traveller(id)
    await traveller(id, { name: 'Пробен Кметов', post: 'кмет', byOrder: 'body' })
    const before = plain(await page(addresses.trip({ id })))
    expect(before).toContain('Кой командирова кмета, не е известно')
    const sign = async (which: string, fields: Record<string, string> = {}) =>
      office.as('officer').post(addresses.tripOrder({ id, which }), {
        version: String((await read(id)).trip.version),
        number: '№ 123',
        'on.day': '20',
        'on.month': '11',
        'on.year': '2026',
        signer: 'Пробен Кметов',
        signerPost: 'кмет',
        ...fields,
      })
    expect((await sign('usual')).status).toBe(303)
    expect((await read(id)).state).toBe('prepared')
    const future = await sign('body', { 'on.year': '2027' })
    expect([future.status, (await future.text()).includes('Този ден още не е настъпил')]).toEqual([422, true])
    const nameless = await sign('body', { signer: '' })
    expect([nameless.status, (await nameless.text()).includes('value="№ 123"')]).toEqual([422, true])
    expect((await sign('body', { number: '7', signer: 'Съветник Съветников' })).status).toBe(303)
    expect((await read(id)).state).toBe('ordered')
    expect((await sign('nobody')).status).toBe(404)
    expect((await sign('body', { withdraw: 'yes' })).status).toBe(303)
    expect((await read(id)).state).toBe('prepared')
  })

  test('is a Word file and, refused to nobody who may read, not there for strangers', async () => {
    const id = await opened()
    await changed(id)
    const word = await office.as('reader').get(addresses.tripPaper({ id, paper: 'order', format: 'docx' }))
    expect([word.status, word.headers.get('content-type')?.includes('wordprocessingml'), (await word.arrayBuffer()).byteLength > 5000]).toEqual([
      200,
      true,
      true,
    ])
    for (const paper of ['nothing', 'order']) expect((await office.as('reader').get(addresses.tripPaper({ id, paper, format: 'txt' }))).status).toBe(404)
    const { visit } = await office.openAnother('Община Чужда')
    expect((await visit.get(addresses.tripPaper({ id, paper: 'order', format: 'docx' }))).status).toBe(404)
  })
})

describe('money', () => {
  const day = (name: string, of: string) => ({ [`${name}.day`]: of, [`${name}.month`]: '12', [`${name}.year`]: '2026' })
  test('the budget says which sums are unknown and never that they are nothing', async () => {
    const id = await opened()
    await changed(id, { 'legs.0.country': 'IT', hostMeals: 'all' })
    await traveller(id)
    const shown = plain(await page(addresses.tripMoney({ id }), 'reader'))
    expect(
      lacking(shown, ['Сборът за общината е непълен', 'дневните пари за Италия не са известни', 'таванът за нощувка в Италия не е известен', 'неизвестно']),
    ).toEqual([])
    done(
      await createRate(office.here, office.officer, {
        country: 'IT',
        validFrom: '2026-01-01',
        perDiem: 5000,
        withoutNight: null,
        night: 18_000,
        source: 'Пробно приложение',
        note: '',
      }),
    )
    const after = plain(await page(addresses.tripMoney({ id })))
    expect([after.includes('дневните пари за Италия не са известни'), after.includes('колко намаляват дневните пари')]).toEqual([false, true])
  })

  test('costs, an advance and the account of one who travels', async () => {
    const id = await opened()
    await changed(id)
    const one = await traveller(id)
    const officer = office.as('officer')
    const cost = (fields: Record<string, string>) =>
      officer.post(addresses.tripCosts({ id }), { what: 'Такси', kind: 'transport', payer: 'us', foreseenCurrency: 'EUR', spentCurrency: 'EUR', ...fields })
    const without = await cost({ spent: '1200', spentCurrency: 'MKD', spentRate: '0,0163', paidBy: one.id, document: 'бележка 5' })
    expect([without.status, (await without.text()).includes('Напишете от кой ден е курсът')]).toEqual([422, true])
    expect(
      (
        await cost({
          spent: '1200',
          spentCurrency: 'MKD',
          spentRate: '0,0163',
          'spentRateOn.day': '10',
          'spentRateOn.month': '11',
          'spentRateOn.year': '2026',
          paidBy: one.id,
          document: 'бележка 5',
        })
      ).status,
    ).toBe(303)
    const paper = await cost({ spent: '10', paidBy: one.id })
    expect([paper.status, (await paper.text()).includes('Без документ не може да се възстанови')]).toEqual([422, true])
    const stranger = await cost({ spent: '10', paidBy: '01900000-0000-7000-8000-000000000000', document: '1' })
    expect([stranger.status, (await stranger.text()).includes('Този човек не е в командировката')]).toEqual([422, true])
    const at = { id, traveller: one.id }
    const advance = await officer.post(addresses.tripAdvance(at), {
      version: '1',
      advance: '100',
      'advanceOn.day': '20',
      'advanceOn.month': '11',
      'advanceOn.year': '2026',
    })
    expect(advance.status).toBe(303)
    // 3 × 39 € and 1200 denars at 0,0163 come to 136,56 €.
    expect((await read(id)).travellers[0]!.settlement.difference).toBe(11_700 + 1956 - 10_000)
    expect(
      lacking(plain(await page(addresses.tripMoney({ id }))), [
        'сметката се прави след завръщането; ако всичко мине както е предвидено: доплащат се 36,56 €',
        '100,00 €, даден на 20 ноември 2026 г.',
        '1200,00 MKD (по 0,0163 от 10 ноември 2026 г.)',
      ]),
    ).toEqual([])
    office.here.clock.set('2026-12-14')
    const on = (day: string) => ({ 'settledOn.day': day, 'settledOn.month': '12', 'settledOn.year': '2026' })
    const stale = await officer.post(addresses.tripSettling(at), { version: '1', ...on('13'), settledNote: 'РКО 5' })
    expect([stale.status, (await stale.text()).includes('value="РКО 5"')]).toEqual([409, true])
    const early = await officer.post(addresses.tripSettling(at), { version: '2', ...on('11') })
    expect([early.status, (await early.text()).includes('Отчетът е след края на командировката, 12 декември 2026 г.')]).toEqual([422, true])
    expect((await officer.post(addresses.tripSettling(at), { version: '2', ...on('12') })).status).toBe(303)
    expect((await read(id)).travellers[0]!.settledOn).toBe('2026-12-12')
    // Who laid something out is not taken off before that is said otherwise.
    const held = await officer.post(addresses.tripTravellerRemoval(at), { version: '3' })
    expect(await officer.follow(held)).toContain('Първо променете кой е платил')
  })

  test('lodging says for whom it is; what one person’s invoice was changes nothing of what is foreseen for all', async () => {
    const id = await opened()
    await changed(id)
    const [one, two] = [await traveller(id), await traveller(id, { name: 'Втори Пътуващ' })]
    const officer = office.as('officer')
    const hotel = (fields: Record<string, string>) =>
      officer.post(addresses.tripCosts({ id }), { what: 'Хотел', kind: 'lodging', payer: 'us', document: '1', ...fields })
    const stranger = await hotel({ forWhom: '01900000-0000-7000-8000-000000000000', spent: '10' })
    expect([stranger.status, (await stranger.text()).includes('Този човек не е в командировката')]).toEqual([422, true])
    const back = await hotel({ ...day('lodgedFrom', '12'), ...day('lodgedUntil', '11') })
    expect([back.status, (await back.text()).includes('Освобождаването е след настаняването')]).toEqual([422, true])
    expect((await hotel({ forWhom: two.id, spent: '300', paidBy: two.id, ...day('lodgedFrom', '10'), ...day('lodgedUntil', '12') })).status).toBe(303)
    const { budget, costs, travellers } = await read(id)
    // Two people, three days at 39 € and two nights at 144 €; the invoice is over the ceiling of one.
    expect([budget.byPayer.us.cents, budget.spentBy.us.cents, costs[0]?.most?.sum.cents, travellers[1]?.settlement.unpaid]).toEqual([
      2 * (11_700 + 28_800),
      30_000,
      28_800,
      1200,
    ])
    expect(
      lacking(plain(await page(addresses.tripMoney({ id }))), [
        'за Втори Пътуващ',
        'таван за 1 човек, общо 2 нощувки: 288,00 €',
        '12,00 € над тавана',
        'похарчено 300,00 €',
      ]),
    ).toEqual([])
    const kept = await page(addresses.tripCost({ id, cost: costs[0]!.id }))
    expect(kept).toMatch(new RegExp(`value="${two.id}"[^>]*checked`))
    const meant = await officer.post(addresses.tripCosts({ id }), { what: 'Виза', kind: 'visa', payer: 'us', foreseen: '5', forWhom: one.id })
    expect(meant.status).toBe(303)
    expect(await officer.follow(await officer.post(addresses.tripTravellerRemoval({ id, traveller: one.id }), { version: '1' }))).toContain(
      'Първо променете за кого е',
    )
  })

  test('an account of which a sum is not known is settled only with what was accepted, in words', async () => {
    const id = await opened()
    await changed(id, { 'legs.0.country': 'IT' })
    const one = await traveller(id)
    office.here.clock.set('2026-12-14')
    let version = '1'
    const settle = (accepted: string) =>
      office.as('officer').post(addresses.tripSettling({ id, traveller: one.id }), {
        version,
        ...day('settledOn', '14'),
        settledNote: 'РКО 5',
        accepted,
      })
    // Nobody has said whether an advance was paid: nothing can be reckoned against it.
    const undecided = await settle('150 €')
    expect([undecided.status, lacking(await undecided.text(), ['Първо напишете аванса', 'value="РКО 5"'])]).toEqual([422, []])
    expect((await office.as('officer').post(addresses.tripAdvance({ id, traveller: one.id }), { version, advance: '0' })).status).toBe(303)
    version = '2'
    const refused = await settle(' ')
    expect([refused.status, lacking(await refused.text(), ['Напишете каква сума е приета и по какво', 'value="РКО 5"'])]).toEqual([422, []])
    expect((await settle('150 € по заповед № 7')).status).toBe(303)
    expect(plain(await page(addresses.tripMoney({ id }), 'reader'))).toContain('прието: 150 € по заповед № 7')
  })

  test('an advance of nothing is decided, and a day without a sum is not', async () => {
    const id = await opened()
    const one = await traveller(id)
    const pay = (fields: Record<string, string>) => office.as('officer').post(addresses.tripAdvance({ id, traveller: one.id }), { version: '1', ...fields })
    const day = { 'advanceOn.day': '20', 'advanceOn.month': '11', 'advanceOn.year': '2026' }
    expect([
      (await pay(day)).status,
      (await pay({ advance: '100' })).status,
      (await pay({ advance: 'сто' })).status,
      (await pay({ advance: '0' })).status,
    ]).toEqual([422, 422, 422, 303])
    expect((await read(id)).travellers[0]!.advanceCents).toBe(0)
  })
})

describe('the report', () => {
  const REPORT = { purpose: 'За програмата', process: 'Срещи с кмета', insights: 'Работят с училищата' }
  const rows = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`recommendations.${index}.text`, `Препоръка ${index + 1}`]))
  const save = (id: string, version: number, fields: Record<string, string> = {}) =>
    office.as('officer').post(addresses.tripReport({ id }), { ...REPORT, ...rows(3), version: String(version), ...fields })
  const handIn = (id: string, version: number) => office.as('officer').post(addresses.tripReportHandingIn({ id }), { version: String(version) })

  test('is handed in with three recommendations, which become promises of ours in the same change', async () => {
    const person = await someone('Проба Отговорна')
    const id = await opened()
    await traveller(id)
    expect((await save(id, 0, { 'recommendations.0.person.text': 'Проба Отговорна', 'recommendations.0.due.year': '2027' })).status).toBe(303)
    expect((await handIn(id, 1)).status).toBe(303)
    const { report } = await read(id)
    expect([report?.reportedOn, report?.recommendations.map(({ commitmentId }) => commitmentId !== null)]).toEqual([TODAY, [true, true, true]])
    const promises = (await office.pool.query(`select owed_by, text #>> '{in,bg,text}' as text, due, event_id, person_id from commitment order by id`)).rows
    expect(promises).toEqual([
      { owed_by: 'us', text: 'Препоръка 1', due: '2027', event_id: id, person_id: person },
      { owed_by: 'us', text: 'Препоръка 2', due: null, event_id: id, person_id: null },
      { owed_by: 'us', text: 'Препоръка 3', due: null, event_id: id, person_id: null },
    ])
    expect(
      (
        await office.pool.query('select count(distinct change_id)::int as n from activity where act in ($1, $2)', [
          'trip_report.handed_in',
          'commitment.created',
        ])
      ).rows,
    ).toEqual([{ n: 1 }])
    expect(lacking(plain(await page(addresses.tripReport({ id }), 'reader')), ['Представен на 23 ноември 2026 г.', 'Препоръка 1', 'Проба Отговорна'])).toEqual(
      [],
    )
    // Undone together: no promise without its report.
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'trip_report.handed_in'`)).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect([(await read(id)).report?.reportedOn, (await office.pool.query('select id from commitment where deleted_at is null')).rows]).toEqual([null, []])
  })

  test.each([
    ['two recommendations', { 'recommendations.2.text': '' }, 'поне 3 препоръки, а са 2'],
    ['no insights', { insights: ' ' }, 'липсва: „Какво научихме“'],
  ] as const)('with %s is not handed in, and nothing is promised', async (_, fields, words) => {
    const id = await opened()
    expect((await save(id, 0, fields)).status).toBe(303)
    const officer = office.as('officer')
    expect(await officer.follow(await officer.post(addresses.tripReportHandingIn({ id }), { version: '1' }))).toContain(words)
    expect([(await read(id)).report?.reportedOn, (await office.pool.query('select id from commitment')).rows]).toEqual([null, []])
  })

  test('asks for as many recommendations as the office says', async () => {
    const id = await opened()
    await save(id, 0, { 'recommendations.1.text': '', 'recommendations.2.text': '' })
    const settings = await page(addresses.settingsTrips())
    const fields = Object.fromEntries([...settings.matchAll(/name="(\w+)"[^>]*? value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
    const answer = await office.as('officer').post(addresses.settingsTrips(), { ...fields, version: '0', least: '1', leastSource: 'Пробна заповед' })
    expect(answer.status).toBe(303)
    expect((await handIn(id, 1)).status).toBe(303)
    expect((await read(id)).report?.reportedOn).toBe(TODAY)
  })

  test('once handed in is mended only after it is opened, and makes no promise twice', async () => {
    const id = await opened()
    await save(id, 0)
    await handIn(id, 1)
    const refused = await save(id, 2, { insights: 'Друго' })
    expect([refused.status, (await refused.text()).includes('Докладът вече е представен')]).toEqual([422, true])
    expect((await office.as('officer').post(addresses.tripReportReopening({ id }), { version: '2' })).status).toBe(303)
    expect((await save(id, 3, { 'recommendations.3.text': 'Четвърта' })).status).toBe(303)
    expect((await handIn(id, 4)).status).toBe(303)
    expect((await office.pool.query(`select text #>> '{in,bg,text}' as text from commitment order by id`)).rows.map(({ text }) => text)).toEqual([
      'Препоръка 1',
      'Препоръка 2',
      'Препоръка 3',
      'Четвърта',
    ])
  })

  test('a stale save shows both versions and loses nothing', async () => {
    const id = await opened()
    await save(id, 0)
    await save(id, 1, { insights: 'На колегата' })
    const answer = await save(id, 1, { insights: 'Моето' })
    const shown = await answer.text()
    expect([answer.status, lacking(shown, ['На колегата', 'Моето', 'name="version" value="2"'])]).toEqual([409, []])
  })

  test('a person nobody knows is asked about again, a person without words refused', async () => {
    const id = await opened()
    const wordless = await save(id, 0, { 'recommendations.3.due.year': '2027' })
    expect([wordless.status, (await wordless.text()).includes('Напишете какво се препоръчва')]).toEqual([422, true])
    expect((await read(id)).report).toBeNull()
    const unknown = await save(id, 0, { 'recommendations.0.person.text': 'Никой Неизвестен' })
    expect([unknown.status, (await unknown.text()).includes('В регистъра няма „Никой Неизвестен“')]).toEqual([422, true])
    expect((await read(id)).report?.recommendations.map(({ text, person }) => [text, person])).toEqual([1, 2, 3].map((number) => [`Препоръка ${number}`, null]))
  })
})

describe('the rules', () => {
  test('are changed with their sources, shown to readers, and undone', async () => {
    const officer = office.as('officer')
    const settings = await page(addresses.settingsTrips())
    const fields = Object.fromEntries([...settings.matchAll(/name="(\w+)"[^>]*? value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
    const save = (more: Record<string, string>) => officer.post(addresses.settingsTrips(), { ...fields, version: '0', ...more })
    const sourceless = await save({ mealsAll: '30' })
    expect([sourceless.status, (await sourceless.text()).includes('Напишете откъде е')]).toEqual([422, true])
    expect((await save({ reportDays: 'скоро' })).status).toBe(422)
    expect((await save({ mealsAll: '30', reductionSource: 'Пробна наредба, чл. 1', reportDays: '14', deadlinesSource: 'Пробна заповед' })).status).toBe(303)
    expect(lacking(plain(await page(addresses.settingsTrips(), 'reader')), ['Пробна наредба, чл. 1', '14 дни', '30 %'])).toEqual([])
    const stale = await save({ reportDays: '7' })
    expect([stale.status, lacking(await stale.text(), ['Пробна заповед', 'name="version" value="1"'])]).toEqual([409, []])
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'trip_rules.changed'`)).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect(plain(await page(addresses.settingsTrips(), 'reader'))).toContain('10 дни')
  })

  test('an allowance needs its source; it is entered, changed and taken away', async () => {
    const officer = office.as('officer')
    const add = (fields: Record<string, string> = {}) =>
      officer.post(addresses.settingsTripRates(), {
        country: 'IT',
        'validFrom.day': '1',
        'validFrom.month': '1',
        'validFrom.year': '2026',
        perDiem: '50',
        source: 'Пробно приложение',
        ...fields,
      })
    const refused = await add({ source: '', note: 'Не губи това' })
    expect([refused.status, (await refused.text()).includes('Не губи това')]).toEqual([422, true])
    expect((await add({ perDiem: '' })).status).toBe(422)
    expect((await add({ country: '' })).status).toBe(422)
    expect((await add()).status).toBe(303)
    expect(
      lacking(plain(await page(addresses.settingsTrips(), 'reader')), [
        'Италия',
        '50,00 €',
        'Пробно приложение',
        'Черна гора, Китай и всички останали държави ставките не са намерени',
      ]),
    ).toEqual([])
    const { id } = (await office.pool.query<{ id: string }>('select id from trip_rate')).rows[0]!
    expect((await officer.post(addresses.settingsTripRateRemoval({ id }), { version: '1' })).status).toBe(303)
    expect((await office.pool.query('select id from trip_rate where deleted_at is null')).rows).toEqual([])
  })
})

describe('the list and what waits', () => {
  test('says where each stands and what is next, by a fixed number of questions', async () => {
    const first = await opened()
    await changed(first)
    await traveller(first)
    const count = () => office.statements(() => page(addresses.trips()))
    const one = await count()
    for (const title of ['Второ', 'Трето']) await traveller(await opened({ title: { bg: title }, partners: [] }), { name: 'Друга Пътуваща' })
    expect(await count()).toBe(one)
    const rows = (await office.here.db.inOffice(office.officeId, (tx) => tripList(tx, { q: 'Узорево' }, {}, TODAY))).rows
    expect(rows.map(({ countries, state, next, travellers }) => [countries, state, next, travellers])).toEqual([
      [['MK'], 'prepared', { kind: 'order', due: '2026-11-20', late: true, who: [expect.any(String)] }, ['Проба Служителова']],
    ])
    for (const query of [{ state: 'junk', after: 'junk', year: '99999' }, { state: 'open' }, { state: 'accounted' }, { q: '\u0000' }])
      expect((await office.as('reader').get(addresses.trips(query))).status).toBe(200)
  })

  test('reminds of the order before and of report and account after; nothing of what is done', async () => {
    const id = await opened()
    await changed(id)
    const one = await traveller(id)
    const waits = async (today: string) =>
      (await office.here.db.inOffice(office.officeId, (tx) => tripsWithDeadlines(tx, today, '2099-12-31'))).map(
        ({ kind, due, late }) => `${kind} ${due}${late ? ' late' : ''}`,
      )
    expect(await waits('2026-11-20')).toEqual(['order 2026-11-20', 'advance 2026-12-09'])
    expect(await waits('2026-12-13')).toEqual(['order 2026-11-20 late', 'report 2026-12-22', 'account 2026-12-22'])
    expect(await waits('2026-12-23')).toEqual(['order 2026-11-20 late', 'report 2026-12-22 late', 'account 2026-12-22 late'])
    office.here.clock.set('2026-12-20')
    done(await payAdvance(office.here, office.officer, one.id, 1, { cents: 0, on: null }))
    await office
      .as('officer')
      .post(addresses.tripSettling({ id, traveller: one.id }), { version: '2', 'settledOn.day': '15', 'settledOn.month': '12', 'settledOn.year': '2026' })
    expect(await waits('2026-12-23')).toEqual(['order 2026-11-20 late', 'report 2026-12-22 late'])
  })
})

describe('who may', () => {
  test('a reader sees all of it and changes nothing; another office’s journey is not there', async () => {
    const id = await opened()
    const one = await traveller(id)
    for (const path of [addresses.trip({ id }), addresses.tripMoney({ id }), addresses.tripReport({ id }), addresses.trips(), addresses.settingsTrips()])
      expect([path, (await office.as('reader').get(path)).status]).toEqual([path, 200])
    const at = { id, traveller: one.id }
    const posts = [
      addresses.tripOpening({ id }),
      addresses.trip({ id }),
      addresses.tripRemoval({ id }),
      addresses.tripOrder({ id, which: 'usual' }),
      addresses.tripTravellers({ id }),
      addresses.tripTraveller(at),
      addresses.tripTravellerRemoval(at),
      addresses.tripTravellerDays(at),
      addresses.tripAdvance(at),
      addresses.tripSettling(at),
      addresses.tripCosts({ id }),
      addresses.tripReport({ id }),
      addresses.tripReportHandingIn({ id }),
      addresses.tripReportReopening({ id }),
    ]
    for (const path of posts) expect([path, (await office.as('reader').post(path, { version: '1' })).status]).toEqual([path, 403])
    const { visit } = await office.openAnother('Община Чужда')
    const full = {
      ...form(),
      version: '1',
      name: 'Чужд',
      what: 'x',
      kind: 'other',
      payer: 'us',
      number: '1',
      signer: 'x',
      'on.day': '1',
      'on.month': '1',
      'on.year': '2026',
      advance: '0',
    }
    for (const path of posts) expect([path, (await visit.post(path, full)).status]).toEqual([path, 404])
    for (const path of [addresses.trip({ id }), addresses.tripMoney({ id }), addresses.tripReport({ id }), addresses.tripTraveller(at)])
      expect([path, (await visit.get(path)).status]).toEqual([path, 404])
    expect((await read(id)).trip.version).toBe(1)
  })

  test('who travels is not removed from the register; a removed journey comes back whole', async () => {
    const person = await someone('Проба Служителова')
    const id = await opened()
    await traveller(id, { 'person.text': 'Проба Служителова', name: '' })
    const officer = office.as('officer')
    expect(await officer.follow(await officer.post(addresses.personRemoval({ id: person }), { version: '1' }))).toContain(
      'командировката „Посещение в Узорево“',
    )
    expect((await officer.post(addresses.tripRemoval({ id }), { version: '1' })).status).toBe(303)
    expect((await officer.get(addresses.trip({ id }))).status).toBe(404)
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'trip.removed'`)).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect((await read(id)).travellers.map(({ name, personId }) => [name, personId])).toEqual([['Проба Служителова', person]])
    const twice = await officer.post(addresses.tripTravellers({ id }), { 'person.text': 'Проба Служителова', name: '' })
    expect([twice.status, (await twice.text()).includes('вече пътува')]).toEqual([422, true])
  })

  test('who is erased whole is nameless also in a journey that was removed, and in the record of it', async () => {
    const person = await someone('Съвсем Изтритова')
    const id = await opened()
    await traveller(id, { 'person.text': 'Съвсем Изтритова', name: '' })
    await office.as('officer').post(addresses.tripRemoval({ id }), { version: '1' })
    expect((await office.as('officer').post(addresses.personErasure({ id: person }), { version: '1', what: 'whole', word: 'изтрий' })).status).toBe(303)
    const { rows } = await office.pool.query<{ name: string; named: number }>(
      `select name, (select count(*)::int from activity a where a::text like '%Изтритова%') as named from trip_traveller`,
    )
    expect(rows).toEqual([{ name: 'изтрит човек', named: 0 }])
  })
})
