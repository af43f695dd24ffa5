// One part of a text put before the language model: asked once more when the answer is broken, in halves when it was cut off.
import type { Span } from '../reading/reading.ts'
import { type Answer, readAnswer } from './answer.ts'
import { askModel } from './asking.ts'
import type { ModelAddress, Trouble } from './model.ts'
import { openPassage, partsOf } from './passages.ts'
import { questionOf } from './prompt.ts'

/** A part whose answer was cut off is halved, down to this many letters. */
const LEAST_PART = 700

/** `after`: seconds the server asks us to wait. */
export type Outcome = { readonly answer: Answer } | { readonly trouble: Trouble; readonly after?: number }

export type Part = {
  readonly home: string
  readonly country: string
  readonly published: string | null
  /** The whole text; only the letters of `span` are sent. */
  readonly body: string
  readonly span: Span
  readonly prefix: string
  readonly isHome: (name: string, country: string) => boolean
  readonly stop?: AbortSignal
}

export async function askAboutPart(address: ModelAddress, part: Part, mayRepeat = true): Promise<Outcome> {
  const { body, span, prefix, isHome, stop } = part
  const said = await askModel(address, questionOf({ ...part, text: body.slice(...span) }), stop)
  if (!said.ok) return { trouble: said.refusal.code, ...(said.refusal.after === undefined ? {} : { after: said.refusal.after }) }
  const { content, cut } = said.value
  if (cut) return span[1] - span[0] > 2 * LEAST_PART ? inHalves(address, part) : { trouble: 'cut-off' }
  const answer = readAnswer(content, { placeOf: openPassage(body, span), isHome, prefix })
  if (answer.ok) return { answer: answer.value }
  return mayRepeat ? askAboutPart(address, part, false) : { trouble: 'broken' }
}

/** Half the text has half the finds. */
async function inHalves(address: ModelAddress, part: Part): Promise<Outcome> {
  const [start, end] = part.span
  const middle = start + partsOf(part.body.slice(start, end), Math.ceil((end - start) / 2))[0]![1]
  const answers: Answer[] = []
  for (const [at, span] of (
    [
      [start, middle],
      [middle, end],
    ] as const
  ).entries()) {
    const half = await askAboutPart(address, { ...part, span, prefix: `${part.prefix}${at}.` }, false)
    if ('trouble' in half) return half
    answers.push(half.answer)
  }
  return { answer: together(answers) }
}

export function together(answers: readonly Answer[]): Answer {
  const sum = (of: (one: Answer) => number): number => answers.reduce((all, one) => all + of(one), 0)
  return {
    said: sum(({ said }) => said),
    notThere: sum(({ notThere }) => notThere),
    unfit: sum(({ unfit }) => unfit),
    finds: answers.flatMap(({ finds }) => finds),
  }
}
