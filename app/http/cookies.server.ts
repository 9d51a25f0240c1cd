import type { Settings } from '#app/domain/kernel/context.ts'

/** `__Host-` binds a cookie to this very origin; browsers refuse the prefix on plain http. */
export function isSecure(settings: Settings): boolean {
  return settings.publicUrl.startsWith('https:')
}

export function hostCookieName(settings: Settings, name: string): string {
  return isSecure(settings) ? `__Host-${name}` : name
}

export interface CookieOptions {
  /** Seconds; left out, the cookie ends with the browser; 0 deletes it. */
  maxAge?: number
  httpOnly?: boolean
}

/** A Set-Cookie value: HttpOnly (unless told), SameSite=Lax, Path=/, Secure on https. `value` must be cookie-safe. */
export function serializeCookie(
  settings: Settings,
  name: string,
  value: string,
  options: CookieOptions = {},
): string {
  const parts = [`${hostCookieName(settings, name)}=${value}`, 'Path=/', 'SameSite=Lax']
  if (options.httpOnly ?? true) parts.push('HttpOnly')
  if (isSecure(settings)) parts.push('Secure')
  if (options.maxAge !== undefined) parts.push(`Max-Age=${options.maxAge}`)
  return parts.join('; ')
}

/** The raw value, or undefined. A broken Cookie header yields nothing, never an error. */
export function readCookie(settings: Settings, request: Request, name: string): string | undefined {
  const wanted = hostCookieName(settings, name)
  for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim()
  }
  return undefined
}
