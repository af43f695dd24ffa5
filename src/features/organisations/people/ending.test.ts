// A post ends and the person stays; someone takes it over; an election ends many at once. Two officers at once lose nothing.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createOrganisation } from '../organisation.actions.ts'
import { createPerson } from './person.actions.ts'
import { personById, postsInOrganisation, postsOfPeople } from './person.queries.ts'
import { addPost } from './post.actions.ts'

const TODAY = '2026-11-23'
let office: TestOffice
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

const create = async (bg: string) => done(await createPerson(office.here, office.officer, { name: { bg } })).id
const mayor = async (bg: string, more: Partial<Parameters<typeof addPost>[3]> = {}) => {
  const id = await create(bg)
  return {
    id,
    post: done(await addPost(office.here, office.officer, id, { organisationId: town, role: { bg: 'кмет' }, roleClass: 'mayor', fromDate: '2019', ...more }))
      .id,
  }
}
const postsOf = async (id: string) => ((await office.here.db.inOffice(office.officeId, (tx) => postsOfPeople(tx, [id]))).get(id) ?? []).map(({ post }) => post)
const holders = async () =>
  (await office.here.db.inOffice(office.officeId, (tx) => postsInOrganisation(tx, town))).map(({ person, post }) => [
    person.name.in['bg']!.text,
    post.fromDate,
    post.toDate,
    post.endReason,
  ])
const live = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => personById(tx, id))) !== null
const undoIn = (html: string): string => /action="(\/activity\/[^"]+\/undo)"/.exec(html)![1]!
const ending = (more: Record<string, string> = {}) => ({ version: '1', 'toDate.year': '2026', 'toDate.month': '11', reason: 'elections', ...more })

describe('one post', () => {
  test('ends with its reason, the person stays, and it is taken back whole', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const officer = office.as('officer')
    expect(await (await officer.get(addresses.postEnding({ id, post }))).text()).toContain('Последен ден на длъжността')
    const shown = await officer.follow(await officer.post(addresses.postEnding({ id, post }), ending()))
    for (const words of [
      'Длъжността е приключена.',
      'Приключена е длъжност: кмет, Примерово',
      'Вписа края: „ноември 2026 г.“',
      'Вписа причината за края: „след избори“.',
    ])
      expect(shown).toContain(words)
    expect([await live(id), await holders()]).toEqual([true, [['Анго Ангов', '2019', '2026-11', 'elections']]])
    await officer.post(undoIn(shown))
    expect(await holders()).toEqual([['Анго Ангов', '2019', null, '']])
  })

  test('a successor who is new is entered and begins on that day; one undo takes both back', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const officer = office.as('officer')
    const shown = await officer.follow(
      await officer.post(addresses.postEnding({ id, post }), ending({ 'successor.text': 'Нова Кметова', back: 'organisation' })),
    )
    expect(shown).toContain('Длъжността е приключена, поема я Нова Кметова.')
    expect(await holders()).toEqual([
      ['Нова Кметова', '2026-11', null, ''],
      ['Анго Ангов', '2019', '2026-11', 'elections'],
    ])
    await officer.post(undoIn(shown))
    expect(await holders()).toEqual([['Анго Ангов', '2019', null, '']])
    expect((await office.pool.query('select id from person where office_id = $1 and deleted_at is null', [office.officeId])).rows).toEqual([{ id }])
  })

  test('a namesake is asked about; the chosen one takes the post, once', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const known = await create('Нова Кметова')
    const officer = office.as('officer')
    const asked = await officer.post(addresses.postEnding({ id, post }), ending({ 'successor.text': 'Нова Кметова' }))
    const shown = await asked.text()
    expect([asked.status, shown.includes('Кого имате предвид?'), shown.includes('value="Нова Кметова"'), await holders()]).toEqual([
      422,
      true,
      true,
      [['Анго Ангов', '2019', null, '']],
    ])
    done(await addPost(office.here, office.officer, known, { organisationId: town, role: { bg: 'кмет' }, roleClass: 'mayor', fromDate: '2026-11-20' }))
    await officer.post(addresses.postEnding({ id, post }), ending({ 'successor.text': 'Нова Кметова', successorChoice: known }))
    expect(await holders()).toEqual([
      ['Нова Кметова', '2026-11-20', null, ''],
      ['Анго Ангов', '2019', '2026-11', 'elections'],
    ])
  })

  test('another person of the same name is entered when the officer says so; nobody succeeds themselves', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const officer = office.as('officer')
    const self = await officer.post(addresses.postEnding({ id, post }), ending({ 'successor.text': 'Анго Ангов', 'successor.id': id }))
    expect([self.status, (await self.text()).includes('Човек не може да поеме длъжността от самия себе си')]).toEqual([422, true])
    await officer.post(addresses.postEnding({ id, post }), ending({ 'successor.text': 'Анго Ангов', successorChoice: 'new' }))
    expect((await holders()).map(([name, from]) => [name, from])).toEqual([
      ['Анго Ангов', '2026-11'],
      ['Анго Ангов', '2019'],
    ])
  })

  test.each([
    [{ 'toDate.year': '2018', 'toDate.month': '' }, 'Краят е преди началото'],
    [{ 'toDate.year': '' }, 'Датата не е разбрана'],
    [{ 'toDate.year': '2026', 'toDate.month': '13' }, 'Датата не е разбрана'],
    [{ reason: '' }, 'Изберете'],
    [{ reason: 'magic' }, 'Изберете'],
  ])('%s is refused and nothing typed is lost', async (more, words) => {
    const { id, post } = await mayor('Анго Ангов')
    const answer = await office
      .as('officer')
      .post(addresses.postEnding({ id, post }), ending({ 'successor.text': 'Нова Кметова', ...(more as Record<string, string>) }))
    const shown = await answer.text()
    const message = /<div class="ds-error-summary"[\s\S]*?<\/div>/.exec(shown)?.[0] ?? ''
    expect([answer.status, words === 'Датата не е разбрана' ? message !== '' : message.includes(words), shown.includes('value="Нова Кметова"')]).toEqual([
      422,
      true,
      true,
    ])
    expect(await holders()).toEqual([['Анго Ангов', '2019', null, '']])
  })

  test('two officers end the same post: the second sees what the first wrote, and may mend it', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const officer = office.as('officer')
    await officer.post(addresses.postEnding({ id, post }), ending())
    const late = await officer.post(addresses.postEnding({ id, post }), ending({ 'toDate.month': '12', reason: 'left', 'successor.text': 'Нова Кметова' }))
    const shown = await late.text()
    for (const words of [
      'id="conflict"',
      'ноември 2026 г.',
      'декември 2026 г.',
      'след избори',
      'напусна длъжността',
      'name="version" value="2"',
      'value="Нова Кметова"',
    ])
      expect(shown).toContain(words)
    expect([late.status, await holders()]).toEqual([409, [['Анго Ангов', '2019', '2026-11', 'elections']]])
    await officer.post(addresses.postEnding({ id, post }), ending({ version: '2', 'toDate.month': '12', reason: 'left', 'successor.text': 'Нова Кметова' }))
    expect(await holders()).toEqual([
      ['Нова Кметова', '2026-12', null, ''],
      ['Анго Ангов', '2019', '2026-12', 'left'],
    ])
  })

  test('at the very same moment one of two is written, the other shown', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const answers = await Promise.all(
      ['Първа Нова', 'Втора Нова'].map((name) => office.as('officer').post(addresses.postEnding({ id, post }), ending({ 'successor.text': name }))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await holders()).toHaveLength(2)
  })

  test('a post that is gone, another person’s, or a reader’s wish', async () => {
    const { id, post } = await mayor('Анго Ангов')
    const stranger = await create('Друг Човеков')
    const officer = office.as('officer')
    expect((await officer.get(addresses.postEnding({ id: stranger, post }))).status).toBe(404)
    expect((await office.as('reader').post(addresses.postEnding({ id, post }), ending())).status).toBe(403)
    await officer.post(addresses.postRemoval({ id, post }), { version: '1' })
    expect((await officer.post(addresses.postEnding({ id, post }), ending())).status).toBe(404)
  })

  test('a past post cannot be confirmed', async () => {
    const { id, post } = await mayor('Анго Ангов', { toDate: '2020' })
    const shown = await office.as('officer').follow(await office.as('officer').post(addresses.postConfirmation({ id, post }), { version: '1' }))
    expect([shown.includes('data-tone'), (await postsOf(id))[0]!.confirmedOn]).toEqual([false, null])
  })
})

describe('after elections', () => {
  const council = async () => {
    const chief = await mayor('Анго Ангов')
    const first = await mayor('Първи Съветников', { role: { bg: 'съветник' }, roleClass: 'councillor' })
    const clerk = await mayor('Служител Измислен', { role: {}, roleClass: 'official' })
    return { chief, first, clerk }
  }
  const row = (index: number, post: string, outcome: string, successor = '', version = '1') => ({
    [`posts.${index}.id`]: post,
    [`posts.${index}.version`]: version,
    [`posts.${index}.outcome`]: outcome,
    [`posts.${index}.successor.text`]: successor,
  })

  test('several leave, one stays, successors begin; all of it is one change', async () => {
    const { chief, first, clerk } = await council()
    const officer = office.as('officer')
    const page = await (await officer.get(addresses.elections({ id: town }))).text()
    expect(page.indexOf('Първи Съветников')).toBeLessThan(page.indexOf('Служител Измислен'))
    const answer = await officer.post(addresses.elections({ id: town }), {
      'toDate.year': '2026',
      'toDate.month': '11',
      'toDate.day': '1',
      ...row(0, chief.post, 'ends', 'Нова Кметова'),
      ...row(1, first.post, 'stays'),
      ...row(2, clerk.post, 'leave', 'забравено име'),
    })
    const shown = await officer.follow(answer)
    expect(shown).toContain('Отбелязано е за 2 души: кой приключва и кой остава.')
    expect(await holders()).toEqual([
      ['Нова Кметова', '2026-11-01', null, ''],
      ['Първи Съветников', '2019', null, ''],
      ['Служител Измислен', '2019', null, ''],
      ['Анго Ангов', '2019', '2026-11-01', 'elections'],
    ])
    expect((await postsOf(first.id))[0]!.confirmedOn).toBe(TODAY)
    await officer.post(undoIn(shown))
    expect((await holders()).map(([name, , to]) => [name, to])).toEqual([
      ['Анго Ангов', null],
      ['Първи Съветников', null],
      ['Служител Измислен', null],
    ])
    expect((await postsOf(first.id))[0]!.confirmedOn).toBeNull()
  })

  test('one that ended before it began stops all of it and keeps what was typed', async () => {
    const { chief, first } = await council()
    const answer = await office.as('officer').post(addresses.elections({ id: town }), {
      'toDate.year': '2018',
      ...row(0, first.post, 'stays'),
      ...row(1, chief.post, 'ends', 'Нова Кметова'),
    })
    const shown = await answer.text()
    expect([answer.status, shown.includes('Краят е преди началото'), shown.includes('value="Нова Кметова"'), shown.includes('value="2018"')]).toEqual([
      422,
      true,
      true,
      true,
    ])
    expect([(await holders()).length, (await postsOf(first.id))[0]!.confirmedOn]).toEqual([3, null])
  })

  test('nothing marked, no day, a name of two people: each in words', async () => {
    const { chief } = await council()
    for (let n = 0; n < 2; n++) await create('Нова Кметова')
    const officer = office.as('officer')
    const none = await (await officer.post(addresses.elections({ id: town }), row(0, chief.post, 'leave'))).text()
    expect(none).toContain('Отбележете поне един човек')
    const several = await officer.post(addresses.elections({ id: town }), row(0, chief.post, 'ends', 'Нова Кметова'))
    const shown = await several.text()
    expect([several.status, shown.includes('Кого имате предвид?'), (shown.match(/href="#f-/g) ?? []).length]).toEqual([422, true, 2])
  })

  test('what a colleague wrote meanwhile is shown beside what was chosen', async () => {
    const { chief, first } = await council()
    const officer = office.as('officer')
    await officer.post(addresses.postEnding(chief), ending({ 'toDate.month': '10' }))
    const late = await officer.post(addresses.elections({ id: town }), {
      'toDate.year': '2026',
      ...row(0, chief.post, 'ends', 'Нова Кметова'),
      ...row(1, first.post, 'ends', 'Нов Съветников'),
    })
    const shown = await late.text()
    for (const words of ['id="conflict"', 'Проба Служителова', 'Анго Ангов', 'вече не е сред длъжностите сега', 'Нова Кметова', 'value="Нов Съветников"'])
      expect(shown).toContain(words)
    expect([late.status, (await holders()).length]).toEqual([409, 3])
  })

  test('an organisation nobody has a post in, none at all, and a reader', async () => {
    expect(await (await office.as('officer').get(addresses.elections({ id: town }))).text()).toContain('Няма записани хора')
    expect((await office.as('officer').get(addresses.elections({ id: '01890000-0000-7000-8000-000000000000' }))).status).toBe(404)
    expect((await office.as('reader').get(addresses.elections({ id: town }))).status).toBe(403)
  })
})
