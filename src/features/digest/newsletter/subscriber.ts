// Who reads the newsletter: how one subscribes and leaves, how long what is kept, and the sealed links by which readers act without an account.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { addresses } from '#addresses'
import { emailField } from '#features/accounts/account.ts'
import { m } from '#messages'
import { ticks } from '#platform/http/form-fields.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { readSealedId, sealedId } from '#platform/mail/sealed-id.ts'
import { SITE_LANGUAGE_NAMES } from '#platform/texts/language.ts'
import { DIGEST_LANGUAGES, type DigestLanguage } from '../composing/tongue.ts'

/** pending: asked, not confirmed · active: confirmed · ended: no more letters, and soon erased. */
export const SUBSCRIBER_STATES = ['pending', 'active', 'ended'] as const
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number]
export const isSubscriberState = (value: string | undefined): value is SubscriberState => SUBSCRIBER_STATES.includes(value as SubscriberState)
/** site: typed on the citizens' site · hand: by an officer · import: from a list. */
export type Door = 'site' | 'hand' | 'import'
/** unsubscribed: its reader said so · returned: letters to it come back. */
export type Ending = 'unsubscribed' | 'returned'

const stateNames: Readonly<Record<SubscriberState, () => string>> = {
  pending: m.newsletter_state_pending,
  active: m.newsletter_state_active,
  ended: m.newsletter_state_ended,
}
export const subscriberStateName = (state: SubscriberState): string => stateNames[state]()
const endingNames: Readonly<Record<Ending, () => string>> = { unsubscribed: m.newsletter_ending_unsubscribed, returned: m.newsletter_ending_returned }
export const endingName = (ending: Ending): string => endingNames[ending]()
const doorNames: Readonly<Record<Door, () => string>> = { site: m.newsletter_door_site, hand: m.newsletter_door_hand, import: m.newsletter_door_import }
export const doorName = (door: Door): string => doorNames[door]()

const DAY_MS = 86_400_000
/** So long the link of a confirmation opens, and an unconfirmed address is kept. */
export const CONFIRM_DAYS = 7
/** So long an ended subscription can be taken up again; then the address is erased. */
export const KEPT_AFTER_END_DAYS = 14
/** So long the mark without an address keeps somebody out of lists brought in. */
export const REFUSAL_MONTHS = 36
/** Between two letters that ask the same mailbox, and how many in a day. */
export const BETWEEN_ASKS_MS = 10 * 60_000
export const ASKS_A_DAY = 3

export const daysAfter = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY_MS)

/** Whether another letter may go to a mailbox that was written to at `askedAt`, `asks` times within a day. */
export function mayAsk({ askedAt, asks }: { readonly askedAt: Date | null; readonly asks: number }, now: Date): boolean {
  if (askedAt === null) return true
  const since = now.getTime() - askedAt.getTime()
  return since >= BETWEEN_ASKS_MS && (asks < ASKS_A_DAY || since >= DAY_MS)
}
/** The count after one more. */
export const asksAfter = ({ askedAt, asks }: { readonly askedAt: Date | null; readonly asks: number }, now: Date): number =>
  askedAt === null || now.getTime() - askedAt.getTime() >= DAY_MS ? 1 : asks + 1

// ---- leaving -------------------------------------------------------------------------------------------------------------

type Leaving = { readonly state: SubscriberState; readonly endedBecause: Ending | null; readonly leftAt: Date | null }
/** Whether its reader left, also when somebody typed the address again and nobody confirmed it. */
export const hasLeft = ({ endedBecause, leftAt }: Pick<Leaving, 'endedBecause' | 'leftAt'>): boolean => endedBecause === 'unsubscribed' || leftAt !== null
/** Whether leaving can be taken back: once they had confirmed, and letters to them did not come back. */
export const mayResume = (one: Leaving & { readonly confirmedAt: Date | null }): boolean =>
  one.state !== 'active' && hasLeft(one) && one.endedBecause !== 'returned' && one.confirmedAt !== null
/** Whether the link to one's own page opens it: not before its reader has confirmed the first time. */
export const hasOwnPage = (one: Leaving): boolean => one.state !== 'pending' || one.leftAt !== null

// ---- languages -----------------------------------------------------------------------------------------------------------

/** What most readers of another language can read in its place. */
export const FALLBACKS = ['bg', 'en'] as const

const languageField = z.enum(DIGEST_LANGUAGES)
const alsoField = ticks(FALLBACKS)
/** Of what is ticked, what is not the own language. */
export const othersThan = (language: DigestLanguage, also: readonly DigestLanguage[]): DigestLanguage[] => [...new Set(also)].filter((one) => one !== language)
export const languageOfIssue = (language: DigestLanguage): string => SITE_LANGUAGE_NAMES[language]

/** What the site's form asks. */
export const subscribeForm = z.object({ address: emailField, language: languageField, also: alsoField })
export const preferencesForm = z.object({ language: languageField, also: alsoField })
export type Preferences = z.output<typeof preferencesForm>

const noteField = z
  .string()
  .trim()
  .min(1, { error: () => `m:${m.newsletter_note_needed()}` })
  .max(500)
export const byHandForm = z.object({ address: emailField, language: languageField, note: noteField })
export type ByHand = z.output<typeof byHandForm>

/** So many addresses of one list: nobody can say of more how each agreed. */
export const MOST_OF_LIST = 5_000
export const listForm = z.object({ list: z.string().trim().min(1).max(500_000), language: languageField, note: noteField })

export type ListRead = { readonly addresses: readonly string[]; readonly wrong: readonly string[] }

/** The addresses of a pasted list: one in a line, or a table's lines of which one cell is an address. `wrong`: lines without one. */
export function readList(text: string): ListRead {
  const addresses = new Set<string>()
  const wrong: string[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const found = line
      .split(/[\s;,<>"'\t]+/)
      .map((cell) => emailField.safeParse(cell))
      .find(({ success }) => success)
    if (found?.success === true) addresses.add(plainAddress(found.data))
    // The head of a table has no address and is no fault.
    else if (addresses.size > 0 || wrong.length > 0 || line.includes('@') || !/mail|поща|адрес|name|име/i.test(line)) wrong.push(line.slice(0, 120))
  }
  return { addresses: [...addresses], wrong }
}

// ---- links ---------------------------------------------------------------------------------------------------------------

/** What makes links, and where the office's site lives (no slash at the end). */
export type Keys = { readonly secret: string }
const PURPOSES = { confirmation: 'newsletter confirmation', subscription: 'newsletter subscription' } as const
export type Purpose = keyof typeof PURPOSES

export const tokenFor = ({ secret }: Keys, purpose: Purpose, id: string): string => sealedId(secret, PURPOSES[purpose], id)
export const idIn = ({ secret }: Keys, purpose: Purpose, token: string): string | null => readSealedId(secret, PURPOSES[purpose], token)

export const confirmationUrl = (base: string, keys: Keys, language: DigestLanguage, id: string): string =>
  base + addresses.siteNewsletterConfirmation({ lang: language, token: tokenFor(keys, 'confirmation', id) })
export const subscriptionUrl = (base: string, keys: Keys, language: DigestLanguage, id: string): string =>
  base + addresses.siteNewsletterSubscription({ lang: language, token: tokenFor(keys, 'subscription', id) })

/** What is left of an address whose reader left: it tells the same address again and nothing else. */
export const refusalHash = ({ secret }: Keys, officeId: string, address: string): string =>
  createHmac('sha256', secret)
    .update(`newsletter refusal ${officeId} ${plainAddress(address)}`)
    .digest('base64url')
