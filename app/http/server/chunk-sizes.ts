/** Handling a chunk costs the same whatever its size: a body in chunks of one byte keeps a process busy for seconds. */
const MIN_MEAN_BYTES = 64
/** So many may be small: a slow network brings single packets. */
const FREE_CHUNKS = 1_000

export class ChunkSizes {
  #chunks = 0
  #bytes = 0

  /** Counts one more chunk; true when they are far too many for their bytes. */
  areTooSmall(chunk: Uint8Array): boolean {
    this.#chunks++
    this.#bytes += chunk.length
    return this.#chunks > FREE_CHUNKS && this.#bytes < this.#chunks * MIN_MEAN_BYTES
  }
}
