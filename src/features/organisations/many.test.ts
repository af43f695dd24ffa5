// Editing the lists of organisations and of people in place: cells, many rows at once, the map, each with its refusals.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { createOrganisation } from './organisation.actions.ts'
import { createPerson } from './people/person.actions.ts'
import { addPost } from './people/post.actions.ts'

const SKOPJE = 785842
let office: TestOffice
let officer: Visit
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  officer = office.as('officer')
})
afterAll(() => office.close())

const text = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const lastUndo = (page: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(page)![1]!
const chosenIn = (page: string): string => /name="chosen" value="([^"]+)"/.exec(page)![1]!

describe('organisations', () => {
  const ids: string[] = []
  beforeEach(async () => {
    await office.pool.query('truncate partnership, organisation, person, name_entry, activity cascade')
    ids.length = 0
    for (const [name, kind, placeId] of [
      ['Първо училище', 'school', undefined],
      ['Второ училище', 'other', undefined],
      ['Скопска община', 'municipality', SKOPJE],
    ] as const)
      ids.push(
        done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind, country: 'MK', ...(placeId === undefined ? {} : { placeId }) }))
          .id,
      )
  })
  const kept = async () =>
    (await office.pool.query(`select kind, country, website, deleted_at is not null as removed, version from organisation order by id`)).rows
  const chosen = (): string[] => ids.map((id) => `${id}:1`)
  const before = (form: Record<string, string | string[]>) => officer.post(addresses.organisationsMany(), { query: '', ...form })
  const doing = (form: Record<string, string | string[]>) => officer.post(addresses.organisationsManyDoing(), { query: '', ...form })

  test('another country is asked for, refused to a town that lies elsewhere, and taken back in one', async () => {
    const page = await (await before({ chosen: chosen(), act: 'country' })).text()
    expect(page).toContain('<select class="ds-input" id="f-value" name="value"')
    expect((await doing({ chosen: chosen(), act: 'country', value: '' })).status).toBe(422)
    const refused = await doing({ chosen: chosenIn(page), act: 'country', value: 'IT' })
    expect(refused.status).toBe(409)
    expect(text(await refused.text())).toMatch(/Скопска община : .*Северна Македония/)
    const answer = await doing({ chosen: chosenIn(page), act: 'country', value: 'IT', rest: 'yes' })
    const done_ = await answer.text()
    expect(text(done_)).toContain('Променени са 2 организации.')
    expect((await kept()).map(({ country }) => country)).toEqual(['IT', 'IT', 'MK'])
    await officer.post(lastUndo(done_))
    expect((await kept()).map(({ country }) => country)).toEqual(['MK', 'MK', 'MK'])
  })

  test('the kind is changed where it differs', async () => {
    const list = await officer.follow(await doing({ chosen: chosen().slice(0, 2), act: 'kind:school' }))
    expect(list).toContain('Променена е 1 организация.')
    expect((await kept()).map(({ kind, version }) => [kind, version])).toEqual([
      ['school', 1],
      ['school', 2],
      ['municipality', 1],
    ])
  })

  test('of another kind they are found by other names, and taken back by those of before', async () => {
    const found = async () => (await office.pool.query(`select 1 from name_entry where thing_id = $1 and name = 'Skopje'`, [ids[2]])).rowCount! > 0
    expect(await found()).toBe(true)
    const page = await (await before({ chosen: chosen().slice(2), act: 'kind:embassy' })).text()
    const told = await officer.follow(await doing({ chosen: chosenIn(page), act: 'kind:embassy' }))
    expect([(await kept())[2].kind, await found()]).toEqual(['embassy', false])
    await officer.post(lastUndo(told))
    expect([(await kept())[2].kind, await found()]).toEqual(['municipality', true])
  })

  test('what something points to is not removed, and the reason is told', async () => {
    done(await createPartnership(office.here, office.officer, { organisationId: ids[2]!, type: 'twinning' }))
    const { id: person } = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Учителова' } }))
    done(await addPost(office.here, office.officer, person, { organisationId: ids[1]!, role: { bg: 'директор' }, roleClass: 'other' }))
    const page = text(await (await before({ chosen: chosen(), act: 'remove' })).text())
    expect(page).toMatch(/Ще се променят 1 Първо училище/)
    expect(page).toContain('Проба Учителова')
    expect(page).toContain('партньорство „Скопска община“')
    const told = await (await doing({ chosen: chosen(), act: 'remove', rest: 'yes' })).text()
    expect((await kept()).map(({ removed }) => removed)).toEqual([true, false, false])
    await officer.post(lastUndo(told))
    expect((await kept()).map(({ removed }) => removed)).toEqual([false, false, false])
  })

  test('many come back together, or, when one of them has moved on, none and with its name', async () => {
    for (let at = 0; at < 25; at++)
      done(await createOrganisation(office.here, office.officer, { name: { bg: `Редово ${String(at).padStart(2, '0')}` }, kind: 'company', country: 'RS' }))
    const page = await (await before({ all: 'yes', act: 'remove', query: 'country=RS' })).text()
    const removed = await officer.follow(await doing({ chosen: chosenIn(page), act: 'remove' }))
    expect(removed).toContain('Премахнати са 25 организации.')
    const found = async (): Promise<number> => ((await (await officer.get('/organisations?as=json&q=редово')).json()) as { items: unknown[] }).items.length
    expect(await found()).toBe(0)
    const back = await officer.follow(await officer.post(lastUndo(removed)))
    expect(await found()).toBe(8)
    expect((await kept()).filter(({ removed: gone }) => gone)).toEqual([])
    // Taking the undoing back removes them again; then one is put back by hand, and the rest no longer goes together.
    const again = await officer.follow(await officer.post(lastUndo(back)))
    expect((await kept()).filter(({ removed: gone }) => gone)).toHaveLength(25)
    await office.pool.query(`update organisation set version = version + 1 where sort_key = 'редово 07'`)
    expect(await officer.follow(await officer.post(lastUndo(again)))).toContain('Редово 07')
    expect((await kept()).filter(({ removed: gone }) => gone)).toHaveLength(25)
  })

  test('cells: name, kind, country and website, each held against its own rules', async () => {
    const save = (cell: string, value: string, version = 1, at = 0) =>
      officer.post(`${addresses.organisationCell({ id: ids[at]!, cell })}?as=cell`, { version: String(version), value, back: '/organisations' })
    expect(((await (await save('website', 'www.example.org/a/')).json()) as { cell: string }).cell).toBe(
      '<a href="https://www.example.org/a/" rel="noreferrer">example.org/a</a>',
    )
    expect(((await (await save('name', 'Трето училище', 2)).json()) as { cell: string }).cell).toContain('>Трето училище</a>')
    expect((await save('country', 'IT', 3)).status).toBe(200)
    expect((await kept())[0]).toMatchObject({ kind: 'school', country: 'IT', website: 'https://www.example.org/a/', version: 4 })
    for (const [cell, value, at] of [
      ['name', '', 0],
      ['name', 'x'.repeat(301), 0],
      ['kind', 'palace', 0],
      ['country', 'ZZ', 0],
      ['website', 'javascript:alert(1)', 0],
      ['country', 'IT', 2],
    ] as const)
      expect([cell, value.slice(0, 3), (await save(cell, value, at === 0 ? 4 : 1, at)).status]).toEqual([cell, value.slice(0, 3), 422])
    expect((await save('kind', 'other', 1)).status).toBe(409)
  })

  test('the map shows who has a place, under the same filters, in a fixed number of queries', async () => {
    const open = async (query: Record<string, string>): Promise<string> => (await officer.get(addresses.organisations({ view: 'map', ...query }))).text()
    expect((await open({})).match(/class="dot"/g)).toHaveLength(1)
    expect(await open({ kind: 'school' })).toContain('Нито една от тези организации няма място на картата')
    const queries = () => office.statements(() => open({}))
    const enter = async (name: string) =>
      done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK', placeId: SKOPJE }))
    await enter('Още едно')
    const now = await queries()
    await enter('И още едно')
    await enter('И последно')
    expect(await queries()).toBe(now)
  })
})

describe('people', () => {
  const ids: string[] = []
  beforeEach(async () => {
    await office.pool.query('truncate partnership, organisation, person, name_entry, activity cascade')
    ids.length = 0
    const { id: organisationId } = done(
      await createOrganisation(office.here, office.officer, { name: { bg: 'Пробна община' }, kind: 'municipality', country: 'MK' }),
    )
    for (const [name, languages, toDate] of [
      ['Проба Анова', ['bg'], null],
      ['Проба Бонова', [], null],
      ['Проба Воева', [], '2020'],
    ] as const) {
      const { id } = done(await createPerson(office.here, office.officer, { name: { bg: name }, languages }))
      done(await addPost(office.here, office.officer, id, { organisationId, role: { bg: 'кмет' }, roleClass: 'mayor', toDate }))
      ids.push(id)
    }
  })
  const chosen = (): string[] => ids.map((id) => `${id}:1`)
  const doing = (form: Record<string, string | string[]>) => officer.post(addresses.peopleManyDoing(), { query: '', ...form })
  const spoken = async () => (await office.pool.query('select languages, version from person order by id')).rows
  const confirmed = async () => (await office.pool.query('select confirmed_on::text as day from post order by id')).rows.map(({ day }) => day)

  test('a language is added to those who lack it, and taken back', async () => {
    const list = await officer.follow(await doing({ chosen: chosen(), act: 'language-add:bg' }))
    expect(list).toContain('Променени са записите на 2 души.')
    expect((await spoken()).map(({ languages }) => languages)).toEqual([['bg'], ['bg'], ['bg']])
    await officer.post(lastUndo(list))
    expect((await spoken()).map(({ languages }) => languages)).toEqual([['bg'], [], []])
  })

  test('many people get their former languages back together', async () => {
    for (let at = 0; at < 22; at++)
      done(await createPerson(office.here, office.officer, { name: { bg: `Проба Многова ${at}` }, languages: at % 2 === 0 ? ['fr'] : [] }))
    const former = (await spoken()).map(({ languages }) => languages)
    const page = await (await officer.post(addresses.peopleMany(), { all: 'yes', act: 'language-add:de', query: '' })).text()
    const list = await officer.follow(await doing({ chosen: chosenIn(page), act: 'language-add:de' }))
    expect((await spoken()).every(({ languages }) => languages.includes('de'))).toBe(true)
    await officer.post(lastUndo(list))
    expect((await spoken()).map(({ languages }) => languages)).toEqual(former)
  })

  test('present posts are confirmed today; who has none is told', async () => {
    const refused = await doing({ chosen: chosen(), act: 'confirm' })
    expect(refused.status).toBe(409)
    expect(text(await refused.text())).toContain('Проба Воева : няма сегашна длъжност, която да се потвърди')
    expect(await confirmed()).toEqual([null, null, null])
    const told = await (await doing({ chosen: chosen(), act: 'confirm', rest: 'yes' })).text()
    expect(await confirmed()).toEqual(['2026-11-23', '2026-11-23', null])
    const again = await officer.follow(await doing({ chosen: chosen().slice(0, 2), act: 'confirm' }))
    expect(again).toContain('Всички отметнати вече бяха така')
    await officer.post(lastUndo(told))
    expect(await confirmed()).toEqual([null, null, null])
  })

  test('cells: title, e-mail and phone; a false e-mail is refused; erased data stays erased', async () => {
    const save = (cell: string, value: string, version: number) =>
      officer.post(`${addresses.personCell({ id: ids[0]!, cell })}?as=cell`, { version: String(version), value, back: '/people' })
    expect(((await (await save('email', ' Ana@Example.org ', 1)).json()) as { cell: string }).cell).toBe('<a href="mailto:ana@example.org">ana@example.org</a>')
    expect((await save('title', 'д-р', 2)).status).toBe(200)
    expect((await save('email', '', 3)).status).toBe(200)
    expect((await save('email', 'не е адрес', 4)).status).toBe(422)
    expect((await save('phone', '1'.repeat(61), 4)).status).toBe(422)
    expect((await save('languages', 'bg', 4)).status).toBe(404)
    await office.pool.query('update person set erased_at = now() where id = $1', [ids[0]])
    expect((await save('phone', '+359 1', 4)).status).toBe(422)
    expect((await office.pool.query('select title, email, phone from person where id = $1', [ids[0]])).rows).toEqual([
      { title: 'д-р', email: null, phone: null },
    ])
  })

  test('a reader may change nothing of it', async () => {
    const reader = office.as('reader')
    for (const path of [addresses.peopleMany(), addresses.peopleManyDoing(), addresses.organisationsMany(), addresses.organisationsManyDoing()])
      expect((await reader.post(path, { chosen: chosen(), act: 'confirm', query: '' })).status).toBe(403)
    for (const list of [addresses.people(), addresses.organisations()])
      expect(await (await reader.get(list)).text()).not.toMatch(/name="chosen"|class="cell-edit"/)
    expect(await confirmed()).toEqual([null, null, null])
  })
})
