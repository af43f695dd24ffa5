// What else must be done for a visit, in the office's own words: a line with its day, ticked when it is done.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { requiredLine } from '#platform/http/form-fields.ts'
import { dayField } from '../visit.ts'

export const taskForm = z.object({ text: requiredLine(500), due: dayField })
export type TaskValues = z.output<typeof taskForm>

export type Task = { readonly id: string; readonly version: number; readonly text: string; readonly due: string | null; readonly doneOn: string | null }

/** Own lines one dossier may have; more belong into a programme. */
export const MOST_TASKS = 200

/** Those to do first, by their day; then the done ones. */
export const tasksInOrder = (tasks: readonly Task[]): Task[] =>
  [...tasks].sort(
    (a, b) => Number(a.doneOn !== null) - Number(b.doneOn !== null) || (a.due ?? '9').localeCompare(b.due ?? '9') || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )

const day = (value: unknown): string => dayInWords(String(value))

export const taskFieldWords = (): FieldWords[] => [
  { name: 'text', label: m.visits_task_field_text(), show: String },
  { name: 'due', label: m.visits_task_field_due(), show: day },
  { name: 'doneOn', label: m.visits_task_field_done_on(), object: m.visits_task_object_done_on(), show: day },
]
