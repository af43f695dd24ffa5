// A journey and the dossier of the visit it is for know each other: who goes by which order, why, who does not come, and one report for both.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { addDelegates, withdrawDelegate } from '#features/visits/delegations/delegate.actions.ts'
import { cancelVisit, confirmVisit, holdVisit } from '#features/visits/step.actions.ts'
import { changeVisit, openVisit } from '#features/visits/visit.actions.ts'
import { visitById } from '#features/visits/visit.queries.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { handInReport, saveReport } from './reports/report.actions.ts'
import { openTrip } from './trip.actions.ts'
import { tripById } from './trip.queries.ts'
import { addTraveller } from './travellers/traveller.actions.ts'
import { orderByPost } from './travellers/traveller.ts'

test.each([
  ['кмет на Община Примерово', 'body'],
  ['Кмет', 'body'],
  ['заместник-кмет', 'usual'],
  ['кмет на кметство Узорово', 'usual'],
  ['кмет на с. Узорово', 'usual'],
  ['началник кабинет на кмета', 'usual'],
  ['съпруга на кмета', 'usual'],
  ['', 'usual'],
])('somebody who is „%s“ goes by the order „%s“', (post, which) => expect(orderByPost(post)).toBe(which))

let office: TestOffice
let officer: Visit
let id: string
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  officer = office.as('officer')
})
afterAll(() => office.close())
beforeEach(async () => {
  office.here.clock.set('2026-11-23T09:00:00Z')
  const event = {
    kind: 'visit',
    direction: 'outgoing',
    date: '2026-12-10/2026-12-12',
    title: { bg: 'Посещение в Узорево' },
    occasion: 'Празник на града',
  } as const
  id = done(await createEvent(office.here, office.officer, { ...event, partners: [] })).id
  done(await openVisit(office.here, office.officer, id))
  done(await changeVisit(office.here, office.officer, id, 1, { ourPurpose: { bg: 'Да договорим обмен на ученици', en: 'To agree an exchange' } }))
})

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')
const page = async (path: string): Promise<string> => (await officer.get(path)).text()
const read = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, office.here.clock.today())))!
const dossier = async () => (await office.here.db.inOffice(office.officeId, (tx) => visitById(tx, id)))!.visit
const members = async (...names: readonly (readonly [string, string])[]) =>
  done(
    await addDelegates(
      office.here,
      office.officer,
      id,
      names.map(([name, role]) => ({ side: 'guests' as const, name: { bg: name }, role: { bg: role } })),
    ),
  ).ids

describe('opened from a dossier', () => {
  test('whom the delegation names twice travels once', async () => {
    const personId = done(await createPerson(office.here, office.officer, { name: { bg: 'Двойна Примерова' } })).id
    const one = { side: 'guests' as const, personId, name: { bg: 'Двойна Примерова' } }
    done(await addDelegates(office.here, office.officer, id, [one, one]))
    done(await openTrip(office.here, office.officer, id))
    expect((await read()).travellers.map(({ name }) => name)).toEqual(['Двойна Примерова'])
  })

  test('the mayor goes by an order of another, the others by the mayor’s; task and ground are the dossier’s', async () => {
    await members(['Проба Служителова', 'главен експерт'], ['Проба Кметова', 'кмет на Община Примерово'], ['Вера Узорова', 'заместник-кмет'])
    expect((await officer.post(addresses.tripOpening({ id }))).status).toBe(303)
    const { trip, travellers, needed } = await read()
    expect(travellers.map(({ name, byOrder }) => [name, byOrder])).toEqual([
      ['Проба Кметова', 'body'],
      ['Вера Узорова', 'usual'],
      ['Проба Служителова', 'usual'],
    ])
    expect([trip.task, trip.basis, needed]).toEqual(['Да договорим обмен на ученици', 'по повод: Празник на града', ['body', 'usual']])
    const text = plain(await page(addresses.trip({ id })))
    expect([text.includes('кметът не командирова сам себе си'), text.includes('Проба Кметова · кмет на Община Примерово · с отделна заповед')]).toEqual([
      false,
      true,
    ])
  })

  test('whose post stands in the register alone is known for the mayor too', async () => {
    const home = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Община Примерово' }, kind: 'municipality', country: 'BG' })).id
    const mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Кметова' } })).id
    done(await addPost(office.here, office.officer, mayor, { organisationId: home, roleClass: 'mayor' }))
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', personId: mayor }]))
    done(await openTrip(office.here, office.officer, id))
    expect((await read()).travellers.map(({ name, byOrder }) => [name, byOrder])).toEqual([['Проба Кметова', 'body']])
  })

  test('a mayor who stands in the usual order is told of, and nobody signs an order for themselves', async () => {
    done(await openTrip(office.here, office.officer, id))
    done(await addTraveller(office.here, office.officer, id, { personId: null, name: 'Проба Кметова', post: 'кмет', byOrder: 'usual' }))
    const text = await page(addresses.trip({ id }))
    const { id: traveller } = (await read()).travellers[0]!
    expect([
      plain(text).includes('Проба Кметова пътува със заповедта на кмета'),
      text.includes(`${addresses.tripTraveller({ id, traveller })}#f-byOrder`),
    ]).toEqual([true, true])
    const sign = (signer: string) =>
      officer.post(addresses.tripOrder({ id, which: 'usual' }), { version: '1', number: '7', 'on.day': '20', 'on.month': '11', 'on.year': '2026', signer })
    const refused = await sign('Proba Kmetova')
    expect([refused.status, plain(await refused.text()).includes('никой не командирова сам себе си')]).toEqual([422, true])
    expect((await read()).trip.orders.usual).toBeNull()
    expect((await sign('Вера Узорова')).status).toBe(303)
    expect((await read()).trip.orders.usual?.signer).toBe('Вера Узорова')
  })

  test('a purpose that was written later is offered for the task that is missing', async () => {
    done(await changeVisit(office.here, office.officer, id, 2, { ourPurpose: { bg: '', en: '' } }))
    done(await openTrip(office.here, office.officer, id))
    expect((await read()).trip.task).toBe('')
    done(await changeVisit(office.here, office.officer, id, 3, { ourPurpose: { bg: 'Написана по-късно' } }))
    expect(await page(addresses.tripEdit({ id }))).toContain('Написана по-късно')
  })
})

describe('beside each other', () => {
  test('the dossier offers to open its journey, then says where it stands; the journey leads back', async () => {
    for (const path of [addresses.visit({ id }), addresses.visitPreparation({ id }), addresses.visitReport({ id })])
      expect([path, (await page(path)).includes(`action="${addresses.tripOpening({ id })}"`)]).toEqual([path, true])
    await officer.post(addresses.tripOpening({ id }))
    const aside = await page(addresses.visitPreparation({ id }))
    expect([aside.includes(`href="${addresses.trip({ id })}"`), aside.includes(addresses.tripOpening({ id }))]).toEqual([true, false])
    expect(await page(addresses.trip({ id }))).toContain(`href="${addresses.visit({ id })}"`)
    expect(await (await office.as('reader').get(addresses.visitPreparation({ id }))).text()).toContain(`href="${addresses.trip({ id })}"`)
  })

  test('of a visit to us, and of one that is called off, no journey is offered', async () => {
    const incoming = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2026-12-10', partners: [] })).id
    done(await openVisit(office.here, office.officer, incoming))
    expect((await page(addresses.visitPreparation({ id: incoming }))).includes('Командировка')).toBe(false)
    done(await cancelVisit(office.here, office.officer, id, 2, { cancelledOn: '2026-11-23', cancelReason: 'отложено' }))
    expect((await page(addresses.visitPreparation({ id }))).includes(addresses.tripOpening({ id }))).toBe(false)
  })

  test('who does not come after all is said with those who travel, who joined the delegation since is named', async () => {
    const [one] = await members(['Проба Служителова', 'главен експерт'], ['Друга Служителова', 'експерт'])
    done(await openTrip(office.here, office.officer, id))
    done(await withdrawDelegate(office.here, office.officer, one!, 1, '2026-11-22'))
    await members(['Трета Нова', 'преводач'])
    const text = plain(await page(addresses.trip({ id })))
    expect([
      text.includes('Проба Служителова · главен експерт · по досието няма да дойде, от 22 ноември 2026 г.'),
      text.match(/няма да дойде/g)?.length,
      text.includes('не са сред пътуващите: Трета Нова.'),
    ]).toEqual([true, 1, true])
    expect((await read()).travellers.map(({ name }) => name)).toEqual(['Проба Служителова', 'Друга Служителова'])
  })
})

describe('one report', () => {
  const report = async () =>
    done(
      await saveReport(office.here, office.officer, id, 0, {
        purpose: 'Да договорим обмен',
        process: 'Срещи с кмета',
        insights: 'Работят с три училища',
        recommendations: ['Едно', 'Две', 'Три'].map((text) => ({ text, personId: null, due: null })),
      }),
    )
  const missing = async (): Promise<string> => /id="missing"[^]*?<\/section>/.exec(await page(addresses.visitReport({ id })))?.[0] ?? ''
  beforeEach(async () => {
    done(await openTrip(office.here, office.officer, id))
    office.here.clock.set('2026-12-14T09:00:00Z')
    done(await confirmVisit(office.here, office.officer, id, 2, '2026-11-23'))
    await report()
  })
  const hold = (version = 3) => holdVisit(office.here, office.officer, id, version, { heldOn: '2026-12-12', came: null })

  test('handed in for the journey it is the dossier’s; undone, it is neither’s', async () => {
    done(await hold())
    expect(await missing()).toContain('class="no"')
    expect(await officer.follow(await officer.post(addresses.tripReportHandingIn({ id }), { version: '1' }))).toContain('Докладът е представен')
    const { report: words, reportedOn } = await dossier()
    expect([reportedOn, words.in['bg']?.text]).toEqual([
      '2026-12-14',
      'Цел\nДа договорим обмен\n\nКак протече\nСрещи с кмета\n\nКакво научихме\nРаботят с три училища\n\nПрепоръки\n1. Едно\n2. Две\n3. Три',
    ])
    expect(plain(await missing()).includes('Отчет (')).toBe(true)
    const line = (await office.pool.query<{ id: string }>(`select id from activity where act = 'trip_report.handed_in' and thing_id = $1`, [id])).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect([(await dossier()).reportedOn, (await read()).report?.reportedOn]).toEqual([null, null])
  })

  test('handed in before the visit is marked as held it is taken with that step; words of the dossier’s own stay', async () => {
    done(await handInReport(office.here, office.officer, id, 1))
    expect((await dossier()).reportedOn).toBeNull()
    await office.pool.query(
      `update visit set report = '{"source":"bg","in":{"bg":{"text":"Наш отчет","at":"2026-12-13T00:00:00Z","checked":true}}}' where id = $1`,
      [id],
    )
    const form = { version: '3', 'heldOn.day': '12', 'heldOn.month': '12', 'heldOn.year': '2026' }
    expect((await officer.post(addresses.visitHolding({ id }), form)).status).toBe(303)
    const { report: words, reportedOn, heldOn } = await dossier()
    expect([heldOn, reportedOn, words.in['bg']?.text]).toEqual(['2026-12-12', '2026-12-14', 'Наш отчет'])
  })

  test('one that is not handed in leaves the dossier’s report to be written', async () => {
    done(await hold())
    expect((await dossier()).reportedOn).toBeNull()
    expect(await officer.follow(await officer.post(addresses.tripReportHandingIn({ id }), { version: '9' }))).not.toContain('Докладът е представен')
    expect((await dossier()).reportedOn).toBeNull()
  })
})
