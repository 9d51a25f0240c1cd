import { index, type RouteConfig } from '@remix-run/route-config'

/** The site map: every URL beside its file. */
export default [index('routes/home.tsx')] satisfies RouteConfig
