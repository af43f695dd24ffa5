// The digest in Italian: joined prepositions, countries, days, posts and plurals, and a whole month as it is read.
import { describe, expect, test } from 'vitest'
import { OCTOBER } from '../../../../tests/support/digest-month.ts'
import { compose, plainText } from './composing.ts'
import { dueInWords, monthInWords, whenInWords } from './days.ts'
import { ITALIAN } from './it.ts'
import type { NameFacts } from './month.ts'
import { Speaker } from './speaking.ts'

const speaker = (): Speaker => new Speaker(ITALIAN, '2024-10')
const form = (name: string, ...texts: string[]): string => ITALIAN.forms[name]!({ items: texts.map((text) => ({ text, of: null })), join: speaker().list })
const named = (kind: NameFacts['kind'], it: string): NameFacts => ({ id: it, kind, country: 'IT', names: { it } })

test.each([
  ['Dojran', 'a Dojran', 'di Dojran', 'da Dojran'],
  ['Arezzo', 'ad Arezzo', 'di Arezzo', 'da Arezzo'],
  ['L’Aquila', 'all’Aquila', 'dell’Aquila', 'dall’Aquila'],
  ['La Spezia', 'alla Spezia', 'della Spezia', 'dalla Spezia'],
  ['Il Cairo', 'al Cairo', 'del Cairo', 'dal Cairo'],
  ['Le Castella', 'alle Castella', 'delle Castella', 'dalle Castella'],
  ['Lovech', 'a Lovech', 'di Lovech', 'da Lovech'],
  ['il ministero', 'al ministero', 'del ministero', 'dal ministero'],
  ['l’ambasciata', 'all’ambasciata', 'dell’ambasciata', 'dall’ambasciata'],
])('%s: %s, %s, %s', (town, a, di, da) => {
  expect([form('a', town), form('di', town), form('da', town)]).toEqual([a, di, da])
})

test.each([
  ['BG', 'la Bulgaria', 'in Bulgaria'],
  ['MK', 'la Macedonia del Nord', 'in Macedonia del Nord'],
  ['ME', 'il Montenegro', 'in Montenegro'],
  ['IT', 'l’Italia', 'in Italia'],
  ['CN', 'la Cina', 'in Cina'],
  ['JP', 'il Giappone', 'in Giappone'],
  ['TR', 'la Turchia', 'in Turchia'],
  ['US', 'gli Stati Uniti', 'negli Stati Uniti'],
  ['NL', 'i Paesi Bassi', 'nei Paesi Bassi'],
  ['GB', 'il Regno Unito', 'nel Regno Unito'],
  ['CY', 'Cipro', 'a Cipro'],
  ['MT', 'Malta', 'a Malta'],
])('the country %s: %s, %s', (code, said, inside) => {
  const name = new Intl.DisplayNames(['it-IT'], { type: 'region' }).of(code)!
  expect([form('countries', name), form('inCountries', name)]).toEqual([said, inside])
})

test.each([
  ['municipality', 'Comune di L’Esempio', 'L’Esempio'],
  ['municipality', 'La Spezia', 'La Spezia'],
  ['embassy', 'Ambasciata di Bulgaria', 'l’ambasciata di Bulgaria'],
  ['school', 'Istituto Esempio', 'l’istituto Esempio'],
  ['school', 'Examples High', 'la scuola Examples High'],
  ['other', 'Forum dei sindaci', 'il forum dei sindaci'],
] as const)('%s %s is called %s', (kind, name, called) => {
  expect(speaker().name(named(kind, name))).toBe(called)
})

test.each([
  ['2024-10-01', 'il 1º ottobre'],
  ['2024-10-08', 'l’8 ottobre'],
  ['2024-10-11', 'l’11 ottobre'],
  ['2024-10-18', 'il 18 ottobre'],
  ['2023-08-11', 'l’11 agosto 2023'],
  ['2024-10-08/2024-10-11', 'dall’8 all’11 ottobre'],
  ['2024-10-12/2024-10-14', 'dal 12 al 14 ottobre'],
  ['2024-10', null],
  ['2024-09', 'in settembre'],
  ['2003', 'nel 2003'],
  ['2024-09/2024-10', 'tra settembre e ottobre'],
  ['2024-06-08/2024-10-11', 'tra l’8 giugno e l’11 ottobre'],
  ['2018~', 'intorno al 2018'],
  ['2024-10-08~', 'intorno all’8 ottobre'],
])('%s: %s', (date, said) => {
  expect(whenInWords(date, '2024-10', ITALIAN)).toBe(said)
})

test('by when, and until when', () => {
  expect(dueInWords('2024-12-08', ITALIAN)).toBe('entro l’8 dicembre 2024')
  expect(dueInWords('2027', ITALIAN)).toBe('entro la fine del 2027')
  expect(dueInWords('2027-10', ITALIAN)).toBe('entro la fine di ottobre 2027')
  expect(form('until', 'entro l’8 dicembre 2024')).toBe('fino all’8 dicembre 2024')
  expect(form('until', 'entro il 12 dicembre 2024')).toBe('fino al 12 dicembre 2024')
  expect(form('until', 'entro la fine del 2029')).toBe('fino alla fine del 2029')
  expect(monthInWords('2024-08', ITALIAN)).toBe('agosto 2024')
})

test.each([
  [0, '0 visite ricevute'],
  [1, 'una visita ricevuta'],
  [2, 'due visite ricevute'],
  [3, 'tre visite ricevute'],
  [5, 'cinque visite ricevute'],
  [21, '21 visite ricevute'],
  [100, '100 visite ricevute'],
])('%i: %s', (count, said) => {
  expect(speaker().say('count.visit.incoming', { count })).toBe(said)
})

test.each([
  ['Parco comunale', 'al parco comunale'],
  ['Accademia', 'all’accademia'],
  ['Arezzo', 'ad Arezzo'],
  ['Nella sala consiliare', 'nella sala consiliare'],
])('somewhere: %s, %s', (place, said) => {
  expect(form('where', place)).toBe(said)
})

test('an occasion is a phrase, a feast or a name', () => {
  expect(form('occasion', 'Festa della prugna')).toBe('in occasione della festa della prugna')
  expect(form('occasion', 'Terra e fuoco')).toBe('in occasione di «Terra e fuoco»')
  expect(form('occasion', 'Su invito del sindaco')).toBe('su invito del sindaco')
})

test('„un“ before a noun of each gender and beginning', () => {
  expect(['visita', 'scambio', 'incontro', 'iniziativa', 'forum'].map((kind) => form('one', kind))).toEqual([
    'una visita',
    'uno scambio',
    'un incontro',
    'un’iniziativa',
    'un forum',
  ])
})

test('a promise that begins with a verb continues the sentence', () => {
  expect(['inviare il programma', 'condurre una ricerca', 'scambio di artisti', 'cantiere comune'].map((text) => ITALIAN.clause!.test(text))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('posts and lists of people', () => {
  const { person } = ITALIAN
  expect(person({ name: 'Proba Probova', words: '', role: 'mayor', of: 'L’Esempio' })).toBe('Proba Probova, sindaco dell’Esempio')
  expect(person({ name: 'Proba Probova', words: '', role: 'consul', of: 'l’ambasciata di Bulgaria' })).toBe('Proba Probova, console di Bulgaria')
  expect(person({ name: 'Proba Probova', words: 'Sindaca', role: 'mayor', of: 'L’Esempio' })).toBe('Proba Probova, sindaca')
  expect(form('people', 'A, sindaco di Uno', 'Ezio, sindaco di Due')).toBe('A, sindaco di Uno, ed Ezio, sindaco di Due')
  expect(form('people', 'A, sindaco di Uno', 'B', 'C')).toBe('A, sindaco di Uno; B; e C')
  expect(form('people', 'A', 'B', 'C')).toBe('A, B e C')
})

describe('a whole month', () => {
  const text = plainText(compose(OCTOBER, ITALIAN))

  test('reads as it is written in a bulletin', () => {
    expect(text.split('\n\n')).toEqual([
      /* WHOLE */
      'Uzorevo nel mondo: ottobre 2024',
      'Le relazioni internazionali di Uzorevo si sono arricchite, a ottobre 2024, di una visita ricevuta, una festa condivisa, una missione presso i partner, un gesto simbolico, un impegno preso e un progetto. I Paesi coinvolti sono stati la Macedonia del Nord, la Francia, il Montenegro e l’Italia.',
      'Un legame ritrovato con Primerovo',
      'Ospiti di Uzorevo il 1º ottobre sono stati i rappresentanti di Primerovo in occasione della festa della prugna. Ango Probov, sindaco di Primerovo, ha incontrato Proba Sluzhitelova, sindaco di Uzorevo. Ambiti dei contatti: cultura e artigianato.',
      'Uzorevo e Primerovo hanno riallacciato i rapporti (documento n. 17). Si chiude così l’interruzione, durata circa sei anni.',
      'Un anniversario con Le Champ-Modèle e Arlande',
      'A festeggiare insieme dal 12 al 14 ottobre sono stati Uzorevo, Le Champ-Modèle e Arlande. Un albero dell’amicizia è stato piantato al parco comunale da Uzorevo, Le Champ-Modèle e Arlande.',
      'Ricorrono quest’anno 20 anni dalla firma con Le Champ-Modèle e Arlande, avvenuta nel 2004.',
      'In visita a Primjerevo',
      'Primjerevo ha accolto una delegazione di Uzorevo il 3 ottobre, con la partecipazione dell’ambasciata di Bulgaria in Montenegro. Vi ha preso parte Yana Yunakova, presidente del consiglio comunale di Uzorevo. I contatti hanno riguardato questi settori: amministrazione locale, economia e giovani.',
      'La volontà di rafforzare i legami tra Uzorevo e Primjerevo è stata espressa da entrambe le parti. Uzorevo e Primjerevo si conoscono da due anni: il primo contatto risale al 2022. Il settore di collaborazione con Primjerevo: turismo.',
      'Uzorevo e Primjerevo hanno concordato di sostenere la collaborazione tra i ceramisti. Tra Uzorevo e Primjerevo è in programma entro la fine di ottobre 2027: scambio regolare di artisti.',
      'Una firma con L’Esempio',
      'L’11 ottobre Uzorevo e L’Esempio hanno firmato un accordo, valido fino alla fine del 2029.',
      'Impegno mantenuto da Uzorevo verso L’Esempio l’8 ottobre: «Inviare il programma».',
      'Prossimo appuntamento con Arlande l’8 novembre: una mostra, «Terra e fuoco». Da segnare il 7 novembre: la festa del paese (Le Champ-Modèle). La firma con L’Esempio compie cinque anni il 18 novembre. Entro il 30 novembre 2024 resta da mantenere un impegno con Primerovo: «Confermare le date».',
      'Alla fine del mese Uzorevo mantiene sette partenariati in cinque Paesi. Restano da mantenere due impegni presi. Da seguire anche: un progetto.',
      /* END */
    ])
  })

  test('no bare preposition meets an article or a country, no Cyrillic, no double blank', () => {
    expect(
      text.match(/\b(?:di|a|da|in) (?:il|lo|la|gli|L’|La|Il)\b|\bdi (?:Italia|Francia|Bulgaria n)|\bil (?:8|11)\b|\p{Script=Cyrillic}| {2}|'/gu),
    ).toBeNull()
  })
})
