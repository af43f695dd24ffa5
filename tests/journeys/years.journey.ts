// A citizen on the map of years, in the calendar and in the search: with a keyboard, without script, and with little to load.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, PHONE } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithDemo } from './towns.ts'

let browser: Browser
let server: RunningServer
let removeFolder = (): void => {}

beforeAll(async () => {
  const own = await folderWithDemo()
  removeFolder = own.remove
  server = await startServer({ folder: own.folder, knowsTowns: true, env: { POBRATIM_DEMO: '1' } })
  await server.hears(/sign-in\/link/)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  removeFolder()
})

test('the arrow keys turn the years: map, words and address follow, and coming back finds the year again', async () => {
  const { page, context, troubles } = await openPage(browser)
  await page.goto(`${server.url}/bg/partnerships`)
  const slider = page.getByRole('slider', { name: 'Година' })
  const arc = page.locator('.plate path.arc[data-p="dojran"]')
  const card = page.locator('.towns li[data-p="dojran"] .stood')
  expect([await arc.getAttribute('data-tie'), await card.innerText()]).toEqual(['r', 'възобновено'])
  await slider.focus()
  await page.keyboard.press('Home')
  expect([await slider.inputValue(), await arc.getAttribute('data-tie'), await arc.isVisible(), await card.innerText()]).toEqual([
    '2000',
    'n',
    false,
    'още не е започнало',
  ])
  for (let year = 2000; year < 2005; year += 1) await page.keyboard.press('ArrowRight')
  expect([await arc.getAttribute('data-tie'), await card.innerText(), new URL(page.url()).search]).toEqual(['s', 'подписано', '?year=2005'])
  expect([await page.locator('#year-said').innerText(), await slider.getAttribute('aria-valuetext')]).toEqual([
    '2005 г.: действат 3 партньорства.',
    '2005 г.: действат 3 партньорства.',
  ])
  await page.reload()
  expect([await slider.inputValue(), await card.innerText()]).toEqual(['2005', 'подписано'])
  await slider.focus()
  await page.keyboard.press('End')
  expect(new URL(page.url()).search).toBe('')
  expect(troubles).toEqual([])
  await context.close()
})

test('without script the years are a form, links and a table, also on a phone', async () => {
  const { page, context, troubles } = await openPage(browser, { script: false, viewport: PHONE })
  await page.goto(`${server.url}/bg/partnerships`)
  await page.getByRole('row', { name: /^2003/ }).getByRole('link', { name: '2003' }).click()
  expect(new URL(page.url()).search).toBe('?year=2003')
  await page.getByRole('link', { name: '2004 →' }).click()
  await page.getByLabel('Държава').selectOption({ label: 'Франция (2)' })
  await page.getByRole('button', { name: 'Покажи' }).click()
  expect([new URL(page.url()).searchParams.get('year'), new URL(page.url()).searchParams.get('country')]).toEqual(['2004', 'FR'])
  expect(await page.locator('.towns h3 bdi').allInnerTexts()).toEqual(['Виньо на Сена', 'Перн ле Фонтен'])
  await page.getByRole('link', { name: 'Търсене' }).first().click()
  await page.getByLabel('Какво търсите?').fill('Doyran')
  await page.getByRole('button', { name: 'Търси' }).click()
  await page.getByRole('link', { name: 'Дойран', exact: true }).click()
  expect(new URL(page.url()).pathname).toBe('/bg/partners/dojran')
  expect(troubles).toEqual([])
  await context.close()
})

test('the map of years weighs less than 60 kB with everything, and loads one small script of our own', async () => {
  const { page, context, troubles } = await openPage(browser)
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts: string[] = []
  let bytes = 0
  wire.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.endsWith('.js')) scripts.push(new URL(request.url).pathname)
  })
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(`${server.url}/bg/partnerships`, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
  expect([scripts.length, /^\/assets\/years\.island-\w+\.js$/.test(scripts[0] ?? '')]).toEqual([1, true])
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(60_000)
  expect(troubles).toEqual([])
  await context.close()
})
