// One partner's page for the citizens: the two names, the facts, how it happened, what is promised.
import { addresses } from '#addresses'
import type { Standing } from '#features/commitments/commitment.ts'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { Dot, Flag, type DotState } from '#ui/badges.tsx'
import { Plate, plateTexts } from '#ui/plate.tsx'
import { Source } from '#ui/quote.tsx'
import { Facts } from '#ui/stats.tsx'
import { Timeline, type TimelineEntry } from '#ui/timeline.tsx'
import type { OtherView, PartnerView, StoryView } from './partner.ts'
import { paragraphs, type WebSource } from './site.ts'
import { Only, Programme, SitePage, TrialNote, Words, type Site } from './site.public.tsx'

const DOTS: Readonly<Record<Standing, DotState>> = { overdue: 'late', 'due-soon': 'soon', open: 'open', kept: 'kept', dropped: 'sleep' }

const Sources = ({ sources }: { readonly sources: readonly WebSource[] }) => (
  <>
    {sources.map(({ title, href, when }, index) => (
      <>
        {index > 0 ? '; ' : null}
        <Source title={title} href={href} when={when} />
      </>
    ))}
  </>
)

const Links = ({ to }: { readonly to: readonly OtherView[] }) => (
  <>
    {to.map(({ href, name }, index) => (
      <>
        {index > 0 ? ', ' : null}
        <a href={href}>
          <Words said={name} />
        </a>
      </>
    ))}
  </>
)

/** A line of the story as the timeline takes it. */
export const entryOf = (one: StoryView): TimelineEntry => ({
  kind: 'entry',
  id: one.id,
  when: one.when,
  datetime: one.datetime,
  point: one.point,
  title: <Words said={one.title} />,
  href: one.href,
  body: (
    <>
      {one.text === null ? null : paragraphs(one.text.text).map((line) => <p lang={one.text?.lang}>{line}</p>)}
      {one.quiet.length === 0 ? null : (
        <p class="sub">
          {one.quiet.map((words, index) => (
            <>
              {index > 0 ? ' · ' : null}
              <Words said={words} />
            </>
          ))}
        </p>
      )}
      {one.with.length === 0 ? null : (
        <p class="sub">
          {m.website_with()} <Links to={one.with} />
        </p>
      )}
      {one.programme.length === 0 ? null : (
        <>
          <p class="strong">{m.website_programme()}</p>
          <Programme items={one.programme} />
        </>
      )}
      <Only said={one.title.lang === undefined ? one.text : one.title} />
    </>
  ),
  source: one.sources.length === 0 ? undefined : <Sources sources={one.sources} />,
})

export type PartnerPageProps = {
  readonly site: Site
  readonly view: PartnerView
  readonly jsonLd: unknown
  /** Address of the partnership in the office: the page is shown before it is public. */
  readonly preview?: string | undefined
  /** The story's newest part; the rest is a page of its own. */
  readonly story: readonly StoryView[]
  readonly wholeHref: string
}

export const PartnerPage = ({ site, view, jsonLd, preview, story, wholeHref }: PartnerPageProps) => {
  const title = view.name.text
  const description =
    view.lead?.lang === undefined && view.lead !== null
      ? view.lead.text
      : m.website_partner_description({ name: title, country: view.countryName, kind: view.tie })
  return (
    <SitePage site={site} title={title} titleLang={view.name.lang} description={description} image={view.slug} imageAlt={title} jsonLd={jsonLd}>
      {preview === undefined ? null : <TrialNote trial={{ text: m.website_preview_note(), back: { href: preview, text: m.website_preview_back() } }} />}
      <header class="title">
        <p class="crumbs">
          <a href={addresses.siteRegister({ lang: currentLanguage() })}>{m.website_nav_partners()}</a> / <Flag country={view.country} /> {view.countryName}
        </p>
        <div class="two-names">
          <h1>
            <Words said={view.name} />
          </h1>
          {view.native ? (
            <p class="native">
              <span class="sr">{m.website_native_label({ language: languageName(view.native.lang) })}: </span>
              <span lang={view.native.lang}>{view.native.name}</span>
            </p>
          ) : null}
        </div>
        {view.lead === null ? null : (
          <p class={view.lead.text.length > 260 ? 'lead long' : 'lead'}>
            <Words said={view.lead} /> <Only said={view.lead} />
          </p>
        )}
        <Facts strip facts={view.facts} />
      </header>
      <div class="body2">
        <div class="stack-lg">
          {view.more.length === 0 ? null : (
            <section class="prose" aria-labelledby="h-a">
              <h2 id="h-a">{m.website_about_partnership()}</h2>
              {view.more.map((line) => (
                <p lang={view.lead?.lang}>{line}</p>
              ))}
            </section>
          )}
          <section aria-labelledby="h-h">
            <h2 id="h-h">{m.website_story_title()}</h2>
            {story.length === 0 ? <p class="sub">{m.website_story_empty()}</p> : <Timeline entries={story.map(entryOf)} />}
            {story.length === view.story.length ? null : (
              <p>
                <a href={wholeHref}>{m.website_story_all({ count: view.story.length })}</a>
              </p>
            )}
          </section>
        </div>
        <div class="side">
          {view.plate === null ? null : (
            <figure class="mini">
              <Plate
                home={view.plate.home}
                partners={view.plate.partners}
                only={view.plate.only}
                texts={plateTexts(view.plate.home, view.plate.partners.slice(0, 1))}
              />
            </figure>
          )}
          {view.promises.length === 0 ? null : (
            <section aria-labelledby="h-pr">
              <h2 id="h-pr">{m.website_promised_title()}</h2>
              <ul>
                {view.promises.map((promise) => (
                  <li id={`promise-${promise.id}`}>
                    <Dot state={DOTS[promise.state]} /> <Words said={promise.text} /> <Only said={promise.text} />
                    <span class="sub">
                      {promise.until} · {promise.by}
                    </span>
                    {promise.sources.length === 0 ? null : (
                      <span class="src">
                        <Sources sources={promise.sources} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {view.documents.length === 0 ? null : (
            <section aria-labelledby="h-do">
              <h2 id="h-do">{m.website_documents_title()}</h2>
              <ul>
                {view.documents.map((paper) => (
                  <li>
                    <a href={paper.href}>
                      <Words said={paper.title} />
                    </a>
                    <span class="sub">{paper.about}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {view.others.length === 0 ? null : (
            <nav class="others" aria-labelledby="h-ot">
              <h2 id="h-ot">{m.website_others_title()}</h2>
              <p>
                <Links to={view.others} />
              </p>
              <p>
                <a href={addresses.siteRegister({ lang: currentLanguage() })}>{m.website_others_all()}</a>
              </p>
            </nav>
          )}
        </div>
      </div>
    </SitePage>
  )
}
