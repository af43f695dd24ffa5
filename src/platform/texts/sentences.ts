// Words that begin a sentence, or stand within one.
import { currentLanguage } from './language.ts'

/** With a capital, as at the beginning of a sentence. `language`: whose capitals (ISO 639-1). */
export const capitalised = (words: string, language: string = currentLanguage()): string => words.charAt(0).toLocaleUpperCase(language) + words.slice(1)

/** Without the capital of its beginning, as within a sentence; abbreviations keep theirs: „ЗМСМА“. */
export const lowered = (words: string, language: string = currentLanguage()): string =>
  /^\p{Lu}\p{Lu}/u.test(words) ? words : words.charAt(0).toLocaleLowerCase(language) + words.slice(1)

/** A whole sentence: with a capital and one full stop. */
export const asSentence = (words: string): string => `${capitalised(words)}${words.endsWith('.') ? '' : '.'}`
