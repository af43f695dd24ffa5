// Every page of the demonstration office on a desk, on a phone and in the dark; the quick search; two tabs at once.
import { globSync, readFileSync } from 'node:fs'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { makeEverything } from './everything.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithDemo } from './towns.ts'

let browser: Browser
let server: RunningServer
let removeFolder = (): void => {}
let session: Awaited<ReturnType<BrowserContext['cookies']>>

beforeAll(async () => {
  const own = await folderWithDemo()
  removeFolder = own.remove
  server = await startServer({ folder: own.folder, knowsTowns: true, env: { POBRATIM_DEMO: '1' } })
  browser = await openBrowser()
  const [link] = await server.hears(/http:\/\/localhost:\d+\/sign-in\/link\/[^\s]+/)
  const { page, context } = await openPage(browser)
  await page.goto(link)
  await page.getByRole('button', { name: 'Влез' }).click()
  await page.waitForURL(`${server.url}/`)
  session = await context.cookies()
  await context.close()
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  removeFolder()
})

const openAsOfficer = async () => {
  const opened = await openPage(browser)
  await opened.context.addCookies(session)
  return opened
}

/** What looks like a page of the office among its addresses and is none, each with what it is instead. */
const NO_PAGES: Readonly<Record<string, string>> = {
  '/commitments/half-years/paper': 'a file',
  '/commitments/half-years/sheet': 'a file',
  '/digests/editions/:id/paper/:format': 'a file',
  '/digests/editions/:id/regenerating': 'only once the register has moved on: digest.journey.ts looks at it',
  '/documents/:id/file': 'a file',
  '/documents/:id/thumbnail': 'a picture',
  '/documents/things': 'answers a box while one types',
  '/events/:id/briefing.pdf': 'a file',
  '/events/:id/meeting/paper/:language/:format': 'a file',
  '/finder/comparison/paper': 'a file',
  '/finder/facts/words': 'answers a box while one types',
  '/finder/outreach/:id/letters/:which/papers/:paper': 'a file',
  '/impact/report.pdf': 'a file',
  '/impact/report.xlsx': 'a file',
  '/intake/:id/model': 'only where a language model is set: model.journey.ts looks at it',
  '/intake/:id/original': 'a file',
  '/intake/batches/:id/files/:item': 'a file',
  '/intake/batches/:id/progress': 'answers a page that waits',
  '/intake/triage/next': 'leads to the next text',
  '/newsletter/issues/:id/letter': 'a letter as it will arrive',
  '/newsletter/subscribers/file': 'a file',
  '/partnerships/:id/briefing.pdf': 'a file',
  '/people/:id/merged': 'the same page as of organisations',
  '/places': 'answers a box while one types',
  '/settings/letterhead/crest': 'a picture',
  '/sheets/:id/failed': 'a file',
  '/sheets/:id/progress': 'answers a page that waits',
  '/sheets/export/:what/:format': 'a file',
  '/symbolic-acts': 'leads to the register of gifts',
  '/towns': 'answers a box while one types',
  '/trips/:id/papers/:paper/:format': 'a file',
  '/visits/:id/delegations/known': 'answers a box while one types',
  '/visits/:id/letters/:letter/papers/:paper': 'a file',
  '/visits/:id/papers/:paper': 'a file',
  '/visits/:id/papers/flags.pdf': 'a file',
  '/visits/:id/papers/report.pdf': 'a file',
  '/visits/:id/papers/rooms-with-needs.pdf': 'a file',
  '/visits/:id/programme/calendar': 'a file',
  '/visits/:id/programme/people': 'answers a box while one types',
  '/visits/:id/seatings/:seating/plan.pdf': 'a file',
}

/** Pages one comes to by Ctrl+K, by a form, or only at times; and other looks of pages that links lead to. */
const SEEN_BY_FEW_LINKS: readonly string[] = [
  '/search',
  '/digests?until=2024-10',
  '/search?q=Dojran',
  '/search?q=qqqq',
  '/documents/new',
  '/waiting/snoozed',
  '/commitments/shares',
  '/finder/wanted',
  '/finder?country=IT&size=2',
  '/finder?country=IT&mode=arise',
  '/finder/comparison?place=3176746&place=2969109',
  '/commitments?side=ours',
  '/commitments?view=table',
  '/settings/site/trial?accent=%23a5331f&letters=serif&version=0',
]

/** What the office's pages listen to, those without a hole first: read from the features' routes, so that a new page cannot be forgotten. */
function officePages(): string[] {
  const routes = globSync('src/features/**/*.routes.tsx').map((file) => readFileSync(file, 'utf8'))
  const names = routes.flatMap((text) => [...text.matchAll(/\.get\(\s*addresses\.(\w+),\s*(?:readers|officers)\b/g)].map((match) => match[1]!))
  const patterns = names.map((name) => addresses[name as keyof typeof addresses].pattern as string)
  const holes = (pattern: string): number => pattern.split(':').length
  return [...new Set(patterns)].sort((a, b) => holes(a) - holes(b) || a.localeCompare(b))
}

const listensTo = (pattern: string, path: string): boolean => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path)

type Screen = readonly [path: string, status: number]

/** Walks the screens with two windows at a time; `further` says which of a page's links to open too. Answers what was found wrong. */
async function walked(
  open: () => ReturnType<typeof openPage>,
  screens: readonly Screen[],
  further: (links: string[]) => string[] = () => [],
): Promise<string[]> {
  const waiting = [...screens]
  const found: string[] = []
  let busy = 0
  const window = async (): Promise<void> => {
    const { page, context, troubles } = await open()
    for (;;) {
      const screen = waiting.shift()
      if (screen === undefined && busy === 0) break
      if (screen === undefined) {
        // The other window may bring more.
        await new Promise((resolve) => setTimeout(resolve, 50))
        continue
      }
      const [path, status] = screen
      busy += 1
      try {
        const answer = await page.goto(server.url + path)
        if (answer?.status() !== status) found.push(`${path}: ${answer?.status()} instead of ${status}`)
        const headings = await page.getByRole('heading', { level: 1 }).count()
        if (headings !== 1) found.push(`${path}: ${headings} first headings`)
        const links = await page
          .locator('a[href^="/"]')
          .evaluateAll((all) => all.map((link) => new URL(link.getAttribute('href')!, location.href)).map(({ pathname, search }) => pathname + search))
        waiting.push(...further(links).map((link) => [link, 200] as const))
        await expectAccessibleInEveryLook(page)
      } catch (error) {
        found.push(`${path}: ${(error as Error).message}`)
      }
      busy -= 1
      found.push(...troubles.splice(0).map((trouble) => `${path}: ${trouble}`))
    }
    await context.close()
  }
  await Promise.all([window(), window()])
  return found
}

test('what is handed over of each partner fits one sheet of paper, and so does the briefing on it', async () => {
  const { page, context } = await openAsOfficer()
  await page.goto(`${server.url}/partnerships`)
  const links = await page.locator('main a').evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  const sheets = [...new Set(links.filter((path) => path.endsWith('/handover')))]
  expect(sheets.length).toBeGreaterThan(5)
  for (const path of sheets.flatMap((handover) => [handover, handover.replace(/handover$/, 'briefing')])) {
    await page.goto(server.url + path)
    await page.evaluate(() => document.fonts.ready)
    const paper = await page.pdf({ preferCSSPageSize: true })
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g), await page.title()).toHaveLength(1)
  }
  await context.close()
})

test('every page of the office: nothing for axe, nothing sticks out on a phone, no error, no foreign request; and every page is led to by a link', async () => {
  const { page, context } = await openAsOfficer()
  await page.goto(`${server.url}/settings`)
  const made = await makeEverything(page)
  const pages = officePages()
  const opened = new Set<string>()
  const patternOf = (path: string): string | undefined => pages.find((pattern) => listensTo(pattern, path.split('?')[0]!))
  /** Of every page the first address that leads to it. */
  const further = (links: readonly string[]): string[] =>
    links.filter((link) => {
      const pattern = patternOf(link)
      if (pattern === undefined || opened.has(pattern) || pattern in NO_PAGES) return false
      opened.add(pattern)
      return true
    })
  const begun = [...made, ...SEEN_BY_FEW_LINKS].map((path) => [path, 200] as const)
  for (const [path] of begun) opened.add(patternOf(path) ?? path)
  const found = await walked(
    openAsOfficer,
    [...begun, ['/', 200], ['/no-such-page', 404], ['/organisations/00000000-0000-7000-8000-000000000000', 404]],
    further,
  )
  expect(found).toEqual([])
  // A page nobody is led to, or one this walk has nothing to show on: make the record in everything.ts, or say here why not.
  expect(pages.filter((pattern) => !opened.has(pattern) && pattern !== '/').sort()).toEqual(Object.keys(NO_PAGES).sort())
  await context.close()
}, 360_000)

test('the citizens’ pages in both languages, the door and the page that is not there', async () => {
  const { page, context } = await openPage(browser)
  await page.goto(`${server.url}/bg`)
  const partner = await page.locator('main a').evaluateAll((links) =>
    links
      .map((link) => link.getAttribute('href') ?? '')
      .find((path) => path.startsWith('/bg/partners/'))!
      .slice('/bg'.length),
  )
  await context.close()
  const found = await walked(
    () => openPage(browser),
    [
      ...['bg', 'en'].flatMap((lang) =>
        [
          '',
          partner,
          '/about',
          '/partnerships',
          '/partnerships?year=2010',
          '/calendar',
          '/calendar?year=2024',
          '/news',
          '/search',
          '/search?q=Dojran',
          '/accessibility',
          '/impact',
          '/partner-wanted',
          '/newsletter',
          '/digest/2024-10',
          '/open-data',
        ].map((path) => [`/${lang}${path}`, 200] as const),
      ),
      ['/bg/nyama-takava', 404],
      ['/bg/partners/nyama-takav', 404],
      ['/sign-in', 200],
    ],
  )
  expect(found).toEqual([])
})

test('Ctrl+K finds a partner by its Latin name and goes there', async () => {
  const { page, context, troubles } = await openAsOfficer()
  await page.goto(`${server.url}/settings`)
  await page.keyboard.press('Control+k')
  const box = page.locator('dialog.command').getByRole('combobox')
  await box.waitFor()
  await expect.poll(() => box.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.type('Dojran')
  await page.locator('dialog.command [role=option]', { hasText: 'Дойран' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(partnerships|organisations)\/[\w-]{36}/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Дойран')
  expect(troubles).toEqual([])
  await context.close()
})

test('two tabs edit the same organisation: the later sees both versions and loses nothing', async () => {
  const mine = await openAsOfficer()
  const theirs = await openAsOfficer()
  await mine.page.goto(`${server.url}/organisations/new`)
  await mine.page.locator('[name="name.bg"]').fill('Сдружение „Два прозореца“')
  await mine.page.locator('select[name="kind"]').selectOption('other')
  await mine.page.locator('[name="country"]').selectOption('MK')
  await mine.page.locator('[name="name.bg"]').press('Enter')
  await mine.page.waitForURL(/\/organisations\/[\w-]{36}$/)
  const address = mine.page.url()
  for (const { page } of [mine, theirs]) await page.goto(`${address}/edit`)
  const websiteOf = ({ page }: typeof mine) => page.locator('[name="website"]')
  await websiteOf(theirs).fill('https://first.example/')
  await websiteOf(theirs).press('Enter')
  await theirs.page.waitForURL(address)
  await websiteOf(mine).fill('https://second.example/')
  await mine.page.locator('[name="aliases"]').fill('Двата прозореца')
  const refused = mine.page.waitForResponse((answer) => answer.request().method() === 'POST')
  await websiteOf(mine).press('Enter')
  expect((await refused).status()).toBe(409)
  const conflict = mine.page.locator('#conflict')
  await conflict.waitFor()
  const shown = await conflict.innerText()
  expect([shown.includes('https://first.example/'), shown.includes('https://second.example/')]).toEqual([true, true])
  expect(await websiteOf(mine).inputValue()).toBe('https://second.example/')
  expect(await mine.page.locator('[name="aliases"]').inputValue()).toBe('Двата прозореца')
  await expectAccessibleInEveryLook(mine.page)
  // Sent once more, knowingly, it holds.
  await websiteOf(mine).press('Enter')
  await mine.page.waitForURL(address)
  const after = await mine.page.locator('main').innerText()
  expect([after.includes('second.example'), after.includes('Двата прозореца')]).toEqual([true, true])
  expect([...mine.troubles, ...theirs.troubles]).toEqual([])
  await mine.context.close()
  await theirs.context.close()
})
