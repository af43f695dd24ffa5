// Reads the words of an OpenDocument text (.odt), paragraph by paragraph.
import { openPackage } from './archive.ts'
import { trouble, type Read, type Trouble } from './extracted.ts'

const ENDS_PARAGRAPH = new Set(['text:p', 'text:h'])
/** Words beside the text: what was deleted but is remembered, remarks, and what a field would say. */
const SILENT = new Set(['text:tracked-changes', 'office:annotation', 'office:settings', 'office:scripts', 'text:sequence-decls'])
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,5}));/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** Text with an empty line between paragraphs (OpenDocument 1.3, part 3, §5 and §6). */
export async function readOpenDocument(bytes: Uint8Array): Promise<Read | Trouble> {
  const opened = await openPackage(bytes)
  if (!opened.ok) return opened
  const content = opened.parts.get('content.xml')?.toString('utf8')
  if (content === undefined) return trouble('damaged')
  if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY')) return trouble('unsafe')
  let text = ''
  let silent = 0
  for (const [token, closing, tag] of content.matchAll(/<[?!][^>]*>|<(\/?)([a-z][\w:.-]*)[^>]*>|[^<]+/gi)) {
    if (tag === undefined) {
      if (silent === 0 && !token.startsWith('<')) text += unescaped(token.replace(/\s+/g, ' '))
      continue
    }
    const alone = token.endsWith('/>')
    if (SILENT.has(tag)) {
      if (!alone) silent += closing === '/' ? -1 : 1
    } else if (silent > 0) continue
    else if (ENDS_PARAGRAPH.has(tag) && (closing === '/' || alone)) text += '\n\n'
    else if (tag === 'text:line-break') text += '\n'
    else if (tag === 'text:tab' || tag === 'text:s' || tag === 'table:table-cell') text += ' '
  }
  return { ok: true, text, title: null, published: null, notes: [] }
}
