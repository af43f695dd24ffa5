// Where a partnership stands: computed from its milestones, side by side, never typed. The diagram is in README.md.
import { m } from '#messages'
import { earliest, type ImpreciseDate, latest, nextDay } from '#platform/dates.ts'
import type { MilestoneKind, Side, Step } from './milestones/milestone.ts'

export const STAGES = ['prospect', 'contact', 'intent', 'deciding', 'signed', 'active', 'expired', 'lapsed', 'reviving', 'renewed', 'ended'] as const
/**
 * prospect: no step recorded · contact: the sides have met · intent: one of them said or wrote that it wants more · deciding: a council or the State has spoken ·
 * signed: by one side only · active: signed by both · expired: what was signed held for a time, and the time is over · lapsed: contacts ceased ·
 * reviving: a letter offers to begin again, nothing is signed yet · renewed: signed again or revived after a silence · ended: by decision.
 */
export type Stage = (typeof STAGES)[number]

const names: Readonly<Record<Stage, () => string>> = {
  prospect: () => m.partnerships_stage_prospect(),
  contact: () => m.partnerships_stage_contact(),
  intent: () => m.partnerships_stage_intent(),
  deciding: () => m.partnerships_stage_deciding(),
  signed: () => m.partnerships_stage_signed(),
  active: () => m.partnerships_stage_active(),
  expired: () => m.partnerships_stage_expired(),
  lapsed: () => m.partnerships_stage_lapsed(),
  reviving: () => m.partnerships_stage_reviving(),
  renewed: () => m.partnerships_stage_renewed(),
  ended: () => m.partnerships_stage_ended(),
}
export const stageName = (stage: Stage): string => names[stage]()

/** The order of steps taken on one and the same day. */
const RANK: Readonly<Record<MilestoneKind, number>> = {
  first_contact: 0,
  intent: 1,
  memorandum: 2,
  council_decision: 3,
  state_notice: 4,
  regional_approval: 5,
  state_approval: 6,
  signing: 7,
  lapse: 8,
  revival_letter: 9,
  revival_consent: 10,
  revival_plan: 11,
  revival: 12,
  renewal: 13,
  type_change: 14,
  end: 15,
  other: 16,
}

/** Oldest first. An uncertain date counts by its first day, and the narrower of two that begin together comes later: „2003“ before „1 януари 2003“. */
export const inOrder = <S extends Pick<Step, 'kind' | 'date'>>(steps: readonly S[]): S[] =>
  [...steps].sort((a, b) => compare(earliest(a.date), earliest(b.date)) || compare(latest(b.date), latest(a.date)) || RANK[a.kind] - RANK[b.kind])

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What is planned does not count yet: a step counts from its first possible day on. */
const taken = <S extends Pick<Step, 'kind' | 'date'>>(steps: readonly S[], today: string): S[] => inOrder(steps).filter(({ date }) => earliest(date) <= today)

const includes = (side: Side, one: 'us' | 'them'): boolean => side === 'both' || side === one

/** `since`: the date of the step that brought it there, or the end of the term that did; null while nothing is recorded. */
export type Standing = { readonly stage: Stage; readonly since: ImpreciseDate | null }

/** The last term that was signed for. `over`: its last possible day has passed and nothing signed since prolongs it. */
export type Term = { readonly until: ImpreciseDate; readonly over: boolean }

type Climb = {
  level: 'none' | 'contact' | 'intent' | 'deciding'
  signedUs: boolean
  signedThem: boolean
  renewed: boolean
  lapsed: boolean
  reviving: boolean
  expired: boolean
  ended: boolean
  /** `draft`: the term of a memorandum, which later steps towards an agreement outgrow. */
  term: (Term & { draft: boolean }) | null
}
const START: Climb = {
  level: 'none',
  signedUs: false,
  signedThem: false,
  renewed: false,
  lapsed: false,
  reviving: false,
  expired: false,
  ended: false,
  term: null,
}
const LEVELS = ['none', 'contact', 'intent', 'deciding'] as const

const raised = (climb: Climb, level: (typeof LEVELS)[number]): Climb => (LEVELS.indexOf(level) > LEVELS.indexOf(climb.level) ? { ...climb, level } : climb)

/** After an end these say something of the past; anything else begins anew. */
export const BEGINS_NOTHING: ReadonlySet<MilestoneKind> = new Set(['lapse', 'state_notice', 'type_change', 'end', 'other'])

type Taken = Pick<Step, 'kind' | 'side' | 'until'>

/** After an end the climb begins anew with whatever comes next; the past stays in the timeline. */
function after(before: Climb, { kind, side, until }: Taken): Climb {
  if (before.ended && BEGINS_NOTHING.has(kind)) return before
  const climb = before.ended ? START : before
  const term = until ? { until, over: false, draft: kind === 'memorandum' } : null
  const alive = { lapsed: false, reviving: false, expired: false }
  switch (kind) {
    case 'first_contact':
      return raised(climb, 'contact')
    case 'intent':
      return raised(climb, 'intent')
    case 'memorandum': {
      const signed = climb.signedUs || climb.signedThem
      // A new memorandum after one whose time was over is in force again; beside an agreement its term does not count.
      return signed || climb.level === 'deciding' ? climb : { ...raised(climb, 'intent'), term: term ?? (climb.expired ? null : climb.term), expired: false }
    }
    case 'council_decision':
    case 'state_notice':
    case 'regional_approval':
    case 'state_approval': {
      const signed = climb.signedUs || climb.signedThem
      return signed ? climb : { ...raised(climb, 'deciding'), ...(climb.term?.draft === true ? { term: null, expired: false } : {}) }
    }
    case 'signing': {
      // What is over must be signed by both again.
      const was = climb.expired ? { us: false, them: false } : { us: climb.signedUs, them: climb.signedThem }
      const second = was.us !== was.them && includes(side, was.us ? 'them' : 'us')
      return {
        ...climb,
        signedUs: was.us || includes(side, 'us'),
        signedThem: was.them || includes(side, 'them'),
        // Signing again after a lapse revives; the second town's own ceremony does not.
        renewed: climb.renewed || climb.lapsed || climb.reviving,
        ...alive,
        // The second ceremony signs the same paper; any other signature is a new one with its own term or none.
        term: term ?? (second ? climb.term : null),
      }
    }
    case 'renewal':
      // A renewal speaks of an agreement that both had signed, recorded or not.
      return { ...climb, signedUs: true, signedThem: true, renewed: climb.renewed || climb.lapsed || climb.reviving, ...alive, term }
    case 'revival':
      return { ...raised(climb, 'contact'), renewed: true, ...alive, term: term ?? climb.term }
    case 'lapse':
      return { ...raised(climb, 'contact'), lapsed: true, reviving: false }
    case 'revival_letter':
    case 'revival_consent':
    case 'revival_plan':
      // Whoever offers to begin again says that it had ceased, stated before or not.
      return { ...raised(climb, 'contact'), reviving: true }
    case 'end':
      return { ...climb, ended: true }
    case 'type_change':
      return climb
    case 'other':
      return raised(climb, climb.level === 'none' ? 'contact' : climb.level)
  }
}

const stageAt = (climb: Climb): Stage =>
  climb.ended
    ? 'ended'
    : climb.reviving
      ? 'reviving'
      : climb.lapsed
        ? 'lapsed'
        : climb.expired
          ? 'expired'
          : climb.renewed
            ? 'renewed'
            : climb.signedUs && climb.signedThem
              ? 'active'
              : climb.signedUs || climb.signedThem
                ? 'signed'
                : climb.level === 'none'
                  ? 'prospect'
                  : climb.level

/** The end of a term comes by itself, after the last day it may mean. */
const runOut = (climb: Climb, today: string): Climb =>
  climb.term !== null && !climb.term.over && !climb.ended && latest(climb.term.until) < today
    ? { ...climb, expired: true, term: { ...climb.term, over: true } }
    : climb

type Walk = { readonly standing: Standing; readonly climb: Climb }

function walked(steps: readonly Step[], today: string): Walk {
  let climb = START
  let standing: Standing = { stage: 'prospect', since: null }
  const moved = (next: Climb, since: ImpreciseDate, again = false): void => {
    climb = next
    const stage = stageAt(climb)
    if (stage !== standing.stage || again) standing = { stage, since }
  }
  for (const step of taken(steps, today)) {
    const over = runOut(climb, earliest(step.date))
    if (over !== climb) moved(over, over.term!.until)
    const next = after(climb, step)
    moved(next, step.date, stageAt(next) === 'renewed' && (step.kind === 'renewal' || step.kind === 'revival'))
  }
  const over = runOut(climb, today)
  if (over !== climb) moved(over, over.term!.until)
  return { standing, climb }
}

/** The stage on the day `today` (YYYY-MM-DD), and since when. */
export const stageOf = (steps: readonly Step[], today: string): Standing => walked(steps, today).standing

/** The term of what was signed last, on the day `today`; null when it has none, or none that is written down. */
export function termOf(steps: readonly Step[], today: string): Term | null {
  const { climb } = walked(steps, today)
  return climb.term === null || climb.ended ? null : { until: climb.term.until, over: climb.term.over }
}

/** The next day after `today` on which the stage may change by itself: a planned step begins to count, or a term has run out. null: none is in sight. */
export function changesOn(steps: readonly Step[], today: string): string | null {
  const days = steps
    .flatMap(({ date, until }) => [earliest(date), ...(until ? [nextDay(latest(until))] : [])])
    .filter((day) => day > today)
    .sort(compare)
  return days[0] ?? null
}

export const RUNGS = ['contact', 'intent', 'council', 'state', 'signing', 'renewals', 'reviving', 'now'] as const
export type Rung = (typeof RUNGS)[number]

/** done: recorded · now: being worked on · unknown: must have happened, nothing recorded · lapsed: asleep or ended · none: not yet. */
export type RungState = 'done' | 'now' | 'unknown' | 'lapsed' | 'none'
export type RungSide<S> = { readonly state: RungState; readonly steps: readonly S[] }
export type RungOf<S> = { readonly rung: Rung; readonly us: RungSide<S>; readonly them: RungSide<S> }

const RUNG_KINDS: Readonly<Record<Exclude<Rung, 'now'>, readonly MilestoneKind[]>> = {
  contact: ['first_contact'],
  intent: ['intent', 'memorandum'],
  council: ['council_decision'],
  state: ['state_notice', 'regional_approval', 'state_approval'],
  signing: ['signing'],
  renewals: ['renewal', 'revival'],
  reviving: ['revival_letter', 'revival_consent', 'revival_plan'],
}

/** A rung that nothing speaks of is left out where a tie can do without it. */
const MAY_BE_MISSING: ReadonlySet<Rung> = new Set(['intent', 'state', 'renewals', 'reviving'])
const CLIMB = ['contact', 'intent', 'council', 'state', 'signing', 'renewals', 'reviving'] as const

/** The two-sided ladder on the day `today`: each rung with the steps that stand on it, oldest first. */
export function ladderOf<S extends Step>(steps: readonly S[], today: string): RungOf<S>[] {
  const all = taken(steps, today)
  const { stage } = stageOf(all, today)
  const any = (...kinds: MilestoneKind[]) => all.some(({ kind }) => kinds.includes(kind))
  const signed = any('signing', 'renewal')
  // How many rungs must lie behind the two, whether or not anybody wrote them down.
  const furthest: Rung = signed
    ? 'signing'
    : any('council_decision', ...RUNG_KINDS.state)
      ? 'council'
      : any('intent', 'memorandum', 'lapse', 'revival', 'end', ...RUNG_KINDS.reviving)
        ? 'intent'
        : 'contact'
  const behind = CLIMB.indexOf(furthest)
  const bothCouncils = (['us', 'them'] as const).every((side) => all.some((step) => step.kind === 'council_decision' && includes(step.side, side)))
  const sideOf = (rung: Exclude<Rung, 'now'>, at: number, side: 'us' | 'them'): RungSide<S> => {
    const own = all.filter((step) => RUNG_KINDS[rung].includes(step.kind) && includes(step.side, side))
    if (own.length > 0) return { state: 'done', steps: own }
    const theOther = all.some((step) => RUNG_KINDS[rung].includes(step.kind))
    // What a State asks of one side it may not ask of the other.
    if (rung === 'state') return { state: 'none', steps: [] }
    const past = at < behind || (rung === 'signing' && signed && !theOther)
    const working =
      (rung === 'council' && stage === 'deciding') ||
      (rung === 'signing' && (stage === 'signed' || (stage === 'deciding' && bothCouncils))) ||
      (rung === 'reviving' && stage === 'reviving')
    return { state: past ? 'unknown' : working ? 'now' : 'none', steps: [] }
  }
  const now: RungState =
    stage === 'lapsed' || stage === 'ended' || stage === 'expired'
      ? 'lapsed'
      : stage === 'prospect'
        ? 'none'
        : stage === 'active' || stage === 'renewed'
          ? 'done'
          : 'now'
  // The letters of a revival that came about are read in the timeline.
  const rungs = CLIMB.filter((rung) => rung !== 'reviving' || stage === 'reviving')
    .map((rung) => ({ rung, us: sideOf(rung, CLIMB.indexOf(rung), 'us'), them: sideOf(rung, CLIMB.indexOf(rung), 'them') }))
    .filter(({ rung, us, them }) => !MAY_BE_MISSING.has(rung) || us.steps.length + them.steps.length > 0)
  return [...rungs, { rung: 'now', us: { state: now, steps: [] }, them: { state: now, steps: [] } }]
}
