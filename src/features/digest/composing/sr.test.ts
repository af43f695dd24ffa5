// The digest in Montenegrin: cases of the noun before a name, days in the genitive, plurals of three kinds, and a whole month as it is read.
import { describe, expect, test } from 'vitest'
import { OCTOBER } from '../../../../tests/support/digest-month.ts'
import { compose, plainText } from './composing.ts'
import { dueInWords, monthInWords, whenInWords } from './days.ts'
import type { NameFacts } from './month.ts'
import { Speaker } from './speaking.ts'
import { MONTENEGRIN } from './sr.ts'

const speaker = (): Speaker => new Speaker(MONTENEGRIN, '2024-10')
const named = (kind: NameFacts['kind'], names: NameFacts['names'], country = 'ME'): NameFacts => ({ id: 'x', kind, country, names })
const form = (name: string, of: NameFacts): string => MONTENEGRIN.forms[name]!({ items: [{ text: speaker().name(of), of }], join: speaker().list })
const text = (name: string, words: string): string => MONTENEGRIN.forms[name]!({ items: [{ text: words, of: null }], join: speaker().list })

test.each([
  ['municipality', 'Opština Primjerevo', 'opštine Primjerevo', 'opštini Primjerevo', 'sa opštinom Primjerevo'],
  ['embassy', 'Ambasada Bugarske', 'ambasade Bugarske', 'ambasadi Bugarske', 'sa ambasadom Bugarske'],
  ['embassy', 'Embassy', 'diplomatskog predstavništva Embassy', 'diplomatskom predstavništvu Embassy', 'sa diplomatskim predstavništvom Embassy'],
  ['school', 'Primjer', 'škole Primjer', 'školi Primjer', 'sa školom Primjer'],
  ['region', 'Primjer', 'regiona Primjer', 'regionu Primjer', 'sa regionom Primjer'],
  ['company', 'Primjer', 'preduzeća Primjer', 'preduzeću Primjer', 'sa preduzećem Primjer'],
  ['other', 'Udruženje grnčara', 'udruženja grnčara', 'udruženju grnčara', 'sa udruženjem grnčara'],
] as const)('%s %s: %s, %s, %s', (kind, sr, gen, dat, ins) => {
  const of = named(kind, { sr })
  expect([form('gen', of), form('dat', of), form('with', of)]).toEqual([gen, dat, ins])
})

test.each([
  [{ bg: 'Община Троян', en: 'Troyan' }, 'BG', 'Trojan'],
  [{ bg: 'Велико Търново' }, 'BG', 'Veliko Trnovo'],
  [{ mk: 'Општина Дојран' }, 'MK', 'Dojran'],
  [{ sr: 'Општина Котор' }, 'ME', 'Kotor'],
  [{ fr: 'Arles', bg: 'Арл', en: 'Arles' }, 'FR', 'Arles'],
])('%o of %s is %s', (names, country, said) => {
  expect(speaker().name(named('municipality', names, country))).toBe(said)
})

test('countries in the instrumental, others behind a noun', () => {
  const regions = new Intl.DisplayNames(['sr-Latn-ME'], { type: 'region' })
  expect(['MK', 'FR', 'CN', 'US', 'TR', 'VU'].map((code) => text('withCountries', regions.of(code)!))).toEqual([
    'sa Sjevernom Makedonijom',
    'sa Francuskom',
    'sa Kinom',
    'sa Sjedinjenim Američkim Državama',
    'sa Turskom',
    'sa državom Vanuatu',
  ])
})

test.each([
  ['2024-10-14', '14. oktobra'],
  ['2023-08-01', '1. avgusta 2023. godine'],
  ['2024-10-12/2024-10-14', 'od 12. do 14. oktobra'],
  ['2024-09-30/2024-10-02', 'od 30. septembra do 2. oktobra'],
  ['2024-10', null],
  ['2024-09', 'u septembru'],
  ['2003', '2003. godine'],
  ['2024-09/2024-10', 'između septembra i oktobra'],
  ['2018~', 'oko 2018. godine'],
  ['2024-05~', 'oko maja'],
])('%s: %s', (date, said) => {
  expect(whenInWords(date, '2024-10', MONTENEGRIN)).toBe(said)
})

test('by when', () => {
  expect(dueInWords('2024-12-01', MONTENEGRIN)).toBe('do 1. decembra 2024. godine')
  expect(dueInWords('2027', MONTENEGRIN)).toBe('do kraja 2027. godine')
  expect(dueInWords('2027-02', MONTENEGRIN)).toBe('do kraja februara 2027. godine')
  expect(monthInWords('2024-10', MONTENEGRIN)).toBe('oktobar 2024. godine')
  expect(text('monthGen', 'oktobar 2024. godine')).toBe('oktobra 2024. godine')
})

test.each([
  [0, '0 sastanaka'],
  [1, 'jedan sastanak'],
  [2, 'dva sastanka'],
  [3, 'tri sastanka'],
  [5, 'pet sastanaka'],
  [11, '11 sastanaka'],
  [21, '21 sastanak'],
  [22, '22 sastanka'],
  [100, '100 sastanaka'],
])('%i: %s', (count, said) => {
  expect(speaker().say('count.meeting', { count })).toBe(said)
})

test('posts stand in brackets behind the name, in Latin letters', () => {
  const { person } = MONTENEGRIN
  expect(person({ name: 'Proba Probova', words: '', role: 'mayor', of: 'Kotor' })).toBe('Proba Probova (predsjednik opštine Kotor)')
  expect(person({ name: 'Proba Probova', words: 'Предсједница општине', role: 'mayor', of: 'Kotor' })).toBe('Proba Probova (predsjednica opštine)')
  expect(person({ name: 'Proba Probova', words: '', role: 'consul', of: 'Konzulat' })).toBe('Proba Probova (konzul, Konzulat)')
  expect(person({ name: 'Proba Probova', words: '', role: 'other', of: null })).toBe('Proba Probova')
})

test('lists have one „i“, before the last', () => {
  expect([['A'], ['A', 'B'], ['A', 'B', 'C']].map((names) => speaker().list(names))).toEqual(['A', 'A i B', 'A, B i C'])
})

describe('a whole month', () => {
  const whole = plainText(compose(OCTOBER, MONTENEGRIN))

  test('reads as it is written in a bulletin', () => {
    expect(whole.split('\n\n')).toEqual([
      /* WHOLE */
      'Opština Uzorevo u svijetu: oktobar 2024. godine',
      'Tokom oktobra 2024. godine u međunarodnoj saradnji opštine Uzorevo zabilježeno je: jedna posjeta gostiju, jedna proslava s gostima, jedna posjeta partnerima, jedan simboličan gest, jedna dogovorena obaveza i jedan plan. Saradnja se odvijala sa Sjevernom Makedonijom, Francuskom, Crnom Gorom i Italijom.',
      'Obnovljena veza sa opštinom Primerovo',
      '1. oktobra gosti opštine Uzorevo bili su predstavnici opštine Primerovo povodom događaja „Praznik šljive“. Učestvovali su Ango Probov (predsjednik opštine Primerovo) i Proba Služitelova (predsjednik opštine Uzorevo). Teme kontakata: kultura i zanatstvo.',
      'Obnovljena je saradnja između opštine Uzorevo i opštine Primerovo, dokument br. 17. Time je završen prekid od oko 6 godina.',
      'Jubilej sa opštinom Le Champ-Modèle i opštinom Arlande',
      'Zajedno su slavili od 12. do 14. oktobra predstavnici opštine Uzorevo, opštine Le Champ-Modèle i opštine Arlande. Predstavnici opštine Uzorevo, opštine Le Champ-Modèle i opštine Arlande zasadili su drvo prijateljstva u gradskom parku.',
      'Navršava se 20 godina od potpisivanja sa opštinom Le Champ-Modèle i opštinom Arlande 2004. godine.',
      'U posjeti opštini Primjerevo',
      'U posjeti opštini Primjerevo bila je 3. oktobra delegacija opštine Uzorevo, uz učešće ambasade Bugarske u Crnoj Gori. Među učesnicima je Jana Junakova (na čelu skupštine opštine Uzorevo). Oblasti kontakata: lokalna samouprava, privreda i mladi.',
      'Iskazana je obostrana namjera za bližu saradnju između opštine Uzorevo i opštine Primjerevo. Kontakti sa opštinom Primjerevo datiraju od 2022. godine: prošle su 2 godine. Oblast saradnje sa opštinom Primjerevo: turizam.',
      'Predstavnici opštine Uzorevo i opštine Primjerevo dogovorili su se da podrže saradnju grnčara. U zajedničkim planovima opštine Uzorevo i opštine Primjerevo do kraja oktobra 2027. godine: redovna razmjena umjetnika.',
      'Novi potpis sa opštinom L’Esempio',
      '11. oktobra predstavnici opštine Uzorevo i opštine L’Esempio potpisali su sporazum, na snazi do kraja 2029. godine.',
      '8. oktobra opština Uzorevo ispunila je obećanje dato opštini L’Esempio: „Poslati program“.',
      'Naredni događaj sa opštinom Arlande 8. novembra: izložba, „Zemlja i vatra“. 7. novembra je Dan grada (Le Champ-Modèle). 18. novembra navršava se 5 godina od potpisivanja sa opštinom L’Esempio. Do 30. novembra 2024. godine treba ispuniti dogovoreno sa opštinom Primerovo: „Potvrditi datume“.',
      'Mreža opštine Uzorevo na kraju mjeseca broji sedam partnerstava u pet država. Ostaje da se ispune dvije dogovorene obaveze. Otvoreno je još: jedan plan.',
      /* END */
    ])
  })

  test('no Cyrillic, no day in the nominative, no ekavian word, no double blank', () => {
    expect(whole.match(/\p{Script=Cyrillic}|\d\. (?:oktobar|novembar)|\b(?:poseta|sednica|predsednik|Severn\p{L}+)\b| {2}/giu)).toBeNull()
  })
})
