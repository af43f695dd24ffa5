// Which accepted drafts can be saved now, and which must wait: for one they lean on, or because nothing can be made of them.
import { m } from '#messages'
import { type Draft, HOME_REF, linksOf } from './draft.ts'

/** Only these have a partnership with us; a company or an embassy takes part, but is no partner town. */
export const PARTNER_KINDS: ReadonlySet<string> = new Set(['municipality', 'region', 'country'])

/** The record an earlier decision or a certain match gives a draft that is not being saved now. */
export const standingRecord = (draft: Draft): string | null =>
  draft.savedAt !== null || draft.decision === 'same' ? draft.recordId : draft.decision === 'undecided' && draft.match?.sure === true ? draft.match.id : null

/** Accepted drafts that lean on one that is refused or undecided, and those that lean on them. */
export function waitingOf(all: readonly Draft[], wanted: readonly Draft[]): { draft: Draft; why: string }[] {
  const byKey = new Map(all.map((draft) => [draft.key, draft]))
  const waiting = new Map<string, string>()
  const stands = (key: string): boolean => {
    const draft = byKey.get(key)
    return key === HOME_REF || (draft !== undefined && ((wanted.includes(draft) && !waiting.has(draft.key)) || standingRecord(draft) !== null))
  }
  const because = (keys: readonly string[]): string => {
    const missing = keys.map((key) => byKey.get(key)).find((draft) => draft !== undefined && !stands(draft.key))
    if (missing === undefined) return m.intake_waits_partner_unknown()
    const names = { number: missing.position, name: labelOf(missing) }
    return missing.decision === 'rejected' ? m.intake_waits_rejected(names) : m.intake_waits_undecided(names)
  }
  for (const draft of wanted) {
    const needed = draft.kind === 'person' ? linksOf(draft) : 'partners' in draft.data ? draft.data.partners : []
    const open = needed.filter((key) => !stands(key))
    // Of several partners the refused ones are left out; an undecided one is waited for.
    if (needed.length > 0 && (open.length === needed.length || open.some((key) => byKey.get(key)?.decision === 'undecided')))
      waiting.set(draft.key, because(open))
    else if (draft.kind === 'relation' || draft.kind === 'fields') {
      const kinds = needed
        .filter(stands)
        .map((key) => byKey.get(key))
        .filter((one) => one?.kind === 'organisation')
      if (!kinds.some((one) => PARTNER_KINDS.has(one?.kind === 'organisation' ? one.data.kind : ''))) waiting.set(draft.key, m.intake_waits_no_partner_kind())
    }
  }
  return wanted.filter(({ key }) => waiting.has(key)).map((draft) => ({ draft, why: waiting.get(draft.key)! }))
}

const labelOf = (draft: Draft): string =>
  draft.kind === 'organisation' ? (draft.data.name['bg'] ?? Object.values(draft.data.name)[0] ?? '') : draft.kind === 'person' ? draft.data.name : ''
