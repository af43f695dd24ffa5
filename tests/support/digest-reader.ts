// Reads a digest as someone who trusts nothing: every word, number and date of a sentence must come from the records the sentence names, or be the language's own.
import type { Composed } from '#features/digest/composing/composing.ts'
import type { Sentence } from '#features/digest/composing/telling.ts'
import type { MonthFacts } from '#features/digest/composing/month.ts'
import type { Tongue } from '#features/digest/composing/tongue.ts'
import { readBlankless, runsOf } from './blankless.ts'
import { unfounded } from './digest-claims.ts'
import { checkAbout, checkRanges, monthsOf, numberWords, type Points, pointsOf, sorted } from './digest-days.ts'
import { countriesOf, isCounting, isPlain, recordsOf, recount, type Source, sourcesOf } from './digest-records.ts'
import { bends, byBeginning, inNeighboursLetters, type Own, ownOf, tokens } from './digest-words.ts'

export type Fault = { readonly sentence: string; readonly why: string }

/** A text without blanks is taken apart, and its numbers and days are held against the records. */
function blankless(
  sentence: Sentence,
  texts: readonly string[],
  points: Points,
  facts: MonthFacts,
  given: readonly Source[],
  { runs, counters, words: own }: Own,
  numbers: ReadonlyMap<string, number>,
  dates: readonly string[],
  terms: ReadonlySet<string>,
  fault: (why: string) => void,
): void {
  const written = new Set(texts.flatMap(tokens))
  const { said, rest } = readBlankless(sentence.text, { runs: [runsOf(texts), runs], words: written, numbers, counters })
  if (rest !== null) return fault(`“${rest}” stands in none of its records`)
  const by = (unit: string): number[] => said.flatMap((one) => (one.unit === unit ? [one.value] : []))
  checkRanges(by('日'), by('月'), dates, terms, fault)
  const years = given.flatMap((one) => one.numbers)
  for (const { value, unit } of said) {
    const fits =
      unit === '月'
        ? points.months.has(value)
        : unit === '日'
          ? points.days.has(value)
          : unit === '年'
            ? points.years.has(value) || years.includes(value)
            : true
    if (!fits && !written.has(String(value))) fault(`${value}${unit} is no day of its records`)
  }
  checkNumbers(
    sentence,
    said.filter(({ unit }) => unit !== '月').map(({ value }) => value),
    written,
    points,
    facts,
    given,
    own,
    numbers,
    fault,
  )
}

/** Everything that is not as the records have it. */
export function faultsOf(composed: Composed, facts: MonthFacts, tongue: Tongue): Fault[] {
  const sources = sourcesOf(facts, tongue.tag)
  const faults: Fault[] = []
  const { words: own, bent: ownBent } = ownOf(tongue)
  const numbers = numberWords(tongue)
  const months = monthsOf(tongue)
  const regions = new Intl.DisplayNames([tongue.tag], { type: 'region' })
  const home = Object.values(facts.home.names)
  const sentences = composed.blocks.flatMap((block) => block.sentences)

  for (const sentence of sentences) {
    const fault = (why: string): void => void faults.push({ sentence: sentence.text, why })
    const found = sentence.records.map((record) => sources.get(`${record.kind} ${record.id}`))
    if (found.some((one) => one === undefined)) fault('names a record that is not there')
    const given = found.filter((one) => one !== undefined)
    if (given.length === 0 && !['title', 'lead', 'closing'].includes(sentence.key)) fault('names no record')
    const countries = (sentence.key === 'lead:countries' ? countriesOf(sentence, facts) : []).flatMap((code) => {
      const text = regions.of(code) ?? code
      return [text, ...Object.values(tongue.forms).map((form) => form({ items: [{ text, of: null }], join: (all) => all.join(' ') }))]
    })
    const texts = [...given.flatMap((one) => one.texts), ...home, ...countries]
    const terms = new Set(given.flatMap((one) => one.terms))
    const dates = [...given.flatMap((one) => one.dates), ...(isPlain(sentence.key) ? [facts.month] : [])]
    for (const why of unfounded(sentence, facts, tongue.language, texts)) fault(why)
    if (tongue.between === '') {
      blankless(sentence, texts, pointsOf(dates), facts, given, ownOf(tongue), numbers, isCounting(sentence.key) ? [] : dates, terms, fault)
      checkAbout(
        sentence,
        [...sentence.text.matchAll(/(?<!\d)(\d{4})(?!\d)|(\d{1,2})(?=日)/gu)].map(([digits]) => Number(digits)),
        [...sentence.text.matchAll(/(\d{1,2})(?=月)/gu)].map(([digits]) => Number(digits)),
        dates,
        tongue,
        fault,
      )
      continue
    }
    const written = new Set(texts.flatMap(tokens))
    const bent = byBeginning([...written])
    // As the neighbours write them, letter by letter: never bent.
    if (tongue.language === 'mk')
      for (const word of [...given.flatMap((one) => one.unwritten), ...(facts.home.names['mk'] === undefined ? [facts.home.names['bg'] ?? ''] : [])]
        .map(inNeighboursLetters)
        .flatMap(tokens))
        written.add(word)
    const points = pointsOf(dates)
    const [said, digits, named]: [number[], number[], number[]] = [[], [], []]
    for (const word of tokens(sentence.text)) {
      if (/^\d+$/.test(word)) {
        said.push(Number(word))
        digits.push(Number(word))
        continue
      }
      // A number that counts is held against the records, also where one of their texts has the same word.
      if (written.has(word) && !(isCounting(sentence.key) && numbers.has(word))) continue
      const counted = numbers.get(word)
      if (counted !== undefined) {
        said.push(counted)
        continue
      }
      const month = months.get(word)
      if (month !== undefined) {
        named.push(month)
        if (!points.months.has(month)) fault(`“${word}” is no month of its records`)
        continue
      }
      if (!own.has(word) && !bends(word, bent) && !bends(word, ownBent)) fault(`“${word}” stands in none of its records`)
    }
    checkNumbers(sentence, said, written, points, facts, given, own, numbers, fault)
    // A lead counts, and tells no days.
    const counting = isCounting(sentence.key)
    checkAbout(sentence, counting ? digits.filter((number) => number > 31) : digits, named, dates, tongue, fault)
    if (!counting) checkRanges(digits, named, dates, terms, fault)
  }
  for (const record of recordsOf(facts)) {
    const told = sentences.some(
      ({ key, records }) => !isPlain(key) && !isCounting(key) && records.some(({ kind, id }) => kind === record.kind && id === record.id),
    )
    if (!told && !composed.leftOut.some((one) => one.record.kind === record.kind && one.record.id === record.id))
      faults.push({ sentence: '', why: `${record.kind} ${record.id} is neither told nor left out` })
  }
  return faults
}

function checkNumbers(
  { key, records }: Sentence,
  said: readonly number[],
  written: ReadonlySet<string>,
  points: Points,
  facts: MonthFacts,
  given: readonly Source[],
  own: ReadonlySet<string>,
  words: ReadonlyMap<string, number>,
  fault: (why: string) => void,
): void {
  const counts = recount(facts, key)
  if (counts !== null) {
    const year = Number(facts.month.slice(0, 4))
    const rest = key === 'lead' && said.includes(year) ? said.filter((_, at) => at !== said.indexOf(year)) : [...said]
    const expected = key === 'lead' && counts.length === 0 ? [] : counts
    // A word for a number may be an article of the language: then only too few are a fault.
    if (sorted(rest) !== sorted(expected)) fault(`says ${sorted(rest)} where the records make ${sorted(expected)}`)
    return
  }
  if (/^(before:)?given:/.test(key) && records.filter(({ kind }) => kind === 'commitment').length > 1) {
    const count = records.filter(({ kind }) => kind === 'commitment').length
    if (!said.includes(count)) fault(`does not say that there are ${count}`)
  }
  const allowed = new Set([
    ...(/^(before:)?given:/.test(key) ? [records.filter(({ kind }) => kind === 'commitment').length] : []),
    ...points.years,
    ...points.days,
    ...given.flatMap((one) => one.numbers),
  ])
  const article = (number: number): boolean => [...words].some(([word, is]) => is === number && own.has(word))
  for (const number of said) if (!allowed.has(number) && !written.has(String(number)) && !article(number)) fault(`${number} is no number of its records`)
  if (/^(before:)?(anniversary|break):/.test(key) || (key.startsWith('ahead:milestone:') && given.some((one) => one.numbers.length > 0)))
    for (const number of said) {
      const years = given.flatMap((one) => one.numbers)
      if (!years.includes(number) && !points.years.has(number) && !points.days.has(number)) fault(`${number} is not the number of years`)
    }
}
