import type { ClientRole, StaffRole } from '#db/schema/index.ts'
import { allowedAt } from '#tests/routes/sweep/access.ts'
import { everyRoute, type SiteRoute } from '#tests/routes/sweep/site-map.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { filtersIn, linksIn } from './links.ts'

/** Links to addresses of one pattern that are followed: few from one page, so that each filter of a list shows some. */
const FROM_ONE_PAGE = 2
const FROM_ALL_PAGES = 24

export interface Walk {
  /** Patterns of pages that somebody saw, sorted. */
  pages: string[]
  /** How many addresses were asked for. */
  visits: number
  /** Addresses that answered no page and no redirect. */
  faults: string[]
}

export type Readers = Partial<Record<'guest' | ClientRole | StaffRole, Visitor>>

/**
 * Reads the site as these people: every address of app/routes.ts that needs no parameter and that they may see, then
 * whatever those pages link to and each of their filters. A page with a parameter is found by the links to it, so a new
 * one needs no naming.
 */
export async function walk(readers: Readers): Promise<Walk> {
  const routes = await everyRoute()
  const whole: Walk = { pages: [], visits: 0, faults: [] }
  for (const [role, visitor] of Object.entries(readers) as [keyof Readers, Visitor][]) {
    const begin = routes.filter((route) => isPlain(route) && allowedAt(route).includes(role))
    const { pages, visits, faults } = await walkFrom(
      begin.map(({ pattern }) => pattern),
      visitor,
      finderOf(routes),
    )
    whole.pages = [...new Set([...whole.pages, ...pages])].sort()
    whole.visits += visits
    whole.faults.push(...faults.map((fault) => `${role} ${fault}`))
  }
  return whole
}

type Finder = (path: string) => SiteRoute | undefined

async function walkFrom(begin: readonly string[], visitor: Visitor, routeAt: Finder): Promise<Walk> {
  const seen = new Set(begin)
  const followed = new Map<string, number>()
  const pages = new Set<string>()
  const faults: string[] = []
  // What is added meanwhile is visited too.
  for (const path of seen) {
    const answer = await visitor.get(path)
    const html = await answer.text()
    const route = routeAt(path)
    // The API's description is no page, and has one address.
    const isKnown = route !== undefined || path === '/api/openapi.json'
    if (answer.status >= 400 || !isKnown) faults.push(`${path}: ${answer.status}`)
    if (answer.status === 200 && route?.isPage) pages.add(route.pattern)
    if (route?.pattern === path) for (const filtered of filtersIn(html, path)) seen.add(filtered)
    const links = linksIn(html, answer.headers.get('Location')).filter((link) => !seen.has(link))
    for (const link of someOfEach(links, followed, routeAt)) seen.add(link)
  }
  return { pages: [...pages], visits: seen.size, faults }
}

/** Counts what it chooses in `followed`. */
function someOfEach(links: readonly string[], followed: Map<string, number>, routeAt: Finder): string[] {
  const here = new Map<string, number>()
  return links.filter((link) => {
    const route = routeAt(link)
    const pattern = route?.pattern ?? link
    const [fromHere, fromAll] = [here.get(pattern) ?? 0, followed.get(pattern) ?? 0]
    if (fromHere >= FROM_ONE_PAGE || fromAll >= FROM_ALL_PAGES || (route && !canRead(route))) return false
    here.set(pattern, fromHere + 1)
    followed.set(pattern, fromAll + 1)
    return true
  })
}

/** Shown once, after a form; a GET leads to the list. */
const SHOWN_ONCE = new Set(['/integrations/created', '/admin/api-keys/created'])

/** Pages that can be asked for by their pattern, and that one of these people may see. */
export async function plainPages(readers: Readers): Promise<string[]> {
  const roles = Object.keys(readers) as (keyof Readers)[]
  const isSeen = (route: SiteRoute) => roles.some((role) => allowedAt(route).includes(role))
  return (await everyRoute())
    .filter((route) => route.isPage && isPlain(route) && isSeen(route) && !SHOWN_ONCE.has(route.pattern))
    .map(({ pattern }) => pattern)
}

export async function allPages(): Promise<string[]> {
  return (await everyRoute()).filter(({ isPage }) => isPage).map(({ pattern }) => pattern)
}

function isPlain(route: SiteRoute): boolean {
  return canRead(route) && !/[:*]/.test(route.pattern)
}

/** Whether it answers a GET: where a form only acts there is nothing to see. */
function canRead({ reads, isPage }: SiteRoute): boolean {
  return reads || isPage
}

/** Whose an address is: of two patterns that fit, that with fewer parameters. An address that leads nowhere has none. */
function finderOf(routes: readonly SiteRoute[]): Finder {
  const parameters = ({ pattern }: SiteRoute) => pattern.split(':').length
  const named = routes.filter(({ pattern }) => !pattern.includes('*'))
  const known = named
    .sort((one, other) => parameters(one) - parameters(other))
    .map((route) => ({ route, fits: new RegExp(`^${route.pattern.replace(/:\w+/g, '[^/]+')}$`) }))
  return (path) => known.find(({ fits }) => fits.test(path.replace(/[?#].*/, '')))?.route
}
