// The languages' data: every pattern can be read, names only what its situation knows, and says something even when hardly anything is known.
import { describe, expect, test } from 'vitest'
import { EVENT_DIRECTIONS, EVENT_KINDS } from '#features/events/event.ts'
import { SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import { COMMITMENT_STATES } from '#features/commitments/commitment.ts'
import { MILESTONE_KINDS, SIDES } from '#features/partnerships/milestones/milestone.ts'
import { STAGES } from '#features/partnerships/stage.ts'
import { compose, plainText } from './composing.ts'
import { filled, type Part, patternOf, slotsOf } from './pattern.ts'
import { eventSituation, HEADINGS, type Situation, slotsOfSituation, stepSituation } from './situation.ts'
import { Speaker } from './speaking.ts'
import type { Tongue } from './tongue.ts'
import { TONGUES } from './tongues.ts'
import { samples, saidOneByOne } from '../../../../tests/support/digest-samples.ts'
import { randomMonth } from '../../../../tests/support/random-month.ts'

const events = [...new Set(EVENT_KINDS.flatMap((kind) => EVENT_DIRECTIONS.map((direction) => eventSituation(kind, direction))))]
const steps = [...new Set(MILESTONE_KINDS.flatMap((kind) => SIDES.map((side) => stepSituation(kind, side))))]
const SITUATIONS: readonly Situation[] = [
  'title',
  'lead',
  'lead.countries',
  'lead.quiet',
  ...events.map((one) => `count.${one}` as const),
  'count.act',
  ...COMMITMENT_STATES.map((state) => `count.promise.${state}` as const),
  ...HEADINGS.map((one) => `heading.${one}` as const),
  ...events.map((one) => `happened.${one}` as const),
  'happened.titled',
  'occasion.invitation',
  'occasion.feast',
  'people',
  'people.both',
  'fields',
  ...SYMBOLIC_ACT_KINDS.map((one) => `act.${one}` as const),
  'act.titled',
  ...steps.map((one) => `step.${one}` as const),
  'meaning.break',
  'meaning.break.about',
  'meaning.anniversary',
  'meaning.contact',
  'meaning.known',
  'meaning.anniversary.about',
  'meaning.contact.about',
  'meaning.known.about',
  'meaning.fields',
  ...STAGES.map((stage) => `meaning.stage.${stage}` as const),
  ...COMMITMENT_STATES.flatMap((state) => SIDES.map((side) => `promise.${state}.${side}` as const)),
  ...COMMITMENT_STATES.flatMap((state) => SIDES.map((side) => `given.${state}.${side}` as const)),
  ...SIDES.map((side) => `kept.${side}` as const),
  'ahead.event',
  ...COMMITMENT_STATES.map((state) => `ahead.promise.${state}` as const),
  'ahead.occasion',
  'ahead.anniversary',
  'closing',
  'closing.promises',
  'closing.plans',
]

/** Slots that are filled whenever the situation is said; of a promise exactly one of `clause` and `thing`. */
function alwaysFilled(situation: Situation, { clause }: Tongue): readonly (readonly string[])[] {
  const [first = '', second] = situation.split('.')
  const slots = slotsOfSituation(situation)
  if (first === 'happened' && second !== 'titled') return [['home']]
  if (first === 'act' && second !== 'titled') return [['home']]
  if (first === 'step') return [['home', 'partners', 'all']]
  if (first === 'promise') return (clause === null ? ['thing'] : ['clause', 'thing']).map((words) => ['home', 'partners', 'all', words])
  if (first === 'kept') return [['home', 'partners', 'all']]
  if (first === 'given') return [['home', 'partners', 'all', 'count']]
  if (situation === 'ahead.event') return [['home', 'kind']]
  if (situation.startsWith('ahead.promise')) return [['home', 'due']]
  if (situation === 'occasion.invitation') return [[]]
  if (situation === 'ahead.occasion') return [['when', 'name']]
  return [slots]
}

const everyPart = (parts: readonly Part[]): Part[] => parts.flatMap((part) => (part.kind === 'optional' ? [part, ...everyPart(part.parts)] : [part]))

describe.each(Object.entries(TONGUES))('the patterns of %s', (language, tongue) => {
  const all = Object.entries(tongue.patterns).flatMap(([situation, patterns]) => patterns.map((pattern) => ({ situation: situation as Situation, pattern })))

  test('belong to situations there are, and leave none out', () => {
    expect(Object.keys(tongue.patterns).sort()).toEqual([...SITUATIONS].sort())
    expect(SITUATIONS.filter((situation) => tongue.patterns[situation].length === 0)).toEqual([])
  })

  test('use only slots of their situation, forms of the language and choices its plurals know', () => {
    const kinds = new Intl.PluralRules(tongue.tag).resolvedOptions().pluralCategories.filter((kind) => kind !== 'many').length
    const most = new Intl.PluralRules(tongue.tag).resolvedOptions().pluralCategories.length
    const faults = all.flatMap(({ situation, pattern }) =>
      slotsOf(patternOf(pattern)).flatMap(({ slot, form, choices }) => [
        ...(slotsOfSituation(situation).includes(slot) ? [] : [`${situation}: no slot ${slot}`]),
        ...(form === null || Object.hasOwn(tongue.forms, form) ? [] : [`${situation}: no form ${form}`]),
        ...(choices === 0 || choices === kinds || choices === most ? [] : [`${situation}: ${choices} choices for ${slot}`]),
      ]),
    )
    expect(faults).toEqual([])
  })

  test('close what they open, and leave no blank too many', () => {
    const faults = all.filter(({ pattern }) => {
      const count = (sign: string): number => pattern.split(sign).length - 1
      return (
        / {2}|^ | $|\( | \)|\[\]/.test(pattern) ||
        (count('„') > 0 ? count('„') !== count('“') + count('”') : count('“') !== count('”')) ||
        count('«') !== count('»') ||
        count('(') !== count(')') ||
        count('《') !== count('》')
      )
    })
    expect(faults).toEqual([])
  })

  test('say something even when only that is known which always is', () => {
    const mute = SITUATIONS.filter((situation) =>
      alwaysFilled(situation, tongue).some(
        (slots) =>
          !tongue.patterns[situation].some(
            (pattern) =>
              filled(patternOf(pattern), {
                said: (slot) => (slots.includes(slot) ? 'Х' : null),
                counted: (slot) => (slots.includes(slot) ? 1 : null),
                chosen: (_count, words) => words[0] ?? '',
              }) !== null,
          ),
      ),
    )
    expect(mute).toEqual([])
  })

  // For whoever speaks the language to read through; a sentence that is gone, or reads otherwise, is seen here. Written anew by `vitest -u`.
  test('are said one by one as the sheet of the language has them', async () => {
    const said = saidOneByOne(tongue)
    expect(said.filter((line) => line.endsWith(': —'))).toEqual([])
    await expect(`${said.join('\n')}\n`).toMatchFileSnapshot(`../../../../tests/support/digest-said/${language}.txt`)
  })

  test('are all heard: none is always behind another of its situation', () => {
    const mute = all.flatMap(({ situation, pattern }) => {
      const own = slotsOf(patternOf(pattern)).map(({ slot }) => slot)
      const sample = samples(tongue, situation, { many: true, clause: own.includes('clause') })
      // With what the sentence says and no more; a partner comes alone and in the list of all.
      const slots = Object.fromEntries(
        Object.entries(sample).filter(
          ([slot]) => own.includes(slot) || slot === 'home' || (['partners', 'all'].includes(slot) && (own.includes('partners') || own.includes('all'))),
        ),
      )
      const speaker = new Speaker(tongue, '2024-10')
      const alone = new Speaker({ ...tongue, patterns: { ...tongue.patterns, [situation]: [pattern] } }, '2024-10').say(situation, slots)
      const said = tongue.patterns[situation].flatMap(() => [speaker.say(situation, slots), speaker.say(situation, slots)])
      return said.includes(alone) ? [] : [`${situation}: ${pattern}`]
    })
    expect(mute).toEqual([])
  })

  test('an optional part has something in it that can be missing', () => {
    const idle = all.filter(({ pattern }) => everyPart(patternOf(pattern)).some((part) => part.kind === 'optional' && slotsOf(part.parts).length === 0))
    expect(idle).toEqual([])
  })

  test('read cleanly: one full stop, no double blank, nothing unfilled, a capital first', () => {
    const faults = Array.from({ length: 60 }, (_empty, at) => compose(randomMonth(at + 500, ['bg', 'en', language]), tongue)).flatMap((composed) =>
      plainText(composed, tongue.between)
        .split('\n\n')
        .filter((block) => / {2}|\.\.(?!\.)|[{}[\]|#]|\( | \)|,,| ,| \.|^\p{Ll}|undefined|null|NaN/u.test(block)),
    )
    expect(faults).toEqual([])
  })
})

const ITALIAN_EMBASSY = { id: 'e', kind: 'embassy', country: 'IT', names: { bg: 'Посолство на Италия в България' } } as const
test.each([
  ['en', 'the Embassy of Italy in Bulgaria'],
  ['mk', 'амбасадата на Италија во Бугарија'],
  ['fr', 'l’ambassade d’Italie en Bulgarie'],
  ['it', 'l’ambasciata d’Italia in Bulgaria'],
  ['sr', 'ambasada Italije u Bugarskoj'],
  ['zh', '意大利驻保加利亚大使馆'],
] as const)('an embassy written in Bulgarian alone is called in %s: %s', (language, called) => {
  expect(new Speaker(TONGUES[language], '2024-10').name(ITALIAN_EMBASSY)).toBe(called)
})
