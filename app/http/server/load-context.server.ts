import type { Logger } from 'pino'
import type { PasswordHasher } from '#app/domain/access/password-hash.server.ts'
import type { Settings } from '#app/domain/kernel/context.ts'
import type { DomainError, ErrorCode } from '#app/domain/kernel/errors.ts'
import type { Keyring } from '#app/domain/kernel/keyring.server.ts'
import type { Db } from '#db/connection/client.server.ts'

/** What the entry builds once and hands to every request. */
export interface Services {
  db: Db
  settings: Settings
  keyring: Keyring
  hasher: PasswordHasher
  log: Logger
}

/** What the web server knows of one request; Remix carries it to loaders and actions as their load context. */
export interface RequestContext {
  services: Services
  requestId: string
  /** The client's address as the right-most trusted proxy gives it. */
  ip: string
  /** Of this answer's content security policy. */
  nonce: string
  /** Asked from this very machine: over loopback, and no proxy forwarded it. */
  fromLoopback?: boolean
  /** Why this request must not be acted upon: a form's page says so and keeps what was typed, else the error page. */
  refusal?: DomainError
  /** The refused form has its answer, so the page around it may load. */
  refusedForm?: boolean
  /** What was asked for was done: a failure behind it must not say "not now". */
  acted?: boolean
  /** Who asked, once the session was read, and the code of what was refused: for the log. */
  userId?: number
  refused?: ErrorCode
  /** Seconds, for the answer's Retry-After. */
  retryAfter?: number
  /** Settles when the whole body of the request has arrived, or never will. */
  received?: Promise<void>
  /** What went wrong while the body was still arriving. */
  bodyFault?: DomainError
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
  // Loader data keeps its types: single fetch carries dates and the like as they are.
  interface Future {
    v3_singleFetch: true
  }
}
