// Lays what the language model found beside what the rules found: the same thing is one draft, which both found.
import { bareName, nameKeys } from '#platform/names/name-key.ts'
import { type DraftContent, type DraftSeed, HOME_REF, type ModelFind } from '../draft.ts'
import type { Span } from '../reading/reading.ts'

type Known = DraftContent & { readonly key: string; readonly spans: readonly Span[] }

/** `own`: drafts of the model alone, in an order in which none leans on a later one. `both`: keys of the drafts that it found too. */
export type Merged = { readonly own: readonly DraftSeed[]; readonly both: ReadonlySet<string> }

const overlap = (a: readonly Span[], b: readonly Span[]): boolean => a.some(([start, end]) => b.some(([from, to]) => start < to && from < end))
const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one))

const namesOf = (content: DraftContent): string[] =>
  content.kind === 'organisation'
    ? [...Object.values(content.data.name), ...content.data.aliases, content.data.nativeName ?? ''].flatMap((name) => nameKeys(bareName(name)))
    : content.kind === 'person'
      ? nameKeys(content.data.name)
      : []

/** Whether two drafts say the same; what they lean on is meant by the same keys in both. */
function same(a: Known, b: Known): boolean {
  if (a.kind === 'organisation' && b.kind === 'organisation') {
    if (a.data.country !== b.data.country) return false
    if (a.data.kind === 'country' || b.data.kind === 'country') return a.data.kind === b.data.kind
    if (a.data.kind === 'embassy' && b.data.kind === 'embassy') return overlap(a.spans, b.spans) || meet(namesOf(a), namesOf(b))
    return (a.data.placeId !== null && a.data.placeId === b.data.placeId && a.data.kind === b.data.kind) || meet(namesOf(a), namesOf(b))
  }
  if (a.kind === 'person' && b.kind === 'person') return meet(namesOf(a), namesOf(b))
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

/** `known`: what the rules found, and what was decided before; `found`: the model's, organisations first. */
export function mergeFinds(known: readonly Known[], found: readonly DraftSeed[], by: Omit<ModelFind, 'rulesToo'>): Merged {
  const own: DraftSeed[] = []
  const both = new Set<string>()
  const standing = new Map<string, string>()
  const add = (seed: DraftSeed): void => void own.push({ ...seed, modelFind: { ...by, rulesToo: false } })
  for (const found_ of found) {
    const seed: DraftSeed = { ...found_, ...referring(found_, (ref) => standing.get(ref) ?? ref) }
    const decided = known.some(({ key }) => key === seed.key)
    if (decided) continue
    if (seed.kind === 'fields') {
      const told = known.filter((one) => one.kind === 'fields' && meet(one.data.partners, seed.data.partners))
      const there = new Set(told.flatMap((one) => (one.kind === 'fields' ? one.data.fields : [])))
      const fields = seed.data.fields.filter((field) => !there.has(field))
      if (fields.length === 0) for (const one of told) both.add(one.key)
      else add({ ...seed, data: { ...seed.data, fields } })
      continue
    }
    const twin = known.find((one) => same(one, seed))
    if (twin === undefined) {
      add(seed)
      continue
    }
    standing.set(seed.key, twin.key)
    both.add(twin.key)
  }
  return { own, both }
}
