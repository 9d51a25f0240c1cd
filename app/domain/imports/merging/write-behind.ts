/** One write at a time, which goes on while the rows after it are read and compared. */
export class WriteBehind {
  #last: Promise<void> = Promise.resolve()

  /** Returns as soon as it began. @throws what the write before it threw */
  async begin(write: () => Promise<void>): Promise<void> {
    await this.#last
    this.#last = write()
    // Told to whoever asks next; a merge that is given up asks nobody.
    this.#last.catch(() => {})
  }

  /** @throws what the last write threw */
  end(): Promise<void> {
    return this.#last
  }
}
