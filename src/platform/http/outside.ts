// Asks a server outside for a page: politely, for a short while, for not too much, and never one of the house's own network unless that is allowed.
import { lookup, type LookupAddress } from 'node:dns'
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

export type Outside = {
  /** Who asks, for the one who reads the server's log. */
  readonly userAgent: string
  /** Whether addresses of private networks and of this machine may be asked. */
  readonly privateToo: boolean
}

export type Asking = Outside & {
  readonly headers?: Readonly<Record<string, string>>
  /** Bytes of the answer, unpacked. */
  readonly most: number
  readonly seconds: number
  /** How many redirects are followed; five unless said otherwise. One more is a trouble. */
  readonly redirects?: number
}

/** Why there is no answer: each has its sentence with whoever asks. */
export type OutsideTrouble = 'address' | 'private' | 'unknown-host' | 'unreachable' | 'timeout' | 'too-large' | 'certificate' | 'redirects'

export type Answer =
  | {
      readonly ok: true
      readonly status: number
      /** Where the answer came from in the end. */
      readonly url: string
      readonly header: (name: string) => string | undefined
      readonly bytes: Uint8Array
    }
  | { readonly ok: false; readonly trouble: OutsideTrouble; readonly detail: string }

const MOST_REDIRECTS = 5

const closed = new BlockList()
// RFC 6890 and its successors: this host, private and shared networks, link-local, tests, multicast, reserved.
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, prefix, 'ipv6')

/** Whether the address lies in a private network or on this machine; what is no address counts as private. */
export function isPrivate(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return closed.check(address, 'ipv4')
  if (kind !== 6) return true
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return closed.check(mapped, 'ipv4')
  // The same written in hexadecimal.
  return /^::ffff:/i.test(address) || closed.check(address, 'ipv6')
}

class PrivateAddress extends Error {}

/** Looked at where the connection is made: a name that is resolved once for looking and once for connecting could change between. */
const openLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '', 0)
    const [first] = found
    if (first === undefined || found.some(({ address }) => isPrivate(address))) return callback(new PrivateAddress(host), '', 0)
    if (options.all === true) (callback as unknown as (none: null, all: readonly LookupAddress[]) => void)(null, found)
    else callback(null, first.address, first.family)
  })
}

const TLS = /^(?:CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO)/

function troubleOf(error: unknown): { trouble: OutsideTrouble; detail: string } {
  const { code: given, message = '', name = '' } = error as NodeJS.ErrnoException
  // A timeout's code is a number.
  const code = String(given ?? '')
  const detail = (code || message).slice(0, 200)
  if (error instanceof PrivateAddress) return { trouble: 'private', detail: '' }
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'ABORT_ERR') return { trouble: 'timeout', detail: '' }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { trouble: 'unknown-host', detail }
  return { trouble: TLS.test(code) ? 'certificate' : 'unreachable', detail }
}

/** The page at the address. Follows redirects, each looked at anew; any status of the server is an answer. */
export async function askOutside(address: string, asking: Asking): Promise<Answer> {
  const signal = AbortSignal.timeout(asking.seconds * 1000)
  let url = address
  for (let turn = 0; turn <= (asking.redirects ?? MOST_REDIRECTS); turn += 1) {
    const at = URL.canParse(url) ? new URL(url) : null
    if (at === null || !/^https?:$/.test(at.protocol) || at.username !== '' || at.password !== '') return { ok: false, trouble: 'address', detail: '' }
    const host = at.hostname.replace(/^\[|\]$/g, '')
    if (!asking.privateToo && isIP(host) !== 0 && isPrivate(host)) return { ok: false, trouble: 'private', detail: '' }
    try {
      const response = await answered(at, asking, signal)
      const status = response.statusCode ?? 0
      const { location } = response.headers
      if ([301, 302, 303, 307, 308].includes(status) && location !== undefined && URL.canParse(location, url)) {
        response.destroy()
        url = new URL(location, url).href
        continue
      }
      const bytes = await bodyOf(response, asking.most)
      if (bytes === null) return { ok: false, trouble: 'too-large', detail: '' }
      return { ok: true, status, url, bytes, header: (name) => [response.headers[name.toLowerCase()]].flat()[0] }
    } catch (error) {
      return { ok: false, ...troubleOf(signal.aborted ? signal.reason : error) }
    }
  }
  return { ok: false, trouble: 'redirects', detail: '' }
}

function answered(at: URL, { userAgent, privateToo, headers = {} }: Asking, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      signal,
      agent: false,
      headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'gzip, deflate, br', ...headers },
      ...(privateToo ? {} : { lookup: openLookup }),
    }
    const asked = (at.protocol === 'https:' ? requestHttps : requestHttp)(at, options, resolve)
    asked.on('error', reject)
    asked.end()
  })
}

/** The whole body, unpacked; null when it is more than was asked for. */
async function bodyOf(response: IncomingMessage, most: number): Promise<Uint8Array | null> {
  const packing = (response.headers['content-encoding'] ?? '').toLowerCase()
  const unpacking =
    packing === 'gzip' || packing === 'x-gzip' ? createGunzip() : packing === 'deflate' ? createInflate() : packing === 'br' ? createBrotliDecompress() : null
  // A connection that breaks before the first piece is read is told by the reading.
  response.on('error', () => {})
  let stream: Readable = response
  if (unpacking !== null) {
    response.on('error', (error) => unpacking.destroy(error))
    stream = response.pipe(unpacking)
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length
      if (size > most) return null
      chunks.push(chunk as Buffer)
    }
  } finally {
    response.destroy()
  }
  return Buffer.concat(chunks)
}
