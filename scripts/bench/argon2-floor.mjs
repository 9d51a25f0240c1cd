// Bare password verification: the same parameters, the same concurrency, nothing around it.
import { verify } from '@node-rs/argon2'

/**
 * @param {string} hash
 * @param {string} password
 * @param {{ concurrency: number, seconds: number }} options
 * @returns {Promise<number>} verifications a second
 */
export async function bareVerifications(hash, password, { concurrency, seconds }) {
  const until = performance.now() + seconds * 1000
  let done = 0
  const lane = async () => {
    while (performance.now() < until) {
      await verify(hash, password)
      done += 1
    }
  }
  const since = performance.now()
  await Promise.all(Array.from({ length: concurrency }, lane))
  return done / ((performance.now() - since) / 1000)
}
