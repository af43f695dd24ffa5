// What all that reads drafts out of the sentences stands on: the text, whom it names, and whom each sentence speaks of.
import { has } from './cues.ts'
import type { Found } from './date-rules.ts'
import type { Page } from './page.ts'
import { type Cast, partnersByKey } from './partners.ts'
import type { Home, PartnerDraft, PersonDraft, When } from './reading.ts'
import type { Scene } from './scenes.ts'

export type Stage = {
  readonly page: Page
  readonly cast: Cast
  readonly scenes: readonly Scene[]
  readonly people: readonly PersonDraft[]
  /** The item's own date, YYYY-MM-DD. */
  readonly published: string | null
  readonly home: Home
  readonly homeName: string
  /** Those of the cast, by key. */
  readonly partners: ReadonlyMap<string, PartnerDraft>
  /** Keys of the partners each scene speaks of, in the order of the scenes. */
  readonly spokenOf: readonly (readonly string[])[]
  /** Whether the text announces: what it tells is yet to come, all of it. */
  readonly announces: boolean
}

/** Adds what all drafts need to know of a text as a whole. */
export function stageOf(read: Omit<Stage, 'homeName' | 'partners' | 'spokenOf' | 'announces'>): Stage {
  const { page, cast, scenes, home } = read
  const partners = partnersByKey(cast)
  return { ...read, homeName: home.place?.name ?? home.name, partners, spokenOf: spokenOfIn(scenes, partners, page), announces: isAnnouncement(page, scenes) }
}

export const NO_DATE: When = { text: null, iso: null, span: null }

/** A date as its draft has it; `NO_DATE` where none was found. */
export function whenOf(page: Page, found: Found | undefined): When {
  return found ? { text: page.quote(found.start, found.end), iso: found.iso, span: page.spanOf(found.start, found.end) } : NO_DATE
}

/** Where a scene's sentence stands in the text as it was passed in. */
export const sentenceSpan = (page: Page, scene: Scene): readonly [number, number] => page.spanOf(scene.sentence.start, scene.sentence.end)

/** Whether a scene is a heading, which says of itself nothing that took place. */
export const isHeading = (page: Page, scene: Scene): boolean => page.paragraphs[scene.sentence.paragraph]?.heading === true

/** Share of a text's sentences that look ahead from which on it is an announcement. */
const MOSTLY = 0.6
/** Lines that begin with an hour from which on they are a programme. */
const PROGRAMME_LINES = 3

/** Most of what is said of partners looks ahead. */
function isAnnouncement(page: Page, scenes: readonly Scene[]): boolean {
  if (page.paragraphs.filter(({ start }) => /^\d{1,2}[:.]\d{2}/.test(page.text.slice(start, start + 6))).length >= PROGRAMME_LINES) return true
  const tied = scenes.filter((scene) => scene.tie !== 'none' && !isHeading(page, scene))
  return tied.length > 0 && tied.filter((scene) => scene.future).length / tied.length > MOSTLY
}

/** Key of the embassy or consulate a folded stretch means by the word for it, where the text has none of our own. */
export function missionIn(fold: string, { page: { language }, partners, home }: Stage): string | undefined {
  const { mission, consulate } = language.embassy
  const missions = [...partners.values()].filter(({ kind }) => kind === 'embassy')
  if (missions.some(({ country }) => country === home.country) || ![mission, consulate].some((cues) => has(cues, language, fold))) return undefined
  return missions[0]?.key
}

/**
 * Whom each sentence speaks of; those that name nobody, whom the text spoke of last. Nobody where that was an embassy or a land alone: they are
 * named beside the towns a story is about, unless the story begins with the embassy.
 */
function spokenOfIn(scenes: readonly Scene[], partners: ReadonlyMap<string, PartnerDraft>, { language }: Page): string[][] {
  const isOf = (kind: PartnerDraft['kind'], key: string): boolean => partners.get(key)?.kind === kind
  const spoken = scenes.map((scene) => (scene.tie === 'none' ? [] : partnersOf(scene, partners)))
  const lastTied = scenes.findLastIndex((scene) => scene.tie !== 'none')
  const first = spoken.find((keys) => keys.length > 0) ?? []
  const host = first.every((key) => isOf('embassy', key)) ? first : undefined
  let last: string[] = []
  return spoken.map((keys, i) => {
    if (keys.length > 0) last = host ?? (keys.some((key) => isOf('municipality', key)) ? keys : [])
    if (scenes[i]!.tie !== 'none') return keys
    return i < lastTied || language.parting === undefined || has(language.parting, language, scenes[i]!.sentence.fold) ? last : []
  })
}

/** Keys of those a sentence speaks of: where it speaks of a country alone and the text has its embassy, that. */
export function partnersOf(scene: Scene, partners: ReadonlyMap<string, PartnerDraft>): string[] {
  const keys = scene.keys.filter((key) => partners.has(key))
  const only = keys.length === 1 ? partners.get(keys[0] ?? '') : undefined
  const embassy =
    only?.kind === 'country' ? [...partners.values()].find((partner) => partner.kind === 'embassy' && partner.country === only.country) : undefined
  // a town makes the naming of its country superfluous
  return embassy ? [embassy.key] : keys.filter((key) => partners.get(key)?.kind !== 'country' || keys.length === 1)
}
