// The programme of a visit under the keys, under the hand and without script; and on a guest's phone, where the connection goes and comes back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectAccessibleInEveryLook, openBrowser, openPage, PHONE } from './browser.ts'
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

/** A year ahead, so that no journey ever runs past its own visit. */
const YEAR = new Date().getFullYear() + 1
const day = (number: number): string => `${YEAR}-10-${number}`
const dayWords = (number: number): string =>
  new Intl.DateTimeFormat('bg', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(`${day(number)}T12:00:00Z`))

const said = async (page: Page, words: RegExp | string): Promise<void> => {
  await page.locator('body > [role=status]', { hasText: words }).waitFor({ state: 'attached' })
}
const item = (page: Page, title: string) => page.locator('.hours [data-item]', { hasText: title })
const timeOf = (page: Page, title: string): Promise<string> => item(page, title).locator('time').innerText()

test('an officer moves items by keys and by hand, hears what became of it, and takes it back; without script by presses; a guest reads it without a connection', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  const knock = await knockerOf(page, server)
  expect((await knock('/organisations', { 'name.bg': 'Община Примерово', kind: 'municipality', country: 'MK' })).status).toBe(303)
  const opened = await knock('/visits', {
    'partners.0.text': 'Община Примерово',
    direction: 'incoming',
    'title.bg': 'Гости от Примерово',
    'date.day': '12',
    'date.month': '10',
    'date.year': String(YEAR),
    'until.day': '14',
    'until.month': '10',
    'until.year': String(YEAR),
  })
  const visit = opened.headers.get('location')!
  expect(visit).toMatch(/^\/visits\/[0-9a-f-]{36}$/)
  expect(
    (await knock(`${visit}/delegations`, { side: 'guests', 'name.bg': 'Гост Гостов', languages: 'bg', email: 'guest@journey.test', isHead: 'yes' })).status,
  ).toBe(303)
  const add = async (title: string, time: string, more: Record<string, string> = {}) =>
    expect(
      (await knock(`${visit}/programme`, { 'title.bg': title, 'title.en': title, kind: 'item', day: day(12), time, minutes: '60', attendance: 'all', ...more }))
        .status,
    ).toBe(303)
  await add('Среща с керамици', '15:00', { 'place.bg': 'Ателието' })
  await add('Пресконференция', '17:00')
  await add('Закуска', '08:30', { kind: 'meal' })

  // ---- the dossier's first tab, and the board of hours
  await page.goto(server.url + visit)
  // A translation that is older than its original is told so in a sentence, which has to fit a phone.
  const breakfast = await page.locator('tr', { hasText: 'Закуска' }).getAttribute('id')
  const renamed = { 'title.bg': 'Закуска в хотела', 'title.en': 'Закуска', kind: 'meal', day: day(12), time: '08:30', minutes: '60', attendance: 'all' }
  expect((await knock(`${visit}/programme/items/${breakfast!.slice(2)}`, { ...renamed, version: '1' })).status).toBe(303)
  await page.goto(server.url + visit)
  await page.getByText('оригиналът е променен').first().waitFor()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('link', { name: 'По часове' }).click()
  await page.locator('.hours').waitFor()
  await expectAccessibleInEveryLook(page)

  // ---- the keys: time, length, day, undo
  await item(page, 'Среща с керамици').focus()
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowDown')
  await said(page, `„Среща с керамици“, преместена на 15:45, ${dayWords(12)}.`)
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await said(page, '„Среща с керамици“ сега трае 1 ч. 30 мин, до 17:15. Застъпва се с „Пресконференция“.')
  await expectAccessible(page)
  await page.keyboard.press('ArrowLeft')
  await said(page, 'преместена на 15:40')
  await page.keyboard.press('Control+ArrowRight')
  await said(page, `преместена на 15:40, ${dayWords(13)}.`)
  await page.keyboard.press('Control+z')
  await said(page, 'Върнато: Среща с керамици')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Среща с керамици')
  await page.keyboard.press('Delete')
  await said(page, '„Среща с керамици“ е махната от програмата.')
  expect(await item(page, 'Среща с керамици').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await item(page, 'Среща с керамици').waitFor()

  // ---- the hand: to the next day, and longer by its foot
  await item(page, 'Пресконференция').scrollIntoViewIfNeeded()
  const from = (await item(page, 'Пресконференция').boundingBox())!
  const column = (await page.locator(`[data-column="${day(13)}"]`).boundingBox())!
  await page.mouse.move(from.x + 40, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 })
  await page.mouse.move(column.x + 40, from.y + 8, { steps: 8 })
  await page.mouse.up()
  await said(page, `„Пресконференция“, преместена на 17:00, ${dayWords(13)}.`)
  // The notice of the last step lies over the foot of the window.
  await page.locator('.hours li', { hasText: 'Пресконференция' }).evaluate((row) => row.scrollIntoView({ block: 'center', behavior: 'instant' }))
  const grip = (await page.locator('.hours li', { hasText: 'Пресконференция' }).locator('.slot-grip').boundingBox())!
  await page.mouse.move(grip.x + 20, grip.y + 3)
  await page.mouse.down()
  await page.mouse.move(grip.x + 20, grip.y + 20, { steps: 4 })
  await page.mouse.move(grip.x + 20, grip.y + 3 + 30 * 1.3, { steps: 6 })
  await page.mouse.up()
  await said(page, '„Пресконференция“ сега трае 1 ч. 30 мин')

  // ---- two tabs: the other one's step is told, not overwritten, and this one comes up to date by itself
  const other = await context.newPage()
  await other.goto(`${server.url}${visit}/programme?view=hours`)
  await item(other, 'Закуска').focus()
  await other.keyboard.press('ArrowUp')
  await said(other, 'преместена на 08:15')
  await item(page, 'Закуска').focus()
  await page.keyboard.press('ArrowDown')
  await said(page, 'Вашето преместване не е записано')
  expect(await timeOf(page, 'Закуска')).toBe('08:15')
  await other.close()

  // ---- N opens a new item on the day one stands on; Enter opens the item
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/programme\/items\//)
  await expectAccessibleInEveryLook(page)
  await page.goBack()
  await item(page, 'Пресконференция').focus()
  await page.keyboard.press('n')
  await page.waitForURL(new RegExp(`/programme/new\\?day=${day(13)}`))
  await expectAccessibleInEveryLook(page)

  // ---- without script: the same by presses and forms
  const plain = await openPage(browser, { script: false })
  await plain.context.addCookies((await context.storageState()).cookies)
  await plain.page.goto(server.url + visit)
  const row = plain.page.locator('tr', { hasText: 'Закуска' })
  await row.locator('summary').click()
  await row.getByRole('button', { name: '15 мин по-късно' }).click()
  await plain.page.locator('.flash', { hasText: 'преместена на 08:30' }).waitFor()
  await plain.page.getByRole('button', { name: 'Върни' }).click()
  await plain.page.locator('.flash', { hasText: 'Върнато: Закуска' }).waitFor()
  await plain.page.getByRole('link', { name: 'Целият ден в таблица' }).first().click()
  await plain.page.getByLabel('Начало, ред 3').fill('12:30')
  await plain.page.getByLabel('Български, ред 3').fill('Обяд')
  await plain.page.getByRole('button', { name: 'Запиши' }).click()
  await plain.page.locator('.flash', { hasText: 'Записано: 1 промяна' }).waitFor()
  expect(plain.troubles).toEqual([])

  // ---- the guest's phone: opened once, then without a connection, then with what was changed
  await page.goto(`${server.url}${visit}/pocket`)
  await page.getByRole('button', { name: 'Направи 1 връзка' }).click()
  await expectAccessibleInEveryLook(page)
  const link = await page.locator('input.url').inputValue()
  const phone = await openPage(browser, { viewport: PHONE })
  let bytes = 0
  phone.page.on(
    'response',
    (answer) =>
      void answer.body().then(
        ({ length }) => (bytes += length),
        () => undefined,
      ),
  )
  await phone.page.goto(link)
  await phone.page.waitForFunction(async () => {
    const kept = await caches.open('pocket-1')
    return (await kept.match(location.href)) !== undefined
  })
  await expectAccessibleInEveryLook(phone.page)
  await phone.page.setViewportSize(PHONE)
  expect(bytes).toBeLessThan(40_000)
  await phone.context.setOffline(true)
  await phone.page.reload()
  await phone.page.locator('.offline', { hasText: 'Няма връзка. Показаното е от' }).waitFor()
  expect(await phone.page.locator('[data-item]', { hasText: 'Среща с керамици' }).innerText()).toContain('15:40')
  await expectAccessible(phone.page)
  // Meanwhile the office goes on working.
  const moved = async (title: string, fields: Record<string, string>) => {
    await page.goto(`${server.url}${visit}/programme?view=hours`)
    const slot = item(page, title)
    const [moving, version] = [await slot.getAttribute('data-moving'), await slot.getAttribute('data-version')]
    expect((await knock(moving!, { version: version!, ...fields })).status).toBe(303)
  }
  await moved('Среща с керамици', { at: '15:45' })
  await page.goto(`${server.url}${visit}/programme?view=hours`)
  const gone = item(page, 'Пресконференция')
  await knock((await gone.getAttribute('data-removal'))!, { version: (await gone.getAttribute('data-version'))! })
  expect(
    (
      await knock(`${visit}/delegations`, {
        side: 'guests',
        'name.bg': 'Съквартирант Пробен',
        room: 'double',
        lodging: 'Хотел „Проба“',
        roomWith: 'Гост Гостов',
      })
    ).status,
  ).toBe(303)
  await phone.context.setOffline(false)
  await phone.page.locator('.news').waitFor()
  const news = await phone.page.locator('.news').innerText()
  expect([news.includes('променено: 15:45 вместо 15:40'), news.includes('отпаднало: Пресконференция')]).toEqual([true, true])
  // Another's row says whose room it is: theirs too, marked as new.
  expect([news.includes('Стая: двойна (ново)'), news.includes('Заедно с: Съквартирант Пробен (ново)')]).toEqual([true, true])
  expect(await phone.page.locator('[data-stay="mates"]').innerText()).toContain('ново')
  expect(await phone.page.locator('[data-item]', { hasText: 'Среща с керамици' }).innerText()).toContain('променено: 15:45 вместо 15:40')
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Видях' }).click()
  expect(await phone.page.locator('.changed').count()).toBe(0)
  await phone.context.setOffline(true)
  await phone.page.reload()
  expect([await phone.page.locator('.news').isVisible(), await phone.page.locator('[data-stay="mates"]').innerText()]).toEqual([false, 'Съквартирант Пробен'])
  await phone.context.setOffline(false)
  // Withdrawn, it says so, also without a connection: what was kept of the programme is forgotten.
  await knock(
    `${visit}/pocket/${(await page.goto(`${server.url}${visit}/pocket`).then(() => page.locator('.pocket-links > li').first().getAttribute('id')))!.slice(2)}/withdrawal`,
    {},
  )
  await phone.page.reload()
  await phone.page.getByText('Тази връзка вече не важи').waitFor()
  const keptWords = await phone.page.evaluate(async () => (await (await caches.open('pocket-1')).match(location.href))?.text())
  expect([keptWords?.includes('Тази връзка вече не важи'), keptWords?.includes('Среща с керамици')]).toEqual([true, false])
  expect(phone.troubles.filter((trouble) => !trouble.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])

  // ---- an item as an event of its own, whose people then change; the visit moves and takes the event along
  expect((await knock('/people', { 'name.bg': 'Вписана Пробна' })).status).toBe(303)
  expect((await knock(`${visit}/delegations`, { side: 'hosts', 'person.text': 'Вписана Пробна', room: '' })).status).toBe(303)
  await page.goto(server.url + visit)
  await page.getByRole('link', { name: 'Среща с керамици' }).first().click()
  await page.getByRole('button', { name: 'Запиши като събитие' }).click()
  await page.locator('.flash', { hasText: 'Записано с 1 участник от програмата.' }).waitFor()
  const event = new URL(page.url()).pathname
  await page.locator('a', { hasText: 'Гости от Примерово' }).last().click()
  await page.getByRole('link', { name: 'Среща с керамици' }).first().click()
  await page.getByRole('link', { name: 'Промени', exact: true }).click()
  await page.locator('[name="attendance"][value="guests"]').check()
  await page.getByRole('button', { name: 'Запиши', exact: true }).first().click()
  await page.goto(server.url + event)
  await page.getByText('Хората в програмата са други').waitFor()
  await expectAccessibleInEveryLook(page)
  await page.goto(`${server.url}${event}/meeting`)
  await page.getByText('Хората в програмата са други').waitFor()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: 'Приложи за отметнатите' }).click()
  await page.locator('.flash', { hasText: 'Участниците са променени: 1 човек.' }).waitFor()
  const held = await page.locator('#about').innerText()
  await page.goto(`${server.url}/events/${visit.slice('/visits/'.length)}/edit`)
  for (const [name, value] of [
    ['date.day', '22'],
    ['until.day', '24'],
  ])
    await page.locator(`[name="${name}"]`).fill(value!)
  await page.getByRole('button', { name: 'Запиши', exact: true }).first().click()
  await page.getByText('С точките се местят и събитията').waitFor()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: /Премести програмата с \d+ дни по-късно/ }).click()
  await page.locator('.flash', { hasText: 'Преместено е и 1 събитие.' }).waitFor()
  await page.goto(server.url + event)
  expect(await page.locator('#about').innerText()).not.toBe(held)

  // Nothing of the private address stands in what the server says.
  expect(server.said()).not.toContain(new URL(link).pathname)
  expect(troubles).toEqual([])
})
