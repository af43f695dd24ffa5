// In which languages a site is read: choosing, undoing, two people at once, and what becomes of addresses in the others.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'

let office: TestOffice
let officer: Visit
beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
})
afterAll(() => office.close())

const path = addresses.settingsLanguages()
const ticked = (page: string): string[] => [...page.matchAll(/name="languages" value="(\w+)"[^>]* checked/g)].map((match) => match[1]!)
const version = async (): Promise<string> => /name="version" value="(\d+)"/.exec(await (await officer.get(path)).text())![1]!
const save = async (languages: readonly string[], at?: string) => officer.post(path, { languages, version: at ?? (await version()) })

test('a new office is read in Bulgarian and English; what is ticked is kept in one order, told and taken back', async () => {
  const settings = await (await officer.get(addresses.settings())).text()
  expect(settings).toContain(`<a href="${path}">Езици на страниците за гражданите</a>`)
  expect(ticked(await (await officer.get(path)).text())).toEqual(['bg', 'en'])
  const saved = await officer.follow(await save(['zh', 'fr', 'bg', 'xx']))
  expect(ticked(saved)).toEqual(['bg', 'fr', 'zh'])
  expect(saved).toContain('Гражданите вече четат страниците на тези езици.')
  expect(saved).toContain('Български, Français, 中文')
  const undo = /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(saved)![1]!
  await officer.post(undo, {}, { referer: `http://pobratim.test${path}` })
  expect(ticked(await (await officer.get(path)).text())).toEqual(['bg', 'en'])
})

test('none is refused, a second person is shown what the first has saved, a reader may only look', async () => {
  const none = await save([])
  expect([none.status, (await none.text()).includes('Отбележете поне един език')]).toEqual([422, true])
  const old = await version()
  await save(['bg', 'it'])
  const late = await save(['bg', 'mk'], old)
  const page = await late.text()
  expect([late.status, ticked(page), page.includes('id="conflict"'), page.includes('Български, Italiano'), page.includes('Български, Македонски')]).toEqual([
    409,
    ['bg', 'mk'],
    true,
    true,
    true,
  ])
  const reader = office.as('reader')
  const shown = await (await reader.get(path)).text()
  expect([shown.includes('name="languages"'), shown.includes('Български, Italiano')]).toEqual([false, true])
  expect((await reader.post(path, { languages: ['en'], version: await version() })).status).toBe(403)
})

test('the site is read in these languages and no others; old addresses lead to the first', async () => {
  await save(['fr', 'sr', 'zh'])
  // Whatever citizens read can be written: after the office's own languages.
  const form = await (await officer.get(addresses.partnershipNew())).text()
  expect([...form.matchAll(/name="summary\.(\w\w)"/g)].map((match) => match[1])).toEqual(['bg', 'en', 'fr', 'sr', 'zh'])
  const nobody = office.as('nobody')
  const answered = async (address: string, headers = {}) => {
    const { status, headers: given } = await nobody.get(address, headers)
    return [status, given.get('location')]
  }
  expect(await answered('/fr/about')).toEqual([200, null])
  expect(await answered('/bg/about?x=1')).toEqual([302, '/fr/about?x=1'])
  expect(await answered('/de/about')).toEqual([404, null])
  // The first of the reader's languages that there is; Montenegrin comes under a code of its own, and Serbians and Bosnians read it too.
  const asked = async (accept: string) => (await answered('/', { 'accept-language': accept }))[1]
  expect(await Promise.all(['zh-TW,zh;q=0.9', 'cnr-ME', 'bs', 'sr-Latn-RS,en', 'de,bg;q=0.5', 'en,fr;q=0.1'].map(asked))).toEqual([
    '/zh',
    '/sr',
    '/sr',
    '/sr',
    '/fr',
    '/fr',
  ])
  expect((await nobody.get('/', { 'accept-language': 'zh' })).headers.get('vary')).toContain('Accept-Language')
  const map = await (await nobody.get('/sitemap.xml')).text()
  expect([...map.matchAll(/<url><loc>http:\/\/pobratim.test(\/\w+)<\/loc>/g)].map((match) => match[1])).toEqual(['/fr', '/sr', '/zh'])
  expect([...new Set([...map.matchAll(/hreflang="([^"]+)"/g)].map((match) => match[1]))]).toEqual(['fr', 'sr-Latn', 'zh-Hans'])
  const page = await (await nobody.get('/sr')).text()
  expect([...page.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="http:\/\/pobratim.test([^"]+)"/g)].map((match) => [match[1], match[2]])).toEqual([
    ['fr', '/fr'],
    ['sr-Latn', '/sr'],
    ['zh-Hans', '/zh'],
    ['x-default', '/fr'],
  ])
  expect(page).toContain('<html lang="sr-Latn"')
  expect(page).toMatch(/<a href="[^"]*\/sr" lang="sr-Latn" hreflang="sr-Latn" aria-current="true">Crnogorski<\/a>/)
})
