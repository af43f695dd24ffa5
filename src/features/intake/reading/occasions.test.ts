// What an event was held for and who invited, read out of made-up sentences.
import { expect, test } from 'vitest'
import { openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { readText } from './read-text.ts'

const gazetteer = openGazetteer()
const occasionsIn = (text: string, home: { name: string; country: string } = { name: 'Troyan', country: 'BG' }): (string | undefined)[] =>
  readText(text, { home, published: '2026-10-12', gazetteer }).events.map(({ occasion }) => occasion)

test.each([
  ['Делегация от община Дойран, Северна Македония, посети Троян в навечерието на Фестивала на люляка.', ['в навечерието на Фестивала на люляка']],
  ['Гости от Котор, Черна гора, пристигнаха в Троян за празника на града.', ['за празника на града']],
  ['По покана на посланика на България в Черна гора кметът на Троян посети Котор.', ['По покана на посланика на България в Черна гора']],
  ['Делегация от Троян посети Шартр, Франция, по покана на френския град и разгледа работилниците.', ['по покана на френския град']],
  ['По случай 20-годишнината на хора в Троян на 3 октомври 2026 г. пристигна делегация от Шартр.', ['По случай 20-годишнината на хора в Троян']],
  // A day, people who travel and a verb are no part of the occasion.
  ['Делегация от Шартр посети Троян по повод Деня на града на 3 октомври 2026 г.', ['по повод Деня на града']],
  [
    'По покана на кмета Проба Пробовски представители на община Троян посетиха Дойран, Северна Македония, на 3 октомври 2026 г.',
    ['По покана на кмета Проба Пробовски'],
  ],
  // What one came for is no occasion, nor a feast nobody came to.
  ['Делегация от Шартр посети Троян за обмен на опит. Градът готви празника на града.', [undefined]],
])('%s', (text, occasions) => {
  expect(occasionsIn(text)).toEqual(occasions)
})

test.each([
  [
    'en',
    'A delegation from Troyan visited Chartres, France, at the invitation of the French town on 3 October 2026.',
    ['at the invitation of the French town'],
  ],
  [
    'fr',
    'Une délégation de Troyan a visité Chartres, en France, à l’occasion de la fête de la lumière le 3 octobre 2026.',
    ['à l’occasion de la fête de la lumière'],
  ],
  ['de', 'Eine Delegation aus Chartres in Frankreich besuchte Troyan anlässlich des Stadtfestes am 3. Oktober 2026.', ['anlässlich des Stadtfestes']],
  ['it', 'Una delegazione di Chartres, in Francia, ha visitato Troyan in occasione della festa della città.', ['in occasione della festa della città']],
  ['sr', 'Delegacija iz Kotora doputovala je 3. oktobra 2026. u Trojan povodom Dana grada.', ['povodom Dana grada']],
  [
    'mk',
    'Делегација од Дојран, Македонија, пристигна во Тројан на 3 октомври 2026 година по повод Денот на градот. Гостите ќе се вратат.',
    ['по повод Денот на градот'],
  ],
])('in %s', (_, text, occasions) => {
  expect(occasionsIn(text)).toEqual(occasions)
})
