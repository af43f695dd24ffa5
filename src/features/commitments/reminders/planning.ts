// Who is written to on a day, of which promises, in which language, and whether an officer looks at it first; no words yet.
import type { RoleClass } from '#features/organisations/people/post.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { isLanguage, type Language, officeLanguage } from '#platform/texts/language.ts'
import { type Matter, matterTo } from './matter.ts'
import { letterLanguage, type LetterLanguage, readableIn } from './courtesy.ts'
import type { Addressee, Colleague, KnownAddresses, OpenPromise, PostsHeld, RulesRow } from './reminder.queries.ts'
import { type Holidays, lettersOf } from './reminder.ts'

/** To one of our people: all that is due of what they answer for. */
export type OurLetter = {
  readonly who: 'us'
  readonly address: string
  readonly name: string | null
  readonly person: Addressee | null
  readonly language: Language
  readonly held: false
  readonly promises: readonly OpenPromise[]
  /** What else of theirs has its day. */
  readonly matters: readonly Matter[]
}
/** To whoever answers at a partner's. */
export type TheirLetter = {
  readonly who: 'them'
  readonly address: string
  readonly person: Addressee
  readonly role: RoleClass | null
  readonly language: LetterLanguage
  readonly held: boolean
  /** Those whose words stand in no language the reader knows: such a letter never leaves by itself. */
  readonly untranslated: readonly OpenPromise[]
  readonly promises: readonly OpenPromise[]
  /** Who signs, and whom an answer reaches; null: nobody is named. */
  readonly from: { readonly name: Pick<Addressee, 'name' | 'nativeName' | 'nativeLanguage'> | string; readonly address: string } | null
  /** Whom an answer reaches where nobody is named: the first officer; a letter that asks for an answer must not be answered to a machine. */
  readonly answersTo: { readonly name: string; readonly address: string } | null
}
export type PlannedLetter = OurLetter | TheirLetter

export type Ground = {
  readonly rules: RulesRow
  readonly promises: readonly OpenPromise[]
  readonly matters: readonly Matter[]
  readonly posts: PostsHeld
  readonly covered: Readonly<Record<'us' | 'them' | 'matters', ReadonlyMap<string, string>>>
  readonly known: KnownAddresses
  readonly trusted: ReadonlySet<string>
  readonly colleagues: readonly Colleague[]
  /** The office's own language and country. */
  readonly language: string
  readonly home: string
  readonly holidays: Holidays
}

type Row = {
  readonly id: string
  readonly owedBy: OpenPromise['owedBy']
  readonly dueBy: string
  readonly address: string | null
  readonly coveredUntil: string | null
  readonly country: string
}
type PromiseRow = Row & { readonly promise: OpenPromise }
type MatterRow = Row & { readonly matter: Matter }

const addressOf = (email: string | null | undefined, known: KnownAddresses): string | null => {
  const address = email == null ? '' : plainAddress(email)
  return address === '' || known.refused.has(address) || known.waiting.has(address) ? null : address
}

/** At which of a promise's partners its person answers; undefined: it has none. */
function partnerOf({ theirPerson, partners }: OpenPromise, posts: PostsHeld): OpenPromise['partners'][number] | undefined {
  const held = theirPerson === null ? [] : (posts.get(theirPerson.id) ?? [])
  return partners.find(({ organisationId }) => held.some((post) => post.organisationId === organisationId)) ?? partners[0]
}

/** The letters of a day (YYYY-MM-DD), ours before theirs. */
export function plannedLetters(ground: Ground, today: string): PlannedLetter[] {
  const { rules, promises, posts, covered, known, trusted, colleagues, holidays, home } = ground
  const standIn = colleagues.find(({ id }) => id === rules.standInId)
  const row = (who: 'us' | 'them', promise: OpenPromise, address: string | null): PromiseRow => ({
    id: promise.id,
    owedBy: promise.owedBy,
    dueBy: promise.dueBy,
    address,
    coveredUntil: covered[who].get(promise.id) ?? null,
    country: who === 'us' ? home : (partnerOf(promise, posts)?.country ?? ''),
    promise,
  })
  // What nobody answers for, or somebody without an address, comes to the one who stands in.
  const ours = promises.map((promise) => row('us', promise, addressOf(promise.person?.email ?? standIn?.email, known)))
  const theirs = promises.map((promise) => row('them', promise, addressOf(promise.theirPerson?.email, known)))
  const named = new Set<string>()
  const others = ground.matters.flatMap((matter): MatterRow[] => {
    const address = addressOf(matter.person?.email ?? standIn?.email, known)
    const id = matterTo(matter.key, address ?? '')
    // Two of whom one has no address may both come to whoever stands in.
    if (address === null || named.has(id)) return []
    named.add(id)
    return [{ id, owedBy: 'us', dueBy: matter.dueBy, address, coveredUntil: covered.matters.get(id) ?? null, country: home, matter }]
  })
  return [
    ...lettersOf<PromiseRow | MatterRow>(today, 'us', [...ours, ...others], rules.ours, known.lastLetters, holidays).map(
      ({ address, promises: rows }): OurLetter => {
        const own = rows.flatMap((one) => ('promise' in one ? one.promise : []))
        const matters = rows.flatMap((one) => ('matter' in one ? one.matter : []))
        const colleague = colleagues.find(({ email }) => email === address)
        const person = own.find((promise) => promise.person?.email != null && plainAddress(promise.person.email) === address)?.person ?? null
        const office = isLanguage(ground.language) ? ground.language : officeLanguage()
        const called = matters.find((one) => one.person !== null && plainAddress(one.person.email) === address)?.person?.name ?? null
        return {
          who: 'us',
          address,
          name: colleague?.name ?? (person === null ? called : null),
          person,
          language: colleague?.language ?? office,
          held: false,
          promises: own,
          matters,
        }
      },
    ),
    ...lettersOf(today, 'them', theirs, rules.theirs, known.lastLetters, holidays).map(({ address, promises: rows }): TheirLetter => {
      const own = rows.map(({ promise }) => promise)
      const person = own[0]!.theirPerson!
      const held = posts.get(person.id) ?? []
      const at = own.flatMap(({ partners }) => partners)
      const partner = at.find(({ organisationId }) => held.some((post) => post.organisationId === organisationId)) ?? at[0]
      const role = held.find(({ organisationId }) => organisationId === partner?.organisationId)?.roleClass ?? null
      const language = letterLanguage(person.languages, partner?.nativeLanguage ?? null, partner?.country ?? '')
      const untranslated = own.filter(({ text }) => !readableIn(language).some((one) => text.in[one] !== undefined))
      const officer = colleagues.find(({ role }) => role === 'officer')
      const signs = own.find((promise) => promise.person?.email != null)?.person
      return {
        who: 'them',
        address,
        person,
        role,
        language,
        held:
          untranslated.length > 0 ||
          !known.written.has(address) ||
          !own.every(({ partners }) => partners.some(({ organisationId }) => trusted.has(organisationId))),
        untranslated,
        promises: own,
        from: signs?.email != null ? { name: signs, address: signs.email } : standIn === undefined ? null : { name: standIn.name, address: standIn.email },
        answersTo: officer === undefined ? null : { name: officer.name, address: officer.email },
      }
    }),
  ]
}
