// Every main screen of the demonstration office on a desk, on a phone and in the dark; the quick search; two tabs at once; the weight of the citizens' pages.
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithTowns } from './towns.ts'

let browser: Browser
let server: RunningServer
let removeFolder = (): void => {}
let session: Awaited<ReturnType<BrowserContext['cookies']>>

beforeAll(async () => {
  const own = await folderWithTowns()
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

/** The first link of the page that leads to one record of the kind. */
async function firstOf(kind: string): Promise<string> {
  const { page, context } = await openAsOfficer()
  await page.goto(`${server.url}/${kind}`)
  const paths = await page.locator('main a').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  await context.close()
  const found = paths.find((path) => new RegExp(`^/${kind}/[0-9a-f-]{36}$`).test(path))
  if (found === undefined) throw new Error(`no record of ${kind} in the demonstration`)
  return found
}

/** Walks the screens with two windows at a time. */
async function walk(open: () => ReturnType<typeof openPage>, screens: readonly (readonly [path: string, status: number])[]): Promise<void> {
  const waiting = [...screens]
  const found: string[] = []
  const window = async (): Promise<void> => {
    const { page, context, troubles } = await open()
    for (let screen = waiting.shift(); screen !== undefined; screen = waiting.shift()) {
      const [path, status] = screen
      try {
        const answer = await page.goto(server.url + path)
        if (answer?.status() !== status) found.push(`${path}: ${answer?.status()} instead of ${status}`)
        const headings = await page.getByRole('heading', { level: 1 }).count()
        if (headings !== 1) found.push(`${path}: ${headings} first headings`)
        await expectAccessibleInEveryLook(page)
      } catch (error) {
        found.push(`${path}: ${(error as Error).message}`)
      }
      found.push(...troubles.splice(0).map((trouble) => `${path}: ${trouble}`))
    }
    await context.close()
  }
  await Promise.all([window(), window()])
  expect(found).toEqual([])
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

test('every main screen of the office: nothing for axe, nothing sticks out on a phone, no error, no foreign request', async () => {
  const [partnership, organisation, person, event, commitment, act] = await Promise.all(
    ['partnerships', 'organisations', 'people', 'events', 'commitments', 'symbolic-acts'].map(firstOf),
  )
  await walk(openAsOfficer, [
    ...[
      '/',
      '/intake',
      '/intake/new',
      '/partnerships',
      '/partnerships/new',
      '/organisations',
      '/organisations/new',
      '/organisations/doubles',
      '/people',
      '/people/new',
      '/people/doubles',
      '/events',
      '/events/new',
      '/symbolic-acts',
      '/commitments',
      '/commitments/new',
      '/commitments?view=table',
      '/commitments/shares',
      '/commitments/half-years',
      '/settings/reminders',
      '/activity',
      '/settings',
      '/search',
      '/search?q=Dojran',
      '/search?q=qqqq',
    ].map((path) => [path, 200] as const),
    ...[
      partnership!,
      `${partnership!}/edit`,
      organisation!,
      `${organisation!}/edit`,
      person!,
      event!,
      `${event!}/edit`,
      `${event!}/meeting`,
      `${event!}/meeting/minutes`,
      `${event!}/meeting/summary`,
      `${event!}/briefing`,
      commitment!,
      `${commitment!}/edit`,
      act!,
    ].map((path) => [path, 200] as const),
    ['/no-such-page', 404],
    ['/organisations/00000000-0000-7000-8000-000000000000', 404],
  ])
})

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
  await walk(
    () => openPage(browser),
    [
      ...['bg', 'en'].flatMap((lang) => ['', partner, '/about'].map((path) => [`/${lang}${path}`, 200] as const)),
      ['/bg/partners/nyama-takav', 404],
      ['/sign-in', 200],
    ],
  )
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

test('the citizens’ pages weigh less than 60 kB with everything, and ask for no script', async () => {
  for (const path of ['/bg', '/en', '/bg/partners/dojran']) {
    const { page, context, troubles } = await openPage(browser)
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
    const asked: { kind: string; address: string }[] = []
    let bytes = 0
    wire.on('Network.requestWillBeSent', ({ type, request }) => asked.push({ kind: type ?? '', address: request.url }))
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.goto(server.url + path, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.fonts.ready)
    expect(asked.filter(({ kind, address }) => kind === 'Script' || address.endsWith('.js'))).toEqual([])
    expect(new Set(asked.map(({ kind }) => kind))).toEqual(
      new Set(['Document', 'Stylesheet', 'Font', ...asked.filter(({ kind }) => kind === 'Image' || kind === 'Other').map(({ kind }) => kind)]),
    )
    expect(bytes, path).toBeGreaterThan(10_000)
    expect(bytes, `${path}: ${asked.map(({ address }) => address).join(' ')}`).toBeLessThan(60_000)
    expect(troubles).toEqual([])
    await context.close()
  }
})
