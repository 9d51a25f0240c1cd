import type { Context } from '#app/domain/kernel/context.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { contextOf, refuse } from './guards.server.ts'

/**
 * The local mailbox shows links that open accounts: it exists only without a mail provider, which production must have,
 * and only for who sits at this very machine. Everybody else gets the answer of a page that is not there.
 */
export async function requireLocalMailbox(request: Request, context: RequestContext): Promise<Context> {
  if (!context.services.settings.localMailbox || !context.fromLoopback) throw refuse('not_found')
  return contextOf(request, context)
}
