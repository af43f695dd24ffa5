// Who asks, through proxies that may be believed and through ones that may not.
import { expect, test } from 'vitest'
import { askerOf, type Proxies, proxiesOf } from './asker.ts'

const proxies = (text: string): Proxies => {
  const read = proxiesOf(text)
  if (!read.ok) throw new Error(read.refusal.message)
  return read.value
}
const none = proxies('')
const own = proxies('127.0.0.1, ::1,10.0.0.0/8,2001:db8:1::/48')

test.each([
  ['a stranger', '203.0.113.7', undefined, none, '203.0.113.7'],
  ['a stranger who names another', '203.0.113.7', '198.51.100.1', none, '203.0.113.7'],
  ['a stranger who names another, where proxies are known', '203.0.113.7', '198.51.100.1', own, '203.0.113.7'],
  ['through a proxy', '127.0.0.1', '203.0.113.7', own, '203.0.113.7'],
  ['through two proxies', '::1', '203.0.113.7, 10.1.2.3', own, '203.0.113.7'],
  ['through a proxy, with an invented address before the true one', '127.0.0.1', '198.51.100.1, 203.0.113.7', own, '203.0.113.7'],
  ['through a proxy, with junk before the true one', '127.0.0.1', '"><script>, 203.0.113.7', own, '203.0.113.7'],
  ['IPv4 inside IPv6', '::ffff:203.0.113.7', undefined, own, '203.0.113.7'],
  ['with a port', '127.0.0.1', '203.0.113.7:4711', own, '203.0.113.7'],
  ['IPv6 with a port', '127.0.0.1', '[2001:db8:2::7]:4711', own, '2001:db8:2:0::/64'],
  ['IPv6: the network', '2001:db8:2:3:4:5:6:7', undefined, own, '2001:db8:2:3::/64'],
  ['IPv6: another address of the same network', '2001:DB8:2:3:ffff::1', undefined, own, '2001:db8:2:3::/64'],
  ['a proxy known by its network', '2001:db8:1:ffff::1', '203.0.113.9', own, '203.0.113.9'],
  ['a proxy that does not say for whom', '127.0.0.1', undefined, own, null],
  ['a proxy that says junk', '127.0.0.1', 'unknown', own, null],
  ['proxies only', '127.0.0.1', '10.0.0.1', own, null],
  ['no connection', undefined, '203.0.113.7', own, null],
])('%s', (_, peer, forwarded, believed, expected) => {
  expect(askerOf(peer, forwarded, believed)).toBe(expected)
})

test.each(['proxy.example.org', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '300.1.1.1'])('%s is no address of a proxy', (text) => {
  expect(proxiesOf(`127.0.0.1, ${text}`)).toEqual({ ok: false, refusal: { code: 'proxy', message: text } })
})
