// An issue of the newsletter: a publication of the month's digest as a letter to the subscribers of its language; where it stands, and how far it is.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { requiredLine, tickField, versionField } from '#platform/http/form-fields.ts'
import type { DigestLanguage } from '../composing/tongue.ts'

/**
 * waiting: not written yet · queued: in the outbox · sent: a server has it · returned: it came back · failed: tried in vain, or an officer stopped it ·
 * unclear: handed over, the answer was not heard · refused: its reader left meanwhile · gone: its reader was erased, or left before it was written ·
 * withdrawn: the issue was.
 */
export const DELIVERY_STATES = ['waiting', 'queued', 'sent', 'returned', 'failed', 'unclear', 'refused', 'gone', 'withdrawn'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
/** Those of which nothing more is heard by itself, and that an officer may want to look at. */
export const TROUBLED: readonly DeliveryState[] = ['returned', 'failed', 'unclear']

const deliveryNames: Readonly<Record<DeliveryState, () => string>> = {
  waiting: m.newsletter_delivery_waiting,
  queued: m.newsletter_delivery_queued,
  sent: m.newsletter_delivery_sent,
  returned: m.newsletter_delivery_returned,
  failed: m.newsletter_delivery_failed,
  unclear: m.newsletter_delivery_unclear,
  refused: m.newsletter_delivery_refused,
  gone: m.newsletter_delivery_gone,
  withdrawn: m.newsletter_delivery_withdrawn,
}
export const deliveryName = (state: DeliveryState): string => deliveryNames[state]()

export type Progress = Readonly<Record<DeliveryState, number>>
export const allOf = (progress: Progress): number => DELIVERY_STATES.reduce((sum, state) => sum + progress[state], 0)
/** Those that are still to leave. */
export const leftOf = ({ waiting, queued }: Progress): number => waiting + queued

export const ISSUE_STANDINGS = ['draft', 'sending', 'stopped', 'done', 'withdrawn'] as const
export type IssueStanding = (typeof ISSUE_STANDINGS)[number]
export type IssueDates = {
  readonly startedAt: Date | string | null
  readonly stoppedAt: Date | string | null
  readonly finishedAt: Date | string | null
  readonly withdrawnAt: Date | string | null
}
/** Computed from its days. */
export function standingOf({ startedAt, stoppedAt, finishedAt, withdrawnAt }: IssueDates): IssueStanding {
  if (withdrawnAt !== null) return 'withdrawn'
  if (startedAt === null) return 'draft'
  if (finishedAt !== null) return 'done'
  return stoppedAt === null ? 'sending' : 'stopped'
}
const standingNames: Readonly<Record<IssueStanding, () => string>> = {
  draft: m.newsletter_standing_draft,
  sending: m.newsletter_standing_sending,
  stopped: m.newsletter_standing_stopped,
  done: m.newsletter_standing_done,
  withdrawn: m.newsletter_standing_withdrawn,
}
export const issueStandingName = (standing: IssueStanding): string => standingNames[standing]()

/** Whom an issue would reach: readers of its language, and those of others who read it as well. */
export type Audience = { readonly own: number; readonly others: readonly { readonly language: DigestLanguage; readonly count: number }[] }
export const othersIn = ({ others }: Audience): number => others.reduce((sum, one) => sum + one.count, 0)

/** A delivery an officer may want to look at. */
export type Failure = {
  readonly id: string
  readonly state: DeliveryState
  readonly mailId: string | null
  readonly address: string | null
  readonly settledAt: Date | null
}
export const FAILURES_SHOWN = 200

/** An issue as the record of changes keeps it. */
export type IssueState = {
  readonly publicationId: string
  readonly language: DigestLanguage
  readonly month: string
  readonly subject: string
  readonly preface: string
  readonly startedAt: string | null
  readonly stoppedAt: string | null
  readonly finishedAt: string | null
  readonly withdrawnAt: string | null
}

export const issueForm = z.object({ version: versionField, subject: requiredLine(150), preface: z.string().trim().max(2_000).default('') })
export type IssueForm = z.output<typeof issueForm>
/** `read`: the officer says that they read the letter as it will arrive; nothing leaves unseen. */
export const sendingForm = z.object({ version: versionField, read: tickField, others: tickField })

export const issueFieldWords = (): FieldWords[] => [
  { name: 'subject', label: m.newsletter_field_subject(), show: String, object: m.newsletter_object_subject() },
  { name: 'preface', label: m.newsletter_field_preface(), show: String, object: m.newsletter_object_preface() },
]
