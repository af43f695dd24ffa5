// Every kind of answer a citizen can get from an office's site, in each of its languages, with words that must stand in it: an empty page hides nothing.
import type { Pool } from 'pg'
import { SITE_LANGUAGES, type SiteLanguage } from '#platform/texts/language.ts'

/** `has`: of each group one must stand in the answer. */
export type PublicOutput = {
  readonly path: string
  readonly status: number
  readonly type: string
  readonly has: readonly (readonly string[])[]
}

type Text = { in: Record<string, { text: string }> }
const renderings = (text: Text): string[] => Object.values(text.in).map((one) => one.text)

/** Reads what is public now: a partner, an event with a summary, an act, a promise, a paper, the month's report in every language, the words of a year. */
export async function publicOutputs(pool: Pool, officeId: string): Promise<PublicOutput[]> {
  const rows = async <T extends Record<string, unknown>>(sql: string): Promise<T[]> => (await pool.query<T>(sql, [officeId])).rows
  const one = async <T extends Record<string, unknown>>(sql: string): Promise<T> => {
    const [row] = await rows<T>(`${sql} limit 1`)
    if (row === undefined) throw new Error(`The office has nothing of this to show: ${sql}`)
    return row
  }
  const open = 'office_id = $1 and published_at is not null and deleted_at is null'
  const event = await one<{ id: string; title: Text; year: number; organisation_id: string }>(
    `select e.id, e.title, extract(year from e.first_day)::int as year, p.organisation_id from event e join event_partner p on p.event_id = e.id and p.office_id = e.office_id
     where e.office_id = $1 and e.published_at is not null and e.deleted_at is null and e.first_day is not null and e.title -> 'in' ? 'bg' and p.organisation_id in
     (select organisation_id from partnership where ${open}) order by e.first_day desc, e.id`,
  )
  const partner = await one<{ slug: string; id: string; name: Text }>(
    `select p.slug, p.id, o.name from partnership p join organisation o on o.id = p.organisation_id and o.office_id = p.office_id
     where p.office_id = $1 and p.organisation_id = '${event.organisation_id}'`,
  )
  const act = await one<{ title: Text }>(`select title from symbolic_act where ${open} order by first_day desc nulls last, id desc`)
  const promise = await one<{ text: Text; slug: string }>(
    `select c.text, p.slug from commitment c join commitment_partner cp on cp.commitment_id = c.id and cp.office_id = c.office_id
     join partnership p on p.organisation_id = cp.organisation_id and p.office_id = c.office_id and p.published_at is not null and p.deleted_at is null
     where c.office_id = $1 and c.published_at is not null and c.deleted_at is null order by c.id`,
  )
  const papers = await rows<{ id: string; media: string; title: Text }>(`select id, media, title from document where ${open} order by id`)
  const digests = await rows<{ language: SiteLanguage; month: string; title: string }>(
    'select language, month, title from digest_publication where office_id = $1 and withdrawn_at is null',
  )
  const year = await one<{ opening: Text }>(`select opening from impact_year where ${open} order by year desc`)

  const wanted = await one<{ about: Text }>(`select about from wanted_profile where office_id = $1 and deleted_at is null and published_in <> '{}'::jsonb`)

  const html = 'text/html; charset=utf-8'
  return [
    ...SITE_LANGUAGES.flatMap((lang): PublicOutput[] => {
      const at = (path: string, type: string, has: PublicOutput['has'], status = 200): PublicOutput => ({ path: `/${lang}${path}`, status, type, has })
      const digest = digests.find(({ language }) => language === lang)
      if (digest === undefined) throw new Error(`No report is published in ${lang}`)
      const [reportTo, eventTo, partnerTo] = [`/${lang}/digest/${digest.month}`, `/${lang}/calendar/${event.id}`, `/${lang}/partners/${partner.slug}`]
      const head = ['og:title', 'og:description', 'og:image', 'application/ld+json'].map((word) => [word])
      const page = (path: string, ...has: PublicOutput['has']): PublicOutput => at(path, html, has)
      const title = renderings(event.title)
      return [
        page('', ...head, [partnerTo], [reportTo], [digest.title]),
        page('/', ...head, [partnerTo]),
        page('/about', ...head),
        page('/partnerships', ...head, [partnerTo], ['<table']),
        page(`/partners/${partner.slug}`, ...head, title),
        page(`/partners/${promise.slug}`, renderings(promise.text)),
        page(`/calendar?year=${event.year}`, ...head, [eventTo], title),
        page('/news', [eventTo, title[0]!], [reportTo]),
        page(`/calendar/${event.id}`, ...head, title),
        page(`/digest/${digest.month}`, ...head.slice(0, 3), [digest.title], ['<h2']),
        // Of the numbers only those that were published: with the others it would be 48.
        page('/impact', renderings(year.opening), ['<table'], ['<svg'], ['>24<']),
        page(
          '/partner-wanted',
          ...head,
          renderings(wanted.about).map((text) => text.split('\n')[0]!),
          [partnerTo],
        ),
        page('/open-data', ['Dataset'], ['partnerships.csv']),
        page(`/search?q=${encodeURIComponent(event.title.in['bg']!.text)}`, [eventTo], ['<mark>', 'class="results"']),
        page('/accessibility', ['<h1']),
        page('/newsletter', ['name="address"']),
        page('/newsletter/sent', ['<h1']),
        at('/newsletter/confirmation/none', html, [['<h1']], 404),
        at('/nowhere', html, [['<h1'], [`/${lang}`]], 404),
        at('/calendar.ics', 'text/calendar; charset=utf-8', [['BEGIN:VEVENT']]),
        at(`/calendar/${event.id}/event.ics`, 'text/calendar; charset=utf-8', [['BEGIN:VEVENT'], [event.id]]),
        at('/feed.xml', 'application/rss+xml; charset=utf-8', [['<item>'], [reportTo], [digest.title]]),
        at('/atom.xml', 'application/atom+xml; charset=utf-8', [['<entry>'], [reportTo], [digest.title]]),
        at('/feed.json', 'application/feed+json; charset=utf-8', [[reportTo], [digest.title]]),
        at('/open-data/partnerships.csv', 'text/csv; charset=utf-8', [[partner.id]]),
        at('/open-data/partnerships.json', 'application/ld+json; charset=utf-8', [[partner.id]]),
        at('/open-data/wikidata-p190.tsv', 'text/tab-separated-values; charset=utf-8', [['P190']]),
        at('/open-data/events.csv', 'text/csv; charset=utf-8', [[event.id], title]),
        at('/open-data/symbolic-acts.csv', 'text/csv; charset=utf-8', [renderings(act.title)]),
        at('/open-data/events.json', 'application/ld+json; charset=utf-8', [[event.id]]),
        ...['home', partner.slug].map((name) => at(`/share/${name}`, 'image/png', [['PNG']])),
        ...papers.map(({ id, media }) =>
          media === 'pdf' ? at(`/documents/${id}`, 'application/pdf', [['%PDF-']]) : at(`/documents/${id}`, 'text/plain; charset=utf-8', [['Откъде']]),
        ),
      ]
    }),
    {
      path: '/sitemap.xml',
      status: 200,
      type: 'application/xml; charset=utf-8',
      has: SITE_LANGUAGES.flatMap((lang) =>
        [`/partners/${partner.slug}`, `/calendar/${event.id}`, `/digest/${digests[0]!.month}`, '/impact', '/partner-wanted', '/news', '/newsletter'].map(
          (path) => [`/${lang}${path}`],
        ),
      ),
    },
    { path: '/robots.txt', status: 200, type: 'text/plain; charset=utf-8', has: [['Sitemap:']] },
    { path: '/nowhere', status: 404, type: html, has: [['<h1']] },
  ]
}

const SIGNS: Readonly<Record<string, string>> = { '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&#34;': '"', '&#38;': '&' }

/** What is wrong with an answer as a proof: its status, its kind, and what of it is not there. Empty: it can leak, if anything leaks. */
export function shortOf(output: PublicOutput, answer: Response, body: string): string[] {
  const plain = body.replace(/&(?:quot|amp|lt|gt|#39|#34|#38);/g, (sign) => SIGNS[sign]!)
  return [
    ...(answer.status === output.status ? [] : [`status ${answer.status}`]),
    ...(answer.headers.get('content-type')?.toLowerCase() === output.type ? [] : [`type ${answer.headers.get('content-type')}`]),
    ...output.has.filter((group) => !group.some((words) => words !== '' && plain.includes(words))).map((group) => group.join(' | ')),
  ]
}
