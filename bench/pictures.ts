// The screens as pictures: docs/pictures/partnership.png for the README, or all of them into a folder for looking.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openBrowser, openPage, PHONE, WIDE } from '../tests/journeys/browser.ts'
import { startServer } from '../tests/journeys/server.ts'

const all = process.argv[2] === '--all' ? resolve(process.argv[3] ?? 'generated/pictures') : null
const root = join(import.meta.dirname, '../..')
const server = await startServer({ env: { POBRATIM_DEMO: '1' } })
const link = await server.hears(/http:\/\/localhost:\d+\/sign-in\/link\/[\w-]+/, 120)
// The bar of the first minute is not what the pictures are about.
await server.hears(/Списъкът на населените места е зареден|The list of towns is loaded/, 120)
const browser = await openBrowser()
try {
  const { page, context } = await openPage(browser)
  await page.goto(link[0])
  await page.getByRole('button').first().click()
  await page.waitForURL(`${server.url}/`)
  const state = await context.storageState()
  await page.goto(`${server.url}/partnerships`)
  const partnership = await page
    .getByRole('link', { name: /Дойран/ })
    .first()
    .getAttribute('href')
  if (partnership === null) throw new Error('the demonstration office knows Doiran')
  if (all === null) {
    await page.goto(server.url + partnership)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(root, 'docs/pictures/partnership.png') })
  } else {
    mkdirSync(all, { recursive: true })
    const screens: Record<string, string> = {
      today: '/',
      intake: '/intake',
      'intake-new': '/intake/new',
      partnerships: '/partnerships',
      partnership,
      'partnership-new': '/partnerships/new',
      'partnership-edit': `${partnership}/edit`,
      organisations: '/organisations',
      'organisation-new': '/organisations/new',
      people: '/people',
      events: '/events',
      'event-new': '/events/new',
      'symbolic-acts': '/symbolic-acts',
      commitments: '/commitments',
      'commitment-new': '/commitments/new',
      activity: '/activity',
      settings: '/settings',
      search: '/search?q=дойран',
      missing: '/nothing-here',
      site: '/bg',
      'site-en': '/en',
      'site-about': '/bg/about',
      'sign-in': '/sign-in/sent',
    }
    await page.goto(`${server.url}/bg`)
    screens['site-partner'] = (await page.locator('a[href*="/bg/partners/"]').first().getAttribute('href')) ?? '/bg'
    for (const list of ['events', 'organisations', 'people', 'commitments', 'symbolic-acts']) {
      await page.goto(`${server.url}/${list}`)
      const first = await page
        .locator(`main a[href^="/${list}/0"]`)
        .first()
        .getAttribute('href', { timeout: 1_000 })
        .catch(() => null)
      if (first !== null) screens[`one-of-${list}`] = first
    }
    await context.close()
    for (const [suffix, viewport, dark] of [
      ['wide', WIDE, false],
      ['phone', PHONE, false],
      ['dark', WIDE, true],
    ] as const) {
      const looking = await browser.newContext({ storageState: state, viewport, colorScheme: dark ? 'dark' : 'light', locale: 'bg-BG' })
      const view = await looking.newPage()
      for (const [name, path] of Object.entries(screens)) {
        await view.goto(new URL(path, server.url).href)
        await view.evaluate(() => document.fonts.ready)
        await view.screenshot({ path: join(all, `${name}-${suffix}.png`), fullPage: true })
        if (suffix === 'wide' && ['partnership', 'commitments', 'site-partner', 'one-of-events'].includes(name)) {
          await view.emulateMedia({ media: 'print' })
          await view.setViewportSize({ width: 680, height: 960 })
          await view.screenshot({ path: join(all, `${name}-print.png`), fullPage: true })
          await view.emulateMedia({ media: null })
          await view.setViewportSize(WIDE)
        }
      }
      await looking.close()
    }
  }
} finally {
  await browser.close()
  await server.kill('SIGTERM')
}
