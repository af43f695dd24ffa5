// The demonstration office's citizens' site for benches and checks: the built server, and one page of each kind found by walking its links.
import sharp from 'sharp'
import { addresses } from '#addresses'
import { startServer, type RunningServer } from '../tests/journeys/server.ts'
import { ask, type Cookies } from './measuring.ts'

/** The demonstration office, its register ready; `env` adds settings. A `folder` that is given stays when the server ends. */
export async function demoOffice(env: Record<string, string> = {}, folder?: string): Promise<RunningServer> {
  const server = await startServer({ env: { POBRATIM_DEMO: '1', ...env }, ...(folder === undefined ? {} : { folder }) })
  await server.hears(/\/sign-in\/link\//, 120)
  return server
}

/** Same-origin addresses of HTML pages of the site, by walking from its home and its map; at most `most`. */
export async function walkSite(url: string, most = 2000): Promise<Map<string, string>> {
  const map = await (await fetch(`${url}/sitemap.xml`)).text()
  const waiting = new Set([...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => new URL(loc!).pathname))
  const languages = new Set([...waiting].map((path) => path.split('/')[1]!))
  const pages = new Map<string, string>()
  for (const path of waiting) {
    const answer = await fetch(url + path, { redirect: 'manual' })
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) {
      await answer.arrayBuffer()
      continue
    }
    const html = await answer.text()
    pages.set(path, html)
    for (const [, href] of html.matchAll(/\shref="([^"#]+)/g)) {
      const link = new URL(href!.replaceAll('&amp;', '&'), url + path)
      if (link.origin === url && languages.has(link.pathname.split('/')[1]!) && waiting.size < most) waiting.add(link.pathname + link.search)
    }
  }
  return pages
}

/** What kind of page an address is: `/bg/partners/dojran` and `/en/partners/drama` are one. */
export const kindOf = (path: string): string => {
  const [address = '', query] = path.split('?')
  const [, , first = '', ...more] = address.split('/')
  return [first, ...more.map(() => '*')].join('/') + (query === undefined ? '' : `?${query.replace(/=[^&]*/g, '')}`)
}

/** One page of each kind, the heaviest, in the site's first language; and the home in every other. `walked` is the site where it was walked already. */
export async function kindsOfPages(url: string, walked?: ReadonlyMap<string, string>): Promise<string[]> {
  const pages = walked ?? (await walkSite(url))
  const home = [...pages.keys()].filter((path) => kindOf(path) === '')
  const heaviest = new Map<string, string>()
  for (const [path, html] of pages) {
    if (!path.startsWith(home[0]!)) continue
    const before = heaviest.get(kindOf(path))
    if (before === undefined || html.length > pages.get(before)!.length) heaviest.set(kindOf(path), path)
  }
  return [...heaviest.values(), ...home.slice(1)]
}

/** The same pages in every language of the site: first all kinds in its first language, then in the next. */
export async function kindsInEveryLanguage(url: string): Promise<string[]> {
  const pages = await walkSite(url)
  const languages = [...pages.keys()].filter((path) => kindOf(path) === '').map((path) => path.slice(1))
  const first = (await kindsOfPages(url)).filter((path) => path === `/${languages[0]}` || path.startsWith(`/${languages[0]}/`))
  return languages.flatMap((language) => first.map((path) => path.replace(/^\/[a-z]+/, `/${language}`)).filter((path) => pages.has(path)))
}

/** Asks for each page so often that it is compiled, kept and packed as tightly as it will be: readers come later. */
export async function pressed(url: string, paths: readonly string[], times = 20): Promise<void> {
  for (const path of paths) for (let round = 0; round < times; round += 1) await (await fetch(url + path)).arrayBuffer()
}

/** Gives the demonstration office a crest as its officer would: as large as people bring them and as hard to pack as none is, no two of its points alike. Answers its address on the site. */
export async function bringCrest(server: RunningServer): Promise<string> {
  const officer: Cookies = new Map()
  const [link] = await server.hears(/\/sign-in\/link\/[\w-]+/, 120)
  await ask(server, officer, link, {})
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const picture = await sharp({ create: { width: 1000, height: 700, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer()
  const form = new FormData()
  form.set('name.bg', 'Община Троян')
  form.set('version', '0')
  form.set('crest', new File([new Uint8Array(picture)], 'gerb.png', { type: 'image/png' }))
  const saved = await ask(server, officer, addresses.settingsLetterhead(), form)
  const shown = /<img class="crest" src="([^"]+)"/.exec(await (await fetch(`${server.url}/bg`)).text())?.[1]
  if (saved.status !== 303 || shown === undefined) throw new Error(`the crest was not taken: ${saved.status} ${await saved.text()}`)
  return shown
}
