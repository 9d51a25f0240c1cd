import { type ControlledTransaction, Kysely, MysqlDialect } from 'kysely'
import type { PoolConnection, PoolOptions } from 'mysql2'
import type { Database } from '#db/schema/index.ts'
import { nodeAddressesOf, nodeNameOf } from './addresses.ts'
import type { NodeChange } from './node.ts'
import { NodePool } from './node-pool.server.ts'

export {
  isConflict,
  isConnectionLost,
  isDuplicateKey,
  isOverburdened,
  isRetryable,
  isStatementTimeout,
  isTransientFailure,
  lacksQuorum,
} from './failures.ts'

export type Db = Kysely<Database>
export type Transacting = ControlledTransaction<Database, []>

export interface DbOptions {
  /** Connections of this process to the server, or to each node of a cluster. */
  connections?: number
  /** Told when a node of a cluster is left, and when it serves again. */
  onNodeChange?: (change: NodeChange) => void
}

/**
 * Opens a pool on `mysql://user:pass@host:port/name`, or on the nodes of a Galera cluster, `@db1:3306,db2:3306/name`,
 * of which the first that serves is used; `?socketPath=/run/x.sock` in its query selects a Unix socket,
 * `?tls=required` encrypts and checks the server's certificate or does not connect at all.
 * The caller owns the handle and ends it with `db.destroy()`.
 */
export function createDb(url: string, { connections = 10, onNodeChange }: DbOptions = {}): Db {
  const addresses = nodeAddressesOf(url)
  if (!addresses) throw new Error('DATABASE_URL is no address')
  const several = addresses.length > 1
  const nodes = addresses.map((address) => ({
    name: nodeNameOf(address),
    pool: { ...poolOptions(address, several), connectionLimit: connections },
  }))
  const pool = new NodePool(nodes, prepare, onNodeChange)
  const db = new Kysely<Database>({ dialect: new MysqlDialect({ pool }) })
  pools.set(db, pool)
  if (several) sharedNodes.set(db, new Kysely<Database>({ dialect: new MysqlDialect({ pool: pool.shared }) }))
  return db
}

const sharedNodes = new WeakMap<Db, Db>()

/** The node that all processes choose first: a transaction that conflicted with one on another node is repeated there. */
export function sharedNodeOf(db: Db): Db {
  return sharedNodes.get(db) ?? db
}

const pools = new WeakMap<Db, NodePool>()

/** Connections of a handle from `createDb`, and who waits for one. */
export function poolStateOf(db: Db): { size: number; inUse: number; waiting: number } {
  return pools.get(db)?.state() ?? { size: 0, inUse: 0, waiting: 0 }
}

/** The servers of a handle from `createDb`, in the order of preference: the first that serves is the one in use. */
export function nodesOf(db: Db): { name: string; serving: boolean }[] {
  return pools.get(db)?.nodes() ?? []
}

/** The first statements of a connection: mysql2 runs what is queued here before the caller's own. */
function prepare(connection: PoolConnection): void {
  for (const { statement, unknown } of SESSION_SETTINGS) {
    connection.query(statement, (error) => {
      if (error && error.errno !== unknown) connection.destroy()
    })
  }
}

// The isolation level has no variable's name in common between MariaDB 10.11 and MySQL 8.4.
const SESSION_SETTINGS: { statement: string; unknown?: number }[] = [
  { statement: 'set session transaction isolation level read committed' },
  {
    statement:
      "set time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE', innodb_lock_wait_timeout = 10",
  },
  // A read sees what any node of the cluster acknowledged before it: who was disabled there is out here (decision 10).
  // A server that was built without Galera does not know the variable.
  { statement: 'set session wsrep_sync_wait = 1', unknown: 1193 },
]

/** Further authorities, a private one for instance, are Node's own setting (NODE_EXTRA_CA_CERTS). */
const VERIFIED_TLS = { rejectUnauthorized: true, verifyIdentity: true, minVersion: 'TLSv1.2' } as const

function poolOptions(url: URL, several: boolean): PoolOptions {
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
    // With another node to go to nobody waits long for a dead one.
    connectTimeout: several ? 2_000 : 5_000,
    maxIdle: 10,
    idleTimeout: 300_000,
    // What a firewall forgot is found out while it is idle: ten more seconds of silence end it.
    enableKeepAlive: true,
    keepAliveInitialDelay: 10_000,
    typeCast: (field, next) => {
      // VARBINARY is our "text compared by its bytes"; BINARY (STRING) and BLOB stay bytes.
      if (field.type === 'VAR_STRING') return field.string('utf8')
      return next()
    },
  }
}
