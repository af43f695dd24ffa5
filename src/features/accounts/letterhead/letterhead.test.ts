// The head of an office's papers: what its form takes and refuses, who may write it, how it is taken back, and how it is worded in each language.
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { sweepFiles } from '#features/documents/document.jobs.ts'
import { m } from '#messages'
import { wordsFor } from '#platform/texts/words-for.ts'
import { openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { letterheadOf, neededCrests } from './letterhead.queries.ts'
import { letterheadForm } from './letterhead.ts'
import { type OfficeOnPaper, paperHead } from './paper-head.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(async () => {
  await office.close()
})

const crest = async (side = 300): Promise<File> => {
  const made = await sharp({ create: { width: side, height: side, channels: 4, background: { r: 30, g: 60, b: 140, alpha: 1 } } })
    .png()
    .toBuffer()
  return new File([new Uint8Array(made)], 'gerb.png', { type: 'image/png' })
}
const FILLED = {
  'name.bg': 'Община Примерово',
  'name.en': 'Municipality of Primerovo',
  'address.bg': 'пл. „Пробен“ 1, 5600 Примерово',
  phone: '+359 000 000 000',
  email: 'office@primerovo.example',
  web: 'https://www.primerovo.example/',
  'crestText.bg': 'Синьо поле',
}
const post = async (form: Record<string, string | File>, role: 'officer' | 'reader' | 'nobody' = 'officer') =>
  office.as(role).post(addresses.settingsLetterhead(), { crest: new File([], ''), ...form })
const standing = () => office.here.db.inOffice(office.officeId, letterheadOf)
const lastLine = async (): Promise<string> =>
  (await office.pool.query<{ id: string }>("select id from activity where thing = 'letterhead' order by id desc limit 1")).rows[0]!.id

describe('the letterhead', () => {
  test('is saved with a crest drawn anew, shown to readers, and taken back', async () => {
    const officer = office.as('officer')
    const saved = await officer.follow(await officer.post(addresses.settingsLetterhead(), { ...FILLED, version: '0', crest: await crest() }))
    expect(saved.includes(m.accounts_letterhead_saved())).toBe(true)
    const kept = await standing()
    expect([kept.phone, kept.email, kept.web, kept.version, kept.crest?.width]).toEqual([
      '+359 000 000 000',
      'office@primerovo.example',
      'www.primerovo.example',
      1,
      300,
    ])
    const page = await (await office.as('reader').get(addresses.settingsLetterhead())).text()
    expect([page.includes('пл. „Пробен“ 1, 5600 Примерово'), page.includes('alt="Синьо поле"'), page.includes('name="phone"')]).toEqual([true, true, false])
    const picture = await office.as('reader').get(addresses.settingsCrest())
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff'])
    expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).format).toBe('png')

    // Another picture, and back again: the earlier one is still there, also after the night's sweeping.
    const first = kept.crest!.hash
    await post({ ...FILLED, version: '1', crest: await crest(400), phone: '' })
    expect([(await standing()).crest?.width, (await standing()).phone]).toEqual([400, ''])
    office.here.clock.set('2027-11-23')
    await sweepFiles(office.here, office.files, neededCrests)
    office.here.clock.set('2026-11-23')
    const undone = await office.as('officer').post(addresses.activityUndo({ id: await lastLine() }))
    expect(undone.status).toBe(303)
    expect([(await standing()).crest?.hash, (await standing()).phone, await office.files.size(first)]).toEqual([first, '+359 000 000 000', expect.any(Number)])

    await post({ ...FILLED, version: '3', noCrest: 'yes' })
    expect((await standing()).crest).toBeNull()
    expect((await office.as('officer').get(addresses.settingsCrest())).status).toBe(404)
    const history = await (await office.as('officer').get(addresses.settingsLetterhead())).text()
    expect(history.includes(m.accounts_letterhead_history())).toBe(true)
  })

  test('is the office’s name everywhere', async () => {
    const { version } = await standing()
    await post({ ...FILLED, 'name.bg': 'Община Преименувана', version: String(version) })
    expect((await (await office.as('reader').get(addresses.settings())).text()).includes('Община Преименувана')).toBe(true)
  })

  test('what two save at once is shown side by side, and nothing typed is lost', async () => {
    const { version } = await standing()
    await post({ ...FILLED, version: String(version), phone: '+359 111' })
    const late = await post({ ...FILLED, version: String(version), phone: '+359 222' })
    const page = await late.text()
    expect([late.status, page.includes('<td data-label="'), page.includes('+359 111'), page.includes('value="+359 222"')]).toEqual([409, true, true, true])
    expect((await standing()).phone).toBe('+359 111')
  })

  test('only officers write it, and only of their own office', async () => {
    expect((await post({ ...FILLED, version: '1' }, 'reader')).status).toBe(403)
    expect((await post({ ...FILLED, version: '1' }, 'nobody')).headers.get('location')).toMatch(/^\/sign-in/)
    const other = await office.openAnother('Община Друга')
    expect((await (await other.visit.get(addresses.settingsLetterhead())).text()).includes('office@primerovo.example')).toBe(false)
    expect((await other.visit.get(addresses.settingsCrest())).status).toBe(404)
  })
})

const SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>alert(1)</script></svg>'
test.each([
  ['an SVG, which may hold a program', new File([SVG], 'gerb.svg'), m.accounts_letterhead_crest_svg],
  ['an SVG under another name', new File([SVG], 'gerb.png'), m.accounts_letterhead_crest_svg],
  ['a text', new File(['MZ not a picture'], 'gerb.png'), m.accounts_letterhead_crest_wrong],
  [
    'the beginning of a picture',
    new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])], 'gerb.png'),
    m.accounts_letterhead_crest_wrong,
  ],
  ['more than two megabytes', new File([new Uint8Array(2 * 1024 * 1024 + 1)], 'gerb.png'), m.accounts_letterhead_crest_large],
])('no crest: %s', async (_, file, words) => {
  const before = await standing()
  const answer = await post({ ...FILLED, version: String(before.version), phone: '+359 333', crest: file })
  const page = await answer.text()
  expect([answer.status, page.includes(words()), page.includes('value="+359 333"')]).toEqual([422, true, true])
  expect(await standing()).toEqual(before)
})

test('a picture too small to be printed is no crest', async () => {
  const { version } = await standing()
  const answer = await post({ ...FILLED, version: String(version), crest: await crest(60) })
  expect([answer.status, (await answer.text()).includes(m.accounts_letterhead_crest_wrong())]).toEqual([422, true])
})

test('a good picture beside a wrong field is asked for again', async () => {
  const { version } = await standing()
  const answer = await post({ ...FILLED, version: String(version), email: 'никой', crest: await crest() })
  expect([answer.status, (await answer.text()).includes(m.accounts_letterhead_crest_again())]).toEqual([422, true])
})

test.each([
  ['phone', '+359 (670) 60 000, 60 001', true],
  ['phone', 'в отпуск', false],
  ['web', 'примерово.бг/контакти', true],
  ['web', 'javascript:alert(1)', false],
  ['web', 'само дума', false],
  ['email', '', true],
  ['email', 'office@', false],
])('%s „%s“ is taken: %s', (name, value, taken) => {
  expect(letterheadForm.safeParse({ name: { bg: 'Община' }, version: '1', [name]: value }).success).toBe(taken)
})

test('a name is needed in some language', () => {
  expect([{}, { bg: '' }, { en: 'Office' }].map((name) => letterheadForm.safeParse({ name, version: '0' }).success)).toEqual([false, false, true])
})

describe('in the languages of a paper', () => {
  const EMPTY: OfficeOnPaper = { name: { bg: 'Община Примерово' }, address: {}, phone: '', email: '', web: '', crest: null }

  test('what is unknown leaves no line', () => {
    expect(paperHead(EMPTY, ['bg'])).toEqual({ crest: null, sides: [{ name: { text: 'Община Примерово', language: 'bg' }, lines: [] }] })
  })

  test('a text nobody translated is read in letters its readers know', () => {
    const words = { bg: 'ул. „Пробна“ 5, Примерово' }
    expect(['bg', 'mk', 'fr', 'zh'].map((language) => wordsFor(words, language))).toEqual([
      { text: 'ул. „Пробна“ 5, Примерово', language: 'bg' },
      { text: 'ул. „Пробна“ 5, Примерово', language: 'bg' },
      { text: 'ul. „Probna“ 5, Primerovo', language: 'en' },
      { text: 'ul. „Probna“ 5, Primerovo', language: 'en' },
    ])
    expect(wordsFor({ ...words, en: '5 Probna Street' }, 'zh')).toEqual({ text: '5 Probna Street', language: 'en' })
    expect(wordsFor({}, 'fr')).toBeNull()
  })

  test('each side says in its language how the office is reached; a name that reads the same stands once', () => {
    const known = { ...EMPTY, name: { bg: 'Община Примерово', fr: 'Commune de Primerovo' }, phone: '+359 0 00-0', web: 'primerovo.example' }
    expect(paperHead(known, ['bg', 'fr']).sides.map(({ lines }) => lines.map(({ text }) => text.replaceAll('\u00a0', ' ')))).toEqual([
      ['тел. +359 0 00\u20110', 'primerovo.example'],
      ['tél. +359 0 00\u20110', 'primerovo.example'],
    ])
    expect(paperHead(known, ['bg', 'mk']).sides.length).toBe(1)
    expect(paperHead(known, ['fr']).sides[0]!.lines.length).toBe(1)
  })

  test('a crest says what is seen on it, or that it is one', () => {
    expect(paperHead({ ...EMPTY, crest: { width: 200, height: 100, text: { bg: 'Лъв' } } }, ['bg']).crest).toEqual({ shape: 2, alt: 'Лъв' })
    expect(paperHead({ ...EMPTY, crest: { width: 200, height: 100, text: {} } }, ['it']).crest?.alt).toBe('Stemma')
  })
})
