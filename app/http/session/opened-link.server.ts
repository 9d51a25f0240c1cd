import { redirect } from '@remix-run/node'
import { findLinkByPublicId, openLink } from '#app/domain/access/links.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { isToken, linkPaths } from '#app/domain/kernel/link-tokens.server.ts'
import { readCookie, serializeCookie } from '#app/http/cookies.server.ts'
import type { LinkPurpose } from '#db/schema/index.ts'

const LIFE_SECONDS = 15 * 60

/** One cookie a link, so that two links in two tabs do not mix. */
function cookieName(publicId: string): string {
  return `link_${publicId}`
}

/** The secret behind `/invitation/:token` or `/set-password/:token`, or that its cookie is gone. */
export type OpenedLink = { kind: 'token'; token: string } | { kind: 'forgotten' }

/**
 * A secret in the address bar leaves it at once: 303 to a clean URL with the link's public id, the secret in a
 * cookie of 15 minutes. On the clean URL it is read back.
 *
 * @throws Response 303. @throws DomainError link_dead
 */
export async function openLinkUrl(
  ctx: Context,
  request: Request,
  purpose: LinkPurpose,
  parameter: string,
): Promise<OpenedLink> {
  if (isToken(parameter)) {
    const { public_id: publicId } = await openLink(ctx, purpose, parameter)
    throw redirect(linkPaths[purpose] + publicId, {
      status: 303,
      headers: {
        'Set-Cookie': serializeCookie(ctx.settings, cookieName(publicId), parameter, {
          maxAge: LIFE_SECONDS,
        }),
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-store',
      },
    })
  }
  const token = readCookie(ctx.settings, request, cookieName(parameter))
  if (token && isToken(token)) return { kind: 'token', token }
  return (await findLinkByPublicId(ctx, purpose, parameter)) ? { kind: 'forgotten' } : reject('link_dead')
}

/** For a POST, which comes to the clean URL or to the link itself. */
export function postedToken(ctx: Context, request: Request, parameter: string): string {
  if (isToken(parameter)) return parameter
  return readCookie(ctx.settings, request, cookieName(parameter)) ?? ''
}

/** Once the link was used its cookie has no use. */
export function closedLinkCookie(ctx: Context, parameter: string): string | null {
  return isToken(parameter) ? null : serializeCookie(ctx.settings, cookieName(parameter), '', { maxAge: 0 })
}
