// Merging records that stand in the register twice: what the officer chooses field by field, what comes of it, and what follows.
import type { Actor } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import type { Result } from '#platform/result.ts'
import type { LocalText, Rendering } from '#platform/texts/local-text.ts'

/** One record is taken up by another of its kind: `thing` as in the activity record (organisation, person; partnership and post in their wake). */
export type Move = { readonly thing: string; readonly from: string; readonly to: string }

/**
 * What a feature does with its own records that point to a merged one, wired in followers.ts. It writes its own tables and records each change, so that
 * undo puts everything back; `follow` is called twice in one merge (once before the records are locked) and must do nothing where nothing is left to do.
 * Moves it answers with are followed in their turn: two partnerships became one.
 */
export type Follower = {
  /** Table and column of every reference it answers for, with a space between; a test holds them against the database. */
  readonly columns: readonly string[]
  /** What points to the record, in words („3 събития“), for the page on which one chooses. */
  readonly tell: (tx: OfficeTx, thing: string, id: string) => Promise<readonly string[]>
  readonly follow: (here: Here, tx: OfficeTx, by: Actor, move: Move) => Promise<Result<readonly Move[]>>
}

/** At most so many are merged at once: more do not fit side by side. */
export const MOST_AT_ONCE = 4

export type Mergeable = { readonly id: string; readonly snapshot: Snapshot }

/** Taken from all of them together, where a field can hold that. */
export const UNITED = 'all'

export type MergeOption = { readonly value: string; readonly words: string; readonly chosen: boolean; readonly lang?: string | undefined }
/** One field, or one language of a text. `settled`: all say the same, or only one says anything: nothing to choose. */
export type MergeRow = { readonly name: string; readonly label: string; readonly options: readonly MergeOption[]; readonly settled: boolean }

const isText = (value: unknown): value is LocalText => typeof value === 'object' && value !== null && 'source' in value && 'in' in value
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Texts that may stand one after the other; a name or a form of address is one or the other. */
const joinable = (field: string): boolean => field !== 'name' && field !== 'salutation'

const distinct = (values: readonly unknown[]): unknown[] =>
  values.filter((value, index) => !isEmpty(value) && values.findIndex((one) => same(one, value)) === index)

const union = (lists: readonly unknown[]): unknown[] => distinct(lists.flatMap((list) => (Array.isArray(list) ? list : [])))

const languagesOf = (values: readonly unknown[]): string[] => [...new Set(values.flatMap((value) => (isText(value) ? Object.keys(value.in) : [])))]
const wordsIn = (value: unknown, language: string): string => (isText(value) ? (value.in[language]?.text ?? '') : '')

/** The record to be kept speaks first. */
const keptFirst = (records: readonly Mergeable[], keep: string): Mergeable[] => [
  ...records.filter(({ id }) => id === keep),
  ...records.filter(({ id }) => id !== keep),
]

/**
 * The rows to choose in, in the order of `fields`. `take` is what was chosen so far, by the row's name (`kind`, `name.bg`): the id of a record, or
 * „all“ for lists and texts that can stand together, which is what they begin with.
 */
export function mergeRows(fields: readonly FieldWords[], records: readonly Mergeable[], keep: string, take: Readonly<Record<string, string>>): MergeRow[] {
  const row = (name: string, label: string, values: ReadonlyMap<string, string>, together: string | null, lang?: string): MergeRow[] => {
    const filled = new Set([...values.values()].filter((words) => words !== ''))
    if (filled.size === 0) return []
    const chosen = chosenIn(name, records, keep, take, (id) => values.get(id) === '', together !== null)
    const options: MergeOption[] = records.map(({ id }) => ({ value: id, words: values.get(id) ?? '', chosen: chosen === id, lang }))
    if (together !== null) options.push({ value: UNITED, words: together, chosen: chosen === UNITED, lang })
    return [{ name, label, options, settled: filled.size === 1 && [...values.values()].every((words) => words !== '') }]
  }
  return fields.flatMap((field) => {
    const values = records.map(({ id, snapshot }) => ({ id, value: snapshot[field.name], snapshot }))
    if ('languages' in field)
      return languagesOf(values.map(({ value }) => value)).flatMap((language) => {
        const words = values.map(({ id, value }) => [id, wordsIn(value, language)] as const)
        const filled = distinct(words.map(([, one]) => one))
        const together = joinable(field.name) && filled.length > 1 ? filled.join('\n\n') : null
        return row(`${field.name}.${language}`, `${field.label} (${field.languages(language)})`, new Map(words), together, language)
      })
    const shown = (value: unknown, whole: Snapshot): string => (isEmpty(value) ? '' : field.show(value, whole))
    const lists = values.some(({ value }) => Array.isArray(value))
    const together = lists && distinct(values.map(({ value }) => value)).length > 1 ? shown(union(values.map(({ value }) => value)), values[0]!.snapshot) : null
    return row(field.name, field.label, new Map(values.map(({ id, value, snapshot }) => [id, shown(value, snapshot)])), together)
  })
}

function chosenIn(
  name: string,
  records: readonly Mergeable[],
  keep: string,
  take: Readonly<Record<string, string>>,
  empty: (id: string) => boolean,
  unitable: boolean,
): string {
  const asked = take[name]
  if (asked !== undefined && ((asked === UNITED && unitable) || records.some(({ id }) => id === asked))) return asked
  if (unitable) return UNITED
  return keptFirst(records, keep).find(({ id }) => !empty(id))?.id ?? keep
}

/** The state of the kept record once the others are taken up. What no field shows is the kept one's own, else whichever record has it. */
export function mergedState(fields: readonly FieldWords[], records: readonly Mergeable[], keep: string, take: Readonly<Record<string, string>>): Snapshot {
  const ordered = keptFirst(records, keep)
  const of = (id: string, name: string): unknown => records.find((one) => one.id === id)?.snapshot[name]
  const shown = new Set(fields.map(({ name }) => name))
  const merged: Record<string, unknown> = {}
  for (const name of new Set(ordered.flatMap(({ snapshot }) => Object.keys(snapshot))))
    if (!shown.has(name)) merged[name] = ordered.map(({ snapshot }) => snapshot[name]).find((value) => !isEmpty(value)) ?? ordered[0]!.snapshot[name] ?? null
  for (const field of fields) {
    const values = ordered.map(({ snapshot }) => snapshot[field.name])
    if ('languages' in field) {
      merged[field.name] = mergedText(field.name, ordered, records, keep, take)
      continue
    }
    const unitable = values.some(Array.isArray) && distinct(values).length > 1
    const chosen = chosenIn(field.name, records, keep, take, (id) => isEmpty(of(id, field.name)), unitable)
    merged[field.name] = chosen === UNITED ? union(values) : (of(chosen, field.name) ?? null)
  }
  return merged
}

function mergedText(
  field: string,
  ordered: readonly Mergeable[],
  records: readonly Mergeable[],
  keep: string,
  take: Readonly<Record<string, string>>,
): LocalText {
  const textOf = (id: string): LocalText | null => {
    const value = records.find((one) => one.id === id)?.snapshot[field]
    return isText(value) ? value : null
  }
  const languages = languagesOf(ordered.map(({ snapshot }) => snapshot[field]))
  const inLanguages: Record<string, Rendering> = {}
  for (const language of languages) {
    const renderings = ordered.flatMap(({ id }) => textOf(id)?.in[language] ?? [])
    const words = distinct(renderings.map(({ text }) => text)) as string[]
    const unitable = joinable(field) && words.length > 1
    const chosen = chosenIn(`${field}.${language}`, records, keep, take, (id) => wordsIn(textOf(id), language) === '', unitable)
    const latest =
      renderings
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? ''
    const taken =
      chosen === UNITED ? { text: words.join('\n\n'), at: latest, checked: renderings.every(({ checked }) => checked) } : textOf(chosen)?.in[language]
    if (taken !== undefined) inLanguages[language] = taken
  }
  const sources = ordered.flatMap(({ id }) => textOf(id)?.source ?? [])
  return { source: sources.find((language) => inLanguages[language] !== undefined) ?? Object.keys(inLanguages)[0] ?? sources[0] ?? 'bg', in: inLanguages }
}

/**
 * Two records of which nobody chooses anything: partnerships of two merged organisations, one post written twice. Lists and texts are united, of the
 * rest the kept one's own stands, else the other's.
 */
export function unitedState(kept: Snapshot, other: Snapshot): Snapshot {
  const united: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(kept), ...Object.keys(other)])) {
    const [own, more] = [kept[name], other[name]]
    if (Array.isArray(own) || Array.isArray(more)) united[name] = union([own, more])
    else if (isText(own) || isText(more))
      united[name] = mergedText(
        name,
        [kept, other].map((snapshot, index) => ({ id: String(index), snapshot })),
        [kept, other].map((snapshot, index) => ({ id: String(index), snapshot })),
        '0',
        {},
      )
    else united[name] = isEmpty(own) ? (more ?? null) : own
  }
  return united
}

/** Names that the kept record would no longer bear, so that it is still found by them. */
export function withLostNames(aliases: readonly string[], all: readonly string[], borne: readonly string[]): string[] {
  const own = new Set(borne)
  return [...new Set([...aliases, ...all])].filter((name) => !own.has(name))
}
