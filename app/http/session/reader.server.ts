import { redirect } from '@remix-run/node'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import type { Reader } from '#app/domain/readonly-links/reading.server.ts'
import { VISIT_HOURS } from '#app/domain/readonly-links/readonly-links.ts'
import { readPartCookie, serializeCookie } from '#app/http/cookies.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { contextOf } from './guards.server.ts'

/** One cookie a link, so that two of them do not mix. */
function cookieName(token: string): string {
  return `reader_${sha256(token).toString('hex').slice(0, 12)}`
}

export interface ReaderContext {
  ctx: Context
  reader: Reader
  /** The link's own page. */
  home: string
}

/** Of whoever holds the link: nobody's account counts there. */
export async function readerContext(
  request: Request,
  context: RequestContext,
  token = '',
): Promise<ReaderContext> {
  const ctx: Context = { ...(await contextOf(request, context)), actor: { kind: 'guest' } }
  const visit = readPartCookie(ctx.settings, request, cookieName(token))
  return { ctx, reader: { token, visit }, home: `/r/${encodeURIComponent(token)}` }
}

/** Sent with this link's pages only. */
export function visitCookie({ settings }: Pick<Context, 'settings'>, token: string, visit: string): string {
  const options = { maxAge: VISIT_HOURS * 3_600, path: `/r/${encodeURIComponent(token)}` }
  return serializeCookie(settings, cookieName(token), visit, options)
}

/**
 * Whoever has not pressed the button, or whose visit or link is over, is led to the link's own page, which says so.
 * @throws Response 303
 */
export async function readOrLeadBack<Read>(home: string, read: Promise<Read>): Promise<Read> {
  try {
    return await read
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'link_dead') throw error
    throw redirect(home, { status: 303, headers: { 'Cache-Control': 'no-store' } })
  }
}
