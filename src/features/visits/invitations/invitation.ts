// Invitations for calendars: who is to have what, who has it already, and therefore what must be sent to whom (iTIP, RFC 5546). Pure.
import { isDeepStrictEqual } from 'node:util'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { isAddress, plainAddress } from '#platform/mail/letter.ts'
import { isEmptyText, type LocalText, textIn } from '#platform/texts/local-text.ts'
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'

/** More letters in one go are a mistake, or a list of guests that wants another way. */
export const MOST_LETTERS = 3000

export type Organizer = { readonly name: string; readonly address: string }

/** leads: CHAIR, everybody else takes part (RFC 5545 §3.2.16). */
export type Role = 'CHAIR' | 'REQ-PARTICIPANT'

export const ANSWERS = ['accepted', 'declined', 'tentative', 'delegated'] as const
export type Answer = (typeof ANSWERS)[number]
export const isAnswer = (value: string): value is Answer => (ANSWERS as readonly string[]).includes(value)

const answerNames: Readonly<Record<Answer, () => string>> = {
  accepted: m.invitations_answer_accepted,
  declined: m.invitations_answer_declined,
  tentative: m.invitations_answer_tentative,
  delegated: m.invitations_answer_delegated,
}
export const answerName = (answer: Answer): string => answerNames[answer]()

/** When something is, as calendars take it: two moments in milliseconds since 1970, or whole days, YYYY-MM-DD, the last one counted in. */
export type When = { readonly from: number; readonly to: number } | { readonly firstDay: string; readonly lastDay: string }

/** What somebody is told of it, in their language. What it is compared by: no words of ours stand in it. */
export type Told = {
  readonly when: When
  readonly place: string
  readonly title: string
  readonly note: string
  readonly contact: string
  readonly role: Role
}

/** Somebody who is to have it. */
export type Wanted = { readonly address: string; readonly name: string; readonly language: PaperLanguage; readonly told: Told }

/** Somebody who has it, or had it. */
export type Having = {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly language: PaperLanguage
  readonly sequence: number
  readonly told: Told
  readonly cancelled: boolean
}

/** Why a letter goes out. `back`: they had it, it was called off for them, and now they have it again. */
export const REASONS = ['new', 'back', 'time', 'place', 'part', 'words', 'called-off', 'not-coming'] as const
export type Reason = (typeof REASONS)[number]

const reasonNames: Readonly<Record<Reason, () => string>> = {
  new: m.invitations_reason_new,
  back: m.invitations_reason_back,
  time: m.invitations_reason_time,
  place: m.invitations_reason_place,
  part: m.invitations_reason_part,
  words: m.invitations_reason_words,
  'called-off': m.invitations_reason_called_off,
  'not-coming': m.invitations_reason_not_coming,
}
export const reasonName = (reason: Reason): string => reasonNames[reason]()

/** „Чакат 2 писма за отмяна на поканите.“ */
export const owedInWords = ({ letters, cancelling, fresh }: { readonly letters: number; readonly cancelling: number; readonly fresh: number }): string =>
  cancelling === letters
    ? m.invitations_owed_cancelling({ count: letters })
    : fresh === letters
      ? m.invitations_owed_fresh({ count: letters })
      : m.invitations_owed({ count: letters })

/** One letter to be sent: `wanted` null cancels. `significant`: the calendar must ask again, and the sequence rises. */
export type Letter = {
  readonly having: Having | null
  readonly wanted: Wanted | null
  readonly reason: Reason
  readonly significant: boolean
}

export const methodOf = ({ wanted }: Pick<Letter, 'wanted'>): 'REQUEST' | 'CANCEL' => (wanted === null ? 'CANCEL' : 'REQUEST')

function reasonOf(told: Told, now: Told): Reason | null {
  if (!isDeepStrictEqual(told.when, now.when)) return 'time'
  if (told.place !== now.place) return 'place'
  if (told.role !== now.role) return 'part'
  return isDeepStrictEqual(told, now) ? null : 'words'
}

const SIGNIFICANT: ReadonlySet<Reason> = new Set(['back', 'time', 'place', 'part', 'called-off', 'not-coming'])

const letter = (reason: Reason, having: Having | null, wanted: Wanted | null): Letter => ({ having, wanted, reason, significant: SIGNIFICANT.has(reason) })

/** What must be sent about one invitation. `wanted` null: it is called off altogether. Whoever has what they should is sent nothing. */
export function lettersFor(wanted: readonly Wanted[] | null, having: readonly Having[]): Letter[] {
  const has = new Map(having.map((one) => [one.address, one]))
  const wants = new Set((wanted ?? []).map(({ address }) => address))
  const given = (wanted ?? []).flatMap((one): Letter[] => {
    const own = has.get(one.address)
    if (own === undefined) return [letter('new', null, one)]
    if (own.cancelled) return [letter('back', own, one)]
    const reason = reasonOf(own.told, one.told)
    return reason === null ? [] : [letter(reason, own, one)]
  })
  const taken = having.filter((one) => !one.cancelled && !wants.has(one.address)).map((one) => letter(wanted === null ? 'called-off' : 'not-coming', one, null))
  return [...given, ...taken]
}

/** The sequence after these letters, and the one each of them bears: whoever only reads other words keeps theirs. */
export function sequencesOf(letters: readonly Letter[], sequence: number): { readonly next: number; readonly of: (one: Letter) => number } {
  const next = letters.some(({ significant }) => significant) ? sequence + 1 : sequence
  return { next, of: (one) => (one.reason === 'words' ? one.having!.sequence : next) }
}

/** People by their addresses: two who share a mailbox are one reader of it, in the language and with the part of the first. */
export function byAddress(people: readonly (Omit<Wanted, 'address'> & { readonly email: string })[]): Wanted[] {
  const found = new Map<string, Wanted>()
  for (const { email, ...one } of people) {
    const address = plainAddress(email)
    if (!isAddress(address)) continue
    const known = found.get(address)
    found.set(address, known === undefined ? { ...one, address } : { ...known, name: known.name === one.name ? known.name : `${known.name}, ${one.name}` })
  }
  return [...found.values()]
}

/** Somebody's name in the language of the page; who has none yet is called by their post. */
export const nameOnPage = ({ name, nativeName, role }: { readonly name: LocalText; readonly nativeName: string | null; readonly role: LocalText }): string =>
  isEmptyText(name) ? textIn(role) || m.visits_delegate_nameless() : displayName({ name, nativeName })

/** The name by which calendars know it on every side. */
export const uidOf = (invitationId: string): string => `${invitationId}@pobratim`
export const invitationOfUid = (uid: string): string | null => /^([0-9a-f-]{36})@pobratim$/i.exec(uid.trim())?.[1]?.toLowerCase() ?? null

/** lost: it came back, or never left · unsure: nobody knows · under-way: it waits in the outbox · refusing: they want no such letters, and have an old state. */
export const UNREACHED = ['lost', 'refusing', 'unsure', 'under-way'] as const
