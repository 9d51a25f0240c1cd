import type { TillAnswer } from './till-view.ts'

/** Longer than a bad line takes; the cashier then asks again or calls support. */
const MAX_WAIT_MS = 15_000

/** Sends a form of the till without leaving the page; the camera stays on. */
export async function askTill(path: string, fields: Record<string, string>): Promise<TillAnswer> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(MAX_WAIT_MS),
    })
    const isOurs = answer.ok && answer.headers.get('Content-Type')?.startsWith('application/json')
    // Signed out, or the server is being changed: the page itself says so.
    return isOurs ? await answer.json() : { kind: 'away', to: '/till' }
  } catch {
    return { kind: 'offline' }
  }
}

/** Of a sending: whoever repeats it has one effect. */
export function newNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
