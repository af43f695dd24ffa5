// A meeting from its agenda to its minutes by keyboard alone, the same without script, two windows at once; and the briefing as one sheet of paper.
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
let partner = ''

/** The id at the end of where a form leads. */
const made = async (path: string, form: Record<string, string>): Promise<string> => {
  const answer = await knock(path, form)
  const to = answer.headers.get('location') ?? ''
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`)
  return /[\w-]{36}/.exec(to)?.[0] ?? ''
}
const meet = (more: Record<string, string> = {}): Promise<string> =>
  made('/events', {
    kind: 'meeting',
    direction: 'none',
    'title.bg': 'Пробна среща',
    'date.day': '20',
    'date.month': '11',
    'date.year': '2026',
    'partners.0.text': 'Узорево',
    ...more,
  })

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
  partner = await made('/partnerships', { type: 'twinning', 'organisation.text': 'Узорево', 'organisation.id': '', country: 'MK', kind: 'municipality' })
  await made('/people', { 'name.bg': 'Проба Примерова' })
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
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const spoken = (page: Page): Promise<string> => page.locator('form[data-minutes] > p.sr[role=status]').innerText()

test('with keys alone: points, their order, a promise and a name in the minutes; every step spoken and clean', async () => {
  const { page, context, troubles } = await open()
  const id = await meet()
  await page.goto(`${server.url}/events/${id}/meeting`)
  for (const title of ['Керамика', 'Спорт']) {
    await page.getByLabel('Нова точка').fill(title)
    await press(page, 'Enter')
    await page.locator('.agenda', { hasText: title }).waitFor()
  }
  // The box for the next one has the focus again.
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('title.bg')
  await page.getByRole('button', { name: 'Премести нагоре: Спорт' }).focus()
  await press(page, 'Enter')
  await page.locator('.flash', { hasText: '„Спорт“ вече е точка 1.' }).waitFor()
  expect(await page.locator('.agenda .t').allInnerTexts()).toEqual(['Спорт', 'Керамика'])
  await expectAccessibleInEveryLook(page)

  await page.goto(`${server.url}/events/${id}/meeting/minutes`)
  const area = page.locator('textarea').first()
  await area.focus()
  await page.keyboard.type('Говори се.\n/')
  const menu = page.getByRole('listbox', { name: 'Команди' })
  await menu.waitFor()
  expect([await menu.getByRole('option').count(), await spoken(page)]).toEqual([2, '2 предложения'])
  await expectAccessible(page)
  // Escape leaves the sign as it was typed.
  await press(page, 'Escape')
  expect([await menu.isVisible(), await area.inputValue()]).toEqual([false, 'Говори се.\n/'])
  await press(page, 'Backspace')
  await page.keyboard.type('/обе')
  await menu.waitFor()
  await press(page, 'Enter')
  const form = page.getByRole('group', { name: 'Ново обещание' })
  await form.waitFor()
  await expectAccessible(page)
  // Nothing filled in: refused in words, beside the boxes, and the first of them has the focus.
  await press(page, 'Control+Enter')
  await form.getByText('Кажете кой обещава: нашата страна, тяхната страна или двете.').waitFor()
  expect(await form.getByText('Напишете какво е обещано.').isVisible()).toBe(true)
  await expectAccessible(page)
  await press(page, 'Space', 'Tab')
  await page.keyboard.type('Да изпратим топка')
  await press(page, 'Tab')
  await page.keyboard.type('31.12.2026')
  await press(page, 'Tab')
  await page.keyboard.type('Проба')
  await form.getByRole('option', { name: 'Проба Примерова' }).waitFor()
  await press(page, 'ArrowDown', 'Enter', 'Enter')
  await form.waitFor({ state: 'detached' })
  const line = 'Обещание (нашата страна): Да изпратим топка, срок 31 декември 2026 г., отговаря Проба Примерова [обещание 1]'
  expect([await area.inputValue(), await page.evaluate(() => document.activeElement?.tagName), await spoken(page)]).toEqual([
    `Говори се.\n${line}\n`,
    'TEXTAREA',
    'Записано е и стои в текста.',
  ])
  // In the ledger already, whatever becomes of the text.
  expect(await (await knock(`/commitments?event=${id}`)).text()).toContain('Да изпратим топка')

  await page.keyboard.type('Дойде @Проба')
  await page.getByRole('listbox', { name: 'Хора и партньори' }).waitFor()
  await press(page, 'Enter')
  expect(await area.inputValue()).toBe(`Говори се.\n${line}\nДойде @[Проба Примерова] `)
  await page.getByText(/Черновата е запазена в \d\d:\d\d\./).waitFor()
  await page.getByRole('button', { name: 'Запази протокола' }).focus()
  await press(page, 'Enter')
  await page.locator('.flash', { hasText: 'Протоколът е записан.' }).waitFor()
  const minutes = page.locator('#minutes')
  expect([await minutes.getByRole('link', { name: 'Проба Примерова' }).count(), await minutes.getByRole('link', { name: '[обещание 1]' }).count()]).toEqual([
    1, 1,
  ])
  await expectAccessibleInEveryLook(page)
  expect(troubles).toEqual([])
  await context.close()
})

test('who answers: those of the delegation who are in no register are offered before the register, and can be taken by keys alone', async () => {
  const { page, context, troubles } = await open()
  const day = { 'date.day': '20', 'date.month': '11', 'date.year': '2026' }
  const id = await made('/visits', { direction: 'incoming', 'partners.0.text': 'Узорево', ...day })
  await made(`/visits/${id}/delegations`, { side: 'guests', room: '', 'name.bg': 'Горан Примеров' })
  await page.goto(`${server.url}/events/${id}/meeting/minutes`)
  await page.locator('textarea').first().focus()
  await page.keyboard.type('/обе')
  await page.getByRole('listbox', { name: 'Команди' }).waitFor()
  await press(page, 'Enter')
  const form = page.getByRole('group', { name: 'Ново обещание' })
  const who = form.locator('[name="new.person.text"]')
  await who.focus()
  await page.keyboard.type('прим')
  const offered = form.getByRole('option')
  await offered.first().waitFor()
  expect((await offered.allInnerTexts()).map((text) => text.replaceAll('\n', ' '))).toEqual([
    'Горан Примеров от делегацията, още не е в регистъра',
    'Проба Примерова',
  ])
  await expectAccessible(page)
  await press(page, 'ArrowDown', 'Enter')
  expect([await who.inputValue(), await form.locator('[name="new.person.id"]').inputValue()]).toEqual(['Горан Примеров', ''])
  expect(troubles).toEqual([])
  await context.close()
})

test('what is typed survives a closed window; a form left open is not sent away half done', async () => {
  const { page, context } = await open()
  const id = await meet()
  await page.goto(`${server.url}/events/${id}/meeting/minutes`)
  await page.locator('textarea').first().fill('Недописано')
  await page.getByText(/Черновата е запазена/).waitFor()
  await page.goto('about:blank')
  await page.goto(`${server.url}/events/${id}/meeting/minutes`)
  await expectAccessibleInEveryLook(page)
  await page.getByRole('link', { name: 'Продължете с него' }).click()
  expect(await page.locator('textarea').first().inputValue()).toBe('Недописано')
  await page.locator('textarea').first().press('Control+End')
  await page.keyboard.type('\n/реш')
  await page.getByRole('listbox', { name: 'Команди' }).waitFor()
  await press(page, 'Enter')
  await page.getByRole('group', { name: 'Ново решение' }).waitFor()
  await page.getByRole('button', { name: 'Запази протокола' }).click()
  await page.getByText('Първо запишете обещанието или решението, или го откажете.').waitFor()
  await press(page, 'Escape')
  expect(await page.getByRole('group', { name: 'Ново решение' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Запази протокола' }).click()
  await page.locator('.flash', { hasText: 'Протоколът е записан.' }).waitFor()
  await context.close()
})

test('without script: a line that begins with a slash is understood, shown, mended and confirmed', async () => {
  const { page, context } = await open({ script: false })
  const id = await meet()
  await page.goto(`${server.url}/events/${id}/meeting`)
  await page.getByLabel('Нова точка').fill('Глина')
  await page.getByRole('button', { name: 'Добави точка' }).click()
  await page.getByRole('link', { name: 'Напишете протокола' }).click()
  await page.locator('textarea').first().fill('/обещание Узорево: да изпрати глина, до 35.12.2026, отговаря: Проба Примерова\n/решение среща всяка пролет')
  await page.getByRole('button', { name: 'Запази протокола' }).click()
  const confirming = page.locator('#confirming')
  expect(await confirming.innerText()).toContain('Нищо още не е записано.')
  await confirming.getByRole('button', { name: 'Потвърди и запази протокола' }).click()
  expect(await page.locator('#errors').innerText()).toContain('Не разбрахме „35.12.2026“ като дата.')
  await page.locator('[name="lines.0.due"]').fill('30.12.2026')
  await confirming.getByRole('button', { name: 'Потвърди и запази протокола' }).click()
  expect(await page.locator('.flash').innerText()).toContain('Записано е 1 обещание. Записано е 1 решение.')
  expect(await page.locator('#minutes').innerText()).toContain(
    'Обещание (тяхната страна): да изпрати глина, срок 30 декември 2026 г., отговаря Проба Примерова [обещание 1]',
  )
  await context.close()
})

test('two windows on one text: the later sees both versions and loses nothing', async () => {
  const [mine, theirs] = [await open(), await open()]
  const id = await meet()
  for (const { page } of [mine, theirs]) await page.goto(`${server.url}/events/${id}/meeting/minutes`)
  const save = async (page: Page, words: string): Promise<void> => {
    await page.locator('textarea').first().fill(words)
    await page.getByRole('button', { name: 'Запази протокола' }).click()
  }
  await save(theirs.page, 'На колегата')
  await theirs.page.locator('.flash').waitFor()
  await save(mine.page, 'Моето')
  const conflict = mine.page.locator('#conflict')
  await conflict.waitFor()
  const shown = await conflict.innerText()
  expect([shown.includes('На колегата'), shown.includes('Моето'), await mine.page.locator('textarea').first().inputValue()]).toEqual([true, true, 'Моето'])
  await expectAccessibleInEveryLook(mine.page)
  await save(mine.page, 'Моето и на колегата')
  await mine.page.locator('.flash', { hasText: 'Протоколът е записан.' }).waitFor()
  for (const { context } of [mine, theirs]) await context.close()
})

test('the briefing stays one sheet of paper, however much there is to say, and nothing sticks out on a phone', async () => {
  const organisation = /\/organisations\/([\w-]{36})/.exec(await (await knock('/organisations?q=' + encodeURIComponent('Узорево'))).text())![1]!
  const long = 'Дълго обещание, което продължава и продължава, за да се види какво става с листа хартия, когато никой не е пестил думи. '.repeat(3)
  const { page, context } = await open()
  const sheets = async (path: string): Promise<number> => {
    await page.goto(server.url + path)
    await page.evaluate(() => document.fonts.ready)
    return (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)!.length
  }
  for (let n = 1; n <= 6; n += 1) {
    for (const owedBy of ['us', 'them', 'both'])
      await made('/commitments', { 'text.bg': `${n}. ${long}`, owedBy, topic: 'other', state: 'agreed', 'due.year': '2025', 'partners.0.text': 'Узорево' })
    await made(`/partnerships/${partner}/milestones`, {
      kind: 'signing',
      side: 'both',
      'date.year': `20${10 + n}`,
      documentNumber: `№ ${n} от много дълъг протокол`,
    })
    await made('/symbolic-acts', { kind: 'gift', 'title.bg': `Дар ${n}: ${long.slice(0, 200)}`, 'date.year': '2020', 'partners.0.text': 'Узорево' })
    const person = await made('/people', { 'name.bg': `Многословна Именна Проба ${'абвгдежзик'[n]}` })
    await made(`/people/${person}/posts`, {
      'organisation.id': organisation,
      'organisation.text': 'Узорево',
      roleClass: 'official',
      'role.bg': long.slice(0, 150),
    })
    const past = await meet({ 'title.bg': `Среща ${n}: ${long.slice(0, 200)}`, 'date.year': `20${18 + n}` })
    await made(`/events/${past}/meeting/items`, { 'title.bg': `Останало ${n}: ${long.slice(0, 250)}` })
    // Also on the way there, where it is printed larger.
    expect([n, await sheets(`/partnerships/${partner}/briefing`)]).toEqual([n, 1])
  }
  const next = await meet({ 'title.bg': `Идваща: ${long.slice(0, 200)}`, 'date.year': '2027' })
  for (let n = 1; n <= 10; n += 1)
    await made(`/events/${next}/meeting/items`, { 'title.bg': `Точка ${n}: ${long.slice(0, 200)}`, broughtBy: 'us', minutesPlanned: '15' })
  await knock(`/partnerships/${partner}`, { version: '1', type: 'twinning', 'avoid.bg': long.repeat(4) })

  for (const path of [`/events/${next}/briefing`, `/partnerships/${partner}/briefing`]) {
    expect([path, await sheets(path)]).toEqual([path, 1])
    expect(await page.locator('#topics li').count()).toBe(3)
    await expectAccessibleInEveryLook(page)
  }
  await context.close()
})
