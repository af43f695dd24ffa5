// Organisations: entered, found by any name, changed without loss, removed and brought back.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, TROYAN, type TestOffice } from '../../../tests/support/open-office.ts'
import { COUNTRIES, languageOfCountry, searchNames } from './naming.ts'
import { addAlias, changeOrganisation, createOrganisation, organisationRestorer, removeOrganisation, restoreOrganisation } from './organisation.actions.ts'
import { organisationById, organisationChoices, organisationMeant, organisationsByIds, organisationsPage } from './organisation.queries.ts'
import { withFacts, type OrganisationFacts } from './organisation.ts'
import { createPerson, restorePerson } from './people/person.actions.ts'
import { knownNames } from './people/person.queries.ts'
import { addPost, removePost, restorePost } from './people/post.actions.ts'

const NOW = new Date('2026-11-23T09:00:00.000Z')
const RESTORERS = { organisation: restoreOrganisation, person: restorePerson, post: restorePost }

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'post', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const create = async (facts: Partial<OrganisationFacts> & Pick<OrganisationFacts, 'name'>) =>
  done(await createOrganisation(office.here, office.officer, { kind: 'municipality', country: 'MK', ...facts }))
const read = (id: string) => office.here.db.inOffice(office.officeId, (tx) => organisationById(tx, id))
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const list = async (query: Record<string, string> = {}) => (await office.as('officer').get(addresses.organisations(query))).text()
const form = (fields: Record<string, string> = {}) => ({ 'name.bg': 'Примерово', kind: 'municipality', country: 'MK', ...fields })
const suggested = async (q: string) => (await office.here.db.inOffice(office.officeId, (tx) => organisationChoices(tx, q))).map(({ id }) => id)
const idIn = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

describe('rules', () => {
  test.each([
    ['MK', 'mk'],
    ['CN', 'zh'],
    ['FR', 'fr'],
    ['EU', null],
  ])('the native name of an organisation in %s is taken to be in %s', (country, language) => {
    expect(languageOfCountry(country)).toBe(language)
  })

  test('countries are those of today, with Kosovo and the European Union', () => {
    expect(['BG', 'XK', 'EU', 'ME'].filter((code) => !COUNTRIES.includes(code))).toEqual([])
    expect(['DD', 'YU', 'SU', 'XA', 'ZZ', 'UN'].filter((code) => COUNTRIES.includes(code))).toEqual([])
  })

  test('what is not said stays, what is said empty goes', () => {
    const first = withFacts(
      null,
      {
        name: { bg: 'Примерово', en: 'Primerovo' },
        kind: 'school',
        country: 'MK',
        nativeName: 'Примерово',
        aliases: ['Старо Примерово'],
        website: 'https://example.org/',
      },
      NOW,
    )
    expect(first).toMatchObject({ nativeLanguage: 'mk', placeId: null, sources: [], sortKey: 'примерово' })
    const next = withFacts(first, { name: { bg: 'Примерово', en: '' }, kind: 'school', country: 'MK', website: null }, new Date('2026-11-24T09:00:00.000Z'))
    expect(next).toEqual({ ...first, name: { source: 'bg', in: { bg: first.name.in['bg'] } }, website: null })
  })

  test('a municipality is searched for with and without that word', () => {
    expect(searchNames(withFacts(null, { name: { bg: 'Община Примерово' }, kind: 'municipality', country: 'MK' }, NOW))).toEqual([
      'Община Примерово',
      'Примерово',
    ])
  })
})

describe('finding', () => {
  test.each(['Дойран', 'Doiran', 'Dojran', 'Дојран', 'дой', 'Дойрна', 'Dojrna'])('%s finds it', async (q) => {
    const { id } = await create({ name: { bg: 'Дойран', en: 'Dojran' }, nativeName: 'Дојран' })
    await create({ name: { bg: 'Елванген' }, country: 'DE' })
    const found = await office.here.db.inOffice(office.officeId, (tx) => organisationsPage(tx, { q }))
    expect(found.rows.map((row) => row.id)).toEqual([id])
    const page = await list({ q })
    expect([page.includes(addresses.organisation({ id })), page.includes('Елванген')]).toEqual([true, false])
  })

  test('an alias finds it, a stranger does not, and the page offers to record the name', async () => {
    const { id } = await create({ name: { bg: 'Дойран' } })
    expect(done(await addAlias(office.here, office.officer, id, 'Стар Дойран')).activityId).not.toBeNull()
    expect(done(await addAlias(office.here, office.officer, id, 'Стар Дойран')).activityId).toBeNull()
    expect(await list({ q: 'стар' })).toContain(addresses.organisation({ id }))
    const page = await list({ q: 'Непознатово' })
    expect([page.includes(addresses.organisation({ id })), page.includes('Няма такава организация')]).toEqual([false, true])
    expect(page).toContain(addresses.organisationNew({ name: 'Непознатово' }))
  })

  test('filters by kind and country, and junk in the address filters nothing', async () => {
    const town = await create({ name: { bg: 'Градово' } })
    const school = await create({ name: { bg: 'Училище Проба' }, kind: 'school', country: 'IT' })
    const shown = (page: string) => [town, school].map(({ id }) => page.includes(`href="${addresses.organisation({ id })}"`))
    expect(shown(await list({ kind: 'school' }))).toEqual([false, true])
    expect(shown(await list({ country: 'MK' }))).toEqual([true, false])
    expect(shown(await list({ kind: 'junk', country: "'; drop", after: 'junk', before: '\u0000' }))).toEqual([true, true])
  })

  test('suggests while a name is typed', async () => {
    const { id } = await create({ name: { bg: 'Дойран' } })
    const answer = await office.as('reader').get(addresses.organisations({ as: 'json', q: 'doj' }))
    expect(await answer.json()).toEqual({ items: [{ id, title: 'Дойран', sub: 'Община или град · Северна Македония' }] })
    expect(await (await office.as('reader').get(addresses.organisations({ as: 'json' }))).json()).toEqual({ items: [] })
  })

  test('a box means the one chosen only while its name stands there', async () => {
    const first = await create({ name: { bg: 'Дойран' } })
    const second = await create({ name: { bg: 'Елванген' }, country: 'DE' })
    const meant = (text: string, id: string) =>
      office.here.db.inOffice(office.officeId, async (tx) => {
        const found = await organisationMeant(tx, { text, id })
        return { meant: found.meant?.id ?? null, candidates: found.candidates.map((one) => one.id) }
      })
    expect(await meant('Dojran', first.id)).toEqual({ meant: first.id, candidates: [] })
    expect(await meant('Елванген', first.id)).toEqual({ meant: second.id, candidates: [] })
    expect(await meant('Елванг', '')).toEqual({ meant: null, candidates: [second.id] })
    expect(await meant('Никъдево', first.id)).toEqual({ meant: null, candidates: [] })
    expect(await meant('', '')).toEqual({ meant: null, candidates: [] })
  })

  test('a box does not mean by the name of its town whoever is called otherwise, but offers it', async () => {
    const [dojran] = (await office.pool.query<{ id: number }>(`select id from place where name = 'Star Dojran' and country = 'MK'`)).rows
    const { id } = await create({ name: { bg: 'Примерово на езерото' }, kind: 'municipality', country: 'MK', placeId: dojran!.id })
    const found = await office.here.db.inOffice(office.officeId, (tx) => organisationMeant(tx, { text: 'Star Dojran', id: '' }))
    expect([found.meant, found.candidates.map((one) => one.id)]).toEqual([null, [id]])
  })

  test('the intake is told every name', async () => {
    const { id } = await create({ name: { bg: 'Дойран', en: 'Dojran' }, nativeName: 'Дојран', aliases: ['Стар Дойран'] })
    const { organisations } = await office.here.db.inOffice(office.officeId, knownNames)
    expect(organisations).toEqual([{ id, names: ['Дойран', 'Dojran', 'Дојран', 'Стар Дойран'], country: 'MK', kind: 'municipality', placeId: null }])
  })
})

describe('the list', () => {
  test('asks the database as often for three rows as for one', async () => {
    const officer = office.as('officer')
    await create({ name: { bg: 'Едно' } })
    const one = await office.statements(() => officer.get(addresses.organisations()))
    await create({ name: { bg: 'Второ' } })
    await create({ name: { bg: 'Трето' } })
    expect(await office.statements(() => officer.get(addresses.organisations()))).toBe(one)
  })

  test('turns its pages by key in the order of the Bulgarian alphabet, there and back', async () => {
    const letters = [...'абвгдежзийклмнопрстуфхцчшщ']
    for (const first of letters) for (const second of ['а', 'я']) await create({ name: { bg: `${first.toUpperCase()}${second}-пробно` } })
    const turn = (query: { after?: string; before?: string }) => office.here.db.inOffice(office.officeId, (tx) => organisationsPage(tx, query))
    const first = await turn({})
    const second = await turn({ after: first.next! })
    const names = [...first.rows, ...second.rows].map((row) => row.name.in['bg']!.text)
    expect(names).toEqual(letters.flatMap((letter) => ['а', 'я'].map((end) => `${letter.toUpperCase()}${end}-пробно`)))
    expect([first.previous, second.next]).toEqual([null, null])
    const back = await turn({ before: second.previous! })
    expect([back.rows.map((row) => row.id), back.previous]).toEqual([first.rows.map((row) => row.id), null])
  })

  test('an empty register teaches the next step, to those who may take it', async () => {
    expect(await list()).toContain('Запишете първата организация')
    expect(await (await office.as('reader').get(addresses.organisations())).text()).not.toContain('Запишете първата организация')
  })
})

describe('the form', () => {
  test('records an organisation with everything, finds its town and takes the country from it', async () => {
    const officer = office.as('officer')
    const answer = await officer.post(addresses.organisations(), {
      'name.bg': 'Дойран',
      'name.en': 'Dojran',
      kind: 'municipality',
      country: '',
      'place.text': 'Star Dojran',
      'place.id': '',
      nativeName: 'Дојран',
      aliases: 'Доиран\n\nСтар Дойран\n',
      website: 'https://example.org/',
      'notes.bg': 'На езерото.',
      'source.title': 'Пробна новина',
      'source.date': '2018-09-24',
    })
    expect(answer.status).toBe(303)
    const row = await read(idIn(answer))
    expect(row).toMatchObject({
      kind: 'municipality',
      country: 'MK',
      placeId: 785537,
      nativeName: 'Дојран',
      nativeLanguage: 'mk',
      aliases: ['Доиран', 'Стар Дойран'],
      website: 'https://example.org/',
      version: 1,
      sources: [{ title: 'Пробна новина', url: null, date: '2018-09-24', textId: null, quote: null }],
    })
    const page = await officer.follow(answer)
    for (const words of ['Организацията е записана.', 'lang="mk">Дојран', 'На езерото.', 'Пробна новина', '24 септември 2018 г.', 'Записана е организацията'])
      expect(page).toContain(words)
  })

  test.each([
    [{ 'name.bg': '' }, 'Напишете името поне на един език'],
    [{ kind: 'spaceport' }, 'Изберете едно от предложените'],
    [{ country: 'DD' }, 'Изберете държава или населено място'],
    [{ country: '' }, 'Изберете държава или населено място'],
    [{ website: 'javascript:alert(1)' }, 'Това не е уеб адрес'],
    [{ 'place.text': 'Никъдевица' }, 'Няма място на име „Никъдевица“'],
    [{ 'place.text': 'Троян', country: 'IT' }, 'Троян е в друга държава: България'],
    [{ 'name.bg': 'я'.repeat(301) }, 'Името е твърде дълго'],
  ])('%j comes back with what is wrong and with what was typed', async (wrong, message) => {
    const answer = await office.as('officer').post(addresses.organisations(), form({ aliases: 'Писано на ръка', ...wrong }))
    const page = await answer.text()
    expect([answer.status, page.includes(message), page.includes('Писано на ръка')]).toEqual([422, true, true])
    expect((await office.here.db.inOffice(office.officeId, (tx) => organisationsPage(tx, {}))).rows).toEqual([])
  })

  test('a namesake is shown first, and recorded when the officer says so', async () => {
    const { id } = await create({ name: { bg: 'Дойран' } })
    const officer = office.as('officer')
    const warned = await officer.post(addresses.organisations(), form({ 'name.bg': 'Община Dojran' }))
    const page = await warned.text()
    expect([warned.status, page.includes('Вече има организация с това име'), page.includes(addresses.organisation({ id }))]).toEqual([422, true, true])
    const kept = await officer.post(addresses.organisations(), form({ 'name.bg': 'Община Dojran', keepTwin: 'yes' }))
    expect(kept.status).toBe(303)
    // Whoever changes it later is not asked again about a name it had.
    expect(
      (await officer.post(addresses.organisation({ id: idIn(kept) }), form({ 'name.bg': 'Община Dojran', version: '1', 'notes.bg': 'Друга' }))).status,
    ).toBe(303)
  })

  test('a sign that turns letters round does not come into a name', async () => {
    const answer = await office.as('officer').post(addresses.organisations(), form({ 'name.bg': '\u202eНапред\u2066о\u2069во' }))
    expect(answer.status).toBe(303)
    expect((await read(idIn(answer)))!.name.in['bg']!.text).toBe('Напредово')
  })

  test('an embassy may have its seat in another country', async () => {
    const answer = await office.as('officer').post(addresses.organisations(), form({ kind: 'embassy', country: 'IT', 'place.text': 'Троян' }))
    expect(answer.status).toBe(303)
    expect(await read(idIn(answer))).toMatchObject({ country: 'IT', placeId: TROYAN })
  })

  test('a source that is ticked goes, a new one is added', async () => {
    const { id } = await create({
      name: { bg: 'Примерово' },
      sources: ['Първи', 'Втори'].map((title) => ({ title, url: null, date: null, textId: null, quote: null })),
    })
    await office.as('officer').post(addresses.organisation({ id }), form({ version: '1', dropSource: '0', 'source.title': 'Трети' }))
    expect((await read(id))!.sources.map(({ title }) => title)).toEqual(['Втори', 'Трети'])
  })
})

describe('changing', () => {
  test('a stale save shows both versions and loses nothing; saving again keeps what stands in the form', async () => {
    const { id } = await create({ name: { bg: 'Примерово' }, website: 'https://one.example/' })
    const officer = office.as('officer')
    done(
      await changeOrganisation(office.here, office.officer, id, 1, {
        name: { bg: 'Примерово' },
        kind: 'region',
        country: 'MK',
        website: 'https://theirs.example/',
      }),
    )
    const stale = await officer.post(addresses.organisation({ id }), form({ version: '1', website: 'https://mine.example/' }))
    const page = await stale.text()
    expect(stale.status).toBe(409)
    for (const words of ['Проба Служителова', 'https://theirs.example/', 'value="https://mine.example/"', 'Област или регион', 'name="version" value="2"'])
      expect(page).toContain(words)
    expect(await read(id)).toMatchObject({ website: 'https://theirs.example/', version: 2 })
    expect((await officer.post(addresses.organisation({ id }), form({ version: '2', website: 'https://mine.example/' }))).status).toBe(303)
    expect(await read(id)).toMatchObject({ website: 'https://mine.example/', kind: 'municipality', version: 3 })
  })

  test('a form that comes back with a fault keeps the version it was opened with', async () => {
    const { id } = await create({ name: { bg: 'Примерово' } })
    done(await changeOrganisation(office.here, office.officer, id, 1, { name: { bg: 'Примерово' }, kind: 'region', country: 'MK' }))
    const page = await (await office.as('officer').post(addresses.organisation({ id }), form({ version: '1', website: 'no address' }))).text()
    expect(page).toContain('name="version" value="1"')
  })

  test('the history tells each field before and after', async () => {
    const { id } = await create({ name: { bg: 'Примерово' } })
    done(
      await changeOrganisation(office.here, office.officer, id, 1, {
        name: { bg: 'Примерово', en: 'Primerovo' },
        kind: 'region',
        country: 'ME',
        placeId: 785537,
      }),
    )
    const page = await (await office.as('officer').get(addresses.organisation({ id }))).text()
    for (const words of [
      'Променени са данни',
      'Промени вида: от „Община или град“ на „Област или регион“.',
      'Вписа името (английски): „Primerovo“.',
      'Промени държавата: от „Северна Македония“ на „Черна гора“.',
    ])
      expect(page).toContain(words)
  })
})

describe('taking back', () => {
  test('a creation', async () => {
    const { id, activityId } = await create({ name: { bg: 'Примерово' } })
    done(await undo(activityId))
    expect([await read(id), (await list({ q: 'Примерово' })).includes(addresses.organisation({ id }))]).toEqual([null, false])
    expect((await office.as('officer').get(addresses.organisation({ id }))).status).toBe(404)
  })

  test('a change, and the change back', async () => {
    const { id } = await create({ name: { bg: 'Примерово' }, aliases: ['Едно'] })
    const before = await read(id)
    const changed = done(
      await changeOrganisation(office.here, office.officer, id, 1, {
        name: { bg: 'Другово' },
        kind: 'school',
        country: 'IT',
        aliases: [],
        notes: { bg: 'Бележка' },
      }),
    )
    done(await undo(changed.activityId))
    expect(await read(id)).toEqual({ ...before, version: 3, updatedAt: NOW })
    expect((await list({ q: 'Едно' })).includes(addresses.organisation({ id }))).toBe(true)
    expect(await undo(changed.activityId)).toMatchObject({ ok: false, refusal: { code: 'undone-already' } })
  })

  test('a removal; but not what was changed since', async () => {
    const { id } = await create({ name: { bg: 'Примерово' } })
    const officer = office.as('officer')
    const removed = await officer.post(addresses.organisationRemoval({ id }), { version: '1' })
    expect([removed.status, removed.headers.get('location')]).toEqual([303, '/organisations'])
    const page = await officer.follow(removed)
    const activityId = /\/activity\/([0-9a-f-]{36})\/undo/.exec(page)![1]!
    expect([await read(id), await suggested('Примерово')]).toEqual([null, []])
    expect((await office.here.db.inOffice(office.officeId, (tx) => organisationsByIds(tx, [id]))).get(id)?.deletedAt).toEqual(NOW)
    done(await undo(activityId))
    expect(await read(id)).toMatchObject({ version: 3, deletedAt: null })
    expect(await suggested('Примерово')).toEqual([id])
    const changed = done(await changeOrganisation(office.here, office.officer, id, 3, { name: { bg: 'Другово' }, kind: 'school', country: 'IT' }))
    done(await changeOrganisation(office.here, office.officer, id, 4, { name: { bg: 'Третово' }, kind: 'school', country: 'IT' }))
    expect(await undo(changed.activityId)).toMatchObject({ ok: false, refusal: { code: 'moved-on' } })
  })

  test('nothing is removed while someone has a post there or a later feature holds it', async () => {
    const { id, activityId } = await create({ name: { bg: 'Примерово' } })
    const holder = async () => 'партньорство „Примерово“'
    expect(await removeOrganisation(office.here, office.officer, id, 1, [holder])).toMatchObject({
      ok: false,
      refusal: { code: 'held', message: expect.stringContaining('партньорство „Примерово“') },
    })
    expect(await undoChange(office.here, office.officer, activityId, { organisation: organisationRestorer([holder]) })).toMatchObject({
      ok: false,
      refusal: { code: 'held' },
    })
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Измислен Човеков' } }))
    const post = done(await addPost(office.here, office.officer, person.id, { organisationId: id, roleClass: 'mayor' }))
    const officer = office.as('officer')
    const refused = await officer.follow(await officer.post(addresses.organisationRemoval({ id }), { version: '1' }))
    expect(refused).toContain('длъжностите на Измислен Човеков')
    expect(await read(id)).not.toBeNull()
    done(await removePost(office.here, office.officer, post.id, 1))
    done(await removeOrganisation(office.here, office.officer, id, 1))
    expect(await read(id)).toBeNull()
  })
})

describe('rights', () => {
  test('a reader reads and writes nothing', async () => {
    const { id } = await create({ name: { bg: 'Примерово' } })
    const reader = office.as('reader')
    const page = await (await reader.get(addresses.organisation({ id }))).text()
    expect([page.includes('Примерово'), page.includes(addresses.organisationEdit({ id })), page.includes('/undo')]).toEqual([true, false, false])
    const answers = [
      await reader.get(addresses.organisationNew()),
      await reader.get(addresses.organisationEdit({ id })),
      await reader.post(addresses.organisations(), form()),
      await reader.post(addresses.organisation({ id }), form({ version: '1' })),
      await reader.post(addresses.organisationRemoval({ id }), { version: '1' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect(await read(id)).toMatchObject({ version: 1 })
  })

  test("another office's organisation is not there", async () => {
    const { id } = await create({ name: { bg: 'Примерово' } })
    const other = await office.openAnother('Община Другаде')
    expect((await other.visit.get(addresses.organisation({ id }))).status).toBe(404)
    expect((await other.visit.post(addresses.organisation({ id }), form({ version: '1' }))).status).toBe(404)
    expect((await other.visit.post(addresses.organisationRemoval({ id }), { version: '1' })).status).toBe(404)
    expect(await (await other.visit.get(addresses.organisations({ q: 'Примерово' }))).text()).not.toContain(id)
    const stranger = done(await createPerson(office.here, other.officer, { name: { bg: 'Измислен Човеков' } }))
    expect(await addPost(office.here, other.officer, stranger.id, { organisationId: id, roleClass: 'mayor' })).toMatchObject({
      ok: false,
      refusal: { code: 'missing' },
    })
  })
})

test('junk is refused in words, never with a broken page', async () => {
  const { id } = await create({ name: { bg: 'Примерово' } })
  const officer = office.as('officer')
  const junk = [
    {},
    { name: 'текст' },
    { 'name.bg': '\u0000' },
    { 'name.bg.bg': 'x', kind: ['a', 'b'] },
    { 'place.id': '9'.repeat(30), 'place.text': "'; --", 'name.bg': 'x', kind: 'other', country: 'BG' },
    { dropSource: 'x', 'source.url': 'x', aliases: 'x'.repeat(7000) },
  ]
  const statuses: number[] = []
  for (const fields of junk) {
    statuses.push((await officer.post(addresses.organisations(), fields)).status, (await officer.post(addresses.organisation({ id }), fields)).status)
  }
  expect([...new Set(statuses)]).toEqual([422])
  expect((await officer.post(addresses.organisation({ id }), form({ version: 'junk' }))).status).toBe(409)
  expect((await officer.get('/organisations/not-an-id')).status).toBe(404)
  expect((await officer.get(addresses.organisation({ id: '01890000-0000-7000-8000-000000000000' }))).status).toBe(404)
})
