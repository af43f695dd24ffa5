// What every language of the digest owes: its patterns name slots and forms there are, and every situation can be said with much and with little.
import { describe, expect, test } from 'vitest'
import { FRENCH } from './fr.ts'
import type { NameFacts } from './month.ts'
import { patternOf, slotsOf } from './pattern.ts'
import { type Situation, slotsOfSituation } from './situation.ts'
import { type Slots, Speaker } from './speaking.ts'
import type { Tongue } from './tongue.ts'

const LANGUAGES: readonly Tongue[] = [FRENCH]

const town = (id: string, country: string): NameFacts => ({ id, kind: 'municipality', country, names: { bg: `Община ${id}`, en: id } })
const [HOME, ONE, OTHER] = [town('Узорево', 'BG'), town('Примерово', 'MK'), town('Пробово', 'FR')]
/** Something for every slot there is. */
const FULL: Slots = {
  home: HOME,
  partners: [ONE, OTHER],
  all: [HOME, ONE, OTHER],
  others: [{ id: 's', kind: 'school', country: 'FR', names: { en: 'School of Examples' } }],
  when: 'WHEN',
  due: 'DUE',
  until: 'UNTIL',
  month: 'MONTH',
  since: '2004',
  place: 'Place',
  occasion: 'Occasion',
  title: 'Title',
  name: 'name',
  counts: ['COUNT', 'COUNT'],
  countries: ['A', 'B'],
  people: ['A, x', 'B'],
  theirs: ['A, x', 'C'],
  ours: ['B'],
  fields: ['field'],
  stage: 'stage',
  number: '17',
  body: 'Body',
  from: 'FROM',
  to: 'TO',
  kind: 'kind',
  thing: 'thing',
  count: 3,
  years: 21,
  partnerships: 5,
}
/** What a record may lack: everything but the home town, the month, the numbers and what the situation is about. */
const LITTLE = [
  'home',
  'month',
  'counts',
  'count',
  'years',
  'since',
  'stage',
  'thing',
  'kind',
  'title',
  'name',
  'people',
  'theirs',
  'ours',
  'fields',
  'partnerships',
]

describe.each(LANGUAGES.map((tongue) => [tongue.language, tongue] as const))('%s', (_, tongue) => {
  const situations = Object.keys(tongue.patterns) as Situation[]

  test('patterns name slots of their situation, forms of the language, and no more words than there are kinds of plural', () => {
    const kinds = new Intl.PluralRules(tongue.tag).resolvedOptions().pluralCategories.filter((kind) => kind !== 'many').length
    const faults = situations.flatMap((situation) =>
      (tongue.patterns[situation] ?? []).flatMap((pattern) =>
        slotsOf(patternOf(pattern))
          .filter(
            ({ slot, form, choices }) =>
              !slotsOfSituation(situation).includes(slot) || (form !== null && tongue.forms[form] === undefined) || choices > Math.max(kinds, 2),
          )
          .map(({ slot, form }) => `${situation}: ${slot}:${form} in ${pattern}`),
      ),
    )
    expect(faults).toEqual([])
  })

  test('everything that fills a slot of what happened, was decided or promised is said', () => {
    const lacking = situations.flatMap((situation) => {
      if (!/^(?:happened|step|act|promise|kept|meaning)\./.test(situation)) return []
      const slots = { ...FULL, ...(situation.startsWith('promise') ? { thing: null, clause: ['clause'] } : {}) }
      const said = new Speaker(tongue, '2024-10').say(situation, slots)
      return said === null || !/WHEN|DUE|Примерово|Primerovo|thing|clause|Title|stage|21/.test(said) ? [`${situation}: ${said}`] : []
    })
    expect(lacking).toEqual([])
  })

  test('every situation can be said with little', () => {
    const silent = situations.filter((situation) => {
      const own = slotsOfSituation(situation).filter(
        (slot) => LITTLE.includes(slot) || (/^(?:heading|step|meaning|ahead\.(?:occ|ann))/.test(situation) && slot !== 'from'),
      )
      const filled = Object.fromEntries(own.filter((slot) => slot !== 'clause').map((slot) => [slot, FULL[slot]]))
      // A tie's steps always have their partner, occasions their day.
      return (
        new Speaker(tongue, '2024-10').say(situation, {
          ...filled,
          countries: slotsOfSituation(situation).includes('countries') ? (situation === 'closing' ? 2 : ['A']) : null,
          ...(situation.endsWith('.them') ? { partners: [ONE] } : {}),
        }) === null
      )
    })
    expect(silent).toEqual([])
  })

  test('no sentence has a double blank, a blank before a full stop, an empty bracket or a brace', () => {
    const faults = situations.flatMap((situation) => {
      const speaker = new Speaker(tongue, '2024-10')
      const full = { ...FULL, ...(situation === 'closing' ? { countries: 2 } : {}) }
      const some = Object.keys(FULL).map((left) => ({ ...full, [left]: null }))
      return [full, { ...full, clause: ['clause'], thing: null }, ...some].flatMap((slots) => {
        const said = speaker.sentence(situation, slots)
        return said !== null && / {2}| [.,。，]|\(\)|[{}[\]|]|undefined|null/.test(said) ? [`${situation}: ${said}`] : []
      })
    })
    expect(faults).toEqual([])
  })
})
