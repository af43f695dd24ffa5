// Which words of a page claim to be in the page's own language, and which of them cannot be.

export type Catalogue = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const SPOKEN_ATTRIBUTES = /\s(?:alt|aria-label|title|placeholder)="([^"]*)"/g
const SPOKEN_META = /\s(?:name="description"|property="og:(?:title|description|site_name|image:alt)")/

const decoded = (text: string): string =>
  text
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

/**
 * Every text of the page outside elements that say another language, in order: words between tags, spoken attributes, and what search engines and shared
 * links are told. Scripts, styles and `code` are no words.
 */
export function ownTexts(html: string): string[] {
  const page = html.replace(/<(script|style|code)\b[^>]*>.*?<\/\1>/gs, '')
  const own = /<html[^>]* lang="([^"]+)"/.exec(page)?.[1]
  if (own === undefined) throw new Error('the page does not say its language')
  const open: { readonly tag: string; readonly lang: string }[] = []
  const texts: string[] = []
  const add = (text: string): void => {
    const words = decoded(text).replace(/\s+/g, ' ').trim()
    if (words !== '') texts.push(words)
  }
  for (const [part] of page.matchAll(/<!--.*?-->|<[^>]+>|[^<]+/gs)) {
    const now: string = open.at(-1)?.lang ?? own
    if (part.startsWith('<!')) continue
    const [, closing, tag] = /^<(\/?)([a-z][\w-]*)/i.exec(part) ?? []
    if (tag === undefined) {
      if (now === own) add(part)
      continue
    }
    if (closing === '/') {
      const at = open.findLastIndex((one) => one.tag === tag)
      if (at >= 0) open.length = at
      continue
    }
    const lang = / lang="([^"]+)"/.exec(part)?.[1] ?? now
    if (lang === own) {
      for (const [, words = ''] of part.matchAll(SPOKEN_ATTRIBUTES)) add(words)
      if (tag === 'meta' && SPOKEN_META.test(part)) add(/ content="([^"]*)"/.exec(part)?.[1] ?? '')
    }
    if (!VOID.has(tag) && !part.endsWith('/>')) open.push({ tag, lang })
  }
  return texts
}

/** Letters a language does not have; Latin ones are let through everywhere, for names. */
const FOREIGN: Readonly<Record<string, RegExp>> = {
  bg: /[јљњџѓќѕћђыэё]|\p{Script=Han}/iu,
  mk: /[йщъьюяыэёћђ]|\p{Script=Han}/iu,
  en: /\p{Script=Cyrillic}|\p{Script=Han}/u,
  fr: /\p{Script=Cyrillic}|\p{Script=Han}/u,
  it: /\p{Script=Cyrillic}|\p{Script=Han}/u,
  sr: /\p{Script=Cyrillic}|\p{Script=Han}/u,
  zh: /\p{Script=Cyrillic}/u,
}

type Variants = { readonly match: Readonly<Record<string, string>> }
/** A message as it may stand on a page: the words between its blanks, in each of its variants. */
const wordsOf = (message: unknown): string[] =>
  (typeof message === 'string' ? [message] : (message as readonly Variants[]).flatMap(({ match }) => Object.values(match))).flatMap((text) =>
    text
      .split(/\{\w+\}/)
      .map((piece) => piece.replace(/\s+/g, ' ').trim())
      .filter((piece) => /\p{L}{3}|\p{Script=Han}/u.test(piece)),
  )

/**
 * What on the page cannot be in `language`: texts with letters it does not have, and texts that are those of `keys` in another language of the catalogue and
 * not in this one. `names` are made-up names that are the same everywhere.
 */
export function strangersIn(html: string, language: string, catalogue: Catalogue, keys: Iterable<string>): string[] {
  const own = new Set<string>()
  const foreign = new Map<string, string>()
  for (const key of keys)
    for (const [other, messages] of Object.entries(catalogue)) {
      if (messages[key] === undefined) continue
      for (const words of wordsOf(messages[key])) {
        if (other === language) own.add(words)
        else foreign.set(words, `${other} ${key}`)
      }
    }
  return ownTexts(html).flatMap((text) => {
    if (FOREIGN[language]!.test(text)) return [text]
    if (own.has(text)) return []
    const pieces = [...new Set([text, ...text.split(/ [·/] |, |: /)].map((piece) => piece.trim()))]
    return pieces.flatMap((piece) => (foreign.has(piece) && !own.has(piece) ? [`${piece} (${foreign.get(piece)})`] : []))
  })
}
