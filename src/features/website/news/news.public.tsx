// The citizens' news as a list, the newest first.
import { addresses } from '#addresses'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { Only, SitePage, type Site, Words } from '../site.public.tsx'
import type { NewsItem } from './news.ts'

const Item = ({ item }: { readonly item: NewsItem }) => (
  <article id={`${item.kind}-${item.id}`} class={item.kind === 'digest' ? 'digest' : undefined}>
    <p class="sub">
      {item.datetime === undefined ? item.when : <time datetime={item.datetime}>{item.when}</time>}
      {' · '}
      {item.what}
      {item.partners.map(({ href, name }) => (
        <>
          {' · '}
          <a href={href}>
            <Words said={name} />
          </a>
        </>
      ))}
    </p>
    <h2>
      {item.href === null ? (
        <Words said={item.title} />
      ) : (
        <a href={item.href}>
          <Words said={item.title} />
        </a>
      )}
    </h2>
    {item.lead === null ? null : (
      <p>
        <Words said={item.lead} />
      </p>
    )}
    <Only said={item.title.lang === undefined ? item.lead : item.title} />
  </article>
)

export type NewsPageProps = {
  readonly site: Site
  readonly items: readonly NewsItem[]
  readonly next: string | null
  readonly previous: string | null
  /** Query of this page, '' on the first. */
  readonly query: string
  readonly jsonLd: unknown
}

export const NewsPage = ({ site, items, next, previous, query, jsonLd }: NewsPageProps) => {
  const lang = currentLanguage()
  const title = m.website_news_title()
  const lead = m.website_news_lead({ town: site.town })
  return (
    <SitePage
      site={site}
      title={title}
      description={lead}
      image="home"
      imageAlt={site.name}
      jsonLd={jsonLd}
      at="news"
      sheets={['site-news.css']}
      query={query}
      unlisted={query === '' ? undefined : true}
    >
      <header class="title">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </header>
      <div class="news-list">
        {items.length === 0 ? <p>{m.website_news_none()}</p> : null}
        {items.map((item) => (
          <Item item={item} />
        ))}
        {next === null && previous === null ? null : (
          <nav class="row pages" aria-label={m.website_pages()}>
            {previous === null ? null : (
              <a href={addresses.siteNews({ lang }, { before: previous })} rel="prev">
                {m.website_news_newer()}
              </a>
            )}
            {next === null ? null : (
              <a href={addresses.siteNews({ lang }, { after: next })} rel="next">
                {m.website_news_older()}
              </a>
            )}
          </nav>
        )}
      </div>
    </SitePage>
  )
}
