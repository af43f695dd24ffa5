// The partner finder by keys: a country, a slider that answers at once, weights kept under a name, towns pinned and left out, two compared, the mayor's sheet; and without script.
import type { Browser, Page } from 'playwright-core'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { setUpOffice } from './office.ts'
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

/** The towns of the list in their order, as `town-…`. */
const listed = (page: Page): Promise<string[]> => page.locator('.ranked > ol > li').evaluateAll((all) => all.map(({ id }) => id))
const query = (page: Page): string => new URL(page.url()).searchParams.toString()
const nameOf = async (page: Page, id: string): Promise<string> => (await page.locator(`#${id} h3 .place > span:not(.flag, .native)`).first().innerText()).trim()

test('from a country to the mayor’s sheet; without script the same by forms', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  await page.goto(`${server.url}/finder`)
  await page.getByRole('combobox', { name: 'Държава' }).selectOption('IT')
  await page.waitForURL(/country=IT/)
  const learned = await listed(page)
  expect(learned.length).toBe(20)
  await expectAccessible(page)

  // ---- a slider under the keys: the list follows without a new page, the address follows the list, the hand stays where it was
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  const slider = page.getByRole('slider', { name: 'големина' })
  await slider.focus()
  await page.keyboard.press('End')
  await page.waitForURL(/size=3/)
  expect(query(page)).toBe('country=IT&size=3')
  await page.locator('#found[aria-busy=false]').waitFor()
  const bySize = await listed(page)
  expect(bySize.length).toBe(20)
  expect(bySize).not.toEqual(learned)
  expect(await slider.getAttribute('aria-valuetext')).toBe('много')
  expect(await page.evaluate(() => [(window as { stayed?: boolean }).stayed, (document.activeElement as HTMLInputElement).name])).toEqual([true, 'size'])
  // Back to where it was learned: the list is the old one, and the address says nothing of it.
  await page.getByRole('slider', { name: 'големина' }).focus()
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/country=IT$/)
  await page.locator('#found[aria-busy=false]').waitFor()
  expect(await listed(page)).toEqual(learned)
  await page.keyboard.press('End')
  await page.waitForURL(/size=3/)
  expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed)).toBe(true)

  // ---- the weights are kept under a name, given back, and chosen again in another country
  await page.getByRole('link', { name: 'Запази изгледа' }).click()
  await page.getByLabel('Име на изгледа').fill('Големи като нас')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Големи като нас' }).waitFor()
  await page.goto(`${server.url}/finder?country=IT`)
  expect(await listed(page)).toEqual(learned)
  await page.getByRole('link', { name: 'Големи като нас' }).click()
  await page.waitForURL(/size=3/)
  expect([query(page), await listed(page)]).toEqual(['country=IT&size=3', bySize])
  expect(await page.locator('.tabs.saved [aria-current=page]').innerText()).toContain('Големи като нас')

  // ---- the first is pinned, the second left out with a reason: both are seen
  const [first = '', second = '', third = ''] = bySize
  const [pinned, out] = [await nameOf(page, first), await nameOf(page, second)]
  await page.locator(`#${first}`).getByRole('button', { name: 'Закачете' }).click()
  await page.locator('.flash', { hasText: pinned }).waitFor()
  expect(await page.locator('.pinned').innerText()).toContain(pinned)
  await page.locator(`#${second} details.out summary`).focus()
  await page.keyboard.press('Enter')
  await page.locator(`#${second}`).getByLabel('Защо го изключвате').fill('Далече е')
  await page.locator(`#${second}`).getByRole('button', { name: 'Изключете' }).click()
  await page.locator('.flash', { hasText: out }).waitFor()
  expect(query(page)).toBe('country=IT&size=3')
  expect(await listed(page)).toEqual([first, ...bySize.slice(2), expect.stringMatching(/^town-/)])
  await page.getByRole('link', { name: '1 изключен от вас град не се показва.' }).click()
  expect(await page.locator('main').innerText()).toMatch(new RegExp(`${out}[^]*Далече е`))
  await page.goBack()

  // ---- two are ticked; a slider moves meanwhile and the ticks stay; they stand side by side
  for (const id of [first, third]) await page.locator(`#${id}`).getByLabel('сравнете').check()
  await page.getByRole('slider', { name: 'разстояние до морето' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL(/sea=1.25/)
  await page.locator('#found[aria-busy=false]').waitFor()
  expect((await page.locator('input[name=place]:checked').evaluateAll((all) => all.map((one) => `town-${(one as HTMLInputElement).value}`))).sort()).toEqual(
    [first, third].sort(),
  )
  await page.getByRole('button', { name: 'Сравнете отбелязаните' }).first().click()
  await page.waitForURL(/\/finder\/comparison\?/)
  expect(await page.locator('.comparison thead th').count()).toBe(3)
  expect(await page.locator(`.comparison td[data-row=said][data-town="${first.slice(5)}"]`).innerText()).toContain('закачен')
  await expectAccessibleInEveryLook(page)
  const sheet = await context.request.get(server.url + (await page.getByRole('link', { name: 'Лист за кмета' }).getAttribute('href')))
  expect([sheet.status(), sheet.headers()['content-type'], (await getDocumentProxy(new Uint8Array(await sheet.body()))).numPages]).toEqual([
    200,
    'application/pdf',
    1,
  ])
  await page
    .getByRole('link', { name: /махнете/ })
    .first()
    .click()
  expect(await page.locator('.comparison thead th').count()).toBe(2)
  await page.getByRole('link', { name: 'Към списъка' }).click()
  expect(query(page)).toBe('country=IT&size=3&sea=1.25')

  // ---- without script: the same boxes and sliders, and a button
  const plain = await openPage(browser, { script: false })
  await plain.context.addCookies((await context.storageState()).cookies)
  await plain.page.goto(`${server.url}/finder?country=IT`)
  await plain.page.getByRole('slider', { name: 'големина' }).fill('3')
  await plain.page.getByRole('button', { name: 'Преизчислете' }).click()
  expect(new URL(plain.page.url()).searchParams.get('size')).toBe('3')
  expect((await listed(plain.page)).slice(0, 2)).toEqual([first, third])
  for (const id of [first, third]) await plain.page.locator(`#${id}`).getByLabel('сравнете').check()
  await plain.page.getByRole('button', { name: 'Сравнете отбелязаните' }).last().click()
  expect(await plain.page.locator('.comparison thead th').count()).toBe(3)

  expect([...troubles, ...plain.troubles]).toEqual([])
})
