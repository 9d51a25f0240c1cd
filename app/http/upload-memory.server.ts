import { DomainError } from '#app/domain/kernel/errors.ts'

export interface UploadMemoryLimits {
  /** Of all uploads of this process that are being received or stored. */
  bytes: number
  /** Of those, the uploads of one person; one upload alone may be larger. */
  bytesOfPerson: number
  /** How many may wait until there is room; one more is refused. */
  queueLimit: number
  /** Of those, the uploads of one person. */
  queueLimitOfPerson: number
  /** How long one may wait; then it is refused as well. */
  waitLimitMs: number
}

const MB = 1024 * 1024

/** Room for five of the largest files. While a sender waits, his bytes wait in the network and not in memory. */
const UPLOAD_MEMORY: UploadMemoryLimits = {
  bytes: 256 * MB,
  bytesOfPerson: 128 * MB,
  queueLimit: 50,
  queueLimitOfPerson: 10,
  waitLimitMs: 30_000,
}

const RETRY_AFTER_SECONDS = 60

interface Place {
  bytes: number
  person: string
  enter: () => void
}

/**
 * The memory of uploads: each takes its whole size before it is received, so that two that are half received never wait
 * for each other, and the next in the order of their coming takes what was given back. Who holds his share already is
 * passed over until he gives something back.
 */
export class UploadMemory {
  readonly #waiting: Place[] = []
  readonly #held = new Map<string, number>()
  #free: number

  constructor(readonly limits: Readonly<UploadMemoryLimits> = UPLOAD_MEMORY) {
    this.#free = limits.bytes
  }

  /** How many bytes are taken and how many uploads wait. */
  get load(): { bytes: number; waiting: number } {
    return { bytes: this.limits.bytes - this.#free, waiting: this.#waiting.length }
  }

  /**
   * @param bytes more than there are in all count as all
   * @param person who sends it
   * @param signal of a sender who is gone: gives up his turn
   * @returns gives them back; called twice, once. @throws DomainError uploads_busy; the signal's reason
   */
  async take(bytes: number, person: string, signal?: AbortSignal): Promise<() => void> {
    const taken = Math.min(bytes, this.limits.bytes)
    const isLast = this.#waiting.some((place) => place.person === person) || this.#next() !== undefined
    if (!isLast && taken <= this.#free && this.#hasShareLeft({ bytes: taken, person }))
      this.#hold(person, taken)
    else await this.#turn(taken, person, signal)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#hold(person, -taken)
      this.#letIn()
    }
  }

  #turn(bytes: number, person: string, signal?: AbortSignal): Promise<void> {
    const { queueLimit, queueLimitOfPerson, waitLimitMs } = this.limits
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const busy = () => new DomainError('uploads_busy', { field: 'file', retryAfter: RETRY_AFTER_SECONDS })
      const own = this.#waiting.filter((place) => place.person === person).length
      if (this.#waiting.length >= queueLimit || own >= queueLimitOfPerson) return reject(busy())
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        this.#waiting.splice(this.#waiting.indexOf(place), 1)
      }
      const leave = (reason: unknown) => {
        settle()
        reject(reason)
        // A smaller one behind it may fit.
        this.#letIn()
      }
      const abort = () => leave(signal?.reason)
      const enter = () => {
        settle()
        this.#hold(person, bytes)
        resolve()
      }
      const place = { bytes, person, enter }
      const timer = setTimeout(() => leave(busy()), waitLimitMs)
      signal?.addEventListener('abort', abort)
      this.#waiting.push(place)
    })
  }

  #letIn(): void {
    for (let next = this.#next(); next && next.bytes <= this.#free; next = this.#next()) next.enter()
  }

  /** Who came first of those who hold less than their share; of each person, what was sent first. */
  #next(): Place | undefined {
    const people = new Set<string>()
    return this.#waiting.find((place) => {
      const isFirst = !people.has(place.person)
      people.add(place.person)
      return isFirst && this.#hasShareLeft(place)
    })
  }

  #hasShareLeft({ bytes, person }: { bytes: number; person: string }): boolean {
    const held = this.#held.get(person) ?? 0
    return held === 0 || held + bytes <= this.limits.bytesOfPerson
  }

  #hold(person: string, bytes: number): void {
    this.#free -= bytes
    const held = (this.#held.get(person) ?? 0) + bytes
    if (held === 0) this.#held.delete(person)
    else this.#held.set(person, held)
  }
}
