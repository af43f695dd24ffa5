// Lays what the language model found beside what the rules found: the same thing is one draft, which both found.
import { bareName, nameKeys } from '#platform/names/name-key.ts'
import { type DraftContent, type DraftSeed, HOME_REF, type ModelFind } from '../draft.ts'
import type { Span } from '../reading/reading.ts'

type Known = DraftContent & { readonly key: string; readonly spans: readonly Span[] }

/** `rest`: what was not known, in an order in which nothing leans on a later one. `both`: keys of the known ones that were found too. */
export type United<One> = { readonly rest: readonly One[]; readonly both: ReadonlySet<string> }
/** `own`: drafts of the model alone. */
export type Merged = { readonly own: readonly DraftSeed[]; readonly both: ReadonlySet<string> }

const overlap = (a: readonly Span[], b: readonly Span[]): boolean => a.some(([start, end]) => b.some(([from, to]) => start < to && from < end))
const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one))

const namesOf = (content: DraftContent): string[] =>
  content.kind === 'organisation'
    ? [...Object.values(content.data.name), ...content.data.aliases, content.data.nativeName ?? ''].flatMap((name) => nameKeys(bareName(name)))
    : content.kind === 'person'
      ? nameKeys(content.data.name)
      : []

type Names = (content: Known) => readonly string[]

/** Whether two drafts say the same; what they lean on is meant by the same keys in both. */
function same(a: Known, b: Known, names: Names): boolean {
  if (a.kind === 'organisation' && b.kind === 'organisation') {
    if (a.data.country !== b.data.country) return false
    if (a.data.kind === 'country' || b.data.kind === 'country') return a.data.kind === b.data.kind
    if (a.data.kind === 'embassy' && b.data.kind === 'embassy') return overlap(a.spans, b.spans) || meet(names(a), names(b))
    return (a.data.placeId !== null && a.data.placeId === b.data.placeId && a.data.kind === b.data.kind) || meet(names(a), names(b))
  }
  if (a.kind === 'person' && b.kind === 'person') return meet(names(a), names(b))
  if (a.kind === 'event' && b.kind === 'event') return a.data.kind === b.data.kind && overlap(a.spans, b.spans) && meet(a.data.partners, b.data.partners)
  if (a.kind === 'relation' && b.kind === 'relation') return a.data.status === b.data.status && meet(a.data.partners, b.data.partners)
  if (a.kind === 'commitment' && b.kind === 'commitment') return overlap(a.spans, b.spans)
  if (a.kind === 'symbolic_act' && b.kind === 'symbolic_act') return a.data.kind === b.data.kind && overlap(a.spans, b.spans)
  return false
}

/** The same content with its references put as `key` says. */
function referring(content: DraftContent, key: (ref: string) => string): DraftContent {
  const all = (refs: readonly string[]): string[] => [...new Set(refs.map(key))].filter((ref) => ref !== HOME_REF)
  switch (content.kind) {
    case 'organisation':
      return content
    case 'person':
      return { kind: 'person', data: { ...content.data, of: content.data.of === null ? null : key(content.data.of) } }
    case 'event':
      return { kind: 'event', data: { ...content.data, partners: all(content.data.partners), participants: all(content.data.participants) } }
    case 'relation':
      return { kind: 'relation', data: { ...content.data, partners: all(content.data.partners) } }
    case 'commitment':
      return { kind: 'commitment', data: { ...content.data, partners: all(content.data.partners) } }
    case 'symbolic_act':
      return { kind: 'symbolic_act', data: { ...content.data, partners: all(content.data.partners) } }
    case 'fields':
      return { kind: 'fields', data: { ...content.data, partners: all(content.data.partners) } }
  }
}

/** Lays `found`, organisations first, beside what is `known`. Of fields only those nobody told yet are left. */
export function unite<One extends Known>(known: readonly Known[], found: readonly One[]): United<One> {
  const rest: One[] = []
  const both = new Set<string>()
  const standing = new Map<string, string>()
  const keys = new Set(known.map(({ key }) => key))
  const kept = new Map<Known, readonly string[]>()
  const names: Names = (draft) => {
    const had = kept.get(draft) ?? namesOf(draft)
    kept.set(draft, had)
    return had
  }
  for (const one of found) {
    const draft: One = { ...one, ...referring(one, (ref) => standing.get(ref) ?? ref) }
    if (keys.has(draft.key)) continue
    if (draft.kind === 'fields') {
      const told = known.filter((other) => other.kind === 'fields' && meet(other.data.partners, draft.data.partners))
      const there = new Set(told.flatMap((other) => (other.kind === 'fields' ? other.data.fields : [])))
      const fields = draft.data.fields.filter((field) => !there.has(field))
      if (fields.length > 0) rest.push({ ...draft, data: { ...draft.data, fields } })
      else for (const other of told) both.add(other.key)
      continue
    }
    const twin = known.find((other) => same(other, draft, names))
    if (twin === undefined) rest.push(draft)
    else {
      standing.set(draft.key, twin.key)
      both.add(twin.key)
    }
  }
  return { rest, both }
}

/** `known`: what the rules found, and what was decided before. */
export function mergeFinds(known: readonly Known[], found: readonly DraftSeed[], by: Omit<ModelFind, 'rulesToo'>): Merged {
  const { rest, both } = unite(known, found)
  return { own: rest.map((seed) => ({ ...seed, modelFind: { ...by, rulesToo: false } })), both }
}
