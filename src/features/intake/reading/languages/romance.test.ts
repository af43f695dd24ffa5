// Italian and French: numbers of years, days, posts and towns as their papers write them.
import { afterAll, describe, expect, test } from 'vitest'
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { anchoredOf, has } from '../cues.ts'
import { numberOf } from '../date-rules.ts'
import { datesIn } from '../dates.ts'
import { openPage } from '../page.ts'
import { rolesIn } from '../people.ts'
import { readText } from '../read-text.ts'
import type { Reading } from '../reading.ts'
import type { Language } from './language.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { openTowns, townLine } from '../../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Modella', '', 'IT', 12_000),
  townLine(2, 'Exemplon', '', 'FR', 12_000),
  townLine(3, 'Mustingen', '', 'DE', 20_000, { code: 'PPLA3' }),
  townLine(4, 'Obrazburg', '', 'DE', 20_000, { code: 'PPLA3' }),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const read = (text: string, language: Language): Reading =>
  readText(text, { home: language === it ? { name: 'Modella', country: 'IT' } : { name: 'Exemplon', country: 'FR' }, published: '2024-06-12', gazetteer })
const events = (text: string, language: Language): string[] =>
  read(text, language).events.map(({ kind, direction, when }) => `${kind} ${direction} ${when.iso}`)

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

describe('who comes and who goes, in Italian', () => {
  test.each([
    ['È tornata lunedì la delegazione modellese che era ospite di Mustingen, in Germania.', 'visit outgoing 2024-06-10'],
    ['Lunedì il sindaco è stato ricevuto dal borgomastro di Mustingen, in Germania.', 'visit outgoing 2024-06-10'],
    ['Da sabato a lunedì Modella ha ospitato una delegazione di Mustingen, in Germania.', 'visit incoming 2024-06-08/2024-06-10'],
    ['In ottobre una classe di Modella passerà una settimana a Mustingen, in Germania.', 'outgoing 2024-10'],
    [
      'Per Modella la Germania è vicina. Mustingen, anch’essa città gemella, ospiterà dal 25 al 27 agosto una delegazione di ceramisti.',
      'visit outgoing 2024-08-25/2024-08-27',
    ],
    ['Il sindaco ha partecipato lunedì alla festa di Mustingen, città tedesca gemellata con Modella.', 'outgoing 2024-06-10'],
  ])('%s', (text, expected) => expect(events(text, it).join()).toContain(expected))
  test('whoever is back from a country was there', () =>
    expect(events('Di ritorno dalla Germania, lunedì i ragazzi hanno raccontato la visita agli amici di Mustingen.', it).join()).toContain('visit outgoing'))
  test('who is invited comes', () =>
    expect(events('Lunedì una delegazione ha visitato Mustingen, in Germania. Il sindaco ha invitato i tedeschi al palio, dal 3 al 5 agosto.', it).at(-1)).toBe(
      'visit incoming 2024-08-03/2024-08-05',
    ))
  test('the way back is the other way', () =>
    expect(
      events('Lundi, Exemplon a accueilli les élèves de Mustingen, en Allemagne. Leurs correspondants feront le trajet inverse du 2 au 6 septembre.', fr).at(
        -1,
      ),
    ).toContain('outgoing 2024-09-02/2024-09-06'))
  test('a guest book signed is no paper', () =>
    expect(events('Lunedì il sindaco di Mustingen, in Germania, ha firmato il libro d’onore di Modella.', it).join()).not.toContain('signing'))
  test('the next step is not taken', () =>
    expect(
      read(
        'Modella ha ricevuto il sindaco di Mustingen, in Germania. «Il gemellaggio è il prossimo passo e lo porteremo in Consiglio», ha detto il sindaco.',
        it,
      ).relations.map(({ status }) => status),
    ).toEqual(['twinning_proposed']))
  test('another’s school behind an "and"', () =>
    expect(read('Il liceo di Modella e la Realschule di Mustingen, in Germania, avviano uno scambio.', it).partners.map(({ kind }) => kind)).toContain(
      'school',
    ))
})

describe('who comes and who goes, in French', () => {
  test.each([
    ["De retour d'Allemagne, le maire a signé lundi la charte de jumelage avec Mustingen.", 'signing outgoing 2024-06-10'],
    ['Lundi, les Exemplonnais ont découvert Mustingen, en Allemagne, où la visite a duré une journée.', 'visit outgoing 2024-06-10'],
    ['Lundi, la délégation a été reçue par le bourgmestre de Mustingen, en Allemagne.', 'visit outgoing 2024-06-10'],
    ['De samedi à lundi, Exemplon a accueilli une délégation de Mustingen, en Allemagne.', 'visit incoming 2024-06-08/2024-06-10'],
    ['En septembre, les Allemands de Mustingen reviendront à Exemplon pour la fête patronale.', 'visit incoming 2024-09'],
    ['Vingt élèves de Mustingen, en Allemagne, reprendront leurs échanges et seront à Exemplon à la rentrée.', 'incoming 2024-09-01/2024-09-30'],
  ])('%s', (text, expected) => expect(events(text, fr).join()).toContain(expected))
  test('our embassy abroad receives us there', () =>
    expect(
      events("Lundi, l'ambassadeur de France en Allemagne, Jean Modèle, a reçu la délégation. Elle a visité Mustingen.", fr).filter((event) =>
        event.includes('incoming'),
      ),
    ).toEqual([]))
  test('what is to come says nothing of what took place', () =>
    expect(
      events(
        'Lundi, une délégation a visité Mustingen, en Allemagne.\n\nLe 11 juin, les deux maires ont signé une charte. Une infirmière de Mustingen viendra en mai à Exemplon.',
        fr,
      ),
    ).toContain('signing outgoing 2024-06-11'))
  test('an old signing goes no way', () =>
    expect(events("Lundi, cent habitants d'Exemplon se sont rendus à Mustingen, en Allemagne, pour les noces d'or du jumelage, signé en 1974.", fr)).toContain(
      'signing none 1974',
    ))
  test('presents of every kind', () =>
    expect(
      read('Mustingen, en Allemagne, a remis à la Ville un petit orgue. La délégation est repartie avec un parapluie.', fr).acts.map(({ kind }) => kind),
    ).toEqual(['gift', 'gift']))
  test('a feast or a summer in a name is none', () => expect(day("le tourisme d'été et les sports d'hiver", fr)).toEqual([]))
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
    expect(lands('les Tchèques, une Irakienne et deux Salvadoriens')).toEqual(['CZ', 'IQ', 'SV'])
  })
})
