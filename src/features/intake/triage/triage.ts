// What triage knows of a text: by which door it came, whence its day is, and how much it is worth ten minutes.
import { m } from '#messages'

/** batch: a file of an archive or folder · mail: a letter or what was attached to one · feed: an item of a watched feed. */
export const DOORS = ['batch', 'mail', 'feed'] as const
export type Door = (typeof DOORS)[number]

/** feed, mail: the day it was sent · stated: the file says so itself · name: its file's name · text: a line of the text · none: nobody knows. */
export type Dated = 'feed' | 'mail' | 'stated' | 'name' | 'text' | 'none'

const datedNames: Readonly<Record<Dated, () => string>> = {
  feed: m.intake_triage_dated_feed,
  mail: m.intake_triage_dated_mail,
  stated: m.intake_triage_dated_stated,
  name: m.intake_triage_dated_name,
  text: m.intake_triage_dated_text,
  none: m.intake_triage_dated_none,
}
export const datedInWords = (dated: Dated): string => datedNames[dated]()

/** open: has undecided drafts about somebody abroad, or could not be read · none: says nothing of anybody abroad · aside: set aside by hand. */
export const TRIAGE_VIEWS = ['open', 'none', 'aside'] as const
export type TriageView = (typeof TRIAGE_VIEWS)[number]
export const isTriageView = (value: string | undefined): value is TriageView => (TRIAGE_VIEWS as readonly string[]).includes(value ?? '')

/** What was found in a text: all drafts, those undecided, partners abroad (and of them those we know), promises. */
export type Worth = { readonly total: number; readonly undecided: number; readonly partners: number; readonly known: number; readonly promises: number }

/** Rows set aside with one press. */
export const MOST_AT_ONCE = 2_000

const SEPARATED = /(?<!\d)(?:(19|20)(\d\d)[-_. ](\d{1,2})[-_. ](\d{1,2})|(\d{1,2})[-_. ](\d{1,2})[-_. ](19|20)(\d\d))(?!\d)/
const TOGETHER = /(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/

/** The day in a file's name or path: `2024-10-24 Дойран.docx`, `24.10.2024_новина.txt`, `20241024.html`. The nearest to the end counts; months stand second. */
export function dayInName(path: string): string | null {
  for (const part of path.split(/[/\\]/).toReversed()) {
    const apart = SEPARATED.exec(part)
    const together = TOGETHER.exec(part)
    const [year, month, day] =
      apart?.[1] !== undefined
        ? [`${apart[1]}${apart[2]}`, apart[3]!, apart[4]!]
        : apart !== null
          ? [`${apart[7]}${apart[8]}`, apart[6]!, apart[5]!]
          : together !== null
            ? [together[1]!, together[2]!, together[3]!]
            : ['', '', '']
    if (year === '') continue
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (!Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso)) return iso
  }
  return null
}
