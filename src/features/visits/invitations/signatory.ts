// Who signs a letter, as its second language writes it: what somebody wrote in it, else the name in letters its readers read and what the post amounts to.
import { allNames } from '#features/organisations/naming.ts'
import { LETTER_LANGUAGES as POST_LANGUAGES, nameIn, roleIn } from '#features/organisations/people/letter.ts'
import { type RoleClass, roleName } from '#features/organisations/people/post.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { EMPTY_TEXT, localText, type LocalText, reading } from '#platform/texts/local-text.ts'
import { roleClassOf } from '../delegations/precedence.ts'

/** Posts of those who sign, where the letters about posts have no wording of their own. */
const CHINESE: Readonly<Partial<Record<RoleClass, string>>> = { mayor: '市长', deputy_mayor: '副市长', council_chair: '市议会主席', councillor: '市议员' }

const postIn = (language: string, roleClass: RoleClass): string =>
  (language === 'zh' ? CHINESE[roleClass] : POST_LANGUAGES.includes(language) ? roleIn(language, { role: EMPTY_TEXT, roleClass }) : undefined) ??
  roleName(roleClass, 'en')

/** Somebody of the register who may be the one that signs. */
export type Signer = Named & { readonly aliases: readonly string[] }
type Named = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null }

/** Who is meant by a name, in whatever letters it is written. */
const signerNamed = (line: string, known: readonly Signer[]): Signer | undefined => {
  const keys = nameKeys(line)
  return known.find((one) => allNames(one).some((name) => nameKeys(name).some((key) => keys.includes(key))))
}

/**
 * '' where nobody is said to sign. Lines stay lines; whoever is `known` to the register is called as it calls them; one that is no post we know is put into
 * letters readers of the language read.
 */
export function signatoryIn(language: string, signatory: LocalText, known: readonly Signer[] = []): string {
  const own = signatory.in[language]?.text
  if (own !== undefined) return own
  const { text: written, language: source } = reading(signatory)
  return written
    .split('\n')
    .map((line, index) => {
      const roleClass = index === 0 ? null : roleClassOf(line)
      const post = roleClass === null || roleClass === 'other' ? '' : postIn(language, roleClass)
      const asWritten = { name: localText(line, new Date(0), source), nativeName: null, nativeLanguage: null }
      return post === '' ? nameIn(language, (index === 0 ? signerNamed(line, known) : undefined) ?? asWritten) : post
    })
    .join('\n')
}

/** Whether a line under the name is no post we know, so that in this language it stands as it was written, put into other letters at most. */
export const postUnsaid = (language: string, signatory: LocalText): boolean =>
  Object.keys(signatory.in).length > 0 &&
  signatory.in[language] === undefined &&
  reading(signatory)
    .text.split('\n')
    .slice(1)
    .some((line) => line.trim() !== '' && (roleClassOf(line) ?? 'other') === 'other')

/** The first line in each language: who it is. */
export const signerNames = (signatory: LocalText): string[] => Object.values(signatory.in).flatMap(({ text }) => text.split('\n')[0]!.trim() || [])

/** Whether two signatures are of one person. */
export const sameSigner = (one: LocalText, other: LocalText): boolean => {
  const keys = signerNames(other).flatMap(nameKeys)
  return signerNames(one).some((name) => nameKeys(name).some((key) => keys.includes(key)))
}

/** Letters written before who signs had a field of its own end with the signature; the rest of such a one. */
export const withoutSignature = (body: LocalText, signatory: LocalText): LocalText => ({
  ...body,
  in: Object.fromEntries(
    Object.entries(body.in).map(([language, rendering]) => {
      const signature = signatory.in[language]?.text ?? ''
      const rest = signature !== '' && rendering.text.endsWith(signature) ? rendering.text.slice(0, -signature.length).trimEnd() : ''
      return [language, rest === '' ? rendering : { ...rendering, text: rest }]
    }),
  ),
})
