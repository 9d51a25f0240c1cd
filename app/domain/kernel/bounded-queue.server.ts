import { DomainError, type ErrorCode } from './errors.ts'

export interface QueueLimits {
  /** How many work at once. */
  concurrency: number
  /** How many may wait; one more is refused. */
  queueLimit: number
  /** How long one may wait; then it is refused as well. */
  waitLimitMs: number
}

/** When whoever was refused may ask again. */
const RETRY_AFTER_SECONDS = 5

/**
 * So many at once, the others in the order of their coming; who cannot be served soon is told so instead of waiting for
 * ever.
 */
export class BoundedQueue {
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** @param refusal what whoever is not served is told */
  constructor(
    readonly limits: Readonly<QueueLimits>,
    readonly refusal: ErrorCode,
  ) {}

  /** How many work and how many wait, for the metrics. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiting.length }
  }

  /**
   * @param signal of who is not interested any more: leaves the queue; what was begun goes on
   * @throws DomainError of the code that was given, with seconds to wait; the signal's reason
   */
  async run<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (this.#running < this.limits.concurrency) this.#running++
    else await this.#turn(signal)
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      // The place goes from hand to hand, so that a newcomer never overtakes who waits.
      if (next) next()
      else this.#running--
    }
  }

  #turn(signal?: AbortSignal): Promise<void> {
    const { queueLimit, waitLimitMs } = this.limits
    return new Promise((resolve, reject) => {
      const refusal = () => new DomainError(this.refusal, { retryAfter: RETRY_AFTER_SECONDS })
      if (this.#waiting.length >= queueLimit) return reject(refusal())
      const take = () => {
        settle()
        resolve()
      }
      const leave = (reason: unknown) => {
        settle()
        this.#waiting.splice(this.#waiting.indexOf(take), 1)
        reject(reason)
      }
      const abort = () => leave(signal?.reason)
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
      const timer = setTimeout(() => leave(refusal()), waitLimitMs)
      signal?.addEventListener('abort', abort)
      this.#waiting.push(take)
    })
  }
}
