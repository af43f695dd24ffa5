// Takes the marks out of a Markdown text and leaves the words where they were.

/** The words of a Markdown text and its first heading. Header lines between `---` stay as plain lines. */
export function readMarkdown(source: string): { text: string; title: string | null } {
  const body = source.replace(/\r\n?/g, '\n').replace(/^\ufeff?---\n([^]*?)\n(?:---|\.\.\.)(?:\n|$)/, '$1\n\n')
  const heading = /^#{1,2}[ \t]+\S.*$/m.exec(body)?.[0]
  let inCode = false
  const lines: string[] = []
  for (const line of body.split('\n')) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) {
      inCode = !inCode
      continue
    }
    lines.push(inCode ? line : plainLine(line))
  }
  return { text: lines.join('\n'), title: heading === undefined ? null : plainLine(heading) }
}

function plainLine(line: string): string {
  if (/^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$/.test(line)) return ''
  if (/^ {0,3}\[[^\]]{1,200}\]:[ \t]*\S+/.test(line)) return ''
  if (line.includes('|') && line.includes('---') && /^[ \t:|-]+$/.test(line)) return ''
  const headed = /^ {0,3}#{1,6}[ \t]/.exec(line)?.[0]
  return inline(
    (headed === undefined
      ? line
      : line
          .slice(headed.length)
          .trim()
          .replace(/(?<!\S)#+$/, '')
          .trimEnd()
    )
      .replace(/^(?: {0,3}>[ \t]?)+/, '')
      .replace(/^([ \t]*)[*+-][ \t]+(?:\[[ xX]\][ \t]+)?/, '$1'),
  )
}

// Where a mark written with a backslash waits, out of the way of the other rules: the private use area.
const ESCAPED = 0xe100

// Each pattern is bounded, so that a line of nothing but marks stays fast.
function inline(line: string): string {
  return line
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, (_, mark: string) => String.fromCharCode(ESCAPED + mark.charCodeAt(0)))
    .replace(/!\[([^\][]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+"[^"]{0,500}")?\)/g, '$1')
    .replace(/\[([^\][]{1,500})\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:[ \t]+"[^"]{0,500}")?\)/g, '$1')
    .replace(/\[([^\][]{1,500})\]\[[^\][]{0,200}\]/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^<>\s]{1,2000})>/g, '$1')
    .replace(/<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,1000})?\/?>/gi, '')
    .replace(/(\*{1,3})(?=\S)([^*]{0,2000}?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]{0,2000}?\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~(?=\S)([^~]{0,2000}?\S)~~/g, '$1')
    .replace(/`{1,2}([^`]{1,500})`{1,2}/g, '$1')
    .replace(/(?:(?<! ) {2,}|\\)$/, '')
    .replace(/[\ue100-\ue17f]/g, (kept) => String.fromCharCode(kept.charCodeAt(0) - ESCAPED))
}
