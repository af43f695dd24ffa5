// Editing the register of partnerships in place: one cell, and many rows at once with one undoing; what cannot be changed is told by name.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { createPartnership } from '../partnership.actions.ts'
import { foundByName } from '../partnership.queries.ts'

let office: TestOffice
let officer: Visit
let ids: string[]
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  officer = office.as('officer')
})
afterAll(() => office.close())
beforeEach(async () => {
  await office.pool.query('truncate partnership, organisation, name_entry, activity cascade')
  ids = []
  for (const name of ['Алфа', 'Бета', 'Вита']) {
    const { id } = done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' }))
    ids.push(
      done(await createPartnership(office.here, office.officer, { organisationId: id, type: 'twinning', fields: name === 'Бета' ? ['culture'] : [] })).id,
    )
  }
})

type Row = { id: string; fields: string[]; published: boolean; removed: boolean; version: number }
const rows = async (): Promise<Row[]> =>
  (
    await office.pool.query<Row>(
      'select id, fields, published_at is not null as published, deleted_at is not null as removed, version from partnership order by id',
    )
  ).rows
const standings = async () => (await office.pool.query('select id, fields, published from partnership_standing order by id')).rows
/** Those the search finds by the three names. */
const found = async (): Promise<string[]> => {
  const each = ['Алфа', 'Бета', 'Вита'].map((name) => office.here.db.inOffice(office.officeId, (tx) => foundByName(tx, name)))
  return (await Promise.all(each)).flat()
}
const chosen = (...versions: number[]): string[] => versions.map((version, at) => `${ids[at]}:${version}`)
const text = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const lastUndo = (page: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(page)![1]!

describe('many at once', () => {
  const before = (form: Record<string, string | string[]>) => officer.post(addresses.partnershipsMany(), form)
  const doing = (form: Record<string, string | string[]>) => officer.post(addresses.partnershipsManyDoing(), form)

  test('are shown first, then changed as one change that one press takes back', async () => {
    const seen = await before({ chosen: chosen(1, 1, 1), act: 'field-add:culture', query: 'view=table&country=MK' })
    expect(seen.status).toBe(200)
    const page = await seen.text()
    expect(text(page)).toContain('Добавяне на област „култура“')
    expect(text(page)).toMatch(/Ще се променят 2 Алфа Вита Вече са така 1 Бета/)
    expect(text(page)).toContain('Промени 2 партньорства')
    expect((await rows()).map(({ version }) => version)).toEqual([1, 1, 1])
    const sent = /name="chosen" value="([^"]+)"/.exec(page)![1]!
    const answer = await doing({ chosen: sent, act: 'field-add:culture', query: 'view=table&country=MK' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/partnerships?view=table&country=MK'])
    expect((await rows()).map(({ fields, version }) => [fields, version])).toEqual([
      [['culture'], 2],
      [['culture'], 1],
      [['culture'], 2],
    ])
    expect((await standings()).map(({ fields }) => fields)).toEqual([['culture'], ['culture'], ['culture']])
    const list = await officer.follow(answer)
    expect(list).toContain('Променени са 2 партньорства.')
    expect((await office.pool.query('select count(distinct change_id)::int as n from activity where act = $1', ['partnership.changed'])).rows[0].n).toBe(1)
    await officer.post(lastUndo(list))
    expect((await rows()).map(({ fields }) => fields)).toEqual([[], ['culture'], []])
    expect((await standings()).map(({ fields }) => fields)).toEqual([[], ['culture'], []])
  })

  test('all that the filter finds are taken, whatever the page shows', async () => {
    const page = await (await before({ all: 'yes', act: 'publish', query: 'q=Вита&junk=1' })).text()
    expect(text(page)).toMatch(/Ще се променят 1 Вита/)
    await doing({ chosen: /name="chosen" value="([^"]+)"/.exec(page)![1]!, act: 'publish', query: '' })
    expect((await rows()).map(({ published }) => published)).toEqual([false, false, true])
    expect((await standings()).map(({ published }) => published)).toEqual([false, false, true])
  })

  test('a row somebody changed meanwhile is told by name and left alone; nothing is done unless the rest was asked for', async () => {
    await office.pool.query('update partnership set version = 2 where id = $1', [ids[1]])
    const refused = await doing({ chosen: chosen(1, 1, 1), act: 'publish', query: '' })
    expect(refused.status).toBe(409)
    expect(text(await refused.text())).toContain('Бета : някой промени записа междувременно')
    expect((await rows()).map(({ published }) => published)).toEqual([false, false, false])
    const answer = await doing({ chosen: chosen(1, 1, 1), act: 'publish', query: '', rest: 'yes' })
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(text(page)).toMatch(/Променени 2 Алфа Вита Не са променени 1 Бета : някой промени записа междувременно/)
    expect((await rows()).map(({ published }) => published)).toEqual([true, false, true])
    await officer.post(lastUndo(page))
    expect((await rows()).map(({ published }) => published)).toEqual([false, false, false])
  })

  test("another office's ids do nothing and are told as unknown", async () => {
    const other = await office.openAnother('Община Другаде')
    const { id } = done(await createOrganisation(office.here, other.officer, { name: { bg: 'Чуждо' }, kind: 'municipality', country: 'IT' }))
    const foreign = done(await createPartnership(office.here, other.officer, { organisationId: id, type: 'twinning' })).id
    const page = await (await before({ chosen: [`${foreign}:1`, chosen(1)[0]!, 'junk', 'x:1', `${ids[1]}:-3`], act: 'remove', query: '' })).text()
    expect(text(page)).toContain('1 от отметнатите вече не е в регистъра.')
    expect(text(page)).not.toContain('Чуждо')
    await doing({ chosen: [`${foreign}:1`, chosen(1)[0]!], act: 'remove', query: '', rest: 'yes' })
    const { rows: kept } = await office.pool.query('select id from partnership where deleted_at is null order by id')
    expect(kept.map((row: { id: string }) => row.id)).toEqual([ids[1]!, ids[2]!, foreign])
  })

  test('removal takes them out of the list and the search, and undo brings them back', async () => {
    const answer = await doing({ chosen: chosen(1, 1), act: 'remove', query: '' })
    const list = await officer.follow(answer)
    expect(list).toContain('Премахнати са 2 партньорства.')
    expect((await standings()).map(({ id }) => id)).toEqual([ids[2]])
    expect(await found()).toEqual([ids[2]])
    await officer.post(lastUndo(list))
    expect((await standings()).map(({ id }) => id)).toEqual(ids)
    expect((await found()).toSorted()).toEqual([...ids].sort())
  })

  test('many removed come back together, unless a partner has a new partnership by now', async () => {
    const organisationIds: string[] = []
    for (let at = 0; at < 22; at++) {
      const { id } = done(await createOrganisation(office.here, office.officer, { name: { bg: `Редово ${at}` }, kind: 'municipality', country: 'RS' }))
      organisationIds.push(id)
      done(await createPartnership(office.here, office.officer, { organisationId: id, type: 'contact', fields: ['sport'] }))
    }
    const page = await (await before({ all: 'yes', act: 'remove', query: 'country=RS' })).text()
    const remove = async () => officer.follow(await doing({ chosen: /name="chosen" value="([^"]+)"/.exec(page)![1]!, act: 'remove', query: '' }))
    const list = await remove()
    expect(await standings()).toHaveLength(3)
    const back = await officer.follow(await officer.post(lastUndo(list)))
    expect((await standings()).filter(({ fields }) => fields.includes('sport'))).toHaveLength(22)
    const again = await officer.follow(await officer.post(lastUndo(back)))
    done(await createPartnership(office.here, office.officer, { organisationId: organisationIds[5]!, type: 'project' }))
    expect(await officer.follow(await officer.post(lastUndo(again)))).toContain('С тази организация вече има партньорство: Редово 5.')
    expect((await rows()).filter(({ removed }) => removed)).toHaveLength(22)
  })

  test('nothing ticked, nothing chosen to do, or an unknown act change nothing and say so', async () => {
    for (const [form, words] of [
      [{ act: 'publish', query: 'view=board' }, 'Нищо не е отметнато'],
      [{ chosen: chosen(1), act: '', query: '' }, 'Изберете какво да се направи'],
      [{ chosen: chosen(1), act: 'field-add:magic', query: '' }, 'Изберете какво да се направи'],
      [{ chosen: chosen(1), act: 'remove:all', query: '' }, 'Изберете какво да се направи'],
    ] as const)
      for (const ask of [before, doing]) expect(await officer.follow(await ask(form as never))).toContain(words)
    expect((await rows()).map(({ version, removed }) => [version, removed])).toEqual([1, 1, 1].map((version) => [version, false]))
  })

  test('a reader may not', async () => {
    const reader = office.as('reader')
    for (const path of [addresses.partnershipsMany(), addresses.partnershipsManyDoing()])
      expect((await reader.post(path, { chosen: chosen(1), act: 'publish', query: '' })).status).toBe(403)
    expect(await (await reader.get(addresses.partnerships({ view: 'table' }))).text()).not.toContain('name="chosen"')
    expect((await rows()).map(({ published }) => published)).toEqual([false, false, false])
  })

  test(`as many as ${MOST_AT_ONCE} are changed and taken back in a fixed number of statements for each thousand`, async () => {
    await office.pool.query('truncate partnership, organisation, name_entry, activity cascade')
    const named = JSON.stringify({ source: 'bg', in: { bg: { text: 'Много', at: '2026-01-01T00:00:00.000Z', checked: true } } })
    const empty = JSON.stringify({ source: 'bg', in: {} })
    await office.pool.query(
      `insert into organisation (office_id, id, kind, country, name, notes, sort_key)
       select $1, uuidv7(), 'municipality', 'IT', $2::jsonb, $3::jsonb, 'много ' || n from generate_series(1, $4::int) n`,
      [office.officeId, named, empty, MOST_AT_ONCE + 5],
    )
    await office.pool.query(
      `insert into partnership (office_id, id, organisation_id, type, slug, origin, summary)
       select office_id, uuidv7(), id, 'twinning', 'p-' || row_number() over (), $1::jsonb, $1::jsonb from organisation`,
      [empty],
    )
    await office.pool.query(
      `insert into partnership_standing (office_id, id, organisation_id, sort_key, country, type, stage)
       select p.office_id, p.id, o.id, o.sort_key, o.country, p.type, 'prospect' from partnership p join organisation o on o.id = p.organisation_id`,
    )
    expect(await (await officer.get(addresses.partnerships({ view: 'table' }))).text()).toContain(`От намерените (${MOST_AT_ONCE + 5}) първите ${MOST_AT_ONCE}`)
    const page = await (await before({ all: 'yes', act: 'publish', query: '' })).text()
    const sent = /name="chosen" value="([^"]+)"/.exec(page)![1]!
    let list = ''
    const spent = await office.statements(async () => {
      list = await officer.follow(await doing({ chosen: sent, act: 'publish', query: '' }))
    })
    expect(spent).toBeLessThan(60)
    expect(list).toContain(`Променени са ${MOST_AT_ONCE} партньорства.`)
    expect((await rows()).filter(({ published }) => published)).toHaveLength(MOST_AT_ONCE)
    let undone = ''
    expect(
      await office.statements(async () => {
        undone = await officer.follow(await officer.post(lastUndo(list)))
      }),
    ).toBeLessThan(60)
    expect((await rows()).filter(({ published }) => published)).toHaveLength(0)
    // And taken back is taken back again: what was done stands anew.
    await officer.post(lastUndo(undone))
    expect((await rows()).filter(({ published }) => published)).toHaveLength(MOST_AT_ONCE)
  })
})

describe('one cell', () => {
  const cell = (name: string, at = 0) => addresses.partnershipCell({ id: ids[at]!, cell: name })

  test('has a form of its own, alone for the island and as a page without script', async () => {
    const list = await (await officer.get(addresses.partnerships({ view: 'table', country: 'MK' }))).text()
    expect(list).toContain(`href="${cell('fields')}?back=%2Fpartnerships%3Fview%3Dtable%26country%3DMK" data-key="E" aria-label="Промени Области: Алфа"`)
    const page = await (await officer.get(`${cell('fields', 1)}?back=%2Fpartnerships%3Fview%3Dtable`)).text()
    expect(page).toContain('<h1>Области: Бета</h1>')
    expect(page).toMatch(/value="culture" checked=""/)
    const alone = await (await officer.get(`${cell('fields', 1)}?as=cell`)).text()
    expect(alone.startsWith('<form class="form cell-form"')).toBe(true)
  })

  test('saves one value, leaves the others, and comes back to its row', async () => {
    const answer = await officer.post(cell('fields', 1), { version: '1', value: ['sport', 'culture'], back: '/partnerships?view=table&country=MK' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/partnerships?view=table&country=MK#r-${ids[1]}`])
    expect((await rows())[1]).toMatchObject({ fields: ['sport', 'culture'], published: false, version: 2 })
    const list = await officer.follow(answer)
    expect(list).toContain('Партньорството е променено: Бета.')
    await officer.post(lastUndo(list))
    expect((await rows())[1]).toMatchObject({ fields: ['culture'], version: 3 })
  })

  test('answers the island with the cell, the version and the notice', async () => {
    const answer = await officer.post(`${cell('public')}?as=cell`, { version: '1', value: 'yes', back: '/partnerships' })
    const { cell: shown, version, notice } = (await answer.json()) as { cell: string; version: number; notice: string }
    expect([shown, version]).toEqual(['вижда се', 2])
    expect(notice).toContain('/undo"')
    expect((await standings())[0]!.published).toBe(true)
  })

  test('a stale save shows both values and loses neither', async () => {
    await officer.post(cell('fields'), { version: '1', value: 'energy', back: '' })
    const answer = await officer.post(cell('fields'), { version: '1', value: 'sport', back: '' })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(text(page)).toMatch(/Поле Записано сега Вашето Области енергетика спорт/)
    expect(page).toMatch(/value="sport" checked=""/)
    expect(page).toContain('name="version" value="2"')
    expect((await rows())[0]!.fields).toEqual(['energy'])
  })

  test('junk is refused with words, another address to come back to is not followed, and the type is no cell', async () => {
    for (const [name, value] of [
      ['fields', 'magic'],
      ['public', 'maybe'],
      ['public', ''],
    ] as const)
      expect((await officer.post(cell(name), { version: '1', value, back: '' })).status).toBe(422)
    const away = await officer.post(cell('public'), { version: '1', value: 'yes', back: '//evil.example/partnerships' })
    expect(away.headers.get('location')).toBe(`/partnerships#r-${ids[0]}`)
    for (const name of ['type', 'constructor', '__proto__', 'name']) expect((await officer.get(cell(name))).status).toBe(404)
    expect((await officer.get(addresses.partnershipCell({ id: crypto.randomUUID(), cell: 'fields' }))).status).toBe(404)
  })

  test('a reader may not, and another office does not find it', async () => {
    const reader = office.as('reader')
    expect((await reader.get(cell('fields'))).status).toBe(403)
    expect((await reader.post(cell('fields'), { version: '1', value: 'sport', back: '' })).status).toBe(403)
    const other = await office.openAnother('Община Отвъд')
    expect((await other.visit.post(cell('fields'), { version: '1', value: 'sport', back: '' })).status).toBe(404)
    expect((await rows()).map(({ version }) => version)).toEqual([1, 1, 1])
  })
})
