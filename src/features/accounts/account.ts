// Who may do what in an office: an officer works in it, a reader looks.
import { z } from 'zod'
import { LANGUAGES, type Language } from '#platform/texts/language.ts'

export const ROLES = ['officer', 'reader'] as const
export type Role = (typeof ROLES)[number]

// Only this feature makes proven people: the symbol is not exported, so nobody else can write one down.
const proof: unique symbol = Symbol('proven')

export type Person = {
  readonly officeId: string
  /** The account's id. */
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: Language
}

/** Someone proven to be a member of the office: may read everything in it. */
export type Reader = Person & { readonly [proof]: 'reader' | 'officer' }
/** Someone proven to be an officer of the office: may also write. */
export type Officer = Person & { readonly role: 'officer'; readonly [proof]: 'officer' }

/** Makes the proof. Call it only where the membership was just read from the database or written to it. */
export const provenReader = (person: Person): Reader => ({ ...person, [proof]: person.role })
/** null when the person is not an officer. */
export const provenOfficer = (person: Person): Officer | null => (person.role === 'officer' ? { ...person, role: 'officer', [proof]: 'officer' } : null)

export const emailField = z
  .email()
  .max(200)
  .transform((value) => value.trim().toLowerCase())
export const nameField = z.string().trim().min(1).max(200)

/** Shortest password taken; the length is what NIST SP 800-63B-4 §3.1.1.2 asks where a password is the only factor. */
export const SHORTEST_PASSWORD = 15
export const passwordField = z.string().min(SHORTEST_PASSWORD).max(128)

export const officeForm = z.object({
  placeId: z.coerce.number().int().positive(),
  officeNameBg: z.string().trim().min(1).max(200),
  officeNameEn: z.string().trim().max(200).default(''),
  languages: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (typeof given === 'string' ? [given] : given))
    .pipe(
      z
        .array(z.string().regex(/^[a-z]{2}$/))
        .min(1)
        .max(12),
    ),
  name: nameField,
  email: emailField,
  password: z.union([z.literal(''), passwordField]).default(''),
})

export const invitationForm = z.object({ name: nameField, email: emailField, role: z.enum(ROLES) })
export type InvitationForm = z.output<typeof invitationForm>

export const meForm = z.object({ name: nameField, language: z.enum(LANGUAGES) })

/** Where an office's site lives: its own host, else the address of the installation (`baseUrl`, without a slash at the end). */
export const siteBase = (baseUrl: string, { publicHost }: { readonly publicHost: string | null }): string =>
  publicHost === null ? baseUrl : `${new URL(baseUrl).protocol}//${publicHost}`
