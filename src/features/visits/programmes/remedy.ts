// The remedies a page offers for a warning, each under a key by which it is found again: what is pressed must still be what would help.
import type { Remedy, Warning } from './warning.ts'

/** Says the warning and what would be done; the same programme gives the same key. */
export const remedyKey = ({ kind, items }: Pick<Warning, 'kind' | 'items'>, remedy: Remedy): string => JSON.stringify([kind, items, remedy])

/** The remedy of this key among those that would help now; null when the programme has moved on. */
export function remedyOf(warnings: readonly Warning[], key: string): { readonly warning: Warning; readonly remedy: Remedy } | null {
  for (const warning of warnings) for (const remedy of warning.remedies) if (remedyKey(warning, remedy) === key) return { warning, remedy }
  return null
}
