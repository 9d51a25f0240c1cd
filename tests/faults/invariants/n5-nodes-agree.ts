import type { Evidence } from './evidence.ts'

/** N5: after healing, every node of the cluster holds the same. */
export function nodesAgree({ nodes }: Pick<Evidence, 'nodes'>): string[] {
  const [one, ...others] = nodes
  if (!one) return []
  return others.flatMap((other, index) => {
    const tables = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...tables]
      .filter((table) => one[table] !== other[table])
      .map((table) => `node ${index + 2} holds other rows of ${table} than node 1`)
  })
}
