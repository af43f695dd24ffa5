// What of a trip report may be told to the citizens: what was done, and the recommendations somebody marked for them; no money, and nobody’s name.
import { m } from '#messages'
import type { LocalTextForm } from '#platform/texts/local-text.ts'

/** A report is written in the language of the office. */
const LANGUAGE = 'bg'

const MONEY = /€|\bEUR\b|\bBGN\b|(?<!\p{L})(?:лв\.?|лева|евро|евроцента?|аванс|дневни|нощувк|разход|цена|струва|плати|платих|фактур)/iu
/** Sentences, roughly: what stands before a full stop with a capital after it, or the end of a line. */
const sentencesOf = (line: string): string[] => line.split(/(?<=[.!?…])\s+(?=\p{Lu}|„|")/u)

/** Offers the report for a summary: `names` are of those who travelled and of whoever is to see to something. */
export function publishableText(
  report: { readonly process: string; readonly recommendations: readonly { readonly text: string; readonly publicSince: string | null }[] },
  names: readonly string[],
): LocalTextForm {
  const words = names.flatMap((name) => (name.trim() === '' ? [] : [name.trim().toLowerCase()]))
  const free = (text: string): boolean => !MONEY.test(text) && !words.some((name) => text.toLowerCase().includes(name))
  const told = report.process.split(/\n+/).map((line) =>
    sentencesOf(line.trim())
      .filter((sentence) => free(sentence))
      .join(' '),
  )
  const recommended = report.recommendations
    .filter(({ text, publicSince }) => publicSince !== null && free(text))
    .map(({ text }) => text.replaceAll(/\s+/g, ' ').replace(/[.;,]$/, ''))
    .join('; ')
  const lines = [...told, recommended === '' ? '' : m.trips_publishable_recommended({ text: recommended }, { locale: LANGUAGE })].filter((line) => line !== '')
  return lines.length === 0 ? {} : { [LANGUAGE]: lines.join('\n\n') }
}
