// A twinning the office has found out itself, and lists of them: what is asked for, what a file may hold, how a change of them is told.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { exactDayField, requiredLine } from '#platform/http/form-fields.ts'

/** Bytes of a list, packed as it comes and unpacked; the world's known twinnings are 0.6 MB packed. */
export const MOST_FILE_BYTES = 3 * 1024 * 1024
export const MOST_UNPACKED_BYTES = 32 * 1024 * 1024
export const MOST_LISTED = 50_000
export const MOST_LISTS = 20
export const MOST_OWN = 5_000

const webAddress = z
  .string()
  .trim()
  .max(2000)
  .default('')
  .refine((url) => url === '' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)), { error: () => `m:${m.platform_form_url()}` })

const town = z.object({ id: z.string().trim().default(''), text: z.string().trim().max(200).default('') }).default({ id: '', text: '' })

const sourceFields = { source: requiredLine(300), address: webAddress, seenOn: exactDayField }
export const twinningForm = z.object({ one: town, other: town, ...sourceFields })
export const listForm = z.object(sourceFields)

/** As any caller gives it; `a` and `b` are GeoNames ids of two places the list of places has, in any order. `seenOn` is YYYY-MM-DD. */
export type TwinningValues = { readonly a: number; readonly b: number; readonly source: string; readonly address: string; readonly seenOn: string }
export type ListSource = { readonly name: string; readonly source: string; readonly address: string; readonly seenOn: string }

/** As the activity record keeps them, with the towns' names of that day. */
export type TwinningState = TwinningValues & { readonly towns: string }
export type ListState = ListSource & { readonly count: number; readonly unknown: number; readonly broken: number; readonly takenAt: string | null }

const sourceWords = (): FieldWords[] => [
  { name: 'source', label: m.finder_twinnings_source(), object: m.finder_twinnings_object_source(), show: String },
  { name: 'address', label: m.finder_twinnings_address(), object: m.finder_twinnings_object_address(), show: String },
  { name: 'seenOn', label: m.finder_twinnings_seen_on(), object: m.finder_twinnings_object_seen_on(), show: (value) => dayInWords(String(value)) },
]
export const twinningFieldWords = (): FieldWords[] => [
  { name: 'towns', label: m.finder_twinnings_towns(), object: m.finder_twinnings_object_towns(), show: String },
  ...sourceWords(),
]
export const listFieldWords = (): FieldWords[] => [
  { name: 'name', label: m.finder_twinnings_file(), object: m.finder_twinnings_object_file(), show: String },
  { name: 'count', label: m.finder_twinnings_count(), object: m.finder_twinnings_object_count(), show: String },
  ...sourceWords(),
]

/** Why a file is no list of twinnings. */
export type FileTrouble = 'missing' | 'too-large' | 'unreadable' | 'damaged' | 'columns' | 'split' | 'empty' | 'too-many'
const fileWords: Readonly<Record<FileTrouble, () => string>> = {
  missing: () => m.finder_twinnings_file_missing(),
  'too-large': () => m.finder_twinnings_file_too_large({ most: String(MOST_FILE_BYTES / 1024 / 1024) }),
  unreadable: () => m.finder_twinnings_file_damaged(),
  damaged: () => m.finder_twinnings_file_damaged(),
  columns: () => m.finder_twinnings_file_columns(),
  split: () => m.finder_twinnings_file_columns(),
  empty: () => m.finder_twinnings_file_empty(),
  'too-many': () => m.finder_twinnings_file_too_many({ most: String(MOST_LISTED) }),
}
export const fileTroubleInWords = (trouble: FileTrouble): string => fileWords[trouble]()
