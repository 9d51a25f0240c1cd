import type { MysqlPool, MysqlPoolConnection } from 'kysely'
import { createPool, type Pool, type PoolConnection, type PoolOptions } from 'mysql2'
import { LeasedConnection, type Lender } from './leased-connection.server.ts'
import type { Node, NodeOptions } from './node.ts'
import { byName, type NodeChange } from './node.ts'
import { connectionsOf, cutOff, isFit, probe, queuesOf, unfit } from './probe.server.ts'

type GotConnection = (error: unknown, connection: MysqlPoolConnection) => void

const LOOK_EVERY_MS = 500
/** A node whose answer is late by so much is asked on a connection of its own. */
const LATE_MS = 2_000
/** A node that comes and goes is not gone back to at once. */
const HEALTHY_PROBES = 4

/**
 * The connections of a process to one database server or to the nodes of a cluster. Everything goes to the first node,
 * in the order given, that serves; one that refuses, is silent or has no quorum is left for the next, and gone back to
 * when it has been well for a while. A single server is never left.
 */
export class NodePool implements MysqlPool, Lender {
  readonly #nodes: Node[]
  readonly #leases = new Set<LeasedConnection>()
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
      healthyProbes: 0,
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
  get shared(): MysqlPool {
    return {
      getConnection: (callback) => this.#give(this.lease(byName(this.#nodes)), callback),
      end: (callback) => callback(null),
    }
  }

  #give(lease: Promise<LeasedConnection>, callback: GotConnection): void {
    lease.then(
      (given) => callback(null, given),
      (error) => callback(error, undefined as never),
    )
  }

  /** A connection to the first node that gives one. @throws why the last of them did not */
  async lease(nodes: readonly Node[] = this.#nodes): Promise<LeasedConnection> {
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

  #lend(node: Node, raw: PoolConnection): LeasedConnection {
    const lease = new LeasedConnection(this, node, raw)
    this.#leases.add(lease)
    return lease
  }

  giveBack(lease: LeasedConnection): void {
    this.#leases.delete(lease)
  }

  /** What is under way there may still end; with `cut` it ends now, as a connection that was lost. */
  leave(node: Node, error: unknown, { cut = false } = {}): void {
    if (!this.#watch || !node.serving) return
    const left = node.connections
    Object.assign(node, {
      serving: false,
      fault: error,
      healthyProbes: 0,
      connections: this.#open(node.pool),
    })
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
      node.healthyProbes = (await probe(node.pool, isFit)) ? node.healthyProbes + 1 : 0
    } catch (error) {
      Object.assign(node, { healthyProbes: 0, fault: error })
      for (const lease of this.#leases) if (lease.node === node) lease.cutOff()
    }
    node.looking = false
    if (!this.#watch || node.healthyProbes < (urgent ? 1 : HEALTHY_PROBES)) return
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

function connectionOf(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)))
  })
}
