// The register by keyboard alone, and the same without any script: a cell is changed, rows are changed together and taken back, a view is kept.
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
const shown = (page: Page, row: string): Promise<string> => page.locator('tr', { hasText: row }).innerText()

test('with keys: views, a cell, many rows, undo, a saved view; without script: the same by links and forms', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  const knock = await knockerOf(page, server)
  for (const name of ['Пробен град', 'Пробна паланка', 'Пробно село'])
    expect(
      (await knock('/partnerships', { type: 'twinning', 'organisation.text': name, 'organisation.id': '', country: 'MK', kind: 'municipality' })).status,
    ).toBe(303)

  await page.goto(`${server.url}/partnerships`)
  await expectAccessible(page)
  // ---- one cell: the second row, E, a tick, Enter
  await press(page, 'j', 'j', 'e')
  const form = page.locator('.cell-form')
  await form.waitFor()
  await form.getByLabel('култура', { exact: true }).check()
  await expectAccessible(page)
  await press(page, 'Enter')
  await page.locator('.flash').waitFor()
  expect(await shown(page, 'Пробна паланка')).toContain('култура')
  // Escape leaves a cell as it was, and the row stays the one that is on.
  await press(page, 'e')
  await form.waitFor()
  await press(page, 'Escape')
  expect(await form.count()).toBe(0)
  expect(await shown(page, 'Пробна паланка')).toContain('култура')

  // ---- many rows: two are ticked, one of them with the version the cell's saving left
  await press(page, 'x', 'j', 'x')
  expect(await page.locator('.how-many').innerText()).toBe('Отметнати са 2 реда.')
  await page.locator('select[name=act]').selectOption('field-add:culture')
  await page.getByRole('button', { name: 'Продължи' }).click()
  await page.getByRole('heading', { name: 'Добавяне на област „култура“' }).waitFor()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: 'Промени 1 партньорство' }).click()
  await page.locator('.flash', { hasText: 'Променено е 1 партньорство.' }).waitFor()
  expect(await shown(page, 'Пробно село')).toContain('култура')
  await page.locator('.flash').getByRole('button', { name: 'Върни' }).click()
  await page.locator('.flash', { hasText: 'Пробно село' }).waitFor()
  expect(await shown(page, 'Пробно село')).not.toContain('култура')

  // ---- the views by their digits, the search by its key, the keys themselves
  await press(page, '2')
  await page.waitForURL(/view=board/)
  await press(page, 'ArrowRight', 'ArrowDown')
  expect(await page.locator('.board li.on').innerText()).toContain('Пробна паланка')
  await press(page, 's')
  await page.waitForURL(/milestones\/new\?kind=first_contact/)
  await page.goBack()
  await press(page, '4')
  await page.waitForURL(/view=calendar/)
  await press(page, '?')
  expect(await page.locator('[data-keys-help]').getAttribute('open')).not.toBeNull()
  await press(page, '/')
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('q')
  for (const view of ['table', 'board', 'map', 'calendar']) {
    await page.goto(`${server.url}/partnerships?view=${view}`)
    await expectAccessibleInEveryLook(page)
  }

  // ---- without script: the cell's form is a page, the boxes and the bar are a form, the view is kept by a form
  const state = await context.storageState()
  const plain = await openPage(browser, { script: false })
  await plain.context.addCookies(state.cookies)
  await plain.page.goto(`${server.url}/partnerships?view=table`)
  await plain.page.getByRole('link', { name: 'Промени Области: Пробен град' }).click()
  await plain.page.getByLabel('спорт', { exact: true }).check()
  await plain.page.getByRole('button', { name: 'Запиши' }).click()
  expect(await shown(plain.page, 'Пробен град')).toContain('спорт')
  await plain.page.getByLabel('Отметни Пробен град').check()
  await plain.page.locator('select[name=act]').selectOption('publish')
  await plain.page.getByRole('button', { name: 'Продължи' }).click()
  await plain.page.getByRole('button', { name: 'Промени 1 партньорство' }).click()
  expect(await shown(plain.page, 'Пробен град')).toContain('вижда се')
  await plain.page.goto(`${server.url}/partnerships?view=board&country=MK`)
  await plain.page.getByRole('link', { name: 'Запази изгледа' }).click()
  await plain.page.getByLabel('Име на изгледа').fill('Табло за съседите')
  await plain.page.getByLabel('Списъкът да се отваря с този изглед').check()
  await plain.page.getByRole('button', { name: 'Запази изгледа' }).click()
  await plain.page.goto(`${server.url}/partnerships`)
  expect(new URL(plain.page.url()).search).toBe('?view=board&country=MK')
  expect(await plain.page.locator('.tabs.saved [aria-current=page]').innerText()).toContain('Табло за съседите')

  expect([...troubles, ...plain.troubles]).toEqual([])
})
