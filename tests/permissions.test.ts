// Every address × every role, walked from the list of routes itself: nobody gets through a gate that is not theirs.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringBatch } from '#features/intake/batches/batch.actions.ts'
import { watchFeed } from '#features/intake/feeds/feed.actions.ts'
import { askForModelReading } from '#features/intake/model/model.actions.ts'
import { bringText } from '#features/intake/triage/triage.actions.ts'
import { done, openOffice, type TestOffice } from './support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ dev: true })
})
afterAll(() => office.close())

const NOWHERE = '01900000-0000-7000-8000-000000000000'

/** A path of the pattern with plausible values; ids lead to no record, so that a gate is all that can differ. */
const pathOf = (pattern: string): string =>
  pattern
    .replace(/:lang(\{[^}]*\})?/g, 'bg')
    .replace(/:(token|slug|name)(\{[^}]*\})?/g, 'none')
    .replace(/:\w+(\{[^}]*\})?/g, NOWHERE)

/** What the visitor met: the gate (sign-in or the refusal) or what lies behind it. */
async function met(role: 'officer' | 'reader' | 'nobody', method: 'GET' | 'POST', path: string): Promise<'sign-in' | 'forbidden' | 'inside'> {
  const visit = office.as(role)
  const answer = method === 'GET' ? await visit.get(path) : await visit.post(path)
  if (answer.status === 403) return 'forbidden'
  const location = answer.headers.get('location') ?? ''
  // Whoever is not signed in is led from the office's first page to the citizens' site.
  if (path === '/' && answer.status === 302 && location === '/bg') return 'sign-in'
  // Signing out ends at sign-in too, but that is its own doing.
  return answer.status === 303 && location.startsWith('/sign-in') && !path.startsWith('/sign-') ? 'sign-in' : 'inside'
}

test('the list has every kind of gate, and every address a gate we know', () => {
  expect([...new Set(office.routes.map((route) => route.gate))].sort()).toEqual(['anyone', 'officer', 'reader'])
  expect(office.routes.length).toBeGreaterThan(40)
})

test('each address lets in exactly those it is for', async () => {
  const faults: string[] = []
  for (const route of office.routes) {
    const path = pathOf(route.pattern)
    // At the first page strangers are shown to the citizens' site instead of the sign-in.
    if (path === '/') {
      expect((await office.as('nobody').get('/')).headers.get('location')).toBe('/bg')
      continue
    }
    // A password change ends the sessions that this test walks with.
    if (path === '/settings/me/password' || path === '/sign-out') continue
    const expected = {
      anyone: { nobody: 'inside', reader: 'inside', officer: 'inside' },
      reader: { nobody: 'sign-in', reader: 'inside', officer: 'inside' },
      officer: { nobody: 'sign-in', reader: 'forbidden', officer: 'inside' },
    }[route.gate as 'anyone' | 'reader' | 'officer']
    for (const role of ['nobody', 'reader', 'officer'] as const) {
      const seen = await met(role, route.method, path)
      if (seen !== expected[role]) faults.push(`${route.method} ${route.pattern}: ${role} met ${seen}, not ${expected[role]}`)
    }
  }
  expect(faults).toEqual([])
})

test('whatever changes something is for officers; the few exceptions are named', () => {
  const open = office.routes.filter((route) => route.method === 'POST' && route.gate !== 'officer').map((route) => route.pattern)
  expect(open.sort()).toEqual([
    // Citizens subscribe, and whoever holds a sealed link acts on their own subscription.
    '/:lang/newsletter',
    '/:lang/newsletter/confirmation/:token',
    '/:lang/newsletter/subscription/:token',
    '/:lang/newsletter/subscription/:token/forgetting',
    // A reader's own calendar reads what the reader may read.
    '/calendar/feeds',
    '/calendar/feeds/:id/renewal',
    '/calendar/feeds/:id/withdrawal',
    '/color-scheme',
    '/dev/sign-in',
    '/language',
    '/settings/me',
    '/settings/me/password',
    // Everybody chooses their own morning mail.
    '/settings/morning',
    '/sign-in',
    '/sign-in/link/:token',
    '/sign-in/password',
    '/sign-out',
    // Whoever gets our letters may refuse more; the address under them is the proof.
    '/unsubscribe/:token',
    // Everybody keeps views of their own; only officers share them.
    '/views',
    '/views/:id',
    '/views/:id/removal',
    '/welcome/:token/demo',
    '/welcome/:token/office',
  ])
})

test('with another office’s ids every address of the intake answers as if there were nothing, and changes nothing', async () => {
  const model = { address: { url: 'http://127.0.0.1:9/v1', name: 'none', key: () => undefined, timeLimit: 1000 }, wake: () => {} }
  const house = await openOffice({ model })
  try {
    const { here, officer } = house
    const visit = house.as('officer')
    const body = 'Гости от Берово\n\nДелегация от община Берово, Северна Македония, посети Троян на 10 май 2025 г. и засади дърво.'
    const original = { name: 'а.txt', type: 'text/plain', bytes: Buffer.from(body) }
    const batch = done(await bringBatch(here, officer, 'Архив', [{ name: 'б.jpg', hash: 'a'.repeat(64), bytes: 1, why: 'picture' }]))
    const text = done(
      await bringText(
        here,
        officer,
        { title: 'Тайна', sourceUrl: null, published: '2025-05-12', body, format: 'txt', original, notes: [] },
        { door: 'batch', sourceId: batch.id, name: 'а.txt', dated: 'name' },
      ),
    )
    const feed = done(await watchFeed(here, officer, { url: 'https://example.bg/rss', title: 'Новини' }))
    const consent = { url: model.address.url, model: 'none', letters: body.length }
    done(await askForModelReading(here, officer, text.id, model.address, consent))
    const one = async (sql: string): Promise<string> => (await house.pool.query<{ id: string }>(sql)).rows[0]!.id
    const draft = await one('select id from intake_draft limit 1')
    const item = await one('select id from intake_batch_item limit 1')
    const state = async () =>
      (
        await house.pool.query(
          `select md5(string_agg(r, '|' order by r)) as state from (${[
            'intake_text',
            'intake_draft',
            'intake_arrival',
            'intake_batch',
            'intake_batch_item',
            'intake_feed',
            'intake_model_reading',
          ]
            .map((table) => `select t::text as r from ${table} t`)
            .join(' union all ')}) rows`,
        )
      ).rows[0]
    const forms = [{}, { version: '1', decision: 'accepted', url: model.address.url, model: 'none', letters: String(body.length) }]
    const before = await state()
    const { visit: stranger } = await house.openAnother('Община Чужда')
    const faults: string[] = []
    let tried = 0
    for (const { method, pattern } of house.routes) {
      if (!/^\/(?:intake|settings\/feeds)\/.*:/.test(pattern)) continue
      const id = pattern.startsWith('/intake/batches') ? batch.id : pattern.startsWith('/settings') ? feed.id : text.id
      const path = pattern.replace(':id', id).replace(':draft', draft).replace(':item', item)
      for (const form of method === 'GET' ? [{}] : forms) {
        const answer = method === 'GET' ? await stranger.get(path) : await stranger.post(path, form)
        tried += 1
        if (answer.status !== 404) faults.push(`${method} ${pattern}: ${answer.status}`)
      }
    }
    expect([faults, tried > 25]).toEqual([[], true])
    // Lists and the forms of many take no strangers' ids either.
    await stranger.post('/intake/triage', { chosen: `${text.id}:1`, act: 'aside' })
    await stranger.post('/intake/triage', { all: '1', query: `source=${batch.id}`, act: 'aside' })
    await stranger.post('/intake/readings')
    for (const path of ['/intake', '/intake?q=Тайн', '/intake/triage', `/intake/triage?source=${batch.id}`, '/intake/batches', '/settings/feeds'])
      expect([path, /Тайна|Архив<|example\.bg\/rss/.test(await (await stranger.get(path)).text())]).toEqual([path, false])
    const onward = await stranger.get(`/intake/triage/next?after=${text.id}`)
    expect(onward.headers.get('location')).toBe('/intake/triage')
    expect(await state()).toEqual(before)
    // Its own officer is let in by the same ids.
    expect((await visit.get(`/intake/${text.id}`)).status).toBe(200)
  } finally {
    await house.close()
  }
})

test('the development page is not there unless asked for', async () => {
  const plain = await openOffice()
  try {
    expect((await plain.as('nobody').get('/dev')).status).toBe(404)
    expect((await office.as('nobody').get('/dev')).status).toBe(200)
  } finally {
    await plain.close()
  }
})
