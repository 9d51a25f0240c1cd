import { expect } from 'vitest'

/** What every answer of a page carries, whatever its status. */
export function expectSecurityHeaders({ headers }: Response, { camera = false } = {}): void {
  const policy = headers.get('Content-Security-Policy') ?? ''
  if (policy.includes('sandbox')) {
    // The one exception: a letter's body, in a frame of ours and without scripts.
    expect(policy).toMatch(
      /^default-src 'none'; .*base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox/,
    )
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
    return
  }
  for (const directive of [
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(directive)
  }
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{22}=='(;|$)/)
  expect(policy).not.toMatch(/unsafe|\*|http:/)
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('Referrer-Policy')).toMatch(/^(same-origin|no-referrer)$/)
  expect(headers.get('Permissions-Policy')).toContain(camera ? 'camera=(self)' : 'camera=()')
  expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
  expect(headers.get('X-Request-Id')).toMatch(/^[2-9a-z]{12}$/)
  expect(headers.get('Cache-Control')).toMatch(/^(no-store|public, max-age=\d+(, immutable)?)$/)
  const type = headers.get('Content-Type') ?? ''
  if (type.startsWith('text/')) expect(type).toMatch(/; ?charset=utf-8$/i)
  for (const name of ['Server', 'X-Powered-By', 'X-Remix-Catch', 'Access-Control-Allow-Origin'])
    expect([name, headers.get(name)]).toEqual([name, null])
}
