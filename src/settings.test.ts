// Settings: read once, refused by name, and the page about them says what the code says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { leadsToThisMachine, readSettings, settingsPage } from './settings.ts'

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
  ['http://localhost:3000', true],
  ['http://127.0.0.1:4050', true],
  ['http://[::1]:3000', true],
  ['https://побратими.example.bg', false],
  ['http://localhost.example.bg', false],
])('%s opens on this machine only: %s', (address, only) => expect(leadsToThisMachine(address)).toBe(only))

test('a language model is there when its address and name are, and its key is in nothing that prints the settings', () => {
  const none = readSettings({})
  expect(none.ok && none.value.model).toBe(undefined)
  const read = readSettings({ MODEL_URL: 'http://127.0.0.1:11434/v1/', MODEL_NAME: 'qwen3:8b', MODEL_KEY: 'sk-secret', MODEL_TIME_LIMIT: '30' })
  const model = read.ok ? read.value.model : undefined
  expect([model?.url, model?.name, model?.key(), model?.timeLimit]).toEqual(['http://127.0.0.1:11434/v1', 'qwen3:8b', 'sk-secret', 30_000])
  expect(inspect(read, { depth: 9 }) + JSON.stringify(read) + settingsPage()).not.toContain('sk-secret')
})

test.each([
  ['an address without a name', { MODEL_URL: 'http://localhost/v1' }, 'MODEL_URL, MODEL_NAME: both are needed'],
  ['a name without an address', { MODEL_NAME: 'a' }, 'MODEL_URL, MODEL_NAME: both are needed'],
  ['a key in the address', { MODEL_URL: 'https://me:sk-secret@models.example/v1', MODEL_NAME: 'a' }, 'MODEL_URL: put the key into MODEL_KEY'],
] as const)('%s is refused', (_, given, message) => {
  const read = readSettings(given)
  expect(read.ok ? '' : read.refusal.message).toBe(message)
})

test('the mailbox of returns is there when its address names user and password, which is in nothing that prints the settings', () => {
  const read = readSettings({ MAIL_RETURNS_URL: 'imaps://returns%40example.bg:p%3Aass%20word@mail.example.bg', MAIL_RETURNS_FOLDER: 'Върнати' })
  const box = read.ok ? read.value.mailReturns : undefined
  expect([{ ...box, password: box?.password() }, readSettings({}).ok]).toEqual([
    {
      host: 'mail.example.bg',
      port: 993,
      secure: true,
      user: 'returns@example.bg',
      password: 'p:ass word',
      folder: 'Върнати',
      minutes: 5,
    },
    true,
  ])
  expect(inspect(read, { depth: 9 }) + JSON.stringify(read)).not.toContain('ass word')
  const plain = readSettings({ MAIL_RETURNS_URL: 'imap://r:secret@[::1]', MAIL_RETURNS_MINUTES: '30' })
  expect(plain.ok && [plain.value.mailReturns?.host, plain.value.mailReturns?.port, plain.value.mailReturns?.minutes]).toEqual(['::1', 143, 30])
})

test.each([
  'imaps://mail.example.bg',
  'imaps://returns@mail.example.bg',
  'imaps://returns:se%cret@mail.example.bg',
  'pop3://returns:secret@mail.example.bg',
  'secret',
])('the mailbox %s is refused by its name, without the password', (address) => {
  const read = readSettings({ MAIL_RETURNS_URL: address })
  expect([read.ok, read.ok ? '' : read.refusal.message.split(':')[0]]).toEqual([false, 'MAIL_RETURNS_URL'])
  expect(read.ok ? '' : read.refusal.message).not.toContain('cret')
})

test('an address of no web server is refused by its name, without the key', () => {
  const read = readSettings({ MODEL_URL: 'ftp://models.example', MODEL_NAME: 'a', MODEL_KEY: 'sk-secret', MODEL_TIME_LIMIT: '900' })
  expect(read.ok ? [] : read.refusal.message.split('\n').map((line) => line.split(':')[0])).toEqual(['MODEL_URL', 'MODEL_TIME_LIMIT'])
  expect(read.ok ? '' : read.refusal.message).not.toContain('sk-secret')
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
