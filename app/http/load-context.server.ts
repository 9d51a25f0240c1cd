import type { Services } from '#app/runtime/services.server.ts'

import type { Outcome } from './outcome.server.ts'
import type { UploadMemory } from './upload-memory.server.ts'

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
  /** Of the body, as its sender announced it, who cannot send more; undefined where he did not. */
  announcedBytes: number | undefined
  /** Aborts when nobody is there any more to take the answer. */
  disconnected: () => AbortSignal
  /** Of this process. */
  uploadMemory: UploadMemory
  outcome: Outcome
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
  // Loader data keeps its types: single fetch carries dates and the like as they are.
  interface Future {
    v3_singleFetch: true
  }
}
