// Asking servers outside: against a real one on this machine, which is itself a private address.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askOutside, isPrivate } from './outside.ts'

let server: Server
let base: string
let answer: RequestListener = (_, response) => response.end('ok')
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const open = { userAgent: 'Pobratim/test', privateToo: true, most: 1000, seconds: 2 }
const ask = (url: string, more: Partial<Parameters<typeof askOutside>[1]> = {}) => askOutside(url, { ...open, ...more })
const told = async (asked: ReturnType<typeof askOutside>): Promise<unknown> => {
  const found = await asked
  return found.ok ? [found.status, Buffer.from(found.bytes).toString()] : found.trouble
}

test('says who asks, and takes packed answers', async () => {
  const packed = { gzip: gzipSync('г'), deflate: deflateSync('г'), br: brotliCompressSync('г'), identity: Buffer.from('г') }
  for (const [name, bytes] of Object.entries(packed)) {
    answer = (request, response) => {
      response.setHeader('content-encoding', name)
      response.setHeader('x-asked-by', request.headers['user-agent'] ?? '')
      response.end(bytes)
    }
    const found = await ask(base)
    expect([await told(Promise.resolve(found)), found.ok && found.header('X-Asked-By')]).toEqual([[200, 'г'], 'Pobratim/test'])
  }
})

test('stops at too much, also when it is packed small; at too long; and at what is no address', async () => {
  answer = (_, response) => response.end('x'.repeat(2000))
  expect(await told(ask(base))).toBe('too-large')
  answer = (_, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(Buffer.alloc(50_000_000)))
  }
  expect(await told(ask(base))).toBe('too-large')
  answer = () => {}
  expect(await told(ask(base, { seconds: 0.2 }))).toBe('timeout')
  answer = (_, response) => {
    response.write('x')
  }
  expect(await told(ask(base, { seconds: 0.2 }))).toBe('timeout')
  expect(await Promise.all(['file:///etc/passwd', 'ftp://x.bg/', 'http://user:secret@x.bg/', 'няма'].map((url) => told(ask(url))))).toEqual([
    'address',
    'address',
    'address',
    'address',
  ])
  expect(await told(ask('http://няма-такъв-сайт.invalid/'))).toBe('unknown-host')
  expect(await told(ask('http://127.0.0.1:1/'))).toBe('unreachable')
})

test('follows redirects, not for ever', async () => {
  answer = (request, response) => {
    if (request.url === '/b') return void response.end('б')
    response.writeHead(302, { location: '/b' }).end()
  }
  expect(await told(ask(`${base}/a`))).toEqual([200, 'б'])
  answer = (_, response) => void response.writeHead(302, { location: '/a' }).end()
  expect(await told(ask(`${base}/a`))).toBe('redirects')
})

test('private addresses are asked only when that is allowed: written as numbers, as names, in the other protocol’s letters', async () => {
  answer = (_, response) => response.end('тайна')
  const port = new URL(base).port
  const shut = { privateToo: false }
  expect(
    await Promise.all(
      [
        base,
        `http://localhost:${port}/`,
        `http://127.1:${port}/`,
        `http://2130706433:${port}/`,
        `http://[::1]:${port}/`,
        `http://[::ffff:127.0.0.1]:${port}/`,
        'http://10.0.0.1/',
        'http://169.254.169.254/',
      ].map((url) => told(ask(url, shut))),
    ),
  ).toEqual(Array.from({ length: 8 }, () => 'private'))
  expect(
    [
      '8.8.8.8',
      '1.1.1.1',
      '2606:4700::1111',
      '192.168.1.1',
      '172.16.0.1',
      '172.32.0.1',
      '100.64.0.1',
      '::1',
      'fe80::1',
      'fd00::1',
      '::ffff:8.8.8.8',
      '::ffff:a00:1',
      '64:ff9b::a00:1',
      'няма',
    ].map(isPrivate),
  ).toEqual([false, false, false, true, true, false, true, true, true, true, false, true, true, true])
})
