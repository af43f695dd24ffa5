// The frame of the citizens' site, its home page and the page about the site.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { countedIn, keptIn } from '#features/commitments/shares/share.ts'
import { PLACES_CREDIT } from '#features/places/place.ts'
import { m } from '#messages'
import { currentLanguage, type SiteLanguage, SITE_LANGUAGE_NAMES, tagOf } from '#platform/texts/language.ts'
import { Flag } from '#ui/badges.tsx'
import { PublicPage } from '#ui/layout.tsx'
import { Plate, plateTexts } from '#ui/plate.tsx'
import { Numbers } from '#ui/stats.tsx'
import type { CardView, HomeView, NewsView } from './home.ts'
import type { ItemView } from './partner.ts'
import type { Letters } from './look/look.ts'
import { onlyIn, type Said } from './site.ts'
import type { DescribedSite } from './structured-data.ts'

/** What every page of the site knows. */
export type Site = DescribedSite & {
  readonly officeSaid: Said
  /** In which the office's site is read; the first stands for everyone else. */
  readonly languages: readonly SiteLanguage[]
  /** Whether there are numbers for citizens. */
  readonly impact: boolean
  /** Whether the town looks for a partner in public. */
  readonly wanted: boolean
  /** Path of this page in a language. */
  readonly pathIn: (lang: SiteLanguage) => string
  /** Address of the sheet with the office's own accent and letters. */
  readonly sheet?: string
  /** Which letters the office chose for its pages. */
  readonly letters: Letters
  /** The crest in the head; sizes in CSS pixels. */
  readonly crest?: { readonly href: string; readonly width: number; readonly height: number }
}

/** The pages that the head and the foot lead to. */
export type SitePlace = 'partnerships' | 'calendar' | 'news' | 'search' | 'about' | 'open-data' | 'accessibility'

export type SitePageProps = {
  readonly site: Site
  readonly title: string
  readonly titleLang?: string | undefined
  readonly description: string
  /** Name of the share picture: 'home' or the partner's. */
  readonly image: string
  readonly imageAlt: string
  readonly jsonLd?: unknown
  readonly at?: SitePlace | undefined
  /** Logical names of this page's islands. */
  readonly islands?: readonly string[] | undefined
  /** Sheets of these pages alone: logical names of assets. */
  readonly sheets?: readonly string[] | undefined
  /** Not for search engines. */
  readonly unlisted?: boolean | undefined
  /** Query of this page, so that it stays itself in another language: `?year=2010`. */
  readonly query?: string | undefined
  /** What a reader's program may follow, absolute addresses. */
  readonly feeds?: readonly { readonly href: string; readonly type: string; readonly title: string }[] | undefined
  readonly children?: Child
}

/** Words in whatever language they are, marked when it is not the page's. */
export const Words = ({ said }: { readonly said: Said }) => (said.lang === undefined ? <>{said.text}</> : <span lang={said.lang}>{said.text}</span>)
/** The small remark that follows a text in another language. */
export const Only = ({ said }: { readonly said: Said | null }) => (said?.lang === undefined ? null : <small class="only">{onlyIn(said.lang)}</small>)

/** What of a programme is open to everybody, on the partner's page and the event's own. */
export const Programme = ({ items }: { readonly items: readonly ItemView[] }) => (
  <ul class="programme">
    {items.map(({ when, datetime, title, place, address }) => (
      <li>
        <time datetime={datetime}>{when}</time>
        {' · '}
        <Words said={title} />
        {place === null ? null : (
          <>
            {' · '}
            <Words said={place} />
          </>
        )}
        {address === '' ? null : `, ${address}`}
      </li>
    ))}
  </ul>
)

/** What a reader's program may follow of the site itself, on every page. */
const ownFeeds = (base: string, lang: SiteLanguage) =>
  [
    { address: addresses.siteRss, type: 'application/rss+xml', kind: 'RSS' },
    { address: addresses.siteAtom, type: 'application/atom+xml', kind: 'Atom' },
    { address: addresses.siteJsonFeed, type: 'application/feed+json', kind: 'JSON Feed' },
  ].map(({ address, type, kind }) => ({ href: base + address({ lang }), type, title: `${m.website_feed_title()} (${kind})` }))

export const SitePage = ({
  site,
  title,
  titleLang,
  description,
  image,
  imageAlt,
  jsonLd,
  at,
  islands,
  sheets,
  unlisted,
  query = '',
  feeds,
  children,
}: SitePageProps) => {
  const lang = currentLanguage()
  const home = addresses.site({ lang })
  const link = (place: SitePlace, href: string, text: string) => ({ href, text, current: at === place })
  return (
    <PublicPage
      lang={tagOf(lang)}
      title={title}
      titleLang={titleLang}
      description={description}
      siteName={site.name}
      homeHref={home}
      officeName={<Words said={site.officeSaid} />}
      canonical={site.base + site.pathIn(lang)}
      alternates={site.languages.map((one) => ({ lang: tagOf(one), name: SITE_LANGUAGE_NAMES[one], href: site.base + site.pathIn(one) + query }))}
      crest={site.crest}
      look={site.sheet}
      islands={islands}
      sheets={sheets}
      unlisted={unlisted}
      feeds={[...(feeds ?? []), ...ownFeeds(site.base, lang)]}
      image={{ url: site.base + addresses.siteShareImage({ lang, name: image }), alt: imageAlt }}
      jsonLd={jsonLd}
      nav={[
        link('partnerships', addresses.siteRegister({ lang }), m.website_nav_partners()),
        link('calendar', addresses.siteCalendar({ lang }), m.website_nav_calendar()),
        link('news', addresses.siteNews({ lang }), m.website_nav_news()),
        link('search', addresses.siteSearch({ lang }), m.website_nav_search()),
        link('about', addresses.siteAbout({ lang }), m.website_nav_about()),
      ]}
      footLinks={[
        { href: addresses.siteNewsletter({ lang }), text: m.website_foot_newsletter() },
        ...(site.impact ? [{ href: addresses.siteImpact({ lang }), text: m.impact_public_title() }] : []),
        ...(site.wanted ? [{ href: addresses.siteWanted({ lang }), text: m.finder_wanted_public_foot() }] : []),
        { href: addresses.siteAbout({ lang }), text: m.website_foot_about() },
        { href: addresses.siteOpenData({ lang }), text: m.website_foot_open_data() },
        { href: addresses.siteAccessibility({ lang }), text: m.website_foot_accessibility() },
        { href: addresses.signIn(), text: m.website_foot_sign_in() },
      ]}
    >
      {children}
    </PublicPage>
  )
}

// ---- home ----------------------------------------------------------------------------------------------------------------

const Card = ({ card }: { readonly card: CardView }) => (
  <li>
    <a href={card.href}>
      {card.year === null ? null : <span class="yr">{card.year}</span>}
      <h3>
        <bdi lang={card.name.lang}>{card.name.text}</bdi>
        {card.native ? <span lang={card.native.lang}>{card.native.name}</span> : null}
      </h3>
      <p>
        <Flag country={card.country} /> {card.name.text === card.countryName ? card.tie : `${card.countryName} · ${card.tie}`}
      </p>
    </a>
  </li>
)

const News = ({ news }: { readonly news: NewsView }) => (
  <article>
    <p class="sub">
      {news.datetime === undefined ? news.when : <time datetime={news.datetime}>{news.when}</time>}
      {news.partners.map((name) => (
        <>
          {' · '}
          <Words said={name} />
        </>
      ))}
      {news.coming ? <b class="coming">{m.website_news_coming()}</b> : null}
      {news.cancelled ? <b class="coming">{m.website_news_cancelled()}</b> : null}
    </p>
    <h3>
      {news.href === undefined ? (
        <Words said={news.title} />
      ) : (
        <a href={news.href}>
          <Words said={news.title} />
        </a>
      )}
    </h3>
    {news.text === null ? null : (
      <p>
        <Words said={news.text} />
      </p>
    )}
    <Only said={news.title.lang === undefined ? news.text : news.title} />
  </article>
)

const Promised = ({ promises: { share, ahead } }: { readonly promises: NonNullable<HomeView['promises']> }) => {
  const [kept, all, late, open] = [keptIn(share), countedIn(share), share.waiting, share.undated + ahead]
  return (
    <section id="promises" class="oath" aria-labelledby="h-o">
      <h2 id="h-o">{m.website_promises_title()}</h2>
      {all === 0 ? null : (
        <p class="big">
          <b>{kept}</b> {m.website_promises_of({ all })}
        </p>
      )}
      <p>
        {all > 0 ? m.website_promises_kept({ kept }) : null} {late > 0 ? m.website_promises_late({ count: late }) : null}{' '}
        {share.undated > 0 ? m.website_promises_undated({ count: share.undated }) : null}{' '}
        {share.dropped > 0 ? m.website_promises_dropped({ count: share.dropped }) : null} {ahead > 0 ? m.website_promises_open({ count: ahead }) : null}{' '}
        {m.website_promises_where()}
      </p>
      <p class="meter" role="img" aria-label={m.website_promises_meter({ kept, open, late })}>
        {[[kept, 'a'] as const, [open, 'b'] as const, [late, 'c'] as const].map(([count, tone]) =>
          count > 0 ? <i class={tone} style={`--n: ${count}`}></i> : null,
        )}
      </p>
    </section>
  )
}

/** What stands above a page that citizens do not see so: why, and the way back. */
export type Trial = { readonly text: string; readonly back: { readonly href: string; readonly text: string } }

export const TrialNote = ({ trial: { text, back } }: { readonly trial: Trial }) => (
  <div class="preview" role="note">
    <p class="note">
      {text} <a href={back.href}>{back.text}</a>
    </p>
  </div>
)

export type HomePageProps = { readonly site: Site; readonly view: HomeView; readonly jsonLd: unknown; readonly trial?: Trial | undefined }

export const HomePage = ({ site, view, jsonLd, trial }: HomePageProps) => {
  const texts = view.plate === null ? null : plateTexts(view.plate.home, view.plate.partners)
  return (
    <SitePage site={site} title={view.title} description={view.lead} image="home" imageAlt={view.title} jsonLd={jsonLd} unlisted={trial !== undefined}>
      {trial === undefined ? null : <TrialNote trial={trial} />}
      <section class="hero">
        <div class="say">
          <h1>{view.title}</h1>
          <p class="lead">{view.lead}</p>
          {view.cards.length === 0 ? null : (
            <p class="row wide">
              <a class="ds-button" href="#partners">
                {m.website_meet()}
              </a>
              {view.promises === null ? null : <a href="#promises">{m.website_promised_link()}</a>}
            </p>
          )}
          {view.numbers.length === 0 ? null : <Numbers numbers={view.numbers} />}
        </div>
        {view.plate === null || texts === null ? null : (
          <figure class="disc">
            <Plate
              home={view.plate.home}
              partners={view.plate.partners}
              texts={view.plate.partners.length > 0 ? texts : { ...texts, desc: m.website_plate_home_only({ home: site.town }) }}
            />
            {view.offMap === null ? null : <figcaption class="sub">{view.offMap}</figcaption>}
          </figure>
        )}
      </section>
      {view.cards.length === 0 ? null : (
        <section id="partners" class="band" aria-labelledby="h-p">
          <h2 id="h-p">{m.website_partners_title()}</h2>
          <ul class="towns">
            {view.cards.map((card) => (
              <Card card={card} />
            ))}
          </ul>
          <p class="all">
            <a href={addresses.siteRegister({ lang: currentLanguage() })}>{m.website_register_all()}</a>
          </p>
        </section>
      )}
      {site.wanted ? (
        <section id="wanted" class="band" aria-labelledby="h-w">
          <h2 id="h-w">{m.finder_wanted_public_title({ town: site.town })}</h2>
          <p class="all">
            <a href={addresses.siteWanted({ lang: currentLanguage() })}>{m.finder_wanted_public_lead()}</a>
          </p>
        </section>
      ) : null}
      {view.years.length < 2 ? null : (
        <section id="together" class="band" aria-labelledby="h-t">
          <h2 id="h-t">{view.yearsTitle}</h2>
          <ol class="years">
            {view.years.map(({ year, items, coming }) => (
              <li class={coming ? 'next' : undefined}>
                <b class="y">{year}</b>
                <div>
                  {items.map((item) => (
                    <p>
                      <Words said={item} />
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
      {view.news.length === 0 && view.promises === null ? null : (
        <div class="two">
          {view.news.length === 0 ? null : (
            <section id="news" aria-labelledby="h-n">
              <h2 id="h-n">{m.website_news_title()}</h2>
              {view.news.map((news) => (
                <News news={news} />
              ))}
              <p class="all">
                <a href={addresses.siteNews({ lang: currentLanguage() })}>{m.website_news_all()}</a>
              </p>
            </section>
          )}
          {view.promises === null ? null : <Promised promises={view.promises} />}
        </div>
      )}
    </SitePage>
  )
}

/** The answer to a citizen who asks for a partner that is not there, or not public: the two look the same. */
export const MissingPage = ({ site }: { readonly site: Site }) => (
  <SitePage site={site} title={m.website_missing_title()} description={m.website_missing_text()} image="home" imageAlt={site.name}>
    <header class="title missing">
      <h1>{m.website_missing_title()}</h1>
      <p class="lead">{m.website_missing_text()}</p>
      <p>
        <a class="ds-button" href={addresses.siteRegister({ lang: currentLanguage() })}>
          {m.website_others_all()}
        </a>
      </p>
    </header>
  </SitePage>
)

// ---- about ---------------------------------------------------------------------------------------------------------------

export const AboutPage = ({ site, jsonLd }: { readonly site: Site; readonly jsonLd: unknown }) => {
  const lead = m.website_about_lead({ office: site.officeSaid.lang === undefined ? site.officeSaid.text : site.town })
  return (
    <SitePage site={site} title={m.website_about_title()} description={lead} image="home" imageAlt={site.name} jsonLd={jsonLd} at="about">
      <header class="title">
        <h1>{m.website_about_title()}</h1>
        <p class="lead">{lead}</p>
      </header>
      <div class="about">
        <section aria-labelledby="what">
          <h2 id="what">{m.website_about_what_title()}</h2>
          <p>{m.website_about_what()}</p>
          <p>{m.website_about_what_not()}</p>
          <p>{m.website_about_people()}</p>
          <p>{m.website_about_languages()}</p>
        </section>
        <section aria-labelledby="accessibility">
          <h2 id="accessibility">{m.website_about_accessibility_title()}</h2>
          <p>{m.website_about_accessibility()}</p>
          <p>{m.website_about_accessibility_limits()}</p>
          <p>{m.website_about_accessibility_report()}</p>
        </section>
        <section aria-labelledby="privacy">
          <h2 id="privacy">{m.website_about_privacy_title()}</h2>
          <p>{m.website_about_privacy()}</p>
        </section>
        <section aria-labelledby="credits">
          <h2 id="credits">{m.website_about_credits_title()}</h2>
          <p>
            {m.website_about_credit_places()} <a href={PLACES_CREDIT.url}>{PLACES_CREDIT.title}</a>, {m.website_about_credit_places_licence()}{' '}
            <a href={PLACES_CREDIT.licenceUrl}>{PLACES_CREDIT.licence}</a>.
          </p>
          <p>{m.website_about_credit_coast()}</p>
          <p>{m.website_about_credit_letters({ letters: site.letters })}</p>
          <p>{m.website_about_credit_software()}</p>
        </section>
      </div>
    </SitePage>
  )
}
