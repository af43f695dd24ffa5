// Settings: read once, refused by name, and the page about them says what the code says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, settingsPage } from './settings.ts'

test('nothing set gives an office on port 3000 in ./data', () => {
  const read = readSettings({ PORT: '', UNRELATED: 'x' })
  expect(read.ok && [read.value.port, read.value.dataFolder.endsWith('data'), read.value.demo, read.value.databaseUrl]).toEqual([3000, true, false, undefined])
})

test('a wrong setting is refused by its name; SMTP without a sender too', () => {
  const read = readSettings({ PORT: 'three thousand', POBRATIM_SECRET: 'short' })
  expect(read.ok ? [] : read.refusal.message.split('\n').map((line) => line.split(':')[0])).toEqual(['PORT', 'POBRATIM_SECRET'])
  const mail = readSettings({ SMTP_URL: 'smtp://localhost' })
  expect(mail.ok ? '' : mail.refusal.message).toBe('MAIL_FROM: needed with SMTP_URL')
})

test('the development page never opens to other machines', () => {
  const read = readSettings({ POBRATIM_DEV: '1', HOST: '0.0.0.0' })
  expect(read.ok ? '' : read.refusal.message).toBe('POBRATIM_DEV: only on this machine (HOST=127.0.0.1)')
  expect(readSettings({ POBRATIM_DEV: '1' }).ok).toBe(true)
})

test.each([
  ['1', true],
  ['yes', true],
  ['0', false],
  ['false', false],
])('POBRATIM_DEMO=%s', (given, expected) => {
  const read = readSettings({ POBRATIM_DEMO: given })
  expect(read.ok && read.value.demo).toBe(expected)
})

test('docs/operating/settings.md is the page the code makes', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/operating/settings.md'), 'utf8')).toBe(settingsPage())
})
