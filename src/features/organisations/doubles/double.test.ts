// Doubles through HTTP: warned of while typing, found over the register, called different; an office sees its own.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { countDoubles, refreshKeys } from './double.actions.ts'
import { organisationDoublesOf, organisationPairs, personDoublesOf } from './double.queries.ts'
import { PAIRS_A_PAGE } from './double.ts'
import { changeOrganisation, createOrganisation, removeOrganisation } from '../organisation.actions.ts'
import type { OrganisationFacts } from '../organisation.ts'
import { createPerson } from '../people/person.actions.ts'
import type { PersonFacts } from '../people/person.ts'
import { addPost } from '../people/post.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'likeness_key', 'difference', 'double_count', 'post', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const organisation = async (name: string, facts: Partial<OrganisationFacts> = {}) =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK', ...facts })).id
const person = async (name: string, facts: Partial<PersonFacts> = {}) =>
  done(await createPerson(office.here, office.officer, { name: { bg: name }, ...facts })).id
type Asked = { items: { title: string; sub: string; href: string; why: string; strength: string }[]; said: string }
const asked = async (address: string, query: Record<string, string | string[]>): Promise<Asked> => {
  const search = new URLSearchParams({ as: 'json' })
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one)
  return (await (await office.as('officer').get(`${address}?${search.toString()}`)).json()) as Asked
}
const whoLooksLike = async (name: string, query: Record<string, string | string[]> = {}) =>
  (await asked(addresses.organisationDoubles(), { name, ...query })).items.map(({ title, why, strength }) => `${title}: ${why} (${strength})`)
const placeOf = async (name: string, country: string): Promise<number> =>
  (await office.pool.query<{ id: number }>('select id from place where name = $1 and country = $2', [name, country])).rows[0]!.id

describe('while one types', () => {
  test.each(['Дойран', 'Doiran', 'Dojran', 'Дојран', 'Община Дойран', 'Star Dojran'])('%s finds the town in any script, and by its town', async (typed) => {
    const placeId = await placeOf('Star Dojran', 'MK')
    await organisation('Дойран', { placeId })
    await organisation('Дойранци')
    expect(await whoLooksLike(typed, { country: 'MK' })).toEqual([
      typed === 'Star Dojran' ? 'Дойран: така се нарича и мястото (likely)' : 'Дойран: същото име (likely)',
    ])
    expect(await whoLooksLike(typed, { country: 'MK', 'place.id': String(placeId), 'place.text': 'Star Dojran' })).toEqual([
      typed === 'Star Dojran' ? 'Дойран: същото място, така се нарича и мястото (strong)' : 'Дойран: същото име, същото място (strong)',
    ])
  })

  test.each([
    ['Дзиндъджън', 'същото име'],
    ['Jingdezhen', 'звучи еднакво'],
  ])('%s finds Джиндъджън by ear within its country', async (typed, why) => {
    await organisation('Джиндъджън', { country: 'CN' })
    expect((await whoLooksLike(typed, { country: 'CN' })).map((one) => one.split(': ')[1]!.split(' (')[0])).toEqual([why])
    // Heard alike in another country is another town.
    expect(await whoLooksLike(typed, { country: 'MK' })).toEqual([])
  })

  test('景德镇 finds Джиндъджън by its town', async () => {
    await organisation('Джиндъджън', { country: 'CN', placeId: await placeOf('Jingdezhen', 'CN') })
    expect(await whoLooksLike('景德镇', { country: 'CN' })).toEqual(['Джиндъджън: така се нарича и мястото (likely)'])
  })

  test('the same site or a longer name says nothing by itself; nothing typed finds nobody; junk harms nothing', async () => {
    await organisation('Троян', { country: 'BG' })
    expect(await whoLooksLike('Трояново', { country: 'BG' })).toEqual([])
    expect(await whoLooksLike('Трън', { country: 'BG' })).toEqual([])
    expect(await asked(addresses.organisationDoubles(), { name: [' ', '\u0000'], country: 'x', 'place.id': '99999999999', except: 'junk' })).toEqual({
      items: [],
      said: 'Няма подобни записи.',
    })
  })

  test('oneself and those one differs from are not offered', async () => {
    const [one, other] = [await organisation('Примерово'), await organisation('Primerovo')]
    const offered = async () => (await asked(addresses.organisationDoubles(), { name: 'Примерово', country: 'MK', except: one })).items.map(({ href }) => href)
    expect(await offered()).toEqual([addresses.organisation({ id: other })])
    await office.as('officer').post(addresses.organisationDifferences(), { one, other })
    expect(await offered()).toEqual([])
  })

  test('people by name, e-mail and where they are', async () => {
    const town = await organisation('Примерово')
    const mayor = await person('Измислен Човеков', { email: 'kmet@primer.test' })
    done(await addPost(office.here, office.officer, mayor, { organisationId: town, roleClass: 'mayor', role: { bg: 'кмет' } }))
    const looks = async (query: Record<string, string>) =>
      (await asked(addresses.personDoubles(), query)).items.map(({ title, sub, why, strength }) => `${title}, ${sub}: ${why} (${strength})`)
    const card = 'Измислен Човеков, кмет, Примерово · kmet@primer.test'
    expect(await looks({ name: 'Izmislen Chovekov', 'organisation.id': town })).toEqual([`${card}: същото име, същата организация (strong)`])
    expect(await looks({ name: 'Измислен Човеков', email: 'KMET@primer.test' })).toEqual([`${card}: същото име, същият имейл (strong)`])
    expect(await looks({ name: 'Измислен Човеков', 'organisation.id': await organisation('Другаде') })).toEqual([`${card}: същото име (doubtful)`])
    expect(await looks({ name: 'Друга Примерова', email: 'kmet@primer.test', 'organisation.id': town })).toEqual([])
  })

  test('the forms have the place for it, and without script they ask when they are sent, saying why', async () => {
    await organisation('Дойран')
    const officer = office.as('officer')
    for (const address of [addresses.organisationNew(), addresses.personNew(), addresses.partnershipNew()])
      expect(await (await officer.get(address)).text()).toMatch(/data-doubles="\/(organisations|people)\/doubles"/)
    const sent = await officer.post(addresses.organisations(), { 'name.bg': 'Dojran', kind: 'municipality', country: 'MK' })
    expect(sent.status).toBe(422)
    const page = await sent.text()
    expect(page).toContain('Вече има организация с това име')
    expect(page).toContain('същото име')
    expect((await officer.post(addresses.organisations(), { 'name.bg': 'Dojran', kind: 'municipality', country: 'MK', keepTwin: 'yes' })).status).toBe(303)
  })
})

test('a partner entered by name is asked about like any organisation, and entered once that is answered', async () => {
  await organisation('Дойран', { placeId: await placeOf('Star Dojran', 'MK') })
  const officer = office.as('officer')
  const typed = { 'organisation.text': 'Star Dojran', 'organisation.id': '', country: 'MK', kind: 'municipality', type: 'contact' }
  const asking = await officer.post(addresses.partnerships(), typed)
  expect(asking.status).toBe(422)
  const page = await asking.text()
  expect(page).toContain('В регистъра вече има подобна организация: „Дойран“')
  expect(page).toContain('name="keepTwin"')
  expect((await officer.post(addresses.partnerships(), { ...typed, keepTwin: 'yes' })).status).toBe(303)
  for (const table of ['partnership', 'activity']) await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

describe('over the register', () => {
  test('the page tells each pair once, best first, and why; who differs or is gone is not among them', async () => {
    const [a, b] = [await organisation('Примерово'), await organisation('Primerovo')]
    await organisation('Друго')
    const [school, other] = [await organisation('Училище Проба', { kind: 'school' }), await organisation('Uchilishte Proba', { kind: 'other' })]
    const officer = office.as('officer')
    const page = await (await officer.get(addresses.organisationDoubles())).text()
    expect(page).toContain('2 двойки за преглед')
    const at = (id: string): number => page.indexOf(addresses.organisation({ id }))
    expect(at(a)).toBeGreaterThan(0)
    expect(Math.max(at(a), at(b))).toBeLessThan(Math.min(at(school), at(other)))
    expect(page).toContain(`${addresses.organisationMerging()}?id=${a}&amp;id=${b}`)
    // The reader looks, and changes nothing.
    const seen = await (await office.as('reader').get(addresses.organisationDoubles())).text()
    expect(seen).not.toContain(addresses.organisationMerging())
    expect((await office.as('reader').post(addresses.organisationDifferences(), { one: a, other: b })).status).toBe(403)

    const noted = await officer.post(addresses.organisationDifferences(), { one: b, other: a })
    const after = await officer.follow(noted)
    expect(after).toContain('Отбелязано: не са едно и също.')
    expect(after).toContain('1 двойка за преглед')
    expect(after).not.toContain(addresses.organisation({ id: a }))
    expect(await officer.follow(await officer.post(addresses.organisationDifferences(), { one: a, other: b }))).toContain('Вече е отбелязано')
    const undo = /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(after)![1]!
    await officer.post(undo)
    expect(await (await officer.get(addresses.organisationDoubles())).text()).toContain('2 двойки за преглед')
  })

  test('a name given later makes a pair, taken back it is none', async () => {
    const [a, b] = [await organisation('Едно'), await organisation('Друго')]
    const found = () =>
      office.here.db.inOffice(office.officeId, async (tx) => {
        await refreshKeys(tx, 'organisation')
        return (await organisationPairs(tx)).map(({ one, other }) => [one.id, other.id])
      })
    expect(await found()).toEqual([])
    done(await changeOrganisation(office.here, office.officer, b, 1, { name: { bg: 'Едно' }, kind: 'municipality', country: 'MK' }))
    expect(await found()).toEqual([[a, b].sort()])
    done(await changeOrganisation(office.here, office.officer, b, 2, { name: { bg: 'Друго' }, kind: 'municipality', country: 'MK' }))
    expect(await found()).toEqual([])
  })

  test('those who are gone do not hide those who are there', async () => {
    const gone = []
    for (let n = 0; n < 45; n += 1) gone.push(await organisation('Примерово'))
    await office.here.db.inOffice(office.officeId, (tx) => refreshKeys(tx, 'organisation'))
    for (const id of gone) done(await removeOrganisation(office.here, office.officer, id, 1))
    await organisation('Примерово')
    const other = await organisation('Примерово')
    const found = await office.here.db.inOffice(office.officeId, async (tx) => {
      await refreshKeys(tx, 'organisation')
      return organisationPairs(tx)
    })
    expect(found).toHaveLength(1)
    expect((await asked(addresses.organisationDoubles(), { name: 'Примерово', country: 'MK', except: other })).items).toHaveLength(1)
  })

  test('the first page of the day says how many, once they were counted, and stops saying it', async () => {
    const officer = office.as('officer')
    const line = new RegExp(`<a [^>]*href="${addresses.organisationDoubles()}"[^>]*>([^<]+)<`)
    const today = async () => line.exec(await (await officer.get(addresses.today())).text())?.[1] ?? ''
    const text = { body: 'x' }
    await office.pool.query(
      `insert into intake_text (office_id, id, title, body, body_hash, format, original_name, original_type, original_hash, original, added_by)
       values ($1, gen_random_uuid(), 'Проба', $2, 'doubles', 'pasted', 'x', 'text/plain', 'x', '', 'x')`,
      [office.officeId, text.body],
    )
    const [one, other] = [await organisation('Примерово'), await organisation('Primerovo')]
    expect(await today()).toBe('')
    await countDoubles(office.here, office.officeId)
    expect(await today()).toBe('1 двойка организации')
    await officer.post(addresses.organisationDifferences(), { one, other })
    expect(await today()).toBe('')
  })

  test('pages are cut by key', async () => {
    for (let n = 0; n < PAIRS_A_PAGE + 3; n += 1) {
      await organisation(`Място ${n}`)
      await organisation(`Miasto ${n}`)
    }
    const officer = office.as('officer')
    const linksIn = (page: string): string[] => [...page.matchAll(/merging\?id=[0-9a-f-]+&amp;id=[0-9a-f-]+/g)].map(([link]) => link)
    const first = await (await officer.get(addresses.organisationDoubles())).text()
    expect(linksIn(first)).toHaveLength(PAIRS_A_PAGE)
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = await (await officer.get(next)).text()
    expect(linksIn(second)).toHaveLength(3)
    expect(new Set([...linksIn(first), ...linksIn(second)]).size).toBe(PAIRS_A_PAGE + 3)
    const back = /rel="prev" href="([^"]+)"/.exec(second)![1]!.replaceAll('&amp;', '&')
    expect(linksIn(await (await officer.get(back)).text())).toEqual(linksIn(first))
    expect((await officer.get(`${addresses.organisationDoubles()}?after=%00junk`)).status).toBe(200)
  })

  test('asks as often for three pairs as for one, and for thirty candidates as for one', async () => {
    const officer = office.as('officer')
    const page = async (): Promise<number> => {
      await officer.get(addresses.organisationDoubles())
      return office.statements(() => officer.get(addresses.organisationDoubles()))
    }
    for (const name of ['А', 'A']) await organisation(`Примерово ${name}`)
    const one = await page()
    for (const name of ['Б', 'B', 'В', 'V']) await organisation(`Примерово ${name}`)
    expect(await page()).toBe(one)
    const said = { names: ['Примерово А'], country: 'MK', kind: 'municipality', placeId: null, website: null } as const
    const doubles = (n: number) =>
      office.statements(() =>
        office.here.db.inOffice(office.officeId, (tx) =>
          organisationDoublesOf(
            tx,
            Array.from({ length: n }, () => said),
          ),
        ),
      )
    expect(await doubles(30)).toBe(await doubles(1))
    const someone = { names: ['Измислен Човеков'], email: null, phone: null, organisationIds: [] }
    const people = (n: number) =>
      office.statements(() =>
        office.here.db.inOffice(office.officeId, (tx) =>
          personDoublesOf(
            tx,
            Array.from({ length: n }, () => someone),
          ),
        ),
      )
    await person('Измислен Човеков')
    expect(await people(30)).toBe(await people(1))
  })

  test('another office’s records are nobody’s doubles here', async () => {
    const other = await office.openAnother('Друга община')
    done(await createOrganisation(office.here, other.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' }))
    await other.visit.get(addresses.organisationDoubles())
    const mine = await organisation('Примерово')
    expect(await whoLooksLike('Примерово', { country: 'MK', except: mine })).toEqual([])
    expect(await (await office.as('officer').get(addresses.organisationDoubles())).text()).toContain('Няма повторения')
  })
})
