// The form of a milestone: what happened, whose step it was, when, by which document.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { asTyped } from '#platform/texts/local-text.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkbox, errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { MILESTONE_KINDS, type MilestoneKind, milestoneKindName, milestoneTitle, SIDES, type Side, sideName } from './milestone.ts'
import type { MilestoneRow } from './milestone.table.ts'
import type { PartnershipView } from '../partnership.queries.ts'
import type { PartnershipType } from '../partnership.ts'

const kindHints: Readonly<Record<MilestoneKind, () => string>> = {
  first_contact: () => m.partnerships_milestone_hint_first_contact(),
  intent: () => m.partnerships_milestone_hint_intent(),
  memorandum: () => m.partnerships_milestone_hint_memorandum(),
  council_decision: () => m.partnerships_milestone_hint_council_decision(),
  state_notice: () => m.partnerships_milestone_hint_state_notice(),
  regional_approval: () => m.partnerships_milestone_hint_regional_approval(),
  state_approval: () => m.partnerships_milestone_hint_state_approval(),
  signing: () => m.partnerships_milestone_hint_signing(),
  renewal: () => m.partnerships_milestone_hint_renewal(),
  lapse: () => m.partnerships_milestone_hint_lapse(),
  revival_letter: () => m.partnerships_milestone_hint_revival_letter(),
  revival_consent: () => m.partnerships_milestone_hint_revival_consent(),
  revival_plan: () => m.partnerships_milestone_hint_revival_plan(),
  revival: () => m.partnerships_milestone_hint_revival(),
  type_change: () => m.partnerships_milestone_hint_type_change(),
  end: () => m.partnerships_milestone_hint_end(),
  other: () => m.partnerships_milestone_hint_other(),
}

const TOWARDS: ReadonlySet<MilestoneKind> = new Set([
  'first_contact',
  'intent',
  'memorandum',
  'council_decision',
  'state_notice',
  'regional_approval',
  'state_approval',
  'signing',
])
const CLOSING: ReadonlySet<MilestoneKind> = new Set(['type_change', 'end', 'other'])
const groupOf = (kind: MilestoneKind): string =>
  TOWARDS.has(kind)
    ? m.partnerships_milestone_group_towards()
    : CLOSING.has(kind)
      ? m.partnerships_milestone_group_closing()
      : m.partnerships_milestone_group_later()

/** A change of type comes from the partnership's own form, which changes the type together with it. */
const kindsFor = (milestone: MilestoneRow | null): readonly MilestoneKind[] =>
  milestone?.kind === 'type_change' ? ['type_change'] : MILESTONE_KINDS.filter((kind) => kind !== 'type_change')

/** Friendships and projects are agreed for a time, a twinning usually is not. */
const untilHint = (type: PartnershipType): string =>
  type === 'friendship' || type === 'project'
    ? m.partnerships_milestone_form_until_usual()
    : type === 'twinning'
      ? m.partnerships_milestone_form_until_rare()
      : m.partnerships_milestone_form_until_hint()

const sideChoice = (side: Side, us: string, them: string): string => (side === 'us' ? us : side === 'them' ? them : capitalised(sideName(side)))

export type MilestoneFormProps = {
  readonly shell: Shell
  readonly partnership: PartnershipView
  /** Our town's name. */
  readonly us: string
  /** null for a new one. */
  readonly milestone: MilestoneRow | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly languages: readonly string[]
  /** Under the form of one that exists: what sources say of its day, its documents. */
  readonly sections?: Child
}

export const MilestoneFormPage = ({ shell, partnership, us, milestone, body, faults = [], conflict, languages, sections }: MilestoneFormProps) => {
  const { id } = partnership
  const name = displayName(partnership.partner)
  const back = addresses.partnership({ id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <OfficePage
      shell={shell}
      title={milestone === null ? m.partnerships_milestone_new() : milestoneTitle(milestone)}
      nav="partnerships"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.partnerships_title(), href: addresses.partnerships() },
        { text: name, href: back },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        data-asks-before-leaving=""
        class="form"
        method="post"
        action={milestone === null ? addresses.milestones({ id }) : addresses.milestone({ id, milestone: milestone.id })}
        novalidate
      >
        {milestone === null ? null : <HiddenVersion version={milestone.version} />}
        <Radios
          name="kind"
          label={m.partnerships_milestone_form_kind()}
          value={typed(body, 'kind')}
          options={kindsFor(milestone).map((kind) => ({ value: kind, label: milestoneKindName(kind), hint: kindHints[kind](), group: groupOf(kind) }))}
          error={error('kind')}
          twoColumns
        />
        <Radios
          name="side"
          label={m.partnerships_milestone_form_side()}
          value={typed(body, 'side')}
          options={SIDES.map((side) => ({ value: side, label: sideChoice(side, us, name) }))}
          error={error('side')}
        />
        <DateOfAnyPrecision name="date" label={m.partnerships_milestone_form_date()} value={typedBoxes(body, 'date')} error={error('date')} />
        <DateOfAnyPrecision
          name="until"
          label={m.partnerships_milestone_form_until()}
          hint={untilHint(partnership.type)}
          optional
          value={typedBoxes(body, 'until')}
          error={error('until')}
        />
        <TextField
          name="documentNumber"
          label={m.partnerships_milestone_form_number()}
          hint={m.partnerships_milestone_form_number_hint()}
          optional
          letters={24}
          value={typed(body, 'documentNumber')}
          error={error('documentNumber')}
        />
        <TextField
          name="body"
          label={m.partnerships_milestone_form_body()}
          hint={m.partnerships_milestone_form_body_hint()}
          optional
          value={typed(body, 'body')}
          error={error('body')}
        />
        <LocalTextField
          name="note"
          label={m.partnerships_milestone_form_note()}
          hint={m.partnerships_milestone_form_note_hint()}
          optional
          multiline
          texts={textBoxes(body, 'note', languages, milestone?.note)}
          errors={faults}
        />
        <SourceFields sources={milestone?.sources ?? []} body={body} errors={faults} />
        <Checkbox
          name="published"
          label={m.partnerships_form_public()}
          hint={partnership.publishedAt === null ? m.partnerships_milestone_form_public_waiting() : m.partnerships_milestone_form_public_hint()}
          checked={typed(body, 'published') !== ''}
        />
        {milestone === null ? <p class="sub">{m.partnerships_milestone_form_file()}</p> : null}
        <SubmitRow {...(milestone === null ? { text: m.partnerships_milestone_create() } : {})} cancel={back} />
      </form>
      {sections ? <div class="stack-lg after-form">{sections}</div> : null}
      {milestone === null ? null : (
        <Removal action={addresses.milestoneRemoval({ id, milestone: milestone.id })} version={milestone.version} text={m.partnerships_milestone_remove()} />
      )}
    </OfficePage>
  )
}

/** What the form shows for a milestone that is to be changed. */
export const bodyOfMilestone = (milestone: MilestoneRow): FormBody => ({
  kind: milestone.kind,
  side: milestone.side,
  date: Object.fromEntries(Object.entries(boxesOf(milestone.date)).map(([box, value]) => [box, value ?? ''])),
  until: Object.fromEntries(Object.entries(boxesOf(milestone.until)).map(([box, value]) => [box, value ?? ''])),
  documentNumber: milestone.documentNumber ?? '',
  body: milestone.body,
  note: asTyped(milestone.note),
  published: milestone.publishedAt === null ? '' : 'yes',
})
