// „Partner wanted“: written, shown before it is public, public language by language, withdrawn, undone, over after its day; and what of it nobody outside reads.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeSiteLanguages } from '#features/accounts/site-languages/site-language.actions.ts'
import { changeLetterhead } from '#features/accounts/letterhead/letterhead.actions.ts'
import { letterheadForm } from '#features/accounts/letterhead/letterhead.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { m } from '#messages'
import { SITE_LANGUAGES, speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type FormFields, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { isReachable, NO_PROFILE, positionInWords, renderedIn, sizeInWords, wantedForm } from './wanted.ts'

let office: TestOffice
let officer: Visit
beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  done(await changeSiteLanguages(office.here, office.officer, { languages: [...SITE_LANGUAGES], version: 1 }))
})
afterAll(() => office.close())

const page = (lang: string): string => addresses.siteWanted({ lang: lang as 'bg' })
const asked = async (path: string): Promise<{ status: number; html: string }> => {
  const answer = await office.as('nobody').get(path)
  return { status: answer.status, html: await answer.text() }
}
const main = (html: string): string => /<main.*?<\/main>/s.exec(html)![0]
const words = (html: string): string =>
  main(html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const form = (more: FormFields = {}): FormFields => ({
  'about.bg': 'Ние сме измислен град в планината.\n\nИмаме река.',
  'about.en': 'We are a made-up town in the mountains.',
  'offers.bg': 'Работилници и училище.',
  'seeks.bg': 'Град с река.',
  'regions.bg': 'планините на Средна Италия',
  types: ['twinning', 'project'],
  fields: ['water', 'crafts'],
  'countries.0': 'IT',
  'countries.1': '',
  'countries.2': 'ME',
  sizeFrom: '5 000',
  sizeTo: '40000',
  'contact.bg': 'служба „Пример“',
  email: 'sluzhba@primerovo.example',
  phone: '+359 000 00-00',
  version: '0',
  ...more,
})
const row = async () => (await office.pool.query('select * from wanted_profile where office_id = $1', [office.officeId])).rows[0]
const version = async (): Promise<string> => String((await row()).version)
const publish = async (language: string) => officer.post(addresses.finderWantedPublication({ language }), { version: await version() })
const withdraw = async (language: string) => officer.post(addresses.finderWantedWithdrawal({ language }), { version: await version() })
const undoOf = (html: string): string => /action="(\/activity\/[^"]+\/undo)"/.exec(html)![1]!

test('before anybody wrote it there is a form with nothing in it, no preview and no page', async () => {
  const html = await (await officer.get(addresses.finderWanted())).text()
  expect([html.includes('name="about.bg"'), html.includes('id="languages"'), html.includes('name="version" value="0"')]).toEqual([true, false, true])
  expect((await officer.get(addresses.finderWantedPreview({ language: 'bg' }))).status).toBe(404)
  const none = await asked(page('bg'))
  expect([none.status, words(none.html).includes(speakingIn('bg', () => m.website_missing_title())), none.html.includes('/partner-wanted')]).toEqual([
    404,
    true,
    false,
  ])
  expect((await asked('/sitemap.xml')).html.includes('partner-wanted')).toBe(false)
})

test('it is saved whole, and is nobody’s business until it is published', async () => {
  expect(await officer.follow(await officer.post(addresses.finderWanted(), form()))).toContain(m.finder_wanted_saved())
  const { about, types, fields, countries, size_from, size_to, email, published_in, until } = await row()
  expect([about.in.bg.text, types, fields, countries, size_from, size_to, email, published_in, until]).toEqual([
    'Ние сме измислен град в планината.\n\nИмаме река.',
    ['twinning', 'project'],
    ['water', 'crafts'],
    ['IT', 'ME'],
    5000,
    40_000,
    'sluzhba@primerovo.example',
    {},
    null,
  ])
  for (const lang of SITE_LANGUAGES) expect([lang, (await asked(page(lang))).status]).toEqual([lang, 404])
  const preview = await officer.get(addresses.finderWantedPreview({ language: 'bg' }))
  const html = await preview.text()
  expect([preview.status, preview.headers.get('cache-control'), preview.headers.get('x-robots-tag')]).toEqual([200, 'no-store', 'noindex'])
  expect([html.includes(m.finder_wanted_preview_note()), html.includes('Ние сме измислен град в планината.')]).toEqual([true, true])
})

test.each([
  ['an e-mail that is none', { email: 'пиши ми' }, 'email', null],
  ['words for a telephone', { phone: 'питай Иван' }, 'phone', () => m.finder_wanted_phone_wrong()],
  ['half a number of people', { sizeFrom: 'двайсет' }, 'sizeFrom', () => m.finder_wanted_size_wrong()],
  ['nobody at all', { sizeTo: '0' }, 'sizeTo', () => m.finder_wanted_size_wrong()],
  ['fewer at most than at least', { sizeTo: '400' }, 'sizeTo', () => m.finder_wanted_size_order()],
  ['a country there is not', { 'countries.0': 'XX' }, 'countries', () => m.finder_wanted_countries_wrong({ most: 20 })],
  ['a field there is not', { fields: 'witchcraft' }, 'fields', null],
  ['a kind nobody looks for', { types: 'honorary' }, 'types', null],
  ['a month for a last day', { 'until.month': '6', 'until.year': '2027' }, 'until', null],
  ['a text longer than a page', { 'offers.bg': 'а'.repeat(3001) }, 'offers', () => m.finder_wanted_long({ most: 3000 })],
] as const)('refuses %s, and nothing typed is lost', async (_, more, field, message) => {
  const answer = await officer.post(addresses.finderWanted(), form({ version: await version(), 'seeks.bg': 'не ме губете', ...more }))
  const html = await answer.text()
  expect([answer.status, html.includes('не ме губете'), html.includes(`href="#f-${field}`), message === null || html.includes(message())]).toEqual([
    422,
    true,
    true,
    true,
  ])
})

test('what the register has as a person’s own e-mail or telephone never becomes the contact', async () => {
  done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Личнова' }, email: 'Lichna@primerovo.example', phone: '+359 (111) 222' }))
  for (const [more, message] of [
    [{ email: 'lichna@Primerovo.example' }, m.finder_wanted_email_person()],
    [{ phone: '+359111222' }, m.finder_wanted_phone_person()],
  ] as const) {
    const answer = await officer.post(addresses.finderWanted(), form({ version: await version(), ...more }))
    expect([answer.status, (await answer.text()).includes(message)]).toEqual([422, true])
  }
  expect((await row()).email).toBe('sluzhba@primerovo.example')
})

test('published in one language it is read in all: texts that are still drafts in no one, facts in the reader’s words', async () => {
  const { here, officer: by } = office
  done(
    await createPartnershipWith(
      here,
      by,
      { kind: 'municipality', country: 'FR', name: { bg: 'Проба сюр Сен' }, nativeName: 'Proba-sur-Seine', nativeLanguage: 'fr', placeId: 2969109 },
      { type: 'twinning', published: true },
    ),
  )
  done(await createPartnershipWith(here, by, { kind: 'municipality', country: 'MK', name: { bg: 'Тайниград' } }, { type: 'twinning' }))
  expect(await officer.follow(await publish('en'))).toContain(m.finder_wanted_published({ language: 'английски' }))
  expect((await row()).published_in).toEqual({ en: office.here.clock.now().toISOString() })
  const english = await asked(page('en'))
  expect([english.status, english.html.includes('<html lang="en"'), english.html.includes(`hreflang="it" href="`)]).toEqual([200, true, true])
  for (const part of [
    'Troyan is looking for a partner town',
    'Inhabitants of the town of Troyan',
    'We are a made-up town in the mountains.',
    'twinning, a joint project',
    'Italy, Montenegro',
    'from 5,000 to 40,000 inhabitants',
    'Proba-sur-Seine',
    'Published on 23 November 2026.',
    'The figures are from GeoNames ( CC BY 4.0 ).',
  ])
    expect([part, words(english.html).includes(part)]).toEqual([part, true])
  // Bulgarian was never published, and the second partnership neither.
  expect(/измислен|Работилници|Тайниград|служба „Пример“/.exec(english.html)).toBeNull()
  const italian = await asked(page('it'))
  expect([italian.status, italian.html.includes('<p lang="en">We are a made-up town'), words(italian.html).includes('Italia, Montenegro')]).toEqual([
    200,
    true,
    true,
  ])
  expect(/измислен|Работилници/.exec((await asked(page('bg'))).html)).toBeNull()
  // The foot of every page, the home page, the map for search engines, what machines read.
  expect((await asked('/bg/about')).html).toContain(`<a href="${page('bg')}">`)
  expect(words((await asked('/bg')).html)).toContain('Троян търси град партньор Кои сме, какво предлагаме, какъв партньор търсим и как да ни пишете.')
  expect((await asked('/sitemap.xml')).html.match(/\/partner-wanted<\/loc>/g)).toHaveLength(SITE_LANGUAGES.length)
  for (const head of ['og:title', 'og:image', 'application/ld+json', '"@type":"WebPage"']) expect([head, english.html.includes(head)]).toEqual([head, true])
})

test('each language is published and withdrawn on its own; what it lacks is refused in words', async () => {
  for (const [language, message] of [
    ['fr', m.finder_wanted_no_text({ language: 'френски' })],
    ['en', m.finder_wanted_public_already({ language: 'английски' })],
  ] as const) {
    const answer = await publish(language)
    expect([language, answer.status, (await answer.text()).includes(message)]).toEqual([language, 422, true])
  }
  expect((await publish('de')).status).toBe(404)
  expect((await publish('bg')).status).toBe(303)
  expect(words((await asked(page('bg'))).html)).toContain('Ние сме измислен град в планината. Имаме река.')
  // A text under a public page is not taken away in silence.
  const emptied = await officer.post(addresses.finderWanted(), form({ version: await version(), 'about.en': '' }))
  expect([emptied.status, (await emptied.text()).includes(m.finder_wanted_about_public({ language: 'английски' }))]).toEqual([422, true])
  const gone = await officer.follow(await withdraw('en'))
  expect(gone).toContain(m.finder_wanted_withdrawn({ language: 'английски' }))
  expect(/made-up town/.exec((await asked(page('en'))).html)).toBeNull()
  await officer.post(undoOf(gone))
  expect((await asked(page('en'))).html).toContain('We are a made-up town')
  const twice = await withdraw('fr')
  expect([twice.status, (await twice.text()).includes(m.finder_wanted_not_public())]).toEqual([422, true])
})

test('a stale save shows both, and a stale button does nothing', async () => {
  const old = await version()
  expect((await officer.post(addresses.finderWanted(), form({ version: old, 'offers.bg': 'Моите думи.' }))).status).toBe(303)
  const late = await officer.post(addresses.finderWanted(), form({ version: old, 'offers.bg': 'Други думи.' }))
  const html = await late.text()
  expect([late.status, html.includes('Моите думи.'), html.includes('Други думи.'), html.includes(`name="version" value="${await version()}"`)]).toEqual([
    409,
    true,
    true,
    true,
  ])
  const pressed = await officer.post(addresses.finderWantedWithdrawal({ language: 'bg' }), { version: old })
  expect([pressed.status, Object.keys((await row()).published_in).sort()]).toEqual([409, ['bg', 'en']])
  expect((await officer.post(addresses.finderWantedWithdrawal({ language: 'bg' }), { version: 'x' })).status).toBe(422)
})

test('an undone change stands as before, and the history tells each', async () => {
  const before = (await row()).offers.in.bg.text
  const changed = await officer.follow(await officer.post(addresses.finderWanted(), form({ version: await version(), 'offers.bg': 'За малко.' })))
  await officer.post(undoOf(changed))
  expect((await row()).offers.in.bg.text).toBe(before)
  const history = await (await officer.get(addresses.finderWanted())).text()
  expect(history.slice(history.indexOf('id="history"'))).toContain('За малко.')
})

test('after its last day nobody outside finds it, and the office is told why', async () => {
  const day = (date: string): FormFields => ({ 'until.day': date.slice(8), 'until.month': date.slice(5, 7), 'until.year': date.slice(0, 4) })
  expect((await officer.post(addresses.finderWanted(), form({ version: await version(), ...day('2026-11-23') }))).status).toBe(303)
  const last = await asked(page('bg'))
  expect([last.status, words(last.html).includes('Валидно до 23 ноември 2026 г.')]).toEqual([200, true])
  expect((await officer.post(addresses.finderWanted(), form({ version: await version(), ...day('2026-11-22') }))).status).toBe(303)
  expect([(await asked(page('bg'))).status, (await asked('/bg/about')).html.includes('partner-wanted')]).toEqual([404, false])
  expect((await asked('/bg')).html.includes('partner-wanted')).toBe(false)
  expect(await (await officer.get(addresses.finderWanted())).text()).toContain(m.finder_wanted_over_note({ day: '22 ноември 2026 г.' }))
  expect((await officer.post(addresses.finderWanted(), form({ version: await version() }))).status).toBe(303)
  expect((await asked(page('bg'))).status).toBe(200)
})

test('whoever cannot be answered is not made public; the letterhead stands in for a contact', async () => {
  const bare = form({ version: await version(), 'contact.bg': '', email: '', phone: '' })
  const refused = await officer.post(addresses.finderWanted(), bare)
  expect([refused.status, (await refused.text()).includes(m.finder_wanted_unreachable())]).toEqual([422, true])
  const head = letterheadForm.parse({ name: { bg: 'Община Примерово' }, address: { bg: 'пл. „Проба“ 1' }, phone: '+359 999', version: '0' })
  done(await changeLetterhead(office.here, office.officer, head, null))
  expect((await officer.post(addresses.finderWanted(), { ...bare, version: await version() })).status).toBe(303)
  const html = words((await asked(page('bg'))).html)
  expect([html.includes('пл. „Проба“ 1'), html.includes('+359 999')]).toEqual([true, true])
})

test('the first form has the office for a contact, with the e-mail and telephone of its letterhead unless they are a person’s; a name alone is no address', async () => {
  const fresh = await openOffice()
  try {
    const by = fresh.as('officer')
    const boxes = async (): Promise<(string | undefined)[]> => {
      const html = await (await by.get(addresses.finderWanted())).text()
      const box = (name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? ''
      const area = (name: string) => new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(html)?.[1]?.trim()
      return [area('contact.bg'), ...['email', 'phone'].map((name) => /value="([^"]*)"/.exec(box(name))?.[1] ?? '')]
    }
    const { rows } = await fresh.pool.query('select name from office where id = $1', [fresh.officeId])
    const name: string = rows[0].name.in.bg.text
    expect(await boxes()).toEqual([name, '', ''])
    const alone = { 'about.bg': 'Измислен град.', 'contact.bg': name, version: '0' }
    expect((await by.post(addresses.finderWanted(), alone)).status).toBe(303)
    const refused = await by.post(addresses.finderWantedPublication({ language: 'bg' }), { version: '1' })
    expect([refused.status, (await refused.text()).includes(`<a href="#f-contact">${m.finder_wanted_unreachable()}</a>`)]).toEqual([422, true])
    await fresh.pool.query('delete from wanted_profile where office_id = $1', [fresh.officeId])
    const head = letterheadForm.parse({ name: { bg: name }, phone: '+359 999', email: 'obshtina@primerovo.example', version: '0' })
    done(await changeLetterhead(fresh.here, fresh.officer, head, null))
    expect(await boxes()).toEqual([name, 'obshtina@primerovo.example', '+359 999'])
    done(await createPerson(fresh.here, fresh.officer, { name: { bg: 'Проба Личнова' }, email: 'Obshtina@primerovo.example', phone: '' }))
    expect(await boxes()).toEqual([name, '', '+359 999'])
    // Published as it was offered, the office stands there once.
    expect((await by.post(addresses.finderWanted(), { ...alone, phone: '+359 999' })).status).toBe(303)
    expect((await by.post(addresses.finderWantedPublication({ language: 'bg' }), { version: '1' })).status).toBe(303)
    const html = await (await fresh.as('nobody').get(page('bg'))).text()
    expect(/<address>.*<\/address>/s.exec(html)![0].split(`>${name}<`)).toHaveLength(2)
  } finally {
    await fresh.close()
  }
})

test('who asks in a language the site is not read in is given English before Bulgarian, unless they read Cyrillic; a country that is a partner is named once', async () => {
  const { here, officer: by } = office
  done(await createPartnershipWith(here, by, { kind: 'country', country: 'IT', name: { bg: 'Италия', en: 'Italy' } }, { type: 'project', published: true }))
  expect(words((await asked(page('bg'))).html)).toContain('Италия · партньор по проект')
  expect(/Италия, Италия|Италия Италия ·/.exec(words((await asked(page('bg'))).html) + words((await asked('/bg')).html))).toBeNull()
  const there = async (lang: string) => (await office.as('nobody').get(page(lang))).headers.get('location')
  const version = async (): Promise<number> => (await office.pool.query('select version from office where id = $1', [office.officeId])).rows[0].version
  done(await changeSiteLanguages(here, by, { languages: ['bg', 'en'], version: await version() }))
  expect(await Promise.all(['it', 'fr', 'zh', 'mk', 'sr'].map(there))).toEqual([page('en'), page('en'), page('en'), page('bg'), page('bg')])
  done(await changeSiteLanguages(here, by, { languages: ['bg'], version: await version() }))
  expect(await there('it')).toBe(page('bg'))
  done(await changeSiteLanguages(here, by, { languages: [...SITE_LANGUAGES], version: await version() }))
})

test('readers see it and change nothing; another office has its own', async () => {
  const reader = office.as('reader')
  const html = await (await reader.get(addresses.finderWanted())).text()
  expect([html.includes('измислен град'), html.includes('<form class="form"'), html.includes('/finder/wanted/withdrawal/')]).toEqual([true, false, false])
  expect((await reader.get(addresses.finderWantedPreview({ language: 'bg' }))).status).toBe(200)
  for (const path of [addresses.finderWanted(), addresses.finderWantedPublication({ language: 'bg' }), addresses.finderWantedWithdrawal({ language: 'bg' })])
    expect([path, (await reader.post(path, form({ version: await version() }))).status]).toEqual([path, 403])
  const other = await office.openAnother('Община Друга')
  expect((await (await other.visit.get(addresses.finderWanted())).text()).includes('измислен')).toBe(false)
  expect((await other.visit.get(addresses.finderWantedPreview({ language: 'bg' }))).status).toBe(404)
})

test.each([
  ['bg', 'от 5000 до 40 000 жители', 'поне 5000 жители', 'до 40 000 жители', '42,89° с. ш., 24,72° и. д.', '33,45° ю. ш., 70,65° з. д.'],
  ['en', 'from 5,000 to 40,000 inhabitants', 'at least 5,000 inhabitants', 'up to 40,000 inhabitants', '42.89° N, 24.72° E', '33.45° S, 70.65° W'],
  ['zh', '人口5,000至40,000', '人口不少于5,000', '人口不超过40,000', '北纬42.89°，东经24.72°', '南纬33.45°，西经70.65°'],
] as const)('sizes and positions in %s', (language, both, least, most, home, far) => {
  const told = speakingIn(language, () => [
    sizeInWords({ sizeFrom: 5000, sizeTo: 40_000 }),
    sizeInWords({ sizeFrom: 5000, sizeTo: null }),
    sizeInWords({ sizeFrom: null, sizeTo: 40_000 }),
    sizeInWords({ sizeFrom: null, sizeTo: null }),
    positionInWords({ latitude: 42.894_22, longitude: 24.715_91 }),
    positionInWords({ latitude: -33.45, longitude: -70.65 }),
  ])
  expect(told.map((one) => one?.replace(/[\u00A0\u202F]/g, ' ') ?? null)).toEqual([both, least, most, null, home, far])
})

test('a text is cut to the languages that are public, and a profile without any contact reaches nobody', () => {
  const text = { source: 'bg', in: { bg: { text: 'а', at: '', checked: true }, en: { text: 'b', at: '', checked: true } } }
  expect(renderedIn(text, ['en', 'fr'])).toEqual({ source: 'bg', in: { en: text.in.en } })
  const nowhere = { name: { source: 'bg', in: {} }, address: { source: 'bg', in: {} }, email: '', phone: '', web: '' }
  expect([
    isReachable(NO_PROFILE, nowhere),
    isReachable(NO_PROFILE, { ...nowhere, web: 'primerovo.example' }),
    isReachable({ ...NO_PROFILE, contact: text }, nowhere),
    // The office's name alone is nobody one could write to.
    isReachable({ ...NO_PROFILE, contact: text }, { ...nowhere, name: text }),
  ]).toEqual([false, true, true, false])
  expect(wantedForm.safeParse({ version: '0' }).success).toBe(true)
})
