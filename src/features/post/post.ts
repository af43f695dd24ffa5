// The office's post as people see it: into which views its letters fall, and what states, kinds and deeds are called.
import { z } from 'zod'
import { m } from '#messages'
import { requiredLine, versionField } from '#platform/http/form-fields.ts'
import type { Deed } from '#platform/mail/deciding.ts'
import { MAIL_KINDS, type MailKind, type MailState } from '#platform/mail/letter.ts'

export const LETTERS_ON_A_PAGE = 40
/** So many can be let go or dropped at once. */
export const MOST_AT_ONCE = 1000

/** What a view shows; together they show every letter once. */
export const VIEWS = {
  held: ['held'],
  waiting: ['waiting', 'handing-over'],
  uncertain: ['uncertain'],
  returned: ['bounced', 'given-up'],
  sent: ['sent'],
  unsent: ['dropped', 'expired', 'unsubscribed'],
} as const satisfies Record<string, readonly MailState[]>
export type View = keyof typeof VIEWS
export const VIEW_ORDER = Object.keys(VIEWS) as readonly View[]
export const isView = (value: string | undefined): value is View => value !== undefined && Object.hasOwn(VIEWS, value)

const viewNames: Readonly<Record<View, () => string>> = {
  held: m.post_view_held,
  waiting: m.post_view_waiting,
  uncertain: m.post_view_uncertain,
  returned: m.post_view_returned,
  sent: m.post_view_sent,
  unsent: m.post_view_unsent,
}
export const viewName = (view: View): string => viewNames[view]()

const noneTexts: Readonly<Record<View, () => string>> = {
  held: m.post_none_held,
  waiting: m.post_none_waiting,
  uncertain: m.post_none_uncertain,
  returned: m.post_none_returned,
  sent: m.post_none_sent,
  unsent: m.post_none_unsent,
}
export const noneText = (view: View): string => noneTexts[view]()

const stateNames: Readonly<Record<MailState, () => string>> = {
  held: m.post_state_held,
  waiting: m.post_state_waiting,
  'handing-over': m.post_state_handing_over,
  sent: m.post_state_sent,
  uncertain: m.post_state_uncertain,
  bounced: m.post_state_bounced,
  'given-up': m.post_state_given_up,
  expired: m.post_state_expired,
  dropped: m.post_state_dropped,
  unsubscribed: m.post_state_unsubscribed,
}
export const stateName = (state: MailState): string => stateNames[state]()

const kindNames: Readonly<Record<MailKind, () => string>> = {
  'sign-in': m.post_kind_sign_in,
  test: m.post_kind_test,
  letter: m.post_kind_letter,
  reminder: m.post_kind_reminder,
  digest: m.post_kind_digest,
  invitation: m.post_kind_invitation,
  programme: m.post_kind_programme,
  newsletter: m.post_kind_newsletter,
  confirmation: m.post_kind_confirmation,
}
export const kindName = (kind: MailKind): string => kindNames[kind]()
/** An office has no sign-in links in its post. */
export const OFFICE_KINDS = MAIL_KINDS.filter((kind) => kind !== 'sign-in')

const deedNames: Readonly<Record<Deed, () => string>> = {
  release: m.post_deed_release,
  nevertheless: m.post_deed_nevertheless,
  drop: m.post_deed_drop,
  again: m.post_deed_again,
  arrived: m.post_deed_arrived,
  seen: m.post_deed_seen,
}
export const deedName = (deed: Deed): string => deedNames[deed]()

const doneTexts: Readonly<Record<Deed, (inputs: { count: number }) => string>> = {
  release: m.post_done_release,
  nevertheless: m.post_done_release,
  drop: m.post_done_drop,
  again: m.post_done_again,
  arrived: m.post_done_arrived,
  seen: m.post_done_seen,
}
export const doneText = (deed: Deed, count: number): string => doneTexts[deed]({ count })

/** A letter in an officer's own words. */
export const wordingForm = z.object({ version: versionField, subject: requiredLine(250), text: z.string().trim().min(1).max(20_000) })
