import { type ControlledTransaction, Kysely, MysqlDialect } from 'kysely'
import { createPool, type PoolOptions } from 'mysql2'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>
export type Transacting = ControlledTransaction<Database, []>

export interface DbOptions {
  /** Connections of this process. */
  connections?: number
}

/**
 * Opens a pool on `mysql://user:pass@host:port/name`; `?socketPath=/run/x.sock` in its query selects a Unix socket,
 * `?tls=required` encrypts and checks the server's certificate or does not connect at all.
 * The caller owns the handle and ends it with `db.destroy()`.
 */
export function createDb(url: string, options: DbOptions = {}): Db {
  const pool = createPool({ ...poolOptions(url), connectionLimit: options.connections ?? 10 })
  // The first statement of a connection: mysql2 runs what is queued here before the caller's own.
  pool.on('connection', (connection) => {
    for (const setting of SESSION_SETTINGS) {
      connection.query(setting, (error) => {
        if (error) connection.destroy()
      })
    }
  })
  const db = new Kysely<Database>({ dialect: new MysqlDialect({ pool }) })
  pools.set(db, pool as object as PoolQueues)
  return db
}

/** mysql2 counts, but tells nobody. */
interface PoolQueues {
  _allConnections: { length: number }
  _freeConnections: { length: number }
  _connectionQueue: { length: number }
}

const pools = new WeakMap<Db, PoolQueues>()

/** Connections of a handle from `createDb`, and who waits for one. */
export function poolStateOf(db: Db): { size: number; inUse: number; waiting: number } {
  const pool = pools.get(db)
  if (!pool) return { size: 0, inUse: 0, waiting: 0 }
  const size = pool._allConnections.length
  return { size, inUse: size - pool._freeConnections.length, waiting: pool._connectionQueue.length }
}

// The isolation level has no variable's name in common between MariaDB 10.11 and MySQL 8.4.
const SESSION_SETTINGS = [
  'set session transaction isolation level read committed',
  "set time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE', innodb_lock_wait_timeout = 10",
]

/** Deadlock or Galera certification failure (1213), lock wait (1205), a node without quorum (1047, 1180). */
export function isRetryable(error: unknown): boolean {
  return [1213, 1205, 1047, 1180].includes(errnoOf(error))
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

const OVERBURDENED = new Set([3, 1021, 1026, 1041, 1114, 1203, 1226, 1290, 1792, 1836])

function errnoOf(error: unknown): number {
  return error instanceof Error && 'errno' in error ? Number(error.errno) : 0
}

/** Further authorities, a private one for instance, are Node's own setting (NODE_EXTRA_CA_CERTS). */
const VERIFIED_TLS = { rejectUnauthorized: true, verifyIdentity: true, minVersion: 'TLSv1.2' } as const

function poolOptions(databaseUrl: string): PoolOptions {
  const url = new URL(databaseUrl)
  const socketPath = url.searchParams.get('socketPath') ?? undefined
  return {
    ...(socketPath ? { socketPath } : { host: url.hostname, port: url.port ? Number(url.port) : 3306 }),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    supportBigNumbers: true,
    dateStrings: ['DATE'],
    ...(url.searchParams.get('tls') === 'required' ? { ssl: VERIFIED_TLS } : {}),
    connectTimeout: 5000,
    maxIdle: 10,
    idleTimeout: 300_000,
    enableKeepAlive: true,
    typeCast: (field, next) => {
      // VARBINARY is our "text compared by its bytes"; BINARY (STRING) and BLOB stay bytes.
      if (field.type === 'VAR_STRING') return field.string('utf8')
      return next()
    },
  }
}
