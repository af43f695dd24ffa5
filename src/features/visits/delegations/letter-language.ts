// In which language a member of a delegation is written to: as the office says, else by side, by what they speak and by the papers of the visit.
import { isPaperLanguage, type PaperLanguage, paperLanguageOf } from '#platform/texts/paper-languages.ts'

/** What of a visit decides; ISO 639-1. */
export type VisitLanguages = {
  readonly direction: string
  /** Of the papers, our own first. */
  readonly languages: readonly string[]
  /** The office's own. */
  readonly ownLanguage: string
  /** Those of the partners, as `languagesOf` gives them. */
  readonly theirLanguages: readonly string[]
}

/** What of a member decides. `writtenIn`: as the office said; '' leaves it to the rule. */
export type Addressee = { readonly writtenIn: string; readonly side: 'hosts' | 'guests'; readonly languages: readonly string[] }

/**
 * As the office said. Else our own people in the office's language, an interpreter too; the others in a language of the visit's papers that is their side's
 * and that they speak, else in any of the visit's that they speak, ours last, else in the first they speak that papers know, else in their side's.
 */
export function languageOfDelegate({ writtenIn, side, languages: spoken }: Addressee, visit: VisitLanguages): PaperLanguage {
  if (isPaperLanguage(writtenIn)) return writtenIn
  const { direction, languages, ownLanguage, theirLanguages } = visit
  if ((side === 'hosts') !== (direction === 'outgoing')) return paperLanguageOf(ownLanguage)
  const ofPapers = [...languages.filter((one) => one !== ownLanguage), ...languages].filter(isPaperLanguage)
  const speaks = (language: string): boolean => spoken.includes(language)
  const ofSide = ofPapers.filter((one) => theirLanguages.includes(one))
  return ofSide.find(speaks) ?? ofPapers.find(speaks) ?? spoken.find(isPaperLanguage) ?? ofSide[0] ?? ofPapers[0] ?? 'en'
}

/** Languages one may change to: their own and those of the visit's papers. */
export const languagesOffered = (first: PaperLanguage, spoken: readonly string[], ofVisit: readonly string[]): PaperLanguage[] => [
  ...new Set([first, ...[...spoken, ...ofVisit].filter(isPaperLanguage)]),
]
