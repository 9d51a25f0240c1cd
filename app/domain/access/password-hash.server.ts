import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { BoundedQueue, type QueueLimits } from '#app/domain/kernel/bounded-queue.server.ts'
import { letPoolThreadsYield } from './pool-threads.server.ts'

const ARGON2ID = 2

/** OWASP's choice for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = {
  algorithm: ARGON2ID,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
} as const

/** Each hash at once holds a core and 19 MiB. */
export interface PasswordHasherOptions extends Partial<QueueLimits> {
  /** Processes like this one on the same machine, which divide its cores among them. */
  processes?: number
}

/**
 * Well within the minute for which sign-in holds a place for a comparison (sign-in-failures.ts), so that no place lapses
 * under a guess that is still to be compared; and sooner than a page gives up waiting.
 */
const MAX_WAIT_MS = 10_000

/** libuv has four threads, and DNS and files need one too. */
const MAX_AT_ONCE = 3

/**
 * argon2id with a bounded queue: no more hashes at once than there are cores, on threads that yield to everybody
 * else's pages, and who cannot be served soon is told so instead of waiting for ever. Those who ask take turns: a system
 * that sends PINs by the thousand keeps nobody from signing in.
 */
export class PasswordHasher {
  readonly #queue: BoundedQueue
  #threadsYield = false

  constructor(options: PasswordHasherOptions = {}) {
    const cores = Math.floor(availableParallelism() / (options.processes ?? 1))
    const limits = {
      concurrency: options.concurrency ?? Math.max(1, Math.min(MAX_AT_ONCE, cores)),
      queueLimit: options.queueLimit ?? 100,
      waitLimitMs: options.waitLimitMs ?? MAX_WAIT_MS,
    }
    this.#queue = new BoundedQueue(limits, 'too_many_requests')
  }

  /** Waiting and running, for the metrics. */
  get load(): { running: number; waiting: number } {
    return this.#queue.load
  }

  /** @returns a PHC string that carries its parameters. @throws DomainError too_many_requests */
  hash(password: string, asker = ''): Promise<string> {
    return this.#queued(() => hash(normalise(password), PARAMETERS), asker)
  }

  /**
   * Null compares with a hash that nothing matches, at the same cost: for an address without an account.
   * @throws DomainError too_many_requests
   */
  verify(stored: string | null, password: string, asker = ''): Promise<boolean> {
    return this.#queued(() => verify(stored ?? UNMATCHABLE, normalise(password)), asker)
  }

  /** True when the hash was made with other parameters than today's. */
  needsRehash(stored: string): boolean {
    const { algorithm, memoryCost, timeCost, parallelism, outputLen } = parseOptions(stored)
    return (
      algorithm !== PARAMETERS.algorithm ||
      memoryCost !== PARAMETERS.memoryCost ||
      timeCost !== PARAMETERS.timeCost ||
      parallelism !== PARAMETERS.parallelism ||
      outputLen !== PARAMETERS.outputLen
    )
  }

  #queued<Result>(work: () => Promise<Result>, asker: string): Promise<Result> {
    const yielding = async () => {
      const result = await work()
      if (!this.#threadsYield) letPoolThreadsYield()
      this.#threadsYield = true
      return result
    }
    return this.#queue.run(yielding, undefined, asker)
  }
}

/** One person types é as one code point, another's keyboard as two: NFKC makes them one password. */
function normalise(password: string): string {
  return password.normalize('NFKC')
}

const UNMATCHABLE = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(PARAMETERS.outputLen))}`

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
