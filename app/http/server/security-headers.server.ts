import type { ServerResponse } from 'node:http'
import type { Exchange } from './exchange.server.ts'

const YEARS_2 = 2 * 365 * 24 * 3600

// What the cabinet uses of a browser's powers: none of these; a page of the till the camera, a driver's page the lit screen.
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

const ALWAYS = {
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Cache-Control': 'no-store',
}

/**
 * The headers of every answer by name, errors and files too: they are set before anything looks at the request. An
 * answer may replace one (a file its Cache-Control, the letter's preview its Content-Security-Policy).
 */
export function securityHeaders(publicUrl: string): Record<string, string> {
  if (!publicUrl.startsWith('https:')) return ALWAYS
  return { ...ALWAYS, 'Strict-Transport-Security': `max-age=${YEARS_2}; includeSubDomains` }
}

/** A page of the till reads QR codes with the phone's camera. */
export const WITH_CAMERA = allowing('camera')
/** A driver's page keeps the screen on while a scanner reads it. */
export const WITH_WAKE_LOCK = allowing('screen-wake-lock')
/** What has a secret in its address: no other site learns it, and no search engine keeps it. */
export const OF_SECRET_ADDRESS = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' }

function allowing(allowed: string): Record<string, string> {
  const features = REFUSED_FEATURES.map((feature) =>
    feature === allowed ? `${feature}=(self)` : `${feature}=()`,
  )
  return { 'Permissions-Policy': features.join(', ') }
}

export function setAll(outgoing: ServerResponse, headers: Record<string, string>): void {
  for (const name in headers) outgoing.setHeader(name, headers[name] as string)
}

/** Of a page: our own files, and inline only the scripts that bear this answer's nonce. */
export function pagePolicy({ cspNonce, services }: Pick<Exchange, 'cspNonce' | 'services'>): string {
  const policy = `default-src 'none'; script-src 'self' 'nonce-${cspNonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`
  return services.settings.publicUrl.startsWith('https:') ? `${policy}; upgrade-insecure-requests` : policy
}
