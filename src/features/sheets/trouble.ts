// The sentences for a table that cannot be read, each with what to do.
import { m } from '#messages'
import { refuse, type Refused } from '#platform/result.ts'
import { MOST_BYTES, MOST_COLUMNS, MOST_ROWS, type TroubleCode } from './reading/limits.ts'

const SENTENCES: Readonly<Record<TroubleCode, () => string>> = {
  empty: m.sheets_trouble_empty,
  'too-large': () => m.sheets_trouble_too_large({ limit: MOST_BYTES / 1024 / 1024 }),
  'too-many-rows': () => m.sheets_trouble_too_many_rows({ limit: MOST_ROWS }),
  'too-many-columns': () => m.sheets_trouble_too_many_columns({ limit: MOST_COLUMNS }),
  'too-much-text': m.sheets_trouble_too_much_text,
  password: m.sheets_trouble_password,
  damaged: m.sheets_trouble_damaged,
  bomb: m.sheets_trouble_bomb,
  'too-slow': m.sheets_trouble_too_slow,
  'too-heavy': m.sheets_trouble_too_heavy,
  charset: m.sheets_trouble_charset,
  'old-excel': m.sheets_trouble_old_excel,
  'binary-excel': m.sheets_trouble_binary_excel,
  'web-page': m.sheets_trouble_web_page,
  other: m.sheets_trouble_other,
}

/** A refusal in the person's language; its code is `table-` and the trouble's. */
export const refusalOf = (code: TroubleCode, field: 'file' | 'text' = 'file'): Refused => refuse(`table-${code}`, SENTENCES[code](), field)
