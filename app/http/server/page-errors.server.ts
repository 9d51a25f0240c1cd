import { DomainError } from '#app/domain/kernel/errors.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { answerOf } from './domain-errors.server.ts'

/**
 * For a page that broke while it was drawn: logs what broke it.
 * @returns what the error page in its place is drawn from, with the number by which support finds the entry
 */
export function brokenPage(error: unknown, context: RequestContext): Response {
  const { services, requestId } = context
  services.log.error({ err: error, requestId }, 'A page could not be drawn')
  return answerOf(new DomainError('unexpected'), context)
}

/**
 * What Remix could not turn into an answer, for `handleError` of entry.server.tsx. What loaders and actions throw is
 * logged where it is caught (domain-errors.server.ts), and so is what `brokenPage` answers; an address without a page and a
 * form sent to a page without one are no faults of ours.
 */
export function logPageError(error: unknown, { services, requestId }: RequestContext): void {
  if (error instanceof Response || isRouteError(error)) return
  services.log.error({ err: error, requestId }, 'A page could not be answered')
}

function isRouteError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false
  return typeof error.status === 'number' && error.status < 500
}
