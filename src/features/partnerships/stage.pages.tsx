// How the stage is drawn: as a mark in a list, and as the two-sided ladder on a partnership's page.
import type { Child } from 'hono/jsx'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { Ladder, type Step as LadderStep } from '#ui/ladder.tsx'
import type { MilestoneRow } from './milestones/milestone.table.ts'
import { milestoneKindName, numberInWords } from './milestones/milestone.ts'
import { type PartnershipType, partnershipTypeName } from './partnership.ts'
import { readingInWords } from './milestones/reading.ts'
import { type Rung, type RungOf, type RungSide, type Stage, stageName, type Standing, type Term } from './stage.ts'
import { typeAt, type TypeSpan } from './milestones/type-change.ts'

const TONES: Readonly<Record<Stage, TagTone>> = {
  prospect: 'outline',
  contact: 'neutral',
  intent: 'neutral',
  deciding: 'accent',
  signed: 'accent',
  active: 'kept',
  expired: 'soon',
  lapsed: 'soon',
  reviving: 'accent',
  renewed: 'kept',
  ended: 'outline',
}

export const StageMark = ({ stage }: { readonly stage: Stage }) => <Tag tone={TONES[stage]}>{stageName(stage)}</Tag>

const RUNG_TITLES: Readonly<Record<Rung, () => string>> = {
  contact: () => m.partnerships_rung_contact(),
  intent: () => m.partnerships_rung_intent(),
  council: () => m.partnerships_rung_council(),
  state: () => m.partnerships_rung_state(),
  signing: () => m.partnerships_rung_signing(),
  renewals: () => m.partnerships_rung_renewals(),
  reviving: () => m.partnerships_rung_reviving(),
  now: () => m.partnerships_rung_now(),
}

const MOST_DATES = 3
/** What fits under a rung; longer notes are read in the timeline. */
const SHORT_NOTE = 60

/** What each step was for, where the tie was called something else then. */
export type Naming = { readonly spans: readonly TypeSpan[]; readonly now: PartnershipType }

const thenCalled = (date: ImpreciseDate, { spans, now }: Naming): string => {
  const then = typeAt(spans, date)
  return then === now ? '' : ` (${partnershipTypeName(then)})`
}

const Dates = ({ rung, steps, naming }: { readonly rung: Rung; readonly steps: readonly MilestoneRow[]; readonly naming: Naming }) => (
  <>
    {steps.slice(-MOST_DATES).map(({ date, kind }, index) => (
      <>
        {index > 0 ? <br /> : null}
        {dateInWords(date)}
        {rung === 'signing' || rung === 'renewals' ? thenCalled(date, naming) : null}
        {rung === 'reviving' ? ` · ${milestoneKindName(kind)}` : null}
      </>
    ))}
  </>
)

function remark(steps: readonly MilestoneRow[]): string | undefined {
  const last = steps.at(-1)
  // Several dates on a rung leave no room, and no telling which of them the note belongs to.
  if (last === undefined || steps.length > 1) return undefined
  const others = last.readings.map(readingInWords)
  if (others.length > 0) return m.partnerships_rung_other_readings({ readings: others.join('; ') })
  const note = textIn(last.note)
  const said = [
    last.documentNumber === null ? '' : m.partnerships_milestone_number({ number: numberInWords(last.documentNumber) }),
    last.until === null ? '' : m.partnerships_until_in_words({ date: dateInWords(last.until) }),
  ].filter((part) => part !== '')
  if (said.length > 0) return said.join(', ')
  return note !== '' && note.length <= SHORT_NOTE ? note : undefined
}

/** Since when, until when and by whom it stands as it does. */
function nowInWords(standing: Standing, term: Term | null, end: MilestoneRow | undefined): string | undefined {
  if (standing.stage === 'expired' && standing.since !== null) return m.partnerships_rung_term_over({ date: dateInWords(standing.since) })
  if (standing.stage === 'ended' && standing.since !== null && end !== undefined)
    return `${dateInWords(standing.since)}, ${m.partnerships_rung_end_by({ side: end.side })}`
  const since = standing.since === null ? '' : dateInWords(standing.since)
  const until = term === null || term.over ? '' : m.partnerships_until_in_words({ date: dateInWords(term.until) })
  return [since, until].filter((part) => part !== '').join(', ') || undefined
}

type Now = { readonly standing: Standing; readonly term: Term | null; readonly end: MilestoneRow | undefined; readonly naming: Naming }

function stepWords(rung: Rung, side: RungSide<MilestoneRow>, now: Now, withRemark: boolean): { text: Child; sub?: Child } {
  const { standing, term, end, naming } = now
  if (rung === 'now') {
    const sub = withRemark ? nowInWords(standing, term, end) : undefined
    return { text: capitalised(stageName(standing.stage)), ...(sub === undefined ? {} : { sub }) }
  }
  if (side.state === 'done') {
    const sub = withRemark ? remark(side.steps) : undefined
    return { text: <Dates rung={rung} steps={side.steps} naming={naming} />, ...(sub === undefined ? {} : { sub }) }
  }
  // What one State asks the other may not.
  if (rung === 'state') return { text: m.partnerships_rung_no_record() }
  // What was renewed or has lapsed was once there: the paper is missing, not the act.
  const was = WAS_SIGNED.has(standing.stage)
  if (side.state === 'unknown' || (was && side.state === 'none'))
    return { text: rung === 'contact' ? m.partnerships_rung_unknown() : m.partnerships_rung_no_paper() }
  if (side.state === 'now') return { text: m.partnerships_rung_awaited() }
  return { text: standing.stage === 'prospect' ? m.partnerships_rung_no_record() : m.partnerships_rung_not_yet() }
}
const WAS_SIGNED: ReadonlySet<Stage> = new Set(['renewed', 'active', 'expired', 'lapsed', 'reviving', 'ended'])

/** A remark on a step both sides took together is said once, on our line. */
const together = (us: RungSide<MilestoneRow>, them: RungSide<MilestoneRow>): boolean => us.steps.at(-1)?.id === them.steps.at(-1)?.id

export const PartnershipLadder = ({
  us,
  them,
  rungs,
  standing,
  term,
  naming,
  milestones,
}: {
  readonly us: string
  readonly them: string
  readonly rungs: readonly RungOf<MilestoneRow>[]
  readonly standing: Standing
  readonly term: Term | null
  readonly naming: Naming
  /** Its own steps, for who ended it. */
  readonly milestones: readonly MilestoneRow[]
}) => (
  <Ladder
    title={m.partnerships_ladder()}
    us={us}
    them={them}
    stages={rungs.map((rung) => {
      const step = (side: 'us' | 'them'): LadderStep => ({
        state: rung[side].state,
        ...stepWords(
          rung.rung,
          rung[side],
          { standing, term, naming, end: milestones.findLast(({ kind }) => kind === 'end') },
          side === 'us' || !together(rung.us, rung.them),
        ),
      })
      return { title: RUNG_TITLES[rung.rung](), us: step('us'), them: step('them') }
    })}
  />
)
