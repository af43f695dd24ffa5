// Texts in several languages: which one is shown, and which translation has grown old.
import { expect, test } from 'vitest'
import { asTyped, EMPTY_TEXT, isEmptyText, isStale, localText, reading, revised } from './local-text.ts'

const monday = new Date('2026-11-23T09:00:00Z')
const tuesday = new Date('2026-11-24T09:00:00Z')

test('a translation grows stale when its source changes, and fresh again when it is touched', () => {
  const both = revised(localText('Договор', monday), { bg: 'Договор', en: 'Contract' }, monday)
  expect(isStale(both, 'en')).toBe(false)
  const changed = revised(both, { bg: 'Договор за побратимяване', en: 'Contract' }, tuesday)
  expect([isStale(changed, 'en'), isStale(changed, 'bg')]).toEqual([true, false])
  expect(isStale(revised(changed, { en: 'Twinning contract' }, tuesday), 'en')).toBe(false)
})

test('an unchanged language keeps its moment, an emptied one goes, the source moves when it is emptied', () => {
  const both = revised(localText('Договор', monday), { en: 'Contract' }, monday)
  expect(revised(both, { bg: ' Договор ' }, tuesday)).toEqual(both)
  const onlyEnglish = revised(both, { bg: '' }, tuesday)
  expect([onlyEnglish.source, asTyped(onlyEnglish)]).toEqual(['en', { en: 'Contract' }])
  expect(isEmptyText(revised(onlyEnglish, { en: '' }, tuesday))).toBe(true)
})

test('the reader gets their language, else the source, and is told which', () => {
  const text = localText('Договор', monday)
  expect(reading(text, 'bg')).toEqual({ text: 'Договор', language: 'bg' })
  expect(reading(text, 'en')).toEqual({ text: 'Договор', language: 'bg' })
  expect(reading(EMPTY_TEXT, 'en')).toEqual({ text: '', language: 'en' })
})
