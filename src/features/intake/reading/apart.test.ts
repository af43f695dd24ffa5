// The thread that reads: one text after another, stopped when it takes too long, begun anew when it broke.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import type { Asked } from './apart.ts'

// The thread stays for the next text, and files share a process: an earlier file's thread is not ours.
vi.resetModules()
const { readApart } = await import('./apart.ts')

const folder = mkdtempSync(join(tmpdir(), 'apart-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A reader of our own that does with a text what the text says. */
writeFileSync(
  join(folder, 'reader.mjs'),
  `import { parentPort } from 'node:worker_threads'
let read = 0
parentPort.on('message', ({ body }) => {
  if (body === 'hang') for (;;);
  if (body === 'throw') throw new Error('a fault')
  if (body === 'leave') process.exit(1)
  if (body === 'fill') { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)) }
  parentPort.postMessage({ is: 'read', reading: { body, read: ++read }, places: [] })
})
parentPort.postMessage({ is: 'ready' })
`,
)
const program = pathToFileURL(join(folder, 'reader.mjs'))
const asked = (body: string): Asked => ({
  body,
  home: { name: 'Троян', country: 'BG', placeId: 726320 },
  published: '2025-06-10',
  register: { organisations: [], people: [] },
})
const read = async (body: string): Promise<unknown> => {
  const answer = await readApart(asked(body), 1, program)
  return typeof answer === 'string' ? answer : answer.reading
}

test('texts that come at the same time are read one after another by the same thread', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map(read))).toEqual([
    { body: 'a', read: 1 },
    { body: 'b', read: 2 },
    { body: 'c', read: 3 },
  ])
})

test('what hangs is stopped, what breaks the thread is told, and the next text is read by a new one', async () => {
  expect(await Promise.all(['hang', 'd', 'throw', 'e', 'leave', 'f'].map(read))).toEqual([
    'too-slow',
    { body: 'd', read: 1 },
    'broken',
    { body: 'e', read: 1 },
    'broken',
    { body: 'f', read: 1 },
  ])
})

test('a thread whose program cannot begin says so each time and does not stand in the way of the next', async () => {
  await read('throw')
  const nothing = pathToFileURL(join(folder, 'nothing.mjs'))
  expect(await readApart(asked('a'), 1, nothing)).toBe('broken')
  expect(await readApart(asked('a'), 1, nothing)).toBe('broken')
  expect(await read('g')).toEqual({ body: 'g', read: 1 })
  await read('throw')
})

test('the reader itself, run from its own file', async () => {
  const answer = await readApart(asked('Делегация от община Берово, Северна Македония, посети Троян на 5 юни.'))
  if (typeof answer === 'string') throw new Error(answer)
  expect(answer.reading.partners.map(({ name, country }) => [name, country])).toEqual([['Berovo', 'MK']])
  expect(answer.places.map(({ id }) => id)).toEqual(answer.reading.partners.map(({ placeId }) => placeId))
})
