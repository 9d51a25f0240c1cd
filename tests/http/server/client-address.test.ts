import { describe, expect, test } from 'vitest'
import { clientAddress } from '#app/http/server/client-address.server.ts'
import { isLoopback, parseTrustedProxies } from '#app/runtime/trusted-proxies.server.ts'

const of = (trusted: string, peer: string, forwarded?: string) =>
  clientAddress(parseTrustedProxies(trusted.split(',').filter(Boolean)), peer, forwarded)

describe("security 16: the client's address comes from the right-most trusted proxy hop", () => {
  test.each([
    ['no proxy: the header is the client’s own word', '', '198.51.100.1', '1.1.1.1', '198.51.100.1'],
    ['one proxy', '1', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['one proxy, a made-up address before it', '1', '10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['one proxy, which sends nothing', '1', '10.0.0.1', undefined, '10.0.0.1'],
    ['two proxies', '2', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['two proxies, but only one was passed', '2', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['zero hops', '0', '198.51.100.1', '1.1.1.1', '198.51.100.1'],
    ['a network of proxies', '10.0.0.0/8', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['a stranger outside the network', '10.0.0.0/8', '198.51.100.7', '1.1.1.1', '198.51.100.7'],
    ['nothing but proxies', '10.0.0.0/8', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['a proxy of IPv6', 'fd00::/8', 'fd00::1', '1.1.1.1, 2001:db8::7', '2001:db8::7'],
    ['single addresses', '10.0.0.1,10.0.0.2', '10.0.0.2', '198.51.100.1, 10.0.0.1', '198.51.100.1'],
    ['an IPv4-mapped IPv6 address', '1', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
    [
      'a network and an IPv4-mapped IPv6 address',
      '10.0.0.0/8',
      '::ffff:10.0.0.1',
      '198.51.100.1',
      '198.51.100.1',
    ],
    ['an IPv4-mapped IPv6 address in hexadecimal', '1', '10.0.0.1', '::ffff:c633:6401', '198.51.100.1'],
    ['a number, which a program may take for an address', '1', '10.0.0.1', '2130706433', '10.0.0.1'],
    ['a port', '1', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['brackets and a port', '1', '10.0.0.1', '[2001:DB8::7]:4711', '2001:db8::7'],
    ['brackets', '1', '10.0.0.1', '[2001:db8:0:0:0:0:0:7]', '2001:db8::7'],
    ['a zone', '1', '10.0.0.1', 'fe80::1%eth0', 'fe80::1'],
    ['no address at all', '1', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['words instead of the address', '1', '10.0.0.1', "1.1.1.1, ' or 1=1", '10.0.0.1'],
    ['nothing between commas', '1', '10.0.0.1', '1.1.1.1, ', '10.0.0.1'],
    ['no peer (a Unix socket)', '', '', '1.1.1.1', '0.0.0.0'],
  ])('security 16: %s', (_what, trusted, peer, forwarded, expected) => {
    expect(of(trusted, peer, forwarded)).toBe(expected)
  })

  test.each(['proxy.example.kz', '10.0.0.0/33', '10.0.0.0/', '300.0.0.1', 'fd00::/200', '1,2', '-1'])(
    'refuses %s as a proxy',
    (entry) => {
      expect(() => parseTrustedProxies(entry.split(','))).toThrow(/neither a number of hops nor an address/)
    },
  )

  test.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:7f00:1', true],
    ['127.1', false],
    ['10.0.0.1', false],
    ['::2', false],
    [undefined, false],
  ])('knows this machine: %s', (peer, expected) => {
    expect(isLoopback(peer)).toBe(expected)
  })
})
