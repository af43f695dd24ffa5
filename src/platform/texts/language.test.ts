// Which language is spoken: the reader's wish among those offered, and what a language without a text says.
import { expect, test } from 'vitest'
import { m } from '#messages'
import { isLanguage, isSiteLanguage, LANGUAGES, localeOf, officeLanguage, preferredLanguage, SITE_LANGUAGES, speakingIn, tagOf } from './language.ts'

test.each([
  ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
  ['de, zh-TW;q=0.7, en;q=0.8', 'en'],
  ['cnr', 'sr'],
  ['sh-Latn-ME', 'sr'],
  ['de,*', null],
  ['fr;q=0', null],
  [undefined, null],
])('who asks for %s is given %s', (asked, given) => expect(preferredLanguage(asked, SITE_LANGUAGES)).toBe(given))

test('only what is offered is given', () => expect([preferredLanguage('fr,en', LANGUAGES), preferredLanguage('fr', LANGUAGES)]).toEqual(['en', null]))

test('seven languages of the site, two of the interface', () => {
  expect([SITE_LANGUAGES, SITE_LANGUAGES.filter(isLanguage), isSiteLanguage('de')]).toEqual([['bg', 'en', 'mk', 'fr', 'it', 'sr', 'zh'], ['bg', 'en'], false])
  expect([SITE_LANGUAGES.map(tagOf), localeOf('sr'), localeOf('mk')]).toEqual([['bg', 'en', 'mk', 'fr', 'it', 'sr-Latn', 'zh-Hans'], 'sr-Latn-ME', 'mk'])
})

test('what only the office says is said in English, what citizens read in their own language', () => {
  const said = SITE_LANGUAGES.map((language) => speakingIn(language, () => [m.ui_save(), m.website_news_title(), officeLanguage()]))
  expect(said).toEqual([
    ['Запиши', 'Новини', 'bg'],
    ['Save', 'News', 'en'],
    ['Save', 'Новости', 'en'],
    ['Save', 'Actualités', 'en'],
    ['Save', 'Notizie', 'en'],
    ['Save', 'Novosti', 'en'],
    ['Save', '新闻', 'en'],
  ])
})

test('things are counted as each language counts', () => {
  const years = (language: (typeof SITE_LANGUAGES)[number]): string[] =>
    speakingIn(language, () => [0, 1, 2, 5, 21, 22, 25, 111].map((count) => m.website_together_title({ count })))
  expect(years('fr').slice(0, 3)).toEqual(['0 an ensemble', '1 an ensemble', '2 ans ensemble'])
  expect(years('sr')).toEqual([
    '0 godina zajedno',
    '1 godina zajedno',
    '2 godine zajedno',
    '5 godina zajedno',
    '21 godina zajedno',
    '22 godine zajedno',
    '25 godina zajedno',
    '111 godina zajedno',
  ])
  expect(years('mk').filter((_, at) => [1, 2, 4].includes(at))).toEqual(['1 година заедно', '2 години заедно', '21 година заедно'])
  expect(years('zh')[3]).toBe('携手5年')
  const towns = (count: number): string => speakingIn('sr', () => m.website_lead_towns({ count, inCountries: m.website_in_countries({ count }) }))
  expect([1, 4, 5, 21, 22, 25].map((count) => towns(count).split(',')[0])).toEqual([
    'Jedan grad u jednoj zemlji',
    'Četiri grada u četiri zemlje',
    'Pet gradova u pet zemalja',
    '21 grad u 21 zemlji',
    '22 grada u 22 zemlje',
    '25 gradova u 25 zemalja',
  ])
})
