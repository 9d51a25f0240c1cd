import type { RequestContext } from '#app/http/load-context.server.ts'

/**
 * What Remix could not turn into an answer, for `handleError` of entry.server.tsx: above all a page that broke while it
 * was drawn. What loaders and actions throw is logged where it is caught (domain-errors.server.ts); an address without
 * a page and a form sent to a page without one are no faults of ours.
 */
export function logPageError(error: unknown, { services, requestId }: RequestContext): void {
  if (isRouteError(error)) return
  services.log.error({ err: error, requestId }, 'A page could not be drawn')
}

function isRouteError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false
  return typeof error.status === 'number' && error.status < 500
}
