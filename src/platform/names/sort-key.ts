// Where a name stands in the alphabet.
import { plainLatin } from './transliteration.ts'

/**
 * Lower case, Latin without marks, nothing but letters, digits and single spaces: sorted by code point it gives the Bulgarian alphabet,
 * with Latin names before the Cyrillic ones. Not for finding: that is what the name key is for.
 */
export const sortKeyOf = (name: string): string =>
  plainLatin(name.normalize('NFKC').toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 300)
