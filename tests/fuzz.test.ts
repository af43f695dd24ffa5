// Junk at every address: whatever arrives, a person gets words and never a bare failure.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOffice, type TestOffice, type FormFields } from './support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ dev: true })
})
afterAll(() => office.close())

/** A small generator with a fixed seed (mulberry32), so that a failure can be seen again. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ID = '01900000-0000-7000-8000-000000000000'
const JUNK: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1',
  '99999999999999999999',
  'NaN',
  'null',
  'undefined',
  'true',
  '\u0000',
  'a\u0000b',
  '\uFFFE',
  '\uD800',
  '🦄'.repeat(50),
  "'; drop table office; --",
  '<script>alert(1)</script>',
  '%',
  '_',
  '\\',
  '../../etc/passwd',
  'x'.repeat(30_000),
  ID,
  'not-an-id',
  '2024-13-45',
  '2024-02-30',
  '2024',
  '31',
  '00',
  '{"a":1}',
  '[]',
  'twinning',
  'municipality',
  'us',
  'both',
  'accepted',
  'BG',
  'bg',
  'https://example.org',
  'javascript:alert(1)',
  '\r\nSet-Cookie: x=y',
  '\u202Eطروي',
  '特洛揚',
  '1e309',
  '0x10',
  '-0',
]
/** Field names of all our forms, read from the pages themselves, and some that no form has. */
const NAMES = [
  'name',
  'name.bg',
  'name.en',
  'nativeName',
  'nativeLanguage',
  'aliases',
  'kind',
  'country',
  'place',
  'place.id',
  'place.text',
  'placeId',
  'website',
  'notes.bg',
  'version',
  'confirm',
  'type',
  'fields',
  'organisation.id',
  'organisation.text',
  'organisationId',
  'date.day',
  'date.month',
  'date.year',
  'date.about',
  'due.day',
  'due.month',
  'due.year',
  'side',
  'owedBy',
  'text.bg',
  'text',
  'title',
  'title.bg',
  'summary.bg',
  'partners',
  'participants',
  'source.title',
  'source.url',
  'source.date',
  'published',
  'decision',
  'email',
  'role',
  'myName',
  'language',
  'next',
  'locale',
  'file',
  'evidence',
  'reason',
  '__proto__.polluted',
  'constructor.prototype.x',
  'a.b.c.d.e.f.g.h',
  '0',
  'names.0.name',
  'name.0',
  '..',
  '',
]

test('no junk at any address ever ends in a failure of ours', async () => {
  const random = randomOf(20_261_123)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const faults: string[] = []
  const officer = office.as('officer')
  const encoded = (value: string): string => encodeURIComponent(value.isWellFormed() ? value : value.toWellFormed())
  for (const route of office.routes) {
    // These would end the session the test walks with.
    if (route.pattern === '/sign-out' || route.pattern === '/settings/me/password') continue
    for (let round = 0; round < 6; round += 1) {
      const path = route.pattern
        .replace(/:lang(\{[^}]*\})?/g, () => pick(['bg', 'en', 'xx']))
        .replace(/:\w+(\{[^}]*\})?/g, () => (random() < 0.5 ? ID : encoded(pick(JUNK).slice(0, 500)) || 'x'))
      const query = Array.from(
        { length: 3 },
        () =>
          `${pick(['q', 'after', 'before', 'kind', 'country', 'place', 'next', 'as', 'year', 'organisation', 'side', 'standing', 'type', 'field', 'preview'])}=${encoded(pick(JUNK).slice(0, 500))}`,
      ).join('&')
      const form: Record<string, string | string[]> = {}
      for (let field = 0; field < 10; field += 1) form[pick(NAMES)] = random() < 0.15 ? [pick(JUNK), pick(JUNK)] : pick(JUNK)
      const answer =
        route.method === 'GET' ? await officer.get(`${path}?${query}`) : await officer.post(random() < 0.3 ? `${path}?${query}` : path, form as FormFields)
      if (answer.status >= 500) faults.push(`${answer.status} ${route.method} ${path}?${query} ${JSON.stringify(form).slice(0, 600)}`)
      await answer.arrayBuffer()
    }
  }
  expect(faults).toEqual([])
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  // There are many addresses, and six rounds of each.
}, 120_000)

test('bodies that are no form at all are read as an empty one', async () => {
  const answers: number[] = []
  for (const [type, body] of [
    ['multipart/form-data; boundary=x', 'no boundary here'],
    ['application/json', '{"broken":'],
    ['application/x-www-form-urlencoded', '%E0%A4%A&=&=='],
    ['text/plain', '\u0000\u0001'],
  ] as const) {
    for (const route of office.routes.filter((one) => one.method === 'POST' && !one.pattern.includes(':') && one.pattern !== '/sign-out')) {
      const answer = await office.app.request(`http://pobratim.test${route.pattern}`, {
        method: 'POST',
        headers: { 'content-type': type, origin: 'http://pobratim.test' },
        body,
      })
      answers.push(answer.status)
    }
  }
  expect(answers.filter((status) => status >= 500)).toEqual([])
})
