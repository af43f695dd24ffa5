// Names meet under one key however they are spelled, and stay apart when they are different names.
import { describe, expect, test } from 'vitest'
import { soundKey } from './hearing.ts'
import { bareName, nameKey, nameKeys, withinOneTypo } from './name-key.ts'
import { plainLatin, scriptOf, transliterate } from './transliteration.ts'

describe('transliteration', () => {
  test('Bulgarian follows the law', () => {
    expect(transliterate('Щъркелово, Жълтуша, Юндола, Цар Калоян', 'bg')).toBe('Shtarkelovo, Zhaltusha, Yundola, Tsar Kaloyan')
    expect(transliterate('София, България', 'bg')).toBe('Sofia, Bulgaria')
    expect(transliterate('ТРОЯН', 'bg')).toBe('TROYAN')
  })
  test('Macedonian and Serbian have their own letters', () => {
    expect(transliterate('Ѓорче, Ќустендил, Дојран, Џумаја', 'mk')).toBe('Gjorche, Kjustendil, Dojran, Dzhumaja')
    expect(transliterate('Ђердап, Љиг, Њива, Ћуприја, Џеп', 'sr')).toBe('Đerdap, Ljig, Njiva, Ćuprija, Džep')
  })
  test('Latin marks fall away, other scripts stay', () => {
    expect(plainLatin('Łomża Niš Großkirchen Călărași')).toBe('Lomza Nis Grosskirchen Calarasi')
    expect(plainLatin('Троян й')).toBe('Троян й')
  })
  test('the script of a text', () => {
    expect([scriptOf('Троян'), scriptOf('Troyan'), scriptOf('景德镇'), scriptOf('Βέροια'), scriptOf('42')]).toEqual([
      'cyrillic',
      'latin',
      'han',
      'other',
      'other',
    ])
  })
})

describe('name keys', () => {
  test.each([
    ['Троян', 'Troyan', 'Trojan', 'Тројан', 'Troïan'],
    ['Дойран', 'Doiran', 'Dojran', 'Дојран'],
    ['Шабац', 'Šabac', 'Sabac', 'Shabats'],
    ['Кочани', 'Kočani', 'Kocani', 'Kochani'],
    ['Любляна', 'Љубљана', 'Ljubljana'],
    ['Куманово', 'Koumanovo', 'Kumanovo'],
    ['Göttingen', 'Goettingen'],
    ["M'saken", 'M’saken', 'Msaken'],
    ['Троян', 'Троя\u0300н', 'Тро\u0301я\u0323н'],
    ['Ѝван Пѐтров', 'И\u0300ван Пе\u0300тров', 'Иван Петров'],
    ['Ѓорѓи Ќосев', 'Г\u0301орг\u0301и К\u0301осев'],
  ])('%s and its spellings are one', (...spellings) => {
    expect(new Set(spellings.map(nameKey)).size).toBe(1)
  })
  test('different names stay different', () => {
    expect(nameKey('Троян')).not.toBe(nameKey('Трояново'))
    expect(nameKey('Видин')).not.toBe(nameKey('Водин'))
  })
  test('Chinese characters are their own key', () => expect(nameKey('景德镇')).toBe('景德镇'))
  test('several words have a joined key too', () => {
    expect(nameKeys('Сент Ерблен')).toEqual(['sent erblen', 'senterblen'])
    expect(nameKeys('Сентерблен')).toEqual(['senterblen'])
    expect(nameKeys('–')).toEqual([])
  })
  test('names written by ear share their sound', () => {
    expect(soundKey('Джиндъджън')).toBe(soundKey('Цзиндэчжэнь'))
    expect(soundKey('Дзиндъджън')).toBe(soundKey('Джиндъджън'))
    expect(soundKey('Сентерблен')).toBe(soundKey('Saint-Herblain'))
    expect(soundKey('Кацаго Сан Мартино')).toBe(soundKey('Cazzago San Martino', 'IT'))
    expect(soundKey('Троян')).not.toBe(soundKey('Ловеч'))
  })
  test.each([
    ['Божанси', 'Beaugency'],
    ['Бурж', 'Bourges'],
    ['Шалон ан Шампан', 'Châlons-en-Champagne'],
    ['Аржантан', 'Argentan'],
    ['Генгам', 'Guingamp'],
  ])('French spelling is read as the French do: %s', (heard, own) => expect(soundKey(heard)).toBe(soundKey(own, 'FR')))
  test('one slip is forgiven, two are not', () => {
    expect(withinOneTypo('troian', 'troian')).toBe(true)
    expect(withinOneTypo('troian', 'trioan')).toBe(true)
    expect(withinOneTypo('troian', 'trian')).toBe(true)
    expect(withinOneTypo('troian', 'troiant')).toBe(true)
    expect(withinOneTypo('troian', 'troinat')).toBe(false)
    expect(withinOneTypo('troian', 'traiin')).toBe(false)
    expect(withinOneTypo('', 'ab')).toBe(false)
  })
  test('what a place is does not belong to its name', () => {
    expect(bareName('Община Троян')).toBe('Троян')
    expect(bareName('гр. Ловеч')).toBe('Ловеч')
    expect(bareName('Общ. Дойран')).toBe('Дойран')
    expect(bareName('Obshtina Troyan')).toBe('Troyan')
    expect(bareName('Община')).toBe('Община')
  })
  test.each([
    ['La Maddalena', 'La Maddalena'],
    ['Comune di La Maddalena', 'La Maddalena'],
    ['Castelnuovo di Porto', 'Castelnuovo di Porto'],
    ['Comune di Faenza', 'Faenza'],
    ['La Ville de Paris', 'Paris'],
    ['Ville de La Rochelle', 'La Rochelle'],
    ['Mairie de Vigneux', 'Vigneux'],
    ['The Municipality of Troyan', 'Troyan'],
    ['City of The Hague', 'The Hague'],
    ['municipality of the hills', 'hills'],
    ['Município de Loures', 'Município de Loures'],
  ])('an article and „of“ go only with the word they belong to: %s', (name, bare) => {
    expect(bareName(name)).toBe(bare)
  })
})
