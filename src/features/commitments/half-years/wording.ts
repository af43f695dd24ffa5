// The half-yearly list in words of the language that is spoken: what the preview shows, what is printed and what stands in the sheets.
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords, monthsBetween, daysBetween } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { dueBy, evidenceInWords, type Side, SIDES, standing } from '../commitment.ts'
import { dueWords } from '../field-words.ts'
import { movedInWords, moveInWords } from '../moves/move.ts'
import { countedIn, shareDetails, shareInWords } from '../shares/share.ts'
import { type Group, groupName, GROUPS, type HalfYearList, halfYearInWords, type Listed } from './half-year.ts'

/** Words that may be in another language than the list's. */
export type Worded = { readonly text: string; readonly language: string }

export type ListRow = {
  readonly id: string
  readonly number: number
  readonly text: Worded
  /** With whom, and from which event. */
  readonly about: string
  readonly due: string
  /** What became of it: each a sentence. */
  readonly stands: readonly string[]
  readonly person: string
}
export type ListGroup = { readonly group: Group; readonly title: string; readonly rows: readonly ListRow[] }
export type ListSection = { readonly side: Side; readonly title: string; readonly none: string; readonly groups: readonly ListGroup[] }
export type WordedList = {
  readonly title: string
  readonly lead: string
  readonly asOn: string
  /** „Партньори: Дойран, Елванген“; '' when it is of all. */
  readonly narrowed: string
  readonly summary: {
    readonly caption: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
    readonly told: readonly string[]
  }
  readonly sections: readonly ListSection[]
  readonly shares: { readonly title: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly rule: string }
  readonly columns: Readonly<Record<'number' | 'group' | 'text' | 'about' | 'due' | 'stands' | 'person', string>>
  readonly signature: { readonly by: string; readonly day: string; readonly hint: string }
}

const sideTitles: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_page_us(),
  them: () => m.commitments_page_them(),
  both: () => m.commitments_page_both(),
}
const sideNones: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_half_none_us(),
  them: () => m.commitments_half_none_them(),
  both: () => m.commitments_half_none_both(),
}

/** After so many days people count in months. */
const DAYS_TOLD = 60

const lateInWords = (last: string, asOn: string): string => {
  const days = daysBetween(last, asOn)
  return days <= DAYS_TOLD ? m.commitments_half_late_days({ count: days }) : m.commitments_half_late_months({ count: monthsBetween(last, asOn) })
}

function standsInWords({ promise, isNew, wasMoved }: Listed, asOn: string): string[] {
  const { keptOn, droppedOn, dropReason, due, moves } = promise
  const stands = standing(promise, asOn)
  const last = dueBy(due)
  const lastMove = moves.at(-1)
  const told = [
    ...(stands === 'overdue' && last !== null ? [lateInWords(last, asOn)] : []),
    ...(keptOn === null ? [] : [m.commitments_half_kept_with({ day: dayInWords(keptOn), evidence: evidenceInWords(promise) })]),
    ...(droppedOn === null ? [] : [m.commitments_half_dropped_with({ day: dayInWords(droppedOn), reason: dropReason ?? '' })]),
    ...(wasMoved && lastMove !== undefined ? [m.commitments_half_moved_with({ how: moveInWords(lastMove), why: lastMove.why })] : []),
    ...(isNew ? [m.commitments_half_is_new()] : []),
  ]
  return told.length > 0 ? told : [m.commitments_half_is_open()]
}

function rowOf(listed: Listed, number: number, asOn: string): ListRow {
  const { promise } = listed
  const text = reading(promise.text)
  const moved = movedInWords(promise.moves)
  return {
    id: promise.id,
    number,
    text: { text: text.text, language: text.language },
    about: [promise.partners.map((partner) => displayName(partner)).join(', '), promise.event === null ? '' : textIn(promise.event.title)]
      .filter((one) => one !== '')
      .join(' · '),
    due: [dueWords(promise.due), ...(moved === null ? [] : [moved])].join('; '),
    stands: standsInWords(listed, asOn),
    person: promise.people.map((person) => displayName(person)).join('; '),
  }
}

/** `partners`: those the list is narrowed to; empty when it is of all. */
export function wordedList(list: HalfYearList, partners: readonly { readonly name: LocalText; readonly nativeName: string | null }[]): WordedList {
  const { half, asOn, sides } = list
  const whole = halfYearInWords(half)
  let number = 0
  return {
    title: m.commitments_half_title({ half: whole }),
    lead: m.commitments_half_for(),
    asOn: m.commitments_half_as_on({ day: dayInWords(asOn) }),
    narrowed: partners.length === 0 ? '' : m.commitments_half_partners({ names: partners.map((one) => displayName(one)).join(', ') }),
    summary: {
      caption: m.commitments_half_summary(),
      head: [
        m.commitments_half_sum_side(),
        m.commitments_half_sum_open(),
        m.commitments_half_sum_overdue(),
        m.commitments_half_sum_new(),
        m.commitments_half_sum_kept(),
        m.commitments_half_sum_dropped(),
        m.commitments_half_sum_moved(),
      ],
      rows: sides.map(({ side, sum }) => [sideTitles[side](), ...([sum.open, sum.overdue, sum.new, sum.kept, sum.dropped, sum.moved] as const).map(String)]),
      told: sides.flatMap(({ side, share }) =>
        countedIn(share) === 0
          ? []
          : [m.commitments_half_share({ year: half.year, side: sideTitles[side](), share: shareInWords(share), details: shareDetails(share) })],
      ),
    },
    sections: sides.map(({ side, groups }) => ({
      side,
      title: sideTitles[side](),
      none: sideNones[side](),
      groups: GROUPS.filter((group) => groups[group].length > 0).map((group) => ({
        group,
        title: groupName(group),
        rows: groups[group].map((listed) => rowOf(listed, (number += 1), asOn)),
      })),
    })),
    shares: {
      title: m.commitments_half_shares({ year: half.year, day: dayInWords(asOn) }),
      head: [m.commitments_filter_partner(), ...SIDES.map((side) => sideTitles[side]())],
      rows: [...list.partners]
        .map((partner) => [displayName(partner), ...SIDES.map((side) => (countedIn(partner.shares[side]) === 0 ? '' : shareInWords(partner.shares[side])))])
        .sort(([one = ''], [other = '']) => one.localeCompare(other, currentLanguage())),
      rule: m.commitments_share_rule(),
    },
    columns: {
      number: '№',
      group: m.commitments_filter_standing(),
      text: m.commitments_half_col_text(),
      about: m.commitments_half_col_about(),
      due: m.commitments_field_due(),
      stands: m.commitments_half_col_stands(),
      person: m.commitments_field_person(),
    },
    signature: { by: m.commitments_half_signed(), day: m.commitments_half_signed_day(), hint: m.commitments_half_signed_hint() },
  }
}
