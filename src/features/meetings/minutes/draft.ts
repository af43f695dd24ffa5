// What a draft of minutes keeps: the boxes of the form as they were typed, and nothing else of it.
import { type FormBody, typed } from '#platform/http/form.ts'

/** `items` by their ids; languages by their codes. */
export type DraftBody = {
  readonly general: Readonly<Record<string, string>>
  readonly generalWas: string
  readonly items: readonly { readonly id: string; readonly was: string; readonly state: string; readonly minutes: Readonly<Record<string, string>> }[]
  readonly mentions: readonly { readonly name: string; readonly thing: string; readonly id: string }[]
  /** Outcomes in other languages, by their ids; drafts of before one could write them there have none. */
  readonly outcomes?: readonly { readonly id: string; readonly was: string; readonly text: Readonly<Record<string, string>> }[]
}

const textsIn = (value: FormBody[string] | undefined): Record<string, string> =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof File)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([language, text]) => (typeof text === 'string' && /^[a-z]{2}$/.test(language) ? [[language, text]] : [])),
      )
    : {}

/** What was sent in the boxes of one name, row by row. */
export const rowsIn = (value: FormBody[string] | undefined): FormBody[] =>
  (Array.isArray(value) ? value : []).flatMap((row) => (typeof row === 'object' && !Array.isArray(row) && !(row instanceof File) ? [row as FormBody] : []))

/** Of a posted form, whatever else it holds. */
export const draftIn = (body: FormBody): DraftBody => ({
  general: textsIn(body['general']),
  generalWas: typed(body, 'generalWas'),
  items: rowsIn(body['items']).map((row) => ({ id: typed(row, 'id'), was: typed(row, 'was'), state: typed(row, 'state'), minutes: textsIn(row['minutes']) })),
  outcomes: rowsIn(body['outcomes']).map((row) => ({ id: typed(row, 'id'), was: typed(row, 'was'), text: textsIn(row['text']) })),
  mentions: rowsIn(body['mentions']).map((row) => ({ name: typed(row, 'name'), thing: typed(row, 'thing'), id: typed(row, 'id') })),
})
