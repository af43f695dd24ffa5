// The citizens' search: public rows held by their words in all their forms and by their names in any script; nothing else is ever compared.
import { addresses } from '#addresses'
import { documentKindName } from '#features/documents/document.ts'
import { eventDateInWords, eventKindName } from '#features/events/event.ts'
import { countryName } from '#features/organisations/naming.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import type { KnownQuery } from '#platform/http/list-query.ts'
import { nameKey, withinOneTypo } from '#platform/names/name-key.ts'
import { type Snippet, snippetOf } from '#platform/search/texts.ts'
import { tokensAsked, wordsOf } from '#platform/search/words.ts'
import { currentLanguage, SITE_LANGUAGES, type SiteLanguage, speakingIn } from '#platform/texts/language.ts'
import { type LocalText, reading } from '#platform/texts/local-text.ts'
import { inLanguage, partnerName, said, type Said } from '../site.ts'
import type { Searchable } from './search.queries.ts'

export const SEARCH_KINDS = ['partner', 'event', 'act', 'document', 'digest'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

const kindNames: Readonly<Record<SearchKind, () => string>> = {
  partner: () => m.website_search_partners(),
  event: () => m.website_search_events(),
  act: () => m.website_search_acts(),
  document: () => m.website_search_documents(),
  digest: () => m.website_news_digest(),
}
export const searchKindName = (kind: SearchKind): string => kindNames[kind]()

type Entry = {
  readonly kind: SearchKind
  readonly id: string
  /** For the order: later is nearer to what is asked. */
  readonly day: string
  /** The words of the names and of the whole, each once; and the names' words in one script. */
  readonly title: ReadonlySet<string>
  readonly tokens: ReadonlySet<string>
  readonly keys: readonly string[]
  readonly texts: readonly LocalText[]
  /** The one language in which it is told; null: in all it was written in. */
  readonly only: SiteLanguage | null
}
/** What a search goes through: made once and kept until something public changes. */
export type SearchIndex = {
  readonly entries: readonly Entry[]
  /** Every word there is, in the order of the alphabet, with the entries that have it: beginnings are found without looking at each. */
  readonly words: readonly { readonly token: string; readonly entries: readonly Entry[] }[]
  readonly read: Searchable
}

const renderings = (text: LocalText): string[] => Object.values(text.in).map(({ text: words }) => words)
const tokensIn = (texts: readonly string[]): Set<string> => new Set(texts.flatMap((text) => [...wordsOf(text)].map(({ token }) => token)))

function entry(kind: SearchKind, id: string, day: string, names: readonly string[], texts: readonly LocalText[], more: readonly string[] = []): Entry {
  return {
    kind,
    id,
    day,
    title: tokensIn(names),
    tokens: tokensIn([...names, ...more, ...texts.flatMap(renderings)]),
    keys: [...new Set(names.flatMap((name) => nameKey(name).split(' ')))].filter((key) => key !== ''),
    texts,
    only: null,
  }
}

/** „2024-10-bg“: a month's report in one of its languages. */
const digestId = ({ month, language }: Pick<Searchable['digests'][number], 'month' | 'language'>): string => `${month}-${language}`
const inOne = (text: string, language: string): LocalText => ({ source: language, in: { [language]: { text, at: '', checked: false } } })

/** Found by the words of its own language, and shown to readers of another only where the month cannot be read in theirs. */
function digestEntry(digest: Searchable['digests'][number]): Entry {
  const { title, blocks, language, month } = digest
  const paragraphs = blocks.filter(({ kind }) => kind !== 'title').map(({ sentences }) => inOne(sentences.map(({ text }) => text).join(' '), language))
  return { ...entry('digest', digestId(digest), `${month}-28`, [title], paragraphs), only: language }
}

/** Of public rows and their public columns only. */
export function searchIndex(read: Searchable): SearchIndex {
  const countries = (code: string): string[] => SITE_LANGUAGES.map((language) => speakingIn(language, () => countryName(code)))
  const entries = [
    ...read.partnerships.map(({ slug, partner, summary, milestones }) => {
      const place = partner.placeId === null ? undefined : read.places.get(partner.placeId)
      const names = [
        ...renderings(partner.name),
        ...(partner.nativeName === null ? [] : [partner.nativeName]),
        ...(place === undefined ? [] : SITE_LANGUAGES.map((language) => nameFor(place, language))),
      ]
      const more = [...countries(partner.country), ...milestones.flatMap(({ documentNumber }) => documentNumber ?? [])]
      return entry('partner', slug, '9999', names, [summary, ...milestones.map(({ note }) => note)], more)
    }),
    ...read.events.map((event) => entry('event', event.id, event.firstDay ?? '', renderings(event.title), [event.summary], [event.occasion, event.placeText])),
    ...read.acts.map((act) => entry('act', act.id, act.date ?? '', renderings(act.title), [])),
    ...read.digests.map(digestEntry),
    ...read.documents.map((paper) => entry('document', paper.id, paper.date ?? '', renderings(paper.title), [])),
  ]
  const having = new Map<string, Entry[]>()
  for (const one of entries)
    for (const token of one.tokens) {
      const there = having.get(token)
      if (there === undefined) having.set(token, [one])
      else there.push(one)
    }
  const words = [...having].map(([token, those]) => ({ token, entries: those })).sort((a, b) => (a.token < b.token ? -1 : 1))
  return { read, entries, words }
}

/** Entries with a word that begins so. */
export function beginningWith({ words }: SearchIndex, beginning: string): ReadonlySet<Entry> {
  let [from, until] = [0, words.length]
  while (from < until) {
    const middle = (from + until) >> 1
    if (words[middle]!.token < beginning) from = middle + 1
    else until = middle
  }
  const found = new Set<Entry>()
  for (let at = from; words[at]?.token.startsWith(beginning) === true; at += 1) for (const one of words[at]!.entries) found.add(one)
  return found
}

/** Letters of a question; whoever pastes a page is asked for fewer. */
export const MOST_ASKED = 120
/** What of its address the page reads, as it must stand there to be kept. */
export const SEARCH_QUERY = {
  q: (value) => value.length <= MOST_ASKED && !/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/.test(value),
  after: (value) => /^[a-z]+-[a-z0-9-]{1,80}$/.test(value),
} satisfies KnownQuery
export const RESULTS_A_PAGE = 20

export type SearchResult = {
  readonly kind: SearchKind
  readonly id: string
  readonly title: Said
  readonly href: string
  /** „Посещение · 12–14 октомври 2024 г.“ */
  readonly about: string
  readonly snippet: { readonly parts: Snippet; readonly lang: string | undefined } | null
}
export type SearchView = {
  readonly q: string
  readonly found: number
  readonly results: readonly SearchResult[]
  /** Kind and id of the last result, after which the next page begins. */
  readonly next: string | null
}

/** `begun`: of the word still being typed, the entries with a word that begins so. */
type Asked = { readonly token: string; readonly key: string; readonly begun: ReadonlySet<Entry> | null }

function askedWords(index: SearchIndex, q: string): Asked[] {
  const { typing } = tokensAsked(q)
  const words = [...wordsOf(q)]
  const asked = words.map(({ token, at, end }, place) => ({
    token,
    key: nameKey(q.slice(at, end)),
    begun: typing && place === words.length - 1 ? beginningWith(index, token) : null,
  }))
  return asked.filter((one, place) => asked.findIndex(({ token }) => token === one.token) === place).slice(0, 12)
}

/** 0: every word is among the names · 1: some only in the text · null: not all are there. */
function fits(one: Entry, asked: readonly Asked[], forgiving: boolean): number | null {
  let rank = 0
  for (const { token, key, begun } of asked) {
    const named =
      one.title.has(token) ||
      (key.length >= 2 && one.keys.some((word) => word === key || (key.length >= 3 && word.startsWith(key)))) ||
      (begun?.has(one) === true && [...one.title].some((word) => word.startsWith(token))) ||
      (forgiving && key.length >= 4 && one.keys.some((word) => withinOneTypo(word, key)))
    if (named) continue
    if (!one.tokens.has(token) && begun?.has(one) !== true) return null
    rank = 1
  }
  return rank
}

/** The address and words of a result in the reader's language; null for what no page shows. */
function resultOf({ kind, id, texts }: Entry, read: Searchable, q: string, paper: Snippet | undefined): SearchResult | null {
  const lang = currentLanguage()
  const around = ((): SearchResult['snippet'] => {
    if (paper !== undefined) return paper.length === 0 ? null : { parts: paper, lang: undefined }
    for (const text of texts) {
      const first = reading(text).language
      for (const language of [first, ...Object.keys(text.in).filter((one) => one !== first)]) {
        const parts = snippetOf(text.in[language]?.text ?? '', q)
        if (parts.length > 0) return { parts, lang: inLanguage('', language).lang }
      }
    }
    return null
  })()
  const made = (title: Said, href: string, about: readonly string[]): SearchResult => ({
    kind,
    id,
    title,
    href,
    about: about.filter((part) => part !== '').join(' · '),
    snippet: around,
  })
  if (kind === 'partner') {
    const found = read.partnerships.find(({ slug }) => slug === id)!
    const place = (found.partner.placeId === null ? undefined : read.places.get(found.partner.placeId)) ?? null
    return made(partnerName(found.partner, place), addresses.sitePartner({ lang, slug: id }), [
      countryName(found.partner.country),
      partnershipTypeName(found.type),
    ])
  }
  if (kind === 'event') {
    const event = read.events.find((one) => one.id === id)!
    return made(said(event.title) ?? { text: eventKindName(event.kind) }, addresses.siteEvent({ lang, id }), [
      eventKindName(event.kind),
      event.date === null ? '' : eventDateInWords(event.date),
      event.cancelledOn === null ? '' : m.website_news_cancelled(),
    ])
  }
  if (kind === 'act') {
    const act = read.acts.find((one) => one.id === id)!
    const partner = read.partnerships.find(({ organisationId }) => act.partnerIds.includes(organisationId))
    const href = partner === undefined ? addresses.siteNews({ lang }) : `${addresses.sitePartner({ lang, slug: partner.slug })}#act-${id}`
    const title = said(act.title)
    return title === null ? null : made(title, href, [act.date === null ? '' : eventDateInWords(act.date)])
  }
  if (kind === 'digest') {
    const digest = read.digests.find((one) => digestId(one) === id)!
    const title = inLanguage(digest.title, digest.language)
    return made(title, addresses.siteDigest({ lang: digest.language, month: digest.month }), [dateInWords(digest.day)])
  }
  const paperFound = read.documents.find((one) => one.id === id)!
  return made(said(paperFound.title) ?? { text: documentKindName(paperFound.kind) }, addresses.siteDocument({ lang, id }), [
    documentKindName(paperFound.kind),
    paperFound.date === null ? '' : dateInWords(paperFound.date),
  ])
}

/** A page of what answers, the best first. `papers`: public documents whose file has the words, by id. */
export function searchView(index: SearchIndex, q: string, papers: ReadonlyMap<string, Snippet>, after: string | null): SearchView {
  const { entries, read } = index
  const asked = askedWords(index, q)
  if (asked.length === 0) return { q, found: 0, results: [], next: null }
  const lang = currentLanguage()
  const ownMonths = new Set(read.digests.flatMap(({ month, language }) => (language === lang ? [month] : [])))
  const isToldHere = ({ only, id }: Entry): boolean => only === null || only === lang || !ownMonths.has(id.slice(0, 7))
  const through = (forgiving: boolean) =>
    entries.flatMap((one) => {
      if (!isToldHere(one)) return []
      const rank = fits(one, asked, forgiving)
      return rank !== null ? [{ one, rank }] : one.kind === 'document' && papers.has(one.id) ? [{ one, rank: 2 }] : []
    })
  const exact = through(false)
  const hits = (exact.length > 0 ? exact : through(true)).sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.one.kind === 'partner') - Number(a.one.kind === 'partner') ||
      (a.one.day < b.one.day ? 1 : a.one.day > b.one.day ? -1 : a.one.id < b.one.id ? -1 : 1),
  )
  const keyOf = ({ one }: { one: Entry }): string => `${one.kind}-${one.id}`
  const at = after === null ? 0 : hits.findIndex((hit) => keyOf(hit) === after) + 1
  const page = hits.slice(at, at + RESULTS_A_PAGE)
  return {
    q,
    found: hits.length,
    results: page.flatMap(({ one }) => resultOf(one, read, q, one.kind === 'document' ? papers.get(one.id) : undefined) ?? []),
    next: at + RESULTS_A_PAGE < hits.length ? keyOf(page.at(-1)!) : null,
  }
}
