// A text read also with a language model: what is sent is shown first, one button agrees, the finds come marked, and nothing of it is there without the setting.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completion, openModelServer, type ModelServer } from '../support/model-server.ts'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { setUpOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithTowns } from './towns.ts'

const ITEM = `Гости от Берово в Троян

12 май 2025 г.

Делегация от община Берово, Северна Македония, посети Троян. Кметът на Берово Образец Пробев и кметът на Троян Проба Примерова се срещнаха в общината.

Гостите донесоха поздрав от хор „Мостри“ в Скопие, написан от Мостра Мострова на 3 май 2025 г.
`
const ANSWER = {
  organisations: [
    { id: 'o1', name: 'Берово', kind: 'municipality', country: 'MK', quote: 'община Берово, Северна Македония' },
    { id: 'o2', name: 'хор „Мостри“', kind: 'other', country: 'MK', quote: 'хор „Мостри“ в Скопие' },
    { id: 'o3', name: 'Велес', kind: 'municipality', country: 'MK', quote: 'Велес също изпрати поздрав' },
  ],
  people: [{ id: 'p1', name: 'Мостра Мострова', role: null, role_class: 'culture', of: 'o2', quote: 'написан от Мостра Мострова' }],
}

let browser: Browser
let model: ModelServer
let server: RunningServer
let removeFolder = (): void => {}
beforeAll(async () => {
  model = await openModelServer()
  const own = await folderWithTowns()
  removeFolder = own.remove
  server = await startServer({
    folder: own.folder,
    knowsTowns: true,
    env: { MODEL_URL: model.url, MODEL_NAME: 'probe-7b', MODEL_KEY: 'sk-secret-of-the-journey' },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  await model?.close()
  removeFolder()
})

test('consent first, then the job, then marked drafts; with script and without', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  await page.getByLabel('Текст').first().fill(ITEM)
  await page.getByRole('button', { name: 'Прочети' }).click()
  await page.waitForURL(/\/intake\/[0-9a-f-]{36}$/)
  const desk = page.url()
  const offer = page.locator('#model summary')
  expect(await offer.innerText()).toBe(`Прочитане и с езиковия модел на ${new URL(model.url).host} (модел probe-7b)`)
  await offer.click()
  await expectAccessibleInEveryLook(page)
  expect(model.asked).toEqual([])

  model.replies.push({ ...completion(ANSWER), afterMs: 1500 })
  await page.getByRole('button', { name: 'Изпрати текста за прочит' }).click()
  await page.waitForSelector('#model[data-model]')
  // The officer works on; the page says so when it is done, and does not change under their hands.
  await page.getByRole('link', { name: 'Покажи намереното' }).click({ timeout: 30_000 })
  await page.waitForSelector('.from-model')
  expect(model.asked.length).toBe(1)
  expect(await page.locator('#model [role=status]').innerText()).toBe(
    'Моделът посочи 4 неща; 1 беше отказано, защото думите му ги няма в текста; 1 намериха и правилата; 2 са само от модела.',
  )
  expect(await page.locator('.from-model').allInnerTexts()).toEqual(['и от езиковия модел', 'от езиковия модел', 'от езиковия модел'])
  await expectAccessibleInEveryLook(page)
  expect(server.said()).not.toContain('sk-secret-of-the-journey')
  expect(troubles).toEqual([])

  const cookies = await context.cookies()
  const plain = await openPage(browser, { script: false })
  await plain.context.addCookies(cookies)
  model.replies.push({ status: 401, body: '{}' })
  await plain.page.goto(desk)
  await plain.page.locator('#model summary').click()
  await plain.page.getByRole('button', { name: 'Изпрати го отново' }).click()
  await plain.page.waitForSelector('#model .note', { timeout: 30_000 })
  expect(await plain.page.locator('#model [role=status]').innerText()).toBe(
    'Езиковият модел не прочете текста. Адресът не прие ключа. Нека администраторът провери MODEL_KEY. Текстът и намереното по правилата са запазени.',
  )
  // What the reading before found is still there.
  expect(await plain.page.locator('.from-model').count()).toBe(3)
  await plain.context.close()
  await context.close()
})
