// From the list of towns to a partnership: a town put on the shortlist with a note, its letter edited and sent by keyboard alone, answered, and what became of it.
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

/** So many presses of Tab lead past everything on a page. */
const MOST_TABS = 80

/** Tabs on until the focus is on what the selector names. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < MOST_TABS; press += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${selector} on ${page.url()}`)
}

test('shortlist, letter, sent, answered, prospect', async () => {
  const { page, troubles } = office
  await page.goto(`${server.url}/finder?country=IT`)
  const candidate = page.locator('main li:has(dl.ranks)').first()
  await candidate.getByRole('button', { name: /^Изберете/ }).click()
  await page.waitForLoadState()
  await page.goto(`${server.url}/finder/shortlist`)
  const town = await page.locator('main h2 .native').first().innerText()
  await page.getByRole('link', { name: 'Добавете бележка' }).click()
  await page.getByLabel('Бележка', { exact: false }).fill('Да се спомене керамиката.')
  await page.getByRole('button', { name: 'Запиши' }).click()
  await page.getByText('Да се спомене керамиката.').waitFor()
  await expectAccessibleInEveryLook(page)

  await page.getByRole('link', { name: 'Съставете първо писмо' }).click()
  expect(await page.getByLabel('Език на писмото').inputValue()).toBe('it')
  await page.getByLabel('кметът е жена').check()
  await page.getByRole('button', { name: 'Съставете писмото' }).click()
  const body = page.locator('textarea[name=body]')
  expect((await body.inputValue()).startsWith('Gentile Signora Sindaca,\n\nmi rivolgo a Lei a nome del Comune di Troyan (Bulgaria).')).toBe(true)
  await expectAccessibleInEveryLook(page)
  await body.fill(`${await body.inputValue()}\n\nP.S. La ceramica unisce le nostre città.`)
  await page.getByLabel('Кой подписва').fill('Proba Kmetova\nSindaca')
  await page.getByRole('button', { name: 'Запиши' }).click()
  await page.getByText('Писмото е записано.').waitFor()
  const approach = new URL(page.url()).pathname

  // From here by keyboard alone: the way is not chosen at first, which is said with the focus on it.
  await tabTo(page, 'a[href$="/letters/first/sending"]')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/letters/first/sending')
  await tabTo(page, '#main .submit button')
  await page.keyboard.press('Enter')
  await page.locator('#errors').waitFor()
  await tabTo(page, 'input[name=way]')
  await page.keyboard.press('Space')
  expect(await page.locator('input[name=way][value=email]').isChecked()).toBe(true)
  await tabTo(page, 'input[name=to]')
  await page.keyboard.type('sindaca@esempio.test')
  await tabTo(page, 'input[name=consent]')
  await page.keyboard.press('Space')
  await tabTo(page, '#main .submit button')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${approach}`)
  await expect.poll(() => mail.arrived.length, { timeout: 15_000 }).toBe(1)
  const [letter] = mail.arrived
  expect([letter!.to, letter!.mail.subject, letter!.mail.attachments.map(({ mimeType }) => mimeType)]).toEqual([
    'sindaca@esempio.test',
    `Proposta di collaborazione tra Troyan e ${town.replace(/^·\s*/, '')}`,
    ['application/pdf'],
  ])
  expect(letter!.mail.text).toContain('P.S. La ceramica unisce le nostre città.\n\nProba Kmetova')

  await page.getByLabel('съгласни са').check()
  await page.getByLabel('Какво пишат').fill('Радват се.')
  await page.getByRole('button', { name: 'Запишете отговора' }).click()
  await page.getByText('Отговорът е записан.').waitFor()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('link', { name: 'Започнете разговор за партньорство' }).click()
  await page.waitForURL('**/partnership')
  await page.locator('#main .submit button').click()
  await page.waitForURL('**/partnerships/*')
  const shown = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
  expect([shown.includes('без записани стъпки'), shown.includes('Намерен по прилика (Италия)'), shown.includes('съгласни са')]).toEqual([true, true, true])
  // Back to how it began, where the country's own procedure stands.
  await page.locator(`a[href="${approach}"]`).first().click()
  await page.waitForURL(`**${approach}`)
  expect((await page.locator('#procedure').innerText()).includes('Решение на съвета')).toBe(true)
  expect(await page.locator('a[href$="/sending"]').count()).toBe(0)
  expect(troubles).toEqual([])
})
