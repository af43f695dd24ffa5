// How the stage is drawn: as a mark in a list, and as the two-sided ladder on a partnership's page.
import type { Child } from 'hono/jsx'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { Ladder, type Step as LadderStep } from '#ui/ladder.tsx'
import type { MilestoneRow } from './milestone.table.ts'
import { type Rung, type RungOf, type RungSide, type Stage, stageName, type Standing } from './stage.ts'

const TONES: Readonly<Record<Stage, TagTone>> = {
  prospect: 'outline',
  contact: 'neutral',
  intent: 'neutral',
  deciding: 'accent',
  signed: 'accent',
  active: 'kept',
  renewed: 'kept',
  lapsed: 'soon',
  ended: 'outline',
}

export const StageMark = ({ stage }: { readonly stage: Stage }) => <Tag tone={TONES[stage]}>{stageName(stage)}</Tag>

const RUNG_TITLES: Readonly<Record<Rung, () => string>> = {
  contact: () => m.partnerships_rung_contact(),
  intent: () => m.partnerships_rung_intent(),
  council: () => m.partnerships_rung_council(),
  signing: () => m.partnerships_rung_signing(),
  renewals: () => m.partnerships_rung_renewals(),
  now: () => m.partnerships_rung_now(),
}

const MOST_DATES = 3
/** What fits under a rung; longer notes are read in the timeline. */
const SHORT_NOTE = 60

export const sentence = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1)

const Dates = ({ steps }: { readonly steps: readonly MilestoneRow[] }) => (
  <>
    {steps.slice(-MOST_DATES).map(({ date }, index) => (
      <>
        {index > 0 ? <br /> : null}
        {dateInWords(date)}
      </>
    ))}
  </>
)

function remark(steps: readonly MilestoneRow[]): string | undefined {
  const last = steps.at(-1)
  // Several dates on a rung leave no room, and no telling which of them the note belongs to.
  if (last === undefined || steps.length > 1) return undefined
  if (last.documentNumber !== null) return m.partnerships_milestone_number({ number: last.documentNumber })
  const note = textIn(last.note)
  return note !== '' && note.length <= SHORT_NOTE ? note : undefined
}

function stepWords(rung: Rung, side: RungSide<MilestoneRow>, standing: Standing, withRemark: boolean): { text: Child; sub?: Child } {
  if (rung === 'now')
    return { text: sentence(stageName(standing.stage)), ...(standing.since === null || !withRemark ? {} : { sub: dateInWords(standing.since) }) }
  if (side.state === 'done') {
    const sub = withRemark ? remark(side.steps) : undefined
    return { text: <Dates steps={side.steps} />, ...(sub === undefined ? {} : { sub }) }
  }
  // What was renewed or has lapsed was once there: the paper is missing, not the act.
  const was = standing.stage === 'renewed' || standing.stage === 'active' || standing.stage === 'lapsed' || standing.stage === 'ended'
  if (side.state === 'unknown' || (was && side.state === 'none'))
    return { text: rung === 'contact' ? m.partnerships_rung_unknown() : m.partnerships_rung_no_paper() }
  if (side.state === 'now') return { text: m.partnerships_rung_awaited() }
  return { text: standing.stage === 'prospect' ? m.partnerships_rung_no_record() : m.partnerships_rung_not_yet() }
}

/** A remark on a step both sides took together is said once, on our line. */
const together = (us: RungSide<MilestoneRow>, them: RungSide<MilestoneRow>): boolean => us.steps.at(-1)?.id === them.steps.at(-1)?.id

export const PartnershipLadder = ({
  us,
  them,
  rungs,
  standing,
}: {
  readonly us: string
  readonly them: string
  readonly rungs: readonly RungOf<MilestoneRow>[]
  readonly standing: Standing
}) => (
  <Ladder
    title={m.partnerships_ladder()}
    us={us}
    them={them}
    stages={rungs.map((rung) => {
      const step = (side: 'us' | 'them'): LadderStep => ({
        state: rung[side].state,
        ...stepWords(rung.rung, rung[side], standing, side === 'us' || !together(rung.us, rung.them)),
      })
      return { title: RUNG_TITLES[rung.rung](), us: step('us'), them: step('them') }
    })}
  />
)
