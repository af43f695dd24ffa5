// Form parts: what they post, how errors reach the field, and that typed text is shown again as typed.
import { expect, test } from 'vitest'
import { ConflictPanel } from './conflict.tsx'
import { DateOfAnyPrecision } from './date-field.tsx'
import { Checkboxes, ErrorSummary, fieldId, TextArea, TextField } from './fields.tsx'
import { LocalTextField, textBoxes } from './local-text-field.tsx'
import { TypeAhead } from './type-ahead.tsx'

test('the date field posts three boxes and „около“, and shows junk again as typed', () => {
  const html = String(
    <DateOfAnyPrecision name="start" label="Начало" value={{ day: '', month: '13', year: '203', about: 'on' }} error="Годината е с четири цифри" />,
  )
  expect([...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])).toEqual([
    ['start.day', ''],
    ['start.month', '13'],
    ['start.year', '203'],
    ['start.about', 'on'],
  ])
  expect(html).toContain('checked=""')
  expect(html).toContain('aria-describedby="f-start-hint f-start-error"')
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(3)
})

test('a „between“ keeps its far end while that stays ticked', () => {
  const html = String(<DateOfAnyPrecision name="date" label="Кога" value={{ day: '14', month: '9', year: '2024', about: '', until: '2024-10-24' }} />)
  expect(html).toMatch(/name="date\.until" value="2024-10-24" checked/)
  expect(html).toContain('до 24 октомври 2024 г.')
  expect(String(<DateOfAnyPrecision name="date" label="Кога" value={{ year: '2024' }} />)).not.toContain('date.until')
})

test('an exact date has no „около“', () => {
  expect(String(<DateOfAnyPrecision name="d" label="Ден" exact />)).not.toContain('d.about')
})

test('the error summary leads to the very ids of the fields', () => {
  const summary = String(<ErrorSummary errors={[{ name: 'name.bg', message: 'Напишете името' }]} />)
  const field = String(<TextField name="name.bg" label="Име" error="Напишете името" value={'"><b>'} />)
  expect(summary).toContain(`href="#${fieldId('name.bg')}"`)
  expect(field).toContain(`id="${fieldId('name.bg')}"`)
  expect(field).toContain('aria-invalid="true"')
  expect(field).not.toContain('<b>')
  expect(String(<ErrorSummary errors={[]} />)).toBe('')
})

test('a text that begins with an empty line keeps it', () => {
  // A browser drops one line break right after <textarea>, so one is put there to be dropped.
  expect(String(<TextArea name="note" label="Бележка" value={'\nвтори ред'} />)).toContain('>\n\nвтори ред</textarea>')
})

test('checkboxes tick what was chosen and nothing else', () => {
  const html = String(
    <Checkboxes
      name="fields"
      label="Области"
      values={['b']}
      options={[
        { value: 'a', label: 'А' },
        { value: 'b', label: 'Б' },
      ]}
    />,
  )
  expect(html.match(/checked/g)).toHaveLength(1)
  expect(html).toMatch(/value="b" checked/)
})

test('a text in several languages asks for the first and opens the fold only when something there needs a look', () => {
  const texts = [
    { lang: 'bg', name: 'български', text: 'Име' },
    { lang: 'en', name: 'английски', text: 'Name' },
  ]
  const quiet = String(<LocalTextField name="name" label="Име" texts={texts} />)
  expect([...quiet.matchAll(/name="([^"]+)"/g)].map(([, name]) => name)).toEqual(['name.bg', 'name.en'])
  expect(quiet).not.toMatch(/<details[^>]*open/)
  expect(String(<LocalTextField name="name" label="Име" texts={texts} errors={[{ name: 'name.en', message: 'Твърде дълго' }]} />)).toMatch(/<details[^>]*open/)
  expect(String(<LocalTextField name="name" label="Име" texts={[texts[0]!, { ...texts[1]!, sourceChanged: true }]} />)).toMatch(/<details[^>]*open/)
})

test('a box with suggestions posts what was typed and the chosen id', () => {
  const html = String(<TypeAhead name="place" label="Място" source="/places" value={{ id: '7', text: 'Пробно' }} />)
  expect(html).toMatch(/name="place\.text" value="Пробно"/)
  expect(html).toMatch(/type="hidden" name="place\.id" value="7"/)
})

test('a stale save shows both sides, an empty one as such', () => {
  const html = String(<ConflictPanel who="Друг Пробен" when="днес в 10:42" rows={[{ field: 'Име', theirs: '', yours: '<i>мое</i>' }]} />)
  expect(html).toContain('Друг Пробен записа тази страница днес в 10:42')
  expect(html).toContain('празно')
  expect(html).toContain('&lt;i&gt;мое&lt;/i&gt;')
})

test('a stored text gives one box a language, and what was typed wins', () => {
  const stored = {
    source: 'bg',
    in: { bg: { text: 'Ново име', at: '2026-11-20T08:00:00.000Z', checked: true }, fr: { text: 'Ancien nom', at: '2026-01-02T08:00:00.000Z', checked: true } },
  }
  expect(textBoxes({ name: { en: 'Typed', '@@': 'no language' } }, 'name', ['bg', 'en'], stored)).toEqual([
    { lang: 'bg', name: 'български', text: 'Ново име', sourceChanged: false },
    { lang: 'en', name: 'английски', text: 'Typed', sourceChanged: false },
    { lang: 'fr', name: 'френски', text: 'Ancien nom', sourceChanged: true },
  ])
})
