// The citizens' pages in each language of the site: a register with everything it can hold is read in all of them, and no page speaks another's words.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeSiteLanguages } from '#features/accounts/site-languages/site-language.actions.ts'
import { createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { addDocument } from '#features/documents/document.actions.ts'
import { DOCUMENT_KINDS } from '#features/documents/document.ts'
import { DIGEST_LANGUAGES } from '#features/digest/composing/tongue.ts'
import { beginMonth } from '#features/digest/edition.actions.ts'
import { checkEdition, publishEdition } from '#features/digest/publication.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { EVENT_KINDS } from '#features/events/event.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import { publishWanted, saveWanted } from '#features/finder/wanted/wanted.actions.ts'
import { SOUGHT_TYPES, wantedForm } from '#features/finder/wanted/wanted.ts'
import { FIELDS } from '#features/partnerships/field.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { MILESTONE_KINDS } from '#features/partnerships/milestones/milestone.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { PARTNERSHIP_TYPES } from '#features/partnerships/partnership.ts'
import { STAGES } from '#features/partnerships/stage.ts'
import { addProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import { ITEM_KINDS } from '#features/visits/programmes/programme.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { m } from '#messages'
import { SITE_LANGUAGES, type SiteLanguage, speakingIn, tagOf } from '#platform/texts/language.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { ownTexts, strangersIn } from '../../../tests/support/page-language.ts'
import { OPEN_COLUMNS } from './open-data.ts'
import { publicKeys } from '../../../scripts/public-texts.mjs'
import { gather } from '../../../scripts/texts.mjs'

const { texts } = gather()
const keys = [...publicKeys().keys()]

const CODES: ReadonlySet<string> = new Set([...OPEN_COLUMNS, ...STAGES, ...FIELDS, ...PARTNERSHIP_TYPES, ...EVENT_KINDS, ...SYMBOLIC_ACT_KINDS, 'about'])

let office: TestOffice
let paths: Readonly<Record<SiteLanguage, readonly string[]>>
beforeAll(async () => {
  office = await openOffice()
  const { slugs, event } = await fullRegister()
  paths = Object.fromEntries(SITE_LANGUAGES.map((lang) => [lang, Object.values(samples(lang, slugs, event)).flat()])) as unknown as typeof paths
})
afterAll(() => office.close())

/** Every address of the site that answers with a page, and what is asked there; files are no pages. */
const samples = (lang: SiteLanguage, slugs: readonly string[], event: string): Readonly<Record<string, readonly string[]>> => ({
  // The first partner: what the tests of single words look at.
  [addresses.site.pattern]: [addresses.site({ lang })],
  [addresses.sitePartner.pattern]: [...slugs.map((slug) => addresses.sitePartner({ lang, slug }, { all: 1 })), addresses.sitePartner({ lang, slug: 'nobody' })],
  [addresses.siteRegister.pattern]: [
    addresses.siteRegister({ lang }),
    addresses.siteRegister({ lang }, { year: 2008 }),
    addresses.siteRegister({ lang }, { country: 'FR', field: 'sport' }),
  ],
  [addresses.siteCalendar.pattern]: [
    addresses.siteCalendar({ lang }),
    addresses.siteCalendar({ lang }, { year: 2024 }),
    addresses.siteCalendar({ lang }, { year: 1990 }),
  ],
  [addresses.siteEvent.pattern]: [addresses.siteEvent({ lang, id: event }), addresses.siteEvent({ lang, id: NOBODY })],
  [addresses.siteNews.pattern]: [addresses.siteNews({ lang })],
  [addresses.siteSearch.pattern]: [
    addresses.siteSearch({ lang }),
    addresses.siteSearch({ lang }, { q: 'Prob' }),
    addresses.siteSearch({ lang }, { q: 'xyzzy' }),
  ],
  [addresses.siteDigest.pattern]: [addresses.siteDigest({ lang, month: DIGEST_MONTH })],
  [addresses.siteElsewhere.pattern]: [`/${lang}/nowhere/at-all`],
  [addresses.siteImpact.pattern]: [addresses.siteImpact({ lang })],
  [addresses.siteWanted.pattern]: [addresses.siteWanted({ lang })],
  [addresses.siteAbout.pattern]: [addresses.siteAbout({ lang })],
  [addresses.siteAccessibility.pattern]: [addresses.siteAccessibility({ lang })],
  [addresses.siteOpenData.pattern]: [addresses.siteOpenData({ lang })],
  [addresses.siteNewsletter.pattern]: [addresses.siteNewsletter({ lang })],
  [addresses.siteNewsletterSent.pattern]: [addresses.siteNewsletterSent({ lang })],
  [addresses.siteNewsletterConfirmation.pattern]: [addresses.siteNewsletterConfirmation({ lang, token: 'nobody' })],
  [addresses.siteNewsletterSubscription.pattern]: [addresses.siteNewsletterSubscription({ lang, token: 'nobody' })],
  [addresses.siteNewsletterForgetting.pattern]: [addresses.siteNewsletterForgetting({ lang, token: 'nobody' })],
  [addresses.siteShareImage.pattern]: [addresses.siteShareImage({ lang, name: 'nobody' })],
})
const DIGEST_MONTH = '2026-10'
/** Answer with files, or with a page that stands above. */
const NO_PAGES: ReadonlySet<string> = new Set(
  [
    addresses.siteDocument,
    addresses.siteOpenFile,
    addresses.siteCalendarFile,
    addresses.siteEventFile,
    addresses.siteWithSlash,
    addresses.siteRss,
    addresses.siteAtom,
    addresses.siteJsonFeed,
  ].map(({ pattern }) => pattern),
)
const NOBODY = '01900000-0000-7000-8000-000000000000'

test('no page of the site is forgotten here', () => {
  const asked = Object.keys(samples('bg', [], NOBODY))
  const answered = office.routes.filter(({ method, pattern }) => method === 'GET' && pattern.startsWith('/:lang') && !NO_PAGES.has(pattern))
  expect([...new Set(answered.map(({ pattern }) => pattern))].sort()).toEqual(asked.sort())
})

const SOURCES = [{ title: 'Vijest', url: 'https://example.org/vijest', date: '2024-10', textId: null, quote: null }]
const TOWNS = [
  { country: 'MK', name: { bg: 'Пробград', en: 'Probgrad' }, nativeName: 'Пробниград', nativeLanguage: 'mk', placeId: 785537 },
  { country: 'FR', name: { bg: 'Проба сюр Сен' }, nativeName: 'Proba-sur-Seine', nativeLanguage: 'fr', placeId: 2969109 },
  { country: 'CN', name: { bg: 'Пробджоу' }, nativeName: '样州', nativeLanguage: 'zh', placeId: 1805680 },
  { country: 'RS', name: { bg: 'Пробовац', sr: 'Пробовац' }, nativeName: 'Пробовац', nativeLanguage: 'sr' },
  { country: 'BG', name: { bg: 'Велико Пробъртово' }, nativeName: null, nativeLanguage: null },
] as const

/** Of every kind there is one, public, with texts in Bulgarian alone. */
async function fullRegister(): Promise<{ slugs: string[]; event: string }> {
  const { here, officer: by } = office
  done(await changeSiteLanguages(here, by, { languages: [...SITE_LANGUAGES], version: 1 }))
  const slugs: string[] = []
  let event = ''
  for (const [index, type] of PARTNERSHIP_TYPES.entries()) {
    const { id } = done(
      await createPartnershipWith(
        here,
        by,
        { kind: index === 4 ? 'school' : 'municipality', ...TOWNS[index]! },
        { type, published: true, fields: FIELDS.slice(index * 4, index * 4 + 4), summary: index === 1 ? {} : { bg: 'Два измислени града.\nИ нищо повече.' } },
      ),
    )
    const { slug, organisationId } = (await here.db.inOffice(by.officeId, (tx) => partnershipById(tx, id)))!
    slugs.push(slug)
    const partners = [organisationId]
    // The first has every step on every side, the others two each, so that every stage is somewhere.
    const steps = index === 0 ? MILESTONE_KINDS : MILESTONE_KINDS.slice(index * 3, index * 3 + 2)
    for (const [at, kind] of steps.entries())
      for (const side of index === 0 ? (['us', 'them', 'both'] as const) : (['both'] as const))
        await addMilestone(here, by, id, {
          kind,
          side,
          date: ['2004', '2005-09', '2006-10-01', '2007~', '2008-01-11/2008-03-08'][at % 5]!,
          documentNumber: at % 2 === 0 ? `${at}/2004` : 'OJ 12',
          until: at === 7 ? '2034-05' : null,
          readings: [{ date: '2001~', words: '23', sources: SOURCES }],
          published: true,
          sources: SOURCES,
        })
    if (index > 0) continue
    for (const [at, kind] of EVENT_KINDS.entries())
      done(
        await createEvent(here, by, {
          kind,
          direction: (['incoming', 'outgoing', 'none'] as const)[at % 3]!,
          title: { bg: `Измислица ${at}` },
          date: ['2024-10-12/2024-10-14', '2024-09-29/2024-10-01', '2023~', '2026-12-20'][at % 4]!,
          ...(at % 2 === 0 ? { placeId: 785537 } : { placeText: 'У нас' }),
          partners,
          published: true,
          sources: SOURCES,
        }),
      )
    for (const kind of SYMBOLIC_ACT_KINDS)
      done(await createSymbolicAct(here, by, { kind, title: { bg: `Жест ${kind}` }, date: '2020-01', placeText: 'В парка', partners, published: true }))
    for (const [at, owedBy] of (['us', 'them', 'both', 'us', 'us'] as const).entries()) {
      const due = ['2024-01-01', '2027', null, '2026-12-01', '2025'][at] ?? null
      const made = done(
        await createCommitment(here, by, {
          owedBy,
          text: { bg: `Обещание ${at}` },
          topic: 'event',
          state: 'agreed',
          partners,
          published: true,
          due,
        }),
      )
      if (at > 2) done(await keepCommitment(here, by, made.id, 1, { keptOn: '2024-10-13', evidence: 'видяно' }))
    }
    for (const [at, kind] of DOCUMENT_KINDS.entries())
      done(
        await addDocument(here, by, {
          hash: String(at).repeat(64),
          bytes: 1234 * (at + 1) ** 5,
          media: (['pdf', 'docx', 'odt', 'xlsx', 'txt', 'pptx', 'csv'] as const)[at]!,
          fileName: `list-${at}.pdf`,
          title: { bg: `Лист ${at}` },
          kind,
          language: ['bg', 'mk', 'fr', 'it', 'sr', 'zh', 'en'][at]!,
          date: '2024-05-08',
          places: [{ thing: 'partnership', thingId: id }],
          published: true,
        }),
      )
    const { id: visit } = done(
      await createEvent(here, by, { kind: 'visit', direction: 'incoming', title: { bg: 'Гости' }, date: '2026-12-10', partners, published: true }),
    )
    event = visit
    done(await openVisit(here, by, visit))
    for (const [at, kind] of ITEM_KINDS.entries())
      done(
        await addProgrammeItem(here, by, visit, {
          kind,
          title: { bg: `Точка ${at}` },
          place: {},
          address: '',
          note: {},
          room: '',
          contact: '',
          when: { day: '2026-12-10', time: `1${at}:00`, fold: 'first', minutes: 30, lastDay: '2026-12-10', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' },
          published: true,
        }),
      )
  }
  const { version: _, ...profile } = wantedForm.parse({
    about: { bg: 'Измислен град.\nВ планината.' },
    offers: { bg: 'Работилници.' },
    seeks: { bg: 'Друг измислен град.' },
    regions: { bg: 'по морето' },
    contact: { bg: 'Служба за проба' },
    types: [...SOUGHT_TYPES],
    fields: [...FIELDS],
    countries: ['IT', 'ME'],
    sizeFrom: '5000',
    sizeTo: '40000',
    until: { day: '1', month: '12', year: '2030' },
    version: '0',
  })
  done(await saveWanted(here, by, 0, profile))
  done(await publishWanted(here, by, 1, 'bg'))
  const month = done(await beginMonth(here, by, DIGEST_MONTH, DIGEST_LANGUAGES))
  for (const { id } of month.editions) {
    done(await checkEdition(here, by, id, 1))
    done(await publishEdition(here, by, id, 2, 'Редовен обзор'))
  }
  return { slugs, event }
}

describe.each(SITE_LANGUAGES)('in %s', (language) => {
  test('every page says its language and speaks no other', async () => {
    const found: string[] = []
    for (const path of paths[language]) {
      const answer = await office.as('nobody').get(path)
      const html = await answer.text()
      expect([path, answer.status, /<html lang="([^"]+)"/.exec(html)?.[1]]).toEqual([path, /nobody|nowhere|01900000/.test(path) ? 404 : 200, tagOf(language)])
      // The page of the open data names the values of its columns as they stand in the files.
      const strangers = strangersIn(html, language, texts, keys).filter((one) => !path.endsWith('open-data') || !CODES.has(one.split(' ')[0]!))
      found.push(...strangers.map((one) => `${path}: ${one}`))
      expect([path, ownTexts(html).filter((text) => /^[a-z]+(?:_[a-z]+)+$|\bundefined\b|\bNaN\b|\{\w+\}/.test(text))]).toEqual([path, []])
    }
    expect(found).toEqual([])
  })

  test('its own words are there, and what people wrote stands in its own language, marked', async () => {
    const html = await (await office.as('nobody').get(paths[language][1]!)).text()
    const own = ownTexts(html)
    expect(speakingIn(language, () => [m.website_story_title(), m.website_documents_title()]).filter((words) => !own.includes(words))).toEqual([])
    expect(html.includes('<span lang="bg">Два измислени града.</span>')).toBe(language !== 'bg')
  })
})

test('a stranger is found: an English word, a Bulgarian letter in a Macedonian page, a name in the wrong letters', () => {
  const page = (lang: string, inner: string): string => `<!doctype html><html lang="${lang}"><body>${inner}</body></html>`
  expect(strangersIn(page('fr', '<h2>The partners</h2><p lang="en">The partners</p>'), 'fr', texts, keys)).toEqual(['The partners (en website_partners_title)'])
  expect(strangersIn(page('mk', '<p>Побратимяване</p><p>Збратимување</p>'), 'mk', texts, keys)).toEqual(['Побратимяване'])
  expect(strangersIn(page('sr-Latn', '<p>Троян</p><img alt="Новини"><p>Trojan</p>'), 'sr', texts, keys)).toEqual(['Троян', 'Новини'])
  expect(strangersIn(page('zh-Hans', '<p>2004 · twin town</p><p>特罗扬</p>'), 'zh', texts, keys)).toEqual(['twin town (en website_kind_twinning_town)'])
})
