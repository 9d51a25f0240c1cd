/** What an error of the database means to who asked it. */

/** Deadlock or Galera certification failure (1213), lock wait (1205), a node without quorum: all of it may be repeated. */
export function isRetryable(error: unknown): boolean {
  return isConflict(error) || isWaitTimeout(error) || lacksQuorum(error)
}

/**
 * A node of a cluster that lost its quorum, or has not joined yet, refuses statements (1047). At COMMIT it may say 1180,
 * which tells nothing of what the others made of it.
 */
export function lacksQuorum(error: unknown): boolean {
  return [1047, 1180].includes(errnoOf(error))
}

/** A deadlock, or in a cluster two nodes that changed one row at once: the other one won. */
export function isConflict(error: unknown): boolean {
  return errnoOf(error) === 1213
}

/** A lock that was not given; of a read without locks: the node's way to what the cluster acknowledged is cut. */
export function isWaitTimeout(error: unknown): boolean {
  return errnoOf(error) === 1205
}

/** A statement was ended by its own limit of time: MariaDB's error and MySQL's. */
export function isStatementTimeout(error: unknown): boolean {
  return [1969, 3024].includes(errnoOf(error))
}

export function isDuplicateKey(error: unknown): boolean {
  return errnoOf(error) === 1062
}

const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_CON_COUNT_ERROR',
])

/** A server whose certificate is not to be trusted, or that has none: by Node's codes and mysql2's. */
const NOT_TRUSTED = /^(?:HANDSHAKE_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_)|CERT/

/** The database went away, or was never there. mysql2 reports a dead connection's next command without a code. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    LOST.has(code) ||
    NOT_TRUSTED.test(code) ||
    /connection is in closed state|Pool is closed|Connection lost/.test(error.message)
  )
}

/** The database is there but cannot serve now: a full disk, no memory, too many connections, still read-only. */
export function isOverburdened(error: unknown): boolean {
  return OVERBURDENED.has(errnoOf(error)) || (errnoOf(error) === 1030 && /error 28\b/.test(String(error)))
}

/** It failed by the state of the database or by others, not by what was asked: later the same may succeed. */
export function isTransientFailure(error: unknown): boolean {
  return isRetryable(error) || isConnectionLost(error) || isOverburdened(error) || isStatementTimeout(error)
}

const OVERBURDENED = new Set([3, 1021, 1026, 1041, 1114, 1203, 1226, 1290, 1792, 1836])

function errnoOf(error: unknown): number {
  return error instanceof Error && 'errno' in error ? Number(error.errno) : 0
}
