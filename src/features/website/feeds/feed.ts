// What is new on the citizens' site for programs that follow it: the month's digests and the news as RSS 2.0, Atom and JSON Feed, one list written three ways.
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { betweenOf, type PublishedBlock, runsOfBlock, wordsOfBlock } from '#features/digest/digest.ts'
import { gathered, type Run } from '#features/digest/marks.ts'
import type { DigestLinks } from '#features/digest/public-record.ts'
import { m } from '#messages'
import { type SiteLanguage, tagOf } from '#platform/texts/language.ts'
import { escaped } from '#platform/texts/markup.ts'

/** An entry: `id` stays the same for ever, whatever its words or its address become. `html`: the whole content, ready. */
export type FeedEntry = {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly summary: string
  readonly html: string
  readonly published: Date
  readonly updated: Date
  readonly category: string
}

export type FeedHead = {
  readonly language: SiteLanguage
  readonly title: string
  readonly description: string
  readonly author: string
  /** The site's page in this language, and the feed's own address; absolute. */
  readonly home: string
  readonly self: string
  readonly id: string
  /** When the office has nothing published yet. */
  readonly begun: Date
}

export const FEED_FORMATS = {
  'feed.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json',
} as const
export type FeedFile = keyof typeof FEED_FORMATS
export const FEED_FILES = Object.keys(FEED_FORMATS) as readonly FeedFile[]
export const isFeedFile = (name: string): name is FeedFile => Object.hasOwn(FEED_FORMATS, name)

/** Signs XML has no room for; a text pasted by an officer may hold them. */
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed()

export const paragraphHtml = (text: string): string => `<p>${escaped(clean(text))}</p>`

const marked = (runs: readonly Run[]): string =>
  runs
    .map(({ text, strong, emphasis, href }) => {
      const words = escaped(clean(text))
      const said = emphasis ? `<em>${words}</em>` : words
      const loud = strong ? `<strong>${said}</strong>` : said
      return href === null ? loud : `<a href="${escaped(href)}">${loud}</a>`
    })
    .join('')

const SHAPED = { bullets: ['ul', 'li'], numbers: ['ol', 'li'], quote: ['blockquote', 'p'] } as const

/** A digest whole as HTML, without its title, which the entry has; with the links of its page, absolute under `base`. */
export function digestHtml(blocks: readonly PublishedBlock[], language: SiteLanguage, links: DigestLinks, base: string): string {
  const between = betweenOf(language)
  const linked = (href: string, words: string): string => `<a href="${escaped(base + href)}">${words}</a>`
  return gathered(blocks.filter(({ kind }) => kind !== 'title'))
    .flatMap(({ shape, blocks: those }) => {
      const below = those.flatMap(({ key }) => links.below.get(key) ?? []).map((one) => linked(one.href, escaped(one.text)))
      const more = below.length === 0 ? [] : [`<p>${escaped(m.digest_public_more())} ${below.join(' · ')}</p>`]
      const [block] = those
      if (shape !== null) {
        const [whole, item] = SHAPED[shape]
        return [`<${whole}>${those.map((one) => `<${item}>${marked(runsOfBlock(one, between))}</${item}>`).join('')}</${whole}>`, ...more]
      }
      if (block!.kind !== 'heading') return [`<p>${marked(runsOfBlock(block!, between))}</p>`, ...more]
      const words = escaped(clean(wordsOfBlock(block!, between)))
      const href = links.headings.get(block!.key)
      return [`<h2>${href === undefined ? words : linked(href, words)}</h2>`, ...more]
    })
    .join('\n')
}

const newest = (entries: readonly FeedEntry[], begun: Date): Date =>
  entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), entries[0]?.updated ?? begun)

const rss = (head: FeedHead, entries: readonly FeedEntry[]): string =>
  generateRssFeed({
    title: head.title,
    link: head.home,
    description: head.description,
    language: tagOf(head.language),
    lastBuildDate: newest(entries, head.begun),
    atom: { links: [{ href: head.self, rel: 'self', type: FEED_FORMATS['feed.xml'] }] },
    items: entries.map(({ id, url, title, summary, html, published, category }) => ({
      title,
      link: url,
      guid: { value: id, isPermaLink: false },
      description: summary,
      content: { encoded: html },
      pubDate: published,
      categories: [{ name: category }],
    })),
  })

const atom = (head: FeedHead, entries: readonly FeedEntry[]): string =>
  generateAtomFeed({
    id: head.id,
    title: { value: head.title },
    subtitle: { value: head.description },
    updated: newest(entries, head.begun),
    authors: [{ name: head.author }],
    links: [
      { href: head.home, rel: 'alternate', type: 'text/html', hreflang: tagOf(head.language) },
      { href: head.self, rel: 'self', type: FEED_FORMATS['atom.xml'] },
    ],
    xml: { lang: tagOf(head.language) },
    entries: entries.map(({ id, url, title, summary, html, published, updated, category }) => ({
      id,
      title: { value: title },
      links: [{ href: url, rel: 'alternate', type: 'text/html' }],
      published,
      updated,
      summary: { value: summary },
      content: { value: html, type: 'html' },
      categories: [{ term: category }],
    })),
  })

const json = (head: FeedHead, entries: readonly FeedEntry[]): string =>
  JSON.stringify({
    // A feed without entries has an empty list of them (jsonfeed.org/version/1.1), which the library leaves out.
    items: [],
    ...(generateJsonFeed({
      title: head.title,
      home_page_url: head.home,
      feed_url: head.self,
      description: head.description,
      language: tagOf(head.language),
      authors: [{ name: head.author }],
      items: entries.map(({ id, url, title, summary, html, published, updated, category }) => ({
        id,
        url,
        title,
        summary,
        content_html: html,
        date_published: published,
        date_modified: updated,
        language: tagOf(head.language),
        tags: [category],
      })),
    }) as object),
  })

const cleaned = (entry: FeedEntry): FeedEntry => ({ ...entry, title: clean(entry.title), summary: clean(entry.summary), category: clean(entry.category) })

/** The feed as it is sent. */
export function feedIn(file: FeedFile, head: FeedHead, entries: readonly FeedEntry[]): string {
  const ready = entries.map(cleaned)
  const words = { ...head, title: clean(head.title), description: clean(head.description), author: clean(head.author) }
  return { 'feed.xml': rss, 'atom.xml': atom, 'feed.json': json }[file](words, ready)
}
