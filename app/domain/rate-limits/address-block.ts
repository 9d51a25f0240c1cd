import ipaddr from 'ipaddr.js'

/**
 * What one client may be assumed to hold: an IPv4 address, or an IPv6 /64, out of which a single machine may take
 * any number of addresses. An IPv4-mapped IPv6 address (`::ffff:1.2.3.4`) is its IPv4 address. Anything else stands for itself.
 */
export function addressBlock(ip: string): string {
  const text = ip.trim().split('%')[0] ?? ''
  if (!ipaddr.IPv6.isValid(text)) return text.toLowerCase()
  const address = ipaddr.IPv6.parse(text)
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  const network = address.parts.slice(0, 4).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
}
