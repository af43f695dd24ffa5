// What strangers may ask for in a minute: refused in words with the time to wait, never in another's place, and never the officers.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { proxiesOf } from '#platform/http/asker.ts'
import { ALLOWANCES } from '#platform/http/allowance.ts'
import { SITE_LANGUAGES, tagOf } from '#platform/texts/language.ts'
import { done, openOffice, ORIGIN, type TestOffice } from './support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ proxies: done(proxiesOf('127.0.0.1')) })
})
afterAll(() => office.close())
// Each test has an hour of its own.
let hour = 0
beforeEach(() => office.here.clock.set(`2026-11-23T${String((hour += 1)).padStart(2, '0')}:00:00Z`))

/** A request over a connection from `peer`. */
const from = (peer: string, path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(
    office.app.request(`${ORIGIN}${path}`, { redirect: 'manual', ...init, headers: { origin: ORIGIN, ...init.headers } }, {
      incoming: { socket: { remoteAddress: peer } },
    } as never),
  )
const many = async (times: number, ask: () => Promise<Response>): Promise<number[]> => {
  const seen: number[] = []
  for (let time = 0; time < times; time += 1) seen.push((await ask()).status)
  return seen
}
const form = (email: string): RequestInit => ({ method: 'POST', body: new URLSearchParams({ email }) })
let guest = 0
const signIn =
  (peer: string, headers: Record<string, string> = {}) =>
  () =>
    from(peer, '/sign-in', { ...form(`guest${(guest += 1)}@example.org`), headers })

test('forms of one address: thirty, then the refusal with the seconds to wait, in the reader’s language; another address goes on', async () => {
  expect(new Set(await many(ALLOWANCES.forms.most, signIn('203.0.113.1')))).toEqual(new Set([303]))
  const refused = await signIn('203.0.113.1', { 'accept-language': 'en' })()
  const text = await refused.text()
  expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual([429, '2', 'private, no-store'])
  expect([text.includes('Too many requests at once'), text.includes('Wait 2 s and try again')]).toEqual([true, true])
  expect(await (await signIn('203.0.113.1', { 'accept-language': 'bg' })()).text()).toContain('Твърде много заявки наведнъж')
  expect((await signIn('203.0.113.2')()).status).toBe(303)
  office.here.clock.set(`2026-11-23T${String(hour).padStart(2, '0')}:00:03Z`)
  expect((await signIn('203.0.113.1')()).status).toBe(303)
  // Looking is counted by itself.
  expect((await from('203.0.113.1', '/sign-in')).status).toBe(200)
})

test('a citizen is refused in the language of the page', async () => {
  const send = (path: string) => from('203.0.113.77', path, form('reader@example.org'))
  await many(ALLOWANCES.forms.most, () => send('/bg/newsletter'))
  const titles: string[] = []
  for (const lang of SITE_LANGUAGES) {
    const refused = await send(`/${lang}/newsletter`)
    const text = await refused.text()
    titles.push(/<h1>([^<]+)<\/h1>/.exec(text)![1]!)
    expect([refused.status, text.includes(`<html lang="${tagOf(lang)}"`), text.includes(' 2')]).toEqual([429, true, lang !== 'zh'])
  }
  expect(titles).toEqual([
    'Твърде много заявки наведнъж',
    'Too many requests at once',
    'Премногу барања одеднаш',
    'Trop de demandes à la fois',
    'Troppe richieste in una volta',
    'Previše zahtjeva odjednom',
    '请求过于频繁',
  ])
})

test('an invented X-Forwarded-For neither frees its writer nor shuts another out', async () => {
  const liar = (name: string) => signIn('203.0.113.3', { 'x-forwarded-for': name })
  await many(ALLOWANCES.forms.most, liar('198.51.100.9'))
  expect((await liar('198.51.100.10')()).status).toBe(429)
  expect((await signIn('198.51.100.9')()).status).toBe(303)
})

test('behind a proxy the settings know, each reader is counted; a proxy that does not say for whom it asks is not', async () => {
  const behind = (name: string) => signIn('127.0.0.1', { 'x-forwarded-for': name })
  await many(ALLOWANCES.forms.most, behind('203.0.113.4'))
  expect([(await behind('203.0.113.4')()).status, (await behind('203.0.113.5')()).status]).toEqual([429, 303])
  expect(new Set(await many(ALLOWANCES.forms.most + 5, signIn('127.0.0.1')))).toEqual(new Set([303]))
})

test('pages that must be made: six hundred in a minute, and with an invented session no more', async () => {
  const lost = (): Promise<Response> => from('203.0.113.6', '/nowhere-at-all')
  expect(new Set(await many(ALLOWANCES.pages.most, lost))).toEqual(new Set([404]))
  expect((await lost()).status).toBe(429)
  expect((await from('203.0.113.6', '/nowhere-at-all', { headers: { cookie: 'pobratim.session_token=invented.signature' } })).status).toBe(429)
})

test('the search: a hundred and twenty questions in a minute, while other pages go on; its empty page is no question', async () => {
  const search = (q: string) => (): Promise<Response> => from('203.0.113.7', `/bg/search?q=${q}`)
  // Each another word: what was asked before is given from memory, and is no question.
  let word = 0
  expect(new Set(await many(ALLOWANCES.search.most, () => search(`a${(word += 1)}`)()))).toEqual(new Set([200]))
  expect([(await search('b')()).status, (await search('')()).status, (await from('203.0.113.7', '/bg')).status]).toEqual([429, 200, 200])
  expect((await from('203.0.113.8', '/bg/search?q=b')).status).toBe(200)
})

test('officers are not counted, however fast they work and whoever sits behind the same address', async () => {
  const officer = office.as('officer')
  const seen = new Set<number>()
  for (let time = 0; time < 40; time += 1) seen.add((await officer.post('/color-scheme', { scheme: 'light' })).status)
  expect(seen).toEqual(new Set([303]))
})
