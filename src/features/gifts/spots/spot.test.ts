// Spots in words, on maps and by hand: distances and directions, neighbourhoods, a press on the picture, what is typed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import type { Place } from '#features/places/place.ts'
import { LOCAL_MAP_SIZE, localMapSvg, offsetOfPress, ringsOf } from '#ui/local-map.tsx'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createGift } from '../gift.actions.ts'
import { giftById } from '../gift.queries.ts'
import type { GiftValues } from '../gift.ts'
import { pointOf } from '#features/events/spots/point.ts'
import {
  directionOf,
  distanceInWords,
  kmBetween,
  kmTyped,
  neighbourhoods,
  offsetFrom,
  pointAt,
  spotInWords,
  stepOf,
  towards,
  townsOn,
  widthFor,
  windowOn,
} from '#features/events/spots/spot.ts'

const town = (name: string, latitude: number, longitude: number, population = 1000): Place => ({
  id: 1,
  name,
  country: 'BG',
  latitude,
  longitude,
  population,
  elevation: null,
  timeZone: 'Europe/Sofia',
  names: [],
})
const PRIMEROVO = { lat: 42.9, lon: 24.7 }
const TOWNS = [town('Примерово', 42.9, 24.7, 20_000), town('Узорево', 42.95, 24.7), town('Далечно', 43.5, 25.5)]

test.each([
  ['2 km to the north', { east: 0, north: 2 }, 'n', 'на 2 км северно от центъра на Примерово'],
  ['a good kilometre north-east', { east: 0.85, north: 0.85 }, 'ne', 'на 1,2 км североизточно от центъра на Примерово'],
  ['some hundred metres south', { east: 0, north: -0.37 }, 's', 'на 350 м южно от центъра на Примерово'],
  ['in the middle', { east: 0.1, north: 0.1 }, 'ne', 'в центъра на Примерово'],
  ['nearer to the next', { east: 0, north: 5 }, 'n', 'на 550 м южно от центъра на Узорево'],
])('a spot %s is told from its nearest town', (_, offset, direction, words) => {
  const point = pointAt(PRIMEROVO, offset)
  expect([directionOf(offset), spotInWords(point, TOWNS)]).toEqual([direction, words])
})

test('far from any town nothing is said', () => expect(spotInWords({ lat: 0, lon: 0 }, TOWNS)).toBe(''))

test('there and back is the same point, also over the date line', () => {
  for (const middle of [PRIMEROVO, { lat: -17.8, lon: 179.999 }]) {
    const there = pointAt(middle, { east: 3, north: -2 })
    const { east, north } = offsetFrom(middle, there)
    expect([east.toFixed(2), north.toFixed(2), kmBetween(middle, there).toFixed(2)]).toEqual(['3.00', '-2.00', Math.hypot(3, 2).toFixed(2)])
  }
})

test.each([
  [0.01, '50 м'],
  [0.37, '350 м'],
  [0.96, '1 км'],
  [1.24, '1,2 км'],
  [14.4, '14 км'],
])('%f km is %s', (km, words) => expect(distanceInWords(km)).toBe(words))

test.each([
  ['800', 'm', 0.8],
  ['1,2', 'km', 1.2],
  ['1.25', 'km', 1.25],
  ['', 'm', null],
  ['близо', 'm', null],
  ['-3', 'km', null],
  ['900', 'km', null],
] as const)('„%s“ %s is %o km', (far, unit, km) => expect(kmTyped(far, unit)).toBe(km))

test.each([
  [
    'a pin of Google',
    'https://www.google.com/maps/place/X/@42.9,24.7,15z/data=!3m1!4b1!4m6!3m5!8m2!3d42.894212!4d24.712801',
    { lat: 42.894212, lon: 24.712801 },
  ],
  ['degrees, minutes and seconds', `42°53'39.1"N 24°42'46.1"E`, { lat: 42.894194, lon: 24.712806 }],
  ['the south and the west', '33°51′25″S, 70°30′W', { lat: -33.856944, lon: -70.5 }],
  ['a short link that only its server can read', 'https://maps.app.goo.gl/Abc123', null],
  ['more than a quarter of the earth', `95°10'00"N 24°42'46"E`, null],
])('%s', (_, typed, point) => expect(pointOf(typed)).toEqual(point))

test('things of one neighbourhood share a map, the fullest first', () => {
  const at = (name: string, east: number) => ({ name, at: pointAt(PRIMEROVO, { east, north: 0 }) })
  expect(neighbourhoods([at('далеч', 80), at('дърво', 0), at('пейка', 3)]).map((group) => group.map(({ name }) => name))).toEqual([
    ['дърво', 'пейка'],
    ['далеч'],
  ])
})

test('a map holds its points and the middle of their town, and names the nearest beyond', () => {
  const view = windowOn([pointAt(PRIMEROVO, { east: 2, north: 0 })], TOWNS)
  expect([offsetFrom(PRIMEROVO, view.middle).east.toFixed(1), view.km.toFixed(1)]).toEqual(['1.0', '1.3'])
  expect(townsOn(view, TOWNS).map(({ name, beyond }) => [name, beyond])).toEqual([
    ['Примерово', 'Примерово 1 км'],
    ['Узорево', 'Узорево 5,6 км'],
  ])
})

test.each([
  [1, [0.5, 1]],
  [3, [1, 2]],
  [14, [5, 10]],
])('a map of %d km has circles at %o', (km, rings) => expect(ringsOf(km)).toEqual(rings.filter((ring) => ring < km * 0.97)))

test('a press is understood by the picture’s own pixels; outside of the disc it says nothing', () => {
  const half = LOCAL_MAP_SIZE / 2
  expect([offsetOfPress(2, half, half), offsetOfPress(2, half, half - 79), offsetOfPress(2, 1, 1)]).toEqual([
    { east: 0, north: -0 },
    { east: 0, north: 1 },
    null,
  ])
  expect([directionOf(towards('sw', 1)), stepOf(2), stepOf(0.01), widthFor(1.1), widthFor(500)]).toEqual(['sw', 0.2, 0.05, 2, 64])
})

test('the map says in words what it draws, and lets no name of the register speak markup', () => {
  const svg = localMapSvg({
    id: 'x',
    km: 2,
    towns: [],
    spots: [{ east: 0, north: 0, number: '1', name: '<b>дърво</b>', href: '/gifts/1' }],
    texts: { title: 'Карта', desc: '1. дърво', north: 'С', km: String },
  })
  expect([svg.includes('<b>'), svg.includes('&lt;b&gt;дърво'), svg.includes('role="group"'), svg.includes('<desc id="x-d">1. дърво</desc>')]).toEqual([
    false,
    true,
    true,
    true,
  ])
})

// ---- through the pages -------------------------------------------------------------------------------------------------

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  await office.pool.query(
    `insert into place (id, name, country, admin1, admin2, feature_code, latitude, longitude, population, time_zone, names)
     values (990001, 'Примерово', 'BG', '', '', 'PPL', 42.9, 24.7, 20000, 'Europe/Sofia', '{}'), (990002, 'Узорево', 'BG', '', '', 'PPL', 41.2, 22.7, 900, 'Europe/Sofia', '{}')`,
  )
  await office.pool.query(`insert into place_name (key, place_id, name) values ('primerovo', 990001, 'Примерово'), ('uzorevo', 990002, 'Узорево')`)
})
afterAll(() => office.close())

const enter = async (what: string, said: Partial<GiftValues> = {}): Promise<string> =>
  done(await createGift(office.here, office.officer, { way: 'placed', date: '2020', partners: [], ...said, what: { bg: what } })).id
const shown = async (path: string, status = 200): Promise<string> => {
  const answer = await office.as('officer').get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}
const markOf = (html: string): string => /name="point" value="([^"]*)"/.exec(html)![1]!
const pointOfGift = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => giftById(tx, id)))?.row.point

test('a tree of which only the town is known is marked by hand: the map, a step, a press, wider; then it stands there', async () => {
  const id = await enter('Бряст', { placeId: 990001, placeText: 'Примерово' })
  const page = await shown(addresses.gift({ id }))
  expect([page.includes('Знаем само населеното място'), page.includes('class="spot vague"'), page.includes(addresses.giftPoint({ id }))]).toEqual([
    true,
    true,
    true,
  ])

  const at = addresses.giftPoint({ id })
  expect(markOf(await shown(at))).toBe('42.9, 24.7')
  expect(markOf(await shown(`${at}?point=42.9, 24.7&km=2&move=n`))).toBe('42.901799, 24.7')
  // 79 pixels above the middle: half of the way to the edge.
  expect(markOf(await shown(`${at}?point=42.9, 24.7&km=2&press.x=170&press.y=91`))).toBe('42.908993, 24.7')
  // Enter on the picture sends its corner: nothing moves.
  expect(markOf(await shown(`${at}?point=42.9, 24.7&km=2&press.x=0&press.y=0`))).toBe('42.9, 24.7')
  expect(await shown(`${at}?point=42.9, 24.7&km=2&zoom=out`)).toContain('name="km" value="4"')
  expect(await shown(`${at}?point=42.9, 24.7&km=2&press.x=3&press.y=3`, 422)).toContain('Натиснахте извън картата')

  const version = (await office.here.db.inOffice(office.officeId, (tx) => giftById(tx, id)))!.gift.version
  const saved = await office.as('officer').post(at, { version: String(version), point: '42.908993, 24.7', km: '2' })
  expect([saved.status, await pointOfGift(id)]).toEqual([303, { lat: 42.908993, lon: 24.7 }])
  expect(await shown(addresses.gift({ id }))).toContain('на 1 км северно от центъра на Примерово')
})

test.each([
  ['a town, a distance and a direction', 'place.text=Примерово&place.id=990001&far=1,5&unit=km&direction=e', 200, '42.9, 24.718394'],
  ['a town alone', 'place.text=Узорево&place.id=990002', 200, '41.2, 22.7'],
  ['a link of Google', `typed=${encodeURIComponent('https://www.google.com/maps/@42.91,24.72,17z')}`, 200, '42.91, 24.72'],
  ['a town that is none', 'place.text=Небивалово', 422, 'Няма такова населено място'],
  ['a distance in words', 'place.text=Примерово&place.id=990001&far=близо', 422, 'Напишете разстоянието с цифри'],
  ['words for a point', 'typed=до чешмата', 422, 'Тук няма координати'],
  ['a short link', 'typed=https://maps.app.goo.gl/Abc', 422, 'Кратката връзка не казва къде е'],
  ['junk in every box', 'point=<b>&km=NaN&move=up&press.x=a&unit=lb', 200, '42.9, 24.7'],
])('%s is enough to find a spot, or one is told what to do', async (_, query, status, words) => {
  const id = await enter('Пейка', { placeId: 990001, placeText: 'Примерово' })
  const html = await shown(`${addresses.giftPoint({ id })}?${query}`, status)
  if (status === 200) expect(markOf(html)).toBe(words)
  else expect([html.includes(words), html.includes('42.9, 24.7')]).toEqual([true, true])
  expect(await pointOfGift(id)).toBe(null)
})

test('a point saved upon an older version shows both; removed it comes back by undo; readers and strangers mark nothing', async () => {
  const id = await enter('Плоча', { point: PRIMEROVO })
  const at = addresses.giftPoint({ id })
  const officer = office.as('officer')
  expect((await officer.post(at, { version: '1', point: '42.91, 24.7' })).status).toBe(303)
  const stale = await officer.post(at, { version: '1', point: '42.88, 24.7', km: '2' })
  const html = await stale.text()
  expect([stale.status, html.includes('42.91, 24.7'), markOf(html)]).toEqual([409, true, '42.88, 24.7'])
  expect(await pointOfGift(id)).toEqual({ lat: 42.91, lon: 24.7 })
  expect((await officer.post(at, { version: '2', point: '' })).status).toBe(422)
  expect((await officer.post(at, { version: '2', remove: 'yes' })).status).toBe(303)
  expect(await pointOfGift(id)).toBe(null)
  const { rows } = await office.pool.query<{ id: string }>(`select id from activity where thing_id = $1 order by at desc, id desc limit 1`, [id])
  expect((await officer.post(addresses.activityUndo({ id: rows[0]!.id }))).status).toBe(303)
  expect(await pointOfGift(id)).toEqual({ lat: 42.91, lon: 24.7 })
  const { visit } = await office.openAnother('Община Чужда')
  expect([(await office.as('reader').get(at)).status, (await visit.get(at)).status, (await visit.post(at, { version: '3', point: '1, 1' })).status]).toEqual([
    403, 404, 404,
  ])
})

test('the register on maps: neighbourhoods with their lists, what stands nowhere below, as many questions for three as for one', async () => {
  await office.pool.query('delete from gift where office_id = $1', [office.officeId])
  const filtered = addresses.gifts({ view: 'map', way: 'placed' })
  await enter('Бряст', { point: PRIMEROVO })
  const one = await office.statements(() => shown(filtered))
  await enter('Пейка', { point: { lat: 42.901, lon: 24.701 } })
  await enter('Камък', { placeText: 'Узорево', placeId: 990002 })
  await enter('Без място', {})
  const html = await shown(filtered)
  expect([...html.matchAll(/<svg[^>]*class="local-map"/g)].length).toBe(2)
  expect(['Бряст', 'Пейка', 'Камък', 'Без място на картата', 'Узорево, само населеното място', '4 вписвания'].filter((words) => !html.includes(words))).toEqual(
    [],
  )
  // The towns of those without a point are one question more.
  expect((await office.statements(() => shown(filtered))) - one).toBe(1)
  await enter('Дърво', { placeText: 'Узорево', placeId: 990002 })
  expect((await office.statements(() => shown(filtered))) - one).toBe(1)
  expect(await shown(addresses.gifts({ view: 'map', way: 'given' }))).toContain('Нищо от намереното няма място на картата')
})
