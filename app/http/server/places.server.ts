import type { IncomingMessage, ServerResponse } from 'node:http'

/** Requests that are being worked on; one more is told to come back, while there is still memory to say so. */
const MAX_PLACES = 1_000

/** The rest of its body is still to come, and everything that came was read. */
export function isWaitingForSender(incoming: IncomingMessage): boolean {
  return !incoming.complete && incoming.readableLength === 0
}

/** What was answered is more than the reader, and the systems between, have taken in. */
export function isWaitingForReader(outgoing: ServerResponse): boolean {
  return outgoing.headersSent && !outgoing.closed && outgoing.writableLength > 0
}

/**
 * Whether every place is taken. Who has not sent his form yet, or does not read his answer, takes none: otherwise a
 * thousand connections that send a byte a second would shut the site. transfer-watch.server.ts bounds those.
 */
export function arePlacesTaken(inFlight: ReadonlySet<ServerResponse>): boolean {
  if (inFlight.size <= MAX_PLACES) return false
  let taken = 0
  for (const outgoing of inFlight) if (takesPlace(outgoing)) taken++
  return taken > MAX_PLACES
}

/** Held open while nothing is to be said; live.server.ts bounds how many there are. */
function isStream(outgoing: ServerResponse): boolean {
  return outgoing.headersSent && String(outgoing.getHeader('Content-Type')).startsWith('text/event-stream')
}

function takesPlace(outgoing: ServerResponse): boolean {
  const { req } = outgoing
  if (isWaitingForReader(outgoing) || isStream(outgoing)) return false
  // Without a form to wait for, it is worked on at once.
  return req.method === 'GET' || req.method === 'HEAD' || !isWaitingForSender(req)
}
