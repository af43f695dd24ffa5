// Where a journey stands by its days, what it lacks, and until when each who travelled has to hand in report and account.
import { describe, expect, test } from 'vitest'
import { deadlinesOf, type Returning, type TripDays, tripPiecesOf, type TripFacts, tripStateOf } from './trip.ts'

describe('where a journey stands', () => {
  const days: TripDays = { departsOn: '2026-11-23', returnsOn: '2026-11-25', orderedOn: null, reportedOn: null, settledOn: null, cancelledOn: null }
  test.each<[string, Partial<TripDays>, string]>([
    ['2026-11-22', {}, 'prepared'],
    ['2026-11-22', { orderedOn: '2026-11-01' }, 'ordered'],
    ['2026-11-23', {}, 'travelling'],
    ['2026-11-25', { orderedOn: '2026-11-01' }, 'travelling'],
    ['2026-11-26', {}, 'to-report'],
    ['2026-11-26', { reportedOn: '2026-11-26' }, 'to-report'],
    ['2026-11-26', { settledOn: '2026-11-26' }, 'to-report'],
    ['2026-11-26', { reportedOn: '2026-11-26', settledOn: '2026-11-26' }, 'accounted'],
    ['2026-11-22', { departsOn: null, returnsOn: null }, 'prepared'],
    ['2026-11-24', { cancelledOn: '2026-11-20' }, 'cancelled'],
    ['2026-11-26', { cancelledOn: '2026-11-20', reportedOn: '2026-11-26', settledOn: '2026-11-26' }, 'accounted'],
  ])('on %s with %o: %s', (today, more, state) => {
    expect(tripStateOf({ ...days, ...more }, today)).toBe(state)
  })

  const ONE: Returning = { id: 'one', leavesOn: null, settledOn: null, undecided: false, owing: false }
  const rules = { orderDays: 20, advanceDays: 1, reportDays: 10, accountDays: 7 }

  test('what is for afterwards is missing only afterwards, each by its day', () => {
    const facts: TripFacts = { ...days, task: true, travellers: [ONE], doubtful: 0, priced: true, insured: false, published: false }
    const missing = (today: string) =>
      tripPiecesOf(facts, rules, today).flatMap(({ kind, done: there, due, late }) => (there ? [] : [`${kind} ${due ?? '-'}${late ? ' late' : ''}`]))
    expect(missing('2026-11-20')).toEqual(['order 2026-11-03 late', 'insurance 2026-11-22'])
    expect(missing('2026-11-26')).toEqual(['order 2026-11-03 late', 'insurance 2026-11-22 late', 'report 2026-12-05', 'account 2026-12-02', 'summary -'])
  })

  test('report and account count from each one’s own last day', () => {
    const two: readonly Returning[] = [ONE, { ...ONE, id: 'early', leavesOn: '2026-11-23', owing: true }]
    const waits = (today: string, more: Partial<TripDays> = {}, travellers = two) =>
      deadlinesOf({ ...days, orderedOn: '2026-11-01', ...more, travellers }, rules, today).map(
        ({ kind, due, late, who }) => `${kind} ${due} ${who.join('+')}${late ? ' late' : ''}`,
      )
    // The first is back while the others still travel.
    expect(waits('2026-11-23')).toEqual([])
    expect(waits('2026-11-24')).toEqual(['account 2026-11-30 early', 'report 2026-12-03 early'])
    expect(waits('2026-12-01')).toEqual(['account 2026-11-30 early late', 'account 2026-12-02 one', 'report 2026-12-03 early', 'report 2026-12-05 one'])
    expect(waits('2026-12-01', { reportedOn: '2026-11-30' }, [{ ...two[0]!, settledOn: '2026-11-30' }, two[1]!])).toEqual(['account 2026-11-30 early late'])
    // Days that the journey was moved away from say nothing.
    expect(waits('2026-11-26', {}, [{ ...ONE, leavesOn: '2026-11-20' }])).toEqual(['account 2026-12-02 one', 'report 2026-12-05 one'])
    // Called off when the first was back already: nobody’s day becomes later by it.
    expect(waits('2026-11-25', { cancelledOn: '2026-11-25' })).toEqual(['account 2026-11-30 early'])
    const named = (today: string) =>
      tripPiecesOf({ ...days, task: true, travellers: two, doubtful: 1, priced: true, insured: true, published: false }, rules, today).flatMap((one) =>
        one.done ? [] : [`${one.kind} ${one.who?.join('+') ?? 'all'}`],
      )
    expect(named('2026-11-24')).toEqual(['days all', 'order all', 'report early', 'account early'])
    expect(named('2026-11-26')).toEqual(['days all', 'order all', 'report early', 'report one', 'account early', 'account one', 'summary all'])
  })
})
