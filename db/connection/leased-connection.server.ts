import type { MysqlPoolConnection, MysqlQueryResult } from 'kysely'
import type { PoolConnection, QueryValues } from 'mysql2'
import { isConnectionLost, isWaitTimeout, lacksQuorum } from './failures.ts'
import type { Node } from './node.ts'
import { cutOff, unfit } from './probe.server.ts'

/** A connection that closes under the hand may be one of many: a server that restarts closes them all. */
const MAX_REPEATS = 3

type Answered = NonNullable<Parameters<MysqlPoolConnection['query']>[2]>

/** Where a connection comes from and goes back to. */
export interface Lender {
  /** More than one node. */
  readonly hasSeveral: boolean
  lease(): Promise<LeasedConnection>
  giveBack(connection: LeasedConnection): void
  /** The node serves no more. */
  leave(node: Node, error: unknown): void
}

/** One use of a connection: what kysely holds from acquiring to releasing. */
export class LeasedConnection implements MysqlPoolConnection {
  /** When the question was put that waits for its answer. */
  askedAt: number | undefined
  #statements = 0
  #repeats = 0
  #unfit = false

  constructor(
    private readonly lender: Lender,
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
      if (!fault || !question || this.#repeats === MAX_REPEATS)
        callback(error && (fault ?? error), result as MysqlQueryResult)
      else this.#askElsewhere(sql, parameters, callback)
    }) as object as Asked
  }

  /** What is wrong with the node or with the connection, which then serves nobody any more. */
  #faultIn(error: unknown, question: boolean): unknown {
    const outOfStep = question && this.lender.hasSeveral && isWaitTimeout(error)
    const fault = outOfStep ? unfit() : error
    if (!lacksQuorum(fault) && !isConnectionLost(fault)) return undefined
    this.#unfit = true
    if (lacksQuorum(fault)) this.lender.leave(this.node, fault)
    return fault
  }

  /** A single question that found no answer may be put again; anything more is the caller's to repeat. */
  #askElsewhere(sql: string, parameters: QueryValues, callback: Answered): void {
    this.#repeats += 1
    this.lender.lease().then(
      (other) => {
        this.raw.destroy()
        this.lender.giveBack(other)
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
    this.lender.giveBack(this)
    if (this.#unfit) this.raw.destroy()
    else this.raw.release()
  }

  /** Ends what waits for an answer, as a connection that was lost. */
  cutOff(): void {
    cutOff(this.raw)
  }

  destroy(): void {
    this.lender.giveBack(this)
    this.raw.destroy()
  }
}

/** `select get_lock(..)` belongs to its connection. */
function isQuestion(sql: string): boolean {
  return /^\s*select\b/i.test(sql) && !/\bget_lock\b/i.test(sql)
}
