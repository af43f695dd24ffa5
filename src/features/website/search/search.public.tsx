// The citizens' search: one box, what answers, and where to look when nothing does.
import { addresses } from '#addresses'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { SitePage, type Site, Words } from '../site.public.tsx'
import { MOST_ASKED, searchKindName, type SearchResult, type SearchView } from './search.ts'

const Result = ({ result }: { readonly result: SearchResult }) => (
  <li>
    <h2>
      <a href={result.href}>
        <Words said={result.title} />
      </a>
    </h2>
    <p class="sub">
      {searchKindName(result.kind)}
      {result.about === '' ? null : ` · ${result.about}`}
    </p>
    {result.snippet === null ? null : <p lang={result.snippet.lang}>{result.snippet.parts.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</p>}
  </li>
)

export type SearchPageProps = { readonly site: Site; readonly view: SearchView; readonly after: string | null; readonly jsonLd: unknown }

export const SearchPage = ({ site, view, after, jsonLd }: SearchPageProps) => {
  const lang = currentLanguage()
  const { q, found, results, next } = view
  const path = (more: { after?: string | undefined }) => addresses.siteSearch({ lang }, { q, ...more })
  return (
    <SitePage
      site={site}
      title={q === '' ? m.website_search_title() : m.website_search_title_of({ q })}
      description={m.website_search_lead()}
      image="home"
      imageAlt={site.name}
      jsonLd={jsonLd}
      at="search"
      sheets={['site-search.css']}
      query={path({ after: after ?? undefined }).slice(addresses.siteSearch({ lang }).length)}
      unlisted
    >
      <header class="title">
        <h1>{m.website_search_title()}</h1>
      </header>
      <div class="search">
        <form method="get" action={addresses.siteSearch({ lang })} role="search">
          <label for="q">{m.website_search_label()}</label>
          <p class="box">
            <input type="search" id="q" name="q" value={q} maxlength={MOST_ASKED} autocomplete="off" aria-describedby="q-hint" />
            <button class="ds-button" type="submit">
              {m.website_search_go()}
            </button>
          </p>
          <p class="sub" id="q-hint">
            {m.website_search_hint()}
          </p>
        </form>
        {q === '' ? null : (
          <p class="strong" role="status">
            {found === 0 ? m.website_search_nothing({ q }) : m.website_search_found({ count: found, q })}
          </p>
        )}
        {results.length > 0 ? (
          <ol class="results">
            {results.map((result) => (
              <Result result={result} />
            ))}
          </ol>
        ) : (
          <div class="elsewhere">
            {q === '' ? null : <p>{m.website_search_try()}</p>}
            <ul>
              <li>
                <a href={addresses.siteRegister({ lang })}>{m.website_register_title()}</a>
              </li>
              <li>
                <a href={addresses.siteCalendar({ lang })}>{m.website_calendar_title()}</a>
              </li>
              <li>
                <a href={addresses.siteNews({ lang })}>{m.website_news_title()}</a>
              </li>
            </ul>
          </div>
        )}
        {after === null && next === null ? null : (
          <nav class="row pages" aria-label={m.website_pages()}>
            {after === null ? null : <a href={path({})}>{m.website_page_first()}</a>}
            {next === null ? null : (
              <a href={path({ after: next })} rel="next">
                {m.website_page_next()}
              </a>
            )}
          </nav>
        )}
      </div>
    </SitePage>
  )
}
