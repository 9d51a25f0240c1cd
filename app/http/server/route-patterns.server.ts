import type { ServerBuild } from '@remix-run/node'
import { withoutTrailing } from '#app/domain/kernel/text.ts'
import { decodedSegment, UNMATCHED } from '#app/http/url-traits.ts'

interface PatternNode {
  fixed: Map<string, PatternNode>
  parameter?: PatternNode
  pattern?: string
}

/**
 * From a page's path to its pattern in the site map (`/cards/17` to `/cards/:id`), for limits, counts and logs: a
 * path itself may hold a secret and is without end. Reads a path as the router does: in any case, percent-decoded.
 */
export function patternFinder(routes: ServerBuild['routes']): (pathname: string) => string {
  const root: PatternNode = { fixed: new Map() }
  for (const route of Object.values(routes)) {
    if (!route || route.id === 'root') continue
    const pattern = patternOf(routes, route.id)
    if (!pattern.includes('*')) insert(root, pattern)
  }
  return (pathname) => find(root, segmentsOf(pathname).map(decodedSegment)) ?? UNMATCHED
}

/** Of a route of the site map; an index and the layouts around it share one. */
export function patternOf(routes: ServerBuild['routes'], id: string): string {
  return pathTo(routes, id) || '/'
}

function pathTo(routes: ServerBuild['routes'], id: string | undefined): string {
  const route = id === undefined ? undefined : routes[id]
  if (!route) return ''
  const above = pathTo(routes, route.parentId)
  return route.path ? `${above}/${route.path}` : above
}

function insert(root: PatternNode, pattern: string): void {
  let node = root
  for (const segment of segmentsOf(pattern)) {
    if (segment.startsWith(':')) {
      node.parameter ??= { fixed: new Map() }
      node = node.parameter
      continue
    }
    const next: PatternNode = node.fixed.get(segment) ?? { fixed: new Map() }
    node.fixed.set(segment, next)
    node = next
  }
  node.pattern = pattern
}

function find(node: PatternNode, segments: string[], at = 0): string | undefined {
  const segment = segments[at]
  if (segment === undefined) return node.pattern
  const fixed = node.fixed.get(segment.toLowerCase())
  const parameter = segment === '' ? undefined : node.parameter
  return (fixed && find(fixed, segments, at + 1)) ?? (parameter && find(parameter, segments, at + 1))
}

/** An empty segment (`/cards//17`) is one that no route has; slashes at the end are none. */
function segmentsOf(path: string): string[] {
  const inner = withoutTrailing(path.replace(/^\//, ''), '/')
  return inner === '' ? [] : inner.split('/')
}
