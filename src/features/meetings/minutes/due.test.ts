// Days as people say them at a meeting, counted from its day.
import { expect, test } from 'vitest'
import { promiseIn } from './slash.ts'
import { readDue } from './due.ts'

// 26 November 2026 is a Thursday.
const THURSDAY = '2026-11-26'

test.each([
  ['петък', '2026-11-27'],
  ['четвъртък', '2026-12-03'],
  ['Сряда', '2026-12-02'],
  ['следващия петък', '2026-12-04'],
  ['следващия понеделник', '2026-11-30'],
  ['Friday', '2026-11-27'],
  ['утре', '2026-11-27'],
  ['края на месеца', '2026-11-30'],
  ['края на следващия месец', '2026-12-31'],
  ['края на годината', '2026-12-31'],
  ['the end of the month', '2026-11-30'],
  ['15 май', '2027-05-15'],
  ['1 декември', '2026-12-01'],
  ['15.12', '2026-12-15'],
  ['до 15 май', '2027-05-15'],
  ['след две седмици', '2026-12-10'],
  ['след 10 дни', '2026-12-06'],
  ['след седмица', '2026-12-03'],
  ['след един месец', '2026-12-26'],
  ['in two weeks', '2026-12-10'],
  ['31.12.2026', '2026-12-31'],
  ['2027', '2027'],
  ['края на януари', '2027-01-31'],
  ['края на ноември', '2026-11-30'],
  ['края на февруари 2028 г.', '2028-02-29'],
  ['the end of March', '2027-03-31'],
  ['март', '2027-03'],
  ['by 1 March', '2027-03-01'],
  ['Троян', null],
  ['обяд', null],
  ['скоро', null],
  ['след много седмици', null],
  ['31 февруари', null],
  ['99.99', null],
  ['', null],
] as const)('„%s“ from a Thursday: %s', (words, day) => {
  expect(readDue(words, THURSDAY)).toBe(day)
})

test('a month more from the last of a long one is the last of a short one; without the day of the meeting only what names itself is read', () => {
  expect([readDue('след 3 месеца', '2026-11-30'), readDue('петък', null), readDue('15 май 2027', null)]).toEqual(['2027-02-28', null, '2027-05-15'])
})

test.each([
  ['ние: да изпратим списъка, до петък', { text: 'да изпратим списъка', due: '27.11.2026', person: '' }],
  ['ние: да пишем, след две седмици, отговаря: Проба Примерова', { text: 'да пишем', due: '10.12.2026', person: 'Проба Примерова' }],
  ['ние: да пишем, до 15 май', { text: 'да пишем', due: '15.5.2027', person: '' }],
  ['ние: да пишем, до 31.12.2026', { text: 'да пишем', due: '31.12.2026', person: '' }],
  ['ние: да дойдем, до обяд', { text: 'да дойдем, до обяд', due: '', person: '' }],
  ['ние: да пратим списъка до края на януари', { text: 'да пратим списъка', due: '31.1.2027', person: '' }],
  ['ние: да пратим списъка до петък', { text: 'да пратим списъка', due: '27.11.2026', person: '' }],
  ['we: to send the list by 1 March', { text: 'to send the list', due: '1.3.2027', person: '' }],
  ['ние: да пътуваме до Троян', { text: 'да пътуваме до Троян', due: '', person: '' }],
  ['ние: да пътуваме до Троян до 15 май', { text: 'да пътуваме до Троян', due: '15.5.2027', person: '' }],
])('%s', (rest, said) => {
  expect(promiseIn(rest, { us: [], them: [] }, THURSDAY)).toEqual({ owedBy: 'us', ...said })
})

test.each([
  ['Проба Примерова ще изпрати списъка до 15 май', { owedBy: 'us', text: 'ще изпрати списъка', due: '15.5.2027', person: 'Проба Примерова' }],
  ['Анго: да върне визитата', { owedBy: 'them', text: 'да върне визитата', due: '', person: 'Анго Измислен' }],
  ['г-жа Проба Примерова да пише', { owedBy: 'us', text: 'да пише', due: '', person: 'Проба Примерова' }],
  // Two of that first name: nobody can say which.
  ['Иван ще пише', { owedBy: '', text: 'Иван ще пише', due: '', person: '' }],
  ['Проба Примерова ще пише, отговаря: Друг Човеков', { owedBy: 'us', text: 'ще пише', due: '', person: 'Друг Човеков' }],
] as const)('who is named first promises: %s', (rest, said) => {
  const people = [
    { name: 'Проба Примерова', side: 'us' },
    { name: 'Анго Измислен', side: 'them' },
    { name: 'Иван Първи', side: 'us' },
    { name: 'Иван Втори', side: 'them' },
  ] as const
  expect(promiseIn(rest, { us: [], them: [], people }, THURSDAY)).toEqual(said)
})
