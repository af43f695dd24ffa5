// Why a tie counts as quiet or asleep, in words; what to do about it; and the silences it has come through before.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dateInWords, earliest, type ImpreciseDate, latest, monthsBetween } from '#platform/dates.ts'
import { lowered } from '#platform/texts/sentences.ts'
import { type Contact, type ContactDirection, type ContactKind, type Dated, isTwoWay } from './contact.ts'
import { type Dormancy, dormancyOn, type Limit } from './dormancy.ts'
import { milestoneTitle, type Step } from '../milestones/milestone.ts'
import { GAP_MONTHS } from '../partnership.ts'
import { type RevivalCheck, revivalChecklist } from '../procedures/procedure.ts'
import { inOrder } from '../stage.ts'
import { isMeeting, lapseOnRecord } from './standing.ts'

/** The contacts with one organisation as on one day: the newest of each kind and direction, the nearest planned, and whether any has no day. */
export type ContactLog = { readonly past: readonly Dated[]; readonly planned: Dated | null; readonly undated: boolean }
export const NO_LOG: ContactLog = { past: [], planned: null, undated: false }

export type Silence = {
  readonly level: Dormancy
  /** When the lapse that stands on record was; null: none does. */
  readonly lapsed: ImpreciseDate | null
  readonly steps: readonly Step[]
  readonly log: ContactLog
  /** YYYY-MM-DD */
  readonly today: string
}

const DAY = /^\d{4}-\d\d-\d\d$/

/** The days of one event, not a span that only bounds what is known. */
const isSpanOfDays = (date: ImpreciseDate): boolean => {
  const [from = '', to = ''] = date.split('/')
  return DAY.test(from) && DAY.test(to) && monthsBetween(from, to) === 0
}
/** Of an event of several days its last. */
const dayOf = (date: ImpreciseDate): ImpreciseDate => (isSpanOfDays(date) ? date.slice(date.indexOf('/') + 1) : date)
const written = (date: ImpreciseDate): string => dateInWords(dayOf(date))

/** „на 5 март 2023 г.“, „през март 2023 г.“, „през 2023 г.“, „около 2023 г.“ */
export function whenInWords(date: ImpreciseDate): string {
  const day = dayOf(date)
  if (day.includes('/') || day.includes('~')) return m.partnerships_at_about({ date: dateInWords(day) })
  return DAY.test(day) ? m.partnerships_on_day({ date: dateInWords(day) }) : m.partnerships_in_month({ date: dateInWords(day) })
}

const contactNames: Readonly<Record<ContactKind, () => string>> = {
  visit: m.partnerships_contact_visit,
  meeting: m.partnerships_contact_meeting,
  exchange: m.partnerships_contact_exchange,
  letter: m.partnerships_contact_letter,
  call: m.partnerships_contact_call,
}
const directedNames: Readonly<Partial<Record<`${ContactKind} ${ContactDirection}`, () => string>>> = {
  'visit incoming': m.partnerships_contact_visit_incoming,
  'visit outgoing': m.partnerships_contact_visit_outgoing,
  'letter incoming': m.partnerships_contact_letter_incoming,
  'letter outgoing': m.partnerships_contact_letter_outgoing,
  'call incoming': m.partnerships_contact_call_incoming,
  'call outgoing': m.partnerships_contact_call_outgoing,
}
/** „посещение при нас“, „писмо от тях“, „среща“. */
export const contactName = ({ kind, direction }: Pick<Contact, 'kind' | 'direction'>): string => (directedNames[`${kind} ${direction}`] ?? contactNames[kind])()

/** The latest of those the question is about; of equals the one told first. */
export const newest = (contacts: readonly Dated[], which: (contact: Dated) => boolean = () => true): Dated | null =>
  contacts.filter(which).reduce<Dated | null>((last, one) => (last === null || one.lastDay > last.lastDay ? one : last), null)

/** The letter of ours that nobody has answered; null: there is none, or somebody was heard of since. */
export function unanswered({ past }: ContactLog): Dated | null {
  const sent = newest(past, (one) => !isTwoWay(one))
  const heard = newest(past, isTwoWay)
  return sent !== null && (heard === null || heard.lastDay < sent.firstDay) ? sent : null
}

const lastMeeting = (steps: readonly Step[], today: string): Step | null =>
  steps
    .filter((step) => isMeeting(step) && earliest(step.date) <= today)
    .reduce<Step | null>((last, one) => (last === null || latest(one.date) > latest(last.date) ? one : last), null)

/** „последен обмен 2018 г.; последно писмо март 2023 г.“: what is known of the last contacts, most telling first. */
export function reasonInWords({ lapsed, steps, log, today }: Silence): string {
  const exchange = newest(log.past, ({ kind }) => kind === 'exchange')
  const met = newest(log.past, ({ kind }) => kind === 'visit' || kind === 'meeting')
  const letter = newest(log.past, (one) => one.kind === 'letter' && isTwoWay(one))
  const call = newest(log.past, ({ kind }) => kind === 'call')
  const sent = unanswered(log)
  const step = lastMeeting(steps, today)
  const heard = [exchange, met, letter, call].filter((one) => one !== null)
  const stepIsLast = step !== null && heard.every(({ lastDay }) => lastDay < earliest(step.date))
  const parts = [
    lapsed === null ? null : m.partnerships_silence_lapsed({ date: dateInWords(lapsed) }),
    exchange === null ? null : m.partnerships_silence_exchange({ date: written(exchange.date) }),
    met === null ? null : (met.kind === 'visit' ? m.partnerships_silence_visit : m.partnerships_silence_meeting)({ date: written(met.date) }),
    letter === null ? null : m.partnerships_silence_letter({ date: written(letter.date) }),
    call === null ? null : m.partnerships_silence_call({ date: written(call.date) }),
    stepIsLast ? m.partnerships_silence_step({ step: `${lowered(milestoneTitle(step))}, ${dateInWords(step.date)}` }) : null,
    heard.length > 0 || stepIsLast ? null : log.undated ? m.partnerships_silence_undated() : m.partnerships_silence_nothing(),
    heard.length > 0 && exchange === null ? m.partnerships_silence_no_exchange() : null,
    sent === null ? null : m.partnerships_silence_unanswered({ when: whenInWords(sent.date) }),
    plannedInWords(log),
  ]
  return parts.filter((part) => part !== null).join('; ')
}

/** „предстои посещение при нас на 3 декември 2026 г.“; null: nothing is planned. What is planned wakes nobody. */
export const plannedInWords = ({ planned }: ContactLog): string | null =>
  planned === null
    ? null
    : m.partnerships_silence_planned({
        what: contactName(planned),
        // What lasts some days is told by its last once it is behind, and by its first as long as it is to come.
        when: whenInWords(isSpanOfDays(planned.date) ? planned.firstDay : planned.date),
      })

export type NextStep = { readonly text: string; readonly href: string }

type Ids = { readonly partnershipId: string; readonly organisationId: string }

/** The form of a new event with the partner, of this kind, already filled in. */
const eventForm = ({ organisationId }: Ids, kind: string, direction: ContactDirection): string =>
  addresses.eventNew({ organisation: organisationId, kind, direction })

/** „Напишете писмо: признайте прекъсването …“: a step of the way back as something to do. */
export function revivalStepInWords({ kind, side }: Pick<RevivalCheck<Step>, 'kind' | 'side'>): string {
  if (kind === 'revival_letter') return m.partnerships_next_revival_letter()
  if (kind === 'revival_consent') return side === 'them' ? m.partnerships_next_revival_answer() : m.partnerships_next_revival_agree()
  return kind === 'revival_plan' ? m.partnerships_next_revival_plan() : m.partnerships_next_revival_sign()
}

/** What one would do next about the silence; null where nothing need be done. */
export function nextStep(silence: Silence, ids: Ids): NextStep | null {
  const { level, log, today } = silence
  if (level === 'none' || level === 'awake') return null
  if (silence.lapsed !== null) {
    const next = revivalChecklist(silence.steps, today, log.past).find(({ state }) => state === 'next')
    return next === undefined
      ? null
      : { text: revivalStepInWords(next), href: addresses.milestoneNew({ id: ids.partnershipId }, { kind: next.kind, side: next.side }) }
  }
  if (log.planned !== null) return { text: m.partnerships_next_prepare(), href: addresses.event({ id: log.planned.eventId }) }
  if (unanswered(log) !== null) return { text: m.partnerships_next_call(), href: eventForm(ids, 'call', 'outgoing') }
  const heard = newest(log.past, isTwoWay)
  const letter: NextStep = { text: m.partnerships_next_letter(), href: eventForm(ids, 'letter', 'outgoing') }
  if (level === 'asleep') {
    const step = lastMeeting(silence.steps, today)
    const last = [heard?.lastDay, step === null ? undefined : latest(step.date)]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1)
    return last !== undefined && monthsBetween(last, today) >= GAP_MONTHS
      ? { text: m.partnerships_next_acknowledge(), href: addresses.milestoneNew({ id: ids.partnershipId }, { kind: 'lapse' }) }
      : letter
  }
  const exchange = newest(log.past, ({ kind }) => kind === 'exchange')
  return exchange === null || monthsBetween(exchange.lastDay, today) >= GAP_MONTHS
    ? { text: m.partnerships_next_exchange(), href: eventForm(ids, 'exchange', 'none') }
    : letter
}

/**
 * A silence that is over: from what was last heard, or where nothing is recorded before it from the lapse itself, to what broke it.
 * `stated`: a lapse stands on record for it.
 */
export type Lapse = { readonly from: ImpreciseDate; readonly to: ImpreciseDate; readonly months: number; readonly stated: boolean; readonly heard: boolean }

type Heard = { readonly date: ImpreciseDate; readonly firstDay: string; readonly lastDay: string }
const BREAKS: ReadonlySet<string> = new Set(['revival', 'renewal', 'signing'])
const SAYS_NOTHING: ReadonlySet<string> = new Set(['lapse', 'end', 'type_change'])

/**
 * The silences a tie has come through, oldest first: lapses on record that a revival, renewal or signing ended, and gaps of `GAP_MONTHS` between what is
 * recorded. Where the two overlap they are one.
 */
export function lapsesOf(steps: readonly Step[], contacts: readonly Heard[], today: string): Lapse[] {
  const bounds = ({ date }: Step): Heard => ({ date, firstDay: earliest(date), lastDay: latest(date) })
  const past = inOrder(steps).filter(({ date }) => earliest(date) <= today)
  const stated = past.flatMap((lapse, at) => {
    const over = lapse.kind === 'lapse' ? past.slice(at + 1).find(({ kind }) => BREAKS.has(kind)) : undefined
    return over === undefined ? [] : [{ from: lapse.date, to: over.date, firstDay: earliest(lapse.date), lastDay: earliest(over.date) }]
  })
  const heard = [...past.filter(({ kind }) => !SAYS_NOTHING.has(kind)).map(bounds), ...contacts.filter(({ firstDay }) => firstDay <= today)].sort((a, b) =>
    a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0,
  )
  const found: Lapse[] = []
  let last: Heard | null = null
  for (const one of heard) {
    if (last !== null && monthsBetween(last.lastDay, one.firstDay) >= GAP_MONTHS) {
      const { lastDay } = last
      const on = stated.some((lapse) => lapse.firstDay < one.firstDay && lapse.lastDay > lastDay)
      found.push({ from: last.date, to: one.date, months: monthsBetween(lastDay, one.firstDay), stated: on, heard: true })
    }
    if (last === null || one.lastDay > last.lastDay) last = one
  }
  const alone = stated.filter(({ firstDay, lastDay }) => !found.some((gap) => latest(gap.from) < lastDay && earliest(gap.to) > firstDay))
  return [
    ...found,
    ...alone.map(({ from, to, firstDay, lastDay }) => ({ from, to, months: monthsBetween(firstDay, lastDay), stated: true, heard: false })),
  ].sort((a, b) => (earliest(a.from) < earliest(b.from) ? -1 : 1))
}

/** „2003 г. – 24 септември 2018 г.: 15 години без запис, прекъсването е записано“. */
export function lapseInWords({ from, to, months, stated, heard }: Lapse): string {
  if (!heard) return m.partnerships_lapse_from_stated({ from: dateInWords(from), to: dateInWords(to) })
  const years = m.partnerships_lapse_years({ count: Math.max(1, Math.round(months / 12)) })
  const span = m.partnerships_lapse_between({ from: dateInWords(from), to: dateInWords(to) })
  return stated ? `${span}: ${years}, ${m.partnerships_lapse_stated()}` : `${span}: ${years}`
}

/** What the pages show of a partnership's silence, in ready words. */
export type SilenceShown = {
  readonly level: Dormancy
  /** „последен обмен 2018 г.; последно писмо март 2023 г.“ */
  readonly reason: string
  /** Since when it is over the limit; null where nothing is. YYYY-MM-DD */
  readonly since: string | null
  /** Whether a lapse stands on record. */
  readonly lapsed: boolean
  /** The office's limit in months that was passed. */
  readonly limit: number
  readonly next: NextStep | null
  readonly lapses: readonly Lapse[]
}

export type SilenceRead = {
  /** What the table of standings keeps; null: not computed yet. */
  readonly standing: {
    readonly quietFrom: string | null
    readonly sleepsFrom: string | null
  } | null
  readonly log: ContactLog
  /** Of all two-way contacts. */
  readonly days: readonly Heard[]
  readonly limit: Limit
}

/** What a line of a list says of it: why, and what to do. */
export const silenceInBrief = (
  standing: NonNullable<SilenceRead['standing']>,
  log: ContactLog,
  steps: readonly Step[],
  ids: Ids,
  today: string,
): Pick<SilenceShown, 'reason' | 'next'> => {
  const silence: Silence = {
    level: dormancyOn(standing, today),
    lapsed: lapseOnRecord(steps, today),
    steps,
    log,
    today,
  }
  return { reason: reasonInWords(silence), next: nextStep(silence, ids) }
}

/** Everything the pages show of a partnership's silence on the day. */
export function silenceOn({ standing, log, days, limit }: SilenceRead, steps: readonly Step[], ids: Ids, today: string): SilenceShown {
  const level = standing === null ? 'none' : dormancyOn(standing, today)
  const silence: Silence = { level, lapsed: lapseOnRecord(steps, today), steps, log, today }
  return {
    level,
    reason: reasonInWords(silence),
    since: level === 'asleep' ? (standing?.sleepsFrom ?? null) : level === 'quiet' ? (standing?.quietFrom ?? null) : null,
    lapsed: silence.lapsed !== null,
    limit: level === 'quiet' ? limit.quiet : limit.asleep,
    next: nextStep(silence, ids),
    lapses: lapsesOf(steps, days, today),
  }
}
