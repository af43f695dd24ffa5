// The citizens' addresses: home, a partner, about, the share pictures, and what search engines ask for. No cookie changes any of them.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { type Office, siteLanguagesOf } from '#features/accounts/account.queries.ts'
import { siteBase } from '#features/accounts/account.ts'
import { anyone } from '#features/accounts/session.gate.ts'
import { isDigestLanguage } from '#features/digest/composing/tongue.ts'
import { publicDigest, publicDigestMonths } from '#features/digest/publication.queries.ts'
import { publicFileOf } from '#features/documents/document.queries.ts'
import { handOut } from '#features/documents/handing.ts'
import { isInline, isPicture, mediaType, nameWithItsEnding, tellsPlace } from '#features/documents/media.ts'
import { publicCopy } from '#features/documents/pictures.ts'
import { displayName } from '#features/organisations/naming.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { FileStore } from '#platform/files/files.ts'
import { inZone } from '#platform/here.ts'
import { isOneOf, type KnownQuery } from '#platform/http/list-query.ts'
import { notFound } from '#platform/http/not-found.ts'
import { hostOf, publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { bareName } from '#platform/names/name-key.ts'
import { inMacedonianLetters } from '#platform/names/transliteration.ts'
import { currentLanguage, isSiteLanguage, type SiteLanguage, tagOf } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { escaped } from '#platform/texts/markup.ts'
import { plateTexts, type PlateProps } from '#ui/plate.tsx'
import { homeView } from './home.ts'
import { readLook, type LookRead } from './look/look.queries.ts'
import { sheetName } from './look/look.ts'
import { partnerView } from './partner.ts'
import { PartnerPage } from './partner.public.tsx'
import { sharePicture } from './share-picture.ts'
import { type HomeRead, homePlace, movedSlug, type PartnerRead, publicEventIds, publicSlugs, readHome, readPartner } from './site.queries.ts'
import { beginning, said, standIn } from './site.ts'
import { AboutPage, HomePage, MissingPage, type Site, type Trial } from './site.public.tsx'
import { homeData, partnerData } from './structured-data.ts'

/** So many steps of a story keep a page under its weight; the whole is one press away. */
const STORY_SHOWN = 30
/** `all`: the whole story. */
const PARTNER_QUERY: KnownQuery = { all: isOneOf(['1']) }
export const SLUG = /^[a-z0-9-]{1,80}$/
const HOME_PICTURE = 'home'
const SUBTITLE_LETTERS = 120
/** The share picture of a month's report; a partner that is called so goes first. */
const DIGEST_PICTURE = /^digest-(\d{4}-\d\d)$/

/** Where the office's site lives: its own host, else the address of the installation; never what the request claims. */
export const baseOf = (c: Context, office: Office): string => siteBase(c.get('baseUrl'), office)

/** The office whose pages are asked for; from here on days are those of its town. */
export async function officeHere(c: Context): Promise<Office | null> {
  // The moment first: what is read after it can only be newer.
  const moment = await c.get('publicAnswers').moment()
  const office = await c.get('officeOfHost')(hostOf(c))
  if (office === null) return null
  c.set('here', inZone(c.get('here'), office.timeZone))
  c.get('publicAnswers').shows(c, office, moment)
  if (!looks.has(c.req.raw)) {
    const { look, place } = await heldFrame(c, office)
    looks.set(c.req.raw, look)
    homes.set(c.req.raw, place)
  }
  return office
}
/** What a page reads: it can write nothing. */
export const inOffice = <T,>(c: Context, office: Office, work: (tx: OfficeTx) => Promise<T>): Promise<T> => c.get('here').db.reading.inOffice(office.id, work)
/**
 * What a page shows, read once after each change and each midnight: the languages, the share picture and whoever asks with odd words behind the address share it.
 * `what` names it with everything it depends on, of which there are only as many as there are pages. Nobody may change what comes out.
 */
export const held = <T,>(c: Context, office: Office, what: string, work: (tx: OfficeTx) => Promise<T>): Promise<T> =>
  c.get('unchanged').holding(`site ${office.id} ${c.get('here').clock.today()} ${what}`, () => inOffice(c, office, work))

const heldHome = (c: Context, office: Office): Promise<HomeRead> => held(c, office, 'home', (tx) => readHome(tx, office.placeId, today(c)))
/** What every page shows: the look and the town. */
const heldFrame = (c: Context, office: Office): Promise<{ look: LookRead; place: Place | null }> =>
  held(c, office, 'frame', async (tx) => {
    const [look, place] = await Promise.all([readLook(tx, today(c)), homePlace(tx, office.placeId)])
    return { look, place }
  })
/** The town of the office asked for; null while the list of towns is being loaded. */
export const heldPlace = (c: Context, office: Office): Promise<Place | null> | Place | null =>
  homes.get(c.req.raw) ?? heldFrame(c, office).then(({ place }) => place)
const heldSlugs = (c: Context, office: Office): Promise<{ slug: string; changedAt: Date }[]> => held(c, office, 'slugs', publicSlugs)
/** null when no public partner has this address; only addresses that exist are held. */
async function heldPartner(c: Context, office: Office, slug: string): Promise<PartnerRead | null> {
  const slugs = await heldSlugs(c, office)
  return slugs.some((one) => one.slug === slug) ? held(c, office, `partner ${slug}`, (tx) => readPartner(tx, office.placeId, slug)) : null
}

/** How the pages of the office asked for look and what their foot leads to, by the request. */
const looks = new WeakMap<Request, LookRead>()
/** And the town they are of. */
const homes = new WeakMap<Request, Place | null>()
/** Shows the page in a look that nobody saved yet. */
export const inLook = (c: Context, read: LookRead): void => void looks.set(c.req.raw, read)

/** Of the crest's content so much as tells it from every other. */
const CREST_MARK = 16
export const crestName = (hash: string): string => `${hash.slice(0, CREST_MARK)}.png`
/** The height of the crest in the head; CSS pixels. */
const CREST_HEIGHT = 40
const MOST_CREST_WIDTH = 80

/** The look as the frame of a page takes it. */
function dressOf(read: LookRead | undefined): Pick<Site, 'sheet' | 'crest'> {
  if (read === undefined) return {}
  const name = sheetName(read.look)
  const { crest } = read
  const scale = crest === null ? 1 : Math.min(CREST_HEIGHT / crest.height, MOST_CREST_WIDTH / crest.width)
  return {
    ...(name === null ? {} : { sheet: addresses.siteSheet({ name }) }),
    ...(crest === null || !read.look.crest
      ? {}
      : {
          crest: {
            href: addresses.siteCrest({ name: crestName(crest.hash) }),
            width: Math.max(1, Math.round(crest.width * scale)),
            height: Math.max(1, Math.round(crest.height * scale)),
          },
        }),
  }
}

export const drawn = async (page: { toString(): string | Promise<string> }): Promise<string> => page.toString()
export const HTML = 'text/html; charset=utf-8'

/** The office's name within a sentence of the page, where nothing can say that it is in another language: in the reader's letters. */
function officeInLetters({ name }: Office): string {
  const shown = displayName({ name })
  return currentLanguage() === 'mk' ? inMacedonianLetters(shown) : shown
}

export function siteOf(c: Context, office: Office, place: Place | null, pathIn: (lang: SiteLanguage) => string): Site {
  const officeName = textIn(office.name)
  const town = place === null ? bareName(officeName) : nameFor(place, currentLanguage())
  return {
    base: baseOf(c, office),
    name: m.website_site_name({ town }),
    officeName: officeInLetters(office),
    officeSaid: said(office.name) ?? { text: town },
    town,
    country: office.country,
    place,
    languages: siteLanguagesOf(office),
    pathIn,
    impact: looks.get(c.req.raw)?.impact ?? false,
    wanted: looks.get(c.req.raw)?.wanted ?? false,
    letters: looks.get(c.req.raw)?.look.letters ?? 'sofia',
    ...dressOf(looks.get(c.req.raw)),
  }
}

type Answer = (office: Office, lang: SiteLanguage) => Response | Promise<Response>

/** Only in a language the office's site is read in; one it is not, or no longer, read in leads to the one that stands for it. An installation without an office leads to the door. */
export async function inSite(c: Context, answer: Answer): Promise<Response> {
  const lang = c.req.param('lang')
  if (!isSiteLanguage(lang)) return notFound(c)
  const office = await officeHere(c)
  if (office === null) return c.redirect(addresses.signIn(), 302)
  const languages = siteLanguagesOf(office)
  if (languages.includes(lang)) return answer(office, lang)
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(`/${standIn(lang, languages)}${pathname.slice(`/${lang}`.length)}${search}`, 302)
}

export const today = (c: Context): string => c.get('here').clock.today()

/** The home page; `trial`: in a look that is not saved yet, with the way back. */
export async function homePageOf(c: Context, office: Office, trial?: Trial): Promise<string> {
  const lang = currentLanguage()
  const pathIn = (one: SiteLanguage): string => addresses.site({ lang: one })
  // Counting and wording all there is takes longer than drawing it; in each language it comes out the same until something changes. What it is made of is read
  // inside: read before, it might be older than the moment it is held for.
  const { place, view } = await c.get('unchanged').holding(`site ${office.id} ${today(c)} home in ${lang}`, async () => {
    const read = await heldHome(c, office)
    const home = read.places.get(office.placeId) ?? null
    return { place: home, view: homeView(read, siteOf(c, office, home, pathIn).town, home, today(c), office.timeZone) }
  })
  const site = siteOf(c, office, place, pathIn)
  const jsonLd = homeData(site, site.base + addresses.site({ lang }), view.cards)
  return drawn(<HomePage site={site} view={view} jsonLd={jsonLd} trial={trial} />)
}

const home = (c: Context): Promise<Response> => inSite(c, async (office) => publicly(c, await homePageOf(c, office), HTML, { query: {} }))

export async function missing(c: Context, office: Office): Promise<Response> {
  const place = await heldPlace(c, office)
  c.header('X-Robots-Tag', 'noindex')
  return c.html(await drawn(<MissingPage site={siteOf(c, office, place, (lang) => addresses.site({ lang }))} />), 404)
}

const partner = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const slug = c.req.param('slug') ?? ''
    if (!SLUG.test(slug)) return missing(c, office)
    const wantsPreview = c.req.query('preview') !== undefined
    const published = await heldPartner(c, office, slug)
    const visitor = c.get('visitor')
    const previewed = published === null && wantsPreview && visitor?.reader.role === 'officer' && visitor.office.id === office.id
    const read = published ?? (previewed ? await inOffice(c, office, (tx) => readPartner(tx, office.placeId, slug, true)) : null)
    if (read === null) {
      const moved = await inOffice(c, office, (tx) => movedSlug(tx, slug))
      return moved === null || moved === slug ? missing(c, office) : c.redirect(addresses.sitePartner({ lang, slug: moved }), 302)
    }
    const place = read.places.get(office.placeId) ?? null
    const site = siteOf(c, office, place, (one) => addresses.sitePartner({ lang: one, slug }))
    const view = partnerView(read, site.town, place, today(c))
    const path = addresses.sitePartner({ lang, slug })
    const jsonLd = previewed ? undefined : partnerData(site, site.base + path, site.base + addresses.site({ lang }), view)
    const whole = c.req.query('all') === '1'
    const page = await drawn(
      <PartnerPage
        site={site}
        view={view}
        jsonLd={jsonLd}
        story={whole ? view.story : view.story.slice(0, STORY_SHOWN)}
        wholeHref={addresses.sitePartner({ lang, slug }, { all: 1 })}
        preview={previewed ? addresses.partnership({ id: read.partnership.id }) : undefined}
      />,
    )
    if (!previewed) return publicly(c, page, HTML, { query: PARTNER_QUERY })
    c.header('Cache-Control', 'private, no-store')
    c.header('X-Robots-Tag', 'noindex')
    return c.html(page)
  })

const about = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const place = await heldPlace(c, office)
    const site = siteOf(c, office, place, (one) => addresses.siteAbout({ lang: one }))
    return publicly(c, await drawn(<AboutPage site={site} jsonLd={homeData(site, site.base + addresses.site({ lang }), [])} />), HTML, { query: {} })
  })

/** A document's file, for anybody while it is open to citizens; of a photo a copy that does not say where it was taken. */
const document =
  (files: FileStore) =>
  async (c: Context): Promise<Response> => {
    const office = isSiteLanguage(c.req.param('lang')) ? await officeHere(c) : null
    const file = office === null ? null : await inOffice(c, office, (tx) => publicFileOf(tx, c.req.param('id') ?? ''))
    if (file === null || tellsPlace(file.media)) return notFound(c)
    const { hash, media } = file
    if (!isPicture(media)) {
      const fileName = nameWithItsEnding(file.fileName, media)
      return (await handOut(c.req.raw, files, { name: hash, type: mediaType(media), fileName, inline: isInline(media), open: true })) ?? notFound(c)
    }
    const copy = await publicCopy(files, hash)
    if (copy === null) return notFound(c)
    const fileName = file.fileName.replace(/\.[^.]*$/, '') + '.jpg'
    return (await handOut(c.req.raw, files, { name: copy, type: 'image/jpeg', fileName, inline: true, open: true })) ?? notFound(c)
  }

const picture = (c: Context): Promise<Response> =>
  inSite(c, async (office) => {
    const name = c.req.param('name') ?? ''
    if (!SLUG.test(name)) return notFound(c)
    const read = name === HOME_PICTURE ? null : await heldPartner(c, office, name)
    const month = read === null ? DIGEST_PICTURE.exec(name)?.[1] : undefined
    const lang = currentLanguage()
    const digest = month === undefined || !isDigestLanguage(lang) ? null : await inOffice(c, office, (tx) => publicDigest(tx, month, lang))
    if (name !== HOME_PICTURE && read === null && digest === null) return notFound(c)
    const homeRead = read === null ? await heldHome(c, office) : null
    const places = (read ?? homeRead)!.places
    const place = places.get(office.placeId) ?? null
    const site = siteOf(c, office, place, (one) => addresses.site({ lang: one }))
    const plateOf = (plate: Omit<PlateProps, 'texts'> | null): PlateProps | undefined =>
      plate === null ? undefined : { ...plate, texts: plateTexts(plate.home, plate.partners) }
    const words = (() => {
      if (read === null) {
        const view = homeView(homeRead!, site.town, place, today(c), office.timeZone)
        if (digest !== null) {
          const told = new Set(digest.blocks.flatMap(({ partners }) => partners))
          const slugs = new Set(homeRead!.partnerships.flatMap(({ organisationId, slug }) => (told.has(organisationId) ? [slug] : [])))
          const plate = view.plate === null ? null : { ...view.plate, partners: view.plate.partners.filter(({ id }) => id !== undefined && slugs.has(id)) }
          return { title: digest.title, subtitle: beginning(digest.lead, SUBTITLE_LETTERS), plate: plateOf(plate) }
        }
        return { title: view.title, subtitle: view.leadShort, plate: plateOf(view.plate) }
      }
      const view = partnerView(read, site.town, place, today(c))
      const lead = view.lead?.lang === undefined ? view.lead?.text : undefined
      return { title: view.name.text, native: view.native?.name, subtitle: lead ?? `${view.countryName} · ${view.tie}`, plate: plateOf(view.plate) }
    })()
    const { png, etag } = await sharePicture({ ...words, siteName: site.name })
    return publicly(c, png, 'image/png', { etag, query: {} })
  })

/** https://www.sitemaps.org/protocol.html, with the languages of each page side by side. */
async function siteMap(c: Context): Promise<Response> {
  const office = await officeHere(c)
  if (office === null) return notFound(c)
  const base = baseOf(c, office)
  const languages = siteLanguagesOf(office)
  const slugs = await heldSlugs(c, office)
  const events = await held(c, office, 'events', publicEventIds)
  const digests = Map.groupBy(await held(c, office, 'digests', publicDigestMonths), ({ month }) => month)
  const pages: { pathIn: (lang: SiteLanguage) => string; changed?: string; languages?: readonly SiteLanguage[] }[] = [
    { pathIn: (lang) => addresses.site({ lang }) },
    { pathIn: (lang) => addresses.siteAbout({ lang }) },
    { pathIn: (lang) => addresses.siteRegister({ lang }) },
    { pathIn: (lang) => addresses.siteCalendar({ lang }) },
    { pathIn: (lang) => addresses.siteNews({ lang }) },
    { pathIn: (lang) => addresses.siteOpenData({ lang }) },
    { pathIn: (lang) => addresses.siteAccessibility({ lang }) },
    { pathIn: (lang) => addresses.siteNewsletter({ lang }) },
    ...(looks.get(c.req.raw)?.impact === true ? [{ pathIn: (lang: SiteLanguage) => addresses.siteImpact({ lang }) }] : []),
    ...(looks.get(c.req.raw)?.wanted === true ? [{ pathIn: (lang: SiteLanguage) => addresses.siteWanted({ lang }) }] : []),
    ...[...digests].map(([month, those]) => ({
      pathIn: (lang: SiteLanguage) => addresses.siteDigest({ lang, month }),
      changed: those
        .map(({ publishedAt }) => publishedAt.toISOString().slice(0, 10))
        .sort()
        .at(-1)!,
      languages: those.map(({ language }) => language),
    })),
    ...slugs.map(({ slug, changedAt }) => ({
      pathIn: (lang: SiteLanguage) => addresses.sitePartner({ lang, slug }),
      changed: changedAt.toISOString().slice(0, 10),
    })),
    ...events.map(({ id, changedAt }) => ({
      pathIn: (lang: SiteLanguage) => addresses.siteEvent({ lang, id }),
      changed: changedAt.toISOString().slice(0, 10),
    })),
  ]
  const urls = pages.flatMap(({ pathIn, changed, languages: own = languages }) => {
    const readable = languages.filter((lang) => own.includes(lang))
    const others = readable.map((lang) => `<xhtml:link rel="alternate" hreflang="${tagOf(lang)}" href="${escaped(base + pathIn(lang))}"/>`).join('')
    return readable.map(
      (lang) => `<url><loc>${escaped(base + pathIn(lang))}</loc>${changed === undefined ? '' : `<lastmod>${changed}</lastmod>`}${others}</url>`,
    )
  })
  return publicly(
    c,
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`,
    'application/xml; charset=utf-8',
    { query: {} },
  )
}

async function robots(c: Context): Promise<Response> {
  const office = await officeHere(c)
  const map = office === null ? '' : `\nSitemap: ${baseOf(c, office)}${addresses.sitemap()}\n`
  return publicly(c, `User-agent: *\nDisallow: ${addresses.signIn()}\nDisallow: /welcome/\n${map}`, 'text/plain; charset=utf-8', { query: {} })
}

/** Mounted last: `/:lang` hears every path of one word that nobody else took. */
export const siteRoutes = (files: FileStore): Routes =>
  new Routes()
    .get(addresses.robots, anyone, (c) => robots(c))
    .get(addresses.sitemap, anyone, (c) => siteMap(c))
    .get(addresses.sitePartner, anyone, partner)
    .get(addresses.siteShareImage, anyone, picture)
    .get(addresses.siteDocument, anyone, document(files))
    .get(addresses.siteAbout, anyone, about)
    .get(addresses.site, anyone, home)
    // The same page, not a redirect: a proxy that adds slashes would go round in circles with one that takes them away.
    .get(addresses.siteWithSlash, anyone, home)
    // Whatever else begins with a language is a citizen who lost the way: the site's own page says so, with its head and foot.
    .get(addresses.siteElsewhere, anyone, (c) => inSite(c, (office) => missing(c, office)))
