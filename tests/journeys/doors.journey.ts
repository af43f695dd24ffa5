// The other doors in a real browser: an archive of five hundred is brought, the server is killed in the middle and goes on; triage by keyboard; a feed is tried out and watched.
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docxOf, wordParagraph, wordXml, zipOf } from '../../src/features/documents/extraction/samples.ts'
import { expectAccessibleInEveryLook, openBrowser, openPage, PHONE } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithDemo } from './towns.ts'

let browser: Browser
let server: RunningServer
let news: Server
let folder: string
let removeFolder = (): void => {}
let data: string
let cookies: Parameters<Awaited<ReturnType<typeof openPage>>['context']['addCookies']>[0] = []
const archive = (): string => join(folder, 'архив.zip')
const start = (): Promise<RunningServer> => startServer({ folder: data, knowsTowns: true, env: { POBRATIM_DEMO: '1', FEED_PRIVATE: '1' } })

const TOWNS = ['Берово', 'Дойран', 'Прилеп', 'Охрид', 'Битоля', 'Струга', 'Кичево', 'Велес']
const ITEMS = 500
/** Every fifth is about somebody abroad; the town hall's own news is mostly about the town hall. */
const item = (number: number): string =>
  number % 5 === 0
    ? `Гости от ${TOWNS[(number / 5) % TOWNS.length]}, среща ${number}\n\nДелегация от община ${TOWNS[(number / 5) % TOWNS.length]}, Северна Македония, посети Троян. Двете общини се договориха да обменят ученици и млади художници. Среща номер ${number}.`
    : `Ремонт на улица номер ${number}\n\n${`Община Троян ремонтира улица номер ${number} в града. Работата ще приключи до края на месеца и ще струва по-малко от предвиденото. `.repeat(8)}`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'архив-'))
  writeFileSync(
    archive(),
    zipOf([
      ...Array.from({ length: ITEMS - 2 }, (_, at) => ({
        name: `новини/2019-03-${String((at % 28) + 1).padStart(2, '0')} новина ${at}.txt`,
        content: item(at),
      })),
      { name: 'новини/протокол.docx', content: docxOf(wordXml(item(1005).split('\n').map(wordParagraph).join(''))) },
      { name: 'новини/снимка.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]) },
    ]),
  )
  news = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/rss' ? 'application/rss+xml; charset=utf-8' : 'text/html; charset=utf-8')
    response.end(
      request.url === '/rss'
        ? `<?xml version="1.0"?><rss version="2.0"><channel><title>Новини на Община Троян</title><item><title>Гости от Гевгелия</title><guid>1</guid><link>/gosti</link><pubDate>Sat, 12 Oct 2024 10:00:00 +0300</pubDate><description>Делегация от Гевгелия…</description></item></channel></rss>`
        : request.url === '/gosti'
          ? `<html><body><nav>Меню</nav><h1>Гости от Гевгелия</h1><p>Делегация от община Гевгелия, Северна Македония, посети Троян. Двете общини се договориха да обменят ученици.</p></body></html>`
          : `<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>Община Троян</body></html>`,
    )
  })
  await new Promise<void>((resolve) => news.listen(0, '127.0.0.1', resolve))
  const own = await folderWithDemo()
  removeFolder = own.remove
  data = own.folder
  server = await start()
  browser = await openBrowser()
  const [link] = await server.hears(/http:\/\/localhost:\d+\/sign-in\/link\/[^\s]+/)
  const { page, context } = await openPage(browser)
  await page.goto(link)
  await page.getByRole('button', { name: 'Влез' }).click()
  await page.waitForURL(`${server.url}/`)
  cookies = await context.cookies()
  await context.close()
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  news?.close()
  rmSync(folder, { recursive: true, force: true })
  removeFolder()
})

const openAsOfficer = async (options: Parameters<typeof openPage>[1] = {}) => {
  const opened = await openPage(browser, options)
  await opened.context.addCookies(cookies)
  return opened
}
const numbers = async (page: Page): Promise<[done: number, total: number]> => {
  const [, done = '0', total = '0'] = /Прочетени (\d+) от (\d+)/.exec(await page.locator('body').innerText()) ?? []
  return [Number(done), Number(total)]
}

test('five hundred items in one archive: the server answers meanwhile, is killed in the middle, and goes on to the end', async () => {
  const { page, context } = await openAsOfficer()
  await page.goto(`${server.url}/intake`)
  await page.getByRole('link', { name: 'Внасяне на архив' }).click()
  await page.locator('main').getByRole('link', { name: 'Внеси архив' }).first().click()
  await expectAccessibleInEveryLook(page)
  await page.getByLabel('ZIP файл, поща (.mbox) или няколко файла').setInputFiles(archive())
  await page.getByRole('button', { name: 'Внеси и прочети' }).click()
  await page.waitForURL(/\/intake\/batches\/[0-9a-f-]{36}$/)
  const path = new URL(page.url()).pathname
  await expect.poll(async () => (await numbers(page))[0], { timeout: 60_000 }).toBeGreaterThan(20)
  await expectAccessibleInEveryLook(page)
  // The office works on while the archive is read.
  const waits: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    waits.push(performance.now() - started)
  }
  expect(Math.max(...waits)).toBeLessThan(2_000)
  await context.close()
  await server.kill('SIGKILL')

  server = await start()
  const after = await openAsOfficer()
  await after.page.goto(server.url + path)
  const [done, total] = await numbers(after.page)
  expect([done > 20, done < ITEMS, total]).toEqual([true, true, ITEMS])
  await after.page.getByText('Всичко е прочетено.').waitFor({ timeout: 120_000 })
  expect(await after.page.locator('.lead').innerText()).toBe(`Всичко е прочетено. ${ITEMS - 1} нови текста, 1 не може да се прочете.`)
  await expectAccessibleInEveryLook(after.page)
  expect(after.troubles).toEqual([])
  await after.context.close()
}, 240_000)

test('triage by keyboard: open, on to the next, aside with the next, back by one press; those about nobody abroad all at once', async () => {
  const { page, context, troubles } = await openAsOfficer()
  await page.goto(`${server.url}/intake`)
  await page.getByRole('link', { name: /текста за преглед/ }).click()
  await expectAccessibleInEveryLook(page)
  expect(await page.locator('.tabs').innerText()).toMatch(/за преглед\s+101[\s\S]*без международен контакт\s+398/)
  await page.keyboard.press('j')
  const first = await page.locator('tbody tr.on a').first().innerText()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/intake\/[0-9a-f-]{36}/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(first)
  await expectAccessibleInEveryLook(page)
  await page.keyboard.press('n')
  await page.waitForFunction((title) => document.querySelector('h1')?.textContent !== title, first)
  const second = await page.getByRole('heading', { level: 1 }).innerText()
  await page.keyboard.press('q')
  await page.waitForFunction((title) => document.querySelector('h1')?.textContent !== title, second)
  expect(await page.locator('.flash').innerText()).toContain('1 текст е оставен настрана.')
  await page.locator('.flash button').click()
  await page.goto(`${server.url}/intake/triage?view=none`)
  await page.getByLabel(/Всичките 398/).check()
  await page.getByRole('button', { name: 'Остави настрана' }).click()
  expect(await page.locator('.flash').innerText()).toContain('398 текста са оставени настрана.')
  await page.locator('.flash button').click()
  await page.goto(`${server.url}/intake/triage`)
  expect(await page.locator('.tabs').innerText()).toMatch(/за преглед\s+101[\s\S]*без международен контакт\s+398[\s\S]*оставени настрана\s+0/)
  expect(troubles).toEqual([])
  await context.close()
}, 120_000)

test('the same without script and on a phone', async () => {
  const { page, context } = await openAsOfficer({ script: false, viewport: PHONE })
  await page.goto(`${server.url}/intake/triage?country=MK`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.locator('tbody tr a').first().click()
  const first = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('link', { name: 'Следващият текст' }).click()
  const second = await page.getByRole('heading', { level: 1 }).innerText()
  expect(second).not.toBe(first)
  await page.getByRole('button', { name: 'Не е за нас, следващият' }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toBe(second)
  await page.goto(`${server.url}/intake/batches/new`)
  await page.getByLabel('ZIP файл, поща (.mbox) или няколко файла').setInputFiles({ name: 'едно.txt', mimeType: 'text/plain', buffer: Buffer.from(item(2005)) })
  await page.getByRole('button', { name: 'Внеси и прочети' }).click()
  await page.waitForURL(/\/intake\/batches\/[0-9a-f-]{36}/)
  expect(await page.locator('html').evaluate((html) => html.scrollWidth <= window.innerWidth)).toBe(true)
  // Without script the page asks again by itself.
  await page.getByText('Всичко е прочетено.').waitFor({ timeout: 30_000 })
  await context.close()
}, 120_000)

test('the municipality’s site is tried out, watched, and its item comes to the list', async () => {
  const { page, context, troubles } = await openAsOfficer()
  await page.goto(`${server.url}/settings`)
  await page.getByRole('link', { name: 'Наблюдавани новини' }).click()
  await expectAccessibleInEveryLook(page)
  await page.getByLabel('Адрес на новините').fill('няма такъв адрес')
  await page.getByRole('button', { name: 'Провери' }).click()
  expect(await page.locator('.ds-error-summary').innerText()).toContain('Това не е адрес в интернет.')
  await page.getByLabel('Адрес на новините').fill(`http://127.0.0.1:${(news.address() as AddressInfo).port}`)
  await page.getByRole('button', { name: 'Провери' }).click()
  await page.getByText('Намерена е 1 новина.').waitFor()
  await expectAccessibleInEveryLook(page)
  expect(await page.getByLabel('Как да се казва').inputValue()).toBe('Новини на Община Троян')
  await page.getByRole('button', { name: 'Наблюдавай' }).click()
  await page.waitForURL(`${server.url}/settings/feeds`)
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.locator('.feeds').innerText()
      },
      { timeout: 30_000, interval: 500 },
    )
    .toContain('донесе 1 текст')
  await expectAccessibleInEveryLook(page)
  await page.locator('.feeds').getByRole('link', { name: 'Новини на Община Троян' }).click()
  await page.locator('tbody').getByRole('link', { name: 'Гости от Гевгелия' }).click()
  expect(await page.locator('.article').innerText()).toContain('Делегация от община Гевгелия')
  expect(await page.locator('.article').innerText()).not.toContain('Меню')
  expect(troubles).toEqual([])
  await context.close()
}, 120_000)
