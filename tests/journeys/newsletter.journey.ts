// A citizen and the newsletter, with script and without: the form, the letter's link, the press; every page with axe. Then the office's side of it.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { setUpOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithTowns } from './towns.ts'

let browser: Browser
let mail: MailServer
let server: RunningServer
let office: { page: Page; context: BrowserContext; troubles: string[] }
let removeFolder = (): void => {}

beforeAll(async () => {
  const own = await folderWithTowns()
  removeFolder = own.remove
  mail = await startMailServer()
  server = await startServer({ folder: own.folder, knowsTowns: true, env: { SMTP_URL: mail.url, MAIL_FROM: 'Побратим <office@pobratim.test>' } })
  browser = await openBrowser()
  office = await openPage(browser)
  await setUpOffice(office.page, server)
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  await mail?.stop()
  removeFolder()
})

/** The link of the newest letter to an address. */
async function linkTo(address: string): Promise<string> {
  await expect.poll(() => mail.arrived.some(({ to }) => to === address), { timeout: 15_000 }).toBe(true)
  const text = mail.arrived.findLast(({ to }) => to === address)!.mail.text!
  return /http:\/\/localhost:\d+\/\S+/.exec(text)![0]!
}

test.each([true, false])('subscribing, and confirming; with script: %s', async (script) => {
  const { page, context, troubles } = await openPage(browser, { script })
  const looked = async (): Promise<void> => (script ? expectAccessibleInEveryLook(page) : undefined)
  const address = script ? 'ana@primer.test' : 'ivo@primer.test'
  await page.goto(`${server.url}/bg`)
  await page.getByRole('contentinfo').getByRole('link', { name: 'Бюлетин' }).click()
  await looked()
  // Wrong first: it says so, and what was chosen stays.
  await page.getByLabel('Вашият електронен адрес').fill('ana')
  await page.getByLabel('English').check()
  await page.getByRole('button', { name: 'Абонирам се' }).click()
  await page.locator('#errors').waitFor()
  expect(await page.getByLabel('English').isChecked()).toBe(true)
  await looked()
  await page.getByLabel('Вашият електронен адрес').fill(address)
  await page.getByLabel('Вашият електронен адрес').press('Enter')
  await page.getByRole('heading', { name: 'Проверете пощата си' }).waitFor()
  await looked()
  const link = await linkTo(address)
  await page.goto(link)
  await page.getByRole('button', { name: 'Потвърждавам' }).waitFor()
  await looked()
  await page.getByRole('button', { name: 'Потвърждавам' }).click()
  await page.getByRole('heading', { name: 'Абонирани сте' }).waitFor()
  await looked()
  await context.close()
  expect(troubles).toEqual([])
})

test('the office sees who reads it, adds with a note, brings in a list; every page with axe', async () => {
  const { page, troubles } = office
  await page.goto(`${server.url}/newsletter`)
  expect(await page.locator('#subscribers').innerText()).toContain('ana@primer.test')
  await expectAccessibleInEveryLook(page)
  await page.getByRole('link', { name: 'Добавете абонат' }).click()
  await expectAccessibleInEveryLook(page)
  await page.getByLabel('Електронен адрес').fill('zara@primer.test')
  await page.getByRole('button', { name: 'Добавете и попитайте' }).click()
  await page.locator('#errors').waitFor()
  await page.getByLabel('Как се е съгласил човекът').fill('Лист от изложбата')
  await page.getByRole('button', { name: 'Добавете и попитайте' }).click()
  await page.getByText('Добавен е zara@primer.test').waitFor()
  await page.getByRole('link', { name: 'Внесете списък' }).click()
  await expectAccessibleInEveryLook(page)
  await page.goto(`${server.url}/newsletter`)
  await page
    .getByRole('row', { name: /ana@primer/ })
    .getByRole('link', { name: /Изтрийте/ })
    .click()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: 'Да, изтрийте' }).click()
  await page.getByText('Изтрит е.').waitFor()
  expect(troubles).toEqual([])
})
