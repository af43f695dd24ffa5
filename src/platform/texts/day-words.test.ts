// Days as each language of the site writes them, certain and uncertain.
import { expect, test } from 'vitest'
import { dateInWords, dayInWords } from '../dates.ts'
import { daysWords } from './day-words.ts'
import { SITE_LANGUAGES, type SiteLanguage } from './language.ts'

const WRITTEN: Readonly<Record<SiteLanguage, readonly string[]>> = {
  bg: ['2018 г.', 'септември 2018 г.', '1 октомври 2018 г.', 'около 2003 г.', 'между 15 септември и 24 октомври 2024 г.', 'между 2003 г. и 2005 г.'],
  en: ['2018', 'September 2018', '1 October 2018', 'about 2003', 'between 15 September and 24 October 2024', 'between 2003 and 2005'],
  mk: ['2018 г.', 'септември 2018 г.', '1 октомври 2018 г.', 'околу 2003 г.', 'меѓу 15 септември и 24 октомври 2024 г.', 'меѓу 2003 г. и 2005 г.'],
  fr: ['2018', 'septembre 2018', '1er octobre 2018', 'vers 2003', 'entre le 15 septembre et le 24 octobre 2024', 'entre 2003 et 2005'],
  it: ['2018', 'settembre 2018', '1º ottobre 2018', '2003 circa', 'tra il 15 settembre e il 24 ottobre 2024', 'tra il 2003 e il 2005'],
  sr: ['2018.', 'septembar 2018.', '1. oktobar 2018.', 'oko 2003.', 'između 15. septembra i 24. oktobra 2024.', 'između 2003. i 2005.'],
  zh: ['2018年', '2018年9月', '2018年10月1日', '约2003年', '2024年9月15日至10月24日之间', '2003年至2005年之间'],
}
const DATES = ['2018', '2018-09', '2018-10-01', '2003~', '2024-09-15/2024-10-24', '2003/2005']

test.each(SITE_LANGUAGES)('in %s', (language) => expect(DATES.map((date) => dateInWords(date, language))).toEqual(WRITTEN[language]))

test('about a day and a month, and between days whose article changes', () => {
  expect(['2018-09-24~', '2018-09~'].flatMap((date) => (['fr', 'it', 'sr', 'zh'] as const).map((language) => dateInWords(date, language)))).toEqual([
    'vers le 24 septembre 2018',
    '24 settembre 2018 circa',
    'oko 24. septembra 2018.',
    '约2018年9月24日',
    'vers septembre 2018',
    'settembre 2018 circa',
    'oko septembra 2018.',
    '约2018年9月',
  ])
  expect([dateInWords('2024-03-08/2024-05-11', 'it'), dateInWords('2024-01/2024-04', 'it'), dateInWords('2024-01/2024-04', 'sr')]).toEqual([
    'tra l’8 marzo e l’11 maggio 2024',
    'tra gennaio e aprile 2024',
    'između januara i aprila 2024.',
  ])
})

test('the day of the week, and days on end', () => {
  expect(SITE_LANGUAGES.map((language) => dayInWords('2018-09-24', { weekday: true, language }))).toEqual([
    'понеделник, 24 септември 2018 г.',
    'Monday, 24 September 2018',
    'понеделник, 24 септември 2018 г.',
    'lundi 24 septembre 2018',
    'lunedì 24 settembre 2018',
    // As Montenegro says it; Serbia says ponedeljak.
    'ponedjeljak, 24. septembar 2018.',
    '2018年9月24日星期一',
  ])
  expect(dayInWords('2026-11-22', { weekday: true, language: 'sr' })).toBe('nedjelja, 22. novembar 2026.')
  expect(SITE_LANGUAGES.map((language) => daysWords('2018-09-29', '2018-10-02', language))).toEqual([
    '29 септември – 2 октомври 2018 г.',
    '29 September – 2 October 2018',
    '29 септември – 2 октомври 2018 г.',
    '29 septembre – 2 octobre 2018',
    '29 settembre – 2 ottobre 2018',
    '29. septembar – 2. oktobar 2018.',
    '2018年9月29日至10月2日',
  ])
})
