// The lines above a text that say where it is from, when it appeared and whose it is; and the date a text gives itself.
import { boundsOf, isDay, isWholeDay } from './days.ts'
import { datesIn } from './dates.ts'
import { openPage } from './page.ts'

/** `bodyStart` is where the text itself begins. `published` is undefined when the head does not say, null when it says unknown. */
export type Head = { source?: string; published?: string | null; home?: { name: string; country: string }; bodyStart: number }

const LINE = /^(source|published|home):[ \t]*(.*?)[ \t]*\r?(?:\n|$)/i

/** Splits "Троян, BG" at its last comma; undefined when it is not a name and a two-letter country. */
export function homeFrom(text: string): { name: string; country: string } | undefined {
  const parts = /^(.{1,120}),\s*([A-Za-z]{2})$/.exec(text.trim())
  return parts?.[1] && parts[2] ? { name: parts[1].trim(), country: parts[2].toUpperCase() } : undefined
}

const dayFrom = (text: string): string | null => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? text : null
}

/** Reads header lines at the very beginning, up to the first line that is none. A text without them is all body. */
export function readHead(text: string): Head {
  const head: Head = { bodyStart: 0 }
  let at = text.startsWith('\ufeff') ? 1 : 0
  let hit = LINE.exec(text.slice(at, at + 2000))
  while (hit) {
    const [whole, name = '', value = ''] = hit
    if (name.toLowerCase() === 'source') head.source = value
    else if (name.toLowerCase() === 'published') head.published = dayFrom(value)
    else {
      const home = homeFrom(value)
      if (home) head.home = home
    }
    at += whole.length
    hit = LINE.exec(text.slice(at, at + 2000))
  }
  if (at > 1) at += /^[ \t\r]*\n/.exec(text.slice(at))?.[0].length ?? 0
  head.bodyStart = at
  return head
}

/** The day a text dates itself by: a full date standing alone, or nearly so, in one of its first lines. Null when there is none. */
export function guessPublished(text: string): string | null {
  const page = openPage(text.slice(0, 3000))
  for (const paragraph of page.paragraphs.slice(0, 6)) {
    if (paragraph.end - paragraph.start > 60) continue
    const fold = page.fold.slice(paragraph.start, paragraph.end)
    const date = datesIn(fold, 0, page.language, null, false).find(({ iso }) => isWholeDay(iso))
    const rest = date ? fold.slice(0, date.start) + fold.slice(date.end) : fold
    // a time of day or more days to come belong to a programme, not to the item
    if (date?.iso && boundsOf(date.iso) && rest.replace(/[\p{P}\s]/gu, '').length < 14 && !/\d/.test(rest)) return date.iso
  }
  return null
}
