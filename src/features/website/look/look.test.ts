// How an office's site looks: colours that can always be read, the form, the sheet, the crest. The town is made up.
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { saveYear } from '#features/impact/reports/year.actions.ts'
import { m } from '#messages'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { changeLook } from './look.actions.ts'
import { accentOf, contrast, HOUSE_ACCENT, LEAST_CONTRAST, lookForm, lookOfSheet, PAPERS, sheetName, sheetOf } from './look.ts'

describe('a chosen colour', () => {
  test.each(['#ffff00', '#ffffff', '#000000', '#1f478f', '#a5331f', '#66804a', '#00ff00', '#ff00ff', '#808080', '#cf9234', '#0000ff', '#f0f8ff'])(
    '%s can be read on every paper, light and dark, and so can what stands on it',
    (hex) => {
      const { light, dark } = accentOf(hex)
      for (const paper of PAPERS.light) expect(contrast(light, paper)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      for (const paper of PAPERS.dark) expect(contrast(dark, paper)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      expect([contrast(light, '#ffffff') >= LEAST_CONTRAST, contrast(dark, '#000000') >= LEAST_CONTRAST]).toEqual([true, true])
    },
  )

  test('every pair of roles that the sheet sets can be read', () => {
    for (const accent of ['#ffff00', '#a5331f', '#0000ff', '#c0ffee']) {
      const [light, dark] = sheetOf({ accent, letters: 'sofia' }).split('@media')
      for (const scheme of [light!, dark!]) {
        const role = (name: string) => new RegExp(`accent-${name}:(#[0-9a-f]{6})`).exec(scheme)![1]!
        for (const [ink, paper] of [
          ['base-contrast-default', 'base-default'],
          ['base-contrast-default', 'base-hover'],
          ['base-contrast-default', 'base-active'],
          ['text-default', 'surface-tinted'],
        ] as const)
          expect([accent, ink, paper, contrast(role(ink), role(paper)) >= LEAST_CONTRAST]).toEqual([accent, ink, paper, true])
      }
    }
  })

  test('one that can be read stays as it was chosen; one that cannot keeps its hue', () => {
    expect(accentOf('#1f478f').light).toBe('#1f478f')
    const { light, dark } = accentOf('#ffcc00')
    expect([light === '#ffcc00', dark]).toEqual([false, '#ffcc00'])
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(light.slice(at, at + 2), 16)) as [number, number, number]
    expect([r > g, g > b]).toEqual([true, true])
  })

  test('the contrast is that of the guideline', () => {
    expect([contrast('#000000', '#ffffff'), Math.round(contrast('#777777', '#ffffff') * 100) / 100, contrast('#123456', '#123456')]).toEqual([21, 4.48, 1])
  })

  test.each([
    ['#A5331F', '#a5331f'],
    ['a5331f', '#a5331f'],
    [' #a31 ', '#aa3311'],
    ['', null],
    [HOUSE_ACCENT, null],
    ['червено', 'refused'],
    ['#12345', 'refused'],
    ['#a5331f;}body{display:none', 'refused'],
  ])('„%s“ is taken as %s', (typed, taken) => {
    const read = lookForm.safeParse({ accent: typed, letters: 'sofia', version: '0' })
    expect(read.success ? read.data.accent : 'refused').toBe(taken)
  })
})

test('a sheet’s name says what is in it and only that', () => {
  const look = { accent: '#a5331f', letters: 'serif' } as const
  const name = sheetName(look)!
  expect([/^a5331f-serif-[0-9a-f]{8}\.css$/.test(name), lookOfSheet(name), sheetName({ accent: null, letters: 'sofia' })]).toEqual([true, look, null])
  for (const junk of ['x.css', 'own-sofia-00000000.css', 'a5331f-comic-00000000.css', '../a5331f-serif-00000000.css', 'A5331F-serif-00000000.css', ''])
    expect([junk, lookOfSheet(junk)]).toEqual([junk, null])
})

describe('in an office', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())
  const form = (fields: Record<string, string> = {}) => ({ accent: '#ffcc00', letters: 'wide', crest: 'yes', version: '0', ...fields })
  const read = async (path: string): Promise<string> => (await office.as('nobody').get(path)).text()
  const sheetOfPage = (html: string) => /<link rel="stylesheet" href="(\/site\/sheet\/[^"]+)"/.exec(html)?.[1] ?? null

  test('without a choice the house’s own look holds and weighs nothing', async () => {
    const html = await read('/bg')
    expect([sheetOfPage(html), html.includes('rel="icon" href="/assets/mark.svg"')]).toEqual([null, true])
  })

  test('what an officer chooses stands on every page, mended where it must be, and says so', async () => {
    const officer = office.as('officer')
    const page = await officer.follow(await officer.post(addresses.settingsSite(), form()))
    const { light } = accentOf('#ffcc00')
    expect([
      page.includes(m.website_look_saved()),
      page.includes(`#ffcc00 се чете трудно тук; показва се по-тъмно, ${light}, с контраст`),
      /#ffcc00, както е избран; контраст \d+(,\d)?:1/.test(page),
      page.includes('value="#ffcc00"'),
    ]).toEqual([true, true, true, true])
    for (const path of [
      '/bg',
      '/en/partnerships',
      '/bg/calendar',
      '/bg/news',
      '/bg/search',
      '/bg/about',
      '/bg/open-data',
      '/bg/accessibility',
      '/bg/partners/nyama',
    ]) {
      const html = await read(path)
      expect([path, sheetOfPage(html), /<style|style="(?!--)/.test(html)]).toEqual([
        path,
        addresses.siteSheet({ name: sheetName({ accent: '#ffcc00', letters: 'wide' })! }),
        false,
      ])
    }
    const sheet = await office.as('nobody').get(sheetOfPage(await read('/bg'))!)
    const css = await sheet.text()
    expect([sheet.status, sheet.headers.get('content-type'), sheet.headers.get('cache-control'), css.includes(light), css.includes('Verdana')]).toEqual([
      200,
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
      true,
      true,
    ])
    expect(css.length).toBeLessThan(2000)
    // Wider letters are smaller on the map, so that its names do not run over the rim; and the page about the site says which letters these are.
    expect([css.includes('.plate .lab{font-size:13px}'), (await read('/bg/about')).includes('Буквите са широки, от вашето устройство.')]).toEqual([true, true])
    expect((await office.as('nobody').get('/site/sheet/nothing.css')).status).toBe(404)
    // One from before the sheet's rules changed is still drawn, but not kept for ever.
    expect((await office.as('nobody').get('/site/sheet/ffcc00-wide-00000000.css')).headers.get('cache-control')).toBe('public, no-cache')
  })

  test('before it is saved it can be seen as a citizen sees it', async () => {
    done(await saveYear(office.here, office.officer, 2025, 0, { opening: { bg: 'Добра година' }, measures: ['events'], published: true }))
    const trial = await office.as('officer').get(`${addresses.settingsSiteTrial()}?accent=%23a5331f&letters=serif&version=1`)
    const html = await trial.text()
    expect([
      trial.status,
      sheetOfPage(html)?.startsWith('/site/sheet/a5331f-serif-'),
      html.includes(m.website_look_trial_note()),
      html.includes(`href="${addresses.siteImpact({ lang: 'bg' })}"`),
      trial.headers.get('x-robots-tag'),
    ]).toEqual([200, true, true, true, 'noindex'])
    expect(sheetOfPage(await read('/bg'))).toContain('ffcc00-wide')
    for (const [as, status] of [
      ['reader', 403],
      ['nobody', 303],
    ] as const)
      expect([as, (await office.as(as).get(`${addresses.settingsSiteTrial()}?letters=serif&version=1`)).status]).toEqual([as, status])
  })

  test('a colour that is none is refused with the field at fault; a stale save shows both; undo brings the earlier look back', async () => {
    const officer = office.as('officer')
    const wrong = await officer.post(addresses.settingsSite(), form({ accent: 'слонова кост', version: '1' }))
    expect([wrong.status, (await wrong.text()).includes(m.website_look_accent_wrong())]).toEqual([422, true])
    const stale = await officer.post(addresses.settingsSite(), form({ accent: '#00695c', letters: 'system', version: '0' }))
    const page = await stale.text()
    expect([stale.status, page.includes('#ffcc00'), page.includes('value="#00695c"'), page.includes('name="version" value="1"')]).toEqual([
      409,
      true,
      true,
      true,
    ])
    const changed = done(await changeLook(office.here, office.officer, 1, { accent: null, letters: 'sofia', crest: false }))
    expect(sheetOfPage(await read('/bg'))).toBeNull()
    await officer.post(addresses.activityUndo({ id: changed.activityId }))
    expect(sheetOfPage(await read('/bg'))).toContain('ffcc00-wide')
  })

  test('readers see it and may not change it; another office has its own', async () => {
    expect([
      (await office.as('reader').get(addresses.settingsSite())).status,
      (await office.as('reader').post(addresses.settingsSite(), form())).status,
    ]).toEqual([200, 403])
    expect((await (await office.as('reader').get(addresses.settingsSite())).text()).includes('<form class="form"')).toBe(false)
    const other = await office.openAnother('Община Друга')
    expect((await (await other.visit.get(addresses.settingsSite())).text()).includes('ffcc00')).toBe(false)
  })

  test('the crest of the letterhead stands in the head and in the tab, small; another picture has no address', async () => {
    const picture = await sharp({ create: { width: 500, height: 620, channels: 4, background: { r: 20, g: 90, b: 40, alpha: 1 } } })
      // No drawing: reading SVG is shut for the whole process once uploads are read.
      .composite([{ input: { create: { width: 280, height: 280, channels: 4, background: '#fff' } } }])
      .png()
      .toBuffer()
    const crest = new File([new Uint8Array(picture)], 'gerb.png', { type: 'image/png' })
    const saved = await office.as('officer').post(addresses.settingsLetterhead(), { 'name.bg': 'Община Троян', version: '0', crest })
    expect(saved.status).toBe(303)
    const html = await read('/bg/calendar')
    const href = /<img class="crest" src="([^"]+)" width="40" height="40" alt=""\/>/.exec(html)![1]!
    expect(html).toContain(`<link rel="icon" href="${href}" type="image/png"/>`)
    const small = await office.as('nobody').get(href)
    const bytes = Buffer.from(await small.arrayBuffer())
    const { format, height } = await sharp(bytes).metadata()
    expect([small.headers.get('content-type'), format, height, bytes.length < 6000, small.headers.get('cache-control')]).toEqual([
      'image/png',
      'png',
      80,
      true,
      'public, max-age=31536000, immutable',
    ])
    expect((await office.as('nobody').get(href.replace(/\/\w{16}\.png$/, '/0000000000000000.png'))).status).toBe(404)
    await office.as('officer').post(addresses.settingsSite(), { accent: '', letters: 'sofia', version: String(3) })
    expect((await read('/bg')).includes('class="crest"')).toBe(false)
  })

  test('read once after a change, however many pages are looked at', async () => {
    const again = async () => office.statements(() => office.as('nobody').get('/bg/about'))
    await again()
    // At most whether anything changed since.
    expect(await again()).toBeLessThanOrEqual(1)
  })
})
