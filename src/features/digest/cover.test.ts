// The digest of the month of a news item, taken in by the real intake, tells every partner and every fact of it that a record can hold.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NEWS } from '../../../tests/journeys/news-item.ts'
import { faultsOf } from '../../../tests/support/digest-reader.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { takenIn } from '../../../tests/support/taken-in.ts'
import { type Composed, compose, plainText } from './composing/composing.ts'
import type { MonthFacts } from './composing/month.ts'
import { TONGUES } from './composing/tongues.ts'
import { monthFacts } from './month.queries.ts'

let office: TestOffice
let facts: MonthFacts
let composed: Composed
let text: string
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  await takenIn(office.here, office.officer, NEWS, '2026-10-12')
  facts = (await office.here.db.inOffice(office.officeId, (tx) => monthFacts(tx, '2026-10', '2026-11-23'))).facts
  composed = compose(facts, TONGUES.bg)
  text = plainText(composed)
})
afterAll(() => office.close())

// The intake ties neither Kotor's deputy mayor nor the mayor of Chartres to an event: of people alone no record says what they did this month.
test.each([
  ['the partner Dojran', /Дойран/],
  ['the partner Kotor', /Котор/],
  ['the partner Chartres', /Шартр/],
  ['guests from Dojran in Troyan', /(?:гости|делегация|представители)[^.]*Дойран/iu],
  ['the day of their coming', /10 октомври/],
  ['the mayor of Dojran', /кметът на Дойран Проба Пробовски/],
  ['our own mayor, in what he answered', /Образец Образцов/],
  [
    'the ties with Dojran resumed',
    /(?:отношенията между Троян и Дойран бяха възобновени|Троян възобнови отношенията си с Дойран|Троян и Дойран възобновиха отношенията си)/iu,
  ],
  ['the break of twelve years', /12 години прекъсване/iu],
  ['the lime tree', /дърво на приятелството|липа/iu],
  ['the town park', /градския парк/iu],
  ['the promise of a draft agreement', /проект за споразумение за обмен на ученици/iu],
  ['its last day', /30 април 2027 г\./],
  ['the invitation to the choir', /троянския детски хор[^.]*празника на Дойран/iu],
  ['the month of the invitation', /юни 2027 г\./],
  ['culture and tourism', /култура[^.]*туризъм/iu],
  ['the twinning with Kotor since 2008', /Котор[^.]*2008 г\.|2008 г\.[^.]*Котор/iu],
  ['the festival of crafts planned', /фестивал на занаятите/iu],
  ['its month', /септември 2027 г\./],
  ['the visit to Chartres in May', /май[^.]*Шартр|Шартр[^.]*май/iu],
  ['the proposal to twin with Chartres', /Троян и Шартр[^.]*\.\s+Предложено побратимяване/iu],
])('it tells %s', (_, expected) => {
  expect(text).toMatch(expected)
})

test('it says nothing else, and leaves nothing out', () => {
  expect(composed.leftOut).toEqual([])
  for (const tongue of Object.values(TONGUES)) expect(faultsOf(compose(facts, tongue), facts, tongue)).toEqual([])
})
