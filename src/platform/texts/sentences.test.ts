// Capitals at the beginning of a sentence and within one.
import { expect, test } from 'vitest'
import { asSentence, capitalised, lowered } from './sentences.ts'

test.each([
  ['среща', 'Среща', 'среща', 'Среща.'],
  ['Среща', 'Среща', 'среща', 'Среща.'],
  ['ЗМСМА, чл. 21', 'ЗМСМА, чл. 21', 'ЗМСМА, чл. 21', 'ЗМСМА, чл. 21.'],
  ['12 дни.', '12 дни.', '12 дни.', '12 дни.'],
  ['„среща“', '„среща“', '„среща“', '„среща“.'],
  ['', '', '', '.'],
])('„%s“', (words, begins, within, whole) => expect([capitalised(words), lowered(words), asSentence(words)]).toEqual([begins, within, whole]))

test('the capitals are the language’s own', () =>
  expect([capitalised('istanbul', 'tr'), capitalised('istanbul', 'bg'), lowered('Irmak', 'tr')]).toEqual(['İstanbul', 'Istanbul', 'ırmak']))
