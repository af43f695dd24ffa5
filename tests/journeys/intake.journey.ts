// The main job, by keyboard: a news item is pasted, its drafts are decided, and the register, the promises and the citizens' page stand; undo takes it all back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { NEWS, NEWS_DAY, NEWS_TITLE } from './news-item.ts'
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

/** An organisation the office knew before, under a name from which nobody could guess that it is Kotor. */
const KNOWN = 'Общината край залива'
const SOURCE = 'https://news.example/lipa'
const PROMISE = 'Община Дойран обеща до 30 април 2027 г. да изпрати проект за споразумение за обмен на ученици'

const missing = (text: string, words: readonly string[]): string[] => words.filter((one) => !text.includes(one))
const currentCard = (page: Page): Promise<string | null> => page.locator('.draft.on').getAttribute('id')
const litWords = (page: Page): Promise<string[]> => page.locator('mark.lit').allInnerTexts()
const cardsIn = (page: Page, where: '#open' | '#done'): Promise<string[]> => page.locator(`${where} .draft`).evaluateAll((cards) => cards.map(({ id }) => id))

/** The colour of the line under a coloured word, wherever in it the line is drawn. */
const lineUnder = (mark: Element): string =>
  [mark, ...mark.children]
    .map((one) => getComputedStyle(one))
    .map(({ borderBottomStyle, borderBottomColor, textDecorationLine, textDecorationColor }) =>
      borderBottomStyle !== 'none' ? borderBottomColor : textDecorationLine !== 'none' ? textDecorationColor : '',
    )
    .find((colour) => colour !== '') ?? ''

/** Presses the key on the given card and waits until the server has taken the decision. */
async function decide(page: Page, key: 'A' | 'X', card: string): Promise<void> {
  await expect.poll(() => currentCard(page)).toBe(card)
  await page.keyboard.press(key)
  await page.waitForSelector(`#done #${card}[data-state="${key === 'A' ? 'ok' : 'no'}"]`, { state: 'attached' })
}

test('from a pasted news item to the citizens’ page, and back', async () => {
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  const knock = await knockerOf(page, server)
  expect((await knock('/organisations', { 'name.bg': KNOWN, kind: 'municipality', country: 'ME', confirm: 'yes' })).status).toBe(303)

  // ---- the text and its day
  await page.getByLabel('Текст').first().fill(NEWS)
  await page.locator('details.langs-more summary').click()
  await page.getByLabel('Интернет адрес на новината').fill(SOURCE)
  await page.getByRole('button', { name: 'Прочети' }).click()
  await page.waitForURL(/\/intake\/[\w-]{36}$/)
  const deskAddress = page.url()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(NEWS_TITLE)
  expect(await page.locator('.lead').innerText()).toContain(`Публикуван на ${NEWS_DAY}`)
  await page.getByRole('link', { name: 'Друга дата' }).click()
  expect(await page.getByRole('textbox', { name: 'Ден' }).inputValue()).toBe('12')
  expect(await page.getByRole('textbox', { name: 'Година' }).inputValue()).toBe('2026')
  await page.getByRole('button', { name: 'Прочети' }).click()
  await page.waitForURL(deskAddress)

  // ---- the desk
  const total = (await cardsIn(page, '#open')).length
  expect(total).toBe(22)
  expect(await page.locator('#progress-words').innerText()).toBe('0 от 22 решени')
  expect(new Set(await page.locator('mark').evaluateAll((marks) => marks.map((mark) => [...mark.classList].find((name) => name.startsWith('k-')))))).toEqual(
    new Set(['k-org', 'k-who', 'k-event', 'k-state', 'k-promise']),
  )
  const colours = await Promise.all(['org', 'event', 'promise'].map((kind) => page.locator(`mark.k-${kind}`).first().evaluate(lineUnder)))
  expect(new Set(colours).size).toBe(3)
  await expectAccessibleInEveryLook(page)

  // ---- decided by keys
  expect(await currentCard(page)).toBe('d1')
  expect(await litWords(page)).toContain('Дойран')
  await page.keyboard.press('j')
  expect(await currentCard(page)).toBe('d2')
  expect((await litWords(page)).join(' ')).toContain('Пробовски')
  await page.keyboard.press('k')
  for (const card of ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']) await decide(page, 'A', card)
  // Refused by a slip, taken back, accepted.
  await decide(page, 'X', 'd7')
  await page.keyboard.press('z')
  await page.waitForSelector('#open #d7.on')
  for (const card of ['d7', 'd8', 'd9', 'd10']) await decide(page, 'A', card)
  // Kotor is in the register already, under another name.
  await expect.poll(() => currentCard(page)).toBe('d11')
  await page.keyboard.press('s')
  await page.keyboard.type('край залива')
  await page.locator('#d11 [role=option]', { hasText: KNOWN }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#done #d11', { state: 'attached' })
  expect(await page.locator('#d11 .known').textContent()).toContain(KNOWN)
  for (const card of ['d12', 'd13', 'd14', 'd15', 'd16', 'd17', 'd18']) await decide(page, 'A', card)
  // The journey gets a name that says more.
  await expect.poll(() => currentCard(page)).toBe('d19')
  await page.keyboard.press('e')
  const title = page.locator('#d19 .mend').getByLabel('Заглавие')
  await title.waitFor()
  await title.fill('В работилниците за стъкло')
  await title.press('Enter')
  await page.waitForSelector('#done #d19', { state: 'attached' })
  for (const card of ['d20', 'd21']) await decide(page, 'A', card)
  // The plates were given to all the guests, not to those of Chartres on another day.
  await decide(page, 'X', 'd22')
  expect(await page.locator('#progress-words').innerText()).toBe('22 от 22 решени')
  expect(await page.locator('#done summary .sub').innerText()).toBe('20 приети, 1 съвпада със записаното, 1 отказана')
  // Nothing is in the register before it is saved.
  expect(await (await knock('/partnerships')).text()).not.toContain('Дойран')

  // ---- saved
  await page.keyboard.press('Control+Enter')
  const flash = page.locator('.flash')
  await flash.waitFor()
  expect(await flash.locator('p').innerText()).toBe(
    'Записани в регистъра: 2 организации, 4 души, 3 отношения, 3 събития, 1 символичен жест, 5 обещания, области на 2 партньорства. Потвърден е 1 запис от регистъра.',
  )
  await expectAccessibleInEveryLook(page)

  const { page: other, context: sameOfficer, troubles: otherTroubles } = await openPage(browser)
  await sameOfficer.addCookies(await context.cookies())
  await other.goto(`${server.url}/partnerships`)
  expect((await other.locator('main tbody th .place a').allInnerTexts()).toSorted()).toEqual(['Дойран', KNOWN, 'Шартр'].toSorted())
  await other.getByRole('link', { name: 'Дойран' }).first().click()
  await other.waitForURL(/\/partnerships\/[\w-]{36}$/)
  const story = await other.locator('main').innerText()
  expect(missing(story, ['Възобнов', 'Посадиха липа', 'Гости от Дойран', PROMISE, NEWS_TITLE])).toEqual([])
  expect(await other.locator('main time[datetime="2026-10-10"]').count()).toBeGreaterThan(0)
  expect(story).not.toContain('Обмен с Дойран')
  await expectAccessibleInEveryLook(other)

  await other.goto(`${server.url}/commitments`)
  const ledger = await other.locator('main').innerText()
  expect(ledger).toContain('5 обещания')
  expect(ledger).toContain(PROMISE)
  await other.goto(`${server.url}/events`)
  expect(await other.locator('main').innerText()).toContain('В работилниците за стъкло')
  await other.getByRole('link', { name: 'Гости от Дойран' }).click()
  expect(await other.getByRole('heading', { level: 1 }).innerText()).toContain('Гости от Дойран')
  expect(await other.locator('main').innerText()).toContain('Проба Пробовски')
  expect(await other.locator('main').innerText()).toContain('10 октомври 2026 г.')

  // ---- as a citizen
  const visitor = await openPage(browser)
  await visitor.page.goto(`${server.url}/bg`)
  await visitor.page.getByRole('link', { name: 'Дойран' }).first().click()
  await visitor.page.waitForURL('**/bg/partners/dojran')
  expect(await visitor.page.getByRole('heading', { level: 1 }).innerText()).toBe('Дойран')
  const seen = await visitor.page.locator('body').innerText()
  expect(missing(seen, ['Гости от Дойран', 'Посадиха липа'])).toEqual([])
  expect(await visitor.page.locator(`a[href="${SOURCE}"]`).count()).toBeGreaterThan(0)
  // Promises are for the citizens only when someone says so.
  expect(seen).not.toContain('проект за споразумение')
  await expectAccessibleInEveryLook(visitor.page)

  // ---- taken back as a whole, and that taken back too
  await flash.getByRole('button', { name: 'Върни' }).click()
  await page.locator('.flash', { hasText: 'Върнат' }).waitFor()
  for (const path of ['/partnerships', '/commitments', '/events', '/people', '/gifts']) {
    const answer = await knock(path)
    expect([path, answer.status, /Дойран|Пробовски/.test(await answer.text())]).toEqual([path, 200, false])
  }
  expect((await knock('/bg/partners/dojran')).status).toBe(404)
  await page.goto(deskAddress)
  expect(await page.locator('#progress-words').innerText()).toBe('22 от 22 решени')
  expect(await page.locator('#done [data-saved]').count()).toBe(0)
  await page.keyboard.press('Control+Enter')
  await flash.waitFor()
  expect((await knock('/bg/partners/dojran')).status).toBe(200)

  // ---- taken from the citizens and given back, by the partnership's own form
  await other.goto(`${server.url}/partnerships`)
  await other.getByRole('link', { name: 'Дойран' }).first().click()
  await other.waitForURL(/\/partnerships\/[\w-]{36}$/)
  const address = other.url()
  for (const [shown, status] of [
    [false, 404],
    [true, 200],
  ] as const) {
    await other.goto(`${address}/edit`)
    await other.locator('input[name="published"]').setChecked(shown)
    await other.locator('input[name="published"]').press('Enter')
    await other.waitForURL(address)
    expect((await visitor.page.request.get(`${server.url}/bg/partners/dojran`, { headers: { 'cache-control': 'no-cache' } })).status()).toBe(status)
  }

  expect([...troubles, ...otherTroubles, ...visitor.troubles]).toEqual([])
})
