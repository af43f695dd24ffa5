// The digest in French: elision and contraction, countries, posts, days, plurals, and a whole month as it is read.
import { describe, expect, test } from 'vitest'
import { OCTOBER } from '../../../../tests/support/digest-month.ts'
import { compose, plainText } from './composing.ts'
import { dueInWords, monthInWords, whenInWords } from './days.ts'
import { FRENCH } from './fr.ts'
import type { NameFacts } from './month.ts'
import { type Slots, Speaker } from './speaking.ts'

const speaker = (): Speaker => new Speaker(FRENCH, '2024-10')
/** With common blanks: which ones are set is tested by itself. */
const plain = (text: string): string => text.replace(/[\u202F\u00A0]/g, ' ')
const form = (name: string, ...texts: string[]): string =>
  plain(FRENCH.forms[name]!({ items: texts.map((text) => ({ text, of: null })), join: speaker().list }))
const named = (kind: NameFacts['kind'], fr: string): NameFacts => ({ id: fr, kind, country: 'FR', names: { fr } })
const say = (situation: Parameters<Speaker['say']>[0], slots: Slots): string | null => {
  const said = speaker().sentence(situation, slots)
  return said === null ? null : plain(said)
}

test.each([
  ['Dojran', 'de Dojran', 'à Dojran'],
  ['Arles', 'd’Arles', 'à Arles'],
  ['Le Mans', 'du Mans', 'au Mans'],
  ['Les Ulis', 'des Ulis', 'aux Ulis'],
  ['La Rochelle', 'de La Rochelle', 'à La Rochelle'],
  ['L’Aquila', 'de L’Aquila', 'à L’Aquila'],
  ['Helsinki', 'd’Helsinki', 'à Helsinki'],
  ['Hambourg', 'de Hambourg', 'à Hambourg'],
  ['Hyères', 'd’Hyères', 'à Hyères'],
  ['Yambol', 'de Yambol', 'à Yambol'],
  ['Yvetot', 'd’Yvetot', 'à Yvetot'],
  ['Iași', 'de Iași', 'à Iași'],
  ['Istanbul', 'd’Istanbul', 'à Istanbul'],
  ['Évry', 'd’Évry', 'à Évry'],
  ['le ministère de la Culture', 'du ministère de la Culture', 'au ministère de la Culture'],
  ['l’école des Exemples', 'de l’école des Exemples', 'à l’école des Exemples'],
])('%s: %s, %s', (town, of, at) => {
  expect([form('de', town), form('at', town)]).toEqual([of, at])
})

test('each of several towns has its own preposition', () => {
  expect(form('de', 'Dojran', 'Le Mans', 'Arles')).toBe('de Dojran, du Mans et d’Arles')
  expect(form('at', 'Arles', 'Le Mans')).toBe('à Arles et au Mans')
})

test.each([
  ['BG', 'la Bulgarie', 'en Bulgarie'],
  ['MK', 'la Macédoine du Nord', 'en Macédoine du Nord'],
  ['ME', 'le Monténégro', 'au Monténégro'],
  ['IT', 'l’Italie', 'en Italie'],
  ['CN', 'la Chine', 'en Chine'],
  ['US', 'les États-Unis', 'aux États-Unis'],
  ['JP', 'le Japon', 'au Japon'],
  ['TR', 'la Turquie', 'en Turquie'],
  ['NL', 'les Pays-Bas', 'aux Pays-Bas'],
  ['IR', 'l’Iran', 'en Iran'],
  ['GB', 'le Royaume-Uni', 'au Royaume-Uni'],
  ['CY', 'Chypre', 'à Chypre'],
  ['IL', 'Israël', 'à Israël'],
  ['LI', 'le Liechtenstein', 'au Liechtenstein'],
])('the country %s: %s, %s', (code, said, inside) => {
  const name = new Intl.DisplayNames(['fr-FR'], { type: 'region' }).of(code)!
  expect(form('countries', name)).toBe(said)
  if (code !== 'IL') expect(form('inCountries', name)).toBe(inside)
})

test.each([
  ['municipality', 'Ville du Champ-Modèle', 'Le Champ-Modèle'],
  ['municipality', 'Commune d’Arlande', 'Arlande'],
  ['municipality', 'La Rochelle', 'La Rochelle'],
  ['embassy', 'Ambassade de Bulgarie au Monténégro', 'l’ambassade de Bulgarie au Monténégro'],
  ['school', 'Lycée des Exemples', 'le lycée des Exemples'],
  ['school', 'Examples High', 'l’établissement Examples High'],
  ['company', 'Exemple SA', 'la société Exemple SA'],
  ['region', 'Région Exemple', 'la région Exemple'],
  ['country', 'Monténégro', 'le Monténégro'],
] as const)('%s %s is called %s', (kind, name, called) => {
  expect(speaker().name(named(kind, name))).toBe(called)
})

test.each([
  ['Hôtel de ville', 'à l’hôtel de ville'],
  ['Parc municipal', 'au parc municipal'],
  ['École des Arts', 'à l’école des Arts'],
  ['Dans la salle des fêtes', 'dans la salle des fêtes'],
  ['Arles', 'à Arles'],
  ['Le Mans', 'au Mans'],
])('somewhere: %s, %s', (place, said) => {
  expect(form('where', place)).toBe(said)
})

test.each([
  ['Fête de la prune', 'à l’occasion de la fête de la prune'],
  ['10e anniversaire du jumelage', 'à l’occasion du 10e anniversaire du jumelage'],
  ['Exposition de printemps', 'à l’occasion de l’exposition de printemps'],
  ['Terre et feu', 'à l’occasion de « Terre et feu »'],
  ['À l’invitation du maire', 'à l’invitation du maire'],
])('what it was held for: %s, %s', (occasion, said) => {
  expect(form('occasion', occasion)).toBe(said)
})

describe('days', () => {
  test.each([
    ['2024-10-01', 'le 1er octobre'],
    ['2024-10-12', 'le 12 octobre'],
    ['2023-08-01', 'le 1er août 2023'],
    ['2024-10-01/2024-10-03', 'du 1er au 3 octobre'],
    ['2024-09-30/2024-10-02', 'du 30 septembre au 2 octobre'],
    ['2024-10', null],
    ['2024-09', 'en septembre'],
    ['2003', 'en 2003'],
    ['2024-09/2024-10', 'entre septembre et octobre'],
    ['2024-06-01/2024-10-15', 'entre le 1er juin et le 15 octobre'],
    ['2018~', 'vers 2018'],
    ['2024-10-12~', 'vers le 12 octobre'],
  ])('%s: %s', (date, said) => {
    expect(whenInWords(date, '2024-10', FRENCH)).toBe(said)
  })

  test('by when, and until when', () => {
    expect(dueInWords('2024-12-01', FRENCH)).toBe('d’ici au 1er décembre 2024')
    expect(dueInWords('2027', FRENCH)).toBe('d’ici fin 2027')
    expect(form('until', 'd’ici au 1er décembre 2024')).toBe('jusqu’au 1er décembre 2024')
    expect(form('until', 'd’ici fin 2029')).toBe('jusqu’à fin 2029')
    expect(monthInWords('2024-08', FRENCH)).toBe('août 2024')
  })
})

test.each([
  [0, '0 visite reçue'],
  [1, 'une visite reçue'],
  [2, 'deux visites reçues'],
  [3, 'trois visites reçues'],
  [5, 'cinq visites reçues'],
  [21, '21 visites reçues'],
  [100, '100 visites reçues'],
])('%i: %s', (count, said) => {
  expect(speaker().say('count.visit.incoming', { count })).toBe(said)
})

test('posts stand behind the name, in words that fit a woman and a man', () => {
  const { person } = FRENCH
  expect(person({ name: 'Proba Probova', words: '', role: 'mayor', of: 'Le Champ-Modèle' })).toBe('Proba Probova, maire du Champ-Modèle')
  expect(person({ name: 'Proba Probova', words: '', role: 'council_chair', of: null })).toBe('Proba Probova, à la présidence du conseil municipal')
  expect(person({ name: 'Proba Probova', words: '', role: 'ambassador', of: 'l’ambassade de Bulgarie' })).toBe('Proba Probova, ambassadeur de Bulgarie')
  expect(person({ name: 'Proba Probova', words: 'Adjointe à la culture', role: 'deputy_mayor', of: 'Arlande' })).toBe('Proba Probova, adjointe à la culture')
  expect(person({ name: 'Proba Probova', words: '', role: 'other', of: 'Arlande' })).toBe('Proba Probova')
})

test('a list of people keeps apart who holds what', () => {
  expect(form('people', 'A, maire d’Arlande')).toBe('A, maire d’Arlande')
  expect(form('people', 'A, maire d’Arlande', 'B, maire de Bézy')).toBe('A, maire d’Arlande, et B, maire de Bézy')
  expect(form('people', 'A, maire d’Arlande', 'B', 'C')).toBe('A, maire d’Arlande ; B ; et C')
  expect(form('people', 'A', 'B', 'C')).toBe('A, B et C')
})

test('a promise that begins with a verb continues the sentence, a noun that ends like one does not', () => {
  const all = [named('municipality', 'Arlande'), named('municipality', 'Bézy')]
  expect(['organiser un concert', 's’associer au projet', 'atelier de poterie', 'calendrier commun'].map((text) => FRENCH.clause!.test(text))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(say('promise.agreed.both', { all, clause: ['organiser un concert', 'envoyer le programme'] })).toBe(
    'Arlande et Bézy sont convenus d’organiser un concert et d’envoyer le programme.',
  )
  expect(say('promise.agreed.both', { all, thing: 'atelier; concert', due: 'd’ici fin 2027' })).toBe(
    'Entre Arlande et Bézy, il a été convenu d’ici fin 2027 : atelier ; concert.',
  )
})

test('blanks before a colon and within quotation marks do not break', () => {
  expect(speaker().sentence('happened.titled', { title: 'Terre et feu' })).toBe('À l’affiche\u00A0: «\u202FTerre et feu\u202F».')
  expect(speaker().say('title', { home: 'Arlande', month: 'mai 2025' })).toBe('Arlande à l’international\u00A0: mai 2025')
})

describe('a whole month', () => {
  const text = plain(plainText(compose(OCTOBER, FRENCH)))

  test('reads as it is written in a bulletin', () => {
    expect(text.split('\n\n')).toEqual([
      /* WHOLE */
      'Uzorevo à l’international : octobre 2024',
      'La vie internationale d’Uzorevo a été marquée, en octobre 2024, par une visite reçue, une fête partagée, un déplacement chez des partenaires, un geste symbolique, un engagement pris et un projet. Ces échanges ont été menés avec la Macédoine du Nord, la France, le Monténégro et l’Italie.',
      'Un lien renoué avec Primerovo',
      'Des représentants de Primerovo ont été les invités d’Uzorevo le 1er octobre à l’occasion de la fête de la prune. Ango Probov, maire de Primerovo, a rencontré Proba Sluzhitelova, maire d’Uzorevo. Les contacts concernaient la culture et l’artisanat.',
      'Uzorevo et Primerovo ont renoué leurs relations (document nᵒ 17). L’interruption aura duré environ six ans.',
      'Un anniversaire avec Le Champ-Modèle et Arlande',
      'Du 12 au 14 octobre, Uzorevo, Le Champ-Modèle et Arlande ont fait la fête ensemble. Un arbre de l’amitié a été planté au parc municipal par Uzorevo, Le Champ-Modèle et Arlande.',
      'Cela fait cette année 20 ans que l’accord avec Le Champ-Modèle et Arlande a été signé, en 2004.',
      'En déplacement à Primjerevo',
      'Primjerevo a reçu une délégation d’Uzorevo le 3 octobre, avec la participation de l’ambassade de Bulgarie au Monténégro. Y a pris part Yana Yunakova, à la présidence du conseil municipal d’Uzorevo. Domaines des contacts : l’administration locale, l’économie et la jeunesse.',
      'La volonté de resserrer les liens entre Uzorevo et Primjerevo a été affirmée de part et d’autre. Les premiers contacts entre Uzorevo et Primjerevo remontent à 2022, il y a deux ans. Domaine de coopération avec Primjerevo : le tourisme.',
      'Uzorevo et Primjerevo sont convenus de soutenir la coopération entre potiers. Au programme entre Uzorevo et Primjerevo d’ici fin octobre 2027 : échange régulier d’artistes.',
      'Une signature avec L’Esempio',
      'Le 11 octobre, Uzorevo et L’Esempio ont signé une convention, en vigueur jusqu’à fin 2029.',
      'Promesse tenue par Uzorevo envers L’Esempio le 8 octobre : « Envoyer le programme ».',
      'Prochain rendez-vous d’Uzorevo avec Arlande le 8 novembre : une exposition, « Terre et feu ». À noter le 7 novembre : la fête de la ville (Le Champ-Modèle). La signature entre Uzorevo et L’Esempio aura cinq ans le 18 novembre. D’ici au 30 novembre 2024, un engagement reste à tenir entre Uzorevo et Primerovo : « Confirmer les dates ».',
      'Sept partenariats dans cinq pays : c’est ce qu’Uzorevo entretient à la fin du mois. Il reste deux engagements à tenir. À suivre également : un projet.',
      /* END */
    ])
  })

  test('no article and no vowel meets a bare preposition, no Cyrillic, no double blank', () => {
    expect(text.match(/\bde (?:le|les|Le|Les|[AEÉUO]\p{L}+)\b|\bà (?:le|les|Le|Les)\b|\p{Script=Cyrillic}| {2}|'/gu)).toBeNull()
  })
})
