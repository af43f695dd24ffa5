// pobratim intake FILE --model: says what it sends and where, and without the flag sends nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { main } from '../../../cli.ts'
import { completion, openModelServer, type ModelServer } from '../../../../tests/support/model-server.ts'

const TEXT = 'Гости от град Берово, Северна Македония, посетиха Троян. Поздрав прати хор „Мостри“ от Скопие.'
let folder: string
let server: ModelServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'intake-model-'))
  writeFileSync(join(folder, 'item.txt'), `published: 2026-06-10\nhome: Троян, BG\n\n${TEXT}`)
  server = await openModelServer()
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await server.close()
})

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' }
  const code = await main(args, { out: (text) => void (said.out += text), err: (text) => void (said.err += text), cwd: folder })
  return { code, ...said }
}

test('without the flag nothing is sent, whatever is set; with it but without a setting it says what is missing', async () => {
  vi.stubEnv('MODEL_URL', server.url)
  vi.stubEnv('MODEL_NAME', 'probe-7b')
  expect([(await run('intake', 'item.txt')).code, server.asked.length]).toEqual([0, 0])
  vi.unstubAllEnvs()
  expect(await run('intake', 'item.txt', '--model')).toEqual({
    code: 2,
    out: '',
    err: 'pobratim intake: --model needs MODEL_URL and MODEL_NAME; see docs/operating/language-model.md.\n',
  })
})

test('with both the finds stand beside the rules’, each with its words; the refused ones are counted', async () => {
  vi.stubEnv('MODEL_URL', server.url)
  vi.stubEnv('MODEL_NAME', 'probe-7b')
  vi.stubEnv('MODEL_KEY', 'sk-secret')
  const answer = completion({
    organisations: [
      { id: 'o1', name: 'Берово', kind: 'municipality', country: 'MK', quote: 'град Берово, Северна Македония' },
      { id: 'o2', name: 'хор „Мостри“', kind: 'other', country: 'MK', quote: 'хор „Мостри“ от Скопие' },
      { id: 'o3', name: 'Велес', kind: 'municipality', country: 'MK', quote: 'Велес' },
    ],
  })
  server.replies.push(answer, answer)
  const { code, out, err } = await run('intake', 'item.txt', '--model', '--json')
  expect([code, err]).toEqual([
    0,
    `pobratim intake: sending ${TEXT.length} of ${TEXT.length} letters to ${new URL(server.url).host} (model probe-7b), on this machine.\n`,
  ])
  const { language_model: found, partners } = JSON.parse(out) as {
    language_model: { said: number; not_in_text: number; unfit: number; found_by_rules_too: number; finds: { kind: string; quote: string }[] }
    partners: unknown[]
  }
  expect([partners.length, found.said, found.not_in_text, found.unfit, found.found_by_rules_too]).toEqual([1, 3, 1, 0, 1])
  expect(found.finds.map(({ kind, quote }) => [kind, quote])).toEqual([['organisation', 'хор „Мостри“ от Скопие']])
  expect(server.asked[0]!.body.messages[1]!.content).toContain(TEXT)
  const words = await run('intake', 'item.txt', '--model')
  expect(words.out).toContain('refused 1 because their words are not in the text')
  expect(words.out + words.err + out).not.toContain('sk-secret')
})

test('a model that does not answer is said, and the rules’ reading is printed all the same', async () => {
  vi.stubEnv('MODEL_URL', 'http://127.0.0.1:9/v1')
  vi.stubEnv('MODEL_NAME', 'probe-7b')
  const { code, out, err } = await run('intake', 'item.txt', '--model')
  expect(code).toBe(1)
  expect(err).toContain('the model did not read part 1: unreachable.')
  expect(out).toContain('Berovo')
})
