import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

const NICENESS = 10

/**
 * Lets libuv's threads, on which passwords are hashed, yield to the thread that serves pages and to the database:
 * Linux keeps a niceness for each thread. They begin with the first work; elsewhere than on Linux nothing happens.
 */
export function letPoolThreadsYield(): void {
  for (const thread of poolThreads()) {
    try {
      setPriority(thread, NICENESS)
    } catch {
      // A system that forbids it hashes as eagerly as it serves.
    }
  }
}

/**
 * Thread ids.
 * @internal a test looks at their priority
 */
export function poolThreads(): number[] {
  try {
    return readdirSync('/proc/self/task')
      .filter((id) => readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim() === 'libuv-worker')
      .map(Number)
  } catch {
    return []
  }
}
