// The head of an office's papers: its name, address, telephone, mail, web page and crest; what its form takes and what its history says.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { versionField } from '#platform/http/form-fields.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { localTextForm, localTextValue, type LocalText } from '#platform/texts/local-text.ts'

/** A crest as it lies in the store of files, in pixels. */
export type Crest = { readonly hash: string; readonly width: number; readonly height: number }

export type LetterheadState = {
  readonly name: LocalText
  readonly address: LocalText
  readonly phone: string
  readonly email: string
  /** As it was typed, without the scheme: `www.primerovo.example`. */
  readonly web: string
  readonly crest: Crest | null
  readonly crestText: LocalText
}
/** `version` 0: nobody saved one yet. */
export type Letterhead = LetterheadState & { readonly version: number }

/** A file of a crest may be so large; what is kept is drawn anew and far smaller. */
export const MOST_CREST_BYTES = 2 * 1024 * 1024

const short = (most: number) =>
  localTextForm.refine((texts) => Object.values(texts).every((text) => text.length <= most), { error: () => `m:${m.accounts_letterhead_long({ most })}` })

const SCHEME = /^https?:\/\//i
/** A host with a dot, perhaps a path: what people read off a sheet of paper and type. */
const WEB = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d{1,5})?(?:\/[^\s<>"]*)?$/u

export const letterheadForm = z.object({
  name: short(200).refine((names) => Object.values(names).some((name) => name !== ''), { error: () => `m:${m.accounts_letterhead_name_missing()}` }),
  address: short(300).default({}),
  phone: z
    .string()
    .trim()
    .max(80)
    .regex(/^[\d\s+()/,;.–-]*$/, { error: () => `m:${m.accounts_letterhead_phone_wrong()}` })
    .default(''),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  web: z
    .string()
    .trim()
    .max(200)
    .transform((typed) => typed.replace(SCHEME, '').replace(/\/$/, ''))
    .refine((typed) => typed === '' || WEB.test(typed), { error: () => `m:${m.accounts_letterhead_web_wrong()}` })
    .default(''),
  crestText: short(300).default({}),
  /** Ticked: there is to be no crest any more. */
  noCrest: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
  version: z.union([z.literal('0').transform(() => 0), versionField]),
})
export type LetterheadForm = z.output<typeof letterheadForm>

export const letterheadSnapshot = z.object({
  name: localTextValue,
  address: localTextValue,
  phone: z.string(),
  email: z.string(),
  web: z.string(),
  crest: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), width: z.number().int(), height: z.number().int() }).nullable(),
  crestText: localTextValue,
})

const languageName = (code: string): string => new Intl.DisplayNames([currentLanguage()], { type: 'language' }).of(code) ?? code

export const letterheadFieldWords = (): FieldWords[] => [
  { name: 'name', label: m.accounts_letterhead_name(), languages: languageName, object: m.accounts_letterhead_object_name() },
  { name: 'address', label: m.accounts_letterhead_address(), languages: languageName, object: m.accounts_letterhead_object_address() },
  { name: 'phone', label: m.accounts_letterhead_phone(), show: String, object: m.accounts_letterhead_object_phone() },
  { name: 'email', label: m.accounts_letterhead_email(), show: String, object: m.accounts_letterhead_object_email() },
  { name: 'web', label: m.accounts_letterhead_web(), show: String, object: m.accounts_letterhead_object_web() },
  {
    name: 'crest',
    label: m.accounts_letterhead_crest(),
    // Two crests differ in what they are, which words cannot show: the beginning of the hash tells that it is another one.
    show: (value) => m.accounts_letterhead_crest_told({ mark: (value as Crest).hash.slice(0, 6) }),
    object: m.accounts_letterhead_object_crest(),
  },
  { name: 'crestText', label: m.accounts_letterhead_crest_text(), languages: languageName, object: m.accounts_letterhead_object_crest_text() },
]
