// The accessibility statement: what the office filled in, what it did not, and who may write it. The office is made up.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { m } from '#messages'
import { openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { missingParts, NO_STATEMENT, SOFTWARE_CHECK, statementForm } from './statement.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const read = async (path: string): Promise<string> => (await office.as('nobody').get(path)).text()
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const main = (html: string): string => words(/<main.*?<\/main>/s.exec(html)![0])
const FILLED = {
  conformance: 'partial',
  method: 'self',
  'preparedOn.day': '1',
  'preparedOn.month': '10',
  'preparedOn.year': '2026',
  'reviewedOn.day': '20',
  'reviewedOn.month': '11',
  'reviewedOn.year': '2026',
  email: 'dostap@primerovo.example',
  phone: '+359 000 00-00',
  'gaps.bg': 'Сканираните договори нямат текст.\nЩе ги получите на хартия.',
  'contact.bg': 'Служба „Примерна“, от 9 до 17 часа',
  'enforcement.bg': 'Жалба се подава до посочения от държавата орган.',
  'law.bg': 'Законът на Примерия.',
  version: '0',
}

test('what nobody stated is said not to be stated: nothing is claimed for the office', async () => {
  const page = main(await read('/bg/accessibility'))
  for (const part of [
    'Общината още не е оценила степента на съответствие. Какво е проверено в самия софтуер, пише по-долу.',
    `Страници от всеки вид са проверени в браузър с axe ${SOFTWARE_CHECK.axe} по правилата на WCAG 2.1, нива A и AA`,
    'Общината още не е посочила кога е изготвена декларацията и на каква оценка се основава.',
    'Не е посочено към кого да се обърнете.',
    'Не е посочен орган, към който може да се подаде жалба.',
  ])
    expect([part, page.includes(part)]).toEqual([part, true])
  expect(page).not.toMatch(/съответстват напълно|министър|agency/i)
})

test('what the office filled in stands in the order of the model, and the language of each text is marked', async () => {
  const officer = office.as('officer')
  expect((await officer.follow(await officer.post(addresses.settingsAccessibility(), FILLED))).includes(m.website_statement_saved())).toBe(true)
  const html = await read('/bg/accessibility')
  expect([...html.matchAll(/<h2 id="[^"]*">(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
    'За какво се отнася',
    'Степен на съответствие',
    'Недостъпно съдържание',
    'Изготвяне на декларацията',
    'Обратна връзка',
    'При неудовлетворителен отговор',
  ])
  const page = main(html)
  for (const part of [
    'Страниците съответстват отчасти на изискванията на EN 301 549 заради посоченото по-долу.',
    'Несъответствия Сканираните договори нямат текст. Ще ги получите на хартия.',
    'Изготвена на 1 октомври 2026 г.',
    'Основава се на: самооценка на общината.',
    'Прегледана за последен път на 20 ноември 2026 г.',
    'Служба „Примерна“, от 9 до 17 часа',
    'Жалба се подава до посочения от държавата орган.',
    'Законът на Примерия.',
  ])
    expect([part, page.includes(part)]).toEqual([part, true])
  expect([html.includes('href="mailto:dostap@primerovo.example"'), html.includes('href="tel:+3590000000"')]).toEqual([true, true])
  const english = await read('/en/accessibility')
  expect([english.includes('<p lang="bg">Служба „Примерна“'), english.includes('Only in Bulgarian'), english.includes('Prepared on 1 October 2026.')]).toEqual([
    true,
    true,
    true,
  ])
})

test('the office is asked for what is missing, on the form and in the settings; its letterhead stands in for a contact', async () => {
  const other = await office.openAnother('Община Питана')
  const form = await (await other.visit.get(addresses.settingsAccessibility())).text()
  const asked = [...(/<div class="note">(.*?)<\/div>/s.exec(form)?.[1] ?? '').matchAll(/<a href="#([^"]+)">(.*?)<\/a>/g)]
  expect(asked.map(([, , text]) => text)).toEqual([
    'Степен на съответствие',
    'Несъответствия',
    'Как е изготвена',
    'Ден на изготвяне',
    'Към кого да се обърне гражданинът',
    'При неудовлетворителен отговор',
    'Национално законодателство',
  ])
  expect(asked.map(([, id]) => [id, form.includes(`id="${id}"`)])).toEqual(asked.map(([, id]) => [id, true]))
  expect((await (await other.visit.get(addresses.settings())).text()).includes('липсват 7 отговора')).toBe(true)
  expect([
    missingParts({ ...NO_STATEMENT, conformance: 'full' }, true),
    missingParts({ ...NO_STATEMENT, conformance: 'none', method: 'self', preparedOn: '2026-10-01', phone: '1' }, false),
  ]).toEqual([
    ['method', 'preparedOn', 'enforcement', 'law'],
    ['gaps', 'enforcement', 'law'],
  ])
})

test('the check of the software is of the axe that checks it', async () => {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../../../node_modules/axe-core/package.json'), 'utf8')) as { version: string }
  expect(SOFTWARE_CHECK.axe).toBe(version)
})

test.each([
  ['a partly compliant site that names nothing', { conformance: 'partial' }, 'gaps.bg'],
  ['a review before the preparation', { preparedOn: { day: '2', month: '3', year: '2026' }, reviewedOn: { day: '1', month: '3', year: '2026' } }, 'reviewedOn'],
  ['a month instead of a day', { preparedOn: { month: '3', year: '2026' } }, 'preparedOn'],
  ['an address that is none', { email: 'пиши ми' }, 'email'],
  ['a number in words', { phone: 'на втория етаж' }, 'phone'],
  ['a status that is none', { conformance: 'perfect' }, 'conformance'],
  ['a novel', { gaps: { bg: 'а'.repeat(4001) } }, 'gaps'],
])('refuses %s', (_, form, field) => {
  const checked = statementForm.safeParse({ version: '0', ...form })
  expect([checked.success, checked.error?.issues.map(({ path }) => path.join('.'))]).toEqual([false, [field]])
})

test('nothing typed is lost when a field is wrong or somebody saved meanwhile; only officers write', async () => {
  const officer = office.as('officer')
  const wrong = await officer.post(addresses.settingsAccessibility(), { ...FILLED, version: '1', email: 'никой', 'contact.bg': 'Ново гише' })
  const page = await wrong.text()
  expect([wrong.status, page.includes('Ново гише'), page.includes('value="никой"'), page.includes('value="2026"')]).toEqual([422, true, true, true])
  const stale = await officer.post(addresses.settingsAccessibility(), { ...FILLED, phone: '+359 111' })
  const both = await stale.text()
  expect([stale.status, both.includes('+359 000 00-00'), both.includes('value="+359 111"')]).toEqual([409, true, true])
  expect([
    (await office.as('reader').post(addresses.settingsAccessibility(), FILLED)).status,
    (await office.as('reader').get(addresses.settingsAccessibility())).status,
  ]).toEqual([403, 200])
  const other = await office.openAnother('Община Друга')
  expect((await (await other.visit.get(addresses.settingsAccessibility())).text()).includes('dostap@')).toBe(false)
})

test('an undo takes the words back', async () => {
  const { rows } = await office.pool.query<{ id: string }>("select id from activity where thing = 'accessibility_statement' order by id desc limit 1")
  await office.as('officer').post(addresses.activityUndo({ id: rows[0]!.id }))
  expect((await read('/bg/accessibility')).includes('dostap@primerovo.example')).toBe(false)
})
