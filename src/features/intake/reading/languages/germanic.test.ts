// English and German: who comes and who goes as their papers write it; made-up towns and people.
import { afterAll, describe, expect, test } from 'vitest'
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { numberOf } from '../date-rules.ts'
import { datesIn } from '../dates.ts'
import { openPage } from '../page.ts'
import { readText } from '../read-text.ts'
import { looksAhead } from '../scenes.ts'
import type { Reading } from '../reading.ts'
import type { Language } from './language.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { openTowns, townLine } from '../../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Sampleton', '', 'GB', 30_000),
  townLine(2, 'Musterheim', '', 'DE', 30_000),
  townLine(3, 'Obrazets', '', 'BG', 30_000),
  townLine(4, 'San Modello in Valle', '', 'IT', 30_000),
  townLine(5, "Queen's Sample", '', 'GB', 30_000),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const read = (text: string, home: string, country: string): Reading => readText(text, { home: { name: home, country }, published: '2024-06-12', gazetteer })
const english = (text: string): Reading => read(text, 'Sampleton', 'GB')
const german = (text: string): Reading => read(text, 'Musterheim', 'DE')
const visits = (reading: Reading): string[] =>
  reading.events.filter(({ kind }) => kind === 'visit' || kind === 'exchange').map(({ direction, when }) => `${direction} ${when.iso}`)
const names = (reading: Reading): string[] => reading.partners.map(({ name }) => name)
const people = (reading: Reading): string[] => reading.people.map(({ name, roleClass }) => `${name} ${roleClass}`)
const day = (text: string, language: Language): (string | null)[] => datesIn(foldLetters(text), 0, language, '2024-06-12', false).map(({ iso }) => iso)
const lands = (text: string, code: 'en' | 'de'): string[] =>
  countriesIn(foldLetters(text), code, (from, to) => text.slice(from, to)).map(({ country }) => country)

describe('English', () => {
  test('possessives are no part of a name', () => {
    expect(names(english("The town of Sampleton's guests came from Obrazets in Bulgaria."))).toEqual(['Obrazets'])
    expect(names(read("The mayor of Queen's Sample in England visited Obrazets.", 'Obrazets', 'BG'))).toEqual(["Queen's Sample"])
  })

  test('whoever stands behind Professor or Mr is no town', () => {
    expect(
      names(
        english(
          'The town of Musterheim, Germany, sent guests. They met with Bulgarian partners and Professor Obrazets. In Bulgaria, Professor Obrazets said, all is well.',
        ),
      ),
    ).not.toContain('Obrazets')
  })

  test('a school is nobody with a post', () => {
    expect(people(english('The delegation from Musterheim in Germany included Anna Sample, a lecturer at De Muster University.'))).toEqual([
      'Anna Sample academic',
    ])
  })

  test('guests of a town and those back from it were there', () => {
    expect(visits(english('A party from Sampleton returned from the German town of Musterheim on 3 June.'))).toEqual(['outgoing 2024-06-03'])
    expect(visits(english('On 3 June the councillors were the guests of the mayor of Musterheim in Germany.'))).toEqual(['outgoing 2024-06-03'])
    expect(visits(english('On 3 June a delegation from Musterheim in Germany was received by the mayor of Sampleton.'))).toEqual(['incoming 2024-06-03'])
    expect(visits(english('In Musterheim, Germany, the choir visited the town hall on 3 June.'))).toEqual(['outgoing 2024-06-03'])
  })

  test('a return visit goes the other way', () => {
    const text = 'Guests from the German town of Musterheim visited Sampleton on 3 June. A return visit is planned for October.'
    expect(visits(english(text))).toEqual(['incoming 2024-06-03', 'outgoing 2024-10'])
  })

  test('visits of two months are two', () => {
    const text = 'A delegation from Musterheim, Germany, visited Sampleton in April. In May the mayor of Musterheim visited Sampleton.'
    expect(visits(english(text))).toHaveLength(2)
  })

  test('the meeting of a council is its sitting', () => {
    const text = 'Guests from Musterheim in Germany visited Sampleton on 3 June. At their meeting the councillors adopted a twinning with Musterheim.'
    expect(english(text).events.map(({ kind }) => kind)).toEqual(['visit', 'council_session'])
  })

  test('a twinning since a year says no day', () => {
    const text = 'Sampleton and the German town of Musterheim have been twin towns since 2008. At the meeting both sides spoke of sport.'
    expect(english(text).events.map(({ when }) => when.iso)).not.toContain('2008')
  })

  test('a town before its people as it is, a small word inside a name', () => {
    expect(visits(english('Musterheim in Germany is our twin town. A Musterheim brass band played at the park on 3 June.'))).toEqual(['incoming 2024-06-03'])
    expect(names(english('The mayor of San Modello in Valle, Italy, came to Sampleton.'))).toEqual(['San Modello in Valle'])
  })

  test('days and numbers', () => {
    expect(day('On Sunday, May 5, a tree was planted', en)).toEqual(['2024-05-05'])
    expect(day('in autumn 2018', en)).toEqual(['2018-09/2018-11'])
    expect(numberOf('twenty-first', en)).toBe(21)
    expect(numberOf('forty two', en)).toBe(42)
  })

  test('peoples are written large', () => {
    expect(lands('They polish the Polish plaque of the Poles and the Kyrgyz', 'en')).toEqual(['PL', 'PL', 'KG'])
  })
})

describe('German', () => {
  test('the verb stands at the end', () => {
    expect(visits(german('Die Partnerstadt Obrazets liegt in Bulgarien. Die Musiker haben am 3. Juni Obrazets besucht.'))).toEqual(['outgoing 2024-06-03'])
    expect(visits(german('Die Feuerwehr ist am 3. Juni aus der bulgarischen Stadt Obrazets zurückgekehrt.'))).toEqual(['outgoing 2024-06-03'])
    expect(visits(german('Die Musiker sind am 3. Juni mit dem Bus in die bulgarische Stadt Obrazets gereist.'))).toEqual(['outgoing 2024-06-03'])
    expect(visits(german('Eine Delegation aus der bulgarischen Stadt Obrazets hat am 3. Juni Musterheim besucht.'))).toEqual(['incoming 2024-06-03'])
    expect(visits(german('Obrazets liegt in Bulgarien. Gestern wurden die Gäste vom Bürgermeister von Obrazets begrüßt.'))).toEqual(['outgoing 2024-06-11'])
  })

  test('a Gegenbesuch goes the other way', () => {
    const text = 'Schüler aus der bulgarischen Stadt Obrazets waren am 3. Juni in Musterheim zu Gast. Der Gegenbesuch ist für Oktober geplant.'
    expect(visits(german(text))).toEqual(['incoming 2024-06-03', 'outgoing 2024-10'])
  })

  test('the present with a month looks ahead', () => {
    expect(visits(german('Im Oktober kommen Musiker aus der bulgarischen Stadt Obrazets nach Musterheim.'))).toEqual(['incoming 2024-10'])
    expect(looksAhead(foldLetters('Im Oktober tritt der Chor auf'), de)).toBe(true)
    expect(looksAhead(foldLetters('Im Mai ist der Chor aufgetreten'), de)).toBe(false)
  })

  test('„auf dem Platz von“ is there', () => {
    expect(visits(german('Die Kapelle spielte am 3. Juni auf dem Hauptplatz von Obrazets in Bulgarien.'))).toEqual(['outgoing 2024-06-03'])
  })

  test('whose post a genitive before it tells', () => {
    expect(people(german('Eine Delegation aus Obrazets in Bulgarien kam. Bad Musterdorfs Bürgermeister Hans Muster sprach.'))).toEqual(['Hans Muster mayor'])
  })

  test('clay is no town, and no twinning is none', () => {
    expect(names(german('Die Gäste aus der bulgarischen Stadt Obrazets brachten einen Krug aus Ton.'))).toEqual(['Obrazets'])
    const text = 'Die bulgarische Stadt Obrazets besuchte Musterheim. Von einer Städtepartnerschaft mit Obrazets ist nicht die Rede.'
    expect(german(text).relations.map(({ status }) => status)).not.toContain('twinned')
  })

  test('sentences, days and numbers', () => {
    expect(openPage('Der Ort feierte seinen 150. Geburtstag mit Gästen.', de).sentences).toHaveLength(1)
    expect(day('Der Vertrag wurde 1999 unterzeichnet', de)).toEqual(['1999'])
    expect(day('Damals kamen 2000 Besucher', de)).toEqual([])
    expect(day('Zuletzt flog der Chor 2016 nach Japan', de)).toEqual(['2016'])
    expect(day('am 12. Dez. 2023 und im Herbst 2018', de)).toEqual(['2023-12-12', '2018-09/2018-11'])
    expect(numberOf('einunddreissig', de)).toBe(31)
  })

  test('lands told by their people', () => {
    expect(lands('die Letten, eine Irin, der Kirgise und die Bretonen', 'de')).toEqual(['LV', 'IE', 'KG', 'FR'])
  })
})
