// What the forms of a visit's steps may say.
import { z } from 'zod'
import { requiredLine, tickField, versionField } from '#platform/http/form-fields.ts'
import { localTextForm } from '#platform/texts/local-text.ts'
import { dayField } from './visit.ts'

const requiredDay = dayField.transform((day, context): string => {
  if (day !== null) return day
  context.addIssue({ code: 'custom', message: 'date' })
  return z.NEVER
})

/** Without a day it is today's. */
export const confirmationForm = z.object({ confirmedOn: dayField })

export const cancellationForm = z.object({ cancelReason: requiredLine(2000), cancelledOn: requiredDay })

/** `came`: ids of the delegates who were there; `asked` says that the list was shown at all. */
export const holdingForm = z.object({
  heldOn: requiredDay,
  asked: z.string().optional(),
  came: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given)),
})

export const closingForm = z.object({ closedWithout: z.string().trim().max(2000).default('') })

export const reportForm = z.object({
  report: localTextForm.default({}),
  summary: localTextForm.default({}),
  published: tickField,
  finished: tickField,
  eventVersion: versionField,
})
