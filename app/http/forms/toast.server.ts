import { redirect } from '@remix-run/node'
import type { Settings } from '#app/domain/kernel/context.ts'
import { readCookie, serializeCookie } from '#app/http/cookies.server.ts'

/** A sentence said once after a redirect: a locale key and its variables. */
export interface Toast {
  key: string
  params: Record<string, string | number>
  /** Of a form of which nobody knows whether it was done: the next page's forms take it over. */
  formNonce?: string | undefined
}

const COOKIE = 'toast'

/** Lives for one page; holds words' names only, so it needs no signature: React escapes what is shown. */
export function toastCookie(settings: Settings, toast: Toast): string {
  return serializeCookie(settings, COOKIE, Buffer.from(JSON.stringify(toast)).toString('base64url'), {
    maxAge: 60,
  })
}

export function clearToastCookie(settings: Settings): string {
  return serializeCookie(settings, COOKIE, '', { maxAge: 0 })
}

/** A broken cookie is no toast. */
export function readToast(settings: Settings, request: Request): Toast | null {
  const raw = readCookie(settings, request, COOKIE)
  if (!raw) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(raw, 'base64url').toString('utf8'))
    return isToast(value) ? value : null
  } catch {
    return null
  }
}

/** 302 to a local path, with words that the next page says (role=status). `key` is `namespace:key`. */
export function redirectWithToast(
  settings: Settings,
  location: string,
  key: string,
  params: Record<string, string | number> = {},
  formNonce?: string,
): Response {
  return redirect(location, { headers: { 'Set-Cookie': toastCookie(settings, { key, params, formNonce }) } })
}

function isToast(value: unknown): value is Toast {
  if (typeof value !== 'object' || value === null) return false
  if (!('key' in value) || typeof value.key !== 'string' || !/^[a-z-]+:[a-z0-9_.]+$/i.test(value.key))
    return false
  if ('formNonce' in value && typeof value.formNonce !== 'string') return false
  if (!('params' in value) || typeof value.params !== 'object' || value.params === null) return false
  return Object.values(value.params).every((param) => typeof param === 'string' || typeof param === 'number')
}
