// What is recorded of a partnership that came of an approach: how the town was found and why it, and what was written, in the words of the reader's language.
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { LANGUAGES, speakingIn } from '#platform/texts/language.ts'
import { asSentence } from '#platform/texts/sentences.ts'
import type { Finding } from '../finder.ts'
import { reasonInWords, reasonName } from '../reason.ts'
import { originInWords, strongest } from '../shortlist/candidate.ts'
import { answerName, type Dated, type Letter, wayName } from './approach.ts'

type Sent = Pick<Letter, 'sentOn' | 'mailId'>
type Told = Pick<Dated, 'answeredOn' | 'answer'> & {
  readonly first: Pick<Letter, 'sentOn' | 'way'>
  readonly second: Pick<Letter, 'sentOn' | 'way'> | null
  readonly finding: Finding | null
}

function inWords({ finding, first, second, answeredOn, answer }: Told): string {
  const found = finding === null ? m.finder_outreach_origin_hand() : originInWords(finding)
  const sent = (letter: Told['second'], words: typeof m.finder_outreach_origin_letter): string[] =>
    letter === null || letter.sentOn === null || letter.way === null ? [] : [words({ day: dayInWords(letter.sentOn), way: wayName(letter.way) })]
  const letters = [...sent(first, m.finder_outreach_origin_letter), ...sent(second, m.finder_outreach_origin_second)]
  const answered = answeredOn === null || answer === null ? [] : [m.finder_outreach_origin_answer({ day: dayInWords(answeredOn), answer: answerName(answer) })]
  const whole = [found, ...(letters.length === 0 ? [m.finder_outreach_origin_no_letter()] : letters), ...answered].join('; ')
  // A Bulgarian day ends in a full stop of its own.
  return `${whole}.`.replace(/\.\.$/, '.')
}

/** The evidence, each piece a line; where there is none, what counted most; '' where a person chose it. */
function whyInWords(finding: Finding | null): string {
  if (finding === null) return ''
  if (finding.reasons.length > 0) return finding.reasons.map(reasonInWords).join('\n')
  const list = strongest(finding).map(reasonName).join(', ')
  return list === '' ? '' : asSentence(m.finder_shortlist_reasons({ list }))
}

const inEach = (words: () => string): Record<string, string> => Object.fromEntries(LANGUAGES.map((language) => [language, speakingIn(language, words)]))

/** A letter between the two towns and its day (YYYY-MM-DD). */
export type Exchanged = { readonly direction: 'outgoing' | 'incoming'; readonly day: string }

/** What was written so far, oldest first: our letters that left, but those whose mail is among `lost`, and their answer. */
export const lettersExchanged = (
  { first, second, answeredOn }: Pick<Dated, 'answeredOn'> & Readonly<Record<'first', Sent> & Record<'second', Sent | null>>,
  lost: ReadonlySet<string>,
): Exchanged[] => [
  ...[first, second].flatMap((letter): Exchanged[] =>
    letter === null || letter.sentOn === null || (letter.mailId !== null && lost.has(letter.mailId)) ? [] : [{ direction: 'outgoing', day: letter.sentOn }],
  ),
  ...(answeredOn === null ? [] : [{ direction: 'incoming' as const, day: answeredOn }]),
]

/** How it came about, in each language of the interface. */
export const originOf = (told: Told): Record<string, string> => inEach(() => inWords(told))
/** Why this town, in each language of the interface; evidence that was kept as a sentence stands as it was shown. Empty where nothing is known. */
export const whyOf = ({ finding }: Pick<Told, 'finding'>): Record<string, string> => {
  const why = inEach(() => whyInWords(finding))
  return Object.values(why).some((text) => text !== '') ? why : {}
}
