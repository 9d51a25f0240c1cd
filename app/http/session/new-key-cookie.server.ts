import { redirect } from '@remix-run/node'
import type { Context } from '#app/domain/kernel/context.ts'
import { readCookie, serializeCookie } from '#app/http/cookies.server.ts'

const NAME = 'new_key'
const MAX_AGE_SECONDS = 300

/**
 * To the page that shows a new API key once. The key waits in a cookie, sealed for the person who made it: a form's
 * answer is kept for its repeats, and may hold no secret that can be read.
 */
export function redirectWithNewKey(ctx: Context, path: string, key: string): Response {
  const { keyId, ciphertext } = ctx.keyring.seal('cookie', Buffer.from(key), contextOf(ctx))
  const value = `${keyId}.${ciphertext.toString('base64url')}`
  const cookie = serializeCookie(ctx.settings, NAME, value, { maxAge: MAX_AGE_SECONDS })
  return redirect(path, { headers: { 'Set-Cookie': cookie } })
}

/** Null when there is none for this person: a reload, a bookmark. */
export function readNewKey(ctx: Context, request: Request): string | null {
  const [keyId, text] = readCookie(ctx.settings, request, NAME)?.split('.') ?? []
  if (!keyId || !text) return null
  try {
    const sealed = { keyId, ciphertext: Buffer.from(text, 'base64url') }
    return ctx.keyring.open('cookie', sealed, contextOf(ctx)).toString('utf8')
  } catch {
    return null
  }
}

/** Shown once: the cookie ends with the page. */
export function forgetNewKey(ctx: Context): HeadersInit {
  return { 'Set-Cookie': serializeCookie(ctx.settings, NAME, '', { maxAge: 0 }) }
}

function contextOf({ actor }: Context): string {
  return `new-key:${'userId' in actor ? actor.userId : ''}`
}
