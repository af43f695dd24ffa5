// The yearly round: whom nobody confirmed for a year, one key each, a whole organisation at once, and the letter that asks.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { letterIn, letterLanguage, LETTER_LANGUAGES, nameIn } from './letter.ts'
import { createOrganisation } from '../organisation.actions.ts'
import { createPerson } from './person.actions.ts'
import { addPost } from './post.actions.ts'
import { roundCounts, roundPage } from './round.queries.ts'

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'post', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const town = async (bg: string, country = 'MK') =>
  done(await createOrganisation(office.here, office.officer, { name: { bg }, kind: 'municipality', country })).id
const holder = async (organisationId: string, bg: string, confirmedOn: string | null, more: object = {}) => {
  const id = done(await createPerson(office.here, office.officer, { name: { bg }, email: 'made-up@example.org', phone: '0888' })).id
  return { id, post: done(await addPost(office.here, office.officer, id, { organisationId, roleClass: 'mayor', confirmedOn, ...more })).id }
}
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const round = async () =>
  (await inOffice((tx) => roundPage(tx, TODAY, {}))).rows.map(({ organisation, waiting, holders }) => [
    organisation.name.in['bg']!.text,
    waiting,
    holders.map(({ person }) => person.name.in['bg']!.text),
  ])
const confirmedOf = async () =>
  (await office.pool.query<{ day: string | null }>('select confirmed_on::text as day from post where office_id = $1 order by id', [office.officeId])).rows.map(
    ({ day }) => day,
  )

test('those unconfirmed for a year or never wait, the oldest first; the past, the fresh and the removed do not', async () => {
  const [near, far] = [await town('Близково'), await town('Далеково')]
  await holder(near, 'Стар Потвърден', '2025-11-23')
  await holder(near, 'Пресен Потвърден', '2025-11-24')
  await holder(far, 'Никога Питан', null)
  await holder(far, 'Най Стар', '2020-01-01')
  await holder(far, 'Бивш Кметов', null, { toDate: '2023' })
  const gone = await holder(far, 'Премахнат Човеков', null)
  await office.as('officer').post(addresses.personRemoval({ id: gone.id }), { version: '1' })
  expect(await round()).toEqual([
    ['Далеково', 2, ['Никога Питан', 'Най Стар']],
    ['Близково', 1, ['Стар Потвърден']],
  ])
  expect(await inOffice((tx) => roundCounts(tx, TODAY))).toEqual({ held: 4, waiting: 3 })
  const page = await (await office.as('officer').get(addresses.peopleRound())).text()
  expect(page).toContain('1 от 4 са потвърдени през последните 12 месеца')
  expect(page).toContain('не е потвърждавано 12 месеца')
  const first = await (await office.as('officer').get(addresses.today())).text()
  expect(first).not.toContain('Верни ли са още')
  const reader = await (await office.as('reader').get(addresses.peopleRound())).text()
  expect([reader.includes('Никога Питан'), reader.includes('<form method="post" action="/people')]).toEqual([true, false])
})

test('one is confirmed and one comes back to the same page of the round', async () => {
  const near = await town('Близково')
  const { id, post } = await holder(near, 'Стар Потвърден', '2024-01-01')
  const officer = office.as('officer')
  const answer = await officer.post(addresses.postConfirmation({ id, post }), { version: '1', back: 'round', to: '/people/round?after=x' })
  expect([answer.headers.get('location'), await confirmedOf(), await round()]).toEqual(['/people/round?after=x', [TODAY], []])
  const elsewhere = await officer.post(addresses.postConfirmation({ id, post }), { version: '2', back: 'round', to: 'https://evil.example/' })
  expect(elsewhere.headers.get('location')).toBe('/')
  expect(await (await officer.get(addresses.peopleRound())).text()).toContain('Всички са потвърдени')
})

test('a whole organisation is confirmed at once and taken back at once; what changed meanwhile stops all of it', async () => {
  const near = await town('Близково')
  const [one, two] = [await holder(near, 'Първи Чакащ', null), await holder(near, 'Втори Чакащ', '2024-01-01')]
  const officer = office.as('officer')
  const posts = (version = '1') => ({
    'posts.0.id': one.post,
    'posts.0.version': '1',
    'posts.1.id': two.post,
    'posts.1.version': version,
    to: addresses.peopleRound(),
  })
  const shown = await officer.follow(await officer.post(addresses.organisationConfirmation({ id: near }), posts()))
  expect([shown.includes('Потвърдени са 2 души от Близково.'), await confirmedOf()]).toEqual([true, [TODAY, TODAY]])
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(shown)![1]!)
  expect(await confirmedOf()).toEqual([null, '2024-01-01'])
  const stale = await officer.follow(await officer.post(addresses.organisationConfirmation({ id: near }), posts()))
  expect([stale.includes('Някой промени тези длъжности'), await confirmedOf()]).toEqual([true, [null, '2024-01-01']])
  const other = await town('Друго')
  const stranger = await officer.follow(
    await officer.post(addresses.organisationConfirmation({ id: other }), { 'posts.0.id': one.post, 'posts.0.version': '3' }),
  )
  expect([stranger.includes('Някой промени'), await confirmedOf()]).toEqual([true, [null, '2024-01-01']])
  expect((await office.as('reader').post(addresses.organisationConfirmation({ id: near }), posts())).status).toBe(403)
})

test('the round is paged by key and asks the database as often for many as for one', async () => {
  const first = await town('Първо')
  await holder(first, 'Човек Измислен', null)
  const visit = office.as('officer')
  const statements = () => office.statements(() => visit.get(addresses.peopleRound()))
  const few = await statements()
  for (let n = 0; n < 20; n++) {
    const id = await town(`Място ${String(n).padStart(2, '0')}`)
    await holder(id, `Човек ${n}`, n % 3 === 0 ? null : `2024-01-${String(n + 1).padStart(2, '0')}`)
  }
  expect(await statements()).toBe(few)
  const seen: string[] = []
  let path: string | undefined = addresses.peopleRound()
  while (path !== undefined) {
    const page = await (await visit.get(path)).text()
    seen.push(...[...page.matchAll(/<section class="sect round" id="o-([^"]+)"/g)].map((match) => match[1]!))
    path = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect([seen.length, new Set(seen).size]).toEqual([21, 21])
  for (const junk of ['x', Buffer.from(`${first}not-a-day`).toString('base64url')])
    expect((await visit.get(addresses.peopleRound({ after: junk }))).status).toBe(200)
})

test('the letter names people and posts in the partner’s language and nothing else of theirs', async () => {
  const near = done(
    await createOrganisation(office.here, office.officer, {
      name: { bg: 'Примерово', en: 'Primerovo' },
      nativeName: 'Примерово на Вардар',
      nativeLanguage: 'mk',
      kind: 'municipality',
      country: 'MK',
    }),
  ).id
  await holder(near, 'Анго Ангов', null)
  await holder(near, 'Бивш Кметов', null, { toDate: '2023' })
  const officer = office.as('officer')
  const letter = async (lang?: string) => (await officer.get(addresses.roundLetter({ id: near }, { lang }))).text()
  const page = await letter()
  for (const words of ['Почитувани колеги', 'Примерово на Вардар', '– Анго Ангов, градоначалник', 'Проба Служителова']) expect(page).toContain(words)
  const text = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(page)![1]!
  for (const secret of ['made-up@example.org', '0888', 'Бивш Кметов']) expect(text).not.toContain(secret)
  expect(await letter('fr')).toContain('Chers collègues')
  expect(await letter('xx')).toContain('Почитувани колеги')
  expect((await office.as('reader').get(addresses.roundLetter({ id: near }))).status).toBe(403)
})

test('each language has its letter; another country is written to in English', () => {
  for (const language of LETTER_LANGUAGES) {
    const { subject, text } = letterIn(language, { organisation: '$& Проба', people: [{ name: 'Анго Ангов', role: '' }], from: ['Проба'] })
    expect([subject === '', text.includes('$& Проба'), text.includes('– Анго Ангов\n'), text.includes('{')]).toEqual([false, true, true, false])
  }
  expect([letterLanguage(undefined, 'it'), letterLanguage(undefined, 'zh'), letterLanguage('bg', 'it'), letterLanguage('', null)]).toEqual([
    'it',
    'en',
    'bg',
    'en',
  ])
  const name = {
    name: { source: 'bg', in: { bg: { text: 'Дойран', at: '', checked: true }, en: { text: 'Doiran', at: '', checked: true } } },
    nativeName: 'Дојран',
    nativeLanguage: 'mk',
  }
  expect([nameIn('mk', name), nameIn('en', name), nameIn('bg', name), nameIn('fr', name)]).toEqual(['Дојран', 'Doiran', 'Дойран', 'Doiran'])
  const bulgarian = { name: { source: 'bg', in: { bg: { text: 'Измислен Човеков', at: '', checked: true } } }, nativeName: '某人', nativeLanguage: 'zh' }
  expect([nameIn('fr', bulgarian), nameIn('mk', bulgarian)]).toEqual(['Izmislen Chovekov', 'Измислен Човеков'])
})
