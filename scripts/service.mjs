// A process of the application under the launcher: its own process group, ended when the launcher is gone,
// started again with back-off when it fails.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root } from './settings.mjs'

const FIRST_PAUSE_MS = 500
const MAX_PAUSE_MS = 30_000
/** A process that lived that long was well: the next failure starts with the first pause again. */
const WELL_AFTER_MS = 60_000

const sourceMaps = pathToFileURL(join(root, 'scripts/source-maps.mjs')).href

/** @typedef {'http' | 'worker' | 'cli'} Entry */

/**
 * One process out of the build, which does not outlive us. A service gets a group of its own, so that Ctrl-C in the
 * terminal reaches only the launcher, which ends things in order; a command stays at the terminal.
 * @param {Entry} entry
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {{ output?: 'inherit' | 'ignore' }} [options]
 */
export function open(entry, args, env, { output = 'inherit' } = {}) {
  const tie = pathToFileURL(join(root, 'scripts/tied.mjs')).href
  const file = join(root, `build/server/entry.${entry}.js`)
  return spawn(process.execPath, [...nodeFlags, '--import', tie, file, ...args], {
    cwd: root,
    env,
    detached: entry !== 'cli',
    stdio: [entry === 'cli' ? 'inherit' : 'ignore', output, 'inherit', 'ipc'],
  })
}

/**
 * What a page makes lives for milliseconds: a nursery of 8 MB costs it one part in thirty, where V8 would take 200 MB on
 * a large machine. An old space that grows by a third before it is collected, instead of fourfold, costs one in a
 * hundred, and halves what an import of 100,000 rows needs.
 */
export const nodeFlags = ['--import', sourceMaps, '--max-semi-space-size=8', '--heap-growing-percent=30']

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, 1 when a signal ended it
 */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * Asks it to finish what it has in hand; kills it and its own children after `patience`.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} patience milliseconds
 */
export async function end(child, patience) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = ended(child)
  child.kill('SIGTERM')
  const timer = setTimeout(() => {
    child.kill('SIGKILL')
    killGroup(child)
  }, patience)
  await gone
  clearTimeout(timer)
}

/** @param {import('node:child_process').ChildProcess} child */
export function killGroup(child) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // gone already
  }
}

/** A process that is restarted until it is closed. */
export class Service {
  #stopping = false
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child

  /**
   * @param {Entry} entry
   * @param {NodeJS.ProcessEnv} env
   */
  constructor(entry, env) {
    this.entry = entry
    this.env = env
    /** @type {Promise<number>} the exit code of the first life */
    this.firstEnd = new Promise((resolve) => {
      this.#run(resolve)
    })
  }

  /** @param {(code: number) => void} firstEnd */
  async #run(firstEnd) {
    for (let pause = FIRST_PAUSE_MS; !this.#stopping; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
      const since = Date.now()
      this.#child = open(this.entry, [], this.env)
      const code = await ended(this.#child)
      killGroup(this.#child) // what a crash left of its own children
      firstEnd(code)
      if (this.#stopping) return
      if (Date.now() - since > WELL_AFTER_MS) pause = FIRST_PAUSE_MS
      process.stderr.write(`The ${this.entry} process stopped (${code}); restarting in ${pause / 1000} s.\n`)
      await sleep(pause)
    }
  }

  /** @param {number} patience milliseconds */
  async stop(patience) {
    this.#stopping = true
    if (this.#child) await end(this.#child, patience)
  }

  kill() {
    this.#stopping = true
    if (this.#child) killGroup(this.#child)
  }
}
