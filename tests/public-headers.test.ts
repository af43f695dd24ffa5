// What every public answer says to the browser: nothing from elsewhere, nothing inline, in nobody's frame; also refusals, files, pictures and what is kept ready.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUpDemo } from '../src/demo/demo.actions.ts'
import { addDemoPaper } from '../src/demo/papers.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { ok } from '#platform/result.ts'
import { done, openOffice, ORIGIN, type TestOffice } from './support/open-office.ts'

let office: TestOffice
let paths: string[]
beforeAll(async () => {
  office = await openOffice()
  const demo = done(await setUpDemo(office.here, office.auth, async () => ok(null)))
  done(await addDemoPaper(office.here, demo, office.files))
  await office.pool.query(`update office set created_at = '2000-01-01' where id = $1`, [demo.officeId])
  await office.pool.query('update document set published_at = now()')
  const { rows: documents } = await office.pool.query<{ id: string }>('select id from document')
  const slugs = (await office.pool.query<{ slug: string }>('select slug from partnership order by slug')).rows.map(({ slug }) => slug)
  // Every open address with real names in it, and some that lead nowhere.
  paths = office.routes
    .filter(({ method, gate, pattern }) => method === 'GET' && gate === 'anyone' && !pattern.startsWith('/dev'))
    .flatMap(({ pattern }) => (pattern.includes(':lang') ? LANGUAGES.map((lang) => pattern.replace(/:lang(\{[^}]*\})?/, lang)) : [pattern]))
    .map((path) =>
      path
        .replace(/:slug(\{[^}]*\})?/, slugs[0]!)
        .replace(/:name(\{[^}]*\})?/, 'home')
        .replace(/:file(\{[^}]*\})?/, 'partnerships.csv')
        .replace(/:id(\{[^}]*\})?/, documents[0]!.id)
        .replace(/:\w+(\{[^}]*\})?/g, 'none'),
    )
  paths.push('/', '/health', '/nowhere', '/bg/partners/nowhere', '/partnerships', '/assets/none.css')
})
afterAll(() => office.close())
const ask = (path: string, init: RequestInit = {}): Promise<Response> => Promise.resolve(office.app.request(ORIGIN + path, { redirect: 'manual', ...init }))

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

test('each answer, made anew and from memory, carries the policy and every header that closes a door', async () => {
  expect(paths.length).toBeGreaterThan(20)
  for (const path of [...paths, ...paths]) {
    const answer = await ask(path)
    const header = (name: string): string | null => answer.headers.get(name)
    const policy = header('content-security-policy')!
    // A file may bring a stricter one of its own, or a PDF one that leaves the browser’s own page around it standing.
    const strict =
      policy === PAGE_POLICY ||
      policy === "default-src 'none'; sandbox; frame-ancestors 'none'" ||
      policy.startsWith("script-src 'none'; form-action 'none'; base-uri 'none'")
    expect([path, strict, policy]).toEqual([path, true, policy])
    expect([
      path,
      header('x-content-type-options'),
      header('x-frame-options'),
      ['same-origin', 'no-referrer'].includes(header('referrer-policy') ?? ''),
      header('cross-origin-opener-policy'),
      header('x-powered-by'),
      header('server'),
      answer.headers.getSetCookie(),
    ]).toEqual([path, 'nosniff', 'DENY', true, 'same-origin', null, null, []])
    // Only what is the same for everybody may be kept by others.
    expect([path, answer.status === 200 || !(header('cache-control') ?? '').includes('public')]).toEqual([path, true])
    if (header('access-control-allow-origin') !== null) expect([path, /\/(?:open-data\/|feed\.|atom\.)/.test(path)]).toEqual([path, true])
  }
})

test('over https browsers are told to stay there; over http they are not locked out', async () => {
  expect((await ask('/bg')).headers.get('strict-transport-security')).toBe(null)
  const safe = await openOffice({ url: 'https://pobratim.test' })
  try {
    for (const path of ['/bg', '/bg', '/nowhere'])
      expect([path, (await safe.as('nobody').get(path)).headers.get('strict-transport-security')]).toEqual([path, 'max-age=15552000; includeSubDomains'])
  } finally {
    await safe.close()
  }
})

test('no page has a script, a sheet or a handler inside it, or brings anything from elsewhere', async () => {
  for (const path of paths) {
    const answer = await ask(path)
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue
    const html = await answer.text()
    const inside = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)]
      .map(([, attributes]) => attributes!.trim())
      .filter((one) => one !== 'type="application/ld+json"')
    const handlers = [...html.matchAll(/<[a-z][^>]*\son[a-z]+\s*=/gi)].map(([tag]) => tag)
    const brought = [
      ...html.matchAll(
        /<(?:script|img|link rel="(?:stylesheet|icon|preload|manifest)|source|iframe|video|audio|object|embed|use)\b[^>]*?\b(?:src|href|data)="([^"]+)"/g,
      ),
    ]
      .map(([, url]) => url!)
      .filter((url) => !/^(?:\/(?!\/)|data:image\/|#)/.test(url))
    const styles = [...html.matchAll(/\sstyle="([^"]*)"/g)].map(([, style]) => style!).filter((style) => !/^(?:--[\w-]+:\s*[^;]+;?\s*)*$/.test(style))
    expect([path, inside, handlers, brought, styles, /<style\b/.test(html), /href="javascript:/i.test(html)]).toEqual([path, [], [], [], [], false, false])
  }
})

test('a header cannot be written through an address', async () => {
  for (const path of [
    '/bg%0d%0aX-Evil:1',
    '/sign-in?next=%0d%0aX-Evil:1',
    '/bg?x=%0d%0aX-Evil:%201',
    '/sign-in?next=//evil.example',
    '/bg/partners/%0aX-Evil',
    '/bg/documents/%0d%0aX-Evil:1',
  ]) {
    const answer = await ask(path)
    expect([path, answer.headers.get('x-evil'), /evil/i.test(answer.headers.get('location') ?? '')]).toEqual([path, null, false])
  }
})
