import { index, type RouteConfig, route } from '@remix-run/route-config'

/** The site map: every URL beside its file. */
export default [
  index('routes/home.tsx'),
  route('words/:file', 'routes/words.tsx'),
] satisfies RouteConfig
