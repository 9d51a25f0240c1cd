import type { Services } from '#app/runtime/services.server.ts'

import type { Outcome } from './outcome.server.ts'

/** What the web server knows of one request; Remix carries it to loaders and actions as their load context. */
export interface RequestContext {
  services: Services
  requestId: string
  /** The client's address as the right-most trusted proxy gives it. */
  ip: string
  /** Of this answer's content security policy. */
  cspNonce: string
  /** Asked from this very machine: over loopback, and no proxy forwarded it. */
  fromLoopback?: boolean
  outcome: Outcome
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
  // Loader data keeps its types: single fetch carries dates and the like as they are.
  interface Future {
    v3_singleFetch: true
  }
}
