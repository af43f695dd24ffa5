// Makes a text fit to be read and pointed into: one kind of line end, no invisible characters, composed letters.

// Zero-width and direction marks, soft hyphen, byte order mark, interlinear and tag characters: nobody sees them, and they split words.
const INVISIBLE = /[\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g
const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

/** The text as every later step sees it. Done once, here, because spans count characters of the result. */
export function cleanText(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028]/g, '\n')
    .replace(/[\v\f\u2029]/g, '\n\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(SPACES, ' ')
    .normalize('NFC')
    .replace(/(?<! ) +\n/g, '\n') // the look behind keeps a million spaces linear
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A line for people (title, name of an attachment): cleaned, on one line, at most `most` characters. */
export function cleanLine(raw: string | null | undefined, most = 300): string | null {
  const line = cleanText(raw ?? '').replace(/\s+/g, ' ')
  if (line === '') return null
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line
}

/** A file's name without folders, invisible or dangerous characters; `файл` parts of any script stay. Empty names become `-`. */
export function safeFileName(raw: string): string {
  const last = raw.split(/[/\\]/).at(-1) ?? ''
  const name = (cleanLine(last, 120) ?? '').replace(/[<>:"|?*]/g, '_').replace(/^\.+/, '')
  return name === '' ? '-' : name
}

/** Whether there is anything to read: at least one letter of any script. */
export const hasLetters = (text: string): boolean => /\p{L}/u.test(text)

/** The day at the head of an ISO date or time, or null when there is no such day. */
export function isoDay(stated: string | null | undefined): string | null {
  const found = /^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(stated ?? '')
  if (!found) return null
  return realDay(Number(found[1]), Number(found[2]), Number(found[3]))
}

/** YYYY-MM-DD when the calendar has that day, else null. Month from 1. */
export function realDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1000 || date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}
