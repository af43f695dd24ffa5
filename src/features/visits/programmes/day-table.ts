// A day of the programme as a table one types in: hour, length, the texts side by side in the languages of the papers, the place.
import { z } from 'zod'
import { localTextForm, type LocalTextForm } from '#platform/texts/local-text.ts'
import { clockField, minutesField } from './programme.ts'

/** Empty rows at the foot of the table. */
export const EMPTY_ROWS = 3
const MOST_ROWS = 120

/** One row as typed. Without an id it is new; a new one with nothing in it is none. */
export type DayRow = {
  readonly id: string
  readonly version: number
  readonly time: string | null
  readonly minutes: number | null
  readonly title: LocalTextForm
  readonly place: LocalTextForm
}

const row = z.object({
  id: z.string().max(40).default(''),
  version: z.coerce.number().int().min(0).max(2_000_000_000).default(0).catch(0),
  time: clockField,
  minutes: minutesField,
  title: localTextForm.default({}),
  place: localTextForm.default({}),
})

export const dayTableForm = z.object({ rows: z.array(row).max(MOST_ROWS).default([]) })

export const isBlank = ({ id, time, title, place }: DayRow): boolean =>
  id === '' && time === null && [...Object.values(title), ...Object.values(place)].every((text) => text === '')
