// Who asks: the network address behind a request, believing of a proxy in front only what the settings say may be believed.
import { BlockList, isIP, isIPv4 } from 'node:net'
import type { Context } from 'hono'
import { ok, refuse, type Result } from '../result.ts'

/** The web servers in front of us, whose word on who asks is believed. */
export type Proxies = BlockList

/** Reads `127.0.0.1, ::1, 10.0.0.0/8`; empty: nobody’s word is believed. Refuses with what could not be read. */
export function proxiesOf(text: string): Result<Proxies> {
  const list = new BlockList()
  for (const entry of text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [address = '', width, ...more] = entry.split('/')
    const family = isIP(address)
    const bits = width === undefined ? null : Number(width)
    if (family === 0 || more.length > 0 || (bits !== null && (!/^\d{1,3}$/.test(width!) || bits > (family === 4 ? 32 : 128)))) return refuse('proxy', entry)
    const kind = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === null) list.addAddress(address, kind)
    else list.addSubnet(address, bits, kind)
  }
  return ok(list)
}

/** A bare address without port, brackets or zone, an IPv4 one inside IPv6 as IPv4; null for anything else. */
function bare(text: string | undefined): string | null {
  const plain = (text ?? '').trim().replace(/^\[(.*)\](?::\d+)?$/, '$1')
  const address = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(plain) ? plain.slice(0, plain.indexOf(':')) : plain.replace(/%.*$/, '')
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  return isIP(inside) === 0 ? null : inside.toLowerCase()
}

const isTrusted = (proxies: Proxies, address: string): boolean => proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')

/** One household or one school has one IPv4 address, but as many IPv6 addresses as it likes: of those the network (the first 64 bits) counts. */
function counted(address: string): string {
  if (isIPv4(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = (part: string | undefined): string[] => (part === undefined || part === '' ? [] : part.split(':'))
  const [left, right] = [groups(head), groups(tail)]
  const whole = tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/**
 * The address that asks, as it is counted; null when it cannot be known: a trusted proxy that does not say for whom it asks stands for everybody behind it,
 * and the whole town must not be shut out in place of one.
 */
export function askerOf(peer: string | undefined, forwardedFor: string | undefined, proxies: Proxies): string | null {
  const direct = bare(peer)
  if (direct === null) return null
  if (!isTrusted(proxies, direct)) return counted(direct)
  // Each proxy adds whom it heard at the end: from there back, the first that is none of ours is the one who asks. What stands before it anybody can write.
  for (const hop of (forwardedFor ?? '').split(',').reverse().slice(0, 20)) {
    const address = bare(hop)
    if (address === null) return null
    if (!isTrusted(proxies, address)) return counted(address)
  }
  return null
}

/** What the server says of the connection; a request without one (a test’s) has none. */
export const peerOf = (c: Context): string | undefined => {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress
}
