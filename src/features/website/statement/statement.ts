// The statement on accessibility that a public body owes its readers: what the model of Implementing Decision (EU) 2018/1523 asks for, as the office fills it in.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { dateField, versionField } from '#platform/http/form-fields.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { EMPTY_TEXT, type LocalText, localTextForm, type LocalTextForm, localTextValue, revised } from '#platform/texts/local-text.ts'

/** Directive (EU) 2016/2102, art. 7; the model statement stands in the annex of the decision. */
export const DIRECTIVE = 'https://eur-lex.europa.eu/eli/dir/2016/2102/oj'
export const MODEL = 'https://eur-lex.europa.eu/eli/dec_impl/2018/1523/oj'

/**
 * When the pages of every kind were last gone through with axe in a browser, on a phone, at a desk and in the dark, without a finding
 * (tests/journeys/citizens.journey.ts). Whoever brings another axe, or changes what pages look like, runs the walk and writes the day down here.
 */
export const SOFTWARE_CHECK = { on: '2026-11-27', axe: '4.14.1' } as const

export const CONFORMANCES = ['full', 'partial', 'none'] as const
export type Conformance = (typeof CONFORMANCES)[number]
/** self: by the office itself · third: by somebody from outside. */
export const METHODS = ['self', 'third'] as const
export type Method = (typeof METHODS)[number]

const conformanceNames: Readonly<Record<Conformance, () => string>> = {
  full: () => m.website_statement_full(),
  partial: () => m.website_statement_partial(),
  none: () => m.website_statement_none(),
}
export const conformanceName = (conformance: Conformance): string => conformanceNames[conformance]()
const methodNames: Readonly<Record<Method, () => string>> = { self: () => m.website_statement_self(), third: () => m.website_statement_third() }
export const methodName = (method: Method): string => methodNames[method]()

export const STATEMENT_TEXTS = ['law', 'gaps', 'burden', 'outside', 'contact', 'enforcement'] as const
export type StatementText = (typeof STATEMENT_TEXTS)[number]

export type Statement = Readonly<Record<StatementText, LocalText>> & {
  readonly conformance: Conformance | null
  readonly method: Method | null
  readonly preparedOn: string | null
  readonly reviewedOn: string | null
  readonly email: string
  readonly phone: string
}

export const NO_STATEMENT: Statement = {
  conformance: null,
  method: null,
  preparedOn: null,
  reviewedOn: null,
  email: '',
  phone: '',
  law: EMPTY_TEXT,
  gaps: EMPTY_TEXT,
  burden: EMPTY_TEXT,
  outside: EMPTY_TEXT,
  contact: EMPTY_TEXT,
  enforcement: EMPTY_TEXT,
}

const MOST = 4000
const words = localTextForm
  .default({})
  .refine((texts) => Object.values(texts).every((text) => text.length <= MOST), { error: () => `m:${m.website_statement_long({ most: MOST })}` })
/** A day or nothing: a month says too little of when somebody looked. */
const dayField = dateField.transform((date, context): string | null => {
  if (date === null || /^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  context.addIssue({ code: 'custom', message: 'date' })
  return z.NEVER
})

export const statementForm = z
  .object({
    conformance: z.union([z.literal('').transform(() => null), z.enum(CONFORMANCES)]).default(null),
    method: z.union([z.literal('').transform(() => null), z.enum(METHODS)]).default(null),
    preparedOn: dayField,
    reviewedOn: dayField,
    email: z.union([z.literal(''), z.email().max(300)]).default(''),
    phone: z
      .string()
      .trim()
      .max(100)
      .regex(/^[\d\s+()/,.-]*$/, { error: () => `m:${m.website_statement_phone_wrong()}` })
      .default(''),
    law: words,
    gaps: words,
    burden: words,
    outside: words,
    contact: words,
    enforcement: words,
    version: z.union([z.literal('0').transform(() => 0), versionField]),
  })
  .superRefine(({ preparedOn, reviewedOn, conformance, gaps, burden, outside }, context) => {
    if (preparedOn !== null && reviewedOn !== null && reviewedOn < preparedOn)
      context.addIssue({ code: 'custom', path: ['reviewedOn'], message: `m:${m.website_statement_review_early()}` })
    const anything = [gaps, burden, outside].some((text) => Object.values(text).some((one) => one !== ''))
    // The model has a partly compliant site name what is not.
    if (conformance === 'partial' && !anything) context.addIssue({ code: 'custom', path: ['gaps', 'bg'], message: `m:${m.website_statement_gaps_missing()}` })
  })
export type StatementForm = Omit<z.output<typeof statementForm>, 'version'>

/** How the office is reached by its letterhead, for a statement that names nobody. */
export type OfficeReached = { readonly address: LocalText; readonly email: string; readonly phone: string; readonly web: string }

/** Whether the letterhead says anything of how the office is reached. */
export const isReachable = ({ address, email, phone, web }: OfficeReached): boolean =>
  email !== '' || phone !== '' || web !== '' || Object.keys(address.in).length > 0

/** What a reader looks for in the model and does not find yet, in its order; the names of the form's fields. */
export type MissingPart = 'conformance' | 'gaps' | 'method' | 'preparedOn' | 'contact' | 'enforcement' | 'law'

/** `reachable`: the office's letterhead says how to reach it, which stands on the page instead of a contact of its own. */
export function missingParts(statement: Statement, reachable: boolean): MissingPart[] {
  const { conformance, method, preparedOn, email, phone } = statement
  const lacks = (name: StatementText): boolean => Object.keys(statement[name].in).length === 0
  const parts: readonly (readonly [MissingPart, boolean])[] = [
    ['conformance', conformance === null],
    ['gaps', conformance !== 'full' && lacks('gaps') && lacks('burden') && lacks('outside')],
    ['method', method === null],
    ['preparedOn', preparedOn === null],
    ['contact', !reachable && email === '' && phone === '' && lacks('contact')],
    ['enforcement', lacks('enforcement')],
    ['law', lacks('law')],
  ]
  return parts.flatMap(([name, missing]) => (missing ? [name] : []))
}
const partNames: Readonly<Record<MissingPart, () => string>> = {
  conformance: () => m.website_statement_status(),
  gaps: () => m.website_statement_gaps(),
  method: () => m.website_statement_method(),
  preparedOn: () => m.website_statement_preparation_day(),
  contact: () => m.website_statement_contact(),
  enforcement: () => m.website_statement_enforcement(),
  law: () => m.website_statement_law(),
}
export const missingPartName = (part: MissingPart): string => partNames[part]()

/** What was typed, over what stood there. */
export const withTyped = (before: Statement, form: StatementForm, at: Date): Statement => ({
  ...form,
  ...(Object.fromEntries(STATEMENT_TEXTS.map((name) => [name, revised(before[name], form[name] as LocalTextForm, at)])) as Record<StatementText, LocalText>),
})

export const statementSnapshot = z.object({
  conformance: z.enum(CONFORMANCES).nullable(),
  method: z.enum(METHODS).nullable(),
  preparedOn: z.string().nullable(),
  reviewedOn: z.string().nullable(),
  email: z.string(),
  phone: z.string(),
  law: localTextValue,
  gaps: localTextValue,
  burden: localTextValue,
  outside: localTextValue,
  contact: localTextValue,
  enforcement: localTextValue,
})

const textNames: Readonly<Record<StatementText, () => string>> = {
  law: () => m.website_statement_law(),
  gaps: () => m.website_statement_gaps(),
  burden: () => m.website_statement_burden(),
  outside: () => m.website_statement_outside(),
  contact: () => m.website_statement_contact(),
  enforcement: () => m.website_statement_enforcement(),
}
export const statementTextName = (name: StatementText): string => textNames[name]()

const languageName = (code: string): string => new Intl.DisplayNames([currentLanguage()], { type: 'language' }).of(code) ?? code
const day = (value: unknown): string => dayInWords(String(value))

const objects: Readonly<Record<StatementText, () => string>> = {
  law: () => m.website_statement_object_law(),
  gaps: () => m.website_statement_object_gaps(),
  burden: () => m.website_statement_object_burden(),
  outside: () => m.website_statement_object_outside(),
  contact: () => m.website_statement_object_contact(),
  enforcement: () => m.website_statement_object_enforcement(),
}
const textField = (name: StatementText): FieldWords => ({ name, label: statementTextName(name), languages: languageName, object: objects[name]() })

export const statementFieldWords = (): FieldWords[] => [
  {
    name: 'conformance',
    label: m.website_statement_status(),
    show: (value) => conformanceName(z.enum(CONFORMANCES).parse(value)),
    object: m.website_statement_object_conformance(),
  },
  ...(['gaps', 'burden', 'outside'] as const).map(textField),
  {
    name: 'method',
    label: m.website_statement_method(),
    show: (value) => methodName(z.enum(METHODS).parse(value)),
    object: m.website_statement_object_method(),
  },
  { name: 'preparedOn', label: m.website_statement_prepared(), show: day, object: m.website_statement_object_prepared() },
  { name: 'reviewedOn', label: m.website_statement_reviewed(), show: day, object: m.website_statement_object_reviewed() },
  textField('contact'),
  { name: 'email', label: m.website_statement_email(), show: String, object: m.website_statement_object_email() },
  { name: 'phone', label: m.website_statement_phone(), show: String, object: m.website_statement_object_phone() },
  textField('enforcement'),
  textField('law'),
]
