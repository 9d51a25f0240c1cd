import { BlockList } from 'node:net'
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js'

/** Who may set X-Forwarded-For: so many hops before us, or the proxies' own networks. */
export type TrustedProxies = { hops: number } | { networks: BlockList }

export class ProxyEntryError extends Error {
  constructor(readonly entry: string) {
    super(`"${entry}" is neither a number of hops nor an address or a network`)
  }
}

/**
 * `TRUSTED_PROXIES`: nothing, one number of hops, or addresses and networks (`10.0.0.0/8`, `fd00::/8`, `192.0.2.7`).
 * @throws ProxyEntryError for anything else.
 */
export function parseTrustedProxies(list: string[]): TrustedProxies {
  const [first] = list
  if (first === undefined) return { hops: 0 }
  if (list.length === 1 && /^\d{1,2}$/.test(first)) return { hops: Number(first) }
  const networks = new BlockList()
  for (const entry of list) addNetwork(networks, entry)
  return { networks }
}

function addNetwork(networks: BlockList, entry: string): void {
  const [text = '', prefix] = entry.split('/')
  const address = parseAddress(text)
  if (!address) throw new ProxyEntryError(entry)
  const widest = address.kind() === 'ipv4' ? 32 : 128
  const bits = prefix === undefined ? widest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
  if (!(bits <= widest)) throw new ProxyEntryError(entry)
  networks.addSubnet(text, bits, address.kind())
}

/** `1.2.3.4`, `::ffff:1.2.3.4`, `fe80::1%eth0`. IPv4 written as IPv6 comes out as IPv4; undefined for no address. */
export function parseClientAddress(text: string): IPv4 | IPv6 | undefined {
  const [bare = ''] = text.split('%', 1)
  const address = parseAddress(bare)
  return address && ipaddr.process(address.toString())
}

export function isLoopback(peer: string | undefined): boolean {
  return parseClientAddress(peer ?? '')?.range() === 'loopback'
}

/** ipaddr.js alone would take `127.1` and `2130706433` for addresses, which no proxy writes. */
function parseAddress(text: string): IPv4 | IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined
}
