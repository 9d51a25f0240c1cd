/** One write at a time, which goes on while the rows after it are read and compared. */
export class WriteBehind {
  #last: Promise<void> = Promise.resolve()
  #held: (() => Promise<void>) | null = null

  /** Returns as soon as it began. @throws what the write before it threw */
  async begin(write: () => Promise<void>): Promise<void> {
    await this.#last
    this.#begin(write)
  }

  /** Keeps a write back until `start`. @throws what the write before it threw */
  async hold(write: () => Promise<void>): Promise<void> {
    await this.#last
    this.#held = write
  }

  /** Begins the write that was kept back: after a look-up that does not need it, and must not wait for it. */
  start(): void {
    const write = this.#held
    this.#held = null
    if (write) this.#begin(write)
  }

  #begin(write: () => Promise<void>): void {
    this.#last = write()
    // Told to whoever asks next; a merge that is given up asks nobody.
    this.#last.catch(() => {})
  }

  /** @throws what the last write threw */
  end(): Promise<void> {
    this.start()
    return this.#last
  }
}
