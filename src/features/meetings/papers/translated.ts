// Which parts of minutes are not written in a language, or were changed since, so that nobody prints a hollow sheet without knowing.
import { m } from '#messages'
import type { LocalText } from '#platform/texts/local-text.ts'
import { lacksIn } from '../outcomes/translating.ts'

export type MinutesParts = {
  readonly event: { readonly title: LocalText }
  readonly items: readonly { readonly title: LocalText; readonly minutes: LocalText }[]
  readonly meeting: { readonly minutes: LocalText }
  readonly outcomes: { readonly promises: readonly { readonly text: LocalText }[]; readonly decisions: readonly { readonly text: LocalText }[] }
}

/** The parts in ready words, in the order of the sheet: „точки 1 и 3“, „2 обещания“; none where everything stands in the language as it is now. */
export function partsNotIn(language: string, { event, items, meeting, outcomes }: MinutesParts): string[] {
  const lacks = (text: LocalText): boolean => lacksIn(text, language)
  const points = items.flatMap(({ title, minutes }, index) => (lacks(title) || lacks(minutes) ? [String(index + 1)] : []))
  const [promises, decisions] = [outcomes.promises, outcomes.decisions].map((rows) => rows.filter(({ text }) => lacks(text)).length) as [number, number]
  return [
    ...(lacks(event.title) ? [m.meetings_part_title()] : []),
    ...(points.length === 0 ? [] : [m.meetings_part_points({ count: points.length, points: points.join(', ') })]),
    ...(lacks(meeting.minutes) ? [m.meetings_part_general()] : []),
    ...(decisions === 0 ? [] : [m.meetings_part_decisions({ count: decisions })]),
    ...(promises === 0 ? [] : [m.meetings_part_promises({ count: promises })]),
  ]
}
