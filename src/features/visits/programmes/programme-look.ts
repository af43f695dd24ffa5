// How the pages of a programme look at it: with its towns, its groups, what clashes in it and the words for that.
import { textIn } from '#platform/texts/local-text.ts'
import type { Programme } from './programme.queries.ts'
import type { Towns } from './times.ts'
import { isClash, type Warning } from './warning.ts'
import { peopleOf, remedyWords, warningWords } from './warning-words.ts'

export const PROGRAMME_VIEWS = ['list', 'hours'] as const
export type ProgrammeView = (typeof PROGRAMME_VIEWS)[number]

export type ProgrammeSheetProps = {
  readonly programme: Programme
  readonly warnings: readonly Warning[]
  readonly towns: Towns
  readonly view: ProgrammeView
  readonly mayWrite: boolean
  readonly today: string
  /** What is arranged for other days than the visit's: „Автобус, 27 март 2027 г.“ */
  readonly elsewhen?: readonly string[]
}

/** How the page's parts look at the programme: everything in ready words. */
export type Look = {
  readonly programme: Programme
  readonly towns: Towns
  readonly mayWrite: boolean
  readonly today: string
  readonly view: ProgrammeView
  readonly groupName: (id: string) => string
  /** Item → the people of its clashes. */
  readonly clashing: ReadonlyMap<string, ReadonlySet<string>>
  readonly warningWords: ReturnType<typeof warningWords>
  readonly remedyWords: ReturnType<typeof remedyWords>
}

export const clashingPeople = (warnings: readonly Warning[]): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const { kind, items, people } of warnings) if (isClash(kind)) for (const id of items) found.set(id, new Set([...(found.get(id) ?? []), ...people]))
  return found
}

export const lookOf = ({ programme, warnings, towns, view, mayWrite, today }: ProgrammeSheetProps): Look => {
  const names = new Map(programme.groups.map((group) => [group.id, textIn(group.name)]))
  const called = peopleOf(programme)
  return {
    programme,
    towns,
    mayWrite,
    today,
    view,
    groupName: (group) => names.get(group) ?? '',
    clashing: clashingPeople(warnings),
    warningWords: warningWords(programme, called),
    remedyWords: remedyWords(programme, called),
  }
}
