// What is known of towns: tags with a source, the starter list and what the office says against it, two numbers of people, and what the ranking is given.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type FormFields, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { addTag, savePeople } from './fact.actions.ts'
import { KNOWN_TAGS, peopleMeant, tagMeant, tagName } from './fact.ts'
import { knownTowns, municipalityPeople, tagsByPlace, tagsOf } from './fact.queries.ts'
import { STARTER_TAGS } from './starter-list.ts'

const [TROYAN, FAENZA, NOVE, GABROVO] = [726_320, 3_177_300, 3_172_183, 731_549]

let office: TestOffice
let officer: Visit

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
})
afterAll(() => office.close())

const form = (more: FormFields = {}): FormFields => ({
  'tag.text': 'Керамика',
  says: 'so',
  source: 'Сайт на общината',
  address: 'https://primer.test/troyan',
  'asOf.year': '2024',
  'asOf.month': '10',
  note: '',
  ...more,
})
const newTag = (place: number): string => addresses.finderTagNew({ place })
const rows = async () =>
  (
    await office.pool.query(
      'select place_id as place, tag, says, source, address, as_of as "asOf", version from town_tag where deleted_at is null order by 1, 2',
    )
  ).rows
const idOf = async (place: number, tag: string): Promise<string> =>
  (await office.pool.query('select id from town_tag where place_id = $1 and tag = $2 and deleted_at is null', [place, tag])).rows[0].id
const inOffice = <T>(read: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, read)
const undoIn = (page: string): string => /action="(\/activity\/[^"]+\/undo)"/.exec(page)![1]!

test.each([
  ['Керамика', 'ceramics'],
  ['  CERAMICS ', 'ceramics'],
  ['urban-water', 'urban-water'],
  ['вода в града', 'urban-water'],
  ['Розово  масло', 'розово масло'],
  ['2000 години', '2000 години'],
  ['а'.repeat(61), null],
  ['—', null],
  [' \u200b ', null],
] as const)('„%s“ means the tag %s', (written, tag) => {
  expect(tagMeant(written)).toBe(tag)
})

test.each([
  ['28504', 28_504],
  ['28 504', 28_504],
  ['28.504', 28_504],
  ['28,504', 28_504],
  ['28\u00a0504', 28_504],
  ['28.50', null],
  ['0', null],
  ['-5', null],
  ['много', null],
  ['999999999', null],
] as const)('„%s“ people are %s', (written, people) => {
  expect(peopleMeant(written)).toBe(people)
})

test('every word of the list has a name of its own in both languages, and comes back by it', () => {
  for (const language of ['bg', 'en'] as const) {
    const names = KNOWN_TAGS.map((tag) => speakingIn(language, () => tagName(tag)))
    expect(names.map(tagMeant)).toEqual([...KNOWN_TAGS])
  }
  expect(tagName('розово масло')).toBe('розово масло')
})

describe('tags', () => {
  test('home’s stand first, each with its source and day, and can be undone', async () => {
    expect(await (await officer.get(addresses.finderFacts())).text()).toContain('Още не е вписано с какво сме известни.')
    const page = await officer.follow(await officer.post(newTag(TROYAN), form()))
    expect(page).toContain('Белегът е записан.')
    expect(await rows()).toEqual([
      { place: TROYAN, tag: 'ceramics', says: 'so', source: 'Сайт на общината', address: 'https://primer.test/troyan', asOf: '2024-10', version: 1 },
    ])
    const facts = await (await officer.get(addresses.finderFacts())).text()
    expect(facts).toMatch(
      /Какво сме ние: Троян<\/h2>[\s\S]*керамика[\s\S]*href="https:\/\/primer\.test\/troyan"[^>]*>Сайт на общината<\/a>[\s\S]*октомври 2024 г\.[\s\S]*Други градове/,
    )
    await officer.post(undoIn(page))
    expect(await rows()).toEqual([])
    await officer.post(newTag(TROYAN), form())
  })

  test.each([
    ['no tag', { 'tag.text': '' }, 'Напишете с какво е известен градът.'],
    ['no source', { source: ' ' }, 'Източник'],
    ['an address that is none', { address: 'javascript:alert(1)' }, 'Адрес на източника'],
    ['a day that is none', { 'asOf.month': '13' }, 'Към коя дата'],
    ['the same again', { 'tag.text': 'ceramics' }, 'За Троян (България) вече е вписано „керамика“.'],
  ])('refuses %s, and nothing typed is lost', async (_, more, words) => {
    const answer = await officer.post(newTag(TROYAN), form({ note: 'не ме губете', ...more }))
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect([page.includes('не ме губете'), page.slice(page.indexOf('ds-error-summary')).includes(words)]).toEqual([true, true])
  })

  test('an empty form says at each field what is missing, and half of one keeps what was typed', async () => {
    /** Faults by field, as they stand beside it, and as the summary names them. */
    const faults = (page: string) => ({
      beside: [...page.matchAll(/id="f-(\w+)-error"><span class="sr">Грешка: <\/span>([^<]+)</g)].map(([, field, words]) => [field, words]),
      above: [...page.matchAll(/<li><a href="#f-(\w+)">([^<]+)<\/a><\/li>/g)].map(([, field, words]) => [field, words]),
    })
    const empty = await officer.post(addresses.finderTagNew(), { 'place.text': '', 'place.id': '', 'tag.text': '', source: '', address: '', note: '' })
    const all = [
      ['place', 'Напишете кой е градът и го изберете от предложените.'],
      ['tag', 'Напишете с какво е известен градът.'],
      ['source', 'Напишете кой го казва: без източник нищо не се вписва.'],
    ]
    expect([empty.status, faults(await empty.text())]).toEqual([422, { beside: all, above: all }])
    // A form without any field at all is an empty one, too.
    expect(faults(await (await officer.post(addresses.finderTagNew(), {})).text()).beside).toEqual(all)
    const half = { 'place.text': 'Faenza', 'place.id': String(FAENZA), 'tag.text': '', says: 'not-so', source: '', 'asOf.year': '2020', note: 'Питахме кмета' }
    const page = await (await officer.post(addresses.finderTagNew(), half)).text()
    expect(faults(page).beside.map(([field]) => field)).toEqual(['tag', 'source'])
    expect(['value="Faenza"', `value="${FAENZA}"`, 'value="2020"', 'Питахме кмета'].filter((words) => !page.includes(words))).toEqual([])
    expect(page).toMatch(/<input[^>]*value="not-so"[^>]*checked/)
    const people = await officer.post(addresses.finderTownPeople({ place: String(FAENZA) }), { people: '', source: '', version: '0' })
    expect(faults(await people.text()).beside).toEqual([
      ['people', 'Впишете цяло число жители, по-голямо от нула.'],
      ['source', 'Напишете кой го казва: без източник нищо не се вписва.'],
    ])
  })

  test('a town is chosen by any of its names; one that is not there is refused', async () => {
    const at = addresses.finderTagNew()
    const made = await officer.post(at, form({ 'place.text': 'faenza', 'place.id': '', 'tag.text': 'река', source: 'Справка' }))
    expect(made.headers.get('location')).toBe(addresses.finderTown({ place: String(FAENZA) }))
    const none = await officer.post(at, form({ 'place.text': 'Няматакъв', 'place.id': '' }))
    expect([none.status, (await none.text()).includes('Списъкът с градовете няма такъв град.')]).toEqual([422, true])
    expect((await officer.post(at, form({ 'place.text': '', 'place.id': '999999999' }))).status).toBe(422)
  })

  test('a stale save is shown, a change stands in the history, a removal comes back', async () => {
    const id = await idOf(TROYAN, 'ceramics')
    const at = addresses.finderTag({ id })
    expect((await officer.post(at, form({ version: '1', source: 'Отчет за 2025 г.', 'asOf.year': '', 'asOf.month': '' }))).status).toBe(303)
    const late = await officer.post(at, form({ version: '1', source: 'Друг източник' }))
    const conflict = await late.text()
    expect(late.status).toBe(409)
    expect(conflict).toMatch(/<th scope="row">Източник<\/th><td[^>]*>Отчет за 2025 г\.<\/td><td[^>]*>Друг източник<\/td>/)
    expect(conflict).toContain('value="Друг източник"')
    const page = await (await officer.get(at)).text()
    expect([page.includes('от „Сайт на общината“ на „Отчет за 2025 г.“'), page.includes('Променено')]).toEqual([true, true])
    expect(await (await officer.get(addresses.finderTown({ place: String(TROYAN) }))).text()).toContain('датата не е известна')
    const gone = await officer.follow(await officer.post(addresses.finderTagRemoval({ id }), { version: '2' }))
    expect([gone.includes('Белегът е премахнат.'), (await officer.get(at)).status]).toEqual([true, 404])
    // Said anew meanwhile, the old one does not come back beside it.
    const again = await officer.follow(await officer.post(newTag(TROYAN), form()))
    expect(await officer.follow(await officer.post(undoIn(gone)))).toContain('вече е вписано „керамика“')
    await officer.post(undoIn(again))
    await officer.post(undoIn(gone))
    expect((await rows()).find(({ place }) => place === TROYAN)).toMatchObject({ source: 'Отчет за 2025 г.', asOf: null })
  })
})

test('the starter list is known without a row; the office’s own source goes before it, and „not so“ takes it back', async () => {
  const starter = STARTER_TAGS.find(({ placeId }) => placeId === NOVE)!
  const known = () => inOffice((tx) => tagsOf(tx, NOVE))
  expect(await known()).toEqual([{ tag: 'ceramics', source: starter.source, address: starter.address }])
  const town = addresses.finderTown({ place: String(NOVE) })
  const page = await (await officer.get(town)).text()
  expect([page.includes('от началния списък'), page.includes('AiCC, Associazione Italiana')]).toEqual([true, true])
  const deny = /href="([^"]*says=not-so)"/.exec(page)![1]!.replaceAll('&amp;', '&')
  const filled = await (await officer.get(deny)).text()
  expect([/value="керамика"/.test(filled), /value="not-so" checked/.test(filled)]).toEqual([true, true])
  const denied = await officer.follow(await officer.post(newTag(NOVE), form({ says: 'not-so', source: 'Наша проверка' })))
  expect([denied.includes('<del>керамика</del>'), await known(), await inOffice(async (tx) => (await tagsByPlace(tx)).has(NOVE))]).toEqual([true, [], false])
  const id = await idOf(NOVE, 'ceramics')
  await officer.post(addresses.finderTag({ id }), form({ version: '1', source: 'Музей' }))
  expect(await known()).toEqual([{ tag: 'ceramics', source: 'Музей', address: 'https://primer.test/troyan' }])
  await officer.post(addresses.finderTagRemoval({ id }), { version: '2' })
  expect((await known())[0]!.source).toBe(starter.source)
})

test('the ranking is given all of it in one question: the whole starter list and the office’s own tags', async () => {
  const all = await inOffice((tx) => tagsByPlace(tx))
  expect(STARTER_TAGS.every(({ placeId }) => all.get(placeId)?.some(({ tag }) => tag === 'ceramics'))).toBe(true)
  expect(all.get(FAENZA)!.map(({ tag }) => tag)).toEqual(['river', 'ceramics'])
  expect(all.size).toBe(STARTER_TAGS.length + 1)
})

describe('people of the municipality', () => {
  const at = addresses.finderTownPeople({ place: String(TROYAN) })
  const people = (more: FormFields = {}): FormFields => ({ version: '0', people: '28 504', source: 'НСИ', address: '', 'asOf.year': '2024', note: '', ...more })

  test('stands beside the town’s number, with day and source; until then it is unknown', async () => {
    const page = () => officer.get(addresses.finderFacts()).then((answer) => answer.text())
    expect(await page()).toMatch(
      /Жители на града<\/dt><dd>21[\s\u00a0]162 <span class="sub">според GeoNames<\/span><\/dd><dt>Жители на общината<\/dt><dd>не е известно/,
    )
    expect((await inOffice((tx) => municipalityPeople(tx, [TROYAN]))).size).toBe(0)
    const saved = await officer.follow(await officer.post(at, people()))
    expect(saved).toContain('Жителите на общината са записани.')
    expect(await page()).toMatch(/Жители на общината<\/dt><dd>28[\s\u00a0]504 [\s\S]*?НСИ[\s\S]*?към 2024 г\./)
    expect([...(await inOffice((tx) => municipalityPeople(tx, [TROYAN, FAENZA])))]).toEqual([[TROYAN, { people: 28_504, asOf: '2024', source: 'НСИ' }]])
    await officer.post(undoIn(saved))
    expect(await page()).toContain('<dt>Жители на общината</dt><dd>не е известно')
    await officer.post(at, people())
  })

  test('nonsense is refused, a second first one and a stale one are shown what stands there', async () => {
    const wrong = await officer.post(at, people({ version: '3', people: 'около 30 хиляди' }))
    expect([wrong.status, (await wrong.text()).includes('Впишете цяло число жители')]).toEqual([422, true])
    const late = await officer.post(at, people({ people: '30000' }))
    expect([late.status, /28[\s\u00a0]504<\/td><td[^>]*>30[\s\u00a0]000/.test(await late.text())]).toEqual([409, true])
    const { version } = (await office.pool.query('select version from town_people where deleted_at is null')).rows[0]
    const gone = await officer.follow(await officer.post(addresses.finderTownPeopleRemoval({ place: String(TROYAN) }), { version: String(version) }))
    expect(gone).toContain('вече не са известни')
    const after = await officer.post(at, people({ version: String(version) }))
    expect([after.status, (await after.text()).includes('Това число вече е премахнато.')]).toEqual([409, true])
    await officer.post(undoIn(gone))
    expect((await officer.get(addresses.finderTownPeople({ place: '999999999' }))).status).toBe(404)
    expect((await officer.post(addresses.finderTownPeople({ place: 'x' }), people())).status).toBe(404)
  })
})

describe('the list of towns', () => {
  const list = (query: Record<string, string>) => officer.get(addresses.finderFacts(query)).then((answer) => answer.text())
  const townsIn = (page: string): string[] => [...page.matchAll(/href="\/finder\/facts\/(\d+)">([^<]+)</g)].map(([, , name]) => name!)

  test('holds the loaded towns of the starter list and of the office, without home; by tag, country and name', async () => {
    done(await addTag(office.here, office.officer, GABROVO, { tag: 'розово масло', says: 'so', source: 'Сайт', address: null, asOf: null, note: '' }))
    expect(townsIn(await list({ country: 'IT', q: 'deru' }))).toEqual(['Deruta'])
    expect(townsIn(await list({ tag: 'river' }))).toEqual(['Faenza'])
    expect(townsIn(await list({ tag: 'река', country: 'BG' }))).toEqual([])
    expect(townsIn(await list({ country: 'BG' }))).toEqual(['Габрово'])
    expect(townsIn(await list({ country: 'BG', tag: 'Розово масло' }))).toEqual(['Габрово'])
    expect(townsIn(await list({ q: '景德镇' }))).toEqual(['Jingdezhen'])
    expect(townsIn(await list({ tag: 'ceramics', country: 'FR' }))).toEqual(['Обан', 'Лимож'])
    const none = await list({ tag: 'море' })
    expect([townsIn(none), none.includes('Няма град с такъв белег')]).toEqual([[], true])
    expect(await list({})).toContain('<option value="розово масло">розово масло</option>')
    expect(await (await officer.get(addresses.finderFactWords({ q: 'роз' }))).json()).toEqual({ items: [{ id: '', title: 'розово масло' }] })
  })

  test('is paged by key and costs the same questions with one and with sixty towns', async () => {
    const statements = () => office.statements(() => inOffice((tx) => knownTowns(tx, TROYAN, {}, {})))
    const before = await statements()
    await office.pool.query(
      `insert into place (id, name, country, admin1, admin2, feature_code, latitude, longitude, population, time_zone, names)
       select 990000 + n, 'Uzorevo ' || lpad(n::text, 2, '0'), 'MK', '1', '', 'PPL', 42, 22, 900, 'Europe/Skopje', '{}' from generate_series(1, 60) as n`,
    )
    for (let n = 1; n <= 60; n += 1)
      done(await savePeople(office.here, office.officer, 990_000 + n, 0, { people: 1000 + n, source: 'Статистика', address: null, asOf: null, note: '' }))
    expect(await statements()).toBe(before)
    const first = await list({ country: 'MK' })
    expect([townsIn(first).length, first.includes('60 града')]).toEqual([50, true])
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = await (await officer.get(next)).text()
    expect(townsIn(second)).toEqual(Array.from({ length: 10 }, (_, n) => `Uzorevo ${51 + n}`))
    const back = /rel="prev" href="([^"]+)"/.exec(second)![1]!.replaceAll('&amp;', '&')
    expect(townsIn(await (await officer.get(back)).text())).toEqual(townsIn(first))
  })
})

test('readers see it and write nothing; another office sees none of it, and the starter list all the same', async () => {
  const reader = office.as('reader')
  const id = await idOf(TROYAN, 'ceramics')
  const page = await (await reader.get(addresses.finderFacts())).text()
  expect([page.includes('керамика'), page.includes('Нов белег'), page.includes('Не е така')]).toEqual([true, false, false])
  for (const [path, fields] of [
    [newTag(TROYAN), form()],
    [addresses.finderTag({ id }), form({ version: '1' })],
    [addresses.finderTagRemoval({ id }), { version: '1' }],
    [addresses.finderTownPeople({ place: String(TROYAN) }), { version: '0' }],
    [addresses.finderFactsTable(), { text: 'x' }],
    [addresses.finderFactsWriting(), { rows: 'x' }],
  ] as const)
    expect((await reader.post(path, fields)).status).toBe(403)
  const { visit } = await office.openAnother('Община Друга')
  expect((await visit.get(addresses.finderTag({ id }))).status).toBe(404)
  expect((await visit.post(addresses.finderTag({ id }), form({ version: '3' }))).status).toBe(404)
  const faenza = await (await visit.get(addresses.finderTown({ place: String(FAENZA) }))).text()
  expect([...faenza.matchAll(/<span class="strong">([^<]+)<\/span>/g)].map(([, tag]) => tag)).toEqual(['керамика'])
})
