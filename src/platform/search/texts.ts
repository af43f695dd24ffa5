// Finds records by the words of their texts, whatever form the words stand in, and shows what stands around them.
import { and, eq, inArray, or, sql, type SQLWrapper } from 'drizzle-orm'
import type { OfficeTx, SystemTx } from '../database/door.ts'
import { newId } from '../ids.ts'
import { textEntries } from './text-entry.table.ts'
import { tokensAsked, type Word, wordsOf } from './words.ts'

/** Letters of one piece: short enough that all asked words stand near each other, and far under PostgreSQL's megabyte of tokens. */
const PIECE = 12_000
/** PostgreSQL keeps no more than 255 places of a token and counts them to 16383. */
const MOST_PLACES = 255
const LAST_PLACE = 16_383

/** The text in pieces of about PIECE letters, cut between paragraphs or words. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + PIECE)
    if (end < text.length) {
      const cut = Math.max(text.lastIndexOf('\n', end), text.lastIndexOf(' ', end))
      if (cut > at + PIECE / 2) end = cut
    }
    pieces.push(text.slice(at, end).trim())
    at = end
  }
  return pieces.filter((piece) => piece !== '')
}

/** Names the office inside the index itself: offices that share a database never wade through each other's finds. No word has this shape. */
const officeToken = (officeId: string): string => `office-${officeId}`

function vectorOf(officeId: string, title: string, body: string): string {
  const places = new Map<string, string[]>()
  let place = 0
  const put = (text: string, weight: string): void => {
    for (const { token } of wordsOf(text)) {
      place = Math.min(place + 1, LAST_PLACE)
      const known = places.get(token) ?? []
      if (known.length < MOST_PLACES) known.push(`${place}${weight}`)
      places.set(token, known)
    }
  }
  put(title, 'A')
  put(body, '')
  return [`'${officeToken(officeId)}'`, ...[...places].map(([token, at]) => `'${token}':${at.join(',')}`)].join(' ')
}

export type IndexedText = { readonly language: string; readonly title: string; readonly body: string }

/** Replaces the texts under which a thing is found; null takes it out of the search. */
export async function indexText(tx: OfficeTx, thing: string, thingId: string, text: IndexedText | null): Promise<void> {
  await tx.delete(textEntries).where(and(eq(textEntries.officeId, tx.officeId), eq(textEntries.thing, thing), eq(textEntries.thingId, thingId)))
  if (text === null) return
  const { language, title } = text
  const pieces = piecesOf(text.body)
  const rows = (pieces.length === 0 ? [''] : pieces).map((body, part) => ({
    officeId: tx.officeId,
    id: newId(),
    thing,
    thingId,
    part,
    language,
    title,
    body,
    tokens: vectorOf(tx.officeId, title, body),
  }))
  // Few rows a statement: each may carry twelve thousand letters twice.
  for (let at = 0; at < rows.length; at += 20) await tx.insert(textEntries).values(rows.slice(at, at + 20))
}

/** Takes things that are gone for good out of the search, in every office; `gone` answers their ids. */
export const forgetTexts = (tx: SystemTx, thing: string, gone: SQLWrapper): Promise<unknown> =>
  tx.delete(textEntries).where(and(eq(textEntries.thing, thing), inArray(textEntries.thingId, gone)))

/** Gives the texts of a thing another title or language; the words of the body stay. */
export async function retitleText(tx: OfficeTx, thing: string, thingId: string, about: { language: string; title: string }): Promise<void> {
  const rows = await tx
    .select({ body: textEntries.body, part: textEntries.part })
    .from(textEntries)
    .where(and(eq(textEntries.officeId, tx.officeId), eq(textEntries.thing, thing), eq(textEntries.thingId, thingId)))
    .orderBy(textEntries.part)
  if (rows.length > 0) await indexText(tx, thing, thingId, { ...about, body: rows.map(({ body }) => body).join('\n') })
}

/** A thing that has the words, with the piece in which they weigh most. Greater `rank` is better. */
export type TextHit = { readonly thing: string; readonly thingId: string; readonly part: number; readonly rank: number }

/** The asked words in PostgreSQL's notation: all of them, the last one as a beginning while it is being typed. '' when nothing is asked. */
export function queryOf(query: string): string {
  const { tokens, typing } = tokensAsked(query)
  return tokens.map((token, index) => `'${token}'${typing && index === tokens.length - 1 ? ':*' : ''}`).join(' & ')
}

/** Pieces that are weighed: what has them all weighs about the same, and each costs its reading. */
const MOST_WEIGHED = 500

/**
 * Things in whose texts every asked word stands in one piece, best first, at most `limit`, each once. One query: the database's own function
 * `text_hits` looks in the index, which a query under row security may not, and only among the words of the office that asks.
 */
export async function findInTexts(tx: OfficeTx, query: string, options: { things: readonly string[]; limit: number; weighed?: number }): Promise<TextHit[]> {
  const asked = queryOf(query)
  if (asked === '') return []
  const { rows } = await tx.execute<{ thing: string; thing_id: string; part: number; rank: number }>(
    sql`select thing, thing_id, part, rank from text_hits(${asked}::tsquery, ${sql.param([...options.things])}::text[], ${options.weighed ?? MOST_WEIGHED}::int)`,
  )
  const best = new Map<string, TextHit>()
  for (const { thing, thing_id: thingId, part, rank } of rows) {
    const known = best.get(`${thing} ${thingId}`)
    if (known === undefined || rank > known.rank) best.set(`${thing} ${thingId}`, { thing, thingId, part, rank })
  }
  return [...best.values()].sort((a, b) => b.rank - a.rank || (a.thingId < b.thingId ? 1 : -1)).slice(0, options.limit)
}

/** A bit of a text, and which stretches of it are the asked words. */
export type Snippet = readonly { readonly text: string; readonly hit: boolean }[]

const AROUND = 70

/** What stands around the first find, cut between words; empty when only the title has the words. */
export function snippetOf(body: string, query: string): Snippet {
  const { tokens, typing } = tokensAsked(query)
  const last = tokens.at(-1) ?? ''
  const asked = new Set(tokens)
  const isHit = (token: string): boolean => asked.has(token) || (typing && token.startsWith(last))
  const hits: Word[] = []
  let [from, to] = [0, body.length]
  // The words after the stretch that is shown need not be looked at.
  for (const word of wordsOf(body)) {
    if (word.at > to) break
    if (!isHit(word.token)) continue
    if (hits.length === 0) {
      from = Math.max(0, word.at - AROUND)
      to = Math.min(body.length, word.end + 2 * AROUND)
    }
    hits.push(word)
  }
  const [first] = hits
  if (first === undefined) return []
  if (from > 0) from = Math.min(first.at, body.indexOf(' ', from) + 1 || from)
  if (to < body.length) to = Math.max(first.end, body.lastIndexOf(' ', to))
  const found: { text: string; hit: boolean }[] = []
  const line = (text: string): string => text.replace(/\s+/g, ' ')
  let at = from
  for (const { at: start, end } of hits) {
    if (start < at || end > to) continue
    if (start > at) found.push({ text: line(body.slice(at, start)), hit: false })
    found.push({ text: body.slice(start, end), hit: true })
    at = end
  }
  if (at < to) found.push({ text: line(body.slice(at, to)), hit: false })
  if (from > 0) found.unshift({ text: '… ', hit: false })
  if (to < body.length) found.push({ text: ' …', hit: false })
  return found
}

/** The snippets of many finds, by thing id; one query. */
export async function snippetsOf(tx: OfficeTx, hits: readonly TextHit[], query: string): Promise<Map<string, Snippet>> {
  if (hits.length === 0) return new Map()
  const rows = await tx
    .select({ thingId: textEntries.thingId, body: textEntries.body })
    .from(textEntries)
    .where(
      and(
        eq(textEntries.officeId, tx.officeId),
        or(...hits.map(({ thing, thingId, part }) => and(eq(textEntries.thing, thing), eq(textEntries.thingId, thingId), eq(textEntries.part, part)))),
      ),
    )
  return new Map(rows.map(({ thingId, body }) => [thingId, snippetOf(body, query)] as const))
}
