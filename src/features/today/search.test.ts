// The search over everything, as a page and as the answer Ctrl+K takes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation, removeOrganisation } from '#features/organisations/organisation.actions.ts'
import { addMilestone, removeMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { addTraveller } from '#features/trips/travellers/traveller.actions.ts'
import { openTrip, signOrder } from '#features/trips/trip.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { ok } from '#platform/result.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { demoLink, setUpDemo } from '../../demo/demo.actions.ts'
import { actionsFor } from './search.ts'

type Answer = { groups: { title: string; items: { title: string; sub: string; href: string; kind: string }[] }[] }

let office: TestOffice
let demo: Visit
beforeAll(async () => {
  office = await openOffice()
  done(await setUpDemo(office.here, office.auth, async () => ok(null)))
  demo = office.as('nobody')
  await demo.post(done(await demoLink(office.here, office.auth, '')))
})
afterAll(() => office.close())

const asked = async (q: string, visit: Visit = demo): Promise<Answer> =>
  (await visit.get(`/search?as=json&q=${encodeURIComponent(q)}`)).json() as Promise<Answer>
const titles = async (q: string, visit?: Visit): Promise<Record<string, string[]>> =>
  Object.fromEntries((await asked(q, visit)).groups.map(({ title, items }) => [title, items.map((item) => item.title)]))

test.each(['Дойран', 'дойр', 'dojr', 'Dojran', 'DOIRAN', 'Дојран', 'дойрян'])(
  '„%s“ finds the partner, the organisation, its events and nothing of others',
  async (q) => {
    const found = await titles(q)
    expect(found['Партньори']).toEqual(['Дойран'])
    expect(found['Организации']).toEqual(['Дойран'])
    expect(Object.keys(found)).toEqual(['Партньори', 'Организации', 'Събития'])
    expect(found['Събития']?.toSorted()).toEqual(['Гости от Дойран преди фестивала на сливата', 'Троянска делегация в Дойран'])
  },
)

test('each kind of record has its group, with what it is and where it stands', async () => {
  const { groups } = await asked('Джиндъджън')
  expect(groups.map(({ title }) => title)).toEqual(['Партньори', 'Организации', 'Събития'])
  expect(groups[0]!.items).toEqual([
    { title: 'Джиндъджън', sub: 'проектно партньорство · Китай', href: expect.stringMatching(/^\/partnerships\/[0-9a-f-]{36}$/), kind: 'партньор' },
  ])
  expect((await titles('Ангов'))['Хора']).toEqual(['Анго Ангов'])
  expect((await asked('Ангов')).groups[0]!.items[0]!.sub).toBe('кмет, Дойран')
  expect((await titles('обмен творци'))['Обещания']).toEqual(['Редовен обмен на творци в продължение на пет години'])
  expect((await titles('дърво приятелството'))['Символични жестове']).toEqual(['Дърво на приятелството с Виньо и Перн'])
  expect((await titles('景德镇'))['Партньори']).toEqual(['Джиндъджън'])
})

test('people are found by what they are and where, in either order, script and language; nobody by a post they never held', async () => {
  for (const q of ['кмет Дойран', 'Дойран кмет', 'kmet dojran', 'mayor Dojran', 'кмет Дојран', 'кмет Дойрън'])
    expect((await titles(q))['Хора'], q).toEqual(['Анго Ангов'])
  expect((await titles('заместник-кмет Троян'))['Хора']).toEqual(['Вероника Тодорова'])
  expect(await titles('посланик Дойран')).toEqual({})
  expect(await titles('кмет Дойран', office.as('officer'))).toEqual({})
})

test('a journey is found by what it goes to, who travels, the number of its order; Ctrl+K also leads to a new one', async () => {
  const { id } = done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'outgoing',
      date: '2026-12-10/2026-12-12',
      title: { bg: 'Посещение в Узорево' },
      partners: [],
    }),
  )
  done(await openTrip(office.here, office.officer, id))
  done(await addTraveller(office.here, office.officer, id, { personId: null, name: 'Проба Пътуваща', post: '', byOrder: 'usual' }))
  done(await signOrder(office.here, office.officer, id, 1, 'usual', { number: 'З-417', on: '2026-11-20', signer: 'Проба Кметова', signerPost: '' }))
  const officer = office.as('officer')
  const item = { title: 'Посещение в Узорево', sub: 'със заповед', href: `/trips/${id}`, kind: 'командировка' }
  for (const q of ['Узорево', 'uzorevo', 'Пътуваща', 'З-417'])
    expect([q, (await asked(q, officer)).groups.find(({ title }) => title === 'Командировки')?.items]).toEqual([q, [item]])
  expect((await asked('Узорево')).groups).toEqual([])
  expect((await asked('нова командировка', officer)).groups[0]!.items[0]).toEqual({
    title: 'Нова командировка',
    sub: '',
    href: '/trips/new',
    kind: 'действие',
  })
  const other = done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'outgoing',
      date: '2026-12-20',
      title: { bg: 'Второ посещение' },
      partners: [],
    }),
  )
  const page = await (await officer.get('/trips/new')).text()
  expect([page.includes(`/trips/${other.id}/opening`), page.includes(`/trips/${id}/opening`)]).toEqual([true, false])
  expect((await office.as('reader').get('/trips/new')).status).toBe(403)
})

test('a step is found by the number of its paper, with its sign or without; a removed one is not', async () => {
  const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Номерован град' }, kind: 'municipality', country: 'AR' }))
  const { id } = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type: 'twinning' }))
  const step = done(
    await addMilestone(office.here, office.officer, id, { kind: 'council_decision', side: 'us', date: '2022-10-13', documentNumber: '№ 1080/13.10.2022' }),
  )
  const officer = office.as('officer')
  for (const q of ['1080', '№ 1080', '№1080/13.10.2022', 'решение 1080', 'Решение № 1080/13'])
    expect((await asked(q, officer)).groups, q).toEqual([
      {
        title: 'Стъпки на партньорства',
        items: [
          {
            title: 'Решение на нашия общински съвет № 1080/13.10.2022',
            sub: 'Номерован град · 13 октомври 2022 г.',
            href: `/partnerships/${id}#milestone-${step.id}`,
            kind: 'стъпка',
          },
        ],
      },
    ])
  expect(await titles('080', officer)).toEqual({})
  expect(await titles('1080')).toEqual({})
  done(await removeMilestone(office.here, office.officer, step.id, 1))
  expect(await titles('1080', officer)).toEqual({})
})

test('actions are found by their words in both languages, typed in either script; a reader is offered only what a reader may do', async () => {
  expect((await titles('нов партньор'))['Действия']).toEqual(['Нов партньор'])
  expect((await titles('new partner'))['Действия']).toEqual(['Нов партньор'])
  expect((await titles('nov partn'))['Действия']).toEqual(['Нов партньор'])
  expect((await titles('paste'))['Действия']).toEqual(['Постави текст'])
  expect((await titles('overdue', office.as('reader')))['Действия']).toEqual(['Просрочените обещания'])
  expect(await titles('нов партньор', office.as('reader'))).toEqual({})
  expect([actionsFor('', 'officer'), actionsFor('!?', 'officer'), actionsFor('нещо друго', 'officer')]).toEqual(
    ['', '', ''].map(() => ({ actions: [], called: false })),
  )
  // Called by its title an action comes first, found by its other words it comes last.
  expect((await asked('нов')).groups.map(({ title }) => title)[0]).toBe('Действия')
  expect((await asked('посланик')).groups.map(({ title }) => title)).toEqual(['Събития', 'Действия'])
})

test('the page needs no script: form, groups with links, and what to do when nothing is found', async () => {
  const page = await (await demo.get('/search?q=%D0%94%D0%BE%D0%B9%D1%80%D0%B0%D0%BD')).text()
  expect(page).toContain('<form class="find" role="search" action="/search"')
  expect(page).toContain('value="Дойран"')
  expect(page).toMatch(/<a class="plain strong" href="\/partnerships\/[0-9a-f-]{36}">Дойран<\/a>/)
  const none = await (await demo.get('/search?q=xyzzyx')).text()
  expect(none).toContain('Няма нищо с тези думи')
  expect(none).toContain('href="/partnerships/new?name=xyzzyx"')
  expect(await (await office.as('reader').get('/search?q=xyzzyx')).text()).not.toContain('/partnerships/new')
  expect((await demo.get('/search')).status).toBe(200)
  expect((await demo.get(`/search?q=${encodeURIComponent('%_\\\u0000<script>')}`)).status).toBe(200)
})

test('another office finds nothing of it, a removed record is not found, nobody signed in is sent to the door', async () => {
  expect(await titles('Дойран', office.as('officer'))).toEqual({})
  const made = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Изчезваща школа' }, kind: 'school', country: 'BG' }))
  expect((await titles('Изчезваща', office.as('officer')))['Организации']).toEqual(['Изчезваща школа'])
  done(await removeOrganisation(office.here, office.officer, made.id, 1))
  expect(await titles('Изчезваща', office.as('officer'))).toEqual({})
  expect((await office.as('nobody').get('/search?q=x')).headers.get('location')).toBe('/sign-in?next=%2Fsearch%3Fq%3Dx')
})

test('many finds cost as many queries as few', async () => {
  const cost = (q: string) => office.statements(() => asked(q))
  const few = await cost('Ангов')
  expect(few).toBeLessThanOrEqual(20)
  // Names, people and posts differ by what there is to look up, not by how many.
  expect(await cost('Троян')).toBeLessThanOrEqual(few + 4)
  expect(await cost('на')).toBeLessThanOrEqual(few + 4)
})

test('a visit is found as its dossier, and whoever comes with it by name, though no register of people knows them', async () => {
  const { here, officer } = office
  const { id } = done(
    await createEvent(here, officer, { kind: 'visit', direction: 'incoming', title: { bg: 'Гости от Узорево' }, date: '2026-12-10/2026-12-12', partners: [] }),
  )
  const visit = office.as('officer')
  expect((await asked('Узорево', visit)).groups[0]!.items[0]).toEqual({
    title: 'Гости от Узорево',
    sub: 'Посещение · 10–12 декември 2026 г.',
    href: `/events/${id}`,
    kind: 'събитие',
  })
  done(await openVisit(here, officer, id))
  done(await addDelegates(here, officer, id, [{ side: 'guests', name: { bg: 'Гост Гостенинов' }, nativeName: 'Gost Gosteninov' }]))
  expect((await asked('Узорево', visit)).groups[0]!.items[0]).toMatchObject({ href: `/visits/${id}`, kind: 'посещение' })
  for (const q of ['Гостенинов', 'gosteninov'])
    expect((await asked(q, visit)).groups.find(({ title }) => title === 'В делегации')?.items).toEqual([
      { title: 'Гост Гостенинов', sub: 'Гости от Узорево · 10–12 декември 2026 г.', href: `/visits/${id}/delegations`, kind: 'член на делегация' },
    ])
  // The years in which a name was written are no name.
  expect((await titles('2026', visit))['В делегации']).toBe(undefined)
  const stranger = await office.openAnother('Община Друга')
  expect(await titles('Гостенинов', stranger.visit)).toEqual({})
})
