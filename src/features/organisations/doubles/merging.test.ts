// Merging through HTTP: field by field, seen before, undone after; the old address leads on, and nothing typed is lost.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { mergedInto, takenUpBy } from './merging.queries.ts'
import { mergedState, mergeRows, unitedState } from './merging.ts'
import { changeOrganisation, createOrganisation } from '../organisation.actions.ts'
import { organisationChoices } from '../organisation.queries.ts'
import type { OrganisationFacts } from '../organisation.ts'
import { createPerson } from '../people/person.actions.ts'
import { addPost } from '../people/post.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'likeness_key', 'milestone', 'partnership', 'post', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const organisation = async (name: string, facts: Partial<OrganisationFacts> = {}) =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK', ...facts })).id
const person = async (name: string) => done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
const merging = (...ids: string[]): string => `${addresses.organisationMerging()}?${ids.map((id) => `id=${id}`).join('&')}`
const form = (versions: Record<string, number>, keep: string, take: Record<string, string> = {}) => ({
  ...Object.fromEntries(Object.entries(versions).map(([id, version]) => [`version.${id}`, String(version)])),
  keep,
  ...Object.fromEntries(Object.entries(take).map(([name, value]) => [`take.${name}`, value])),
})
const merge = (versions: Record<string, number>, keep: string, take: Record<string, string> = {}) =>
  office.as('officer').post(addresses.organisationMerging(), form(versions, keep, take))
const stored = async (id: string) =>
  (
    await office.pool.query<{ name: string; kind: string; website: string | null; aliases: string[]; notes: string | null; version: number }>(
      `select name #>> '{in,bg,text}' as name, kind, website, aliases, notes #>> '{in,bg,text}' as notes, version from organisation where id = $1`,
      [id],
    )
  ).rows[0]
/** name=value of every radio that is chosen. */
const chosenIn = (page: string): string[] =>
  [...page.matchAll(/<input[^>]*type="radio"[^>]*>/g)]
    .map(([input]) => input)
    .filter((input) => / checked/.test(input))
    .map((input) => `${/name="([^"]+)"/.exec(input)![1]}=${/value="([^"]+)"/.exec(input)![1]}`)
const undoIn = (page: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(page)![1]!

describe('what is chosen', () => {
  const at = '2026-01-01T00:00:00.000Z'
  const text = (bg: string, en?: string) => ({
    source: 'bg',
    in: { bg: { text: bg, at, checked: true }, ...(en === undefined ? {} : { en: { text: en, at, checked: true } }) },
  })
  const fields = [
    { name: 'name', label: 'Име', languages: (code: string) => code },
    { name: 'notes', label: 'Бележки', languages: (code: string) => code },
    { name: 'kind', label: 'Вид', show: String },
    { name: 'site', label: 'Сайт', show: String },
    { name: 'aliases', label: 'Други', show: (names: unknown) => (names as string[]).join(', ') },
  ]
  const records = [
    { id: 'a', snapshot: { name: text('Едно'), notes: text('Първо'), kind: 'x', site: null, aliases: ['1'], hidden: null } },
    { id: 'b', snapshot: { name: text('Друго', 'Other'), notes: text('Второ'), kind: 'x', site: 's', aliases: ['1', '2'], hidden: 'h' } },
  ]
  const rows = (take: Record<string, string> = {}, keep = 'a') =>
    mergeRows(fields, records, keep, take).map(({ name, options, settled }) => [name, options.find(({ chosen }) => chosen)?.value, settled])

  test('the kept one speaks first, what it lacks the other gives, lists and notes are united', () => {
    expect(rows()).toEqual([
      ['name.bg', 'a', false],
      ['name.en', 'b', false],
      ['notes.bg', 'all', false],
      ['kind', 'a', true],
      ['site', 'b', false],
      ['aliases', 'all', false],
    ])
    expect(mergedState(fields, records, 'a', {})).toEqual({
      name: { source: 'bg', in: { bg: text('Едно').in.bg, en: { text: 'Other', at, checked: true } } },
      notes: text('Първо\n\nВторо'),
      kind: 'x',
      site: 's',
      aliases: ['1', '2'],
      hidden: 'h',
    })
  })

  test('what was chosen holds, also an empty field; junk is no choice', () => {
    const take = { 'name.bg': 'b', 'name.en': 'a', 'notes.bg': 'b', site: 'a', aliases: 'a', kind: 'junk' }
    expect(rows(take).map(([, chosen]) => chosen)).toEqual(['b', 'a', 'b', 'a', 'a', 'a'])
    expect(mergedState(fields, records, 'a', take)).toMatchObject({ name: text('Друго'), notes: text('Второ'), site: null, aliases: ['1'] })
  })

  test('where nobody chooses, the kept one’s own stands and the rest is added', () => {
    expect(unitedState({ a: 1, b: null, list: ['x'], note: text('Едно') }, { a: 2, b: 3, list: ['x', 'y'], note: text('Друго') })).toEqual({
      a: 1,
      b: 3,
      list: ['x', 'y'],
      note: text('Едно\n\nДруго'),
    })
  })
})

describe('on the page', () => {
  test('side by side with what points to each; the merge, its notice, its undo', async () => {
    const a = await organisation('Примерово', { website: 'https://a.example/' })
    const b = await organisation('Primerovo', { website: 'https://b.example/', aliases: ['Старо Примерово'] })
    const mayor = await person('Измислен Човеков')
    done(await addPost(office.here, office.officer, mayor, { organisationId: b, roleClass: 'mayor' }))
    const officer = office.as('officer')
    const page = await (await officer.get(merging(a, b))).text()
    expect(chosenIn(page)).toEqual([`keep=${b}`, `take.name.bg=${b}`, `take.aliases=${b}`, `take.website=${b}`])
    expect(page).toContain('1 длъжност')
    expect((await office.as('reader').get(merging(a, b))).status).toBe(403)

    const merged = await officer.post(addresses.organisationMerging(), form({ [a]: 1, [b]: 1 }, a, { 'name.bg': a, website: b, aliases: b }))
    expect(merged.headers.get('location')).toBe(addresses.organisation({ id: a }))
    const after = await officer.follow(merged)
    expect(after).toContain('Записите са обединени.')
    expect(after).toContain('Обединени тук записи')
    expect(after).toContain('Измислен Човеков')
    expect(await stored(a)).toEqual({
      name: 'Примерово',
      kind: 'municipality',
      website: 'https://b.example/',
      aliases: ['Старо Примерово', 'Primerovo'],
      notes: null,
      version: 2,
    })
    // Found by every name it had, and found once.
    for (const q of ['Примерово', 'Старо'])
      expect((await office.here.db.inOffice(office.officeId, (tx) => organisationChoices(tx, q))).map(({ id }) => id)).toEqual([a])

    // The old address leads on, and the record as it was is still there, with its history.
    const old = await officer.get(addresses.organisation({ id: b }))
    expect([old.status, old.headers.get('location')]).toEqual([302, addresses.organisation({ id: a })])
    expect((await officer.get(addresses.organisationEdit({ id: b }))).headers.get('location')).toBe(addresses.organisationEdit({ id: a }))
    const was = await (await officer.get(addresses.organisationMerged({ id: b }))).text()
    expect(was).toContain('Primerovo: запис преди обединяването')
    expect(was).toContain('Записана е организацията')
    expect((await officer.get(addresses.organisationMerged({ id: a }))).status).toBe(404)

    await officer.post(undoIn(after))
    expect(await stored(a)).toMatchObject({ website: 'https://a.example/', aliases: [] })
    expect((await officer.get(addresses.organisation({ id: b }))).status).toBe(200)
    // Taken back, it can be merged again, the other way round.
    expect((await merge({ [a]: 3, [b]: 3 }, b)).headers.get('location')).toBe(addresses.organisation({ id: b }))
    expect((await officer.get(addresses.organisation({ id: a }))).headers.get('location')).toBe(addresses.organisation({ id: b }))
  })

  test('changed in another tab: shown, with the choices kept; merged there: said, with what is left to do', async () => {
    const [a, b, c] = [await organisation('Примерово', { website: 'https://a.example/' }), await organisation('Primerovo'), await organisation('Трето')]
    done(await changeOrganisation(office.here, office.officer, b, 1, { name: { bg: 'Primerovo' }, kind: 'school', country: 'MK' }))
    const stale = await merge({ [a]: 1, [b]: 1 }, b, { 'name.bg': a, website: b })
    expect(stale.status).toBe(409)
    const page = await stale.text()
    expect(page).toContain('„Primerovo“ е променен, докато сравнявахте.')
    expect(chosenIn(page)).toEqual([`keep=${b}`, `take.name.bg=${a}`, `take.kind=${b}`, `take.website=${b}`])
    expect(page).toContain(`name="version.${b}" value="2"`)
    expect((await merge({ [b]: 2, [c]: 1 }, c)).status).toBe(303)
    const gone = await merge({ [a]: 1, [b]: 2 }, a)
    expect(gone.status).toBe(422)
    expect(await gone.text()).toContain('Един от записите междувременно е обединен с „Трето“.')
  })

  test('a form left open over a merge loses nothing: it comes back beside the record that took the other up', async () => {
    const [a, b] = [await organisation('Примерово'), await organisation('Primerovo')]
    await merge({ [a]: 1, [b]: 1 }, a)
    const officer = office.as('officer')
    const typed = { 'name.bg': 'Primerovo', kind: 'municipality', country: 'MK', website: 'https://typed.example/', version: '1' }
    const answer = await officer.post(addresses.organisation({ id: b }), typed)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain(`action="${addresses.organisation({ id: a })}"`)
    expect(page).toContain('https://typed.example/')
    expect((await officer.post(addresses.organisation({ id: a }), { ...typed, version: '2', keepTwin: 'yes' })).status).toBe(303)
    expect(await stored(a)).toMatchObject({ website: 'https://typed.example/' })
  })

  test('chains lead to their end, and a loop made by force leads nowhere instead of hanging', async () => {
    const [a, b, c] = [await organisation('Първо'), await organisation('Второ'), await organisation('Трето')]
    await merge({ [a]: 1, [b]: 1 }, b)
    await merge({ [b]: 2, [c]: 1 }, c)
    const officer = office.as('officer')
    for (const id of [a, b]) expect((await officer.get(addresses.organisation({ id }))).headers.get('location')).toBe(addresses.organisation({ id: c }))
    const read = await office.here.db.inOffice(office.officeId, async (tx) => ({
      into: await mergedInto(tx, 'organisation', a),
      taken: (await takenUpBy(tx, 'organisation', c)).map(({ id }) => id).sort(),
    }))
    expect(read).toEqual({ into: c, taken: [a, b].sort() })
    await office.pool.query('update organisation set merged_into_id = $1, deleted_at = now() where id = $2', [a, c])
    expect((await officer.get(addresses.organisation({ id: a }))).status).toBe(404)
    expect(await office.here.db.inOffice(office.officeId, async (tx) => (await takenUpBy(tx, 'organisation', c)).length)).toBe(2)
  })

  test('bad requests are answered in words', async () => {
    const [a, b] = [await organisation('Примерово'), await organisation('Primerovo')]
    const other = await office.openAnother('Друга община')
    const theirs = done(await createOrganisation(office.here, other.officer, { name: { bg: 'Чужда' }, kind: 'municipality', country: 'MK' })).id
    const officer = office.as('officer')
    const words = async (answer: Response | Promise<Response>) => {
      const read = await answer
      return [read.status, /id="errors"[\s\S]*?<li>(.*?)<\/li>/.exec(await read.text())?.[1]?.replace(/<[^>]+>/g, '')]
    }
    expect(await words(merge({ [a]: 1 }, a))).toEqual([422, 'Един запис не може да се обедини сам със себе си. Изберете два различни.'])
    expect(await words(merge({ [a]: 1, [b]: 1 }, theirs))).toEqual([409, 'Изберете кой запис остава'])
    expect(await words(merge({ [a]: 1, [theirs]: 1 }, a))).toEqual([422, 'Един от записите вече не е в регистъра.'])
    expect((await merge({ [theirs]: 1 }, theirs)).status).toBe(404)
    expect((await officer.get(merging(theirs))).status).toBe(404)
    expect((await officer.get(merging(a, a))).status).toBe(200)
    expect((await officer.get(`${merging(a)}&with.id=${a}&with.text=Примерово`)).status).toBe(422)
    expect((await officer.get(`${merging(a)}&with.id=&with.text=Primerovo`)).headers.get('location')).toBeNull()
    expect((await officer.get(`${merging(a)}&with.id=${b}&with.text=Primerovo`)).headers.get('location')).toBe(merging(a, b))
    expect((await officer.get(addresses.organisationMerging())).status).toBe(404)
    expect((await officer.post(addresses.organisationMerging(), {})).status).toBe(404)
  })

  test('three at once; people too, with what follows them', async () => {
    const [a, b, c] = [await organisation('Примерово'), await organisation('Primerovo'), await organisation('Примерово 3')]
    expect((await merge({ [a]: 1, [b]: 1, [c]: 1 }, a)).status).toBe(303)
    expect(await stored(a)).toMatchObject({ aliases: ['Primerovo', 'Примерово 3'] })
    const [p, q] = [await person('Измислен Човеков'), await person('Izmislen Chovekov')]
    done(await addPost(office.here, office.officer, q, { organisationId: a, roleClass: 'mayor' }))
    const officer = office.as('officer')
    const page = await (await officer.get(`${addresses.personMerging()}?id=${p}&id=${q}`)).text()
    expect(page).toContain('1 длъжност')
    const merged = await officer.post(addresses.personMerging(), form({ [p]: 1, [q]: 1 }, p))
    expect(merged.headers.get('location')).toBe(addresses.person({ id: p }))
    expect(await officer.follow(merged)).toContain(addresses.organisation({ id: a }))
    expect((await officer.get(addresses.person({ id: q }))).headers.get('location')).toBe(addresses.person({ id: p }))
    expect(await (await officer.get(addresses.personMerged({ id: q }))).text()).toContain('Izmislen Chovekov')
  })

  test('a partnership that became one with another is found at its old addresses, the office’s and the citizens’', async () => {
    const [a, b] = [await organisation('Примерово'), await organisation('Друго Примерово')]
    const begun = { type: 'contact', published: true } as const
    const first = done(await createPartnership(office.here, office.officer, { ...begun, organisationId: a })).id
    const second = done(await createPartnership(office.here, office.officer, { ...begun, organisationId: b })).id
    done(await addMilestone(office.here, office.officer, second, { kind: 'signing', side: 'both', date: '2003' }))
    const slugOf = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id)))!.slug
    const [kept, old] = [await slugOf(first), await slugOf(second)]
    await merge({ [a]: 1, [b]: 1 }, a)
    const officer = office.as('officer')
    expect((await officer.get(addresses.partnership({ id: second }))).headers.get('location')).toBe(addresses.partnership({ id: first }))
    const moved = await office.as('nobody').get(addresses.sitePartner({ lang: 'bg', slug: old }))
    expect([moved.status, moved.headers.get('location')]).toEqual([302, addresses.sitePartner({ lang: 'bg', slug: kept })])
    const history = await (await officer.get(`${addresses.partnership({ id: first })}?view=history`)).text()
    expect(history).toContain('Обединени са две партньорства с един и същ партньор')
  })
})
