/**
 * What one client may be assumed to hold: an IPv4 address, or an IPv6 /64, out of which a single machine may take
 * any number of addresses. An IPv4-mapped IPv6 address (`::ffff:1.2.3.4`) is its IPv4 address. Anything else stands for itself.
 */
export function addressBlock(ip: string): string {
  const address = ip.trim().toLowerCase().split('%')[0] ?? ''
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const before = groupsOf(head)
  const after = tail === undefined ? [] : groupsOf(tail)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** An IPv4 tail takes the place of two groups; which two does not matter to the first four. */
function groupsOf(part: string): string[] {
  if (part === '') return []
  return part
    .split(':')
    .flatMap((group) => (group.includes('.') ? ['0', '0'] : [group.replace(/^0+(?=.)/, '')]))
}
