// How what was left over says where it comes from, also when the day of that meeting is known only roughly.
import { expect, test } from 'vitest'
import { itemFromInWords, leftFromInWords } from './meeting.ts'

test.each([
  ['2024-10-14', 'от 14 октомври 2024 г.'],
  ['2024-10', 'от октомври 2024 г.'],
  ['2024', 'от 2024 г.'],
  ['2024-10-14/2024-10-16', 'от 14–16 октомври 2024 г.'],
  ['2024-09-15/2024-10-24', 'от среща между 15 септември и 24 октомври 2024 г.'],
  ['2024-10/2024-12', 'от среща между октомври и декември 2024 г.'],
  ['2024~', 'от среща около 2024 г.'],
  [null, 'от среща без дата'],
])('a meeting of %s left something: „%s“', (date, words) => {
  expect([leftFromInWords(date), itemFromInWords(date)]).toEqual([`Останало ${words}`, `останала ${words}`])
})
