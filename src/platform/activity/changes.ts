// What a change changed, field by field, in words for people.
import { addresses } from '#addresses'
import { momentInWords } from '../dates.ts'
import type { LocalText } from '../texts/local-text.ts'
import { isFinal, type ActivityLine } from './activity.ts'
import type { Snapshot } from './activity.table.ts'
import { isCut, sentenceOf } from './sentences.ts'

/** One field before and after; '' is empty. `name` is the field's own, `field` its label. `lang`, `langName`: the language of a text written in several. */
export type FieldChange = {
  readonly name: string
  readonly field: string
  readonly before: string
  readonly after: string
  readonly lang?: string
  readonly langName?: string
  /** How a sentence calls the field, where sentences.ts has no word for it. */
  readonly object?: string
}

/** How one field of a snapshot is called and shown; `whole` is the snapshot it stands in. A text in several languages shows each of them on its own. */
export type FieldWords =
  | { readonly name: string; readonly label: string; readonly show: (value: unknown, whole: Snapshot) => string; readonly object?: string }
  | { readonly name: string; readonly label: string; readonly languages: (language: string) => string; readonly object?: string }

const isLocalText = (value: unknown): value is LocalText => typeof value === 'object' && value !== null && 'source' in value && 'in' in value

/** The fields that differ, in the order given. A snapshot of null is a thing that is not there: all its fields are empty. */
export function changesBetween(before: Snapshot | null, after: Snapshot | null, fields: readonly FieldWords[]): FieldChange[] {
  return fields.flatMap((field): FieldChange[] => {
    const [old, now] = [before?.[field.name], after?.[field.name]]
    if ('show' in field) {
      const shown = (whole: Snapshot | null, value: unknown): string =>
        whole === null || value === undefined || value === null ? '' : field.show(value, whole)
      const [oldWords, nowWords] = [shown(before, old), shown(after, now)]
      return oldWords === nowWords
        ? []
        : [{ name: field.name, field: field.label, before: oldWords, after: nowWords, ...(field.object === undefined ? {} : { object: field.object }) }]
    }
    const texts = [old, now].map((value) => (isLocalText(value) ? value.in : {})) as [LocalText['in'], LocalText['in']]
    return [...new Set([...Object.keys(texts[0]), ...Object.keys(texts[1])])].flatMap((language) => {
      const [oldText, nowText] = [texts[0][language]?.text ?? '', texts[1][language]?.text ?? '']
      if (oldText === nowText) return []
      const langName = field.languages(language)
      const object = field.object === undefined ? {} : { object: field.object }
      return [{ name: field.name, field: `${field.label} (${langName})`, before: oldText, after: nowText, lang: language, langName, ...object }]
    })
  })
}

/** One line of a thing's history in words, ready for the page. */
export type HistoryLine = {
  readonly what: string
  readonly who: string
  readonly when: string
  readonly datetime: string
  readonly changes: readonly ToldChange[]
  readonly undo?: string
  /** Where the thing can be looked at as it was after this change, and brought back; absent for what stands there now. */
  readonly asItWas?: string
}

/** A change with its sentence; `cut` when a value was too long for it. */
export type ToldChange = FieldChange & { readonly sentence: string; readonly cut: boolean }

export const toldChange = (change: FieldChange, whose?: string): ToldChange => ({ ...change, sentence: sentenceOf(change, whose), cut: isCut(change) })

/**
 * The history of one thing, or of a thing with its parts, in words. `lines` newest first; `what` and `fields` speak for a line.
 * Only the newest line of each thing can be taken back, and only by those who may (`undo`).
 */
export function historyInWords(
  lines: readonly ActivityLine[],
  words: {
    what: (line: ActivityLine) => string
    fields: (line: ActivityLine) => readonly FieldWords[]
    timeZone: string
    undo: boolean
    /** Newest line of each thing, where `lines` are not the first of them: thing's id → line's id. */
    newest?: ReadonlyMap<string, string>
  },
): HistoryLine[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const newest = words.newest === undefined ? !seen.has(line.thingId) : words.newest.get(line.thingId) === line.id
    seen.add(line.thingId)
    return {
      what: words.what(line),
      who: line.personName,
      when: momentInWords(line.at, words.timeZone),
      datetime: line.at.toISOString(),
      // A beginning or an end is said whole by `what`; the fields would only repeat the page.
      changes:
        line.before === null || line.after === null ? [] : changesBetween(line.before, line.after, words.fields(line)).map((change) => toldChange(change)),
      ...(words.undo && newest && line.undoneBy === null && !isFinal(line.act) ? { undo: addresses.activityUndo({ id: line.id }) } : {}),
      ...(newest || (line.after ?? line.before) === null ? {} : { asItWas: addresses.historyVersion({ thing: line.thing, id: line.thingId, line: line.id }) }),
    }
  })
}
