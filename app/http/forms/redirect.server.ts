import type { Settings } from '#app/domain/kernel/context.ts'

/**
 * Where a form may send somebody afterwards: a path of our own, or `fallback`. `//host`, `/\host`, other schemes and
 * what hides them behind control characters leave the site, as browsers read them.
 */
export function safeRedirect(settings: Pick<Settings, 'publicUrl'>, value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\\]*$/.test(value) || hasControlCharacter(value))
    return fallback
  const base = new URL(settings.publicUrl)
  if (!URL.canParse(value, base)) return fallback
  const url = new URL(value, base)
  // `/..//host` is a path of ours that the next reader may take for another host.
  if (url.origin !== base.origin || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}

function hasControlCharacter(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}
