// Every address × every role, walked from the list of routes itself: nobody gets through a gate that is not theirs.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOffice, type TestOffice } from './support/open-office.ts'

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
    // A reader's own calendar reads what the reader may read.
    '/calendar/feeds',
    '/calendar/feeds/:id/renewal',
    '/calendar/feeds/:id/withdrawal',
    '/color-scheme',
    '/dev/sign-in',
    '/language',
    '/settings/me',
    '/settings/me/password',
    '/sign-in',
    '/sign-in/link/:token',
    '/sign-in/password',
    '/sign-out',
    // Everybody keeps views of their own; only officers share them.
    '/views',
    '/views/:id',
    '/views/:id/removal',
    '/welcome/:token/demo',
    '/welcome/:token/office',
  ])
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
