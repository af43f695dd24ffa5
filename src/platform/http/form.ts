// Reads a posted form into a plain object and holds it against its schema; every fault names its field in words.
import type { Context } from 'hono'
import type { ZodType, z } from 'zod'
import { m } from '#messages'
import type { DateBoxes } from '../dates.ts'

export type FormValue = string | File | FormValue[] | { [name: string]: FormValue }
export type FormBody = { [name: string]: FormValue }

/** One fault of a form: `name` as the field is named in the page (`due.year`, `names.0.name`). */
/** `remedy`: a page on which what is missing can be made, opened beside the form. */
export type FieldFault = { readonly name: string; readonly message: string; readonly remedy?: { readonly href: string; readonly text: string } }

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly FieldFault[] }

// Names that would reach into an object's prototype are not field names.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const DEPTH = 6

// Signs nobody sees that turn the letters after them round: with one in a name every sentence around it would be read backwards.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g
// PostgreSQL text cannot hold NUL; browsers send CRLF.
const cleaned = (value: string): string => value.replaceAll('\u0000', '').replace(TURNING, '').replace(/\r\n?/g, '\n')

function put(target: FormBody, path: readonly string[], value: FormValue): void {
  let at: FormBody = target
  for (const step of path.slice(0, -1)) {
    const next = at[step]
    if (typeof next === 'object' && next !== null && !Array.isArray(next) && !(next instanceof File)) at = next
    else at = at[step] = Object.create(null) as FormBody
  }
  const name = path.at(-1)!
  const before = at[name]
  at[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
}

/** Groups named by whole numbers become a list in their order; gaps close. */
function listed(value: FormValue): FormValue {
  if (typeof value !== 'object' || value === null || value instanceof File) return value
  if (Array.isArray(value)) return value.map(listed)
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const)
  if (entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/.test(name)))
    return entries.sort((a, b) => Number(a[0]) - Number(b[0])).map(([, inner]) => inner)
  return Object.fromEntries(entries)
}

/** Dotted field names become nested objects (`due.year`), numbered ones lists (`names.0.name`), repeated ones lists. Unreadable bodies read as empty. */
export async function readForm(c: Context): Promise<FormBody> {
  let form: FormData
  try {
    form = await c.req.formData()
  } catch {
    return {}
  }
  const body: FormBody = Object.create(null) as FormBody
  for (const [name, value] of form.entries()) {
    const path = name.split('.')
    if (path.length > DEPTH || path.some((step) => step === '' || FORBIDDEN.has(step))) continue
    put(body, path, typeof value === 'string' ? cleaned(value) : value)
  }
  return listed(body) as FormBody
}

type Issue = { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string } & Readonly<Record<string, unknown>>

/** A schema may carry its own words: a message that begins with `m:` is taken as it stands after it. */
const inWords = (issue: Issue): string => {
  if (issue.message.startsWith('m:')) return issue.message.slice(2)
  if (issue.message === 'date') return m.platform_form_date()
  switch (issue.code) {
    case 'too_small':
      return issue['origin'] === 'string' || issue['origin'] === 'array'
        ? m.platform_form_required()
        : m.platform_form_too_small({ least: String(issue['minimum']) })
    case 'too_big':
      return issue['origin'] === 'string'
        ? m.platform_form_too_long({ most: String(issue['maximum']) })
        : m.platform_form_too_big({ most: String(issue['maximum']) })
    case 'invalid_value':
      return m.platform_form_choose()
    case 'invalid_format':
      return issue['format'] === 'email' ? m.platform_form_email() : issue['format'] === 'url' ? m.platform_form_url() : m.platform_form_wrong()
    case 'invalid_type':
      return m.platform_form_required()
    default:
      return m.platform_form_wrong()
  }
}

/** Holds what was typed against the schema. */
export function checked<Schema extends ZodType>(schema: Schema, body: unknown): Checked<z.output<Schema>> {
  const read = schema.safeParse(body)
  if (read.success) return { ok: true, value: read.data }
  const faults = new Map<string, FieldFault>()
  for (const issue of read.error.issues as unknown as Issue[]) {
    const name = issue.path.map(String).join('.')
    if (!faults.has(name)) faults.set(name, { name, message: inWords(issue) })
  }
  return { ok: false, faults: [...faults.values()] }
}

/** The single value of a field, as text; '' when absent or not text. */
export function typed(body: FormBody, name: string): string {
  let value: FormValue | undefined = body
  for (const step of name.split('.')) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (typeof value === 'object' && value !== null && !(value instanceof File)) value = (value as FormBody)[step]
    else return ''
  }
  return typeof value === 'string' ? value : ''
}

/** The boxes of a date field as typed, for showing the form again. */
export const typedBoxes = (body: FormBody, name: string): DateBoxes => ({
  day: typed(body, `${name}.day`),
  month: typed(body, `${name}.month`),
  year: typed(body, `${name}.year`),
  about: typed(body, `${name}.about`),
  until: typed(body, `${name}.until`),
})

/** Every value of a field that may be ticked several times. */
export function typedList(body: FormBody, name: string): string[] {
  const value = body[name]
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one) => typeof one === 'string')
}
