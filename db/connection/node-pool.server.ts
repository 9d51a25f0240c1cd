import type { Socket } from 'node:net'
import type { MysqlPool, MysqlPoolConnection, MysqlQueryResult } from 'kysely'
import {
  createPool,
  type Pool,
  type PoolConnection,
  type PoolOptions,
  type QueryValues,
  type RowDataPacket,
} from 'mysql2'
import { isConnectionLost, isWaitTimeout, lacksQuorum } from './failures.ts'

/** How a node is reached. */
export interface NodeOptions {
  name: string
  pool: PoolOptions
}

export interface NodeChange {
  node: string
  serving: boolean
  error?: unknown
}

interface Node extends NodeOptions {
  connections: Pool
  serving: boolean
  /** Why it serves no more. */
  fault: unknown
  answeredAt: number
  /** Looks in a row that found it well. */
  wellFor: number
  looking: boolean
}

type GotConnection = (error: unknown, connection: MysqlPoolConnection) => void

function byName(nodes: readonly Node[]): Node[] {
  return nodes.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

const LOOK_EVERY_MS = 500
/** An answer that is late by so much makes the node be asked on a connection of its own... */
const LATE_MS = 2_000
/** ...and one that does not answer there either is left, with everything that waits for it. */
const PROBE_MS = 2_500
/** A node that comes and goes is not gone back to at once. */
const WELL_LOOKS = 4

/**
 * The connections of a process to one database server or to the nodes of a cluster. Everything goes to the first node,
 * in the order given, that serves; one that refuses, is silent or has no quorum is left for the next, and gone back to
 * when it has been well for a while. A single server is never left.
 */
export class NodePool implements MysqlPool {
  readonly #nodes: Node[]
  readonly #leases = new Set<Lease>()
  readonly #prepare: (connection: PoolConnection) => void
  readonly #report: (change: NodeChange) => void
  #watch: NodeJS.Timeout | undefined

  constructor(
    nodes: NodeOptions[],
    prepare: (connection: PoolConnection) => void,
    report: (change: NodeChange) => void = () => {},
  ) {
    this.#prepare = prepare
    this.#report = report
    this.#nodes = nodes.map((node) => ({
      ...node,
      connections: this.#open(node.pool),
      serving: true,
      fault: undefined,
      answeredAt: 0,
      wellFor: 0,
      looking: false,
    }))
    if (nodes.length > 1) this.#watch = setInterval(() => this.#lookAround(), LOOK_EVERY_MS).unref()
  }

  getConnection(callback: GotConnection): void {
    this.#give(this.lease(), callback)
  }

  /**
   * The same nodes in an order that all processes share, whatever their own: who meets there waits for a row's lock,
   * where on different nodes one of two fails at COMMIT.
   */
  get meeting(): MysqlPool {
    return {
      getConnection: (callback) => this.#give(this.lease(byName(this.#nodes)), callback),
      end: (callback) => callback(null),
    }
  }

  #give(lease: Promise<Lease>, callback: GotConnection): void {
    lease.then(
      (given) => callback(null, given),
      (error) => callback(error, undefined as never),
    )
  }

  /** A connection to the first node that gives one. @throws why the last of them did not */
  async lease(nodes: readonly Node[] = this.#nodes): Promise<Lease> {
    let fault: unknown
    for (const node of nodes) {
      fault = node.fault ?? fault
      if (!node.serving) continue
      const { connections } = node
      try {
        const raw = await connectionOf(connections)
        if (node.connections === connections) return this.#lend(node, raw)
        raw.destroy()
      } catch (error) {
        fault = error
        if (node.connections === connections) this.leave(node, error)
      }
    }
    throw fault
  }

  #lend(node: Node, raw: PoolConnection): Lease {
    const lease = new Lease(this, node, raw)
    this.#leases.add(lease)
    return lease
  }

  giveBack(lease: Lease): void {
    this.#leases.delete(lease)
  }

  /** What is under way there may still end; with `cut` it ends now, as a connection that was lost. */
  leave(node: Node, error: unknown, { cut = false } = {}): void {
    if (!this.#watch || !node.serving) return
    const left = node.connections
    Object.assign(node, { serving: false, fault: error, wellFor: 0, connections: this.#open(node.pool) })
    if (cut) for (const connection of connectionsOf(left)) cutOff(connection)
    left.end(() => {})
    this.#report({ node: node.name, serving: false, error })
  }

  #open(options: PoolOptions): Pool {
    const pool = createPool(options)
    pool.on('connection', this.#prepare)
    return pool
  }

  #lookAround(): void {
    const nobodyServes = this.#nodes.every(({ serving }) => !serving)
    for (const node of this.#nodes) {
      if (node.looking) continue
      if (!node.serving) void this.#look(node, nobodyServes)
      else if (this.#isLate(node) && this.#nodes.some((other) => other !== node && other.serving))
        void this.#ask(node)
    }
  }

  async #look(node: Node, urgent: boolean): Promise<void> {
    node.looking = true
    try {
      node.wellFor = (await probe(node.pool, isFit)) ? node.wellFor + 1 : 0
    } catch (error) {
      Object.assign(node, { wellFor: 0, fault: error })
      for (const lease of this.#leases) if (lease.node === node) lease.cutOff()
    }
    node.looking = false
    if (!this.#watch || node.wellFor < (urgent ? 1 : WELL_LOOKS)) return
    Object.assign(node, { serving: true, fault: undefined })
    this.#report({ node: node.name, serving: true })
  }

  #isLate(node: Node): boolean {
    const waiting = [...this.#leases].flatMap((lease) => (lease.node === node ? (lease.askedAt ?? []) : []))
    return waiting.length > 0 && performance.now() - Math.max(Math.min(...waiting), node.answeredAt) > LATE_MS
  }

  /**
   * A long statement is no silence: a node that answers beside it stays. One that was cut off from the others answers
   * too, but whatever reads or commits there waits for them.
   */
  async #ask(node: Node): Promise<void> {
    node.looking = true
    try {
      if (!(await probe(node.pool, isFit))) throw unfit()
      node.answeredAt = performance.now()
    } catch (error) {
      this.leave(node, error, { cut: true })
    }
    node.looking = false
  }

  end(callback: (error: unknown) => void): void {
    clearInterval(this.#watch)
    this.#watch = undefined
    const ends = this.#nodes.map(
      ({ connections }) =>
        new Promise<void>((resolve, reject) =>
          connections.end((error) => (error ? reject(error) : resolve())),
        ),
    )
    Promise.all(ends).then(() => callback(null), callback)
  }

  get hasSeveral(): boolean {
    return this.#nodes.length > 1
  }

  /** In the order of preference; the first that serves is the one in use. */
  nodes(): { name: string; serving: boolean }[] {
    return this.#nodes.map(({ name, serving }) => ({ name, serving }))
  }

  state(): { size: number; inUse: number; waiting: number } {
    const sum = { size: 0, inUse: 0, waiting: 0 }
    for (const node of this.#nodes) {
      const queues = queuesOf(node.connections)
      sum.size += queues._allConnections.length
      sum.inUse += queues._allConnections.length - queues._freeConnections.length
      sum.waiting += queues._connectionQueue.length
    }
    return sum
  }
}

/** A connection that closes under the hand may be one of many: a server that restarts closes them all. */
const MOST_REPEATS = 3

type Answered = NonNullable<Parameters<MysqlPoolConnection['query']>[2]>

/** One use of a connection: what kysely holds from acquiring to releasing. */
class Lease implements MysqlPoolConnection {
  /** When the question was put that waits for its answer. */
  askedAt: number | undefined
  #statements = 0
  #repeats = 0
  #unfit = false

  constructor(
    private readonly pool: NodePool,
    public node: Node,
    private raw: PoolConnection,
  ) {}

  get config() {
    return this.raw.config
  }

  get threadId() {
    return this.raw.threadId
  }

  connect(callback?: (error: unknown) => void): void {
    this.raw.connect(callback)
  }

  query(sql: string, parameters: QueryValues, callback?: Answered) {
    this.#statements += 1
    type Asked = ReturnType<MysqlPoolConnection['query']>
    // Somebody who reads a stream hears of the end there.
    if (!callback) return this.raw.query(sql, parameters) as object as Asked
    this.askedAt = performance.now()
    return this.raw.query(sql, parameters, (error, result) => {
      this.askedAt = undefined
      if (!isConnectionLost(error)) this.node.answeredAt = performance.now()
      const question = this.#statements === 1 && isQuestion(sql)
      const fault = this.#faultIn(error, question)
      if (!fault || !question || this.#repeats === MOST_REPEATS)
        callback(error && (fault ?? error), result as MysqlQueryResult)
      else this.#askElsewhere(sql, parameters, callback)
    }) as object as Asked
  }

  /** What is wrong with the node or with the connection, which then serves nobody any more. */
  #faultIn(error: unknown, question: boolean): unknown {
    const outOfStep = question && this.pool.hasSeveral && isWaitTimeout(error)
    const fault = outOfStep ? unfit() : error
    if (!lacksQuorum(fault) && !isConnectionLost(fault)) return undefined
    this.#unfit = true
    if (lacksQuorum(fault)) this.pool.leave(this.node, fault)
    return fault
  }

  /** A single question that found no answer may be put again; anything more is the caller's to repeat. */
  #askElsewhere(sql: string, parameters: QueryValues, callback: Answered): void {
    this.#repeats += 1
    this.pool.lease().then(
      (other) => {
        this.raw.destroy()
        this.pool.giveBack(other)
        this.node = other.node
        this.raw = other.raw
        this.#unfit = false
        this.#statements = 0
        this.query(sql, parameters, callback)
      },
      (fault) => callback(fault, undefined as never),
    )
  }

  release(): void {
    this.pool.giveBack(this)
    if (this.#unfit) this.raw.destroy()
    else this.raw.release()
  }

  /** Ends what waits for an answer, as a connection that was lost. */
  cutOff(): void {
    cutOff(this.raw)
  }

  destroy(): void {
    this.pool.giveBack(this)
    this.raw.destroy()
  }
}

/** `select get_lock(..)` belongs to its connection. */
function isQuestion(sql: string): boolean {
  return /^\s*select\b/i.test(sql) && !/\bget_lock\b/i.test(sql)
}

/** mysql2 counts, but tells nobody. */
interface PoolQueues {
  _allConnections: { length: number; get: (index: number) => PoolConnection }
  _freeConnections: { length: number }
  _connectionQueue: { length: number }
}

function queuesOf(pool: Pool): PoolQueues {
  return pool as object as PoolQueues
}

function connectionsOf(pool: Pool): PoolConnection[] {
  const { _allConnections: all } = queuesOf(pool)
  return Array.from({ length: all.length }, (_, index) => all.get(index))
}

/** mysql2's own `destroy` says goodbye first, and waits for who is silent. */
function cutOff(connection: PoolConnection): void {
  const { stream } = connection as object as { stream: Socket }
  connection.on('error', () => {})
  stream.destroy(silence())
  connection.destroy()
}

function silence(): Error {
  return Object.assign(new Error('The node is silent'), { code: 'ETIMEDOUT' })
}

function unfit(): Error {
  return Object.assign(new Error('The node has no quorum, or is not up to date'), { errno: 1047 })
}

function connectionOf(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)))
  })
}

type Ask = (question: string) => Promise<Record<string, string>>

/**
 * Asks on a connection of its own, within PROBE_MS; the answer is what SHOW says, by name in lower case.
 * @throws when there is none
 */
async function probe<Result>(options: PoolOptions, look: (ask: Ask) => Promise<Result>): Promise<Result> {
  const own = createPool({ ...options, connectTimeout: PROBE_MS, connectionLimit: 1 })
  const timer = setTimeout(() => connectionsOf(own).forEach(cutOff), PROBE_MS)
  const ask: Ask = (question) =>
    new Promise((resolve, reject) => {
      own.query<RowDataPacket[]>(question, (error, rows) => {
        if (error) return reject(error)
        const said = rows.map((row) => Object.values(row).map(String))
        resolve(Object.fromEntries(said.map(([name = '', value = '']) => [name.toLowerCase(), value])))
      })
    })
  try {
    return await look(ask)
  } finally {
    clearTimeout(timer)
    own.end(() => {})
  }
}

/** In the cluster and up to date: a node that catches up, or feeds another one, would keep people waiting. */
async function isFit(ask: Ask): Promise<boolean> {
  // A server without Galera has it OFF, or does not know it.
  const { wsrep_on: inCluster } = await ask("show global variables like 'wsrep_on'")
  if (inCluster !== 'ON') return true
  const state = await ask(
    "show global status where variable_name in ('wsrep_ready', 'wsrep_local_state', 'wsrep_cluster_status')",
  )
  return (
    state.wsrep_ready === 'ON' && state.wsrep_local_state === '4' && state.wsrep_cluster_status === 'Primary'
  )
}
