import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

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

/**
 * The client's address: the right-most one that no trusted proxy of ours vouches for. What stands further left is the
 * client's own word. IPv4 written as IPv6 comes out as IPv4, so that one client has one address.
 *
 * @param peer the other end of the connection
 * @param forwardedFor the X-Forwarded-For header, all its lines joined
 */
export function clientAddress(
  proxies: TrustedProxies,
  peer: string | undefined,
  forwardedFor: string | undefined,
): string {
  let address = normalise(peer ?? '') ?? '0.0.0.0'
  if (!forwardedFor || ('hops' in proxies && proxies.hops === 0)) return address
  const chain = forwardedFor.split(',')
  for (let hop = 1; chain.length > 0; hop++) {
    const trusted = 'hops' in proxies ? hop <= proxies.hops : contains(proxies.networks, address)
    if (!trusted) break
    const next = normalise(chain.pop() ?? '')
    if (!next) break
    address = next
  }
  return address
}

export function isLoopback(peer: string | undefined): boolean {
  const address = normalise(peer ?? '')
  return address === '::1' || (address?.startsWith('127.') ?? false)
}

/** `1.2.3.4`, `1.2.3.4:5678`, `::ffff:1.2.3.4`, `[2001:db8::1]:5678`, `fe80::1%eth0`; anything else is no address. */
function normalise(text: string): string | undefined {
  let address = text.trim()
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address)
  if (bracketed) address = bracketed[1] as string
  else if (/^[\d.]+:\d+$/.test(address)) address = address.slice(0, address.lastIndexOf(':'))
  address = address.replace(/%.*$/, '').toLowerCase()
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return undefined
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  return mapped ? mapped[1] : new URL(`http://[${address}]`).hostname.slice(1, -1)
}

function contains(networks: BlockList, address: string): boolean {
  return networks.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

function addNetwork(networks: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/')
  const family = isIP(address)
  const widest = family === 4 ? 32 : 128
  const bits = prefix === undefined ? widest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
  if (family === 0 || !(bits <= widest)) {
    throw new ProxyEntryError(entry)
  }
  networks.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
}
