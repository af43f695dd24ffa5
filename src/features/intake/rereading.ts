// A text read anew: which of the finds were there before, so that what an officer decided stays decided; pure.
import { nameKeys } from '#platform/names/name-key.ts'
import { type Draft, type DraftContent, type DraftSeed, linksOf, type ModelFind } from './draft.ts'
import { inOrder } from './drafting.ts'
import { joined } from './marks.ts'
import { likePerson } from './match.ts'
import type { Span } from './reading/reading.ts'

/** A draft as it is to stand after the reading: one that was there (`before`), or a new find; `foundAs` is the find's own key. */
export type Standing = Omit<DraftSeed, 'modelFind' | 'kind' | 'data'> &
  DraftContent & { readonly before: Draft | null; readonly foundAs: string | undefined; readonly modelFind?: ModelFind | null }
export type Reread = { /** In the order of the desk. */ readonly stand: readonly Standing[]; readonly gone: readonly Draft[] }

const lettersOf = (spans: readonly Span[]): number => spans.reduce((sum, [start, end]) => sum + end - start, 0)
/** Share of the letters that two drafts rest on which both do; 0 to 1. */
function sharedWords(a: readonly Span[], b: readonly Span[]): number {
  const [mine, theirs] = [joined(a, Infinity), joined(b, Infinity)]
  const both = mine
    .flatMap(([start, end]) => theirs.map(([from, to]): Span => [Math.max(start, from), Math.min(end, to)]))
    .filter(([start, end]) => start < end)
  return lettersOf(both) / Math.max(1, lettersOf(mine) + lettersOf(theirs) - lettersOf(both))
}

const named = (a: readonly string[], b: readonly string[]): boolean => {
  const keys = new Set(a.flatMap(nameKeys))
  return b.flatMap(nameKeys).some((key) => keys.has(key))
}

/** How surely a find is a draft that was there; 0 when it is not. `keyBefore` says which earlier drafts those it refers to are. */
function likeness(draft: Draft, seed: DraftSeed, keyBefore: (key: string) => string): number {
  if (draft.kind !== seed.kind) return 0
  const words = sharedWords(draft.spans, seed.spans)
  if (draft.kind === 'organisation' && seed.kind === 'organisation') {
    const [was, is] = [draft.data, seed.data]
    if (was.placeId !== null && was.placeId === is.placeId && was.kind === is.kind) return 3 + words
    if (named([...Object.values(was.name), ...was.aliases], Object.values(is.name)) && was.country === is.country) return 2 + words
    return draft.key === seed.key || words > 0 ? 1 + words : 0
  }
  if (draft.kind === 'person' && seed.kind === 'person') {
    const like = [draft.data.name, ...(draft.data.aliases ?? [])].some((name) => likePerson(name, seed.data.name))
    return like && (words > 0 || draft.key === seed.key) ? 2 + words : words > 0 ? words : 0
  }
  if (words === 0) return 0
  const [was, is] = [linksOf(draft), linksOf(seed).map(keyBefore)]
  const partner = was.length === 0 || is.length === 0 || was.some((key) => is.includes(key))
  if (!partner) return 0
  const alike =
    (draft.kind === 'relation' && seed.kind === 'relation' && draft.data.status === seed.data.status) ||
    ('kind' in draft.data && 'kind' in seed.data && draft.data.kind === seed.data.kind) ||
    draft.kind === 'commitment' ||
    draft.kind === 'fields'
  return (alike ? 1 : 0) + words + (draft.key === seed.key ? 0.5 : 0)
}

/** The content with the keys it refers to put otherwise. */
function referring<Content extends DraftContent>(content: Content, keyBefore: (key: string) => string): Content {
  const data: Record<string, unknown> = { ...content.data }
  for (const name of ['partners', 'participants']) if (Array.isArray(data[name])) data[name] = [...new Set((data[name] as string[]).map(keyBefore))]
  for (const name of ['event', 'of']) if (typeof data[name] === 'string') data[name] = keyBefore(data[name])
  return { ...content, data }
}

/**
 * Decided drafts stay as they are, found again or not, and so does whatever they lean on. An undecided one that is found again says what is found now and
 * keeps its id; one that is not is gone. What is found and was not there is new.
 */
export function reread(before: readonly Draft[], found: readonly DraftSeed[]): Reread {
  const draftOf = new Map<string, Draft>()
  const keys = new Map<string, string>()
  const keyBefore = (key: string): string => keys.get(key) ?? key
  const pair = (kinds: readonly string[]): void => {
    const taken = new Set<string>()
    const pairs = found
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap((seed) => before.map((draft) => ({ draft, seed, like: likeness(draft, seed, keyBefore) })))
      .filter(({ like }) => like > 0)
      .sort((a, b) => b.like - a.like || Number(b.draft.decision !== 'undecided') - Number(a.draft.decision !== 'undecided'))
    for (const { draft, seed } of pairs) {
      if (taken.has(draft.id) || draftOf.has(seed.key)) continue
      taken.add(draft.id)
      draftOf.set(seed.key, draft)
      keys.set(seed.key, draft.key)
    }
  }
  // Those that others refer to first.
  pair(['organisation'])
  pair(['person'])
  pair(['event'])
  pair(['relation', 'commitment', 'symbolic_act', 'fields'])

  const foundAgain = new Set([...draftOf.values()].map(({ id }) => id))
  const foundAs = new Map([...draftOf].map(([key, { id }]) => [id, key]))
  const byKey = new Map(before.map((draft) => [draft.key, draft]))
  const kept = new Set<string>()
  const keep = (draft: Draft): void => {
    if (kept.has(draft.id)) return
    kept.add(draft.id)
    for (const key of linksOf(draft)) {
      const needed = byKey.get(key)
      if (needed !== undefined) keep(needed)
    }
  }
  for (const draft of before) if (draft.decision !== 'undecided') keep(draft)

  const used = new Set(before.map(({ key }) => key))
  for (const seed of found) {
    if (draftOf.has(seed.key)) continue
    let key = seed.key
    for (let more = 2; used.has(key); more += 1) key = `${seed.key}#${more}`
    used.add(key)
    keys.set(seed.key, key)
  }
  const stand: Standing[] = [
    ...before
      .filter((draft) => draft.decision !== 'undecided' || (kept.has(draft.id) && !foundAgain.has(draft.id)))
      .map((draft) => ({ ...draft, before: draft, foundAs: foundAs.get(draft.id) })),
    ...found.flatMap((seed): Standing[] => {
      const draft = draftOf.get(seed.key) ?? null
      return draft !== null && draft.decision !== 'undecided'
        ? []
        : [{ ...referring(seed, keyBefore), key: keyBefore(seed.key), before: draft, foundAs: seed.key }]
    }),
  ]
  return { stand: inOrder(stand), gone: before.filter((draft) => draft.decision === 'undecided' && !kept.has(draft.id) && !foundAgain.has(draft.id)) }
}
