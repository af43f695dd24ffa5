// The month's report: which months and languages there can be, where an edition stands, and how its working text is read from a form.
import { m } from '#messages'
import type { Block, Sentence } from './composing/composing.ts'
import { DIGEST_LANGUAGES, isDigestLanguage, type DigestLanguage } from './composing/tongue.ts'

/** A sentence of the working text. `edited`: a person wrote or changed it; one without records is the office's own. */
export type WorkingSentence = Sentence & { readonly edited?: true }
export type WorkingBlock = Omit<Block, 'sentences'> & { readonly sentences: readonly WorkingSentence[] }

export const isMonth = (value: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(value) && value >= '1900-01'

/** Where an edition stands with the citizens, or on its way to them. */
export const EDITION_STATES = ['draft', 'checked', 'published', 'withdrawn'] as const
export type EditionState = (typeof EDITION_STATES)[number]

export type EditionDates = {
  readonly checkedAt: Date | string | null
  readonly publishedAt: Date | string | null
  readonly withdrawnAt: Date | string | null
}

/**
 * Computed from its days: published is what citizens can read now, whatever is being typed for the next time; withdrawn is what they could read and cannot any
 * more, until it is checked and published again.
 */
export function stateOf({ checkedAt, publishedAt, withdrawnAt }: EditionDates): EditionState {
  if (publishedAt !== null && withdrawnAt === null) return 'published'
  if (withdrawnAt !== null) return 'withdrawn'
  return checkedAt === null ? 'draft' : 'checked'
}

/** Whether the working text is another than the published one. Checking does not change a text, so only its writing counts. */
export const hasUnpublished = ({ publishedAt, withdrawnAt, writtenAt }: EditionDates & { readonly writtenAt: Date }): boolean =>
  publishedAt !== null && withdrawnAt === null && writtenAt.getTime() > new Date(publishedAt).getTime()

/** The text of a kind of block, its sentences as they stand side by side in the language. */
export const wordsOfKind = (blocks: readonly WorkingBlock[], kind: Block['kind'], between: string): string =>
  blocks
    .filter((block) => block.kind === kind)
    .map(({ sentences }) => sentences.map(({ text }) => text).join(between))
    .join(between)
    .trim()

/** The text as it is published: without the marks of who wrote which sentence, without empty sentences and blocks. */
export const publishedBlocks = (blocks: readonly WorkingBlock[]): Block[] =>
  blocks.flatMap(({ sentences, ...block }) => {
    const said = sentences.filter(({ text }) => text.trim() !== '').map(({ key, text, records }) => ({ key, text, records }))
    return said.length === 0 ? [] : [{ ...block, sentences: said }]
  })

const NAMES: Readonly<Record<EditionState, () => string>> = {
  draft: m.digest_state_draft,
  checked: m.digest_state_checked,
  published: m.digest_state_published,
  withdrawn: m.digest_state_withdrawn,
}
export const stateName = (state: EditionState): string => NAMES[state]()

export { DIGEST_LANGUAGES, isDigestLanguage, type DigestLanguage }
