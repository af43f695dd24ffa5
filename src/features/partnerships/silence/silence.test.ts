// Silence by rule: what counts as contact, when a tie is quiet or asleep, why in words, what to do, and the silences before.
import { describe, expect, test } from 'vitest'
import { speakingIn } from '#platform/texts/language.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { earliest, latest, monthsAfter, nextDay } from '#platform/dates.ts'
import type { ContactDirection, ContactKind, Dated } from './contact.ts'
import { DEFAULT_LIMITS, dormancyOn, limitsForm, limitsValue } from './dormancy.ts'
import type { MilestoneKind, Side, Step } from '../milestones/milestone.ts'
import { revivalChecklist } from '../procedures/procedure.ts'
import { type ContactLog, lapseInWords, lapsesOf, NO_LOG, nextStep, reasonInWords, revivalStepInWords, type Silence } from './silence.ts'
import { lapseOnRecord, NO_CONTACTS, standingOn } from './standing.ts'

const TODAY = '2026-11-23'
const step = (date: string, kind: MilestoneKind, side: Side = 'both'): Step => ({ kind, side, date: date as ImpreciseDate })
const told = (date: string, kind: ContactKind, direction: ContactDirection = 'none'): Dated => ({
  eventId: `event of ${date}`,
  organisationId: 'o',
  kind,
  direction,
  date: date as ImpreciseDate,
  firstDay: earliest(date),
  lastDay: latest(date),
})
const log = (...past: Dated[]): ContactLog => ({ past, planned: null, undated: false })
const silence = (more: Partial<Silence> = {}): Silence => ({ level: 'asleep', lapsed: null, steps: [], log: NO_LOG, today: TODAY, ...more })
const ids = { partnershipId: 'p', organisationId: 'o' }

test.each([
  ['2026-11-23', 18, '2028-05-23'],
  ['2024-08-31', 6, '2025-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['1723-12-31', 2, '1724-02-29'],
  ['2026-01-15', -2, '2025-11-15'],
  ['9999-06-01', 12, '9999-12-31'],
])('%s and %i months is %s', (day, months, after) => expect(monthsAfter(day, months)).toBe(after))
test('a day is followed by the next, and nothing by the last', () => {
  expect([nextDay('2026-12-31'), nextDay('2024-02-28'), nextDay('1723-02-28'), nextDay('9999-12-31')]).toEqual([
    '2027-01-01',
    '2024-02-29',
    '1723-03-01',
    '9999-12-31',
  ])
})

describe('the standing', () => {
  const on = (steps: Step[], contacts: Partial<typeof NO_CONTACTS> = {}, type: 'twinning' | 'project' = 'twinning') =>
    standingOn({ type, steps, contacts: { ...NO_CONTACTS, ...contacts } }, DEFAULT_LIMITS, TODAY)
  const level = (...args: Parameters<typeof on>) => dormancyOn(on(...args), TODAY)

  test.each<[string, Parameters<typeof on>, string]>([
    ['nothing is recorded', [[]], 'none'],
    ['nothing but a contact', [[], { lastContactDay: '2020-01-01' }], 'asleep'],
    ['heard of this year', [[step('2003', 'signing')], { lastContactDay: '2026-03-01' }], 'awake'],
    ['a year to the day', [[step('2003', 'signing')], { lastContactDay: '2025-11-23' }], 'quiet'],
    ['a year less a day', [[step('2003', 'signing')], { lastContactDay: '2025-11-24' }], 'awake'],
    ['eighteen months to the day', [[step('2003', 'signing')], { lastContactDay: '2025-05-23' }], 'asleep'],
    ['a project has a shorter breath', [[step('2003', 'signing')], { lastContactDay: '2025-11-23' }, 'project'], 'asleep'],
    ['a signing is contact itself', [[step('2026', 'signing')]], 'awake'],
    ['a signature of 1723', [[step('1723', 'signing')]], 'asleep'],
    ['about 1990', [[step('1990~', 'signing')]], 'asleep'],
    ['our council decided yesterday, nobody was heard of since', [[step('2020', 'first_contact'), step('2026-11-22', 'council_decision', 'us')]], 'asleep'],
    ['we wrote a letter of intent', [[step('2020', 'first_contact'), step('2026-11-22', 'intent', 'us')]], 'asleep'],
    ['they did', [[step('2020', 'first_contact'), step('2026-11-22', 'intent', 'them')]], 'awake'],
    ['only a council’s decision is recorded: counted from it', [[step('2026-11-22', 'council_decision', 'us')]], 'awake'],
    ['a lapse on record', [[step('2003', 'signing'), step('2026-11-01', 'lapse')], { lastContactDay: '2026-10-01' }], 'asleep'],
    ['ended', [[step('2003', 'signing'), step('2010', 'end')]], 'none'],
    ['a planned signing wakes nobody', [[step('2003', 'signing'), step('2027', 'renewal')]], 'asleep'],
  ])('%s: %#', (_, args, expected) => expect(level(...args)).toBe(expected))

  test('it says when it must be computed anew: a planned step, a contact, a date that is still open, the end of a term', () => {
    expect([
      on([step('2003', 'signing')]).changesOn,
      on([step('2003', 'signing'), step('2027-05', 'renewal')]).changesOn,
      on([step('2003', 'signing'), step('2027-05', 'renewal')], { changesOn: '2027-01-01' }).changesOn,
      on([step('2026', 'signing')]).changesOn,
      on([{ ...step('2003', 'signing'), until: '2026-12-31' }]).changesOn,
    ]).toEqual([null, '2027-05-01', '2027-01-01', '2026-11-24', '2027-01-01'])
    expect(on([step('2026', 'signing')]).lastContactDay).toBe(TODAY)
  })
})

describe('the reason in words', () => {
  const inBg = (more: Partial<Silence>) => speakingIn('bg', () => reasonInWords(silence(more)))
  const inEn = (more: Partial<Silence>) => speakingIn('en', () => reasonInWords(silence(more)))

  test.each<[Partial<Silence>, string, string]>([
    [
      { log: log(told('2018', 'exchange'), told('2023-03', 'letter', 'incoming')) },
      'последен обмен 2018 г.; последно писмо март 2023 г.',
      'last exchange 2018; last letter March 2023',
    ],
    [
      { log: log(told('2018', 'exchange'), told('2023-03', 'letter', 'outgoing')) },
      'последен обмен 2018 г.; писахме през март 2023 г., без отговор',
      'last exchange 2018; we wrote in March 2023, no answer',
    ],
    [
      { log: log(told('2023-03-05', 'letter', 'outgoing'), told('2023-04', 'call', 'incoming')) },
      'последен разговор април 2023 г.; няма записан обмен',
      'last call April 2023; no exchange is recorded',
    ],
    [
      { log: log(told('2023-03-05', 'letter', 'outgoing')) },
      'няма записан контакт; писахме на 5 март 2023 г., без отговор',
      'no contact is recorded; we wrote on 5 March 2023, no answer',
    ],
    [
      { log: log(told('2024-10-04/2024-10-08', 'visit', 'incoming')) },
      'последно посещение 8 октомври 2024 г.; няма записан обмен',
      'last visit 8 October 2024; no exchange is recorded',
    ],
    [{ log: log(told('1990~', 'meeting')) }, 'последна среща около 1990 г.; няма записан обмен', 'last meeting about 1990; no exchange is recorded'],
    [{}, 'няма записан контакт', 'no contact is recorded'],
    [{ log: { ...NO_LOG, undated: true } }, 'има събития с партньора, но са без дата', 'there are events with the partner, but undated'],
    [{ steps: [step('1723', 'signing')] }, 'последна стъпка: подписване, 1723 г.', 'last step: signing, 1723'],
    [
      { steps: [step('2003', 'signing')], log: { past: [], planned: told('2026-12-05', 'visit', 'incoming'), undated: false } },
      'последна стъпка: подписване, 2003 г.; предстои посещение при нас на 5 декември 2026 г.',
      'last step: signing, 2003; coming: visit to us on 5 December 2026',
    ],
    [
      { steps: [step('2003', 'signing')], log: { past: [], planned: told('2026-12-03/2026-12-05', 'visit', 'incoming'), undated: false } },
      'последна стъпка: подписване, 2003 г.; предстои посещение при нас на 3 декември 2026 г.',
      'last step: signing, 2003; coming: visit to us on 3 December 2026',
    ],
    [
      { lapsed: '2015', steps: [step('2003', 'signing'), step('2015', 'lapse')] },
      'прекъсването е записано: 2015 г.; последна стъпка: подписване, 2003 г.',
      'the lapse is on record: 2015; last step: signing, 2003',
    ],
  ])('%#', (more, bg, en) => expect([inBg(more), inEn(more)]).toEqual([bg, en]))
})

describe('the next step', () => {
  const to = (more: Partial<Silence>) => nextStep(silence(more), ids)?.href ?? null
  const letter = '/events/new?organisation=o&kind=letter&direction=outgoing'

  test.each<[string, Partial<Silence>, string | null]>([
    ['kept up', { level: 'awake' }, null],
    ['nothing begun', { level: 'none' }, null],
    ['quiet, never an exchange', { level: 'quiet', log: log(told('2025-11', 'visit')) }, '/events/new?organisation=o&kind=exchange&direction=none'],
    ['quiet after an exchange', { level: 'quiet', log: log(told('2025-06', 'exchange')) }, letter],
    ['asleep', { log: log(told('2024-10', 'visit')) }, letter],
    [
      'asleep, our letter waits',
      { log: log(told('2024-10', 'visit'), told('2025-12', 'letter', 'outgoing')) },
      '/events/new?organisation=o&kind=call&direction=outgoing',
    ],
    ['asleep for years', { log: log(told('2019', 'meeting')) }, '/partnerships/p/milestones/new?kind=lapse'],
    ['asleep since a signing of 1723', { steps: [step('1723', 'signing')] }, '/partnerships/p/milestones/new?kind=lapse'],
    ['something is planned', { log: { past: [], planned: told('2026-12-05', 'visit'), undated: false } }, '/events/event%20of%202026-12-05'],
  ])('%s', (_, more, href) => expect(to(more)).toBe(href))

  test('a lapse on record is answered by a letter, their yes, a plan and a signature, in this order', () => {
    const lapsed = { lapsed: '2015' as ImpreciseDate, steps: [step('2003', 'signing'), step('2015', 'lapse')] }
    const way = (...contacts: Dated[]) => revivalChecklist(lapsed.steps, TODAY, contacts).map(({ state }) => state)
    expect(way()).toEqual(['next', 'later', 'later', 'later'])
    expect(way(told('2015', 'visit'), told('2014', 'letter', 'outgoing'))).toEqual(['next', 'later', 'later', 'later'])
    expect(way(told('2026-10', 'letter', 'outgoing'))).toEqual(['done', 'next', 'later', 'later'])
    // They were heard of; whether they agree only the officer knows.
    expect(way(told('2026-10', 'letter', 'incoming'))).toEqual(['done', 'next', 'later', 'later'])
    const form = (kind: string, side: string) => `/partnerships/p/milestones/new?kind=${kind}&side=${side}`
    const after = (...later: Step[]) => to({ ...lapsed, steps: [...lapsed.steps, ...later] })
    expect([
      to(lapsed),
      to({ ...lapsed, log: log(told('2026-10', 'letter', 'outgoing')) }),
      after(step('2026-10', 'revival_letter', 'them')),
      after(step('2026-10', 'revival_consent', 'them'), step('2026-09', 'revival_letter', 'us')),
      after(step('2026-10', 'revival_plan')),
    ]).toEqual([
      form('revival_letter', 'us'),
      form('revival_consent', 'them'),
      form('revival_consent', 'us'),
      form('revival_plan', 'both'),
      form('renewal', 'both'),
    ])
    const said = (kind: MilestoneKind, side: Side) => speakingIn('bg', () => revivalStepInWords({ kind, side }))
    expect([said('revival_consent', 'them'), said('revival_consent', 'us')]).toEqual([
      'Запишете отговора им или ги потърсете отново',
      'Отговорете им и запишете съгласието',
    ])
    const on = (...later: Step[]) => lapseOnRecord([...lapsed.steps, ...later], TODAY)
    expect([on(), on(step('2016', 'intent', 'them')), on(step('2016', 'lapse')), on(step('2016', 'revival')), on(step('2027', 'revival'))]).toEqual([
      '2015',
      '2015',
      '2015',
      null,
      '2015',
    ])
  })
})

describe('the silences before', () => {
  const before = (steps: Step[], ...contacts: Dated[]) => speakingIn('bg', () => lapsesOf(steps, contacts, TODAY).map(lapseInWords))

  test.each<[string, Step[], Dated[], string[]]>([
    ['none', [step('2003', 'signing')], [told('2005', 'visit')], []],
    [
      'as in Dojran: signed in 2003, silent, resumed in 2018, silent, resumed in 2024',
      [step('2003', 'signing'), step('2018~', 'lapse', 'them'), step('2018-09-24', 'revival'), step('2024-09/2024-10', 'revival')],
      [told('2018-09-24', 'visit', 'outgoing'), told('2024-09/2024-10', 'visit', 'incoming')],
      [
        '2003 г. – 24 септември 2018 г.: 15 години без запис, прекъсването е записано',
        '24 септември 2018 г. – между септември и октомври 2024 г.: 6 години без запис',
      ],
    ],
    [
      'as with Italy: only the lapse and the revival are known',
      [step('2009~', 'lapse'), step('2024-10', 'revival')],
      [],
      ['прекъснато около 2009 г., възобновено октомври 2024 г.'],
    ],
    ['a lapse that nothing ended is no earlier one', [step('2003', 'signing'), step('2005', 'lapse')], [], []],
    ['what is planned ends no silence', [step('2003', 'signing')], [told('2027', 'visit')], []],
    ['a long period covers what lies within it', [step('2003/2017', 'first_contact')], [told('2005', 'visit'), told('2018', 'visit')], []],
  ])('%s', (_, steps, contacts, words) => expect(before(steps, ...contacts)).toEqual(words))
})

test('limits: the second is longer than the first, of every type; an older row without a type takes its default', () => {
  const body = (quiet: string, asleep: string) => Object.fromEntries(Object.keys(DEFAULT_LIMITS).map((type) => [type, { quiet, asleep }]))
  expect(limitsForm.safeParse(body('6', '9')).data?.project).toEqual({ quiet: 6, asleep: 9 })
  for (const [quiet, asleep] of [
    ['9', '9'],
    ['0', '9'],
    ['', '9'],
    ['1.5', '9'],
    ['6', '241'],
    ['шест', '9'],
  ] as const)
    expect([quiet, asleep, limitsForm.safeParse(body(quiet, asleep)).success]).toEqual([quiet, asleep, false])
  expect(limitsValue.parse({ twinning: { quiet: 1, asleep: 2 } })).toEqual({ ...DEFAULT_LIMITS, twinning: { quiet: 1, asleep: 2 } })
})
