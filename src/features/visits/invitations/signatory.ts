// Who signs a letter, as its second language writes it: what somebody wrote in it, else the name in letters its readers read and what the post amounts to.
import { LETTER_LANGUAGES as POST_LANGUAGES, nameIn, roleIn } from '#features/organisations/people/letter.ts'
import { type RoleClass, roleName } from '#features/organisations/people/post.ts'
import { EMPTY_TEXT, localText, type LocalText } from '#platform/texts/local-text.ts'
import { roleClassOf } from '../delegations/precedence.ts'

/** Posts of those who sign, where the letters about posts have no wording of their own. */
const CHINESE: Readonly<Partial<Record<RoleClass, string>>> = { mayor: '市长', deputy_mayor: '副市长', council_chair: '市议会主席', councillor: '市议员' }

const postIn = (language: string, roleClass: RoleClass): string =>
  (language === 'zh' ? CHINESE[roleClass] : POST_LANGUAGES.includes(language) ? roleIn(language, { role: EMPTY_TEXT, roleClass }) : undefined) ??
  roleName(roleClass, 'en')

/** '' where nobody is said to sign. Lines stay lines; one that is no post we know is put into letters readers of the language read. */
export function signatoryIn(language: string, signatory: LocalText): string {
  const own = signatory.in[language]?.text
  if (own !== undefined) return own
  const { source } = signatory
  const written = signatory.in[source]?.text ?? ''
  return written
    .split('\n')
    .map((line, index) => {
      const roleClass = index === 0 ? null : roleClassOf(line)
      const post = roleClass === null || roleClass === 'other' ? '' : postIn(language, roleClass)
      return post === '' ? nameIn(language, { name: localText(line, new Date(0), source), nativeName: null, nativeLanguage: null }) : post
    })
    .join('\n')
}
