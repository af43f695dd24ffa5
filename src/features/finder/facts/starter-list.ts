// The towns of ceramics that every office knows from the start, each with the association that says so. They stand in no office's rows: an office may say „not so“ of one.
import type { ImpreciseDate } from '#platform/dates.ts'
import file from '../../../../reference/ceramics-towns.json' with { type: 'json' }
import type { Sourced } from './fact.ts'

export type StarterTag = Sourced & { readonly placeId: number; readonly tag: string }

const sources = file.sources as Readonly<Record<string, { readonly title: string; readonly address: string; readonly asOf: ImpreciseDate | null }>>

/** In the file's order; a town at most once. */
export const STARTER_TAGS: readonly StarterTag[] = file.towns.map(({ id, source }) => {
  const { title, address, asOf } = sources[source]!
  return { placeId: id, tag: 'ceramics', source: title, address, asOf, note: '' }
})
/** The day on which the list was last looked through. */
export const STARTER_CHECKED = file.checked

const byPlace = new Map(STARTER_TAGS.map((one) => [one.placeId, one]))
export const starterTagOf = (placeId: number): StarterTag | undefined => byPlace.get(placeId)
