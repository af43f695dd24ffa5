// Days and hours as papers write them, in every language papers are printed in.
import { expect, test } from 'vitest'
import { dayOnPaper, daysOnPaper, hourOnPaper, PAPER_LANGUAGES, paperLanguageOf, weekdayOnPaper, type PaperLanguage } from './paper-languages.ts'

const WRITTEN: Readonly<Record<PaperLanguage, readonly string[]>> = {
  bg: [
    '24 септември 2018 г.',
    'понеделник, 24 септември 2018 г.',
    'понеделник, 24 септември',
    '29 декември 2026 г. – 2 януари 2027 г.',
    '24–28 септември 2018 г.',
  ],
  en: ['24 September 2018', 'Monday, 24 September 2018', 'Monday 24 September', '29 December 2026 – 2 January 2027', '24–28 September 2018'],
  fr: ['24 septembre 2018', 'lundi 24 septembre 2018', 'lundi 24 septembre', '29 décembre 2026 – 2 janvier 2027', '24–28 septembre 2018'],
  it: ['24 settembre 2018', 'lunedì 24 settembre 2018', 'lunedì 24 settembre', '29 dicembre 2026 – 2 gennaio 2027', '24–28 settembre 2018'],
  mk: [
    '24 септември 2018 г.',
    'понеделник, 24 септември 2018 г.',
    'понеделник, 24 септември',
    '29 декември 2026 г. – 2 јануари 2027 г.',
    '24–28 септември 2018 г.',
  ],
  sr: ['24. септембар 2018.', 'понедељак, 24. септембар 2018.', 'понедељак, 24. септембар', '29. децембар 2026. – 2. јануар 2027.', '24.–28. септембар 2018.'],
  zh: ['2018年9月24日', '2018年9月24日星期一', '9月24日星期一', '2026年12月29日至2027年1月2日', '2018年9月24日至28日'],
  de: ['24. September 2018', 'Montag, 24. September 2018', 'Montag, 24. September', '29. Dezember 2026 – 2. Januar 2027', '24.–28. September 2018'],
}

test.each(PAPER_LANGUAGES)('days in %s', (language) => {
  expect([
    dayOnPaper('2018-09-24', language),
    dayOnPaper('2018-09-24', language, { weekday: true }),
    weekdayOnPaper('2018-09-24', language),
    daysOnPaper('2026-12-29', '2027-01-02', language),
    daysOnPaper('2018-09-24', '2018-09-28', language),
  ]).toEqual(WRITTEN[language])
  expect(daysOnPaper('2018-09-24', '2018-09-24', language)).toBe(WRITTEN[language][0])
})

test('a span over the end of a month', () => {
  expect([daysOnPaper('2018-09-29', '2018-10-02', 'zh'), daysOnPaper('2018-09-29', '2018-10-02', 'it')]).toEqual([
    '2018年9月29日至10月2日',
    '29 settembre – 2 ottobre 2018',
  ])
})

test('the first of a month, where a language counts it', () => {
  expect([
    dayOnPaper('2026-10-01', 'fr', { weekday: true }),
    weekdayOnPaper('2026-10-01', 'it'),
    dayOnPaper('2026-10-11', 'fr'),
    dayOnPaper('2026-10-01', 'de'),
  ]).toEqual(['jeudi 1er octobre 2026', 'giovedì 1º ottobre', '11 octobre 2026', '1. Oktober 2026'])
  expect([daysOnPaper('2026-10-01', '2026-10-03', 'fr'), daysOnPaper('2026-12-31', '2027-01-01', 'fr'), daysOnPaper('2026-10-21', '2026-10-31', 'it')]).toEqual(
    ['1er–3 octobre 2026', '31 décembre 2026 – 1er janvier 2027', '21–31 ottobre 2026'],
  )
})

test('hours stand on the clocks of their zone, also when these are turned', () => {
  const last = new Date('2026-10-25T00:30:00Z')
  expect([hourOnPaper(last, 'Europe/Sofia'), hourOnPaper(new Date('2026-10-25T01:30:00Z'), 'Europe/Sofia'), hourOnPaper(last, 'Asia/Shanghai')]).toEqual([
    '03:30',
    '03:30',
    '08:30',
  ])
  expect(hourOnPaper(new Date('2026-03-28T22:00:00Z'), 'Europe/Sofia')).toBe('00:00')
  expect(['bg', 'ro', ''].map(paperLanguageOf)).toEqual(['bg', 'en', 'en'])
})
