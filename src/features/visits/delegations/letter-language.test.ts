// In which language whom is written to, case by case.
import { expect, test } from 'vitest'
import { languageOfDelegate } from './letter-language.ts'

const OF_CHINA = { ownLanguage: 'bg', theirLanguages: ['zh'] }
const OF_FRANCE = { ownLanguage: 'bg', theirLanguages: ['fr'] }

test.each([
  // A guest who speaks more than one language: their side's comes first, ours last.
  ['guests', 'incoming', ['en', 'zh'], ['bg', 'en', 'zh'], OF_CHINA, '', 'zh'],
  ['guests', 'incoming', ['bg', 'zh'], ['bg', 'zh'], OF_CHINA, '', 'zh'],
  ['guests', 'incoming', ['bg', 'en'], ['bg', 'zh', 'en'], OF_CHINA, '', 'en'],
  ['guests', 'incoming', ['bg'], ['bg', 'zh'], OF_CHINA, '', 'bg'],
  ['guests', 'incoming', ['bg', 'en'], ['bg', 'en'], { ownLanguage: 'bg', theirLanguages: [] }, '', 'en'],
  // No language of the visit: one papers know, else their side's.
  ['guests', 'incoming', ['tr', 'en'], ['bg', 'fr'], OF_FRANCE, '', 'en'],
  ['guests', 'incoming', ['tr'], ['bg', 'fr'], OF_FRANCE, '', 'fr'],
  ['guests', 'incoming', [], ['bg', 'en', 'fr'], OF_FRANCE, '', 'fr'],
  ['guests', 'incoming', [], ['bg'], OF_FRANCE, '', 'bg'],
  ['guests', 'incoming', [], ['ja'], { ownLanguage: 'bg', theirLanguages: ['ja'] }, '', 'en'],
  // Our own people, whatever else they speak, at home and abroad.
  ['hosts', 'incoming', ['zh'], ['bg', 'zh'], OF_CHINA, '', 'bg'],
  ['guests', 'outgoing', ['zh', 'en'], ['bg', 'zh'], OF_CHINA, '', 'bg'],
  ['hosts', 'outgoing', ['en', 'zh'], ['bg', 'zh'], OF_CHINA, '', 'zh'],
  // What the office said goes before all of it; what no paper can be set in does not.
  ['guests', 'incoming', ['zh'], ['bg', 'zh'], OF_CHINA, 'en', 'en'],
  ['hosts', 'incoming', [], ['bg', 'zh'], OF_CHINA, 'zh', 'zh'],
  ['guests', 'incoming', ['zh'], ['bg', 'zh'], OF_CHINA, 'tr', 'zh'],
] as const)('of the %s of an %s visit, who speaks %o with papers in %o, %o, said %o: %s', (side, direction, spoken, languages, of, writtenIn, expected) => {
  expect(languageOfDelegate({ writtenIn, side, languages: spoken }, { direction, languages, ...of })).toBe(expected)
})
