import { setTimeout as sleep } from 'node:timers/promises'

/** Who waits for something in this process, in order of arrival. */
interface Queue {
  length: number
  last: Promise<void>
  /** Ends the first one's pause. */
  wake: () => void
}

const queues = new Map<string, Queue>()

/**
 * Lets one after the other of those with the same key into `work`, in the order of their coming. Sixty who all look
 * whether a place came free would keep the database from freeing one. The queue keeps order and nothing more: whoever
 * waited for `patienceMs` goes in, so that one that hangs blocks nobody behind it.
 */
export async function enqueueByKey<Result>(
  key: string,
  patienceMs: number,
  work: (pause: (ms: number) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const queue = queues.get(key) ?? { length: 0, last: Promise.resolve(), wake: () => {} }
  queues.set(key, queue)
  queue.length += 1
  const before = queue.last
  const { promise, resolve } = Promise.withResolvers<void>()
  queue.last = promise
  try {
    await turn(before, patienceMs)
    return await work((ms) => untilWoken(queue, ms))
  } finally {
    resolve()
    queue.length -= 1
    if (queue.length === 0) queues.delete(key)
  }
}

/** How many wait. */
export function queueLength(key: string): number {
  return queues.get(key)?.length ?? 0
}

/** Something came free: whoever is first looks at once. Of other processes' nobody is told, so the first looks by itself too. */
export function wakeNext(key: string): void {
  queues.get(key)?.wake()
}

async function turn(before: Promise<void>, patienceMs: number): Promise<void> {
  const patience = new AbortController()
  await Promise.race([before, sleep(patienceMs, undefined, { signal: patience.signal })])
  patience.abort()
}

function untilWoken(queue: Queue, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    queue.wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}
