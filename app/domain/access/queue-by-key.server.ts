import { setTimeout as sleep } from 'node:timers/promises'

/** Who waits for something in this process, one behind the other. */
interface Line {
  length: number
  last: Promise<void>
  /** Ends the first one's pause. */
  call: () => void
}

const lines = new Map<string, Line>()

/**
 * Lets one after the other of those with the same key into `work`, in the order of their coming. Sixty who all look
 * whether a place came free would keep the database from freeing one. The line keeps order and nothing more: whoever
 * stood for `patienceMs` goes in, so that one who hangs before him shuts nobody out.
 */
export async function enqueueByKey<Result>(
  key: string,
  patienceMs: number,
  work: (pause: (ms: number) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const line = lines.get(key) ?? { length: 0, last: Promise.resolve(), call: () => {} }
  lines.set(key, line)
  line.length += 1
  const before = line.last
  const { promise, resolve } = Promise.withResolvers<void>()
  line.last = promise
  try {
    await turn(before, patienceMs)
    return await work((ms) => untilCalled(line, ms))
  } finally {
    resolve()
    line.length -= 1
    if (line.length === 0) lines.delete(key)
  }
}

/** How many stand there. */
export function queueLength(key: string): number {
  return lines.get(key)?.length ?? 0
}

/** Something came free: whoever is first looks at once. Of other processes' nobody is told, so the first looks by itself too. */
export function wakeNext(key: string): void {
  lines.get(key)?.call()
}

async function turn(before: Promise<void>, patienceMs: number): Promise<void> {
  const patience = new AbortController()
  await Promise.race([before, sleep(patienceMs, undefined, { signal: patience.signal })])
  patience.abort()
}

function untilCalled(line: Line, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    line.call = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}
