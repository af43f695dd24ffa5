// What a text tells several times over is one event: the drafts of it are brought together.
import { boundsOf, daysLasting } from './days.ts'
import { isShort, LONGEST_STAY, nearDates, overlapDates } from './event-days.ts'
import type { EventKind } from './languages/language.ts'
import type { EventDraft } from './reading.ts'

/** An event as one place of the text tells of it; `dated` when it has a day of its own there. */
export type Told = EventDraft & { dated: boolean }

/** Kinds that stand for themselves; the rest fold into a visit or signing of the same days. */
const OWN: ReadonlySet<EventKind> = new Set(['signing', 'visit', 'exhibition', 'exchange', 'council_session', 'forum'])

const RANKS: readonly EventKind[] = [
  'signing',
  'visit',
  'council_session',
  'exchange',
  'exhibition',
  'forum',
  'meeting',
  'celebration',
  'festival',
  'ceremony',
  'other',
]
/** Which kinds are taken first. */
export const rank = (kind: EventKind): number => RANKS.indexOf(kind)

/** Kinds of which one text tells one way only. */
const ONE_WAY: ReadonlySet<EventKind> = new Set(['visit', 'signing', 'exchange'])
/** Kinds that are part of something larger unless they have a day of their own. */
const PARTS: ReadonlySet<EventKind> = new Set(['festival', 'celebration', 'ceremony'])
/** Kinds that stand in a calendar before their day is known; and with a month. */
const UNDATED: ReadonlySet<EventKind> = new Set(['signing', 'meeting'])
const BY_MONTH: ReadonlySet<EventKind> = new Set(['exchange', 'festival', 'exhibition', 'forum', 'visit'])

const share = (a: EventDraft, b: EventDraft): boolean => a.with.some((key) => b.with.includes(key))

/** One event for the same people, way and days; small kinds fold into the visit they belong to. */
export function folded(drafts: readonly Told[]): EventDraft[] {
  const kept: Told[] = []
  const order = [...drafts].sort((a, b) => rank(a.kind) - rank(b.kind) || Number(b.dated) - Number(a.dated))
  for (const draft of order) {
    const opposite = kept.find((other) => isOpposite(other, draft))
    const same = opposite ? undefined : kept.find((other) => isSame(other, draft))
    if (opposite) opposite.evidence.push(...draft.evidence)
    else if (same) {
      for (const key of draft.with) if ((same.kind === draft.kind || draft.kind === 'meeting') && !same.with.includes(key)) same.with.push(key)
      if (isNarrower(draft, same)) same.when = draft.when
      if (same.occasion === undefined && draft.occasion !== undefined) same.occasion = draft.occasion
      same.evidence.push(...draft.evidence)
    } else if (!PARTS.has(draft.kind) || draft.dated || !kept.some((other) => share(other, draft)))
      kept.push({ ...draft, with: [...draft.with], evidence: [...draft.evidence] })
  }
  return kept
    .sort((a, b) => (a.evidence[0]?.[0] ?? 0) - (b.evidence[0]?.[0] ?? 0))
    .map(({ kind, direction, when, place, with: partners, planned, occasion, evidence }) => ({
      kind,
      direction,
      when,
      place,
      with: partners,
      planned,
      ...(occasion === undefined ? {} : { occasion }),
      evidence,
    }))
}

/** Nobody comes and goes on the same days: the first telling decides. */
const isOpposite = (other: Told, draft: Told): boolean =>
  ONE_WAY.has(draft.kind) &&
  other.kind === draft.kind &&
  share(other, draft) &&
  other.direction !== draft.direction &&
  isShort(other) &&
  isShort(draft) &&
  (overlapDates(other.when.iso, draft.when.iso) || (draft.kind === 'visit' && nearDates(other.when.iso, draft.when.iso)))

/** Whether a draft tells again of an event kept before, or of a part of it. */
const isSame = (other: Told, draft: Told): boolean =>
  share(other, draft) &&
  other.direction === draft.direction &&
  (overlapDates(other.when.iso, draft.when.iso) || (draft.kind === 'visit' && other.kind === 'visit' && nearDates(other.when.iso, draft.when.iso))) &&
  (other.kind === draft.kind || isPartOf(draft.kind, other.kind))

/** Whether a retelling of the same event names days inside a longer time: „през 2018 г.“, and then „16–23 април“. */
function isNarrower(draft: Told, same: Told): boolean {
  const [inner, outer] = [boundsOf(draft.when.iso), boundsOf(same.when.iso)]
  if (draft.kind !== same.kind || !draft.dated || !inner || !outer) return false
  return outer[0] <= inner[0] && inner[1] <= outer[1] && (daysLasting(same.when.iso) ?? 0) > LONGEST_STAY && (daysLasting(draft.when.iso) ?? 0) < LONGEST_STAY
}

/** „на церемония подписаха“, „посетиха ги и се срещнаха“: whether one kind is a part of another on the same days. */
function isPartOf(part: EventKind, whole: EventKind): boolean {
  if (OWN.has(part)) return part === 'exchange' && whole === 'visit'
  if (whole === 'signing') return part === 'ceremony'
  return OWN.has(whole) || part !== 'festival'
}

/**
 * In a text that tells of something done, what is to come some time is a promise and no event of the calendar yet: only what has its day, and
 * papers to be signed, stand. An announcement keeps all it announces.
 */
export function withoutPlans<Draft extends EventDraft>(drafts: readonly Draft[], published: string | null): readonly Draft[] {
  const now = boundsOf(published)?.[0]
  const ahead = (draft: EventDraft): boolean => now !== undefined && (boundsOf(draft.when.iso)?.[0] ?? -Infinity) > now
  if (drafts.every(ahead)) return drafts
  return drafts.filter((draft) => {
    const iso = draft.when.iso ?? ''
    return !ahead(draft) || UNDATED.has(draft.kind) || (BY_MONTH.has(draft.kind) && /^\d{4}-\d\d/.test(iso)) || /^\d{4}-\d\d-\d\d/.test(iso)
  })
}
