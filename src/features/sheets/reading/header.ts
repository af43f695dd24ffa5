// Guesses which row names the columns and what each column holds: by its name in seven languages, then by what stands in it.
import { countryByName } from '#features/places/gazetteer/countries.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { readDate } from '#platform/written-dates.ts'
import type { TableRow } from './limits.ts'

/** Folded words that name a field, each a whole heading; `begins` are enough at a heading's beginning. */
export type FieldWords = { readonly field: string; readonly words: readonly string[]; readonly begins?: readonly string[] }

export const foldHeading = (heading: string): string =>
  foldLetters(heading.normalize('NFKC'))
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which field a heading names; null when it names none we know. */
export function fieldNamed(heading: string, fields: readonly FieldWords[]): string | null {
  const folded = foldHeading(heading)
  if (folded === '') return null
  const whole = fields.find(({ words }) => words.some((word) => foldHeading(word) === folded))
  if (whole !== undefined) return whole.field
  // The longest beginning speaks most surely.
  let best: { field: string; length: number } | null = null
  for (const { field, words, begins = [] } of fields)
    for (const word of [...words, ...begins]) {
      const start = foldHeading(word)
      if (start.length >= 3 && folded.startsWith(start) && (best === null || start.length > best.length)) best = { field, length: start.length }
    }
  return best?.field ?? null
}

const LOOKED_AT = 20

/** The place in `rows` of the row that names the columns; null when the table begins with its first record. */
export function headerAt(rows: readonly TableRow[], fields: readonly FieldWords[]): number | null {
  let best: { at: number; known: number } | null = null
  for (const [at, { cells }] of rows.slice(0, LOOKED_AT).entries()) {
    const known = new Set(cells.map((cell) => (cell.length > 80 ? null : fieldNamed(cell, fields))).filter((field) => field !== null)).size
    if (known > (best?.known ?? 0)) best = { at, known }
  }
  if (best !== null && (best.known >= 2 || (rows[best.at]!.cells.length === 1 && best.known === 1))) return best.at
  // Nothing we know the words of: the first row of several cells is a heading unless it holds what only a record holds.
  const first = rows.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length >= 2)
  if (first === -1) return null
  const record = rows[first]!.cells.some(
    (cell) => cell !== '' && (/\d{4}/.test(cell) || readDate(cell) !== null || /@|^https?:/.test(cell) || countryByName(cell) !== undefined),
  )
  return record ? null : first
}

const share = (cells: readonly string[], like: (cell: string) => boolean): number => (cells.length === 0 ? 0 : cells.filter(like).length / cells.length)

/** What a column holds by the look of its cells: `email`, `website`, `wikidata`, `country`, `date`, `phone` or nothing to go by. */
export function kindOfCells(all: readonly string[]): 'email' | 'website' | 'wikidata' | 'country' | 'date' | 'phone' | null {
  const cells = all.filter((cell) => cell !== '').slice(0, 200)
  if (cells.length === 0) return null
  if (share(cells, (cell) => /^\S+@\S+\.\S+$/.test(cell)) > 0.7) return 'email'
  if (share(cells, (cell) => /^(?:https?:\/\/(?:www\.)?wikidata\.org\/\S+|Q\d+)$/i.test(cell)) > 0.7) return 'wikidata'
  if (share(cells, (cell) => /^(?:https?:\/\/|www\.)\S+$/i.test(cell)) > 0.7) return 'website'
  if (share(cells, (cell) => countryByName(cell) !== undefined || /^[A-Z]{2}$/.test(cell)) > 0.6) return 'country'
  if (share(cells, (cell) => readDate(cell) !== null) > 0.6) return 'date'
  if (share(cells, (cell) => /^[+0][\d\s()/.-]{5,}$/.test(cell)) > 0.6) return 'phone'
  return null
}
