// The head of a paper as paper.typ and word.ts set it: a crest, and in each language who writes and how they are reached.
import type { Worded } from '../texts/paper-languages.ts'

export type PaperHead = {
  /** `shape` is its width through its height; in print its picture is `crest.png` of the paper's pictures. */
  readonly crest: { readonly shape: number; readonly alt: string } | null
  /** One for each language, or for those that differ; the first is always there. */
  readonly sides: readonly { readonly name: Worded; readonly lines: readonly Worded[] }[]
}
