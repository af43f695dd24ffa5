// Where a partnership stands: computed from its milestones, side by side, never typed. The diagram is in README.md.
import { m } from '#messages'
import { earliest, type ImpreciseDate, latest } from '#platform/dates.ts'
import type { MilestoneKind, Side, Step } from './milestone.ts'

export const STAGES = ['prospect', 'contact', 'intent', 'deciding', 'signed', 'active', 'renewed', 'lapsed', 'ended'] as const
/**
 * prospect: no step recorded · contact: the sides have met · intent: one of them said or wrote that it wants more · deciding: a council or the State has spoken ·
 * signed: by one side only · active: signed by both · renewed: signed again, prolonged or revived · lapsed: contacts ceased · ended: by decision.
 */
export type Stage = (typeof STAGES)[number]

const names: Readonly<Record<Stage, () => string>> = {
  prospect: () => m.partnerships_stage_prospect(),
  contact: () => m.partnerships_stage_contact(),
  intent: () => m.partnerships_stage_intent(),
  deciding: () => m.partnerships_stage_deciding(),
  signed: () => m.partnerships_stage_signed(),
  active: () => m.partnerships_stage_active(),
  renewed: () => m.partnerships_stage_renewed(),
  lapsed: () => m.partnerships_stage_lapsed(),
  ended: () => m.partnerships_stage_ended(),
}
export const stageName = (stage: Stage): string => names[stage]()

/** The order of steps taken on one and the same day. */
const RANK: Readonly<Record<MilestoneKind, number>> = {
  first_contact: 0,
  intent: 1,
  memorandum: 2,
  council_decision: 3,
  state_approval: 4,
  signing: 5,
  lapse: 6,
  revival: 7,
  renewal: 8,
  end: 9,
  other: 10,
}

/** Oldest first. An uncertain date counts by its first day, and the narrower of two that begin together comes later: „2003“ before „1 януари 2003“. */
export const inOrder = <S extends Pick<Step, 'kind' | 'date'>>(steps: readonly S[]): S[] =>
  [...steps].sort((a, b) => compare(earliest(a.date), earliest(b.date)) || compare(latest(b.date), latest(a.date)) || RANK[a.kind] - RANK[b.kind])

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What is planned does not count yet: a step counts from its first possible day on. */
const taken = <S extends Pick<Step, 'kind' | 'date'>>(steps: readonly S[], today: string): S[] => inOrder(steps).filter(({ date }) => earliest(date) <= today)

const includes = (side: Side, one: 'us' | 'them'): boolean => side === 'both' || side === one

/** `since`: the date of the step that brought it there; null while nothing is recorded. */
export type Standing = { readonly stage: Stage; readonly since: ImpreciseDate | null }

type Climb = { level: 'none' | 'contact' | 'intent' | 'deciding'; signedUs: boolean; signedThem: boolean; renewed: boolean; lapsed: boolean; ended: boolean }
const START: Climb = { level: 'none', signedUs: false, signedThem: false, renewed: false, lapsed: false, ended: false }
const LEVELS = ['none', 'contact', 'intent', 'deciding'] as const

const raised = (climb: Climb, level: (typeof LEVELS)[number]): Climb => (LEVELS.indexOf(level) > LEVELS.indexOf(climb.level) ? { ...climb, level } : climb)

/** After an end the climb begins anew with whatever comes next; the past stays in the timeline. */
function after(before: Climb, { kind, side }: Pick<Step, 'kind' | 'side'>): Climb {
  const climb = before.ended && kind !== 'other' && kind !== 'lapse' && kind !== 'end' ? START : before
  switch (kind) {
    case 'first_contact':
      return raised(climb, 'contact')
    case 'intent':
    case 'memorandum':
      return raised(climb, 'intent')
    case 'council_decision':
    case 'state_approval':
      return raised(climb, 'deciding')
    case 'signing':
      return {
        ...climb,
        signedUs: climb.signedUs || includes(side, 'us'),
        signedThem: climb.signedThem || includes(side, 'them'),
        // Signing again after a lapse revives; the second town's own ceremony does not.
        renewed: climb.renewed || climb.lapsed,
        lapsed: false,
      }
    case 'renewal':
      // A renewal speaks of an agreement that both had signed, recorded or not.
      return { ...climb, signedUs: true, signedThem: true, renewed: climb.renewed || climb.lapsed, lapsed: false }
    case 'revival':
      return { ...raised(climb, 'contact'), renewed: true, lapsed: false }
    case 'lapse':
      return climb.ended ? climb : { ...raised(climb, 'contact'), lapsed: true }
    case 'end':
      return { ...climb, ended: true }
    case 'other':
      return raised(climb, climb.level === 'none' && !climb.ended ? 'contact' : climb.level)
  }
}

const stageAt = (climb: Climb): Stage =>
  climb.ended
    ? 'ended'
    : climb.lapsed
      ? 'lapsed'
      : climb.renewed
        ? 'renewed'
        : climb.signedUs && climb.signedThem
          ? 'active'
          : climb.signedUs || climb.signedThem
            ? 'signed'
            : climb.level === 'none'
              ? 'prospect'
              : climb.level

/** The stage on the day `today` (YYYY-MM-DD), and since when. */
export function stageOf(steps: readonly Step[], today: string): Standing {
  let climb = START
  let standing: Standing = { stage: 'prospect', since: null }
  for (const step of taken(steps, today)) {
    climb = after(climb, step)
    const stage = stageAt(climb)
    if (stage !== standing.stage || (stage === 'renewed' && (step.kind === 'renewal' || step.kind === 'revival'))) standing = { stage, since: step.date }
  }
  return standing
}

export const RUNGS = ['contact', 'intent', 'council', 'signing', 'renewals', 'now'] as const
export type Rung = (typeof RUNGS)[number]

/** done: recorded · now: being worked on · unknown: must have happened, nothing recorded · lapsed: asleep or ended · none: not yet. */
export type RungState = 'done' | 'now' | 'unknown' | 'lapsed' | 'none'
export type RungSide<S> = { readonly state: RungState; readonly steps: readonly S[] }
export type RungOf<S> = { readonly rung: Rung; readonly us: RungSide<S>; readonly them: RungSide<S> }

const RUNG_KINDS: Readonly<Record<Exclude<Rung, 'now'>, readonly MilestoneKind[]>> = {
  contact: ['first_contact'],
  intent: ['intent', 'memorandum'],
  council: ['council_decision'],
  signing: ['signing'],
  renewals: ['renewal', 'revival'],
}

/** A rung that nothing speaks of is left out where a tie can do without it. */
const MAY_BE_MISSING: ReadonlySet<Rung> = new Set(['intent', 'renewals'])

/** The two-sided ladder on the day `today`: each rung with the steps that stand on it, oldest first. */
export function ladderOf<S extends Step>(steps: readonly S[], today: string): RungOf<S>[] {
  const all = taken(steps, today)
  const { stage } = stageOf(all, today)
  const any = (...kinds: MilestoneKind[]) => all.some(({ kind }) => kinds.includes(kind))
  const signed = any('signing', 'renewal')
  // How many rungs must lie behind the two, whether or not anybody wrote them down.
  const behind = signed ? 3 : any('council_decision', 'state_approval') ? 2 : any('intent', 'memorandum', 'lapse', 'revival', 'end') ? 1 : 0
  const bothCouncils = (['us', 'them'] as const).every((side) => all.some((step) => step.kind === 'council_decision' && includes(step.side, side)))
  const sideOf = (rung: Exclude<Rung, 'now'>, at: number, side: 'us' | 'them'): RungSide<S> => {
    const own = all.filter((step) => RUNG_KINDS[rung].includes(step.kind) && includes(step.side, side))
    if (own.length > 0) return { state: 'done', steps: own }
    const theOther = all.some((step) => RUNG_KINDS[rung].includes(step.kind))
    const past = at < behind || (at === 3 && signed && !theOther)
    const working = (rung === 'council' && stage === 'deciding') || (rung === 'signing' && (stage === 'signed' || (stage === 'deciding' && bothCouncils)))
    return { state: past ? 'unknown' : working ? 'now' : 'none', steps: [] }
  }
  const now: RungState =
    stage === 'lapsed' || stage === 'ended' ? 'lapsed' : stage === 'prospect' ? 'none' : stage === 'active' || stage === 'renewed' ? 'done' : 'now'
  const rungs = (['contact', 'intent', 'council', 'signing', 'renewals'] as const)
    .map((rung, at) => ({ rung, us: sideOf(rung, at, 'us'), them: sideOf(rung, at, 'them') }))
    .filter(({ rung, us, them }) => !MAY_BE_MISSING.has(rung) || us.steps.length + them.steps.length > 0)
  return [...rungs, { rung: 'now', us: { state: now, steps: [] }, them: { state: now, steps: [] } }]
}
