// The citizens' calendar by months, what comes first; and one event on a page of its own.
import { addresses } from '#addresses'
import { m } from '#messages'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Source } from '#ui/quote.tsx'
import { paragraphs, type Said } from '../site.ts'
import { Only, Programme, SitePage, type Site, Words } from '../site.public.tsx'
import type { CalendarItem, CalendarView, EventView, Named } from './calendar.ts'

const Partners = ({ partners }: { readonly partners: readonly Named[] }) => (
  <>
    {partners.map(({ href, name }, index) => (
      <>
        {index > 0 ? ', ' : null}
        <a href={href}>
          <Words said={name} />
        </a>
      </>
    ))}
  </>
)

const Item = ({ item }: { readonly item: CalendarItem }) => (
  <li id={item.key}>
    <p class="when">{item.datetime === undefined ? item.when : <time datetime={item.datetime}>{item.when}</time>}</p>
    <div>
      <h3 id={`${item.key}-title`}>
        {item.href === null ? (
          <Words said={item.title} />
        ) : (
          <a href={item.href}>
            <Words said={item.title} />
          </a>
        )}
        {item.cancelled ? <b class="coming">{m.website_news_cancelled()}</b> : null}
      </h3>
      <p class="sub">
        {item.kind}
        {item.place === null || item.partners.some(({ name }) => bareName(name.text) === item.place?.text) ? null : (
          <>
            {' · '}
            <Words said={item.place} />
          </>
        )}
        {item.partners.length === 0 ? null : (
          <>
            {' · '}
            <Partners partners={item.partners} />
          </>
        )}{' '}
        <Only said={item.title} />
      </p>
      {item.file === null || !item.coming || item.cancelled ? null : (
        <p class="sub no-print">
          {/* Named by what stands here: a label of its own could not say in which language the event is called. */}
          <a id={`${item.key}-file`} href={item.file} aria-labelledby={`${item.key}-file ${item.key}-title`}>
            {m.website_calendar_file()}
          </a>
        </p>
      )}
    </div>
  </li>
)

export type CalendarPageProps = { readonly site: Site; readonly view: CalendarView; readonly after: string | null; readonly jsonLd: unknown }

export const CalendarPage = ({ site, view, after, jsonLd }: CalendarPageProps) => {
  const lang = currentLanguage()
  const { year } = view
  const title = year === null ? m.website_calendar_title() : m.website_calendar_year({ year })
  const path = (more: { year?: number | undefined; after?: string | undefined }) => addresses.siteCalendar({ lang }, more)
  const here = path({ year: year ?? undefined, after: after ?? undefined })
  const feed = site.base + addresses.siteCalendarFile({ lang })
  return (
    <SitePage
      site={site}
      title={title}
      description={m.website_calendar_lead({ town: site.town })}
      image="home"
      imageAlt={site.name}
      jsonLd={jsonLd}
      at="calendar"
      sheets={['site-calendar.css']}
      query={here.slice(path({}).length)}
      feeds={[{ href: feed, type: 'text/calendar', title: site.name }]}
      unlisted={after === null ? undefined : true}
    >
      <header class="title">
        <h1>{title}</h1>
        <p class="lead">{m.website_calendar_lead({ town: site.town })}</p>
      </header>
      <div class="body2">
        <div class="stack-lg">
          {view.months.length === 0 ? (
            <p>
              {year === null ? m.website_calendar_none() : m.website_calendar_none_in({ year })}{' '}
              {year === null ? null : <a href={path({})}>{m.website_calendar_coming()}</a>}
            </p>
          ) : (
            view.months.map(({ id, title: month, items }) => (
              <section class="month" aria-labelledby={id}>
                <h2 id={id}>{month}</h2>
                <ol class="agenda">
                  {items.map((item) => (
                    <Item item={item} />
                  ))}
                </ol>
              </section>
            ))
          )}
          {after === null && view.next === null ? null : (
            <nav class="row pages" aria-label={m.website_pages()}>
              {after === null ? null : <a href={path({ year: year ?? undefined })}>{m.website_page_first()}</a>}
              {view.next === null ? null : (
                <a href={path({ year: year ?? undefined, after: view.next })} rel="next">
                  {m.website_page_next()}
                </a>
              )}
            </nav>
          )}
        </div>
        <div class="side">
          <section aria-labelledby="h-feed">
            <h2 id="h-feed">{m.website_calendar_feed_title()}</h2>
            <p>{m.website_calendar_feed_text()}</p>
            <p>
              <a href={feed.replace(/^https?:/, 'webcal:')}>{m.website_calendar_feed_follow()}</a>
            </p>
            <p>
              <a href={addresses.siteCalendarFile({ lang })}>{m.website_calendar_feed_file()}</a>
            </p>
          </section>
          {view.years.length === 0 ? null : (
            <nav aria-labelledby="h-years">
              <h2 id="h-years">{m.website_calendar_years()}</h2>
              <ul class="year-links">
                <li>
                  <a href={path({})} aria-current={year === null ? 'page' : undefined}>
                    {m.website_calendar_coming()}
                  </a>
                </li>
                {view.years.map((one) => (
                  <li>
                    <a href={path({ year: one.year })} aria-current={one.year === year ? 'page' : undefined}>
                      {one.year}
                    </a>{' '}
                    <span class="sub">{m.website_calendar_events({ count: one.count })}</span>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
      </div>
    </SitePage>
  )
}

const Prose = ({ text }: { readonly text: Said }) => (
  <>
    {paragraphs(text.text).map((line) => (
      <p lang={text.lang}>{line}</p>
    ))}
    <Only said={text} />
  </>
)

/** Letters. */
const SHORT = 60

export const EventPage = ({ site, view, jsonLd }: { readonly site: Site; readonly view: EventView; readonly jsonLd: unknown }) => {
  const lang = currentLanguage()
  const own = view.title.lang === undefined ? [view.title.text] : []
  const facts = [
    ...own,
    ...view.facts.flatMap(({ value, lang: written }) => (written === undefined ? [value] : [])),
    m.website_news_lead({ town: site.town }),
  ].join(' · ')
  const summary = view.text?.lang === undefined && view.text !== null ? view.text.text.slice(0, 200) : null
  // One short sentence alone tells nobody who finds it elsewhere where it was and when.
  const description = summary === null ? facts : summary.length < SHORT ? `${summary} ${facts}` : summary
  return (
    <SitePage
      site={site}
      title={view.title.text}
      titleLang={view.title.lang}
      description={description}
      image="home"
      imageAlt={site.name}
      jsonLd={jsonLd}
      at="calendar"
      sheets={['site-calendar.css']}
    >
      <header class="title">
        <p class="crumbs">
          <a href={addresses.siteCalendar({ lang })}>{m.website_nav_calendar()}</a>
        </p>
        <h1>
          <Words said={view.title} />
        </h1>
        {view.cancelled ? <p class="lead coming">{m.website_event_cancelled()}</p> : null}
        <dl class="facts">
          {view.facts.map(({ name, value, lang: written, datetime }) => (
            <div>
              <dt>{name}</dt>
              <dd lang={written}>{datetime === undefined ? value : <time datetime={datetime}>{value}</time>}</dd>
            </div>
          ))}
          {view.partners.length === 0 ? null : (
            <div>
              <dt>{m.website_event_with()}</dt>
              <dd>
                <Partners partners={view.partners} />
              </dd>
            </div>
          )}
        </dl>
      </header>
      <div class="event-body">
        {view.text === null ? null : (
          <div class="prose">
            <Prose text={view.text} />
          </div>
        )}
        {view.programme.length === 0 ? null : (
          <section aria-labelledby="h-programme">
            <h2 id="h-programme">{m.website_programme()}</h2>
            <Programme items={view.programme} />
          </section>
        )}
        {view.sources.length === 0 ? null : (
          <p class="src">
            {view.sources.map(({ title, href, when }, index) => (
              <>
                {index > 0 ? '; ' : null}
                <Source title={title} href={href} when={when} />
              </>
            ))}
          </p>
        )}
        {view.coming ? (
          <p class="no-print">
            <a class="ds-button" data-variant="secondary" href={view.file}>
              {m.website_calendar_file()}
            </a>
          </p>
        ) : null}
      </div>
    </SitePage>
  )
}
