// The citizens' site: what it shows, what it never shows, and how light it is. Towns and people of these tests are made up.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { changeSiteLanguages } from '#features/accounts/site-languages/site-language.actions.ts'
import { createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipValues } from '#features/partnerships/partnership.ts'
import { addProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import type { OrganisationFacts } from '#features/organisations/organisation.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { SITE_LANGUAGES } from '#platform/texts/language.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../tests/support/open-office.ts'
import type { AssetManifest } from '#ui/assets.ts'
import { buildAssets } from '../../../scripts/build-assets.mjs'

/** GeoNames ids of towns in the tests' gazetteer; only their coordinates are used. */
const PLACES = { MK: 785537, FR: 2969109, CN: 1805680 } as const

const SECRET = 'тайна-която-не-излиза'
const source = (title: string, url: string | null): Citation => ({ title, url, date: '2024-10', textId: null, quote: `${SECRET} цитат` })

let office: TestOffice
let full: Made
beforeAll(async () => {
  office = await openOffice()
  full = await fullPartner()
})
afterAll(() => office.close())

type Made = { readonly id: string; readonly organisationId: string; readonly slug: string }
async function partner(
  name: string,
  facts: Partial<OrganisationFacts> = {},
  values: Partial<PartnershipValues> = {},
  by: Officer = office.officer,
  where: TestOffice = office,
): Promise<Made> {
  const { id } = done(
    await createPartnershipWith(
      where.here,
      by,
      { kind: 'municipality', country: 'MK', name: { bg: name }, ...facts },
      { type: 'twinning', published: true, ...values },
    ),
  )
  const row = await where.here.db.inOffice(by.officeId, (tx) => partnershipById(tx, id))
  return { id, organisationId: row!.organisationId, slug: row!.slug }
}

/** One partner with everything a page can show, and beside each public thing one that is not. */
async function fullPartner(): Promise<Made> {
  const { here, officer: by } = office
  const made = await partner(
    'Пробград',
    { name: { bg: 'Пробград', en: 'Probgrad' }, nativeName: 'Пробниград', nativeLanguage: 'mk', placeId: PLACES.MK, notes: { bg: `${SECRET} бележка` } },
    {
      summary: { bg: 'Два града на една измислена река.' },
      origin: { bg: `${SECRET} произход` },
      fields: ['culture', 'sport'],
      sources: [source(`${SECRET} източник`, null)],
    },
  )
  done(
    await addMilestone(here, by, made.id, {
      kind: 'signing',
      side: 'both',
      date: '2004-05-22',
      note: { bg: 'Подписаха двамата кметове.' },
      documentNumber: '7/2004',
      until: '2034',
      published: true,
      readings: [{ date: '2001~', words: '23 години', sources: [source(`${SECRET} чернова`, null)] }],
      sources: [source('Открит протокол', 'https://example.org/protokol'), source(`${SECRET} писмо`, null)],
    }),
  )
  done(await addMilestone(here, by, made.id, { kind: 'lapse', side: 'us', date: '2010', note: { bg: `${SECRET} стъпка` } }))
  const person = done(await createPerson(here, by, { name: { bg: 'Проба Измислена' }, email: 'tayna@example.org', phone: '+389 000 000' }))
  const event = done(
    await createEvent(here, by, {
      kind: 'festival',
      direction: 'incoming',
      title: { bg: 'Празник на измислената река' },
      date: '2024-10-12/2024-10-14',
      placeId: PLACES.MK,
      summary: { bg: 'Танцьори и от двата града.' },
      partners: [made.organisationId],
      participants: [{ personId: person.id, asRole: `${SECRET} роля` }],
      published: true,
      sources: [source('Новина', 'https://example.org/novina'), source(`${SECRET} текст`, null)],
    }),
  )
  done(
    await createEvent(here, by, {
      kind: 'visit',
      direction: 'outgoing',
      title: { bg: `${SECRET} посещение` },
      date: '2025-01-15',
      partners: [made.organisationId],
    }),
  )
  done(
    await createSymbolicAct(here, by, {
      kind: 'tree_planting',
      title: { bg: 'Дърво на измисленото приятелство' },
      date: '2024-10-13',
      eventId: event.id,
      partners: [made.organisationId],
      published: true,
    }),
  )
  done(await createSymbolicAct(here, by, { kind: 'gift', title: { bg: `${SECRET} подарък` }, date: '2024-10-13', partners: [made.organisationId] }))
  done(
    await createCommitment(here, by, {
      owedBy: 'us',
      text: { bg: 'Ще изпратим хор.' },
      topic: 'exchange',
      state: 'agreed',
      due: '2026-12-31',
      personId: person.id,
      partners: [made.organisationId],
      published: true,
    }),
  )
  done(
    await createCommitment(here, by, {
      owedBy: 'them',
      text: { bg: `${SECRET} обещание` },
      topic: 'visit',
      state: 'agreed',
      due: '2027',
      partners: [made.organisationId],
    }),
  )
  const kept = done(
    await createCommitment(here, by, {
      owedBy: 'both',
      text: { bg: 'Ще посадим дърво.' },
      topic: 'event',
      state: 'agreed',
      due: '2024',
      partners: [made.organisationId],
      published: true,
    }),
  )
  done(await keepCommitment(here, by, kept.id, 1, { keptOn: '2024-10-13', evidence: `${SECRET} доказателство` }))
  return made
}

const read = async (path: string, headers: Record<string, string> = {}, as: 'nobody' | 'officer' | 'reader' = 'nobody'): Promise<string> => {
  const answer = await office.as(as).get(path, headers)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}
const pathsOf = (slug: string): string[] =>
  (['bg', 'en'] as const).flatMap((lang) => [addresses.site({ lang }), addresses.sitePartner({ lang, slug }), addresses.siteAbout({ lang })])
const jsonLdOf = (html: string): { '@graph': { '@type': string; [name: string]: unknown }[] } =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!)

test('an office that has published nothing says so, and the page stands', async () => {
  const fresh = await openOffice()
  try {
    const html = await (await fresh.as('nobody').get('/bg')).text()
    expect([
      html.includes('<h1>Троян и неговите побратими</h1>'),
      html.includes('Първите страници се подготвят.'),
      html.includes('<svg class="plate"'),
    ]).toEqual([true, true, true])
  } finally {
    await fresh.close()
  }
})

test('without an office every address leads to the door or is not there', async () => {
  const fresh = await openOffice()
  try {
    await fresh.pool.query('delete from membership')
    await fresh.pool.query('delete from office')
    const nobody = fresh.as('nobody')
    const home = await nobody.get('/bg')
    expect([home.status, home.headers.get('location')]).toEqual([302, '/sign-in'])
    expect([(await nobody.get('/sitemap.xml')).status, await (await nobody.get('/robots.txt')).text()]).toEqual([
      404,
      'User-agent: *\nDisallow: /sign-in\nDisallow: /welcome/\n',
    ])
  } finally {
    await fresh.close()
  }
})

test('the home and a partner show what is public, in both languages', async () => {
  const made = full
  const home = await read('/bg')
  for (const words of [
    'Троян и неговите побратими',
    'Пробград',
    '<span lang="mk">Пробниград</span>',
    'побратимен град',
    '2004',
    '22 години заедно',
    'Побратимяване с Пробград',
    'Празник на измислената река',
    '12–14 октомври 2024 г.',
    'Дърво на измисленото приятелство',
    'Един град в една държава',
  ])
    expect([words, home.includes(words)]).toEqual([words, true])
  // The other is due in December: it is still ahead.
  expect(home).toContain('<b>1</b> от 1')
  expect(home).toContain(`href="/bg/partners/${made.slug}"`)

  const page = await read(addresses.sitePartner({ lang: 'bg', slug: made.slug }))
  for (const words of [
    'Пробград</h1>',
    'Два града на една измислена река.',
    '22 май 2004 г.',
    'култура, спорт',
    'Побратимяване',
    'Подписаха двамата кметове.',
    'Документ № 7/2004',
    'до 2034 г.',
    'по друг източник: „23 години“, тоест около 2001 г.',
    'href="https://example.org/protokol"',
    'href="https://example.org/novina"',
    'Празник на измислената река',
    'Танцьори и от двата града.',
    'гости при нас',
    'Дърво на измисленото приятелство',
    'Ще изпратим хор.',
    'до 31 декември 2026 г. · обещано от Троян',
    'изпълнено, 13 октомври 2024 г. · обещано от двете страни',
  ])
    expect([words, page.includes(words)]).toEqual([words, true])

  const english = await read(addresses.sitePartner({ lang: 'en', slug: made.slug }))
  for (const words of [
    '<html lang="en"',
    'Probgrad</h1>',
    '<span lang="bg">Два града на една измислена река.</span>',
    '<small class="only">Only in Bulgarian</small>',
    'How it happened',
    '22 May 2004',
    'by 31 December 2026 · promised by Troyan',
  ])
    expect([words, english.includes(words)]).toEqual([words, true])
  expect(await read('/en')).toContain('Troyan and its twin towns')
})

test('nothing that is not marked public comes out, whoever asks', async () => {
  const { here, officer: by } = office
  const made = full
  const hidden = await partner('Скритоград', { placeId: PLACES.CN }, { published: false, summary: { bg: `${SECRET} резюме` } })
  done(await addMilestone(here, by, hidden.id, { kind: 'signing', side: 'both', date: '1999', published: true, note: { bg: `${SECRET} на скрит партньор` } }))
  done(
    await createEvent(here, by, {
      kind: 'festival',
      direction: 'none',
      title: { bg: 'Общ празник' },
      date: '2025-06-01',
      partners: [made.organisationId, hidden.organisationId],
      published: true,
    }),
  )
  done(
    await createCommitment(here, by, {
      owedBy: 'us',
      text: { bg: `${SECRET} към скрития` },
      topic: 'visit',
      state: 'agreed',
      due: '2020',
      partners: [hidden.organisationId],
      published: true,
    }),
  )
  const other = await office.openAnother('Община Чуждово')
  const foreign = await partner('Чуждоград', { placeId: PLACES.FR }, { summary: { bg: 'чуждо резюме' } }, other.officer)
  done(
    await createEvent(here, other.officer, {
      kind: 'festival',
      direction: 'none',
      title: { bg: 'Чуждо събитие' },
      date: '2026-10-01',
      partners: [foreign.organisationId],
      published: true,
    }),
  )

  for (const as of ['nobody', 'officer', 'reader'] as const) {
    for (const path of [...pathsOf(made.slug), '/sitemap.xml', '/robots.txt']) {
      const html = await read(path, {}, as)
      for (const leak of [SECRET, 'Скритоград', hidden.slug, 'tayna@example.org', '389 000', 'Проба', '@pobratim.test', 'Чуждо', foreign.slug, made.id])
        expect([as, path, leak, html.includes(leak)]).toEqual([as, path, leak, false])
    }
    for (const slug of [hidden.slug, foreign.slug]) {
      const visit = office.as(as)
      expect([
        as,
        slug,
        (await visit.get(addresses.sitePartner({ lang: 'bg', slug }))).status,
        (await visit.get(addresses.siteShareImage({ lang: 'bg', name: slug }))).status,
      ]).toEqual([as, slug, 404, 404])
    }
  }
  expect(await read(addresses.sitePartner({ lang: 'bg', slug: made.slug }))).toContain('Общ празник')
  // The promise to the hidden partner is past its day, and is not counted.
  expect(await read('/bg')).not.toContain('срокът мина')
})

test('the other office has its own host, whatever the request says of the scheme', async () => {
  const other = await office.openAnother('Община Другово')
  const foreign = await partner('Хостоград', {}, {}, other.officer)
  await office.pool.query("update office set public_host = 'drugovo.test' where id = $1", [other.officeId])
  const ask = (path: string) => office.app.request(`http://drugovo.test:8080${path}`)
  const html = await (await ask('/bg')).text()
  expect([html.includes('Хостоград'), html.includes('Пробград'), html.includes('<link rel="canonical" href="http://drugovo.test/bg"/>')]).toEqual([
    true,
    false,
    true,
  ])
  expect((await office.as('nobody').get(addresses.sitePartner({ lang: 'bg', slug: foreign.slug }))).status).toBe(404)
})

test('an officer sees a partner before it is public, with a banner; others do not', async () => {
  const hidden = await partner('Предстоиград', {}, { published: false })
  const path = `${addresses.sitePartner({ lang: 'bg', slug: hidden.slug })}?preview=1`
  const shown = await office.as('officer').get(path)
  const html = await shown.text()
  expect([
    shown.status,
    html.includes('Гражданите още не я виждат'),
    html.includes(`href="/partnerships/${hidden.id}"`),
    shown.headers.get('cache-control'),
    shown.headers.get('x-robots-tag'),
  ]).toEqual([200, true, true, 'private, no-store', 'noindex'])
  for (const as of ['reader', 'nobody'] as const) expect([as, (await office.as(as).get(path)).status]).toEqual([as, 404])
  const other = await office.openAnother('Община Надничане')
  expect((await other.visit.get(path)).status).toBe(404)
})

test('the same page for everybody: no cookie set or looked at, asked about each time and not sent twice', async () => {
  const made = await partner('Кешоград', { placeId: PLACES.MK })
  for (const path of [...pathsOf(made.slug), addresses.siteShareImage({ lang: 'bg', name: made.slug }), '/sitemap.xml', '/robots.txt']) {
    const answer = await office.as('nobody').get(path)
    const body = Buffer.from(await answer.arrayBuffer())
    const signedIn = await office.as('officer').get(path, { 'accept-language': 'en' })
    expect([path, answer.headers.get('cache-control'), answer.headers.getSetCookie(), signedIn.headers.getSetCookie()]).toEqual([
      path,
      'public, no-cache',
      [],
      [],
    ])
    expect([path, Buffer.from(await signedIn.arrayBuffer()).equals(body)]).toEqual([path, true])
    const etag = answer.headers.get('etag')!
    const again = await office.as('nobody').get(path, { 'if-none-match': `"x", ${etag}` })
    expect([path, again.status, (await again.arrayBuffer()).byteLength, again.headers.get('etag')]).toEqual([path, 304, 0, etag])
    expect((await office.as('nobody').get(path, { 'if-none-match': '"x"' })).status).toBe(200)
  }
  const preferred = await office.as('officer').get(addresses.sitePartner({ lang: 'bg', slug: made.slug }), { cookie: 'color-scheme=dark; language=en' })
  expect((await preferred.text()).includes('data-color-scheme="auto"')).toBe(true)
})

test('no script but the description for machines, which is JSON; languages side by side', async () => {
  const made = await partner(
    'Описаноград',
    { name: { bg: 'Описаноград</script><script>alert(1)</script>', en: 'Described' }, placeId: PLACES.CN, country: 'CN' },
    { slug: 'opisano' },
  )
  done(
    await createEvent(office.here, office.officer, {
      kind: 'forum',
      direction: 'none',
      title: { bg: 'Описан форум' },
      date: '2025-09-03/2025-09-05',
      partners: [made.organisationId],
      published: true,
    }),
  )
  done(
    await createEvent(office.here, office.officer, {
      kind: 'forum',
      direction: 'none',
      title: { bg: 'Форум някога' },
      date: '2019~',
      partners: [made.organisationId],
      published: true,
    }),
  )
  for (const path of [...pathsOf('opisano'), addresses.sitePartner({ lang: 'bg', slug: full.slug })]) {
    const html = await read(path)
    // Signs outside the site's cut of the letters would fetch the whole file, 40 kB (scripts/build-assets.mjs, SITE_CUTS).
    expect([path, /[\u2000-\u200f\u2012\u2015-\u2017\u201b\u201f-\u2025\u2027-\u206f\u2212]/.exec(html)?.[0]]).toEqual([path, undefined])
    expect([path, [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)]).toEqual([path, ['<script type="application/ld+json">']])
    expect([
      path,
      /\son[a-z]+=/i.test(html),
      html.includes('//fonts.'),
      /(?:src|href)="https?:\/\/(?!pobratim\.test|example\.org|www\.geonames\.org|creativecommons\.org)/.test(html),
    ]).toEqual([path, false, false, false])
    const rest = path.slice(3)
    expect([path, [...html.matchAll(/<link rel="(?:alternate|canonical)"[^>]*>/g)].map(([tag]) => tag)]).toEqual([
      path,
      [
        `<link rel="canonical" href="${ORIGIN}${path}"/>`,
        `<link rel="alternate" hreflang="bg" href="${ORIGIN}/bg${rest}"/>`,
        `<link rel="alternate" hreflang="en" href="${ORIGIN}/en${rest}"/>`,
        `<link rel="alternate" hreflang="x-default" href="${ORIGIN}/bg${rest}"/>`,
        ...[
          ['rss+xml', 'RSS', 'feed.xml'],
          ['atom+xml', 'Atom', 'atom.xml'],
          ['feed+json', 'JSON Feed', 'feed.json'],
        ].map(
          ([type, kind, file]) =>
            `<link rel="alternate" type="application/${type}" title="${path.startsWith('/bg') ? 'Новини и обзори' : 'News and reports'} (${kind})" href="${ORIGIN}${path.slice(0, 3)}/${file}"/>`,
        ),
      ],
    ])
  }
  const graph = jsonLdOf(await read('/en/partners/opisano'))['@graph']
  expect(graph.map((node) => node['@type'])).toEqual(['GovernmentOrganization', 'BreadcrumbList', 'City', 'Event'])
  expect(graph.at(-1)).toMatchObject({ name: 'Описан форум', inLanguage: 'bg', startDate: '2025-09-03', endDate: '2025-09-05' })
  const list = jsonLdOf(await read('/bg'))['@graph'].find((node) => node['@type'] === 'ItemList')!
  expect((list['itemListElement'] as { url: string }[]).map(({ url }) => url)).toContain(`${ORIGIN}/bg/partners/opisano`)
})

test('the share picture is a PNG of 1200 × 630, for the home and for a partner', async () => {
  const made = await partner('Картиноград', { placeId: PLACES.FR, nativeName: '景德镇', nativeLanguage: 'zh' })
  for (const path of [addresses.siteShareImage({ lang: 'bg', name: 'home' }), addresses.siteShareImage({ lang: 'en', name: made.slug })]) {
    const answer = await office.as('nobody').get(path)
    const png = Buffer.from(await answer.arrayBuffer())
    expect([answer.headers.get('content-type'), png.subarray(0, 8).toString('hex'), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      'image/png',
      '89504e470d0a1a0a',
      1200,
      630,
    ])
  }
  const html = await read(addresses.sitePartner({ lang: 'bg', slug: made.slug }))
  expect(html).toContain(`<meta property="og:image" content="${ORIGIN}/bg/share/${made.slug}"/>`)
})

test('a twinning nobody has signed yet is not called one, nor one that has ended', async () => {
  const { here, officer: by } = office
  const coming = await partner('Предподписград', {}, { slug: 'predi' })
  done(await addMilestone(here, by, coming.id, { kind: 'council_decision', side: 'us', date: '2025-11', published: true }))
  const over = await partner('Краеград', {}, { slug: 'krai' })
  done(await addMilestone(here, by, over.id, { kind: 'signing', side: 'both', date: '1999', published: true }))
  done(await addMilestone(here, by, over.id, { kind: 'end', side: 'them', date: '2015', published: true }))
  const [before, after] = [await read('/bg/partners/predi'), await read('/bg/partners/krai')]
  expect([
    before.includes('<dd>предстои побратимяване</dd>'),
    before.includes('Решение на общинския съвет в Троян'),
    after.includes('<dd>бивш побратимен град</dd>'),
    after.includes('Прекратяване: Краеград'),
  ]).toEqual([true, true, true, true])
})

test('addresses that are not there, and the slash at the end', async () => {
  const nobody = office.as('nobody')
  for (const path of [
    '/sq',
    '/de/about',
    '/xx/partners/probgrad',
    '/bg/partners/nyama-takav',
    '/bg/share/nyama-takav',
    `/bg/share/${encodeURIComponent('../home')}`,
    '/bg/partners/%D0%B0',
    '/bg/nothing',
    '/bgx',
    '/favicon.ico',
  ])
    expect([path, (await nobody.get(path)).status]).toEqual([path, 404])
  const missing = await (await nobody.get('/en/partners/nyama-takav')).text()
  expect([
    missing.includes('There is no such page'),
    missing.includes('href="/en/partnerships"'),
    (await nobody.get('/en/partners/nyama-takav')).headers.get('cache-control'),
  ]).toEqual([true, true, 'private, no-cache'])
  const slash = await nobody.get('/bg/')
  expect([slash.status, (await slash.text()) === (await read('/bg'))]).toEqual([200, true])
  for (const path of ['/people', '/partnerships'])
    expect([path, (await nobody.get(path)).headers.get('location')]).toEqual([path, `/sign-in?next=${encodeURIComponent(path)}`])
})

test('the site map names every public page in both languages', async () => {
  const made = await partner('Картоград')
  const xml = await read('/sitemap.xml')
  const locations = [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc]) => loc!)
  expect(locations.slice(0, 4)).toEqual([`${ORIGIN}/bg`, `${ORIGIN}/en`, `${ORIGIN}/bg/about`, `${ORIGIN}/en/about`])
  expect(locations).toContain(`${ORIGIN}/en/partners/${made.slug}`)
  expect((await read('/robots.txt')).split('\n').at(-2)).toBe(`Sitemap: ${ORIGIN}/sitemap.xml`)
})

test('as many statements for three partners as for one', async () => {
  const fresh = await openOffice()
  try {
    const add = async (name: string): Promise<Made> => {
      const made = await partner(name, { placeId: PLACES.MK }, {}, fresh.officer, fresh)
      done(await addMilestone(fresh.here, fresh.officer, made.id, { kind: 'signing', side: 'both', date: '2004', published: true }))
      done(
        await createEvent(fresh.here, fresh.officer, {
          kind: 'visit',
          direction: 'incoming',
          title: { bg: 'Гости' },
          date: '2024',
          partners: [made.organisationId],
          published: true,
          placeId: PLACES.MK,
        }),
      )
      done(
        await createSymbolicAct(fresh.here, fresh.officer, {
          kind: 'gift',
          title: { bg: 'Дар' },
          date: '2024',
          partners: [made.organisationId],
          published: true,
        }),
      )
      return made
    }
    const one = await add('Първоград')
    const nobody = fresh.as('nobody')
    const count = async (): Promise<number[]> => {
      const counts: number[] = []
      for (const path of ['/bg', addresses.sitePartner({ lang: 'bg', slug: one.slug }), '/sitemap.xml', '/bg/about'])
        counts.push(await fresh.anew(() => nobody.get(path)))
      return counts
    }
    // Asked before, and then something changed: the pages are made anew.
    await count()
    done(await addMilestone(fresh.here, fresh.officer, one.id, { kind: 'lapse', side: 'us', date: '2010' }))
    const withOne = await count()
    await add('Второград')
    await add('Третоград')
    expect(await count()).toEqual(withOne)
    // Whether anything changed, and the offices; how the pages look and the town, then the page's own reading, each begun together with the role.
    expect(withOne).toEqual([16, 19, 11, 5])
  } finally {
    await fresh.close()
  }
})

test('a page with its sheet, letters and the town’s crest stays under 60 kB compressed', async () => {
  const fresh = await openOffice()
  const out = mkdtempSync(join(tmpdir(), 'pobratim-assets-'))
  try {
    const manifest: AssetManifest = await buildAssets({ root: join(import.meta.dirname, '../../..'), out })
    // As browsers are sent them: sheets by Brotli, letters as they are; the page itself as it is packed for them.
    const sent = (name: string): number => {
      const file = join(out, 'assets', manifest[name]!.file)
      return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size
    }
    const weigh = (...names: readonly string[]): number => names.reduce((sum, name) => sum + sent(name), 0)
    // A crest as large as people bring them and as hard to pack as none is: no two of its points are alike.
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    const picture = await sharp({ create: { width: 1000, height: 700, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer()
    const brought = new File([new Uint8Array(picture)], 'gerb.png', { type: 'image/png' })
    expect((await fresh.as('officer').post(addresses.settingsLetterhead(), { 'name.bg': 'Община Троян', version: '0', crest: brought })).status).toBe(303)
    const crestHref = /<img class="crest" src="([^"]+)"/.exec(await (await fresh.as('nobody').get('/bg')).text())![1]!
    const crest = (await (await fresh.as('nobody').get(crestHref)).arrayBuffer()).byteLength
    expect([picture.length > 300_000, crest > 1000, crest <= 2500]).toEqual([true, true, true])
    const frame = crest + weigh('site.css', 'sofia-sans-site-cyrillic.woff2', 'sofia-sans-site-latin.woff2')
    // Letters that only Montenegrin pages ask for.
    const more = (html: string): number => (/[čćđšž]/i.test(html) ? weigh('sofia-sans-site-latin-ext.woff2') : 0)
    done(await changeSiteLanguages(fresh.here, fresh.officer, { languages: [...SITE_LANGUAGES], version: 1 }))
    const places = Object.values(PLACES)
    const made: Made[] = []
    for (let n = 0; n < 24; n += 1) {
      const one = await partner(
        `Измислен град ${n}`,
        { placeId: places[n % 3]!, country: ['MK', 'FR', 'CN'][n % 3]!, nativeName: `Made-up Town ${n}`, nativeLanguage: 'fr' },
        { summary: { bg: `Дружба номер ${n} между два измислени града, които пеят и строят заедно.` } },
        fresh.officer,
        fresh,
      )
      made.push(one)
      done(
        await addMilestone(fresh.here, fresh.officer, one.id, {
          kind: 'signing',
          side: 'both',
          date: String(1990 + n),
          published: true,
          note: { bg: `Подписаха го в зала ${n}.` },
        }),
      )
    }
    for (let n = 0; n < 60; n += 1)
      done(
        await createEvent(fresh.here, fresh.officer, {
          kind: 'visit',
          direction: 'incoming',
          title: { bg: `Посещение с пореден номер ${n * 7919}` },
          date: `20${String(10 + (n % 15))}-0${1 + (n % 9)}-1${n % 9}`,
          summary: { bg: `Гостите разгледаха ${n * 104729} експоната и обещаха да се върнат с още ${n * 31} приятели, за да видят и останалото в града.` },
          partners: [made[0]!.organisationId],
          published: true,
          sources: [{ title: `Новина ${n}`, url: `https://example.org/${n * 6151}`, date: null, textId: null, quote: null }],
        }),
      )
    const weights: [string, number][] = []
    for (const path of SITE_LANGUAGES.flatMap((lang) => [
      addresses.site({ lang }),
      addresses.sitePartner({ lang, slug: made[0]!.slug }),
      addresses.siteAbout({ lang }),
    ])) {
      const html = await (await fresh.as('nobody').get(path)).text()
      const packed = await fresh.as('nobody').get(path, { 'accept-encoding': 'gzip, deflate, br' })
      weights.push([path, (await packed.arrayBuffer()).byteLength + frame + more(html)])
    }
    expect(weights.filter(([, bytes]) => bytes >= 60_000)).toEqual([])
    const shown = await (await fresh.as('nobody').get(addresses.sitePartner({ lang: 'bg', slug: made[0]!.slug }))).text()
    const whole = await (await fresh.as('nobody').get(`${addresses.sitePartner({ lang: 'bg', slug: made[0]!.slug })}?all=1`)).text()
    const steps = (html: string): number => [...html.matchAll(/<li id="(?:step|event)-/g)].length
    expect([steps(shown), shown.includes('Целият разказ, 61 стъпки'), steps(whole)]).toEqual([30, true, 61])
  } finally {
    rmSync(out, { recursive: true, force: true })
    await fresh.close()
  }
})

test('of a visit that comes citizens read what of its programme is open to them, and nothing once it is over', async () => {
  const { here, officer: by } = office
  const { organisationId, slug } = await partner('Гостоград')
  const coming = { kind: 'visit', direction: 'incoming', title: { bg: 'Гости на празника' }, date: '2026-12-10', partners: [organisationId] } as const
  const { id } = done(await createEvent(here, by, { ...coming, published: true }))
  done(await openVisit(here, by, id))
  const item = (title: string, time: string | null, published: boolean) =>
    addProgrammeItem(here, by, id, {
      kind: 'item',
      title: { bg: title },
      place: { bg: 'Читалището' },
      address: 'ул. Примерна 1',
      note: { bg: `${SECRET} бележка` },
      room: `${SECRET} зала`,
      contact: `${SECRET} човек`,
      when: { day: '2026-12-10', time, fold: 'first', minutes: time === null ? 0 : 60, lastDay: '2026-12-10', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' },
      published,
    })
  done(await item('Концерт на гостите', '18:00', true))
  done(await item(`${SECRET} преговори`, '10:00', false))
  const path = addresses.sitePartner({ lang: 'bg', slug })
  const html = await read(path)
  const list = /<ul class="programme">(.*?)<\/ul>/s.exec(html)?.[1] ?? ''
  expect(
    list
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  ).toBe('четвъртък, 10 декември 2026 г., 18:00 · Концерт на гостите · Читалището, ул. Примерна 1')
  expect([html.includes(SECRET), list.includes('datetime="2026-12-10T18:00"')]).toEqual([false, true])
  here.clock.set('2026-12-11')
  expect((await read(path)).includes('class="programme"')).toBe(false)
  // Its last day, on which it was held: nothing of it is to come.
  here.clock.set('2026-12-10')
  const news = async () => /<article>(?:(?!<\/article>).)*Гости на празника/s.exec(await read(addresses.site({ lang: 'bg' })))![0].includes('предстои')
  expect([await news(), (await read(path)).includes('class="programme"')]).toEqual([true, true])
  await office.pool.query(`update visit set confirmed_on = '2026-12-01', held_on = '2026-12-10' where id = $1`, [id])
  expect([await news(), (await read(path)).includes('class="programme"')]).toEqual([false, false])
  here.clock.set('2026-11-23')
})
