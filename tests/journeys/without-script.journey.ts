// The main job without any script: every step is a link or a form, so a keyboard is enough.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from './browser.ts'
import { UNDATED_NEWS } from './news-item.ts'
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

/** Enter in a box of a form. */
async function sent(page: Page, box: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), box.press('Enter')])
}

/** A press that brings another page, also under the same address. */
async function pressed(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), button.click()])
}

test('without script: the first run, coming in by the link of the terminal, a news item to its public page, a record with its mistake, its removal and return', async () => {
  const first = await openPage(browser, { script: false })
  await setUpOffice(first.page, server)
  await pressed(first.page, first.page.getByRole('button', { name: 'Изход' }).first())
  await first.page.goto(`${server.url}/partnerships`)
  expect(new URL(first.page.url()).pathname).toBe('/sign-in')
  await first.context.close()

  // ---- coming in by the link that stands in the terminal, once
  const { page, troubles } = await openPage(browser, { script: false })
  await page.goto(`${server.url}/sign-in`)
  const before = server.said().length
  const email = page.getByLabel('Електронен адрес').first()
  await email.fill('officer@journey.test')
  await email.press('Enter')
  await page.getByRole('heading', { name: 'Проверете пощата си' }).waitFor()
  await expect.poll(() => /http:\/\/localhost:\d+\/sign-in\/link\/[\w-]+/.test(server.said().slice(before)), { timeout: 10_000 }).toBe(true)
  const link = /http:\/\/localhost:\d+\/sign-in\/link\/[^\s]+/.exec(server.said().slice(before))![0]
  await page.goto(link)
  await page.getByRole('button', { name: 'Влез' }).click()
  await page.waitForURL(`${server.url}/`)
  const late = await openPage(browser, { script: false })
  await late.page.goto(link)
  await pressed(late.page, late.page.getByRole('button', { name: 'Влез' }))
  expect(await late.page.locator('main').innerText()).toContain('Връзката вече е използвана')
  await late.context.close()

  // ---- a text without a day: the office is asked
  await pressed(page, page.getByRole('link', { name: 'Текстове' }).first())
  await page.goto(`${server.url}/intake/new`)
  await pressed(page, page.getByRole('button', { name: 'Прочети' }))
  expect(await page.getByRole('link', { name: 'Поставете текст или изберете файл.' }).count()).toBe(1)
  await page.getByLabel('Текст').first().fill(UNDATED_NEWS)
  await pressed(page, page.getByRole('button', { name: 'Прочети' }))
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Кога е публикуван текстът?')
  await page.getByLabel('Ден').fill('31')
  await page.getByLabel('Година').fill('2026')
  await pressed(page, page.getByRole('button', { name: 'Прочети' }))
  expect(await page.getByLabel('Ден').inputValue()).toBe('31')
  await page.getByLabel('Ден').fill('12')
  await page.getByLabel('Месец').fill('10')
  await pressed(page, page.getByRole('button', { name: 'Прочети' }))
  await page.waitForURL(/\/intake\/[\w-]{36}$/)
  expect(await page.locator('.lead').innerText()).toContain('Публикуван на 12 октомври 2026 г.')
  const total = await page.locator('.draft').count()
  expect(total).toBe(22)

  // ---- decided by buttons: one refused and taken back, one refused for good, one mended, the rest accepted together
  /** A card shows what can be done with it when its title is followed. */
  const card = async (number: number): Promise<Locator> => {
    await page.locator(`#d${number} h3 a`).click()
    return page.locator(`#d${number}`)
  }
  await pressed(page, (await card(1)).getByRole('button', { name: /^Приеми/ }))
  expect(new URL(page.url()).hash).toBe('#d2')
  expect(await page.locator('#progress-words').innerText()).toBe('1 от 22 решени')
  await pressed(page, (await card(2)).getByRole('button', { name: /^Откажи/ }))
  await page.locator('#done summary').click()
  await pressed(page, (await card(2)).getByRole('button', { name: /^Върни/ }))
  expect(await page.locator('#progress-words').innerText()).toBe('1 от 22 решени')
  await pressed(page, (await card(21)).getByRole('button', { name: /^Откажи/ }))
  await pressed(page, (await card(22)).getByRole('button', { name: /^Откажи/ }))
  await pressed(page, (await card(19)).getByRole('link', { name: /^Поправи/ }))
  await page.getByLabel('Заглавие').fill('В работилниците за стъкло')
  await pressed(page, page.getByRole('button', { name: 'Поправи и приеми' }))
  expect(page.url()).toMatch(/\/intake\/[\w-]{36}#d\d+$/)
  expect(await page.locator('#progress-words').innerText()).toBe('4 от 22 решени')
  await pressed(page, page.getByRole('button', { name: 'Приеми всички останали' }))
  expect(await page.locator('#progress-words').innerText()).toBe('22 от 22 решени')
  await pressed(page, page.getByRole('button', { name: 'Запиши решените' }))
  expect(await page.locator('.flash p').innerText()).toBe(
    'Записани в регистъра: 3 организации, 4 души, 3 отношения, 3 събития, 1 символичен жест, 4 обещания, области на 2 партньорства.',
  )

  // ---- the citizens' page, to a visitor without a session
  const visitor = await openPage(browser, { script: false })
  await visitor.page.goto(`${server.url}/bg`)
  await visitor.page.getByRole('link', { name: 'Дойран' }).first().click()
  expect(visitor.page.url()).toBe(`${server.url}/bg/partners/dojran`)
  expect(await visitor.page.locator('body').innerText()).toContain('Гости от Дойран')
  await visitor.page.getByRole('link', { name: 'English' }).first().click()
  expect(visitor.page.url()).toBe(`${server.url}/en/partners/dojran`)
  expect(await visitor.page.locator('html').getAttribute('lang')).toBe('en')
  await visitor.context.close()

  // ---- an organisation by form, with a mistake first: what was typed stays
  await page.goto(`${server.url}/organisations/new`)
  await page.locator('[name="name.bg"]').fill('Училище „Проба“')
  await page.locator('[name="website"]').fill('няма такъв')
  await page.locator('select[name="kind"]').selectOption('school')
  await sent(page, page.locator('[name="name.bg"]'))
  expect(await page.title()).toMatch(/^Грешка/)
  expect(await page.locator('[name="name.bg"]').inputValue()).toBe('Училище „Проба“')
  expect(await page.locator('[name="website"]').inputValue()).toBe('няма такъв')
  await page.locator('[name="website"]').fill('https://proba.example/')
  await page.locator('[name="country"]').selectOption('MK')
  await page.locator('[name="name.bg"]').press('Enter')
  await page.waitForURL(/\/organisations\/[\w-]{36}$/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Училище „Проба“')
  const organisation = page.url()

  // ---- found by the search form, in the other script
  await page.getByRole('searchbox').first().fill('uchilishte prob')
  await page.getByRole('searchbox').first().press('Enter')
  await page.waitForURL('**/search?q=*')
  await pressed(
    page,
    page
      .locator('main')
      .getByRole('link', { name: /Училище „Проба“/ })
      .first(),
  )
  expect(page.url()).toBe(organisation)

  // ---- the other language and back, the other look
  await pressed(page, page.getByRole('button', { name: 'English' }).first())
  expect(page.url()).toBe(organisation)
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.locator('nav').first().innerText()).toContain('Partnerships')
  await pressed(page, page.getByRole('button', { name: 'Български' }).first())
  expect(await page.locator('html').getAttribute('lang')).toBe('bg')
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await pressed(page, page.getByRole('button', { name: 'Тъмен' }).first())
  expect(await page.locator('html').getAttribute('data-color-scheme')).toBe('dark')
  expect(await ground()).not.toBe(light)
  await pressed(page, page.getByRole('button', { name: 'Светъл' }).first())
  expect(await ground()).toBe(light)

  // ---- removed, and the removal taken back
  await page.goto(`${organisation}/edit`)
  await pressed(page, page.getByRole('button', { name: 'Премахни организацията' }))
  const flash = page.locator('.flash')
  expect(await flash.locator('p').innerText()).toContain('Премахнато е от указателя')
  expect((await page.request.get(organisation)).status()).toBe(404)
  await pressed(page, flash.getByRole('button', { name: 'Върни' }))
  expect((await page.request.get(organisation)).status()).toBe(200)

  expect([...first.troubles, ...troubles, ...visitor.troubles]).toEqual([])
})
