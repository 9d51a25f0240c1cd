import type { Settings } from '#app/domain/kernel/context.ts'
import { DAY_SECONDS } from '#app/domain/kernel/durations.ts'

/** `__Host-` binds a cookie to this very origin; browsers refuse the prefix on plain http. */
function isSecure(settings: Settings): boolean {
  return settings.publicUrl.startsWith('https:')
}

/** @internal tests sign in by setting the cookie */
export function hostCookieName(settings: Settings, name: string): string {
  return isSecure(settings) ? `__Host-${name}` : name
}

/** Of a cookie that belongs to a part of the site, for which browsers refuse `__Host-`. */
function secureCookieName(settings: Settings, name: string): string {
  return isSecure(settings) ? `__Secure-${name}` : name
}

export interface CookieOptions {
  /** Seconds; left out, the cookie ends with the browser; 0 deletes it. */
  maxAge?: number
  httpOnly?: boolean
  /** Left out, the whole site; the part of it that begins so. */
  path?: string
}

/** Of a choice that the browser keeps for a year. */
export const KEPT_SECONDS = 365 * DAY_SECONDS

/** A Set-Cookie value: HttpOnly (unless told), SameSite=Lax, Path=/ (unless told), Secure on https. `value` must be cookie-safe. */
export function serializeCookie(
  settings: Settings,
  name: string,
  value: string,
  options: CookieOptions = {},
): string {
  const { path } = options
  const fullName = path === undefined ? hostCookieName(settings, name) : secureCookieName(settings, name)
  const parts = [`${fullName}=${value}`, `Path=${path ?? '/'}`, 'SameSite=Lax']
  if (options.httpOnly ?? true) parts.push('HttpOnly')
  if (isSecure(settings)) parts.push('Secure')
  if (options.maxAge !== undefined) parts.push(`Max-Age=${options.maxAge}`)
  return parts.join('; ')
}

/** The raw value, or undefined. A broken Cookie header yields nothing, never an error. */
export function readCookie(settings: Settings, request: Request, name: string): string | undefined {
  return cookieIn(request, hostCookieName(settings, name))
}

/** The same of one that was set with a `path`. */
export function readPartCookie(settings: Settings, request: Request, name: string): string | undefined {
  return cookieIn(request, secureCookieName(settings, name))
}

function cookieIn(request: Request, wanted: string): string | undefined {
  for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim()
  }
  return undefined
}
