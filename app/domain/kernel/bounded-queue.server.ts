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

/** Who waits. */
interface Turn {
  take: () => void
  refuse: () => void
}

/**
 * So many at once; the others wait in lanes, which are served in turn, each in the order of its coming. Who cannot be
 * served soon is told so instead of waiting for ever.
 */
export class BoundedQueue {
  /** Lanes in which somebody waits; the first is served next. */
  readonly #lanes = new Map<string, Turn[]>()
  #waiting = 0
  #running = 0

  /** @param refusal what whoever is not served is told */
  constructor(
    readonly limits: Readonly<QueueLimits>,
    readonly refusal: ErrorCode,
  ) {}

  /** How many work and how many wait, for the metrics. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiting }
  }

  /**
   * @param signal of who is not interested any more: leaves the queue; what was begun goes on
   * @param lane for whom it is done: nobody's waiting makes that of others longer than one turn each
   * @throws DomainError of the code that was given, with seconds to wait; the signal's reason
   */
  async run<Result>(work: () => Promise<Result>, signal?: AbortSignal, lane = ''): Promise<Result> {
    if (this.#running < this.limits.concurrency) this.#running++
    else await this.#turn(lane, signal)
    try {
      return await work()
    } finally {
      // The place goes from hand to hand, so that a newcomer never overtakes who waits.
      if (!this.#serveNext()) this.#running--
    }
  }

  #serveNext(): boolean {
    const next = this.#lanes.entries().next().value
    if (!next) return false
    const [lane, turns] = next
    // Behind the others, before anything is taken out of it.
    this.#lanes.delete(lane)
    this.#lanes.set(lane, turns)
    turns[0]?.take()
    return true
  }

  #turn(lane: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse = () => leave(new DomainError(this.refusal, { retryAfter: RETRY_AFTER_SECONDS }))
      const take = () => {
        settle()
        resolve()
      }
      const leave = (reason: unknown) => {
        settle()
        reject(reason)
      }
      const abort = () => leave(signal?.reason)
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        this.#remove(lane, turn)
      }
      const turn: Turn = { take, refuse }
      const timer = setTimeout(refuse, this.limits.waitLimitMs)
      signal?.addEventListener('abort', abort)
      this.#add(lane, turn)
      if (this.#waiting > this.limits.queueLimit) this.#refuseOneOfTheLongest()
    })
  }

  /** The last of the longest lane. A newcomer whose own lane is as long as any is refused himself. */
  #refuseOneOfTheLongest(): void {
    let longest: Turn[] = []
    for (const turns of this.#lanes.values()) if (turns.length >= longest.length) longest = turns
    longest.at(-1)?.refuse()
  }

  #add(lane: string, turn: Turn): void {
    const turns = this.#lanes.get(lane)
    if (turns) turns.push(turn)
    else this.#lanes.set(lane, [turn])
    this.#waiting++
  }

  #remove(lane: string, turn: Turn): void {
    const turns = this.#lanes.get(lane)
    const at = turns?.indexOf(turn) ?? -1
    if (!turns || at < 0) return
    turns.splice(at, 1)
    if (turns.length === 0) this.#lanes.delete(lane)
    this.#waiting--
  }
}
