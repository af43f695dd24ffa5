// What comes out of a spreadsheet or a pasted table, and the limits it is held to.

/** How a table may come. */
export type TableFormat = 'xlsx' | 'ods' | 'csv' | 'pasted'

/** Bytes of an upload. */
export const MOST_BYTES = 50 * 1024 * 1024
/** Rows with anything in them that one import takes, the header among them. */
export const MOST_ROWS = 20_000
/** Columns with anything in them. */
export const MOST_COLUMNS = 100
/** Letters of all cells together. */
export const MOST_LETTERS = 40_000_000
/** Letters of one cell; what is longer is cut and told. */
export const LONGEST_CELL = 20_000
/** Bytes everything packed in a workbook may unpack to. A sheet with a million rows takes about 150 MB. */
export const MOST_UNPACKED_BYTES = 400 * 1024 * 1024
/** Bytes of the one part that holds every word of a workbook: it must be read whole. */
export const MOST_SHARED_BYTES = 100 * 1024 * 1024
/** How many times larger than the file its content may become; counts above 50 MB unpacked. Excel's own tables stay under 60. */
export const MOST_RATIO = 200
/** Seconds a file may take to be read. */
export const MOST_SECONDS = 30

/** Why a table cannot be read; each has its own sentence in trouble.ts. */
export type TroubleCode =
  | 'empty'
  | 'too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-much-text'
  | 'password'
  | 'damaged'
  | 'bomb'
  | 'too-slow'
  | 'too-heavy'
  | 'charset'
  | 'old-excel'
  | 'binary-excel'
  | 'web-page'
  | 'other'

export type Trouble = { readonly ok: false; readonly trouble: TroubleCode }
export const trouble = (code: TroubleCode): Trouble => ({ ok: false, trouble: code })

/** guessed: the row was written in another character set than the rest · lost: some of its letters cannot be read in any. */
export type LetterDoubt = 'guessed' | 'lost'

/** One row: `position` as the spreadsheet numbers it, from 1. Cells are text; a day is YYYY-MM-DD, an empty cell ''. */
export type TableRow = { readonly position: number; readonly cells: readonly string[]; readonly letters: LetterDoubt | null }

export type TableRead = {
  readonly ok: true
  readonly format: TableFormat
  /** Names of the workbook's sheets, hidden ones left out; one '' for a text. */
  readonly sheets: readonly string[]
  readonly sheet: string
  /** Those with anything in them, in their order. */
  readonly rows: readonly TableRow[]
  /** The character set of a text; null for a workbook. */
  readonly charset: string | null
  /** What stands between the cells of a text. */
  readonly delimiter: string | null
}
