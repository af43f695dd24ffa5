// How much of each kind stands on a briefing, and how close it is set, so that all of it stays one sheet of paper.
import { SIDES } from '#features/commitments/commitment.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { Topic } from './briefing.ts'
import type { BriefingRead } from './briefing.queries.ts'

/** Of each kind, so that all of it stays one sheet; the rest is a link away. */
export const MOST_PROMISES = 3
export const MOST_PEOPLE = 4
export const MOST_SIGNED = 4
export const MOST_MEETINGS = 3
export const MOST_LEFT = 3
export const MOST_POINTS = 8

type Printed = BriefingRead & { readonly topics: readonly Topic[] }

/** Lines a text takes in half the sheet's width, at most two: more are cut on paper. */
const linesOf = (text: string): number => Math.min(2, Math.ceil(text.length / 52))
const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** How many lines of half a sheet there are to print, headings aside. */
const linesOn = ({ promises, topics, pastEvents, people, gifts, agenda, milestones, left, partnership }: Printed): number =>
  total([
    ...SIDES.flatMap((side) =>
      promises
        .filter(({ owedBy }) => owedBy === side)
        .slice(0, MOST_PROMISES)
        .map(({ text }) => linesOf(textIn(text)) + 1),
    ),
    ...pastEvents.slice(0, MOST_MEETINGS).map(({ title }) => linesOf(textIn(title)) + 1),
    ...left
      .flatMap(({ items }) => items)
      .slice(0, MOST_LEFT)
      .map(({ title }) => linesOf(textIn(title)) + 1),
    ...agenda.slice(0, MOST_POINTS).map(({ title }) => 2 * linesOf(textIn(title)) + 2),
    6 * topics.length,
    Math.min(pastEvents.length + milestones.length, 5),
    2 * Math.min(milestones.length, MOST_SIGNED),
    2 * Math.min(people.length, MOST_PEOPLE),
    ...gifts.map(({ what }) => linesOf(textIn(what))),
    partnership === null ? 0 : 2 * linesOf(textIn(partnership.avoid)),
  ])

/** Up to so many lines everything is printed larger; from so many on, closer. */
const ROOMY = 40
const CLOSE = 60
/** How a briefing is set on paper: large where little is known, close where much is. */
export function setting(printed: Printed): 'roomy' | 'plain' | 'close' {
  const lines = linesOn(printed)
  return lines <= ROOMY ? 'roomy' : lines > CLOSE ? 'close' : 'plain'
}
