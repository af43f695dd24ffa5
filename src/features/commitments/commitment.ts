// A promise between two sides: who owes it, by which day, and what became of it.
import { z } from 'zod'
import { dropField, suggestedField } from '#features/organisations/naming.ts'
import { SIDES, type Side } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { type ImpreciseDate, latest, daysBetween } from '#platform/dates.ts'
import { dateField, exactDayField, idTicks, lineField, requiredLine, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citationForm } from '#platform/texts/citation.ts'
import { currentLanguage, localeOf, type SiteLanguage } from '#platform/texts/language.ts'
import { localTextForm, type LocalTextForm } from '#platform/texts/local-text.ts'

export { SIDES, type Side }

export const COMMITMENT_TOPICS = ['agreement', 'aid', 'business', 'cooperation', 'event', 'exchange', 'project', 'visit', 'other'] as const
export type CommitmentTopic = (typeof COMMITMENT_TOPICS)[number]

/** How firm it is: agreed by both, planned by who owes it, proposed, or an invitation. */
export const COMMITMENT_STATES = ['agreed', 'planned', 'proposed', 'invited'] as const
export type CommitmentState = (typeof COMMITMENT_STATES)[number]
/** What is proposed, or a mere invitation, binds nobody: it is a wish, and counts among no promises until it is agreed or planned. */
export const WISHES = ['proposed', 'invited'] as const satisfies readonly CommitmentState[]
export const isWish = (state: CommitmentState): boolean => (WISHES as readonly CommitmentState[]).includes(state)

export const STANDINGS = ['overdue', 'due-soon', 'open', 'kept', 'dropped'] as const
export type Standing = (typeof STANDINGS)[number]

/** `unsettled`: overdue, due soon and open together. */
export const LEDGER_STANDINGS = ['unsettled', 'overdue', 'due-soon', 'open', 'kept', 'dropped'] as const
export type LedgerStanding = (typeof LEDGER_STANDINGS)[number]

export const PROMISES_ON_A_PAGE = 25

/** A promise is due soon from this many days before its last day on. */
export const DUE_SOON_DAYS = 40

/** The last day on which it can still be kept in time; a month or a year counts to its end. null: no day was named. */
export const dueBy = (due: ImpreciseDate | null): string | null => (due === null ? null : latest(due))

/** Where a promise stands on the day `today` (YYYY-MM-DD). */
export function standing(
  { keptOn, droppedOn, due }: { readonly keptOn: string | null; readonly droppedOn: string | null; readonly due: ImpreciseDate | null },
  today: string,
): Standing {
  if (keptOn !== null) return 'kept'
  if (droppedOn !== null) return 'dropped'
  const last = dueBy(due)
  if (last === null) return 'open'
  if (last < today) return 'overdue'
  return daysBetween(today, last) <= DUE_SOON_DAYS ? 'due-soon' : 'open'
}

export const isSettled = (one: Standing): boolean => one === 'kept' || one === 'dropped'

const topicNames: Readonly<Record<CommitmentTopic, () => string>> = {
  agreement: () => m.commitments_topic_agreement(),
  aid: () => m.commitments_topic_aid(),
  business: () => m.commitments_topic_business(),
  cooperation: () => m.commitments_topic_cooperation(),
  event: () => m.commitments_topic_event(),
  exchange: () => m.commitments_topic_exchange(),
  project: () => m.commitments_topic_project(),
  visit: () => m.commitments_topic_visit(),
  other: () => m.commitments_topic_other(),
}
export const topicName = (topic: CommitmentTopic): string => topicNames[topic]()

const stateNames: Readonly<Record<CommitmentState, () => string>> = {
  agreed: () => m.commitments_state_agreed(),
  planned: () => m.commitments_state_planned(),
  proposed: () => m.commitments_state_proposed(),
  invited: () => m.commitments_state_invited(),
}
export const stateName = (state: CommitmentState): string => stateNames[state]()

const sideNames: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_owed_us(),
  them: () => m.commitments_owed_them(),
  both: () => m.commitments_owed_both(),
}
export const isSide = (value: string): value is Side => (SIDES as readonly string[]).includes(value)
/** „дължим ние“, „дължат те“, „общо“ */
export const owedName = (side: Side): string => sideNames[side]()

const standingNames: Readonly<Record<Standing, () => string>> = {
  overdue: () => m.commitments_standing_overdue(),
  'due-soon': () => m.commitments_standing_due_soon(),
  open: () => m.commitments_standing_open(),
  kept: () => m.commitments_standing_kept(),
  dropped: () => m.commitments_standing_dropped(),
}
export const standingName = (one: Standing): string => standingNames[one]()

/** The standing with its distance: „след 38 дни“, „днес“, „просрочено“. */
export function standingInWords(one: Standing, due: ImpreciseDate | null, today: string): string {
  const last = dueBy(due)
  return one === 'due-soon' && last !== null
    ? last === today
      ? m.commitments_due_today()
      : m.commitments_due_in({ count: daysBetween(today, last) })
    : standingName(one)
}

const LABEL_LENGTH = 120
/** A promise called by its first words, for notices and the journal. */
export function promiseLabel(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LABEL_LENGTH ? line : `${line.slice(0, LABEL_LENGTH - 1).trimEnd()}…`
}

// ICU writes Bulgarian short months as numbers; these are the usual abbreviations.
const SHORT_MONTHS_BG = ['ян.', 'февр.', 'март', 'апр.', 'май', 'юни', 'юли', 'авг.', 'септ.', 'окт.', 'ноем.', 'дек.']
const shortMonth = (month: number, language: SiteLanguage): string =>
  language === 'bg'
    ? SHORT_MONTHS_BG[month - 1]!
    : new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', month: 'short' }).format(new Date(Date.UTC(2000, month - 1, 1)))

/** The due day for the ledger's margin: „24 окт.“ over „2025“, „2029“, „без срок“. Of a horizon only its end. */
export function dueMargin(due: ImpreciseDate | null, language: SiteLanguage = currentLanguage()): string[] {
  const last = due?.split('/').at(-1)?.replace('~', '')
  if (last === undefined) return [m.commitments_without_day()]
  const [year = '', month, day] = last.split('-')
  if (month === undefined) return [year]
  const short = shortMonth(Number(month), language)
  return [day === undefined ? short : `${Number(day)} ${short}`, year]
}

/** What a promise says, as any caller gives it: a form, the intake or the demonstration. */
export type CommitmentValues = {
  readonly owedBy: Side
  /** Language → text; at least one must be given. Languages left out keep what they had. */
  readonly text: LocalTextForm
  readonly topic: CommitmentTopic
  readonly state: CommitmentState
  readonly due: ImpreciseDate | null
  /** The event it was given at. */
  readonly eventId?: string | null
  /** Who answers for it. */
  readonly personId?: string | null
  /** Who answers for it at the partner's; reminders may be written to them. */
  readonly theirPersonId?: string | null
  /** Ids of the partner organisations. */
  readonly partners: readonly string[]
  readonly published?: boolean
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

export const commitmentForm = z.object({
  owedBy: z.enum(SIDES),
  text: localTextForm
    .default({})
    .refine((typed) => Object.values(typed).some((text) => text !== ''), { path: ['bg'], error: () => `m:${m.commitments_text_missing()}` }),
  topic: z.enum(COMMITMENT_TOPICS),
  state: z.enum(COMMITMENT_STATES),
  since: dateField,
  due: dateField,
  event: suggestedField,
  person: suggestedField,
  theirPerson: suggestedField,
  partners: z.array(suggestedField).max(60).default([]),
  published: tickField,
  source: citationForm.default({ title: '', url: '', date: '' }),
  dropSource: dropField,
  /** Asked only when the day of a promise is changed: a mistake is mended, or another day was agreed. */
  dueChange: z.enum(['', 'mistake', 'move']).catch('').default(''),
  moveWhy: lineField(2000),
  moveAskedBy: z
    .enum(['', ...SIDES])
    .catch('')
    .default(''),
})
export type CommitmentForm = z.output<typeof commitmentForm>

/** A document of the register that shows that a promise was kept; the title as it was then, should it be removed one day. */
export type EvidencePaper = { readonly id: string; readonly title: string }

/** What shows that it was kept: the words, and the documents by their titles. */
export const evidenceInWords = ({
  evidence,
  evidencePapers,
}: {
  readonly evidence: string | null
  readonly evidencePapers: readonly EvidencePaper[]
}): string => [evidence ?? '', ...evidencePapers.map(({ title }) => `„${title}“`)].filter((one) => one !== '').join(', ')

/** That it was kept: on which day, and what shows it: words, documents, or both. */
export const fulfilmentForm = z
  .object({ keptOn: exactDayField, evidence: lineField(2000), papers: idTicks })
  .refine(({ evidence, papers }) => evidence !== '' || papers.length > 0, { path: ['evidence'], error: () => `m:${m.commitments_evidence_missing()}` })
export type Fulfilment = { readonly keptOn: string; readonly evidence: string; readonly papers?: readonly EvidencePaper[] }

/** That nobody waits for it any more: since which day, and why. */
export const droppingForm = z.object({ droppedOn: exactDayField, dropReason: requiredLine(2000) })
export type Dropping = z.output<typeof droppingForm>
