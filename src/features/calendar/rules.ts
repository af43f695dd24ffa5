// The office's own rules of the calendar: every how many years an anniversary is told, how long before its end an agreement is brought up.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { versionField } from '#platform/http/form-fields.ts'
import { ANNIVERSARY_RULES, everyYearsIn } from './reference.ts'

export type Rules = { readonly everyYears: number; readonly alarmMonths: number }

/** What holds until the office says otherwise: round fives, and half a year to prepare a renewal. */
export const USUAL_RULES: Rules = { everyYears: 5, alarmMonths: 6 }

const whole = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: () => `m:${m.calendar_rules_number({ most })}` })
    .transform(Number)
    .refine((value) => value >= 1 && value <= most, { error: () => `m:${m.calendar_rules_number({ most })}` })

export const rulesForm = z.object({ everyYears: whole(100), alarmMonths: whole(36), version: z.union([z.literal('0').transform(() => 0), versionField]) })

export const rulesFieldWords = (): FieldWords[] => [
  { name: 'everyYears', label: m.calendar_rules_every(), show: String },
  { name: 'alarmMonths', label: m.calendar_rules_alarm(), show: String },
]

/** Every how many years a tie with a partner of the country is marked: what is known of the country, else the office's rule. */
export const everyYearsFor = (country: string, rules: Rules): number => everyYearsIn(country) ?? rules.everyYears

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/** The largest step that meets every round year of any country: what the database narrows by. */
export const commonStep = (rules: Rules): number => ANNIVERSARY_RULES.reduce((step, { everyYears }) => divisor(step, everyYears), rules.everyYears)
