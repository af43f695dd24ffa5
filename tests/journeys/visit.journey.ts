// A visit from the letter that asks for it to the closed dossier, in a browser; every page in every look. Then the same steps without any script.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { knockerOf, setUpOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithTowns } from './towns.ts'

let browser: Browser
let server: RunningServer
let removeFolder = (): void => {}

beforeAll(async () => {
  const own = await folderWithTowns()
  removeFolder = own.remove
  server = await startServer({ folder: own.folder, knowsTowns: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  removeFolder()
})

const told = (page: Page, words: string): Promise<void> => page.locator('.flash', { hasText: words }).waitFor()
const fillDay = async (page: Page, name: string, day: string): Promise<void> => {
  const [year, month, date] = day.split('-').map(Number)
  for (const [part, value] of [
    ['day', date],
    ['month', month],
    ['year', year],
  ] as const)
    await page.locator(`[name="${name}.${part}"]`).fill(String(value))
}

/** From the new visit to the closed dossier; `look` looks at each page on the way. */
async function walk(page: Page, partner: string, look: (page: Page) => Promise<void>): Promise<void> {
  await page.goto(`${server.url}/visits`)
  await look(page)
  await page.getByRole('link', { name: 'Ново посещение' }).first().click()
  await page.locator('[name="partners.0.text"]').fill(partner)
  // Today, by the town's clock: it is still prepared, and can be held at once.
  await fillDay(page, 'date', new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Sofia' }).format())
  await look(page)
  await page.getByRole('button', { name: 'Запиши и отвори досието' }).click()
  await page.waitForURL(/\/visits\/[0-9a-f-]{36}$/)
  await look(page)

  // ---- the delegations from a pasted list
  await page.getByRole('link', { name: /^Делегации/ }).click()
  await page.getByRole('link', { name: 'Постави списък с имена' }).click()
  await page.locator('[name="names"]').fill('Клер Пробна, кмет\nд-р Жан Примерен, председател на комитета\nМари Пробна – преводач')
  await page.getByRole('button', { name: 'Виж как е разчетено' }).click()
  await page.locator('[name="rows.0.name"]').waitFor()
  await look(page)
  await page.getByRole('button', { name: /^Впиши/ }).click()
  await told(page, 'Вписани са 3 участници')
  await look(page)

  // ---- a table, two seats exchanged and taken back
  await page.getByRole('link', { name: 'Нова маса' }).click()
  await page.getByLabel('За какво е масата').fill('Разговори')
  await look(page)
  await page.getByRole('button', { name: 'Запиши' }).click()
  await told(page, 'Масата е подредена по старшинство')
  const seat = (): Promise<string> => page.locator('#seats tbody tr').first().innerText()
  const first = await seat()
  await page
    .getByRole('button', { name: /^със следващото място/ })
    .first()
    .click()
  await page.locator('.flash').waitFor()
  expect(await seat()).not.toBe(first)
  await look(page)
  await page.locator('.flash').getByRole('button', { name: 'Върни' }).click()
  await page.locator('.flash').waitFor()
  expect(await seat()).toBe(first)

  // ---- the preparation: a letter, a piece nobody needs, an own line
  await page.getByRole('link', { name: 'Делегации' }).click()
  await page.getByRole('link', { name: /^Подготовка/ }).click()
  await page.getByRole('button', { name: /^не е нужно.*Подаръци/ }).click()
  await told(page, 'ненужно')
  await page.getByRole('link', { name: 'Ново писмо' }).click()
  await look(page)
  await page.getByRole('button', { name: 'Състави' }).click()
  await page.locator('[name="body.bg"]').waitFor()
  expect(await page.locator('[name="body.bg"]').inputValue()).toContain(partner)
  await look(page)
  await page.getByRole('button', { name: 'Запиши' }).click()
  await look(page)
  await page.getByRole('link', { name: 'Подготовка' }).click()
  await look(page)

  // ---- on to its end; closing wants an outcome or a reason
  await page.getByRole('button', { name: 'Потвърди посещението' }).first().click()
  await told(page, 'потвърдено')
  await page.getByRole('link', { name: /^Отчет/ }).click()
  await look(page)
  await page.getByRole('button', { name: 'Отбележи като проведено' }).last().click()
  await told(page, 'проведено')
  await page.locator('[name="report.bg"]').fill('Говорихме за обмен на ученици.')
  await page.getByRole('button', { name: 'Запиши и завърши отчета' }).click()
  await page.locator('.flash').waitFor()
  await page.getByRole('button', { name: 'Приключи досието' }).last().click()
  await page.locator('[name="closedWithout"]').waitFor()
  await look(page)
  await page.locator('[name="closedWithout"]').fill('Само концерт')
  await page.getByRole('button', { name: 'Приключи досието' }).last().click()
  await told(page, 'приключено')
  await look(page)
}

/** Text that nobody saved: a link of the menu asks first; who stays has it still, and what was saved is left without a question. */
async function expectAskedBeforeLeaving(page: Page): Promise<void> {
  const asked: string[] = []
  let stays = true
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void (stays ? dialog.dismiss() : dialog.accept())
  })
  const leave = async (): Promise<void> => {
    await page.locator('nav a[href="/visits"], nav a[href="/events"]').first().click({ noWaitAfter: true })
  }
  await page.goto(`${server.url}/visits/new`)
  const title = page.locator('[name="title.bg"]')
  await title.click()
  await page.keyboard.type('Само набрано')
  await leave()
  await expect.poll(() => asked).toEqual(['beforeunload'])
  expect([await title.inputValue(), new URL(page.url()).pathname]).toEqual(['Само набрано', '/visits/new'])
  // Sending it is no leaving: it comes back with a fault, and still nothing of it is saved.
  await page.locator('[name="partners.0.text"]').fill('Никой Никъде')
  await page.getByRole('button', { name: 'Запиши и отвори досието' }).click()
  await page.locator('.ds-error-summary').waitFor()
  expect(asked).toEqual(['beforeunload'])
  await title.click()
  await leave()
  await expect.poll(() => asked).toEqual(['beforeunload', 'beforeunload'])
  stays = false
  await leave()
  await title.waitFor({ state: 'detached' })
  expect(asked.length).toBe(3)
  await page.goto(`${server.url}/visits/new`)
  await title.click()
  await leave()
  await title.waitFor({ state: 'detached' })
  expect(asked.length).toBe(3)
}

test('a visit goes from the first form to the closed dossier', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  const knock = await knockerOf(page, server)
  for (const name of ['Пробен град', 'Друг град'])
    expect(
      (await knock('/partnerships', { type: 'twinning', 'organisation.text': name, 'organisation.id': '', country: 'FR', kind: 'municipality' })).status,
    ).toBe(303)
  await walk(page, 'Пробен град', expectAccessibleInEveryLook)
  await expectAskedBeforeLeaving(page)
  expect(troubles).toEqual([])
  const cookies = await context.cookies()
  await context.close()

  const plain = await openPage(browser, { script: false })
  await plain.context.addCookies(cookies)
  await walk(plain.page, 'Друг град', async () => {})
  expect(plain.troubles).toEqual([])
  await plain.context.close()
}, 180_000)
