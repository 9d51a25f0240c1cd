import { build } from '../../scripts/build.mjs'
import { waitForLock } from '../../scripts/lock.mjs'
import { root } from '../../scripts/settings.mjs'

/** Vitest's global setup: the production build, made only when it is not that of these sources (`npm test` made it). */
export default async function setup(): Promise<void> {
  const lock = await waitForLock(`${root}/.cache`, 'prepare', 'vitest', () => {})
  try {
    await build()
  } finally {
    await lock.release()
  }
}
