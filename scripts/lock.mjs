// One at a time on a folder, by a Unix socket in it: the kernel frees it when its holder dies, however it dies
// (a pid file would name a stranger after a restart of the machine or container), and who comes second can ask
// who is there, or take part.
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { socketPathFor } from './mariadb.mjs'

/**
 * @typedef {object} Held      the lock is ours
 * @property {true} ours
 * @property {() => Promise<void>} untilAlone   resolves once nobody takes part any more
 * @property {() => Promise<void>} release
 *
 * @typedef {object} Taken     somebody else's
 * @property {false} ours
 * @property {string} holder   what the holder says it is, for a person to read
 * @property {() => void} leave ends our taking part; until then a holder that waits to be alone goes on
 */

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} role  who we are, for a person to read, as "npm start"
 * @returns {Promise<Held | Taken>}
 */
export async function takeLock(folder, name, role) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = socketPathFor(folder, `${name}.sock`)
  for (;;) {
    const held = await listen(path, `${role}, process ${process.pid}`)
    if (held) return held
    const taken = await ask(path)
    if (taken) return taken
    // Nobody listens there: its holder was killed.
    rmSync(path, { force: true })
    const heir = await listen(path, `${role}, process ${process.pid}`)
    if (!heir) continue
    if (await staysOurs(path)) return heir
  }
}

/**
 * Waits as long as it takes; `waiting` is told once who is in the way.
 * @param {string} folder
 * @param {string} name
 * @param {string} role
 * @param {(holder: string) => void} waiting
 * @returns {Promise<Held>}
 */
export async function waitForLock(folder, name, role, waiting) {
  for (let told = false; ; told = true) {
    const lock = await takeLock(folder, name, role)
    if (lock.ours) return lock
    lock.leave()
    if (!told) waiting(lock.holder)
    await sleep(250)
  }
}

/**
 * @param {string} path
 * @param {string} words
 * @returns {Promise<Held | undefined>}
 */
function listen(path, words) {
  /** @type {Set<import('node:net').Socket>} */
  const guests = new Set()
  const server = createServer((guest) => {
    guests.add(guest)
    guest.once('close', () => guests.delete(guest))
    guest.on('error', () => {})
    guest.unref()
    guest.write(`${words}\n`)
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => {
      server.unref()
      resolve({
        ours: true,
        async untilAlone() {
          while (guests.size > 0) await sleep(50)
        },
        async release() {
          for (const guest of guests) guest.destroy()
          await new Promise((done) => server.close(done))
        },
      })
    })
  })
}

/**
 * @param {string} path
 * @returns {Promise<Taken | undefined>} undefined when nobody listens
 */
function ask(path) {
  return new Promise((resolve) => {
    const connection = createConnection(path)
    /** @param {string} holder */
    const taken = (holder) => {
      connection.unref()
      resolve({ ours: false, holder, leave: () => connection.destroy() })
    }
    connection.once('data', (line) => taken(line.toString().trim()))
    connection.once('error', () => resolve(undefined))
    connection.once('close', () => resolve(undefined))
    // Connected, but too busy to speak: still held.
    connection.setTimeout(2_000, () => taken('another process'))
  })
}

/**
 * Two that found the same dead lock at once may both have replaced it; the later one has it.
 * @param {string} path
 */
async function staysOurs(path) {
  const { ino } = statSync(path)
  await sleep(100)
  return statSync(path, { throwIfNoEntry: false })?.ino === ino
}
