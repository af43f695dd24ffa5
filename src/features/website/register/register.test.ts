// The citizens' list of partnerships: its choices, the years, and that nothing private is counted. Towns of these tests are made up.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monthFacts } from '#features/digest/month.queries.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import type { PartnershipValues } from '#features/partnerships/partnership.ts'
import type { PublicMilestone } from '#features/partnerships/partnership.queries.ts'
import { EMPTY_TEXT } from '#platform/texts/local-text.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../../tests/support/open-office.ts'
import type { AssetManifest } from '#ui/assets.ts'
import { buildAssets } from '../../../../scripts/build-assets.mjs'
import { CARDS_A_PAGE, stagesOf, wishOf } from './register.ts'

type Step = readonly [kind: MilestoneKind, date: string, published?: boolean]
async function partner(office: TestOffice, name: string, country: string, values: Partial<PartnershipValues>, steps: readonly Step[], placeId?: number) {
  const { here, officer } = office
  const made = done(
    await createPartnershipWith(
      here,
      officer,
      { name: { bg: name }, kind: 'municipality', country, ...(placeId === undefined ? {} : { placeId }) },
      { type: 'twinning', published: true, ...values },
    ),
  )
  for (const [kind, date, published = true] of steps) done(await addMilestone(here, officer, made.id, { kind, side: 'both', date, published }))
  return made
}

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
  await partner(
    office,
    'Узорево',
    'MK',
    { fields: ['culture', 'sport'] },
    [
      ['signing', '2003-05'],
      ['lapse', '2010'],
      ['revival', '2018'],
    ],
    785537,
  )
  await partner(office, 'Примерово', 'FR', { type: 'friendship', fields: ['culture'] }, [
    ['first_contact', '1999'],
    ['signing', '2004'],
    ['signing', '2001', false],
  ])
  await partner(office, 'Тихоград', 'FR', {}, [
    ['lapse', '2009'],
    ['revival', '2024'],
  ])
  await partner(office, 'Краево', 'FR', {}, [
    ['signing', '2000'],
    ['end', '2015'],
    ['signing', '2027'],
  ])
  await partner(office, 'Безгодино', 'DE', {}, [])
  await partner(office, 'ТАЙНОГРАД', 'IT', { published: false, fields: ['education'] }, [['signing', '1980']])
})
afterAll(() => office.close())

const read = async (path: string): Promise<string> => (await office.as('nobody').get(path)).text()
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** Each partner of the list with how it stood. */
const standing = (html: string): string[] =>
  [...html.matchAll(/<li data-p="[^"]*" data-tie="(\w)">.*?<bdi[^>]*>(.*?)<\/bdi>.*?<span class="stood">(.*?)<\/span>/gs)].map(
    ([, tie, name, word]) => `${name}: ${tie} ${word}`,
  )
const rows = (html: string): string[] => [...(/<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => words(row!))

test('all public partnerships in the order of the alphabet, with how they stand today; a private one is nowhere', async () => {
  const html = await read('/bg/partnerships')
  expect(standing(html)).toEqual([
    'Безгодино: u без известна година',
    'Краево: e прекратено',
    'Примерово: s подписано',
    'Тихоград: c контакти, без подпис',
    'Узорево: r възобновено',
  ])
  expect([html.includes('ТАЙНОГРАД'), html.includes('Италия'), html.includes('1980')]).toEqual([false, false, false])
})

test('a year shows what stood at its end; what lies before a silence is not called nothing', async () => {
  expect(standing(await read('/bg/partnerships?year=2008'))).toEqual([
    'Безгодино: u без известна година',
    'Краево: s подписано',
    'Примерово: s подписано',
    'Тихоград: u без известна година',
    'Узорево: s подписано',
  ])
  const html = await read('/bg/partnerships?year=2010')
  expect(standing(html).slice(2)).toEqual(['Примерово: s подписано', 'Тихоград: l прекъснато или с изтекъл срок', 'Узорево: l прекъснато или с изтекъл срок'])
  expect(/<output[^>]*>(.*?)<\/output>/.exec(html)?.[1]).toBe('2010 г.: действат 2 партньорства, 2 са прекъснати или с изтекъл срок.')
  expect(standing(await read('/bg/partnerships?year=2001'))[4]).toBe('Узорево: n още не е започнало')
})

test('the years stand in a table for whoever has no script, the newest first, with how many stood', async () => {
  expect(rows(await read('/bg/partnerships'))).toEqual([
    '2024 Възобновени контакти с Тихоград Действащи в края ѝ: 2',
    '2018 Възобновени контакти с Узорево Действащи в края ѝ: 2',
    '2015 Край на партньорството с Краево Действащи в края ѝ: 1',
    '2010 Прекъснати контакти с Узорево Действащи в края ѝ: 2',
    '2009 Прекъснати контакти с Тихоград Действащи в края ѝ: 3',
    '2004 Споразумение с Примерово Действащи в края ѝ: 3',
    '2003 Побратимяване с Узорево Действащи в края ѝ: 2',
    '2000 Побратимяване с Краево Действащи в края ѝ: 1',
    '1999 Запознаване с Примерово Действащи в края ѝ: 0',
  ])
})

test('the slider is a plain form, and brings its island the same years', async () => {
  const html = await read('/bg/partnerships?year=2005&country=FR')
  const slider = /<input type="range"[^>]*>/.exec(html)![0]
  expect(['min="1999"', 'max="2026"', 'value="2005"'].map((part) => slider.includes(part))).toEqual([true, true, true])
  expect([
    html.includes('<form class="register-form" method="get" action="/bg/partnerships"'),
    html.includes('<script type="module" src="/assets/years.js">'),
  ]).toEqual([true, true])
  const ties = JSON.parse(/data-ties="([^"]*)"/.exec(html)![1]!.replaceAll('&quot;', '"')) as Record<string, string>
  expect(Object.values(ties).map((row) => row.length)).toEqual([28, 28, 28])
  expect(html).toContain(`<link rel="alternate" hreflang="en" href="${ORIGIN}/en/partnerships?country=FR&amp;year=2005"/>`)
})

describe('choices', () => {
  test('each counts as many as there would be with the others kept', async () => {
    const html = await read('/bg/partnerships?field=culture')
    const options = (name: string) =>
      [...(new RegExp(`<select id="${name}".*?</select>`, 's').exec(html)?.[0] ?? '').matchAll(/<option value="(\w*)"[^>]*>(.*?)<\/option>/g)].map(
        ([, value, text]) => [value, text],
      )
    expect([options('country'), options('type'), options('field')]).toEqual([
      [
        ['', 'Всички държави'],
        ['MK', 'Северна Македония (1)'],
        ['FR', 'Франция (1)'],
      ],
      [
        ['', 'Всички видове'],
        ['twinning', 'побратимяване (1)'],
        ['friendship', 'приятелство (1)'],
      ],
      [
        ['', 'Всички области'],
        ['culture', 'култура (2)'],
        ['sport', 'спорт (1)'],
      ],
    ])
    expect(standing(html).map((line) => line.split(':')[0])).toEqual(['Примерово', 'Узорево'])
  })

  test('nothing found says so and leads back; junk asks for nothing', async () => {
    const none = await read('/bg/partnerships?country=FR&field=sport')
    expect([none.includes('Няма партньорство, което да отговаря на избраното.'), none.includes('href="/bg/partnerships"'), standing(none)]).toEqual([
      true,
      true,
      [],
    ])
    for (const junk of ['country=франция', 'type=%00', 'field[]=x', 'year=999999', 'year=-1', 'year=1500', 'after=../../x', "country=FR'--"])
      expect([junk, standing(await read(`/bg/partnerships?${junk}`)).length]).toEqual([junk, 5])
    expect(wishOf({ country: 'fr', type: 'zz', field: '', year: '20', after: 'A B' })).toEqual({
      country: null,
      type: null,
      field: null,
      year: null,
      after: null,
    })
  })

  test('what is narrowed is not for search engines, the whole list is', async () => {
    const robots = async (path: string) => (await read(path)).includes('<meta name="robots" content="noindex"/>')
    expect([await robots('/bg/partnerships'), await robots('/bg/partnerships?country=FR'), await robots('/bg/partnerships?year=2005')]).toEqual([
      false,
      true,
      true,
    ])
  })
})

test('a bare contact and a firm are listed and counted apart, on both pages alike; who has no point on the map is named with the reason', async () => {
  const fresh = await openOffice()
  try {
    await partner(fresh, 'Узорево', 'MK', {}, [['signing', '2003']], 785537)
    await partner(fresh, 'Готвено', 'FR', {}, [['intent', '2024']], 2969109)
    await partner(
      fresh,
      'Минало',
      'DE',
      {},
      [
        ['signing', '1990'],
        ['end', '2010'],
      ],
      2969109,
    )
    await partner(fresh, 'Познато', 'CN', { type: 'contact' }, [['first_contact', '2024']])
    for (const [name, kind, type] of [
      ['Глина', 'company', 'project'],
      ['Италия', 'country', 'contact'],
    ] as const)
      done(await createPartnershipWith(fresh.here, fresh.officer, { name: { bg: name }, kind, country: 'IT' }, { type, published: true }))
    const nobody = fresh.as('nobody')
    const [home, list] = [await (await nobody.get('/bg')).text(), await (await nobody.get('/bg/partnerships')).text()]
    expect([words(/<h2 id="h-list">(.*?)<\/h2>/s.exec(list)![1]!), /<output[^>]*>(.*?)<\/output>/.exec(list)?.[1]]).toEqual([
      '2 партньорства · 3 контакта без партньорство · 1 е прекратено',
      '2026 г.: действа 1 партньорство, 1 е на етап контакти, 1 е прекратено.',
    ])
    const lead = words(/<p class="lead">(.*?)<\/p>/s.exec(home)![1]!)
    expect([lead.startsWith('Два града в две държави'), lead.endsWith('Контакти без партньорство: Глина, Италия, Познато.')]).toEqual([true, true])
    const off = 'Без точка на картата: Познато (мястото не е посочено), Глина (фирма), Италия (държава).'
    expect([
      words(home).includes(off),
      words(list).includes('Без точка на картата: Глина (фирма), Италия (държава), Познато (мястото не е посочено).'),
    ]).toEqual([true, true])
    expect(list.split('няма точка на картата').length - 1).toBe(3)
    const month = await fresh.here.db.inOffice(fresh.officeId, (tx) => monthFacts(tx, '2026-10', '2026-11-23'))
    expect([month.facts.totals.partnerships, month.facts.totals.countries]).toEqual([2, 2])
  } finally {
    await fresh.close()
  }
})

test('it describes itself to machines', async () => {
  const html = await read('/en/partnerships')
  const { '@graph': graph } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!) as { '@graph': Record<string, unknown>[] }
  expect(graph.map((node) => node['@type'])).toEqual(['GovernmentOrganization', 'CollectionPage', 'BreadcrumbList', 'ItemList'])
  expect((graph[2]!['itemListElement'] as { item: string }[]).map(({ item }) => item)).toEqual([`${ORIGIN}/en`, `${ORIGIN}/en/partnerships`])
  expect((await read('/sitemap.xml')).includes(`<loc>${ORIGIN}/en/partnerships</loc>`)).toBe(true)
})

test.each([
  [
    [
      ['signing', '2003'],
      ['lapse', '2010'],
    ] as Step[],
    ['active', 'active', 'lapsed', 'lapsed'],
  ],
  [[['end', '2010']] as Step[], [null, null, 'ended', 'ended']],
  [[['signing', '2011~']] as Step[], ['prospect', 'prospect', 'prospect', 'active']],
  [[['signing', '2030']] as Step[], null],
  [[] as Step[], null],
])('at the ends of 2008 to 2011, after %j: %j', (steps, stages) => {
  const milestones = steps.map(
    ([kind, date], index) => ({ id: String(index), kind, side: 'both', date, until: null, note: EMPTY_TEXT }) as unknown as PublicMilestone,
  )
  expect(stagesOf(milestones, [2008, 2009, 2010, 2011], '2026-11-23')).toEqual(stages)
})

test('a term that ran out is told in the year in which it did', async () => {
  const fresh = await openOffice()
  try {
    const made = await partner(fresh, 'Срочно', 'FR', {}, [])
    done(await addMilestone(fresh.here, fresh.officer, made.id, { kind: 'signing', side: 'both', date: '2015', until: '2020-06', published: true }))
    const html = await (await fresh.as('nobody').get('/bg/partnerships')).text()
    expect(rows(html)[0]).toBe('2020 Изтече срокът на подписаното: Срочно Действащи в края ѝ: 0')
  } finally {
    await fresh.close()
  }
})

test('a long register comes page by page and asks the database the same', async () => {
  const fresh = await openOffice()
  try {
    const count = () => fresh.anew(() => fresh.as('nobody').get('/bg/partnerships'))
    await partner(fresh, 'Град 000', 'FR', {}, [['signing', '1990']], 2969109)
    const one = await count()
    for (let n = 1; n < 60; n += 1)
      await partner(
        fresh,
        `Град ${String(n).padStart(3, '0')}`,
        ['FR', 'MK', 'CN'][n % 3]!,
        { fields: ['culture'] },
        [['signing', String(1990 + (n % 30))]],
        [2969109, 785537, 1805680][n % 3],
      )
    expect([one, await count()]).toEqual([9, 9])
    const first = await (await fresh.as('nobody').get('/bg/partnerships')).text()
    const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = await (await fresh.as('nobody').get(next)).text()
    expect([standing(first).length, standing(second).map((line) => line.split(':')[0]), second.includes('rel="next"')]).toEqual([
      CARDS_A_PAGE,
      Array.from({ length: CARDS_A_PAGE }, (_, n) => `Град ${String(n + CARDS_A_PAGE).padStart(3, '0')}`),
      true,
    ])
    // Sheets, letters and island are 47 kB: sixty towns on the map stay under 60 kB in all.
    const out = mkdtempSync(join(tmpdir(), 'pobratim-assets-'))
    const manifest: AssetManifest = await buildAssets({ root: join(import.meta.dirname, '../../../..'), out })
    // As browsers get them.
    const packed = (name: string): number => {
      const file = join(out, 'assets', manifest[name]!.file)
      return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size
    }
    const frame = ['site.css', 'site-register.css', 'years.js', 'mark.svg', 'sofia-sans-site-cyrillic.woff2', 'sofia-sans-site-latin.woff2']
    const bytes = frame.reduce((sum, name) => sum + packed(name), brotliCompressSync(first, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length)
    rmSync(out, { recursive: true, force: true })
    expect([bytes > 45_000, bytes < 60_000, bytes]).toEqual([true, true, bytes])
  } finally {
    await fresh.close()
  }
})
