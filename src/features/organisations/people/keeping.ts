// Why personal data is kept and until when: purposes to choose from, the day each suggests, and whose data waits for a decision.
import { z } from 'zod'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { monthsAfter } from '#platform/dates.ts'
import { dateField, lineField } from '#platform/http/form-fields.ts'
import type { Language } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText } from '#platform/texts/local-text.ts'

export const PURPOSES = ['post', 'visit', 'exchange', 'project'] as const
export type Purpose = (typeof PURPOSES)[number]

/** In the form's list: a purpose in the officer's own words. */
export const OWN_WORDS = 'own'

const PURPOSE_NAMES: Readonly<Record<Purpose, (inputs?: object, options?: { locale?: Language }) => string>> = {
  post: m.organisations_purpose_post,
  visit: m.organisations_purpose_visit,
  exchange: m.organisations_purpose_exchange,
  project: m.organisations_purpose_project,
}

export const isPurpose = (value: unknown): value is Purpose => PURPOSES.some((one) => one === value)

/** One of the list by its name, in the reader's language unless another is asked for; the officer's own words as they are. */
export const purposeName = (purpose: string, locale?: Language): string =>
  isPurpose(purpose) ? PURPOSE_NAMES[purpose]({}, locale === undefined ? {} : { locale }) : purpose

// Months from today. No law sets them (GDPR, art. 5(1)(e) asks that data be kept no longer than its purpose needs): they are offers, and the
// office's own rules come first. A project's papers are kept as its funding contract says, so no day is offered for it.
const OFFERED_MONTHS: Readonly<Record<Purpose, number | null>> = { post: 24, visit: 12, exchange: 24, project: null }

/** What is offered to someone who entered contact data and said nothing. */
export const OFFERED_PURPOSE: Purpose = 'post'

/** The day offered for a purpose; null where none can be. */
export function offeredDay(purpose: string, today: string): string | null {
  const months = isPurpose(purpose) ? OFFERED_MONTHS[purpose] : null
  return months === null ? null : monthsAfter(today, months)
}

export type Keeping = { readonly purpose: string; readonly keepUntil: string | null }

/** What to offer for what was said so far. */
export function offeredKeeping(said: Keeping, today: string): Keeping {
  const purpose = said.purpose === '' ? OFFERED_PURPOSE : said.purpose
  return { purpose, keepUntil: said.keepUntil ?? offeredDay(purpose, today) }
}

/**
 * Takes what a later feature keeps of people out of it, when they are erased: in the same transaction, for good. `emails` and `names`: as they stood until now;
 * no names where they stay, for only contact data is erased.
 */
export type Forgetting = (tx: OfficeTx, personIds: readonly string[], emails: readonly string[], names: readonly string[]) => Promise<void>

type PersonalData = { readonly email: string | null; readonly phone: string | null; readonly notes: LocalText }

/** Contact data beyond a name and a public post. */
export const holdsContactData = ({ email, phone, notes }: PersonalData): boolean => email !== null || phone !== null || !isEmptyText(notes)

/** Contact data of which nobody said why or until when it is kept. */
export const wantsKeeping = (person: PersonalData & Keeping): boolean => holdsContactData(person) && (person.purpose === '' || person.keepUntil === null)

/** The day after `keepUntil` the office must decide. */
export const isDue = ({ keepUntil }: Pick<Keeping, 'keepUntil'>, today: string): boolean => keepUntil !== null && keepUntil < today

// ---- forms ---------------------------------------------------------------------------------------------------------

export const purposeField = z.enum(['', ...PURPOSES, OWN_WORDS]).default('')
export const ownPurposeField = lineField(200)

/** Exactly a day, or nothing. */
export const keepUntilField = dateField.refine((date) => date === null || /^\d{4}-\d\d-\d\d$/.test(date), { error: () => `m:${m.organisations_keep_exact()}` })

/** What stands in the two boxes as it is kept: own words count also when the list was left alone. */
export const saidPurpose = (chosen: string, own: string): string => (chosen === OWN_WORDS || (chosen === '' && own !== '') ? own : chosen)

export const keepingForm = z.object({
  purpose: purposeField,
  purposeOwn: ownPurposeField,
  keepUntil: keepUntilField,
  /** Why the data is kept longer: told in the history. */
  reason: lineField(300),
})
