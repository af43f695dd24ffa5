// Whether the badge a member of a delegation was given still says what is true; and who has none yet.
import { isEmptyText, type LocalText } from '#platform/texts/local-text.ts'

/**
 * `missing`: comes, and none was printed. `current`: printed, and nothing on it has changed since. `changed`: printed, and something on it has.
 * `gone`: printed for somebody who does not come any more. `none`: does not come, and none was printed. `nameless`: comes, and has no name that could be printed.
 */
export type BadgeState = 'missing' | 'current' | 'changed' | 'gone' | 'none' | 'nameless'

/** What stands on a badge; anything else of a member may change without a new one. */
export type BadgeWords = {
  readonly name: LocalText
  readonly nativeName: string
  readonly title: string
  readonly role: LocalText
  readonly organisationId: string | null
  readonly isInterpreter: boolean
}

/** Whether two badges would say the same. Which language was written when, and who vouched for it, stands on none. */
export function sayTheSame(one: BadgeWords, other: BadgeWords): boolean {
  const words = ({ name, nativeName, title, role, organisationId, isInterpreter }: BadgeWords): string =>
    JSON.stringify([
      ...[name, role].map((text) =>
        Object.entries(text.in)
          .map(([language, { text: said }]) => [language, said])
          .sort(),
      ),
      nativeName,
      title,
      organisationId,
      isInterpreter,
    ])
  return words(one) === words(other)
}

/**
 * `coming`: neither withdrawn nor taken out. `printed`: the words of the badge that was printed last; null when none was, 'unknown' when the record has
 * lost them (somebody's data was erased), which counts as changed.
 */
export function badgeStateOf({
  coming,
  printed,
  words,
}: {
  readonly coming: boolean
  readonly printed: BadgeWords | 'unknown' | null
  readonly words: BadgeWords
}): BadgeState {
  if (printed === null && !coming) return 'none'
  if (!coming) return 'gone'
  if (isEmptyText(words.name) && words.nativeName === '') return 'nameless'
  if (printed === null) return 'missing'
  return printed !== 'unknown' && sayTheSame(printed, words) ? 'current' : 'changed'
}

/** Whom a new badge is printed for when only what is missing is asked for. */
export const needsBadge = (state: BadgeState): boolean => state === 'missing' || state === 'changed'
