// How finds are counted against what a careful reader took from a text.
import { expect, test } from 'vitest'
import { plain, scoreText, shares } from '../bench/intake-scoring.ts'

const gold = {
  partners: [
    { canonical_name_en: 'Uzorevo', name_in_text: 'Узорево', aliases: [], country_iso2: 'MK', kind: 'municipality' },
    { canonical_name_en: 'Mustingen', name_in_text: 'Мустинген', aliases: ['Musting'], country_iso2: 'DE', kind: 'municipality' },
    { canonical_name_en: 'Embassy of Nowhere', name_in_text: 'посолството', country_iso2: 'FR', kind: 'embassy', optional: true },
  ],
  people: [
    { name: 'Горан Измислев', role: 'кметът на Узорево', role_class: 'mayor' },
    { name: 'Ханс Петер Примерман', role: 'посланик', role_class: 'ambassador' },
  ],
  events: [
    { kind: 'visit', direction: 'incoming', date_iso_or_range: '2026-06-09', with: ['Uzorevo'] },
    { kind: 'forum', direction: 'none', date_iso_or_range: null, with: ['Mustingen'] },
  ],
  relations: [{ with: 'Uzorevo', status: 'twinned' }],
  fields: ['culture', 'sport'],
  fields_optional: ['youth'],
  commitments: [{ text_span: 'ще изпратят три сандъка с книги до края на юни', topic: 'aid', with: ['Uzorevo'] }],
  symbolic_acts: [{ kind: 'gift', with: ['Uzorevo'] }],
}

test('names are compared in plain letters, whatever the alphabet and the marks', () => {
  expect([plain('Община Узорево'), plain('Łódź, Škofja-Loka'), plain(null)]).toEqual(['obshtina uzorevo', 'lodz skofja loka', ''])
})

test('hits, false finds and misses of each kind', () => {
  const found = {
    partners: [
      { canonical_name_en: 'Municipality of Uzorevo', country_iso2: 'mk' },
      { canonical_name_en: 'Musting', country_iso2: 'AT' },
      { canonical_name_en: 'Embassy of Nowhere', country_iso2: 'FR' },
    ],
    people: [
      { name: 'д-р Горан Измислев', role: 'гост', role_class: 'official' },
      { name: 'Ханс Примерман', role: 'посланик', role_class: 'ambassador' },
    ],
    events: [
      { kind: 'delegation', direction: 'incoming', date_iso_or_range: '2026-06', with: ['Узорево'] },
      { kind: 'visit', direction: 'outgoing', date_iso_or_range: '2026-06-09', with: ['Uzorevo'] },
      { kind: 'meeting', direction: 'none', with: ['Mustingen'] },
    ],
    relations: [
      { with: 'Uzorevo', status: 'agreement' },
      { with: 'Uzorevo', status: 'twinned' },
    ],
    fields: ['culture', 'youth', 'health'],
    commitments: [{ text_span: 'Гостите ще изпратят книги до юни', with: ['Uzorevo'] }],
    symbolic_acts: [{ kind: 'flag', with: ['Uzorevo'] }],
  }
  const { counts, mistakes } = scoreText(found, gold)
  expect(counts).toEqual({
    partners: { hit: 1, false: 1, missed: 1 },
    people: { hit: 2, false: 0, missed: 0 },
    'people with role': { hit: 1, false: 1, missed: 1 },
    events: { hit: 1, false: 2, missed: 1 },
    'events loose': { hit: 2, false: 1, missed: 0 },
    relations: { hit: 1, false: 1, missed: 0 },
    'relations loose': { hit: 1, false: 1, missed: 0 },
    fields: { hit: 1, false: 1, missed: 1 },
    commitments: { hit: 1, false: 0, missed: 0 },
    'symbolic acts': { hit: 0, false: 1, missed: 1 },
  })
  expect(mistakes.filter(({ category }) => category === 'fields').map(({ what, words }) => `${what} ${words}`)).toEqual(['false health', 'missed sport'])
})

test('a text that has nothing asks for nothing', () => {
  expect(scoreText({}, {}).counts.partners).toEqual({ hit: 0, false: 0, missed: 0 })
  expect(scoreText({ partners: [{ canonical_name_en: 'Uzorevo', country_iso2: 'MK' }] }, {}).counts.partners).toEqual({ hit: 0, false: 1, missed: 0 })
})

test('precision, recall and F1; unknown where nothing was there to be right about', () => {
  expect(shares({ hit: 3, false: 1, missed: 3 })).toEqual({ precision: 0.75, recall: 0.5, f1: 0.6 })
  expect(shares({ hit: 0, false: 0, missed: 0 })).toEqual({ precision: null, recall: null, f1: null })
  expect(shares({ hit: 0, false: 0, missed: 2 })).toEqual({ precision: 0, recall: 0, f1: 0 })
})
