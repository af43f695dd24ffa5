// Nothing is said that no record says: digests of made-up months, read by someone who trusts nothing; and the same reader before a broken engine.
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../../../tests/support/digest-claims.ts'
import { type Fault, faultsOf } from '../../../../tests/support/digest-reader.ts'
import { literals } from '../../../../tests/support/digest-words.ts'
import { randomMonth } from '../../../../tests/support/random-month.ts'
import { compose, type Composed } from './composing.ts'
import type { MonthFacts } from './month.ts'
import { patternOf } from './pattern.ts'
import type { Sentence } from './telling.ts'
import type { Tongue } from './tongue.ts'
import { TONGUES } from './tongues.ts'

/** Half of them with everything written in the language of the digest, half by an office that writes Bulgarian and English alone. */
const monthsIn = (language: string): MonthFacts[] =>
  Array.from({ length: 150 }, (_, at) => randomMonth(at + 1, at % 2 === 0 ? ['bg', 'en'] : [...new Set(['bg', 'en', language])]))
const inAll = (tongue: Tongue, months: readonly MonthFacts[], told: (facts: MonthFacts) => MonthFacts = (facts) => facts): Fault[] =>
  months.flatMap((facts) => faultsOf(compose(told(facts), tongue), facts, tongue))

/** What no record of an event says: that it was the first, came again, was the largest. */
const CLAIMED: Readonly<Record<string, readonly string[]>> = {
  bg: ['за първи път', 'отново', 'най-голямото'],
  en: ['for the first time', 'once more', 'the largest'],
  mk: ['за првпат', 'повторно', 'најголемата'],
  fr: ['la première fois', 'de nouveau', 'le plus grand'],
  it: ['la prima volta', 'di nuovo', 'il più grande'],
  sr: ['prvi put', 'ponovo', 'najveći'],
  zh: ['首次', '再次', '最大'],
}

/** A town that is nowhere, in the letters of the language. */
const INVENTED: Readonly<Record<string, string>> = { bg: 'Измисленград', mk: 'Измисленград', zh: '虚构城' }

describe.each(Object.entries(TONGUES))('in %s', (language, tongue) => {
  const months = monthsIn(language)
  test('every name, number and date of 150 made-up months stands in the records of its sentence, and every record is told or left out', () => {
    expect(inAll(tongue, months)).toEqual([])
  })

  test('the same facts give the same words', () => {
    expect(compose(months[0]!, tongue)).toEqual(compose(months[0]!, tongue))
  })

  const few = months.slice(0, 40)
  test('composed again when the register has lost an event, what is still so is told in the same words', () => {
    const turned = (composed: Composed, before: Composed): number => {
      const then = new Map(before.blocks.flatMap(({ sentences }) => sentences.map((one) => [one.key, one])))
      const rests = ({ records }: Sentence): string => JSON.stringify(records)
      return composed.blocks
        .flatMap(({ sentences }) => sentences)
        .filter((one) => then.has(one.key) && rests(then.get(one.key)!) === rests(one) && then.get(one.key)!.text !== one.text).length
    }
    const [anew, again] = [[], []] as [number[], number[]]
    for (const facts of few) {
      const before = compose(facts, tongue)
      expect(compose(facts, tongue, before.blocks)).toEqual(before)
      const fewer = { ...facts, happenings: facts.happenings.slice(1) }
      anew.push(turned(compose(fewer, tongue), before))
      again.push(turned(compose(fewer, tongue, before.blocks), before))
    }
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
    expect(sum(anew)).toBeGreaterThan(20)
    expect(sum(again)).toBeLessThan(sum(anew) / 5)
  })

  test('a number said wrongly is noticed', () => {
    const shifted = (words: readonly string[]): string[] => [...words.slice(1), words[0]!]
    const { m, f, n } = tongue.numbers
    const wrong = { ...tongue, numbers: { m: shifted(m), f: shifted(f), n: shifted(n) } }
    const faults = few.flatMap((facts) => faultsOf(compose(facts, wrong), facts, tongue))
    expect(faults.length).toBeGreaterThan(20)
  })

  test('a year taken for another is noticed', () => {
    const later = (facts: MonthFacts): MonthFacts => ({
      ...facts,
      made: facts.made.map((one) => (one.due === null ? one : { ...one, due: `${Number(one.due.slice(0, 4)) + 31}` })),
      partners: facts.partners.map((one) => ({ ...one, anniversaries: one.anniversaries.map((round) => ({ ...round, date: '1911' })) })),
    })
    expect(inAll(tongue, few, later).length).toBeGreaterThan(20)
  })

  test('another partner’s name is noticed', () => {
    const swapped = (facts: MonthFacts): MonthFacts => {
      const [first] = facts.partners
      return { ...facts, happenings: facts.happenings.map((one) => ({ ...one, partners: first === undefined ? one.partners : [first.organisation] })) }
    }
    expect(inAll(tongue, few, swapped).length).toBeGreaterThan(20)
  })

  test('a day or a month said wrongly is noticed', () => {
    const moved = (facts: MonthFacts): MonthFacts => ({
      ...facts,
      ahead: { ...facts.ahead, days: facts.ahead.days.map((one) => ({ ...one, day: `${one.day.slice(0, 8)}31` })) },
    })
    expect(inAll(tongue, few, moved).length).toBeGreaterThan(5)
  })

  // What no record of any made-up month has: a town, a number, a day, a month alone.
  const shifted = (month: string): Date => new Date(Date.UTC(1907, (Number(month.slice(5)) + 5) % 12, 29))
  test.each([
    ['town', () => INVENTED[language] ?? 'Fabrikton'],
    ['number', () => '977'],
    ['day', ({ month }: MonthFacts) => new Intl.DateTimeFormat(tongue.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(shifted(month))],
    ['month', ({ month }: MonthFacts) => new Intl.DateTimeFormat(tongue.tag, { month: 'long', timeZone: 'UTC' }).format(shifted(month))],
  ])('an invented %s in any sentence of an event is noticed', (_what, invented) => {
    const slipped = few.flatMap((facts) => {
      const composed = compose(facts, tongue)
      const blocks = composed.blocks.map((block) => ({
        ...block,
        sentences: block.sentences.map((one) =>
          one.key.startsWith('happened:') ? { ...one, text: one.text.replace(/[.。]?$/u, `${tongue.between}${invented(facts)}$&`) } : one,
        ),
      }))
      const told = blocks.flatMap(({ sentences }) => sentences.filter(({ key }) => key.startsWith('happened:')).map(({ text }) => text))
      const faults = new Set(faultsOf({ ...composed, blocks }, facts, tongue).map(({ sentence }) => sentence))
      return told.filter((text) => !faults.has(text))
    })
    expect(slipped).toEqual([])
  })

  test('a pattern claims only what its situation is named for', () => {
    const strange = Object.entries(tongue.patterns).flatMap(([situation, patterns]) =>
      Object.entries(CLAIMS).flatMap(([claim, { says, in: where }]) =>
        patterns
          .filter((pattern) => says[tongue.language].test(literals(patternOf(pattern)).join(' ')) && !where.some((begins) => situation.startsWith(begins)))
          .map((pattern) => `${claim}: ${situation}: ${pattern}`),
      ),
    )
    expect(strange).toEqual([])
  })

  test.each(CLAIMED[language]!)('claimed of an event, „%s“ is noticed', (claim) => {
    const claiming = (patterns: readonly string[]): string[] => patterns.map((one) => one.replace(/[.。]$/u, `${tongue.between}${claim}$&`))
    const bold = {
      ...tongue,
      patterns: Object.fromEntries(
        Object.entries(tongue.patterns).map(([situation, patterns]) => [situation, situation.startsWith('happened.') ? claiming(patterns) : patterns]),
      ) as Tongue['patterns'],
    }
    const faults = few.flatMap((facts) => faultsOf(compose(facts, bold), facts, bold))
    expect(faults.filter(({ why }) => why.includes('claims')).length).toBeGreaterThan(20)
  })

  test('what lasted several days and is told by its last alone is noticed', () => {
    const ends = (facts: MonthFacts): MonthFacts => ({
      ...facts,
      happenings: facts.happenings.map((one) => ({ ...one, date: one.date === null ? null : one.date.split('/').at(-1)! })),
    })
    expect(inAll(tongue, months, ends).filter(({ why }) => why.includes('told by one of its')).length).toBeGreaterThan(0)
  })

  test('what is only roughly known and is told as if it were certain is noticed, to the day and to the month', () => {
    const certain = (date: string): string => date.replaceAll('~', '')
    const exact = (facts: MonthFacts): MonthFacts => ({
      ...facts,
      happenings: facts.happenings.map((one) => ({ ...one, date: one.date === null ? null : certain(one.date) })),
      made: facts.made.map((one) => ({ ...one, due: one.due === null ? null : certain(one.due) })),
    })
    const faults = months.flatMap((facts) => faultsOf(compose(exact(facts), tongue), facts, tongue)).filter(({ why }) => why.endsWith('is told as exact'))
    for (const rough of [/^\d{4}-\d\d-\d\d~/, /^\d{4}-\d\d~/]) expect(faults.filter(({ why }) => rough.test(why)).length).toBeGreaterThan(5)
  })

  test('an event kept quiet is noticed', () => {
    const silent = (facts: MonthFacts): MonthFacts => ({ ...facts, happenings: facts.happenings.slice(1) })
    expect(inAll(tongue, few, silent).filter(({ why }) => why.includes('neither told')).length).toBeGreaterThan(20)
  })
})
