// Reads a table that is text: which letters, what stands between the cells, and which rows were written in another character set than the rest.
import { streamCsvRows } from 'hucre/csv'
import { decodeBytes } from '#features/documents/extraction/charset.ts'
import { LONGEST_CELL, trouble, type LetterDoubt, type TableFormat, type TableRead, type Trouble } from './limits.ts'
import { RowGatherer } from './workbook.ts'

/** Stands in a row whose letters were guessed, until the row is read; from the range no language uses. */
const GUESSED = '\uE000'
const LOST = '\uFFFD'
const NEWLINE = 10

const strict = new TextDecoder('utf-8', { fatal: true })
const inUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}
const beyondAscii = (bytes: Uint8Array): boolean => bytes.some((byte) => byte > 127)

export type Letters = { readonly text: string; readonly charset: string }

/** The whole as text. A file put together from several may hold rows of another character set: those are decoded for themselves and marked. */
export function lettersOf(bytes: Uint8Array): Letters | null {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const whole = utf16 ? null : inUtf8(bytes)
  if (whole !== null && !whole.includes('\u0000')) return { text: whole.replaceAll(GUESSED, ''), charset: 'utf-8' }
  if (utf16 || bytes.subarray(0, 4096).includes(0)) {
    const decoded = decodeBytes(utf16 ? bytes.subarray(0, bytes.length & ~1) : bytes)
    return decoded === null ? null : { text: decoded.text.replaceAll(GUESSED, ''), charset: decoded.charset }
  }
  const lines = linesOf(bytes)
  const decoded = lines.map(inUtf8)
  const strange = lines.filter((_, index) => decoded[index] === null)
  const proven = lines.some((line, index) => decoded[index] !== null && beyondAscii(line))
  const other = otherSet(strange, proven ? decoded.join('\n') : '')
  const decoder = new TextDecoder(other)
  const read = lines.map((line, index) => decoded[index]?.replaceAll(GUESSED, '') ?? marked(decoder.decode(line), proven))
  return { text: read.join('\n'), charset: proven ? 'utf-8' : other }
}

/** The mark stands after the first strange letter: at either end of the row it would stand between a cell and its quotation mark. */
const marked = (line: string, mixed: boolean): string => (mixed ? line.replace(/[^\u0000-\u007f]/u, (letter) => letter + GUESSED) : line)

function otherSet(lines: readonly Uint8Array[], rest: string): string {
  const together = Buffer.concat(lines.flatMap((line) => [line, Buffer.from([NEWLINE])]))
  const guessed = decodeBytes(together)
  if (guessed !== null && guessed.charset !== 'utf-8') return guessed.charset
  // Single names say too little to be recognised by their letters: the rest of the file does.
  return rest === '' || /\p{Script=Cyrillic}/u.test(rest) ? 'windows-1251' : 'windows-1252'
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let from = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
    lines.push(bytes.subarray(from, at))
    from = at + 1
  }
  lines.push(bytes.subarray(from))
  return lines
}

const DELIMITERS = ['\t', ';', '|', ','] as const
const SAMPLE_LINES = 40

/** How many cells each of the first lines has with a delimiter; what stands in quotation marks does not count. */
function widths(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let empty = true
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && sign === delimiter) cells += 1
    else if (!quoted && sign === '\n') {
      if (!empty) counts.push(cells)
      if (counts.length >= SAMPLE_LINES) return counts
      cells = 1
      empty = true
      continue
    }
    if (sign !== '\r') empty = false
  }
  return empty ? counts : [...counts, cells]
}

/** The delimiter that gives most lines the same number of cells; of equals the one that stands least often in running text. */
export function delimiterOf(text: string): string {
  const said = /^\uFEFF?sep=([;,|\t])\r?\n/i.exec(text)?.[1]
  if (said !== undefined) return said
  const sample = text.slice(0, 200_000)
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = widths(sample, delimiter)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 1
    if (usual < 2) continue
    const score = counts.filter((count) => count === usual).length / counts.length
    if (score > best.score + 0.1) best = { delimiter, score }
  }
  return best.delimiter
}

/** Excel's own way of keeping a number from being computed: ="0012". */
const plain = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell

export function readTextTable(text: string, format: Extract<TableFormat, 'csv' | 'pasted'>, charset: string): TableRead | Trouble {
  const delimiter = delimiterOf(text)
  const body = text.replace(/^\uFEFF/, '').replace(/^sep=[;,|\t]\r?\n/i, '')
  const gathered = new RowGatherer()
  let position = text.length === body.length || !/^\uFEFF?sep=/i.test(text) ? 0 : 1
  for (const values of streamCsvRows(body.replace(/\r\n?/g, '\n'), { delimiter })) {
    position += 1
    let doubt: LetterDoubt | null = null
    const cells = values.map((value) => {
      const cell = String(value ?? '')
      if (cell.includes(GUESSED)) doubt ??= 'guessed'
      if (cell.includes(LOST)) doubt = 'lost'
      return plain(cell.replaceAll(GUESSED, '').replaceAll('\u0000', '').trim()).slice(0, LONGEST_CELL + 1)
    })
    const refused = gathered.add(position, cells, doubt)
    if (refused !== null) return refused
  }
  return { ok: true, format, sheets: [''], sheet: '', rows: gathered.rows, charset, delimiter }
}

export function readTextFile(bytes: Uint8Array): TableRead | Trouble {
  const letters = lettersOf(bytes)
  if (letters === null) return trouble('charset')
  // Many systems call a web page .xls.
  if (/^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|table|meta|style)/i.test(letters.text.slice(0, 2000))) return trouble('web-page')
  return readTextTable(letters.text, 'csv', letters.charset)
}
