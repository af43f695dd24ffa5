// The stage machine walked whole: every kind of step from every stage, against the table and the diagram of README.md; terms, revivals and planned days.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImpreciseDate } from '#platform/dates.ts'
import { MILESTONE_KINDS, type MilestoneKind, type Side, type Step } from './milestones/milestone.ts'
import { changesOn, ladderOf, type Stage, STAGES, stageOf, termOf } from './stage.ts'

const TODAY = '2016-01-01'
const step = (date: string, kind: MilestoneKind, side: Side = 'both', until?: string): Step => ({
  kind,
  side,
  date: date as ImpreciseDate,
  until: (until ?? null) as ImpreciseDate | null,
})

/** The shortest way to each stage; in the second column with a term that is over by today. */
const WAYS: Readonly<Record<Stage, readonly [steps: Step[], withTerm: Step[]]>> = {
  prospect: [[], []],
  contact: [[step('2001', 'first_contact')], [step('2001', 'first_contact')]],
  intent: [[step('2001', 'intent')], [step('2001', 'memorandum', 'both', '2015')]],
  deciding: [[step('2001', 'council_decision', 'us')], [step('2000', 'memorandum', 'both', '2015'), step('2001', 'council_decision', 'us')]],
  signed: [[step('2001', 'signing', 'us')], [step('2001', 'signing', 'us', '2015')]],
  active: [[step('2001', 'signing')], [step('2001', 'signing', 'both', '2015')]],
  expired: [[step('2001', 'signing', 'both', '2005')], [step('2001', 'signing', 'both', '2005')]],
  lapsed: [
    [step('2001', 'signing'), step('2005', 'lapse')],
    [step('2001', 'signing', 'both', '2015'), step('2005', 'lapse')],
  ],
  reviving: [
    [step('2001', 'signing'), step('2005', 'lapse'), step('2006', 'revival_letter', 'us')],
    [step('2001', 'signing', 'both', '2015'), step('2005', 'lapse'), step('2006', 'revival_letter', 'us')],
  ],
  renewed: [
    [step('2001', 'signing'), step('2005', 'lapse'), step('2006', 'revival')],
    [step('2001', 'signing'), step('2005', 'lapse'), step('2006', 'revival', 'both', '2015')],
  ],
  ended: [
    [step('2001', 'signing'), step('2005', 'end')],
    [step('2001', 'signing', 'both', '2015'), step('2005', 'end')],
  ],
}
const MOVES = [...MILESTONE_KINDS.flatMap((kind) => (kind === 'signing' ? ['signing us', 'signing them', 'signing both'] : [kind])), 'term over']

function moved(from: Stage, move: string): Stage {
  const [steps, withTerm] = WAYS[from]
  if (move === 'term over') return stageOf(withTerm, TODAY).stage
  const [kind, side = 'both'] = move.split(' ') as [MilestoneKind, Side | undefined]
  return stageOf([...steps, step('2010', kind, side)], TODAY).stage
}

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')

test('the shortest ways lead where they say', () => {
  expect(Object.fromEntries(STAGES.map((stage) => [stage, stageOf(WAYS[stage][0], TODAY).stage]))).toEqual(Object.fromEntries(STAGES.map((one) => [one, one])))
})

test('every step from every stage goes where the table says', () => {
  const table = readme.slice(readme.indexOf('| step |'))
  const rows = table
    .slice(0, table.indexOf('\n\n'))
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  const computed = MOVES.map((move) => [move, ...STAGES.map((from) => (moved(from, move) === from ? '·' : moved(from, move)))])
  expect(rows).toEqual([['step', ...STAGES], ...computed])
})

test('the diagram draws every step of the table, and none that is not in it', () => {
  const drawing = /```mermaid\n([\s\S]*?)```/.exec(readme)![1]!
  const groups = new Map<string, Stage[]>()
  for (const [, name, inside] of drawing.matchAll(/state (\w+) \{([\s\S]*?)\}/g)) {
    const named = inside!.replace(/:.*$/gm, '')
    groups.set(
      name!,
      STAGES.filter((stage) => new RegExp(`\\b${stage}\\b`).test(named)),
    )
  }
  expect([...groups]).toEqual([
    ['before', ['prospect', 'contact', 'intent', 'deciding']],
    ['inforce', ['signed', 'active', 'renewed']],
    ['asleep', ['expired', 'lapsed', 'reviving']],
  ])
  const arrows = [...drawing.matchAll(/^\s*(\w+) --> (\w+): (.+)$/gm)].flatMap(([, from, to, moves]) =>
    moves!.split(', ').map((move) => ({ from: groups.get(from!) ?? [from as Stage], to: to as Stage, move })),
  )
  const before = groups.get('before')!
  const drawn = (from: Stage, to: Stage, move: string): boolean =>
    // Any step may be missing: from early on one may come as far as from the last stage before it.
    arrows.some(
      (arrow) =>
        arrow.to === to &&
        arrow.move === move &&
        (arrow.from.includes(from) || (before.includes(from) && before.includes(to) && before.indexOf(from) < before.indexOf(to))),
    )
  const missing: string[] = []
  for (const from of STAGES)
    for (const move of MOVES) {
      const to = moved(from, move)
      // What begins anew begins as from nothing.
      if (to !== from && !drawn(from === 'ended' ? 'prospect' : from, to, move)) missing.push(`${from} --> ${to}: ${move}`)
    }
  expect(missing).toEqual([])
  const untrue = arrows
    .filter(({ move }) => MOVES.includes(move))
    .flatMap(({ from, to, move }) => from.filter((one) => one !== to && moved(one, move) !== to).map((one) => `${one} --> ${to}: ${move}`))
  expect(untrue).toEqual([])
  expect(arrows.filter(({ move }) => !MOVES.includes(move))).toEqual([{ from: ['ended'], to: 'prospect', move: 'whatever begins anew' }])
})

describe('terms', () => {
  test.each<[string, Step[], string, string, string | null, { until: string; over: boolean } | null]>([
    ['the last day still counts', [step('2010-05-22', 'signing', 'both', '2016-01-01')], TODAY, 'active', '2010-05-22', { until: '2016-01-01', over: false }],
    ['the day after it is over', [step('2010-05-22', 'signing', 'both', '2015-12-31')], TODAY, 'expired', '2015-12-31', { until: '2015-12-31', over: true }],
    ['a year counts to its end', [step('2010', 'signing', 'both', '2015')], '2015-12-31', 'active', '2010', { until: '2015', over: false }],
    ['about a year too', [step('2010', 'signing', 'both', '2015~')], TODAY, 'expired', '2015~', { until: '2015~', over: true }],
    [
      'prolonged in time',
      [step('2010', 'signing', 'both', '2013'), step('2013-06', 'renewal', 'both', '2020')],
      TODAY,
      'active',
      '2010',
      { until: '2020', over: false },
    ],
    ['prolonged without a term', [step('2010', 'signing', 'both', '2013'), step('2013-06', 'renewal')], TODAY, 'active', '2010', null],
    [
      'prolonged after a gap',
      [step('2010', 'signing', 'both', '2012'), step('2014', 'renewal', 'both', '2018')],
      TODAY,
      'active',
      '2014',
      { until: '2018', over: false },
    ],
    [
      'the second ceremony keeps the term',
      [step('2010-05', 'signing', 'us', '2015'), step('2010-07', 'signing', 'them')],
      TODAY,
      'expired',
      '2015',
      { until: '2015', over: true },
    ],
    ['a new agreement has its own: none', [step('2010', 'signing', 'both', '2015'), step('2012', 'signing')], TODAY, 'active', '2010', null],
    [
      'signed again by one side after it ran out',
      [step('2010', 'signing', 'both', '2012'), step('2014', 'signing', 'us', '2018')],
      TODAY,
      'signed',
      '2014',
      { until: '2018', over: false },
    ],
    [
      'revived without a paper: alive, and the term still past',
      [step('2001', 'signing', 'both', '2005'), step('2010', 'revival')],
      TODAY,
      'renewed',
      '2010',
      { until: '2005', over: true },
    ],
    ['a memorandum runs out', [step('2010', 'memorandum', 'both', '2013')], TODAY, 'expired', '2013', { until: '2013', over: true }],
    [
      'what the councils took further does not',
      [step('2010', 'memorandum', 'both', '2013'), step('2012', 'council_decision', 'us')],
      TODAY,
      'deciding',
      '2012',
      null,
    ],
    [
      'a memorandum beside an agreement counts for nothing',
      [step('2001', 'signing'), step('2010', 'memorandum', 'both', '2013')],
      TODAY,
      'active',
      '2001',
      null,
    ],
    [
      'a lapse stands, whatever the paper says',
      [step('2001', 'signing', 'both', '2012'), step('2005', 'lapse')],
      TODAY,
      'lapsed',
      '2005',
      { until: '2012', over: true },
    ],
    ['an end closes it', [step('2001', 'signing', 'both', '2020'), step('2005', 'end')], TODAY, 'ended', '2005', null],
    ['in 1723', [step('1723-03-04', 'signing', 'both', '1730~')], '1723-03-04', 'active', '1723-03-04', { until: '1730~', over: false }],
    ['about 1990', [step('1990~', 'signing')], TODAY, 'active', '1990~', null],
  ])('%s', (_, steps, today, stage, since, term) => {
    expect([stageOf(steps, today), termOf(steps, today)]).toEqual([{ stage, since }, term])
  })
})

test('a revival told step by step, and the letter without an answer', () => {
  const tie = [step('2003', 'signing'), step('2010', 'lapse')]
  const letter = step('2012-03-01', 'revival_letter', 'us')
  const consent = step('2012-05-01', 'revival_consent', 'them')
  const plan = step('2012-09', 'revival_plan')
  const at = (steps: Step[]) => stageOf([...tie, ...steps], TODAY)
  expect(at([letter])).toEqual({ stage: 'reviving', since: '2012-03-01' })
  expect(at([letter, consent, plan])).toEqual({ stage: 'reviving', since: '2012-03-01' })
  expect(at([letter, consent, plan, step('2013', 'signing')])).toEqual({ stage: 'renewed', since: '2013' })
  expect(at([letter, step('2014', 'lapse', 'them')])).toEqual({ stage: 'lapsed', since: '2014' })
  const rungs = (steps: Step[]) => ladderOf([...tie, ...steps], TODAY).map(({ rung, us, them }) => `${rung} ${us.state} ${them.state}`)
  expect(rungs([letter])).toEqual(['contact unknown unknown', 'council unknown unknown', 'signing done done', 'reviving done now', 'now now now'])
  expect(rungs([letter, consent, step('2013', 'revival')])).toEqual([
    'contact unknown unknown',
    'council unknown unknown',
    'signing done done',
    'renewals done done',
    'now done done',
  ])
})

test('a State that one side must tell has a rung of its own', () => {
  const steps = [step('2015', 'council_decision', 'them'), step('2015-11', 'state_notice', 'them')]
  expect(ladderOf(steps, TODAY).map(({ rung, us, them }) => `${rung} ${us.state} ${them.state}`)).toEqual([
    'contact unknown unknown',
    'council now done',
    'state none done',
    'signing none none',
    'now now now',
  ])
})

test('a State that was told shows that there was something before, and that a council is awaited', () => {
  expect(ladderOf([step('2015-11', 'state_notice', 'them')], TODAY).map(({ rung, us, them }) => `${rung} ${us.state} ${them.state}`)).toEqual([
    'contact unknown unknown',
    'council now now',
    'state none done',
    'signing none none',
    'now now now',
  ])
})

test.each<[string, Step[], string | null]>([
  ['nothing to come', [step('2003', 'signing')], null],
  ['a signing planned', [step('2003', 'intent'), step('2016-05', 'signing')], '2016-05-01'],
  ['a term that runs out first', [step('2003', 'signing', 'both', '2016-02'), step('2017', 'renewal')], '2016-03-01'],
  ['a term that is over', [step('2003', 'signing', 'both', '2010')], null],
])('the next day on which the stage may change: %s', (_, steps, day) => {
  expect(changesOn(steps, TODAY)).toBe(day)
})
