import ipaddr from 'ipaddr.js'

/** Networks that are told of instead of an address: bits of IPv4 and IPv6. */
const BITS = { ipv4: 24, ipv6: 48 } as const

/** `203.0.113.0/24`: from where, and not who. What is no address is told as nothing. */
export function networkOf(ip: string): string {
  const text = ip.trim().split('%')[0] ?? ''
  if (!ipaddr.isValid(text)) return ''
  const address = ipaddr.process(text)
  const kind = address.kind()
  const network =
    kind === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${BITS.ipv4}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${BITS.ipv6}`)
  return `${network}/${BITS[kind]}`
}
