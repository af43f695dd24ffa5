// Reads the article out of a web page: its words in reading order, nothing executed, nothing fetched.
import { Tokenizer, TokenizerMode, type Token } from 'parse5'
import { isoDay } from './cleaning.ts'

/** A page's article. `text` has an empty line between paragraphs; `published` is a day the page states about itself. */
export type Article = { text: string; title: string | null; published: string | null }

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const SILENT = new Set(
  'nav aside form button select textarea dialog svg math object audio video canvas template noscript iframe noembed noframes script style head'.split(' '),
)
const PARAGRAPH = new Set(
  'p div section article main header footer h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure figcaption hr address details summary fieldset center body nav aside form hgroup'.split(
    ' ',
  ),
)
const LINE = new Set('br li dt dd tr caption option'.split(' '))
// Their end tag may be left out, or they only mark words: they open no area of the page unless hidden.
const FLAT = new Set(
  'p li dt dd tr td th thead tbody tfoot option a b i u s em strong small span font sub sup cite abbr time mark code q big del ins kbd var label'.split(' '),
)
const RAW: Record<string, number> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  plaintext: TokenizerMode.PLAINTEXT,
}
const PUBLISHED = new Set(['article:published_time', 'og:article:published_time', 'og:published_time', 'datepublished', 'dc.date.issued', 'dcterms.issued'])
const NO_AREA = { silent: false, article: 0, main: false, header: false, footer: false, pre: false }

type Area = typeof NO_AREA
type Open = { tag: string; area: Area }
type Run = { text: string; gap: 0 | 1 | 2; area: Area }

/**
 * The article of a page. The page is read as a row of tags, not built into a tree: linear in its length however deep it is nested.
 * `<article>` or `<main>` is taken when there is one, else everything but navigation, asides and forms.
 */
export function readHtml(source: string): Article {
  const runs: Run[] = []
  const open: Open[] = []
  const openCount = new Map<string, number>()
  const heads: { heading: string; title: string; social: string } = { heading: '', title: '', social: '' }
  let area: Area = NO_AREA
  let gap: 0 | 1 | 2 = 0
  let articles = 0
  let catching: 'title' | 'heading' | 'json' | null = null
  let json = ''
  let published: string | null = null

  const widen = (least: 0 | 1 | 2): void => {
    if (gap < least) gap = least
  }
  const separate = (tag: string): void => {
    if (PARAGRAPH.has(tag)) widen(2)
    else if (LINE.has(tag)) widen(1)
    else if (tag === 'td' || tag === 'th') say(' ')
  }
  const say = (text: string): void => {
    if (catching === 'title' && heads.title.length < 1000) heads.title += text
    else if (catching === 'json' && json.length < 200_000) json += text
    if (area.silent || catching === 'title' || catching === 'json') return
    if (catching === 'heading' && heads.heading.length < 1000) heads.heading += text
    const words = area.pre ? text : text.replace(/\s+/g, ' ')
    const last = runs.at(-1)
    if (last !== undefined && gap === 0 && last.area === area) last.text += words
    else if (words.trim() !== '' || (gap === 0 && last !== undefined)) runs.push({ text: words, gap, area })
    else return
    gap = 0
  }
  const close = (tag: string): void => {
    if (tag === 'title' || tag === 'script' || /^h[1-6]$/.test(tag)) {
      if (catching === 'json') published ??= isoDay(/"datePublished"\s*:\s*"([^"]{8,40})"/.exec(json)?.[1])
      catching = null
      json = ''
    }
    if ((openCount.get(tag) ?? 0) === 0) return
    for (;;) {
      const last = open.pop()
      if (last === undefined) return
      openCount.set(last.tag, (openCount.get(last.tag) ?? 1) - 1)
      if (last.tag !== tag) continue
      area = last.area
      return
    }
  }
  const start = (token: Token.TagToken): void => {
    const tag = token.tagName
    const attributes = new Map(token.attrs.map(({ name, value }) => [name, value]))
    separate(tag)
    const mode = RAW[tag]
    // Inside a drawing, tags keep their plain meaning, but nothing in a drawing is read anyway.
    if (mode !== undefined) tokenizer.state = mode as typeof tokenizer.state
    published ??= statedDay(tag, attributes)
    if (tag === 'meta' && attributes.get('property') === 'og:title') heads.social ||= attributes.get('content') ?? ''
    if (tag === 'title') catching = heads.title === '' && !area.silent ? 'title' : catching
    else if (tag === 'script') catching = (attributes.get('type') ?? '').includes('ld+json') ? 'json' : catching
    else if (tag === 'h1' && heads.heading === '') catching = 'heading'
    if (VOID.has(tag) || token.selfClosing) return
    if (tag === 'body') area = NO_AREA
    const hidden = isHidden(attributes)
    const top = open.at(-1)
    if (top !== undefined && FLAT.has(tag) && top.tag === tag && top.area !== area) close(tag)
    if (FLAT.has(tag) && !hidden) return
    open.push({ tag, area })
    openCount.set(tag, (openCount.get(tag) ?? 0) + 1)
    area = areaOf(tag, attributes, area, hidden)
  }
  const areaOf = (tag: string, attributes: Map<string, string>, around: Area, hidden: boolean): Area => {
    const role = attributes.get('role') ?? ''
    if (hidden || (SILENT.has(tag) && tag !== 'head') || /^(?:navigation|search|banner|dialog|alertdialog|menu)$/.test(role))
      return around.silent ? around : { ...around, silent: true }
    if (tag === 'article') return around.article > 0 ? around : { ...around, article: ++articles, header: false, footer: false }
    if (tag === 'main' || role === 'main') return { ...around, main: true, header: false }
    if (tag === 'header') return { ...around, header: true }
    if (tag === 'footer' || role === 'contentinfo') return { ...around, footer: true }
    return tag === 'pre' ? { ...around, pre: true } : around
  }

  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: start,
      onEndTag: ({ tagName }) => {
        separate(tagName)
        close(tagName)
      },
      onCharacter: ({ chars }) => say(chars),
      onWhitespaceCharacter: ({ chars }) => say(area.pre ? chars : ' '),
      onNullCharacter: () => {},
      onComment: () => {},
      onDoctype: () => {},
      onEof: () => {},
    },
  )
  tokenizer.write(source, true)

  const title = [heads.social, heads.heading, heads.title].find((words) => words.trim() !== '') ?? null
  return { text: join(chosen(runs, articles)), title, published }
}

const length = (runs: Run[]): number => runs.reduce((sum, run) => sum + run.text.trim().length, 0)

/** The runs that are the article. Header and footer belong to it only where no article or main part is marked. */
function chosen(runs: Run[], articles: number): Run[] {
  const inMain = runs.filter(({ area }) => area.main && !area.footer && (!area.header || area.article > 0))
  const byArticle: Run[][] = []
  for (const run of runs) if (run.area.article > 0 && !run.area.footer) (byArticle[run.area.article] ??= []).push(run)
  const largest = byArticle.filter((part) => part !== undefined).reduce<Run[]>((best, part) => (length(part) > length(best) ? part : best), [])
  const inArticles = byArticle.filter((part) => part !== undefined).flat()
  // One article, or one that outweighs the rest (the others are teasers), is the item; many equal ones are a list, read whole.
  if (articles > 0 && hasWords(largest) && length(largest) * 2 > length(inArticles) && length(largest) * 5 > length(inMain)) return largest
  if (hasWords(inMain)) return inMain
  if (articles > 1 && hasWords(inArticles)) return inArticles
  return runs.filter(({ area }) => !area.footer)
}

const hasWords = (runs: Run[]): boolean => runs.some(({ text }) => /\p{L}/u.test(text))

function join(runs: Run[]): string {
  const parts: string[] = []
  for (const run of runs) parts.push(run.gap === 0 ? '' : '\n'.repeat(run.gap), run.text)
  return parts
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
}

function isHidden(attributes: Map<string, string>): boolean {
  if (attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true
  const style = attributes.get('style')
  return style !== undefined && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style.slice(0, 2000))
}

function statedDay(tag: string, attributes: Map<string, string>): string | null {
  if (tag !== 'meta' && tag !== 'time') return null
  const names = [attributes.get('property'), attributes.get('name'), attributes.get('itemprop')]
  if (!names.some((name) => name !== undefined && PUBLISHED.has(name.toLowerCase()))) return null
  return isoDay(attributes.get(tag === 'meta' ? 'content' : 'datetime'))
}

/** The character set a page declares in its first kilobytes, or null. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1')
  const found = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(head) ?? /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:-]{2,40})/i.exec(head)
  return found?.[1] ?? null
}
