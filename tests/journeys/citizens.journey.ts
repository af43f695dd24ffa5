// Every page citizens can reach: valid HTML, accessible, light, without script and without anybody else's server; what search engines and slow phones need.
import { HtmlValidate } from 'html-validate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shiftOf } from '../../bench/shifting.ts'
import { bringCrest, demoOffice, kindOf, kindsOfPages, walkSite } from '../../bench/public-site.ts'
import { expectAccessibleInEveryLook, openBrowser, openPage, PHONE } from './browser.ts'
import type { RunningServer } from './server.ts'
import { folderWithDemo } from './towns.ts'

let browser: Browser
let server: RunningServer
let removeFolder = (): void => {}
/** The address of the crest on the site. */
let crest: string
/** Address → HTML of every page. */
let pages: Map<string, string>
/** One address of each kind of page. */
let kinds: string[]

beforeAll(async () => {
  const own = await folderWithDemo()
  removeFolder = own.remove
  server = await demoOffice({}, own.folder)
  // A town has its crest, and citizens load it with every page.
  crest = await bringCrest(server)
  browser = await openBrowser()
  pages = await walkSite(server.url)
  kinds = await kindsOfPages(server.url, pages)
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  removeFolder()
})

/** Each page in a window of its own, three at a time: what one waits for, the others need not. */
async function onEach(look: (path: string) => Promise<void>): Promise<void> {
  const waiting = [...kinds]
  const lane = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await look(path)
  }
  await Promise.all([lane(), lane(), lane()])
}

/** Most bytes of one page with its sheet, letters, pictures and scripts, as they come over the wire. */
const MOST_BYTES = 60_000

/** What search engines call good, for whatever letters a machine has; `npm run bench -- shift` holds the pages to a fifth of it. */
const MOST_SHIFT = 0.1

test('the walk goes everywhere', () => {
  const found = new Set([...pages.keys()].map(kindOf))
  expect(['', 'about', 'open-data', 'partners/*'].filter((kind) => !found.has(kind))).toEqual([])
  expect(pages.size).toBeGreaterThan(20)
})

test('every page is valid HTML; a page that is not would be noticed', async () => {
  const judge = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
    rules: {
      // Sheets come from this very server, under a name made of their content: whoever could change one could change the page that names it.
      'require-sri': ['error', { target: 'crossorigin' }],
      'doctype-style': ['error', { style: 'lowercase' }],
      // Whether a void element is closed by a slash is a matter of taste; the pages are made by a JSX that writes one.
      'void-style': 'off',
      // Custom properties on elements (bar widths, columns of the ladder) are data, allowed by the content policy for nothing else.
      'no-inline-style': ['error', { allowedProperties: ['/^--/'] }],
      // `novalidate=""` and `novalidate` are the same to every reader of HTML; the JSX writes the first.
      'attribute-boolean-style': 'off',
      // Boxes of one question bear one name: that is how a form says that several may be ticked.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit', 'reset'] }],
      // A heading of sixty letters or more is a Bulgarian sentence; no search engine and no reader minds.
      'long-title': 'off',
      // Where lines end is left to what writes the page; nobody reads it by lines.
      'no-trailing-whitespace': 'off',
    },
  })
  const faults: string[] = []
  const everything = new Map([...pages, ['/bg/partners/nowhere', await (await fetch(`${server.url}/bg/partners/nowhere`)).text()]])
  for (const [path, html] of everything) {
    const report = await judge.validateString(html, path)
    for (const { messages } of report.results)
      for (const { ruleId, message, column } of messages) faults.push(`${path} ${ruleId}: ${message} at ${html.slice(Math.max(0, column - 1), column + 60)}`)
  }
  expect(faults.slice(0, 20)).toEqual([])
  const broken = pages.get('/bg')!.replace('<main', '<p><div></p><main id="main"')
  expect((await judge.validateString(broken, 'broken')).valid).toBe(false)
})

test('each page says what it is, in which language, and where its other languages are, and each of them says the same', () => {
  const titles = new Map<string, string[]>()
  const one = (html: string, pattern: RegExp): string | undefined => pattern.exec(html)?.[1]
  for (const [path, html] of pages) {
    const lang = path.split('/')[1]!
    const [title, description] = [one(html, /<title\b[^>]*>([^<]+)<\/title>/), one(html, /<meta name="description" content="([^"]+)"/)]
    expect([path, html.startsWith('<!doctype html><html'), one(html, /<html lang="([^"]+)"/)?.split('-')[0]]).toEqual([path, true, lang])
    expect([
      path,
      html.indexOf('<meta charset="utf-8"/>') < 1024 && html.includes('<meta charset="utf-8"/>'),
      /<meta name="viewport" content="width=device-width, initial-scale=1"\/>/.test(html),
    ]).toEqual([path, true, true])
    expect([path, (title ?? '').length > 5, (description ?? '').length >= (lang === 'zh' ? 12 : 40)]).toEqual([path, true, true])
    const canonical = new URL(one(html, /<link rel="canonical" href="([^"]+)"/) ?? 'missing:')
    expect([path, canonical.origin, path.split('?')[0] === canonical.pathname]).toEqual([path, server.url, true])
    const others = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
      ([, hreflang, href]) => [hreflang!, new URL(href!).pathname] as const,
    )
    expect([path, others.some(([hreflang]) => hreflang === 'x-default'), others.find(([hreflang]) => hreflang.split('-')[0] === lang)?.[1]]).toEqual([
      path,
      true,
      canonical.pathname,
    ])
    for (const [, other] of others) {
      const back = pages.get(other)
      expect([path, other, back === undefined ? 'no such page' : back.includes(`href="${server.url}${canonical.pathname}"`)]).toEqual([path, other, true])
    }
    if (!path.includes('?')) titles.set(`${lang} ${title}`, [...(titles.get(`${lang} ${title}`) ?? []), path])
    expect([path, [...html.matchAll(/<h1\b/g)].length]).toEqual([path, 1])
  }
  expect([...titles.values()].filter((same) => same.length > 1)).toEqual([])
})

test('every link of the site leads to something', async () => {
  const addresses = new Set<string>()
  for (const [path, html] of pages)
    for (const [, href] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
      const url = new URL(href!.replaceAll('&amp;', '&'), server.url + path)
      if (url.origin === server.url) addresses.add(url.pathname + url.search)
      // A link within the page has its place.
      if (url.hash !== '' && url.pathname === path.split('?')[0])
        expect([path, url.hash, html.includes(`id="${decodeURIComponent(url.hash.slice(1))}"`)]).toEqual([path, url.hash, true])
    }
  const lost: string[] = []
  for (const address of addresses) {
    // A connection that lay idle may just be closing.
    const once = () => fetch(server.url + address, { redirect: 'manual' })
    const answer = await once().catch(once)
    await answer.arrayBuffer()
    if (answer.status >= 400) lost.push(`${answer.status} ${address}`)
  }
  expect(lost).toEqual([])
})

test('with everything a page brings it weighs less than 60 kB, asks nobody else, and says nothing wrong to the browser', async () => {
  await onEach(async (path) => {
    const { page, context, troubles } = await openPage(browser, { viewport: PHONE })
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
    const asked: string[] = []
    const old: string[] = []
    let bytes = 0
    wire.on('Network.requestWillBeSent', ({ request }) => asked.push(request.url))
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await wire.send('Audits.enable')
    // What the browser itself would report: abandoned ways, cookies, mixed content, quirks mode, blocked by policy.
    wire.on('Audits.issueAdded', ({ issue }) => old.push(`${issue.code} ${JSON.stringify(issue.details)}`))
    page.on('console', (message) => old.push(`${message.type()}: ${message.text()}`))
    await page.goto(server.url + path, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.fonts.ready)
    expect([path, asked.filter((address) => !/^(?:data:|blob:)/.test(address) && new URL(address).origin !== server.url)]).toEqual([path, []])
    expect([path, asked.includes(server.url + crest)]).toEqual([path, true])
    expect(bytes, path).toBeGreaterThan(10_000)
    expect(bytes, `${path}: ${asked.filter((address) => !address.startsWith('data:')).join(' ')}`).toBeLessThan(MOST_BYTES)
    expect([path, troubles, old]).toEqual([path, [], []])
    expect([path, await context.cookies()]).toEqual([path, []])
    await context.close()
  })
})

test('under a thumb and for an eye: targets, letters, pictures', async () => {
  await onEach(async (path) => {
    const { page, context } = await openPage(browser, { viewport: PHONE })
    await page.goto(server.url + path)
    await page.evaluate(() => document.fonts.ready)
    const seen = await page.evaluate(() => {
      const shown = (element: Element): boolean => {
        const { width, height } = element.getBoundingClientRect()
        return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden'
      }
      const inText = (element: Element): boolean =>
        getComputedStyle(element).display === 'inline' && element.closest('p, li, dd, td, figcaption, blockquote') !== null
      const name = (element: Element): string => `${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 30)}`
      return {
        // WCAG 2.2, 2.5.8: 24 by 24, links inside a text left out.
        small: [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
          .filter((element) => shown(element) && element.closest('svg') === null && !element.classList.contains('ds-skip-link') && !inText(element))
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect()
            return width < 24 || height < 24
          })
          .map(name),
        unsized: [...document.querySelectorAll('img')]
          .filter((image) => image.getAttribute('width') === null || image.getAttribute('height') === null)
          .map(name),
        nameless: [...document.querySelectorAll('img')].filter((image) => image.getAttribute('alt') === null).map(name),
        tiny: [...document.querySelectorAll('body *')]
          .filter(
            (element) =>
              element.closest('svg, [aria-hidden=true]') === null &&
              [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '') &&
              shown(element),
          )
          .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 12)
          .map(name),
        // Words wider than their box stand on those beside them.
        over: [...document.querySelectorAll('.top nav:not(.langs) > *')].filter((link) => shown(link) && link.scrollWidth > link.clientWidth + 1).map(name),
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        quirks: document.compatMode,
      }
    })
    expect([path, seen]).toEqual([path, { small: [], unsized: [], nameless: [], tiny: [], over: [], wide: 0, quirks: 'CSS1Compat' }])
    await context.close()
  })
})

test('letters that come late move nothing but the end of a line: the page stays where it is', async () => {
  await onEach(async (path) => {
    const moved = await shiftOf(browser, server.url + path, PHONE.width)
    expect([path, moved.shift < MOST_SHIFT, moved]).toEqual([path, true, moved])
  })
})

test('every kind of page is accessible on a phone, at a desk and in the dark', async () => {
  await onEach(async (path) => {
    const { page, context, troubles } = await openPage(browser)
    await page.goto(server.url + path)
    await expectAccessibleInEveryLook(page)
    expect(troubles).toEqual([])
    await context.close()
  })
})
