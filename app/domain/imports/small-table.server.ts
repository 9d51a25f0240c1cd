import { BoundedQueue } from '#app/domain/kernel/bounded-queue.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type SmallTable, unexpected } from './parsing/reader/reader-messages.ts'
import { type ReaderLimits, Reading } from './parsing/reader/reading.server.ts'

/** A client's own list: as long as one person can check at a glance. */
export const MAX_SMALL_ROWS = 1_000
export const MAX_SMALL_BYTES = 1024 * 1024

/** A thousand rows take a tenth of a second; what unpacks to more memory is no such list. A busy machine has its time. */
const bounds: ReaderLimits = { heapMegabytes: 128, memoryMegabytes: 300, seconds: 30 }

const RETRY_AFTER_SECONDS = 30

/** Of a process: pages come first. Who waits outlasts the slowest file of somebody else, and has the next turn. */
const queue = new BoundedQueue({ concurrency: 1, queueLimit: 8, waitLimitMs: 35_000 }, 'uploads_busy')

/**
 * A file with one header row, in any format that imports read, by the titles of its columns. It is read in a process of
 * its own: whatever a client's file does there, no page waits for it.
 * @param words by field, the beginnings of titles in small letters
 * @param lane whose file it is
 * @returns `header` where no row names a `needed` column, `too_many` where there are too many rows
 * @throws DomainError file_unreadable, uploads_busy
 */
export function readSmallTable<Field extends string>(
  bytes: Uint8Array,
  words: Record<Field, readonly string[]>,
  needed: NoInfer<Field>,
  lane: string,
  limits: ReaderLimits = bounds,
): Promise<SmallTable<Field> | 'header' | 'too_many'> {
  return queue.run(
    async () => {
      const order = { size: bytes.length, options: {}, small: { words, needed, maxRows: MAX_SMALL_ROWS } }
      const reading = new Reading(bytes, order, limits)
      try {
        const answer = await reading.next()
        // Nobody knows whether it was the file or the machine.
        if (answer === 'too_long_time') return reject('uploads_busy', { retryAfter: RETRY_AFTER_SECONDS })
        if (typeof answer === 'string') return reject('file_unreadable', { field: 'file' })
        if (!('small' in answer)) throw unexpected(answer)
        const { small } = answer
        return small === 'unreadable' ? reject('file_unreadable', { field: 'file' }) : small
      } finally {
        reading.end()
      }
    },
    undefined,
    lane,
  )
}
