// Serbian and Macedonian: towns in their cases, who travels, visits paid back, posts and numbers, on made-up towns and people.
import { afterAll, describe, expect, test } from 'vitest'
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { toArticle } from '../article.ts'
import { has } from '../cues.ts'
import { numberOf } from '../date-rules.ts'
import { datesIn } from '../dates.ts'
import { baseForms } from '../names.ts'
import { openPage } from '../page.ts'
import { rolesIn } from '../people.ts'
import { readText } from '../read-text.ts'
import type { Reading } from '../reading.ts'
import type { Language } from './language.ts'
import { mk } from './mk.ts'
import { sr } from './sr.ts'
import { openTowns, townLine } from '../../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Primergrad', 'Примерград', 'RS', 30_000),
  townLine(2, 'Izmislje', 'Измисље,Измисле', 'BG', 40_000),
  townLine(3, 'Uzorevo', 'Узорево', 'MK', 15_000),
  townLine(4, 'Kalupovo del Monte Grande', 'Kalupovo', 'IT', 12_000),
  townLine(5, 'Obrazec', 'Образец', 'HU', 40_000),
  townLine(6, 'Santa Modela', 'Obrazec,Образец', 'BR', 2_000_000),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const serbian = (text: string): Reading => readText(text, { home: { name: 'Primergrad', country: 'RS' }, published: '2024-06-12', gazetteer })
const macedonian = (text: string): Reading => readText(text, { home: { name: 'Узорево', country: 'MK' }, published: '2024-06-12', gazetteer })
const events = (reading: Reading): string[] =>
  toArticle(reading).events.map((one) => `${one.kind} ${one.direction} ${one.date_iso_or_range}${one.planned ? ' planned' : ''}`)
const partners = (reading: Reading): string[] => reading.partners.map((one) => `${one.name} ${one.kind}`)
const people = (reading: Reading): string[] => reading.people.map((one) => one.name)
const roles = (text: string, language: Language): string[] =>
  openPage(text, language).sentences.flatMap((sentence) => rolesIn(sentence, language).map(({ role }) => role))
const lands = (text: string, language: 'sr' | 'mk'): string[] =>
  countriesIn(foldLetters(text), language, (start, end) => text.slice(start, end)).map(({ country }) => country)

describe('Serbian', () => {
  test.each([
    ['trideset tri', 33],
    ['cetrdeset i sedm', 47],
    ['pedeset prv', 51],
    ['devedeset devet', 99],
  ])('%s', (word, n) => expect(numberOf(word, sr)).toBe(n))

  test('a year at the end of a sentence', () => {
    expect(datesIn('povelju o bratimljenju potpisali su 2006.', 0, sr, '2024-06-12', false).map(({ iso }) => iso)).toEqual(['2006'])
    expect(datesIn('poklonili su 2006.', 0, sr, '2024-06-12', false)).toEqual([])
  })

  test('a name with ć is looked up in its own cases and as neighbours write it', () => {
    expect(baseForms('Ćupom', sr)).toEqual(expect.arrayContaining(['Ćup', 'Kjup']))
  })

  test('the people of a land', () => {
    expect(lands('Letonci, Šveđani, Mađari, Grci i Turkinje', 'sr')).toEqual(['LV', 'SE', 'HU', 'GR', 'TR'])
    // a town of Bulgaria and no Russians
    expect(lands('grad Ruse', 'sr')).toEqual([])
  })

  test('posts of women', () => {
    expect(roles('direktorica škole, ambasadorica Italije i sekretarka za kulturu, sport i mlade', sr)).toEqual(['academic', 'ambassador', 'official'])
  })

  test('a town in the genitive behind a post is no given name, and a given name is no town', () => {
    expect(people(serbian('Gostovala je gradonačelnica Nepostojeva Ana Primerić.'))).toEqual(['Ana Primerić'])
    expect(people(serbian('Govorila je zamenica gradonačelnika Izmislja Primerić Kolar.'))).toEqual(['Izmislja Primerić Kolar'])
  })

  test('a town is called by the head of its name', () => {
    expect(partners(serbian('Bilo je lepo u Italiji. Govorio je gradonačelnik Kalupova.'))).toContain('Kalupovo del Monte Grande municipality')
  })

  test('a town has more weight by its own name than a larger one by another', () => {
    expect(partners(serbian('Gradonačelnik Obraca posetio je naš grad. Delegacija grada Obrazec ostala je dva dana.'))).toEqual(['Obrazec municipality'])
  })

  test('who comes, who goes', () => {
    expect(events(serbian('Delegacija bugarskog grada Izmislje boravila je juče u Primergradu.'))).toEqual(['visit incoming 2024-06-11'])
    expect(events(serbian('Boravila je juče delegacija bugarske opštine Izmislje u Primergradu.'))).toEqual(['visit incoming 2024-06-11'])
    expect(events(serbian('Naše učenice boravile su juče u bugarskom gradu Izmislje, gde ih je primio gradonačelnik.'))).toEqual(['visit outgoing 2024-06-11'])
    expect(events(serbian('Hor se juče vratio iz bugarskog grada Izmislje.'))).toEqual(['visit outgoing 2024-06-11'])
    expect(events(serbian('Odbornici su juče bili gosti bugarskog grada Izmislje.'))).toEqual(['visit outgoing 2024-06-11'])
  })

  test('a delegation travels from its town', () => {
    expect(events(serbian('Grad je juče posetila delegacija bugarske opštine Izmislje.'))).toEqual(['visit incoming 2024-06-11'])
    expect(events(serbian('Sporazum je juče potpisan u bugarskom gradu Izmislje. Delegacija Izmislja će Primergrad posetiti u oktobru.'))).toContain(
      'visit incoming 2024-10 planned',
    )
  })

  test('what is called after a home written in Cyrillic is at home', () => {
    const text = 'Sastanak sa kmetom bugarskog grada Izmislje održan je juče u primergradskom muzeju.'
    const reading = readText(text, { home: { name: 'Примерград', country: 'RS' }, published: '2024-06-12', gazetteer })
    expect(events(reading)).toEqual(['meeting incoming 2024-06-11'])
  })

  test('a visit paid back goes the other way', () => {
    const back = 'Uzvratna poseta planirana je u oktobru.'
    expect(events(serbian(`Delegacija bugarskog grada Izmislje boravila je juče u Primergradu. ${back}`))).toContain('visit outgoing 2024-10 planned')
    expect(events(serbian(`Naša delegacija boravila je juče u bugarskom gradu Izmislje. ${back}`))).toContain('visit incoming 2024-10 planned')
  })

  test('an exhibition whose opening is settled is an event, though the exhibition was agreed', () => {
    const text = 'Delegacija bugarskog grada Izmislje boravila je juče u Primergradu. Dogovorena je izložba slika, koja će u oktobru biti otvorena u Izmislju.'
    expect(events(serbian(text))).toContain('exhibition outgoing 2024-10 planned')
  })

  test('a choir from a town is no partner of its own, a named school there is', () => {
    expect(partners(serbian('Na trgu je nastupio hor iz bugarskog grada Izmislje, a pred njim ansambl iz Izmislja.'))).toEqual(['Izmislje municipality'])
    expect(partners(serbian('Đaci su boravili u bugarskom gradu Izmislje, kod vršnjaka tamošnje gimnazije „Uzorak“.'))).toEqual([
      'Izmislje municipality',
      'Uzorak school',
    ])
  })

  test('two gifts are two', () => {
    const acts = serbian('Delegacija bugarskog grada Izmislje stigla je juče. Gost je poklonio sliku, a uzvratni poklon bio je ćilim.').acts
    expect(acts.map(({ kind }) => kind)).toEqual(['gift', 'gift'])
  })
})

describe('Macedonian', () => {
  test.each([
    ['триесет и три', 33],
    ['педесет и седм', 57],
    ['деведесет и девет', 99],
  ])('%s', (word, n) => expect(numberOf(word, mk)).toBe(n))

  test('the people of a land', () => expect(lands('Полјачките, Исланѓаните, Маџарите и косовците', 'mk')).toEqual(['PL', 'IS', 'HU', 'XK']))

  test('who comes, who goes', () => {
    expect(events(macedonian('Делегацијата на бугарската општина Измисле вчера престојуваше во Узорево.'))).toEqual(['visit incoming 2024-06-11'])
    expect(events(macedonian('Градоначалникот вчера ги прими претставниците на бугарската општина Измисле.'))).toEqual(['visit incoming 2024-06-11'])
    expect(events(macedonian('Наша делегација вчера беше примена од градоначалникот на бугарската општина Измисле.'))).toEqual(['visit outgoing 2024-06-11'])
    expect(events(macedonian('Во октомври во бугарската општина Измисле ќе замине делегација.'))).toEqual(['visit outgoing 2024-10 planned'])
  })

  test('a visit paid back goes the other way', () => {
    const text = 'Делегација од бугарската општина Измисле вчера престојуваше во Узорево. Возвратната посета е планирана за октомври.'
    expect(events(macedonian(text))).toContain('visit outgoing 2024-10 planned')
  })

  test('a charter signed long ago is a twinning and no signing of this day', () => {
    const reading = macedonian('Советот заседаваше вчера. Општината веќе има потпишано повелба за збратимување со бугарската општина Измисле.')
    expect(reading.relations.map(({ status }) => status)).toEqual(['twinned'])
    expect(events(reading).filter((one) => one.startsWith('signing'))).toEqual([])
  })

  test('questions promise nothing', () => expect(has(mk.notCommitment, mk, 'советничката праша колку ќе чини')).toBe(true))
})
