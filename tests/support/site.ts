import type { ServerBuild } from '@remix-run/node'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { matchRoutes } from '@remix-run/router'
import * as entry from '#app/entry.server.tsx'
import { type Site, siteOf } from '#app/http/server/site.server.ts'
import { pagePath } from '#app/http/url-traits.ts'
import routeConfig from '#app/routes.ts'
import remixConfig from '../../remix.config.js'

type Routes = ServerBuild['routes']
type Route = NonNullable<Routes[string]>
type RouteModule = Route['module']

const files = import.meta.glob<RouteModule>(['../../app/root.tsx', '../../app/routes/**/*.tsx'])

/**
 * The pages out of their sources, without a build: the same route map, the same entry, Remix's own handler. A page's
 * module is loaded when it is first asked for, so a test of one page needs no other page to compile.
 *
 * @param more pages that only a test has, by their paths
 * @param patienceMs how long a page may take before the reader is told so
 */
export async function siteOfSources(
  more: Record<string, Partial<RouteModule>> = {},
  patienceMs?: number,
): Promise<Site> {
  const routes: Routes = {}
  const extra = Object.keys(more).map((path) => ({ path, file: `${path}.tsx` }))
  const tree = [
    { id: 'root', path: '', children: addAll(routes, [...extra, ...(await routeConfig)], 'root') },
  ]
  routes.root = routeOf('root', 'root.tsx', { path: '' })
  for (const { path } of extra) (routes[path] as Route).module = { ...more[path] } as RouteModule
  const site = siteOf(
    {
      routes,
      entry: { module: entry },
      assets: {
        version: 'test',
        url: '/assets/manifest-test.js',
        entry: { module: '/assets/entry.js', imports: [] },
        get routes() {
          return assetsOf(routes)
        },
      },
      assetsBuildDirectory: 'build/client',
      publicPath: '/',
      basename: '/',
      mode: 'production',
      isSpaMode: false,
      future: {
        unstable_optimizeDeps: false,
        v3_routeConfig: true,
        ...remixConfig.future,
      } as ServerBuild['future'],
    },
    patienceMs,
  )
  return {
    ...site,
    async handle(request, context) {
      const matched = matchRoutes(tree, pagePath(new URL(request.url).pathname)) ?? []
      await Promise.all(['root', ...matched.map(({ route }) => route.id)].map((id) => load(routes, id)))
      return site.handle(request, context)
    },
  }
}

interface TreeNode {
  id: string
  path?: string
  index?: boolean
  children?: TreeNode[]
}

function addAll(routes: Routes, entries: RouteConfigEntry[], parentId: string): never[] {
  const nodes = entries.map((config): TreeNode => {
    const id = config.id ?? config.file.replace(/\.tsx?$/, '')
    routes[id] = routeOf(id, config.file, { path: config.path, index: config.index, parentId })
    const { path, index } = config
    return { id, path, index, ...(index ? {} : { children: addAll(routes, config.children ?? [], id) }) }
  })
  return nodes as never[]
}

const sources = new Map<string, string>()

function routeOf(id: string, file: string, place: Pick<Route, 'path' | 'index' | 'parentId'>): Route {
  sources.set(id, `../../app/${file}`)
  return { id, ...place, caseSensitive: undefined, module: {} as RouteModule } as Route
}

async function load(routes: Routes, id: string): Promise<void> {
  const route = routes[id]
  const source = sources.get(id) ?? ''
  if (!route || Object.keys(route.module).length > 0) return
  const read = files[source]
  if (!read) throw new Error(`app/routes.ts names ${source}, which is not there`)
  route.module = { ...(await read()) }
}

function assetsOf(routes: Routes): ServerBuild['assets']['routes'] {
  return Object.fromEntries(
    Object.values(routes).flatMap((route) => {
      if (!route) return []
      const { id, parentId, path, index, module } = route
      const asset = {
        id,
        parentId,
        path,
        index,
        module: `/assets/${id}.js`,
        imports: [],
        css: [],
        hasAction: module.action !== undefined,
        hasLoader: module.loader !== undefined,
        hasClientAction: false,
        hasClientLoader: false,
        hasErrorBoundary: module.ErrorBoundary !== undefined,
      }
      return [[id, asset]]
    }),
  )
}
