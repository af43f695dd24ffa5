// What a letter in several languages does not say in all of them, and what was changed in one since the other was written.
import { isStale, type LocalText } from '#platform/texts/local-text.ts'

/** `unwritten`: nobody wrote it in that language yet. `left-out`: it is written, and the letter does not say it. */
export type LetterGap = {
  readonly language: string
  readonly part: 'subject' | 'occasion' | 'purpose' | 'signatory'
  readonly why: 'unwritten' | 'left-out'
}

export type WrittenLetter = { readonly subject: LocalText; readonly body: LocalText; readonly signatory: LocalText; readonly occasion: LocalText }

/** What the letter says in one of its languages and not in another, language by language. `purpose` is the visit's. */
export function gapsOf(letter: WrittenLetter, purpose: LocalText): LetterGap[] {
  const languages = Object.keys(letter.body.in)
  const body = (language: string): string => letter.body.in[language]?.text ?? ''
  return languages.flatMap((language) => {
    const gaps: LetterGap[] = []
    if (letter.subject.in[language] === undefined) gaps.push({ language, part: 'subject', why: 'unwritten' })
    for (const [part, words] of [
      ['occasion', letter.occasion],
      ['purpose', purpose],
    ] as const) {
      const said = (one: string): boolean => words.in[one] !== undefined && body(one).includes(words.in[one].text)
      if (said(language) || !languages.some((one) => one !== language && said(one))) continue
      gaps.push({ language, part, why: words.in[language] === undefined ? 'unwritten' : 'left-out' })
    }
    if (Object.keys(letter.signatory.in).length > 0 && letter.signatory.in[language] === undefined) gaps.push({ language, part: 'signatory', why: 'unwritten' })
    return gaps
  })
}

/** Languages whose words are older than those they were made from. */
export const staleLanguages = ({ subject, body, signatory }: WrittenLetter): string[] =>
  Object.keys(body.in).filter((language) => [subject, body, signatory].some((text) => isStale(text, language)))
