// The site's words: how a town is spoken of, what a partner is called, which years are told. Names are made up.
import { expect, test } from 'vitest'
import type { Place } from '#features/places/place.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { yearsOf } from './home.ts'
import { homeTitle, partnerName, townGender, webSources } from './site.ts'

test.each([
  ['Троян', 'his', 'Троян и неговите побратими'],
  ['София', 'her', 'София и нейните побратими'],
  ['Стара Загора', 'her', 'Стара Загора и нейните побратими'],
  ['Велико Търново', 'his', 'Велико Търново и неговите побратими'],
  ['Русе', 'his', 'Русе и неговите побратими'],
  ['Хисаря', 'none', 'Побратимите на Хисаря'],
  ['Две могили', 'none', 'Побратимите на Две могили'],
  ['Jablanica', 'none', 'Побратимите на Jablanica'],
])('%s is spoken of as %s', (town, gender, title) => {
  expect([townGender(town), speakingIn('bg', () => homeTitle(town, true))]).toEqual([gender, title])
})

test('while nobody is a twin they are partners', () => {
  expect([
    speakingIn('bg', () => homeTitle('Троян', false)),
    speakingIn('en', () => homeTitle('Troyan', false)),
    speakingIn('en', () => homeTitle('Troyan', true)),
  ]).toEqual(['Троян и неговите партньори', 'Troyan and its partners', 'Troyan and its twin towns'])
})

const text = (of: Record<string, string>) => ({
  source: Object.keys(of)[0]!,
  in: Object.fromEntries(Object.entries(of).map(([lang, words]) => [lang, { text: words, at: '2026-01-01T00:00:00.000Z', checked: true }])),
})
const place: Place = {
  id: 1,
  name: 'Madeupville',
  country: 'FR',
  latitude: 1,
  longitude: 2,
  population: 0,
  elevation: null,
  timeZone: 'Europe/Paris',
  names: ['Измисленвил'],
}

test.each([
  ['en', { bg: 'Мадъпвил', en: 'Made-Up' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Made-Up' }],
  ['en', { bg: 'Мадъпвил' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Madeupville-sur-Rien', lang: 'fr' }],
  ['en', { bg: 'Мадъпвил' }, '虚构', 'zh', place, { text: 'Madeupville' }],
  ['en', { bg: 'Щастливо' }, null, null, null, { text: 'Shtastlivo' }],
  ['bg', { en: 'Made-Up' }, null, null, place, { text: 'Измисленвил' }],
  ['bg', { en: 'Made-Up' }, null, null, null, { text: 'Made-Up', lang: 'en' }],
  ['bg', { mk: 'Измислено' }, null, null, null, { text: 'Измислено', lang: 'mk' }],
] as const)('a reader of %s meets %j (%s, %s)', (language, name, nativeName, nativeLanguage, at, shown) => {
  expect(speakingIn(language, () => partnerName({ name: text(name), nativeName, nativeLanguage }, at))).toEqual(shown)
})

test('only sources that open in a browser are shown', () => {
  const sources = [
    { title: 'Писмо', url: null, date: null },
    { title: 'Вреда', url: 'javascript:alert(1)', date: null },
    { title: '', url: 'https://example.org/', date: '2024-10' },
  ]
  expect(speakingIn('bg', () => webSources(sources))).toEqual([{ title: 'https://example.org/', href: 'https://example.org/', when: 'октомври 2024 г.' }])
})

test('the line of years takes the weightiest, two a year, eight years, in order of time', () => {
  const line = (date: string, weight: number, words: string) => ({ date, weight, words: { text: words }, coming: false })
  const years = yearsOf([
    line('2004', 0, 'а'),
    line('2004-05', 4, 'в'),
    line('2004-06', 3, 'б'),
    line('2004', 0, 'а'),
    ...Array.from({ length: 9 }, (_, n) => line(String(2010 + n), 4, `п${n}`)),
  ])
  expect(years.map(({ year, items }) => [year, items.map(({ text: words }) => words)])).toEqual([
    ['2004', ['а', 'б']],
    ...Array.from({ length: 7 }, (_, n) => [String(2012 + n), [`п${n + 2}`]]),
  ])
})
