// How a country's municipalities enter a partnership, as dated data with sources; and which of its steps are done, next or waiting in a given partnership.
import { z } from 'zod'
import { m } from '#messages'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import { earliest, impreciseDate, type ImpreciseDate, latest } from '#platform/dates.ts'
import { officeLanguage } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText } from '#platform/texts/local-text.ts'
import recorded from '../../../../reference/procedures.json' with { type: 'json' }
import { type Dated, isTwoWay } from '../silence/contact.ts'
import { MILESTONE_KINDS, type MilestoneKind, type Side, type Step } from '../milestones/milestone.ts'
import { PARTNERSHIP_TYPES, type PartnershipType, partnershipTypeName } from '../partnership.ts'
import { inOrder, type Stage } from '../stage.ts'

const words = z.object({ bg: z.string().min(1), en: z.string().min(1) })
type Words = z.output<typeof words>

const source = z.object({ title: z.string().min(1), url: z.url({ protocol: /^https?$/ }).nullable(), date: impreciseDate.nullable() })
export type ProcedureSource = z.output<typeof source>

/** town: this country's municipality · partner: the other side's · both · state: a body of this country above the municipality. */
const ACTORS = ['town', 'partner', 'both', 'state'] as const

const revivalStep = z.object({
  id: z.string(),
  by: z.enum(ACTORS),
  /** Milestones of these kinds show that the step was taken; the first is what the button offers. */
  kinds: z.array(z.enum(MILESTONE_KINDS)).min(1),
  title: words,
  text: words,
  sources: z.array(z.string()).min(1),
})
const step = revivalStep.extend({
  /** For which types of partnership it is needed, and for which nobody could say; for the others it is not. */
  types: z.array(z.enum(PARTNERSHIP_TYPES)),
  unknownFor: z.array(z.enum(PARTNERSHIP_TYPES)).default([]),
  /** May be taken only so many days after another step. */
  waits: z.object({ step: z.string(), days: z.number().int().positive() }).optional(),
  /** Comes after the signature, so that a signature does not mean that it was taken. */
  afterSigning: z.boolean().default(false),
})
const said = z.object({ text: words, sources: z.array(z.string()).min(1) })
const day = z.iso.date()

const file = z
  .object({
    about: z.string(),
    sources: z.record(z.string(), source),
    procedures: z.array(
      z.object({
        /** null: what is known in general, for countries without an entry. */
        country: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .nullable(),
        checkedOn: day,
        validFrom: impreciseDate.nullable(),
        validUntil: impreciseDate.nullable(),
        steps: z.array(step).min(1),
        remarks: z.array(said),
        unknown: z.array(words),
      }),
    ),
    revival: z.object({ checkedOn: day, steps: z.array(revivalStep).min(1) }),
  })
  .superRefine(({ sources, procedures, revival }, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message })
    const cited = [...procedures.flatMap(({ steps, remarks }) => [...steps, ...remarks]), ...revival.steps].flatMap((one) => one.sources)
    for (const key of cited) if (sources[key] === undefined) fault(`no source is called ${key}`)
    for (const key of Object.keys(sources)) if (!cited.includes(key)) fault(`nothing rests on the source ${key}`)
    for (const { country, steps } of procedures)
      for (const { waits } of steps) if (waits !== undefined && !steps.some(({ id }) => id === waits.step)) fault(`${country}: waits for no step ${waits.step}`)
    if (procedures.filter(({ country }) => country === null).length !== 1) fault('there must be one entry for all other countries')
  })

/** Holds the file against its shape; throws with the faults when a word, a source or a date is missing. */
export const readProcedures = (data: unknown): z.output<typeof file> => file.parse(data)

const known = readProcedures(recorded)
export type Procedure = (typeof known)['procedures'][number]
export type ProcedureStep = Procedure['steps'][number]

const entries = (today: string): Procedure[] =>
  known.procedures.filter(
    ({ validFrom, validUntil }) => (validFrom === null || earliest(validFrom) <= today) && (validUntil === null || latest(validUntil) >= today),
  )

/** The countries whose procedure is recorded. */
export const procedureCountries = (today: string): string[] => entries(today).flatMap(({ country }) => (country === null ? [] : [country]))

/** A country's procedure on that day; where none is recorded, what holds in general, with `country` null. */
export const procedureOf = (country: string, today: string): Procedure => {
  const found = entries(today)
  return found.find((one) => one.country === country) ?? found.find((one) => one.country === null)!
}

export const sourcesOf = (keys: readonly string[]): ProcedureSource[] => keys.map((key) => known.sources[key]!)
export const wordsIn = (text: Words): string => text[officeLanguage()]
export const REVIVAL = known.revival

// ---- the checklist -------------------------------------------------------------------------------------------------------

/**
 * done: recorded · unrecorded: must have happened, nothing recorded · next: nothing stands before it · waiting: until a day · later: something stands before it ·
 * unneeded: not for this type · unknown: nobody could say for this type.
 */
export type CheckState = 'done' | 'unrecorded' | 'next' | 'waiting' | 'later' | 'unneeded' | 'unknown'
export type Check<S> = {
  readonly state: CheckState
  /** The milestones that show it, oldest first. */
  readonly by: readonly S[]
  /** Of a waiting step, the first day on which it may be taken. */
  readonly until: string | null
  /** What the form of a new milestone begins with. */
  readonly kind: MilestoneKind
  readonly side: Side
}

const sideOf = (by: (typeof ACTORS)[number], home: 'us' | 'them'): Side => (by === 'both' ? 'both' : by === 'partner' ? (home === 'us' ? 'them' : 'us') : home)

/** The steps that show it: one of both sides or, where both must act, one of each. */
function shownBy<S extends Step>(
  steps: readonly S[],
  kinds: readonly MilestoneKind[],
  side: Side,
): { readonly by: readonly S[]; readonly missing: Side | null } {
  const of = steps.filter(({ kind }) => kinds.includes(kind))
  if (side !== 'both') {
    const own = of.filter((one) => one.side === side || one.side === 'both')
    return { by: own, missing: own.length > 0 ? null : side }
  }
  const has = (one: 'us' | 'them') => of.some((taken) => taken.side === one || taken.side === 'both')
  return { by: of, missing: has('us') && has('them') ? null : has('us') ? 'them' : has('them') ? 'us' : 'both' }
}

/** What has happened since the tie last began: not what is planned, nor what an end has closed. */
function present<S extends Step>(steps: readonly S[], today: string): S[] {
  const taken = inOrder(steps).filter(({ date }) => earliest(date) <= today)
  return taken.slice(taken.findLastIndex(({ kind }) => kind === 'end') + 1)
}

const daysAfter = (date: ImpreciseDate, days: number): string =>
  new Date(new Date(`${latest(date)}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** What follows a signature is asked for a year; of an old one only the record is missing. */
const FOLLOWS_DAYS = 365

/** One country's steps in a partnership of this type on the day `today`; `home` says whose country it is. */
export function checklist<S extends Step>(
  procedure: Procedure,
  home: 'us' | 'them',
  type: PartnershipType,
  steps: readonly S[],
  today: string,
): (Check<S> & { readonly step: ProcedureStep })[] {
  const taken = present(steps, today)
  const signed = shownBy(taken, ['signing', 'renewal'], 'both').missing === null
  const signedDay = taken.findLast(({ kind }) => kind === 'signing' || kind === 'renewal')?.date ?? null
  const found = procedure.steps.map((one) => ({ step: one, ...shownBy(taken, one.kinds, sideOf(one.by, home)) }))
  // A later step shows that the earlier ones of the same side were taken; our council's decision says nothing of theirs.
  const passed = (at: number, side: Side): boolean =>
    found.slice(at + 1).some((later) => !later.step.afterSigning && later.by.some((one) => side === 'both' || one.side === 'both' || one.side === side))
  let open = false
  return found.map(({ step: one, by, missing }, at) => {
    const base = { step: one, by, until: null, kind: one.kinds[0]!, side: missing ?? sideOf(one.by, home) }
    if (missing === null) return { ...base, state: 'done' }
    if (one.unknownFor.includes(type)) return { ...base, state: 'unknown' }
    if (!one.types.includes(type)) return { ...base, state: 'unneeded' }
    if (!one.afterSigning && (signed || passed(at, base.side))) return { ...base, state: 'unrecorded' }
    if (one.afterSigning && signed && signedDay !== null && daysAfter(signedDay, FOLLOWS_DAYS) < today) return { ...base, state: 'unrecorded' }
    if (open || (one.afterSigning && !signed)) return { ...base, state: 'later' }
    open = true
    const before = one.waits === undefined ? undefined : found.find(({ step: { id } }) => id === one.waits!.step)?.by.at(-1)
    const until = before === undefined ? null : daysAfter(before.date, one.waits!.days)
    return until !== null && until > today ? { ...base, until, state: 'waiting' } : { ...base, state: 'next' }
  })
}

const BEGINS_ANEW: ReadonlySet<MilestoneKind> = new Set(['lapse', 'signing', 'renewal', 'revival'])

export type RevivalCheck<S> = Check<S> & { readonly step: (typeof REVIVAL)['steps'][number] }

/**
 * The ladder of a revival, from our side, out of what was done since the tie last lapsed. A contact since a lapse on record says that they were written
 * to, not what they answered: their consent is recorded by whoever has it.
 */
export function revivalChecklist<S extends Step>(
  steps: readonly S[],
  today: string,
  contacts: readonly Pick<Dated, 'kind' | 'direction' | 'firstDay'>[] = [],
): RevivalCheck<S>[] {
  const all = present(steps, today)
  const begun = all.findLastIndex(({ kind }) => BEGINS_ANEW.has(kind))
  const taken = all.slice(begun + 1)
  const lapse = all[begun]?.kind === 'lapse' ? all[begun] : undefined
  // A contact of the lapse's own year may lie before it; what counts must surely lie after.
  const spoke = lapse !== undefined && contacts.some((one) => one.firstDay > earliest(lapse.date) && (one.direction === 'outgoing' || isTwoWay(one)))
  // They may be the ones who write first; then the answer is ours.
  const letter = taken.find(({ kind }) => kind === 'revival_letter')
  const home = letter?.side === 'them' ? 'them' : 'us'
  let open = false
  const lastDone = REVIVAL.steps.findLastIndex(({ kinds, by }) => shownBy(taken, kinds, sideOf(by, home)).missing === null)
  return REVIVAL.steps.map((one, at) => {
    const { by, missing } = shownBy(taken, one.kinds, sideOf(one.by, home))
    const base = { step: one, by, until: null, kind: one.kinds[0]!, side: missing ?? sideOf(one.by, home) }
    if (missing === null || (spoke && one.kinds.includes('revival_letter'))) return { ...base, state: 'done' }
    if (at < lastDone) return { ...base, state: 'unrecorded' }
    const state = open ? 'later' : 'next'
    open = true
    return { ...base, state }
  })
}

/** What never was in force cannot be revived: its way still leads to the first signature, however long nobody was heard of. */
const IN_FORCE: ReadonlySet<Stage> = new Set(['signed', 'active', 'renewed'])

/** Which list the page shows: how to come to a signature, how to wake what sleeps, how to prolong what ran out, or nothing. */
export function adviceFor(stage: Stage, asleep: boolean): 'procedure' | 'revival' | 'renewal' | 'none' {
  if (stage === 'ended') return 'none'
  if (stage === 'expired') return 'renewal'
  return stage === 'lapsed' || stage === 'reviving' || (asleep && IN_FORCE.has(stage)) ? 'revival' : 'procedure'
}

export type Lists<S> = {
  readonly advice: ReturnType<typeof adviceFor>
  readonly countries: readonly {
    readonly home: 'us' | 'them'
    readonly country: string
    readonly procedure: Procedure
    readonly checks: ReturnType<typeof checklist<S & Step>>
  }[]
  readonly revival: readonly RevivalCheck<S>[]
}

const PUBLIC_BODIES: ReadonlySet<OrganisationKind> = new Set(['municipality', 'region', 'country'])

/** Everything the page lists of what comes next: both countries' steps, and the ladder of a revival. */
export const listsFor = <S extends Step>(
  steps: readonly S[],
  tie: {
    readonly home: string
    readonly partner: string
    readonly kind: OrganisationKind
    readonly type: PartnershipType
    readonly stage: Stage
    readonly asleep: boolean
    readonly contacts: readonly Dated[]
  },
  today: string,
): Lists<S> => ({
  advice: adviceFor(tie.stage, tie.asleep),
  // The order is that of municipalities; a company or an embassy has no council.
  countries: !PUBLIC_BODIES.has(tie.kind)
    ? []
    : (['us', 'them'] as const).map((home) => {
        const country = home === 'us' ? tie.home : tie.partner
        const procedure = procedureOf(country, today)
        return { home, country, procedure, checks: checklist(procedure, home, tie.type, steps, today) }
      }),
  revival: revivalChecklist(steps, today, tie.contacts),
})

const PAPERS: ReadonlySet<MilestoneKind> = new Set(['memorandum', 'signing', 'renewal'])

/** What this type of tie asks for and nobody wrote down: a friendship is agreed for a time, a project for a time and a topic. In words. */
export function lackingOf(type: PartnershipType, tie: { readonly fields: readonly unknown[]; readonly summary: LocalText }, steps: readonly Step[]): string[] {
  const timed = type === 'friendship' || type === 'project'
  const papers = steps.filter(({ kind }) => PAPERS.has(kind))
  return [
    ...(type === 'project' && tie.fields.length === 0 && isEmptyText(tie.summary) ? [m.partnerships_lacks_topic()] : []),
    ...(timed && papers.length > 0 && papers.every(({ until }) => !until) ? [m.partnerships_lacks_term({ type: partnershipTypeName(type) })] : []),
  ]
}

const SOON_DAYS = 366
/** A term that ends within a year is worth a word. */
export const endsSoon = (until: ImpreciseDate, today: string): boolean => latest(until) <= daysAfter(today, SOON_DAYS)
