import { parseClientAddress, type TrustedProxies } from '#app/runtime/trusted-proxies.server.ts'

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
  let address = parseClientAddress(peer ?? '')
  const chain = forwardedFor?.split(',') ?? []
  for (let hop = 1; chain.length > 0; hop++) {
    const trusted =
      'hops' in proxies
        ? hop <= proxies.hops
        : address && proxies.networks.check(address.toString(), address.kind())
    if (!trusted) break
    const next = parseClientAddress(withoutPort(chain.pop() ?? ''))
    if (!next) break
    address = next
  }
  return address?.toString() ?? '0.0.0.0'
}

/** `1.2.3.4:5678` and `[2001:db8::1]:5678`, as some proxies write it. */
function withoutPort(text: string): string {
  const address = text.trim()
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address)
  return bracketed?.[1] ?? address.replace(/^([\d.]+):\d+$/, '$1')
}
