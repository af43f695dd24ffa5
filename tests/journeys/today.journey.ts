// The day's page under the keys, with a colleague beside one, and the same by links and forms without any script.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
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

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const rows = (page: Page): Promise<string[]> => page.locator('.waiting .what').allInnerTexts()
const onRow = (page: Page): Promise<string> => page.locator('.waiting > li.on .what').innerText()
const said = (page: Page): Promise<string> => page.locator('body > p[role=status]').innerText()

test('with keys: put off, give to a colleague, undo, wake; without script: the same by forms', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  const knock = await knockerOf(page, server)
  expect((await knock('/settings/people', { name: 'Втора Служителова', email: 'second@journey.test', role: 'officer' })).status).toBe(303)
  for (const [text, year] of [
    ['Първо обещание', '2019'],
    ['Второ обещание', '2020'],
    ['Трето обещание', '2021'],
  ] as const)
    expect((await knock('/commitments', { owedBy: 'us', 'text.bg': text, topic: 'other', state: 'agreed', 'due.year': year })).status).toBe(303)

  await page.goto(`${server.url}/`)
  expect(await rows(page)).toEqual(['Първо обещание', 'Второ обещание', 'Трето обещание'])
  await expectAccessibleInEveryLook(page)

  // ---- the second row is put off until tomorrow by S and 1; the eye stays where it was, and it is said aloud
  await press(page, 'j', 's')
  await page.locator('#snooze-dialog[open]').waitFor()
  await expectAccessible(page)
  await press(page, 'Escape')
  expect(await page.locator('dialog[open]').count()).toBe(0)
  await press(page, 's', '1')
  await page.locator('.flash').waitFor()
  expect(await rows(page)).toEqual(['Първо обещание', 'Трето обещание'])
  expect(await onRow(page)).toBe('Трето обещание')
  expect(await said(page)).toMatch(/^Отложено до .*: Второ обещание$/)
  expect(await page.locator('.rail').innerText()).toMatch(/Днес\s+2/)

  // ---- T gives it to the colleague; it leaves what waits for me
  await press(page, 't')
  await page.locator('#assign-dialog[open]').waitFor()
  await expectAccessible(page)
  await press(page, '2')
  await page.locator('.flash', { hasText: 'Възложено на Втора Служителова: Трето обещание' }).waitFor()
  expect(await rows(page)).toEqual(['Първо обещание'])
  // ---- and U takes that back
  await press(page, 'u')
  await page.locator('.flash', { hasText: 'Върнато: Трето обещание' }).waitFor()
  expect(await rows(page)).toEqual(['Първо обещание', 'Трето обещание'])

  // ---- ? hides and shows the keys, A goes to the main act
  expect(await page.locator('[data-keys-help]').getAttribute('open')).toBe('')
  await press(page, '?')
  expect(await page.locator('[data-keys-help]').getAttribute('open')).toBe(null)
  await press(page, 'k', 'a')
  await page.waitForURL(/\/commitments\/[0-9a-f-]+\?end=kept$/)
  // The fold is open and the cursor in its first box: how it was kept can be written at once.
  await page.waitForFunction(() => document.activeElement?.id === 'f-evidence')

  // ---- a chosen day that is none: the browser is brought to the form, with what was typed
  await page.goto(`${server.url}/`)
  await press(page, 's')
  await page.locator('#snooze-dialog[open] button[value=day]').click()
  await page.getByRole('heading', { name: 'Отлагане' }).waitFor()
  expect(await page.locator('.ds-error-summary').innerText()).toContain('Изберете ден след днешния')
  await expectAccessibleInEveryLook(page)

  // ---- what was put off stands in its own list and wakes by S
  await page.goto(`${server.url}/waiting/snoozed`)
  expect(await rows(page)).toEqual(['Второ обещание'])
  await expectAccessibleInEveryLook(page)
  await press(page, 'j', 's')
  await page.getByText('Няма отложени').or(page.getByText('Нищо не е отложено')).first().waitFor()
  await page.goto(`${server.url}/`)
  expect((await rows(page)).length).toBe(3)

  // ---- the morning mail
  await page.goto(`${server.url}/settings/morning`)
  await expectAccessibleInEveryLook(page)
  await page.getByLabel('Всеки делничен ден').check()
  await page.getByRole('button', { name: 'Запиши' }).click()
  await page.locator('.flash', { hasText: 'Сутрешното писмо е избрано.' }).waitFor()
  expect(troubles).toEqual([])

  // ---- without script
  const plain = await openPage(browser, { script: false })
  await plain.context.addCookies(await context.cookies())
  await plain.page.goto(`${server.url}/`)
  const row = plain.page.locator('.waiting > li', { hasText: 'Първо обещание' })
  await row.getByRole('link', { name: 'Отложи' }).click()
  await plain.page.getByLabel(/За месец/).check()
  await plain.page.getByRole('button', { name: 'Отложи' }).click()
  await plain.page.locator('.flash', { hasText: 'Първо обещание' }).waitFor()
  expect(await rows(plain.page)).toEqual(['Второ обещание', 'Трето обещание'])
  await plain.page.locator('.waiting > li', { hasText: 'Второ обещание' }).getByRole('link', { name: 'Възложи' }).click()
  await plain.page.getByLabel('Втора Служителова').check()
  await plain.page.getByRole('button', { name: 'Възложи' }).click()
  await plain.page.locator('.flash', { hasText: 'Възложено на Втора Служителова' }).waitFor()
  await plain.page.locator('.flash').getByRole('button', { name: 'Върни' }).click()
  await plain.page.locator('.flash', { hasText: 'Върнато: Второ обещание' }).waitFor()
  expect(plain.troubles).toEqual([])
  await plain.context.close()
  await context.close()
})
