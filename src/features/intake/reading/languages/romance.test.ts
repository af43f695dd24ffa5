// Italian and French: numbers of years, days, posts and towns as their papers write them.
import { describe, expect, test } from 'vitest'
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { anchoredOf, has } from '../cues.ts'
import { datesIn, numberOf } from '../dates.ts'
import { openPage } from '../page.ts'
import { rolesIn } from '../people.ts'
import type { Language } from './language.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'

const roles = (text: string, language: Language): string[] =>
  openPage(text, language).sentences.flatMap((sentence) => rolesIn(sentence, language).map(({ role }) => role))
const day = (text: string, language: Language, published = '2024-06-12'): (string | null)[] =>
  datesIn(foldLetters(text), 0, language, published, false).map(({ iso }) => iso)
const endsWithTown = (text: string, language: Language): boolean => anchoredOf(language.town, language).end.test(foldLetters(text))

describe('Italian', () => {
  test.each([
    ['ventuno', 21],
    ['trentotto', 38],
    ['sessantatre', 63],
    ['cinquantesimo', 50],
    ["trent'", 30],
    ['mezzo secolo', 50],
  ])('%s', (word, n) => expect(numberOf(word, it)).toBe(n))

  test('days', () => {
    expect(day('da lunedì 15 a sabato 20 aprile 2024', it)).toEqual(['2024-04-15/2024-04-20'])
    expect(day('delibera del 22/09/2022', it)).toContain('2022-09-22')
    expect(day('Grazia Sara Modello canta', it)).toEqual([])
  })

  test('posts', () => {
    expect(roles("l'assessora allo Sport e alla Cultura Anna Modello con la presidente del Comitato gemellaggi Rita Modello", it)).toEqual([
      'deputy_mayor',
      'association',
    ])
    expect(roles('il primo cittadino, la vicesindaca, il presidente del Consiglio comunale e il console onorario', it)).toEqual([
      'mayor',
      'deputy_mayor',
      'council_chair',
      'consul',
    ])
  })

  test('what stands before a town', () => {
    for (const text of ['il sindaco di', 'la cittadina bavarese di', 'il gemellaggio con', 'una delegazione proveniente da', "il primo cittadino dell'"])
      expect(endsWithTown(text, it), text).toBe(true)
    expect(endsWithTown('il presidente della', it)).toBe(false)
  })

  test('a name is no future, a committee no twinning', () => {
    expect(has(it.future, it, foldLetters('ha parlato Sara Modello della primavera'))).toBe(false)
    expect(has(it.future, it, foldLetters('sarà presentata la mostra'))).toBe(true)
    expect(has(it.relations.twinned, it, 'la presidente del comitato gemellaggi')).toBe(false)
  })
})

describe('French', () => {
  test.each([
    ['vingt et un', 21],
    ['trente-deux', 32],
    ['soixante-quinze', 75],
    ['quatre-vingt-dix-huit', 98],
    ['septante', 70],
    ['cinquantieme', 50],
  ])('%s', (word, n) => expect(numberOf(word, fr)).toBe(n))

  test('days', () => {
    expect(day('du jeudi 27 au samedi 29 juin 2024', fr)).toEqual(expect.arrayContaining(['2024-06-27/2024-06-29']))
    expect(day("à la fin de l'été 2023", fr)).toEqual(['2023-06/2023-08'])
    expect(day('M. Bruno Toussaint a été élu', fr)).toEqual([])
  })

  test('posts', () => {
    expect(roles("l'échevine de l'Enseignement, le bourgmestre, la première adjointe et le président du comité de jumelage", fr)).toEqual([
      'deputy_mayor',
      'mayor',
      'deputy_mayor',
      'association',
    ])
    expect(roles("la cheffe de chœur, la proviseure et le chef d'entreprise", fr)).toEqual(['culture', 'academic', 'business'])
  })

  test('what stands before a town', () => {
    for (const text of ['la ville jumelle bavaroise de', "le maire d'", 'jumelée avec', 'une délégation venue de', 'le comité de jumelage de'])
      expect(endsWithTown(text, fr), text).toBe(true)
    expect(endsWithTown("l'échevin de la", fr)).toBe(false)
  })

  test('lands told by their people and parts', () => {
    const lands = (text: string): string[] => countriesIn(foldLetters(text), 'fr', (start, end) => text.slice(start, end)).map(({ country }) => country)
    expect(lands('une cité bavaroise, une ville grecque et le Bénin')).toEqual(['DE', 'GR', 'BJ'])
  })
})
