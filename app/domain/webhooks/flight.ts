const MAX_IN_FLIGHT = 32
const MAX_PER_ENDPOINT = 4
/** Places that endpoints which failed or took long last time share, one for each. */
const MAX_SLOW = 8

/** Attempts that are under way in this process, and how many more there may be. */
export class Flight {
  readonly #running = new Map<Promise<void>, { endpointId: number; isSlow: boolean }>()
  /** The first that went wrong here, not at an endpoint. */
  failure: unknown
  /** How many have ended. */
  landings = 0

  get size(): number {
    return this.#running.size
  }

  roomFor(endpointId: number, isSlow: boolean): number {
    const all = [...this.#running.values()]
    const own = all.filter((one) => one.endpointId === endpointId).length
    const slow = all.filter((one) => one.isSlow).length
    const room = Math.min(MAX_IN_FLIGHT - all.length, MAX_PER_ENDPOINT - own)
    return Math.max(0, isSlow ? Math.min(room, 1 - own, MAX_SLOW - slow) : room)
  }

  add(endpointId: number, isSlow: boolean, attempt: Promise<void>): void {
    const landing = attempt
      .catch((error: unknown) => {
        this.failure ??= error
      })
      .finally(() => {
        this.#running.delete(landing)
        this.landings++
      })
    this.#running.set(landing, { endpointId, isSlow })
  }

  /** When the next of them has ended. */
  async next(): Promise<void> {
    await Promise.race(this.#running.keys())
  }

  /** When all have. */
  async landed(): Promise<void> {
    await Promise.all(this.#running.keys())
  }
}
