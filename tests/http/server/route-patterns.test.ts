import { matchRoutes } from '@remix-run/router'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternFinder } from '#app/http/server/route-patterns.server.ts'
import { UNMATCHED } from '#app/http/url-traits.ts'
import routes from '#app/routes.ts'

/** The site map as Remix's own router reads it. */
const tree = routes.map(({ path, index, file }) => ({
  id: file,
  path,
  ...(index ? { index: true as const } : {}),
}))
const known = Object.fromEntries(
  routes.map(({ path, index, file }) => [file, { id: file, parentId: 'root', path, index, module: {} }]),
)
const find = patternFinder(known as never)

const routersPattern = (pathname: string) => {
  const path = matchRoutes(tree, pathname)?.at(-1)?.route.path ?? ''
  return path === '*' ? UNMATCHED : `/${path}`
}

test('every page is found under its own pattern, the router agreeing', () => {
  const patterns = routes.flatMap(({ path = '' }) => (path === '*' ? [] : [`/${path}`]))
  expect(patterns.length).toBeGreaterThan(20)
  for (const pattern of patterns) {
    const path = pattern.replace(/:\w+/g, '17')
    expect([path, find(path)]).toEqual([path, pattern])
    expect([path, routersPattern(path)]).toEqual([path, pattern])
  }
})

test('nothing between two slashes is no parameter', () => {
  for (const path of ['/team//remove', '/%74eam//remove', '/cards//']) {
    expect([path, find(path)]).toEqual([path, routersPattern(path)])
  }
  expect(find('/team//remove')).toBe(UNMATCHED)
})

test('any path is read as the router reads it', () => {
  const words = [...new Set(routes.flatMap(({ path = '' }) => path.split('/')))].filter(
    (word) => !/[:*]/.test(word) && word,
  )
  const segment = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words).map((word) => word.toUpperCase()),
    fc.constantFrom(...words).map((word) => `%${word.charCodeAt(0).toString(16)}${word.slice(1)}`),
    fc.constantFrom('17', 'a%2Fb', '%2e', 'ә', '%D3%99', '', '.data', ':id', '*'),
  )
  const path = fc
    .array(segment, { maxLength: 6 })
    .map((segments) => new URL(`http://x/${segments.join('/')}`).pathname)
  fc.assert(
    fc.property(path, (pathname) => {
      expect([pathname, find(pathname)]).toEqual([pathname, routersPattern(pathname)])
    }),
    { numRuns: 3000 },
  )
})
