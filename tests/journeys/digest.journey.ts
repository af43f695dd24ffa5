// A month's report from its first press to the citizens: edited by keyboard so that sentences keep their records, without script box by box, two windows, the register moving on.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'
import { knockerOf, setUpOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'
import { folderWithTowns } from './towns.ts'

let browser: Browser
let server: RunningServer
let removeFolder = (): void => {}
let session: Awaited<ReturnType<BrowserContext['cookies']>>
let knock: Awaited<ReturnType<typeof knockerOf>>
let edition = ''
let eventId = ''

const VISIT = {
  kind: 'visit',
  direction: 'incoming',
  'title.bg': 'Пробно посещение',
  'date.day': '12',
  'date.month': '10',
  'date.year': '2024',
  'partners.0.text': 'Узорево',
  published: 'yes',
}
const made = async (path: string, form: Record<string, string>): Promise<string> => {
  const answer = await knock(path, form)
  const to = answer.headers.get('location') ?? ''
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`)
  return /[\w-]{36}/.exec(to)?.[0] ?? ''
}

beforeAll(async () => {
  const own = await folderWithTowns()
  removeFolder = own.remove
  server = await startServer({ folder: own.folder, knowsTowns: true })
  browser = await openBrowser()
  const { page, context } = await openPage(browser)
  await setUpOffice(page, server)
  knock = await knockerOf(page, server)
  session = await context.cookies()
  await context.close()
  await made('/partnerships', {
    type: 'twinning',
    'organisation.text': 'Узорево',
    'organisation.id': '',
    country: 'MK',
    kind: 'municipality',
    published: 'yes',
  })
  eventId = await made('/events', { ...VISIT, 'summary.bg': 'Гостите откриха изложба. Децата пяха.' })
  edition = await made('/digests', { month: '2024-10', languages: 'bg' })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill('SIGTERM')
  removeFolder()
})

const open = async (options: { script?: boolean } = {}) => {
  const opened = await openPage(browser, options)
  await opened.context.addCookies(session)
  return opened
}
const textOf = async (): Promise<string> => (await knock(`/digests/editions/${edition}`)).text()
const editing = async (page: Page): Promise<void> => {
  await page.goto(`${server.url}/digests/editions/${edition}/text`)
  await page.locator('.ProseMirror').waitFor()
}
/** The browser tells the editor of a new selection a moment later; nobody types that fast. */
const told = (page: Page): Promise<void> => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))))
/** The caret behind these words. */
const caretAfter = async (page: Page, words: string): Promise<void> => {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.ProseMirror')!, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted)
      if (at === -1) continue
      document.querySelector<HTMLElement>('.ProseMirror')!.focus()
      getSelection()!.collapse(node, at + wanted.length)
      return
    }
    throw new Error(`no „${wanted}“ in the text`)
  }, words)
  await told(page)
}
/** Key of the sentence that holds these words. */
const keyOf = (page: Page, words: string): Promise<string | null> =>
  page.evaluate(
    (wanted) => [...document.querySelectorAll<HTMLElement>('.ProseMirror .said')].find((one) => one.textContent!.includes(wanted))?.dataset['key'] ?? null,
    words,
  )

test('by keyboard: words typed in a sentence are of it, behind its full stop begins one of our own, and all of it comes back after undo and redo', async () => {
  const { page, context, troubles } = await open()
  await editing(page)
  await expectAccessible(page)
  await caretAfter(page, 'Гостите откриха')
  await page.keyboard.type(' и показаха')
  expect(await keyOf(page, 'Гостите откриха и показаха изложба.')).toBe(`summary:event:${eventId}:0`)
  await page.locator('.rests').getByText('събитие Пробно посещение').waitFor()
  await caretAfter(page, 'Децата пяха.')
  await page.keyboard.type(' Благодарим на всички.')
  expect(await keyOf(page, 'Благодарим')).toBeNull()
  expect(await keyOf(page, 'Децата пяха.')).toBe(`summary:event:${eventId}:1`)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+y')
  expect(await page.locator('.ProseMirror').textContent()).toContain('Благодарим на всички.')
  await page.getByText('Черновата е запазена').waitFor()
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.waitForURL(`**/editions/${edition}`)
  const text = await textOf()
  expect(text).toContain('Гостите откриха и показаха изложба.')
  expect(text).toMatch(/Благодарим на всички\.[^<]*<span class="by"> \(добавено от службата\)/)
  expect(troubles).toEqual([])
  await context.close()
})

test('Enter splits a paragraph, the toolbar makes a heading by keyboard, and the split sentence keeps its record in both halves', async () => {
  const { page, context, troubles } = await open()
  await editing(page)
  await caretAfter(page, 'Гостите откриха и показаха')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+2')
  expect(await page.locator('.ProseMirror h3', { hasText: 'изложба.' }).count()).toBe(1)
  await page.keyboard.press('Control+Alt+0')
  await page.getByRole('toolbar').getByRole('button').first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Подзаглавие')
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.waitForURL(`**/editions/${edition}`)
  const halves = await page
    .locator('.said', { hasText: /^(Гостите откриха и показаха|изложба\.)/ })
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['records']))
  expect(halves.length).toBe(2)
  expect(halves[0]).toBe(halves[1])
  expect(halves[0]).not.toBe('')
  expect(troubles).toEqual([])
  await context.close()
})

/** The word before the caret chosen, and the editor told of it. */
const chooseWord = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await told(page)
}

test('bold, italic, a link and a list by keyboard alone; the form without script shows the same and loses nothing', async () => {
  const { page, context, troubles } = await open()
  await editing(page)
  const pressed = (name: string) => page.getByRole('toolbar').getByRole('button', { name }).getAttribute('aria-pressed')
  const before = await keyOf(page, 'Децата пяха.')
  await caretAfter(page, 'Децата')
  await chooseWord(page)
  await page.keyboard.press('Control+b')
  expect(await pressed('Получер')).toBe('true')
  await caretAfter(page, ' пях')
  await page.keyboard.press('Control+k')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('link-address')
  await page.keyboard.type('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await page.getByText('Това не е адрес на страница').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('example.org/pesni')
  await page.keyboard.press('Enter')
  expect(await page.locator('.ProseMirror a').evaluateAll((all) => all.map((one) => [one.textContent, one.getAttribute('href')]))).toEqual([
    ['пяха', 'https://example.org/pesni'],
  ])
  expect(await page.locator('dialog[open]').count()).toBe(0)
  expect(await keyOf(page, 'Децата')).toBe(before)
  // A list of our own: the toolbar is one stop, Alt+F10 leads there and Escape back; an empty item leaves the list.
  await caretAfter(page, 'Благодарим на всички.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Хляб.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+i')
  await page.keyboard.type('Сол.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Край.')
  expect(await page.locator('.ProseMirror [data-shape=bullets]').allTextContents()).toEqual(['Хляб.', 'Сол.'])
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.waitForURL(`**/editions/${edition}`)
  expect(await page.locator('.digest-text li').allTextContents()).toEqual(['Хляб. (добавено от службата)', 'Сол. (добавено от службата)'])
  expect(await page.locator('.digest-text li em').allTextContents()).toEqual(['Сол.'])
  expect(await page.locator('.digest-text strong').allTextContents()).toEqual(['Децата'])
  await page.goto(`${server.url}/digests/editions/${edition}/preview`)
  await expectAccessible(page)
  expect(troubles).toEqual([])
  await context.close()

  const versionOf = async (): Promise<string> => /name="version" value="(\d+)"/.exec(await (await knock(`/digests/editions/${edition}/text`)).text())![1]!
  const version = await versionOf()
  const plain = await open({ script: false })
  await plain.page.goto(`${server.url}/digests/editions/${edition}/text`)
  const boxes = await plain.page.locator('textarea').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))
  expect([boxes.includes('**Децата** [пяха](https://example.org/pesni).'), boxes.includes('_Сол._')]).toEqual([true, true])
  await plain.page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await plain.page.waitForURL(`**/editions/${edition}`)
  expect(await versionOf()).toBe(version)
  expect(await plain.page.locator('.digest-text li em').allTextContents()).toEqual(['Сол.'])
  await plain.context.close()

  // Taken off again, as the other walks know the text.
  const { page: last, context: done } = await open()
  await editing(last)
  await caretAfter(last, 'Децата')
  await chooseWord(last)
  await last.keyboard.press('Control+b')
  await caretAfter(last, 'пях')
  await last.keyboard.press('Control+k')
  await last.getByRole('button', { name: 'Махни връзката' }).click()
  await last.getByRole('button', { name: 'Запиши', exact: true }).click()
  await last.waitForURL(`**/editions/${edition}`)
  expect(await last.locator('.digest-text strong').count()).toBe(0)
  await done.close()
})

test('the text and its records light each other up, and every look of the page can be read by everybody', async () => {
  const { page, context, troubles } = await open()
  await page.goto(`${server.url}/digests/editions/${edition}`)
  const sentence = page.locator('.said', { hasText: 'Децата пяха.' })
  await sentence.hover()
  const number = (await sentence.getAttribute('data-records'))!.split(' ')[0]!
  expect(await page.locator('.digest-records li.lit').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['record']))).toEqual([number])
  await page.locator(`#record-${number} a`).first().focus()
  expect(await page.locator('.said.lit').count()).toBeGreaterThan(1)
  // By keyboard the same: the sentence takes the focus and shows its source, Enter opens the record.
  await sentence.locator('.words').focus()
  expect(await page.locator('.digest-records li.lit').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['record']))).toEqual([number])
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/events/${eventId}`)
  await page.goBack()
  await expectAccessibleInEveryLook(page)
  for (const path of ['/digests', `/digests/editions/${edition}/regenerating`, `/digests/editions/${edition}/preview`]) {
    await page.goto(server.url + path)
    await expectAccessible(page)
  }
  expect(troubles).toEqual([])
  await context.close()
})

test('two windows: the later save shows both versions and keeps what was typed', async () => {
  const { page, context } = await open()
  await editing(page)
  await knock(`/digests/editions/${edition}/text`, {
    version: await page.locator('input[name=version]').inputValue(),
    do: '',
    document: await page
      .locator('textarea[name=document]')
      .inputValue()
      .then((json) => json.replace('Децата пяха.', 'Децата пяха и танцуваха.')),
  })
  await caretAfter(page, 'Децата пяха')
  await page.keyboard.type(' дълго')
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.locator('#conflict').waitFor()
  const conflict = (await page.locator('#conflict').textContent())!
  expect([conflict.includes('Децата пяха и танцуваха.'), conflict.includes('Децата пяха дълго.')]).toEqual([true, true])
  expect(await page.locator('.ProseMirror').textContent()).toContain('Децата пяха дълго.')
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.waitForURL(`**/editions/${edition}`)
  expect(await textOf()).toContain('Децата пяха дълго.')
  await context.close()
})

test('without script the same text is edited box by box', async () => {
  const { page, context } = await open({ script: false })
  await page.goto(`${server.url}/digests/editions/${edition}/text`)
  await page
    .getByLabel(/^Изречение 1/)
    .first()
    .fill('Заглавие без скрипт')
  await page.getByRole('button', { name: 'Добави изречение' }).nth(1).click()
  await page.waitForURL('**draft=**')
  expect(
    await page
      .getByLabel(/^Изречение 1/)
      .first()
      .inputValue(),
  ).toBe('Заглавие без скрипт')
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.waitForURL(`**/editions/${edition}`)
  expect(await textOf()).toContain('Заглавие без скрипт')
  await context.close()
})

test('the register moves on: the difference is shown before anything of ours is touched', async () => {
  const { page, context, troubles } = await open()
  const form = await (await knock(`/events/${eventId}/edit`)).text()
  const version = /name="version" value="(\d+)"/.exec(form)![1]!
  const partner = /name="partners\.0\.id" value="([\w-]+)"/.exec(form)?.[1] ?? ''
  await made(`/events/${eventId}`, { ...VISIT, 'partners.0.id': partner, 'summary.bg': 'Гостите откриха изложба. Децата пяха и рецитираха.', version })
  await page.goto(`${server.url}/digests/editions/${edition}`)
  await page.getByRole('link', { name: 'Вижте разликите' }).click()
  await page.getByRole('group', { name: 'Редактирано от вас, а регистърът се промени' }).waitFor()
  await expectAccessible(page)
  expect(await page.locator('ins').allTextContents()).toContain('идва:  и рецитираха')
  await page.getByRole('button', { name: 'Обнови текста' }).click()
  await page.waitForURL(`**/editions/${edition}`)
  expect(await textOf()).toContain('Децата пяха дълго.')
  expect(troubles).toEqual([])
  await context.close()
})

test('a draft that is on its way when the text is saved does not stay behind; after going back typing is kept again', async () => {
  const { page, context, troubles } = await open()
  const drafts = async (): Promise<number> => (await (await knock(`/digests/editions/${edition}/text`)).text()).split('class="drafts"').length - 1
  const before = await drafts()
  await editing(page)
  // The server has the draft, and its answer takes its time.
  await page.route('**/drafts?as=json', async (route) => {
    const answer = await route.fetch()
    await new Promise((resolve) => setTimeout(resolve, 700))
    await route.fulfill({ response: answer }).catch(() => {})
  })
  const asked = page.waitForRequest('**/drafts?as=json')
  await caretAfter(page, 'Децата пяха')
  await page.keyboard.type(' отново')
  await asked
  await page.getByRole('button', { name: 'Запиши', exact: true }).click()
  await page.waitForURL(`**/editions/${edition}`)
  await page.unrouteAll({ behavior: 'wait' })
  expect([await drafts(), (await textOf()).includes('Децата пяха отново')]).toEqual([before, true])

  await editing(page)
  // As the browser leaves a page that was sent and shows it again: nothing goes to the server in between.
  await page.evaluate(() => {
    document.querySelector('form[data-digest]')!.dispatchEvent(new Event('submit', { cancelable: true }))
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await caretAfter(page, 'Децата пяха отново')
  await page.keyboard.type(' и отново')
  await page.getByText('Черновата е запазена').waitFor()
  expect(troubles).toEqual([])
  await context.close()
})
