// Against the record, by keyboard: what a text puts otherwise is settled with one key, taken back, settled otherwise, and stands on the partner's page; then the text is read again.
import type { Browser } from 'playwright-core'
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

const GUESTS = 'Делегация от община Дойран, Северна Македония, посети Троян на 10 май. Кметът на Дойран Образец Пробевски беше посрещнат в общината.'
const FIRST = `Гости от Дойран\n\n12 май 2018 г.\n\n${GUESTS} Двата града са побратимени от 1998 г.`
const SECOND = `Пак гости от Дойран\n\n12 май 2024 г.\n\n${GUESTS} Двата града са побратимени от 20 години.`

test('a text that contradicts the record, settled by keys', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  const knock = await knockerOf(page, server)
  const bring = async (text: string): Promise<string> => {
    const answer = await knock('/intake/new', { text })
    expect(answer.status).toBe(303)
    const address = `${server.url}${(answer.headers.get('location') ?? '').replace(server.url, '')}`
    await page.goto(address)
    return address
  }
  const first = await bring(FIRST)
  expect((await knock(`${new URL(first).pathname}/decisions`, {})).status).toBe(303)
  expect((await knock(`${new URL(first).pathname}/saving`, {})).status).toBe(303)

  const second = await bring(SECOND)
  const card = page.locator('.draft', { hasText: 'Дойран: побратимени' })
  const id = (await card.getAttribute('id'))!
  for (let step = 0; step < 12 && (await page.locator('.draft.on').getAttribute('id')) !== id; step += 1) await page.keyboard.press('j')
  expect(await card.locator('.differs tbody').innerText()).toMatch(/Подписване, 1998 г\.\s+20 години \(от около 2004 г\.\)/)
  await expectAccessibleInEveryLook(page)
  await page.keyboard.press('1')
  await page.waitForSelector(`#done #${id}`, { state: 'attached' })
  expect(await card.textContent()).toContain('Остава записаното в регистъра')
  await page.keyboard.press('z')
  await page.waitForSelector(`#open #${id}.on`)
  await page.keyboard.press('3')
  await page.waitForSelector(`#done #${id}`, { state: 'attached' })
  expect(await card.textContent()).toContain('При запис се пазят и двете')

  // Read again: the decision stands, nothing is new.
  await page.getByRole('button', { name: 'Прочети отново' }).click()
  await page.waitForURL(second)
  await page.locator('.flash', { hasText: 'Нищо ново не се намери' }).waitFor()
  await page.locator(`#done #${id}[data-state="ok"]`).waitFor({ state: 'attached' })

  await page.getByRole('button', { name: 'Приеми всички останали' }).click()
  await page.locator('.all-done').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('.flash', { hasText: 'Потвърдени са' }).waitFor()
  await page.locator('.outcome a', { hasText: 'Дойран' }).click()
  await page.waitForURL(/\/partnerships\//)
  const partner = await page.locator('main').innerText()
  expect(partner).toContain('1998')
  expect(partner).toContain('20 години')
  expect(troubles).toEqual([])
  await context.close()
})
