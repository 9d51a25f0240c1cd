/**
 * Styles are written into a letter, as mail programs want it, and nothing in it may run, load or send. The one page that
 * may stand in a frame, ours; `sandbox` keeps it apart from us even when it is opened by itself.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
]

/** A letter's page for a frame of ours. `links` lets a press on one open a window of its own. */
export function letterPage(html: string, { links }: { links: boolean }): Response {
  const sandbox = links ? 'sandbox allow-popups allow-popups-to-escape-sandbox' : 'sandbox'
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': [...POLICY, sandbox].join('; '),
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
