import type { StartedSession } from '#app/domain/access/own-sessions.server.ts'
import type { Settings } from '#app/domain/kernel/context.ts'
import { serializeCookie } from '#app/http/cookies.server.ts'
import { SESSION_COOKIE } from './guards.server.ts'

/** Opaque; the browser forgets it with the session unless "remember me" was ticked. */
export function sessionCookie(settings: Settings, { token, maxAge }: StartedSession): string {
  return serializeCookie(settings, SESSION_COOKIE, token, { maxAge })
}

export function endedSessionCookie(settings: Settings): string {
  return serializeCookie(settings, SESSION_COOKIE, '', { maxAge: 0 })
}

/** For the person's own list of sessions. */
export function deviceOf(request: Request): { userAgent: string } {
  return { userAgent: request.headers.get('User-Agent') ?? '' }
}
