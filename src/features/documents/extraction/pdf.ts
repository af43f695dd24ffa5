// Reads the words of a PDF and puts lines together into paragraphs again by where they stand on the page.
import { getDocumentProxy } from 'unpdf'
import { MAX_PDF_PAGES, MAX_TEXT_BYTES, trouble, type Note, type Read, type Trouble } from './extracted.ts'

/** A printed line: baseline and edges in points from the lower left corner, size of its letters in points. */
type Line = { text: string; y: number; x: number; end: number; size: number }

/** Text with an empty line between paragraphs; hyphens at line ends and page numbers are gone. */
export async function readPdf(bytes: Uint8Array): Promise<Read | Trouble> {
  let pdf
  try {
    pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, useSystemFonts: false, enableXfa: false })
  } catch (error) {
    return trouble(error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged')
  }
  if (pdf.numPages > MAX_PDF_PAGES) return trouble('too-many-pages')
  const pages: Line[][] = []
  let characters = 0
  let broken = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number)
      const lines = linesOf((await page.getTextContent()).items)
      page.cleanup()
      pages.push(lines)
      for (const line of lines) characters += line.text.length
    } catch {
      broken++
      pages.push([])
    }
    if (characters > MAX_TEXT_BYTES) return trouble('too-much-text')
  }
  if (broken > 0 && broken === pdf.numPages) return trouble('damaged')
  const empty = pages.flatMap((lines, index) => (lines.some(({ text }) => /\p{L}/u.test(text)) ? [] : [index + 1]))
  const whole = paragraphs(withoutFurniture(pages))
  if (empty.length === pages.length)
    return trouble(
      unnamed(
        pages
          .flat()
          .map(({ text }) => text)
          .join(''),
      )
        ? 'letters-unknown'
        : 'scanned',
    )
  if (unnamed(whole)) return trouble('letters-unknown')
  const notes: Note[] = empty.length > 0 ? [{ about: 'pages-without-text', pages: empty }] : []
  return { ok: true, text: whole, title: null, published: null, notes }
}

/** Whether the fonts do not say which letters they draw: what comes out are private or replacement characters. */
function unnamed(text: string): boolean {
  const marks = text.replace(/\s/g, '')
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const unknown = marks.match(/[\u0000-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/g)?.length ?? 0
  return unknown > 0 && unknown * 4 > marks.length
}

function linesOf(items: readonly object[]): Line[] {
  const lines: Line[] = []
  let line: Line | null = null
  for (const item of items) {
    if (!('str' in item) || !('transform' in item) || typeof item.str !== 'string' || !Array.isArray(item.transform)) continue
    const [, , skewX, scaleY, x, y] = item.transform.map(Number) as [number, number, number, number, number, number]
    const width = 'width' in item && typeof item.width === 'number' ? item.width : 0
    const size = Math.hypot(skewX, scaleY) || 10
    const blank = item.str.trim() === ''
    if (line !== null && blank) {
      if (item.str !== '' && !line.text.endsWith(' ')) line.text += ' '
    } else if (line !== null && Math.abs(y - line.y) <= 0.6 * Math.max(size, line.size) && x >= line.end - size) {
      if (x - line.end > 0.2 * size && !line.text.endsWith(' ') && !item.str.startsWith(' ')) line.text += ' '
      line.text += item.str
      line.end = Math.max(line.end, x + width)
      line.size = Math.max(line.size, size)
    } else if (!blank) {
      line = { text: item.str, y, x, end: x + width, size }
      lines.push(line)
    }
    if ('hasEOL' in item && item.hasEOL === true && line !== null && !line.text.endsWith(' ')) line.text += ' '
  }
  return lines.map((found) => ({ ...found, text: found.text.trim() })).filter(({ text }) => text !== '')
}

/** Pages without what the printer adds to each: page numbers, and a first or last line that most pages share. */
function withoutFurniture(pages: Line[][]): Line[][] {
  const masked = (line: Line | undefined): string => line?.text.replace(/\d+/g, '#') ?? ''
  const common = (at: (lines: Line[]) => Line | undefined): Set<string> => {
    const count = new Map<string, number>()
    for (const lines of pages) if (lines.length > 1) count.set(masked(at(lines)), (count.get(masked(at(lines))) ?? 0) + 1)
    return new Set([...count].filter(([text, times]) => text !== '' && times >= 3 && times * 10 >= pages.length * 6).map(([text]) => text))
  }
  const heads = common((lines) => lines[0])
  const feet = common((lines) => lines.at(-1))
  const isNumber = (line: Line | undefined): boolean =>
    pages.length > 1 && /^(?:стр\.?|page|p\.)?[\s–—-]*\d{1,4}(?:\s*(?:\/|от|of)\s*\d{1,4})?[\s–—-]*$/iu.test(line?.text ?? '')
  return pages.map((lines) => {
    const kept = [...lines]
    if (kept.length > 1 && (heads.has(masked(kept[0])) || isNumber(kept[0]))) kept.shift()
    if (kept.length > 1 && (feet.has(masked(kept.at(-1))) || isNumber(kept.at(-1)))) kept.pop()
    return kept
  })
}

const median = (values: number[]): number | undefined => values.sort((one, other) => one - other)[Math.floor(values.length / 2)]
const endsSentence = (text: string): boolean => /[.!?…:;]["“”»)]{0,9}$/.test(text.slice(-10))

function paragraphs(pages: Line[][]): string {
  const all = pages
    .flat()
    .map(({ text }) => text)
    .join('\n')
  let text = ''
  let before: Line | null = null
  for (const lines of pages) {
    const steps = lines
      .slice(1)
      .map((line, index) => (lines[index]?.y ?? 0) - line.y)
      .filter((step) => step > 0)
    const right = Math.max(0, ...lines.map(({ end }) => end))
    const left = Math.min(...lines.map(({ x }) => x))
    const usual = steps.length >= 4 ? median(steps) : undefined
    lines.forEach((line, index) => {
      if (before === null) text = line.text
      else if (index === 0 || line.y >= before.y)
        text = endsSentence(text) || before.size > line.size * 1.15 ? `${text}\n\n${line.text}` : joined(text, line.text, all)
      else if (breaksBefore(line, before, usual ?? 1.35 * before.size, left, right)) text += `\n\n${line.text}`
      else text = joined(text, line.text, all)
      before = line
    })
  }
  return text
}

function breaksBefore(line: Line, before: Line, usual: number, left: number, right: number): boolean {
  if (before.y - line.y > 1.4 * usual) return true
  if (Math.abs(line.size - before.size) > 0.15 * Math.max(line.size, before.size)) return true
  if (endsSentence(before.text) && before.end < right - 0.15 * (right - left)) return true
  return line.x > before.x + 0.8 * line.size && line.x < left + 6 * line.size && Math.abs(before.x - left) < 1
}

/** The next line added to a text; a word cut by a hyphen becomes one unless the whole document writes it with the hyphen elsewhere. */
function joined(text: string, next: string, all: string): string {
  const cut = /(\p{L}+)[-\u00ad\u2010]$/u.exec(text.slice(-80))
  const rest = /^\p{Ll}+/u.exec(next)
  if (cut === null || rest === null) return `${text} ${next}`
  const hyphenated = `${cut[1]}-${rest[0]}`
  return all.includes(hyphenated) ? text + next : text.slice(0, -1) + next
}
