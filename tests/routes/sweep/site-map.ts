import type { RouteConfigEntry } from '@remix-run/route-config'
import siteMap from '#app/routes.ts'

interface RouteModule {
  loader?: unknown
  action?: unknown
  default?: unknown
}

const modules = import.meta.glob<RouteModule>('/app/routes/**/*.tsx')

export interface SiteRoute {
  /** `/cards/:id/block` */
  pattern: string
  reads: boolean
  acts: boolean
  /** Has something to draw: without it GET answers a file, or nothing at all. */
  isPage: boolean
}

/** Every URL of app/routes.ts with what its file answers; a new line there is swept without being named here. */
export async function everyRoute(): Promise<SiteRoute[]> {
  const routes = patternsIn(await siteMap).map(async ({ pattern, file }) => {
    const read = modules[`/app/${file}`]
    if (!read) throw new Error(`app/routes.ts names ${file}, which is not there`)
    const module = await read()
    return {
      pattern,
      reads: module.loader !== undefined,
      acts: module.action !== undefined,
      isPage: module.default !== undefined,
    }
  })
  return Promise.all(routes)
}

function patternsIn(entries: RouteConfigEntry[], above = ''): { pattern: string; file: string }[] {
  return entries.flatMap(({ path, file, children = [] }) => {
    const pattern = path ? `${above}/${path}` : above
    return [{ pattern: pattern || '/', file }, ...patternsIn(children, pattern)]
  })
}

/** The pattern with its parameters filled in. */
export function pathOf(pattern: string, params: Record<string, string>): string {
  return pattern.replace('*', 'nothing').replace(/:(\w+)/g, (_parameter, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${pattern}: no value for :${name}`)
    return value
  })
}
