/**
 * The servers that a DATABASE_URL names, each by an address of its own, in the order of preference:
 * `mysql://user:pass@db1:3306,db2:3306/name?tls=required` is `mysql://user:pass@db1:3306/name?tls=required` and the
 * same of db2. Undefined when one of them is no address.
 */
export function nodeAddressesOf(databaseUrl: string): URL[] | undefined {
  const [start = '', authority = ''] = /^mysql:\/\/([^/?#]*)/.exec(databaseUrl) ?? []
  const hosts = authority.slice(authority.lastIndexOf('@') + 1)
  const before = start.slice(0, start.length - hosts.length)
  const addresses = hosts
    .split(',')
    .map((host) => `${before}${host.trim()}${databaseUrl.slice(start.length)}`)
  if (!addresses.every((address) => URL.canParse(address))) return undefined
  const nodes = addresses.map((address) => new URL(address))
  return nodes.every(({ hostname, searchParams }) => hostname || searchParams.has('socketPath'))
    ? nodes
    : undefined
}

/** How a node is called in logs, metrics and by `doctor`: never with the password. */
export function nodeNameOf(address: URL): string {
  return address.searchParams.get('socketPath') ?? `${address.hostname}:${address.port || 3306}`
}
