// What a letter in several languages does not say in all of them, what was changed in one since the other was written, and which days it says that are the visit's no more.
import type { ImpreciseDate } from '#platform/dates.ts'
import { isStale, type LocalText } from '#platform/texts/local-text.ts'
import { isLetterLanguage, whenInLetter } from './letter-day.ts'
import { postUnsaid } from './signatory.ts'

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
    if (postUnsaid(language, letter.signatory)) gaps.push({ language, part: 'signatory', why: 'unwritten' })
    return gaps
  })
}

/** Languages whose words are older than those they were made from. */
export const staleLanguages = ({ subject, body, signatory }: WrittenLetter): string[] =>
  Object.keys(body.in).filter((language) => [subject, body, signatory].some((text) => isStale(text, language)))

/** Days that stand in a letter and are the visit's no more: in which language, and as the letter says them. */
export type OldDays = { readonly language: string; readonly said: string }

const oneSpace = (text: string): string => text.replaceAll(/\s+/g, ' ')
const says = (text: string, words: string): boolean => {
  const at = text.indexOf(words)
  // „8. decembra“ does not stand in „18. decembra“.
  return at > 0 && !/\d/.test(text[at - 1]!)
}

/** By languages, where the letter says days the visit had `earlier` (the newest first) and not those it has now. */
export const oldDaysOf = ({ body }: Pick<WrittenLetter, 'body'>, now: ImpreciseDate | null, earlier: readonly ImpreciseDate[]): OldDays[] =>
  Object.keys(body.in)
    .filter(isLetterLanguage)
    .flatMap((language) => {
      const text = oneSpace(body.in[language]!.text)
      const words = (date: ImpreciseDate | null): string => oneSpace(whenInLetter(language, date))
      const said = (one: string): boolean => one !== '' && says(text, one)
      const old = earlier.map(words).find(said)
      return old === undefined || said(words(now)) ? [] : [{ language, said: old }]
    })

/** What is to be said over a letter. `sent`: it is on its way, and only what is no longer so still matters. */
export type Remarks = {
  readonly gaps: readonly LetterGap[]
  readonly stale: readonly string[]
  readonly days: readonly OldDays[]
  readonly now: ImpreciseDate | null
  readonly sent: boolean
}

/** `purpose` and `now`: the visit's; `earlier`: the days it had before. */
export const remarksOn = (
  letter: WrittenLetter,
  {
    purpose,
    now,
    earlier,
    sent,
  }: { readonly purpose: LocalText; readonly now: ImpreciseDate | null; readonly earlier: readonly ImpreciseDate[]; readonly sent: boolean },
): Remarks => ({
  gaps: sent ? [] : gapsOf(letter, purpose),
  stale: sent ? [] : staleLanguages(letter),
  days: oldDaysOf(letter, now, earlier),
  now,
  sent,
})
