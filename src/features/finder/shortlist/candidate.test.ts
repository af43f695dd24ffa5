// The shortlist: what the finder's lists post of towns, what of it comes back as data and never as markup, notes under two hands, the way back of every deed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { openOffice, type FormFields, type TestOffice, TROYAN, type Visit } from '../../../../tests/support/open-office.ts'
import { undo } from '../../today/journal.actions.ts'
import { candidatesByPlace } from './candidate.queries.ts'
import { type Deed, DEEDS, NOTHING_SAID, originInWords, type Judgement, judgementAfter } from './candidate.ts'
import type { Finding } from '../finder.ts'

let office: TestOffice
let officer: Visit
/** GeoNames ids of towns in the test's gazetteer, by name. */
let town: (name: string) => number

const FOUND: Finding = {
  mode: 'similar',
  scope: { country: 'IT' },
  wishes: { factors: { size: 2, sea: 0 }, ties: {}, tags: { ceramics: 3 } },
  profile: 'Керамика и вода',
  rank: 3,
  among: 1204,
  score: 4.2,
  factors: { ground: 0.4, size: 1.1, sea: -0.2, unheard_of: 0.1 },
  reasons: ['<b>Фаенца</b> е побратимена с Джиндъджън'],
  learned: '2026-11-20',
  foundOn: '2026-11-27',
}

beforeAll(async () => {
  office = await openOffice({ today: '2026-11-27' })
  officer = office.as('officer')
  const { rows } = await office.pool.query<{ id: number; name: string }>('select id, name from place order by population desc')
  town = (name) => rows.find((row) => row.name === name)!.id
})
afterAll(() => office.close())

const does = (deed: string, place: number | string, more: FormFields = {}): Promise<Response> =>
  officer.post(addresses.finderShortlist(), { place: String(place), deed, ...more })
const rows = async () =>
  (
    await office.pool.query(
      `select place_id as place, pinned_on::text as pinned, excluded_on::text as excluded, excluded_why as why, shortlisted_on::text as listed, note, version,
        finding ->> 'rank' as rank from finder_candidate where office_id = $1 order by created_at, id`,
      [office.officeId],
    )
  ).rows
const undoOf = (page: string): string => /action="(\/activity\/[^"]+\/undo)"/.exec(page)![1]!

const said = (more: Partial<Judgement>): Judgement => ({ ...NOTHING_SAID, ...more })
test.each([
  ['pin', said({}), said({ pinnedOn: 'D' })],
  ['pin', said({ pinnedOn: 'A' }), said({ pinnedOn: 'A' })],
  ['pin', said({ excludedOn: 'A', excludedWhy: 'далече' }), said({ pinnedOn: 'D' })],
  ['unpin', said({ pinnedOn: 'A', shortlistedOn: 'B' }), said({ shortlistedOn: 'B' })],
  ['exclude', said({ pinnedOn: 'A', shortlistedOn: 'B', note: 'n' }), said({ excludedOn: 'D', excludedWhy: 'why', note: 'n' })],
  ['take-back', said({ excludedOn: 'A', excludedWhy: 'далече' }), said({})],
  ['shortlist', said({ excludedOn: 'A', excludedWhy: 'далече', pinnedOn: 'B' }), said({ pinnedOn: 'B', shortlistedOn: 'D' })],
  ['leave', said({ shortlistedOn: 'A', note: 'n' }), said({ note: 'n' })],
] as const)('%s of %j', (deed, before, after) => {
  expect(judgementAfter(before, deed, 'D', { why: 'why', finding: null })).toEqual(after)
})

test('how it was found first is kept, until it is put on the shortlist from another search', () => {
  const later = { ...FOUND, rank: 9 }
  const of = (deed: Deed) => judgementAfter(said({ finding: FOUND }), deed, 'D', { why: '', finding: later }).finding?.rank
  expect(DEEDS.map((deed) => [deed, of(deed)])).toEqual([
    ['pin', 3],
    ['unpin', 3],
    ['exclude', 3],
    ['take-back', 3],
    ['shortlist', 9],
    ['leave', 3],
  ])
})

test('a town is put on the shortlist with how it was found; its words are words and no markup', async () => {
  const answer = await does('shortlist', town('Faenza'), { finding: JSON.stringify(FOUND), back: '/finder?country=IT' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/finder?country=IT'])
  expect(await rows()).toEqual([{ place: town('Faenza'), pinned: null, excluded: null, why: '', listed: '2026-11-27', note: '', version: 1, rank: '3' }])
  const page = await (await officer.get(addresses.finderShortlist())).text()
  expect(page).toContain('избран на 27 ноември 2026 г.')
  expect(page.replaceAll('\u00a0', ' ')).toContain(
    'Намерен по прилика (Италия) на 27 ноември 2026 г.: място 3 от 1204; най-много тежат: големина, височина и релеф, unheard_of; профил „Керамика и вода“, тежести: керамика × 3, големина × 2, разстояние до морето × 0; научени на 20 ноември 2026 г.',
  )
  expect([page.includes('&lt;b&gt;Фаенца&lt;/b&gt;'), page.includes('<b>Фаенца</b>')]).toEqual([true, false])
  // A second time changes nothing and offers nothing to undo.
  const again = await officer.follow(await does('shortlist', town('Faenza')))
  expect([again.includes('добавен към избраните'), again.includes('/undo"'), (await rows())[0].version]).toEqual([true, false, 1])
})

test('by how partnerships arise and in a region or around us it is said otherwise', () => {
  const words = (more: Partial<Finding>) =>
    originInWords({ ...FOUND, wishes: { factors: {}, ties: {}, tags: {} }, profile: null, factors: { common: 1 }, ...more })
  expect(words({ mode: 'arise', scope: { withinKm: 500 } })).toBe(
    'Намерен по това как възникват партньорства (до 500 км от нас) на 27 ноември 2026 г.: място 3 от 1204; най-много тежат: общи партньори; тежести: както са научени; научени на 20 ноември 2026 г.',
  )
  expect(words({ scope: { region: 'IT.05' }, learned: 'скоро' })).toContain('(Италия, област 05)')
  // Sliders of the score it was found by, each by its own name; those of the other moved nothing.
  const wishes = { factors: { size: 2 }, ties: { experience: 0, neighbours: 1.5, common: 1 }, tags: { river: 1 } }
  expect(words({ mode: 'arise', wishes })).toContain('; тежести: съседи и околности × 1,5, опит на града в побратимяването × 0; ')
  expect(words({ wishes })).toContain('; тежести: големина × 2, река × 1; ')
})

test.each([
  ['no such town', { place: '999999999' }, 'Такъв град няма в списъка'],
  ['no number', { place: 'Faenza' }, 'Такъв град няма в списъка'],
  ['a number no id can be', { place: '99999999999' }, 'Такъв град няма в списъка'],
  ['our own town', { place: String(TROYAN) }, 'Това е вашият собствен град.'],
  ['an unknown deed', { deed: 'marry' }, 'Изберете'],
  ['a finding that is no JSON', { finding: '{"mode":' }, 'не може да се прочете'],
  ['a finding of another shape', { finding: JSON.stringify({ ...FOUND, rank: -1 }) }, 'не може да се прочете'],
  ['a finding too long to read', { finding: JSON.stringify({ ...FOUND, reasons: ['а'.repeat(30_000)] }) }, ''],
  ['a why too long', { deed: 'exclude', why: 'а'.repeat(1001) }, ''],
])('refuses %s in words, and keeps nothing', async (_, more, words) => {
  const before = await rows()
  const answer = await does('shortlist', town('Vigneux-sur-Seine'), more)
  expect(answer.headers.get('location')).toBe(addresses.finderShortlist())
  const page = await officer.follow(answer)
  expect([page.includes('data-tone="late"'), page.includes(words), await rows()]).toEqual([true, true, before])
})

test('one comes back to a page of this office only', async () => {
  const led = async (back: string) => (await does('pin', town('Faenza'), { back })).headers.get('location')
  expect([await led('https://evil.example/'), await led('//evil.example'), await led('/\\evil.example'), await led('/finder?x=1')]).toEqual([
    addresses.today(),
    addresses.today(),
    addresses.today(),
    '/finder?x=1',
  ])
})

test('excluded it leaves the shortlist with its pin and says why; undone, all of it is back; let in again it is neither', async () => {
  const page = await officer.follow(await does('exclude', town('Faenza'), { why: 'Вече имат двама партньори у нас.' }))
  expect((await rows())[0]).toMatchObject({ pinned: null, excluded: '2026-11-27', why: 'Вече имат двама партньори у нас.', listed: null })
  expect([page.includes('Вече имат двама партньори у нас.'), page.includes('Още няма избрани градове')]).toEqual([true, true])
  expect(await (await officer.get(addresses.finderShortlist({ view: 'excluded' }))).text()).toContain('Вече имат двама партньори у нас.')
  await officer.post(undoOf(page))
  expect((await rows())[0]).toMatchObject({ pinned: '2026-11-27', excluded: null, why: '', listed: '2026-11-27', rank: '3' })
  await does('exclude', town('Faenza'))
  await officer.follow(await does('take-back', town('Faenza')))
  expect((await rows())[0]).toMatchObject({ pinned: null, excluded: null, listed: null })
})

test('undone to its beginning a town is as if nobody had said anything, and may be chosen again', async () => {
  const place = town('Vigneux-sur-Seine')
  const first = await officer.follow(await does('pin', place))
  await officer.post(undoOf(first))
  const known = () => office.here.db.inOffice(office.officeId, async (tx) => (await candidatesByPlace(tx)).get(place) ?? null)
  expect(await known()).toBe(null)
  await does('shortlist', place)
  expect(await known()).toMatchObject({ shortlistedOn: '2026-11-27', pinnedOn: null, version: 3, finding: null })
})

test('a note is written, and two who write it at once see both', async () => {
  const place = town('Vigneux-sur-Seine')
  const { rows: found } = await office.pool.query<{ id: string; version: number }>('select id, version from finder_candidate where place_id = $1', [place])
  const { id, version } = found[0]!
  const at = addresses.finderNote({ id })
  const kept = await officer.follow(await officer.post(at, { version: String(version), note: 'Писали сме им през 2009 г.\n<script>' }))
  expect([kept.includes('Бележката е записана.'), kept.includes('&lt;script&gt;'), kept.includes('Променете бележката')]).toEqual([true, true, true])
  const late = await officer.post(at, { version: String(version), note: 'Не сме им писали.' })
  const page = await late.text()
  expect([late.status, page.includes('Писали сме им през 2009 г.'), page.includes('Не сме им писали.'), page.includes(`value="${version + 1}"`)]).toEqual([
    409,
    true,
    true,
    true,
  ])
  expect((await officer.post(at, { version: String(version + 1), note: 'а'.repeat(20_001) })).status).toBe(422)
  await officer.post(undoOf(kept))
  expect((await rows()).find((row) => row.place === place)!.note).toBe('')
})

test('two who are the first to say something of a town at once make one row', async () => {
  const place = town('Danilovgrad')
  await Promise.all([does('pin', place), does('shortlist', place), does('pin', place)])
  expect((await rows()).filter((row) => row.place === place)).toMatchObject([{ pinned: '2026-11-27', listed: '2026-11-27', version: 2 }])
})

test('the list is paged by key, in a fixed number of statements with one town and with three', async () => {
  const { visit, officeId } = await office.openAnother('Община Странична')
  const ids = (await office.pool.query<{ id: number }>('select id from place where country = $1 order by id limit 30', ['IT'])).rows.map(({ id }) => id)
  const choose = (id: number) => visit.post(addresses.finderShortlist(), { place: String(id), deed: 'shortlist', finding: JSON.stringify(FOUND) })
  const asked = () => office.statements(() => visit.get(addresses.finderShortlist()))
  await choose(ids[0]!)
  await asked()
  const one = await asked()
  for (const id of ids.slice(1, 3)) await choose(id)
  await asked()
  expect(await asked()).toBe(one)
  for (const id of ids.slice(3)) await choose(id)
  const shown = (page: string) => page.match(/id="candidate-/g)?.length ?? 0
  const first = await (await visit.get(addresses.finderShortlist())).text()
  const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  expect([shown(first), shown(await (await visit.get(next)).text())]).toEqual([25, ids.length - 25])
  expect((await office.pool.query('select count(*)::int as n from finder_candidate where office_id = $1', [officeId])).rows[0].n).toBe(ids.length)
})

test('readers look and change nothing; undoing takes what another changed since for a refusal', async () => {
  const reader = office.as('reader')
  const page = await (await reader.get(addresses.finderShortlist())).text()
  expect([page.includes('Избрани градове'), page.includes('name="deed"')]).toEqual([true, false])
  expect((await reader.post(addresses.finderShortlist(), { place: String(town('Faenza')), deed: 'pin' })).status).toBe(403)
  const line = undoOf(await officer.follow(await does('pin', town('Faenza')))).split('/')[2]!
  await does('unpin', town('Faenza'))
  expect((await undo(office.here, office.officer, line))?.ok).toBe(false)
})
