// People and their posts: who was what and when, found by any name, changed without loss, taken back.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createOrganisation, restoreOrganisation } from '../organisation.actions.ts'
import { addPersonAlias, changePerson, createPerson, removePerson, restorePerson } from './person.actions.ts'
import { knownNames, peopleByIds, peoplePage, personById, postsOfPeople } from './person.queries.ts'
import { withFacts as personWith, withTitle } from './person.ts'
import { addPost, changePost, confirmPost, restorePost } from './post.actions.ts'
import { inOrder, isPast, monthsUnconfirmed } from './post.ts'

const TODAY = '2026-11-23'
const NOW = new Date('2026-11-23T09:00:00.000Z')
const NOBODY = '01890000-0000-7000-8000-000000000000'
const RESTORERS = { organisation: restoreOrganisation, person: restorePerson, post: restorePost }

let office: TestOffice
/** An organisation of the register, new for each test. */
let town: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
beforeEach(async () => {
  town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' })).id
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'post', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const create = async (bg: string, facts: Partial<Parameters<typeof createPerson>[2]> = {}) =>
  done(await createPerson(office.here, office.officer, { name: { bg }, ...facts }))
const read = (id: string) => office.here.db.inOffice(office.officeId, (tx) => personById(tx, id))
const postsOf = async (id: string) => ((await office.here.db.inOffice(office.officeId, (tx) => postsOfPeople(tx, [id]))).get(id) ?? []).map(({ post }) => post)
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const pageOf = async (id: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(addresses.person({ id }))).text()
const idIn = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

describe('rules', () => {
  test.each([
    [null, false],
    ['2026', false],
    ['2026-11', false],
    ['2026-11-23', false],
    ['2026-11-22', true],
    ['2025~', true],
  ])('a post held until %s is past: %s', (toDate, past) => {
    expect(isPast({ toDate }, TODAY)).toBe(past)
  })

  test.each([
    ['2026-11-23', null, null],
    ['2025-11-24', null, null],
    ['2025-11-23', null, 12],
    ['2024-10-24', null, 24],
    ['2024-10-24', '2025', null],
    [null, null, null],
  ])('confirmed on %s and held until %s: doubtful for %s months', (confirmedOn, toDate, months) => {
    expect(monthsUnconfirmed({ confirmedOn, toDate }, TODAY)).toBe(months)
  })

  test.each([
    ['2019', '2019', true],
    ['2019-11', '2019', true],
    ['2019-11-06', '2019-11-05', false],
    ['2020', '2019', false],
    [null, '2019', true],
  ])('from %s to %s is in order: %s', (from, to, order) => {
    expect(inOrder(from, to)).toBe(order)
  })

  test('a title stands before the name and is no part of it', () => {
    expect([withTitle('д-р', 'Измислен Човеков'), withTitle(null, 'Измислен Човеков')]).toEqual(['д-р Измислен Човеков', 'Измислен Човеков'])
  })

  test('what is not said stays, what is said empty goes', () => {
    const first = personWith(null, { name: { bg: 'Измислен Човеков' }, title: 'д-р', email: 'made-up@example.org', languages: ['bg', 'mk'] }, NOW)
    expect(personWith(first, { name: { bg: 'Измислен Човеков' }, email: null }, NOW)).toEqual({ ...first, email: null })
  })
})

describe('finding', () => {
  test.each(['Ђорђе', 'измишлени', 'Джордже', 'Izmisljeni', 'Djordje Izmisljen'])('%s finds the person', async (q) => {
    const { id } = await create('Джордже Измишлени', { nativeName: 'Ђорђе Измишљени', nativeLanguage: 'sr' })
    await create('Съвсем Другова')
    const found = await office.here.db.inOffice(office.officeId, (tx) => peoplePage(tx, { q }))
    expect(found.rows.map(({ person }) => person.id)).toEqual([id])
  })

  test('by an alias, and in the suggestions with the post', async () => {
    const { id } = await create('Измислен Човеков')
    done(await addPersonAlias(office.here, office.officer, id, 'Човекът от моста'))
    done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' }))
    const answer = await office.as('reader').get(addresses.people({ as: 'json', q: 'моста' }))
    expect(await answer.json()).toEqual({ items: [{ id, title: 'Измислен Човеков', sub: 'кмет, Примерово' }] })
    expect((await office.here.db.inOffice(office.officeId, knownNames)).people).toEqual([
      { id, names: ['Измислен Човеков', 'Човекът от моста'], organisationIds: [town] },
    ])
  })
})

describe('the list', () => {
  test('asks the database as often for three rows as for one', async () => {
    const officer = office.as('officer')
    const withPost = async (name: string) =>
      done(await addPost(office.here, office.officer, (await create(name)).id, { organisationId: town, roleClass: 'official' }))
    await withPost('Първи Измислен')
    const one = await office.statements(() => officer.get(addresses.people()))
    const onOrganisation = await office.statements(() => officer.get(addresses.organisation({ id: town })))
    await withPost('Втори Измислен')
    await withPost('Трети Измислен')
    expect(await office.statements(() => officer.get(addresses.people()))).toBe(one)
    expect(await office.statements(() => officer.get(addresses.organisation({ id: town })))).toBe(onOrganisation)
  })

  test('shows what people are, and were when they are nothing now', async () => {
    const { id } = await create('Измислен Човеков')
    done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'councillor', fromDate: '2011', toDate: '2015' }))
    expect(await (await office.as('reader').get(addresses.people())).text()).toContain('преди: общински съветник')
    done(await addPost(office.here, office.officer, id, { organisationId: town, role: { bg: 'кмет на общината' }, roleClass: 'mayor', fromDate: '2015-11' }))
    const page = await (await office.as('reader').get(addresses.people())).text()
    expect([page.includes('кмет на общината'), page.includes('преди: общински съветник')]).toEqual([true, false])
  })
})

describe('the form', () => {
  test('records a person together with the post they are met in, and takes both back together', async () => {
    const officer = office.as('officer')
    const opened = await (await officer.get(addresses.personNew({ organisation: town }))).text()
    expect([opened.includes(`value="${town}"`), opened.includes('value="Примерово"')]).toEqual([true, true])
    const answer = await officer.post(addresses.people(), {
      'name.bg': 'Измислена Човекова',
      title: 'д-р',
      email: 'Made-Up@Example.org',
      phone: '+389 00 000 000',
      languages: ['mk', 'bg', ''],
      'organisation.text': 'Primerovo',
      'organisation.id': '',
      'role.bg': 'заместник-кмет по културата',
      roleClass: 'deputy_mayor',
      'fromDate.year': '2023',
      'fromDate.month': '11',
    })
    expect(answer.status).toBe(303)
    const id = idIn(answer)
    expect(await read(id)).toMatchObject({
      title: 'д-р',
      email: 'made-up@example.org',
      phone: '+389 00 000 000',
      languages: ['mk', 'bg'],
      sortKey: 'измислена човекова',
    })
    expect(await postsOf(id)).toMatchObject([{ organisationId: town, roleClass: 'deputy_mayor', fromDate: '2023-11', toDate: null, confirmedOn: TODAY }])
    const page = await officer.follow(answer)
    for (const words of ['д-р Измислена Човекова', 'заместник-кмет по културата', 'от ноември 2023 г.', 'македонски, български']) expect(page).toContain(words)
    done(await undo(/\/activity\/([0-9a-f-]{36})\/undo/.exec(page)![1]!))
    expect([await read(id), await postsOf(id)]).toEqual([null, []])
  })

  test.each([
    [{ 'name.bg': '' }, 'Напишете името поне на един език'],
    [{ email: 'не е адрес' }, 'Това не е електронен адрес'],
    [{ 'organisation.text': 'Никъдевица' }, 'В указателя няма организация „Никъдевица“'],
    [{ 'role.bg': 'кмет' }, 'Посочете в коя организация е длъжността'],
    [{ 'fromDate.year': '20' }, 'Такава дата няма'],
  ])('%j comes back with what is wrong and with what was typed', async (wrong, message) => {
    const answer = await office.as('officer').post(addresses.people(), { 'name.bg': 'Измислен Човеков', aliases: 'Писано на ръка', ...wrong })
    const page = await answer.text()
    expect([answer.status, page.includes(message), page.includes('Писано на ръка')]).toEqual([422, true, true])
    expect((await office.here.db.inOffice(office.officeId, (tx) => peoplePage(tx, {}))).rows).toEqual([])
  })

  test('a namesake is shown with what they are, and recorded when the officer says so', async () => {
    const { id } = await create('Измислен Човеков')
    done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' }))
    const officer = office.as('officer')
    const warned = await officer.post(addresses.people(), { 'name.bg': 'Izmislen Chovekov' })
    const page = await warned.text()
    expect([warned.status, page.includes('Вече има човек с това име'), page.includes('кмет, Примерово')]).toEqual([422, true, true])
    expect((await officer.post(addresses.people(), { 'name.bg': 'Izmislen Chovekov', keepTwin: 'yes' })).status).toBe(303)
  })
})

describe('changing', () => {
  test('a stale save shows both versions and loses nothing; saving again keeps what stands in the form', async () => {
    const { id } = await create('Измислен Човеков', { phone: '1' })
    done(await changePerson(office.here, office.officer, id, 1, { name: { bg: 'Измислен Човеков' }, phone: '+389 11' }))
    const officer = office.as('officer')
    const stale = await officer.post(addresses.person({ id }), { version: '1', 'name.bg': 'Измислен Човеков', phone: '+389 22' })
    const page = await stale.text()
    expect(stale.status).toBe(409)
    for (const words of ['Проба Служителова', '+389 11', 'value="+389 22"', 'name="version" value="2"']) expect(page).toContain(words)
    expect(await read(id)).toMatchObject({ phone: '+389 11' })
    expect((await officer.post(addresses.person({ id }), { version: '2', 'name.bg': 'Измислен Човеков', phone: '+389 22' })).status).toBe(303)
    expect(await read(id)).toMatchObject({ phone: '+389 22', version: 3 })
  })

  test('a removal hides the posts too, and its undo brings both back', async () => {
    const { id } = await create('Измислен Човеков')
    done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' }))
    const holder = async () => 'участие в събитие'
    expect(await removePerson(office.here, office.officer, id, 1, [holder])).toMatchObject({ ok: false, refusal: { code: 'held' } })
    const removed = done(await removePerson(office.here, office.officer, id, 1))
    const onOrganisation = async () => (await (await office.as('reader').get(addresses.organisation({ id: town }))).text()).includes('Измислен Човеков')
    expect([await read(id), await onOrganisation()]).toEqual([null, false])
    expect((await office.here.db.inOffice(office.officeId, (tx) => peopleByIds(tx, [id]))).get(id)?.deletedAt).toEqual(NOW)
    done(await undo(removed.activityId))
    expect([(await read(id))?.version, await onOrganisation()]).toEqual([3, true])
  })
})

describe('posts', () => {
  const postForm = (fields: Record<string, string> = {}) => ({ 'organisation.text': 'Примерово', 'organisation.id': town, roleClass: 'mayor', ...fields })

  test('one is added, ended, removed and put back, each told in the history', async () => {
    const { id } = await create('Измислен Човеков')
    const officer = office.as('officer')
    const added = await officer.post(
      addresses.posts({ id }),
      postForm({ 'role.bg': 'кмет', 'role.en': 'mayor', 'fromDate.year': '2019', 'source.title': 'Пробна новина' }),
    )
    expect(added.headers.get('location')).toBe(addresses.person({ id }))
    const [post] = await postsOf(id)
    expect(post).toMatchObject({ fromDate: '2019', toDate: null, confirmedOn: null, sources: [{ title: 'Пробна новина' }] })
    const address = { id, post: post!.id }
    expect(await (await officer.get(addresses.post(address))).text()).toContain('value="2019"')
    const ended = await officer.post(
      addresses.post(address),
      postForm({ version: '1', 'role.bg': 'кмет', 'fromDate.year': '2019', 'toDate.year': '2023', 'toDate.month': '11' }),
    )
    const page = await officer.follow(ended)
    for (const words of ['Длъжности преди', 'от 2019 г. до ноември 2023 г.', 'Променена е длъжност: кмет, Примерово', 'Вписа края: „ноември 2023 г.“'])
      expect(page).toContain(words)
    const removed = await officer.follow(await officer.post(addresses.postRemoval(address), { version: '2' }))
    expect([(await postsOf(id)).length, removed.includes('Премахната е длъжност')]).toEqual([0, true])
    done(await undo(/\/activity\/([0-9a-f-]{36})\/undo/.exec(removed)![1]!))
    expect(await postsOf(id)).toMatchObject([{ toDate: '2023-11', version: 4 }])
  })

  test('one nobody confirmed for a year is doubtful until somebody does', async () => {
    const { id } = await create('Измислен Човеков')
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor', confirmedOn: '2024-10-24' }))
    expect(await pageOf(id)).toContain('не е потвърждавано 24 месеца')
    const officer = office.as('officer')
    const confirmed = await officer.post(addresses.postConfirmation({ id, post: post.id }), { version: '1', back: 'organisation' })
    expect(confirmed.headers.get('location')).toBe(addresses.organisation({ id: town }))
    expect(await postsOf(id)).toMatchObject([{ confirmedOn: TODAY, version: 2 }])
    const page = await officer.follow(confirmed)
    expect([page.includes('не е потвърждавано'), page.includes('потвърдено на 23 ноември 2026 г.')]).toEqual([false, true])
    expect(await confirmPost(office.here, office.officer, post.id, 1)).toMatchObject({ ok: false, refusal: { code: 'stale' } })
  })

  test.each([
    [{ roleClass: '' }, 'Изберете едно от предложените'],
    [{ 'organisation.text': '', 'organisation.id': '' }, 'Посочете в коя организация е длъжността'],
    [{ 'fromDate.year': '2023', 'toDate.year': '2019' }, 'Краят е преди началото'],
    [{ 'confirmedOn.year': '2023' }, 'За потвърждението е нужен точен ден'],
  ])('%j is refused', async (wrong, message) => {
    const { id } = await create('Измислен Човеков')
    const answer = await office.as('officer').post(addresses.posts({ id }), postForm(wrong))
    expect([answer.status, (await answer.text()).includes(message), await postsOf(id)]).toEqual([422, true, []])
  })

  test('a stale save shows both versions', async () => {
    const { id } = await create('Измислен Човеков')
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' }))
    done(await changePost(office.here, office.officer, post.id, 1, { organisationId: town, roleClass: 'mayor', toDate: '2023' }))
    const stale = await office.as('officer').post(addresses.post({ id, post: post.id }), postForm({ version: '1', 'toDate.year': '2024' }))
    const page = await stale.text()
    expect([stale.status, page.includes('2023 г.'), page.includes('value="2024"'), page.includes('name="version" value="2"')]).toEqual([409, true, true, true])
    expect(await postsOf(id)).toMatchObject([{ toDate: '2023' }])
  })

  test('one of several of the same name is chosen without script', async () => {
    const twin = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'school', country: 'IT' }))
    const { id } = await create('Измислен Човеков')
    const officer = office.as('officer')
    const asked = await officer.post(addresses.posts({ id }), postForm({ 'organisation.id': '' }))
    const page = await asked.text()
    expect([asked.status, page.includes('Коя организация имате предвид?'), page.includes('Училище или университет · Италия')]).toEqual([422, true, true])
    expect((await officer.post(addresses.posts({ id }), postForm({ 'organisation.id': '', organisationChoice: twin.id }))).status).toBe(303)
    expect(await postsOf(id)).toMatchObject([{ organisationId: twin.id }])
  })

  test('neither person nor organisation may be unknown, nor the post another person’s', async () => {
    const { id } = await create('Измислен Човеков')
    const other = await create('Съвсем Другова')
    expect(await addPost(office.here, office.officer, NOBODY, { organisationId: town, roleClass: 'mayor' })).toMatchObject({
      ok: false,
      refusal: { code: 'missing' },
    })
    expect(await addPost(office.here, office.officer, id, { organisationId: NOBODY, roleClass: 'mayor' })).toMatchObject({
      ok: false,
      refusal: { code: 'missing', field: 'organisation' },
    })
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' }))
    expect((await office.as('officer').get(addresses.post({ id: other.id, post: post.id }))).status).toBe(404)
    expect((await office.as('officer').post(addresses.postRemoval({ id: other.id, post: post.id }), { version: '1' })).status).toBe(404)
  })
})

test('a reader reads and writes nothing', async () => {
  const { id } = await create('Измислен Човеков')
  const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' })).id
  const reader = office.as('reader')
  const page = await pageOf(id, 'reader')
  expect([page.includes('Измислен Човеков'), page.includes('/edit'), page.includes('/posts'), page.includes('/undo')]).toEqual([true, false, false, false])
  const posts = [
    addresses.people(),
    addresses.person({ id }),
    addresses.personRemoval({ id }),
    addresses.posts({ id }),
    addresses.post({ id, post }),
    addresses.postConfirmation({ id, post }),
    addresses.postRemoval({ id, post }),
  ]
  for (const address of posts) expect((await reader.post(address, { version: '1', 'name.bg': 'Друг' })).status).toBe(403)
  for (const address of [addresses.personNew(), addresses.personEdit({ id }), addresses.posts({ id }), addresses.post({ id, post })])
    expect((await reader.get(address)).status).toBe(403)
  expect([(await read(id))?.version, (await postsOf(id)).map(({ version }) => version)]).toEqual([1, [1]])
})

test('junk is refused in words, never with a broken page', async () => {
  const { id } = await create('Измислен Човеков')
  const officer = office.as('officer')
  const junk = [
    {},
    { name: 'текст' },
    { 'name.bg': '\u0000', languages: ['xxx'] },
    { 'name.bg': 'x', 'organisation.id': 'x', 'organisation.text': '%_\\' },
    { 'name.bg': 'x', 'fromDate.year': '0', fromDate: 'x', 'source.url': 'javascript:1' },
  ]
  for (const fields of junk) {
    for (const address of [addresses.people(), addresses.person({ id }), addresses.posts({ id })])
      expect([address, fields, [409, 422].includes((await officer.post(address, fields)).status)]).toEqual([address, fields, true])
  }
  for (const query of [{ q: '\u0000' }, { q: '%'.repeat(300) }, { after: 'junk' }, { before: Buffer.from(`${NOBODY}\u0000`).toString('base64url') }])
    expect((await officer.get(addresses.people(query))).status).toBe(200)
  expect((await officer.get('/people/not-an-id')).status).toBe(404)
})
