// The shapes of fields that several forms share.
import { z } from 'zod'
import { dateFromBoxes, type ImpreciseDate } from '../dates.ts'
import { isId } from '../ids.ts'

const box = z.string().max(12).optional()

/** Three boxes and "about"; all empty gives null. */
export const dateField = z
  .object({ day: box, month: box, year: box, about: box, until: box })
  .optional()
  .transform((boxes, context): ImpreciseDate | null => {
    const read = dateFromBoxes(boxes ?? {})
    if ('wrong' in read) {
      context.addIssue({ code: 'custom', message: 'date' })
      return z.NEVER
    }
    return read.date
  })

/** As `dateField`, but a date must be given. */
export const requiredDateField = dateField.transform((date, context): ImpreciseDate => {
  if (date === null) {
    context.addIssue({ code: 'custom', message: 'date' })
    return z.NEVER
  }
  return date
})

/** A calendar day, not a month or a year. */
export const exactDayField = requiredDateField.transform((date, context): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  context.addIssue({ code: 'custom', message: 'date' })
  return z.NEVER
})

/** A line of text; '' when left out. */
export const lineField = (most = 300) => z.string().trim().max(most).default('')
export const requiredLine = (most = 300) => z.string().trim().min(1).max(most)

/** A ticked box: present or not. */
export const tickField = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '')

/** The version the form was opened with. */
export const versionField = z.coerce.number().int().min(1).max(2_000_000_000)

/** Any number of ticked values out of a closed list; one ticked box arrives as a string. */
export const ticks = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given).filter((one) => one !== ''))
    .pipe(z.array(z.enum(values)))

/** Any number of ticked records, by their ids; junk is left out. */
export const idTicks = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [given ?? []].flat().filter(isId))

/** A web address or nothing. */
export const urlField = z
  .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
  .default('')
  .transform((value) => (value === '' ? null : value))
