import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where systems of clients listen; databases, mail and the like do not. */
const PORTS = new Set(['', '443', '8443'])

/** `allowLoopback` is for development and tests: http and https to this very machine, on any port. */
export interface AddressRules {
  allowLoopback: boolean
}

/** The address, if nothing speaks against it before its name is looked up. */
export function acceptedUrl(text: string, { allowLoopback }: AddressRules): URL | null {
  const url = URL.parse(text)
  if (!url || url.username || url.password || url.hash) return null
  const host = hostOf(url)
  if (allowLoopback && isLoopbackHost(host)) return /^https?:$/.test(url.protocol) ? url : null
  if (url.protocol !== 'https:' || !PORTS.has(url.port)) return null
  // A name without a dot is one of the own network.
  const isOutside = isIP(host) ? isPublic(host) : /^[^.].*\.[^.]+\.?$/.test(host) && !isLoopbackHost(host)
  return isOutside ? url : null
}

/** Without the brackets of an IPv6 address. The parser has made one form of all ways to write an address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/**
 * Only addresses that everybody on the internet may reach: nothing private, loopback, link-local, multicast or reserved,
 * in no form that carries such an address inside (IPv4-mapped, NAT64, 6to4, Teredo).
 * @internal a test gives it addresses that no name leads to
 */
export function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false
  // Of IPv6 only 2000::/3 is given out; what ipaddr.js does not know lies outside of it.
  return address.kind() === 'ipv4' || (address.toByteArray()[0] ?? 0) >> 5 === 1
}

function isLoopbackHost(host: string): boolean {
  if (/^(?:.+\.)?localhost\.?$/.test(host)) return true
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback'
}

export type Address = { address: string; family: 4 | 6 }
export type Resolve = (name: string) => Promise<Address[]>

/**
 * Asks the name servers only. The operating system's own way would know the names of the local network (/etc/hosts,
 * search domains), and takes one of four threads for as long as a name server is silent.
 */
export const resolveByDns: Resolve = async (name) => {
  if (/^localhost\.?$/.test(name)) return [{ address: '127.0.0.1', family: 4 }]
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  return [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 as const })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 as const })) : []),
  ]
}

/**
 * The addresses to which a connection may be made, looked up once: the connection goes to these and to no other. One
 * address inside among several outside is refused too, lest the next try go there.
 */
export async function addressesOf(
  url: URL,
  { allowLoopback }: AddressRules,
  resolve: Resolve,
): Promise<Address[] | 'name_not_found' | 'address_refused'> {
  const host = hostOf(url)
  const family = isIP(host)
  const found: Address[] =
    family === 0 ? await resolve(host) : [{ address: host, family: family === 4 ? 4 : 6 }]
  if (found.length === 0) return 'name_not_found'
  const isHere = allowLoopback && found.every(({ address }) => isLoopbackHost(address))
  if (isHere) return found
  const mayConnect = url.protocol === 'https:' && found.every(({ address }) => isPublic(address))
  return mayConnect ? found : 'address_refused'
}
