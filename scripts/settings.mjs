// What the launcher itself needs to know of the operator's settings, and what it adds for the processes it starts.
// The application reads and checks the rest (app/runtime/settings.server.ts). No dependency: it runs before anything is installed.
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A sentence for the operator; anything else that is thrown is a fault of ours. */
export class Refusal extends Error {}

/**
 * @typedef {object} Settings
 * @property {string} dataDir     absolute
 * @property {boolean} strict     the operator's own NODE_ENV is production: nothing is made up for him
 * @property {boolean} embedded   the database is the cabinet's own
 * @property {string} host
 * @property {number} port
 */

/** @returns {Settings} */
export function readSettings() {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file) // what is set in the environment wins
  const strict = process.env.NODE_ENV === 'production'
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Refusal(`PORT must be a whole number from 0 to 65535, not ${process.env.PORT}`)
  return {
    dataDir: resolve(root, process.env.DATA_DIR || '.data'),
    strict,
    embedded: !process.env.DATABASE_URL && !strict,
    host: process.env.HOST || '127.0.0.1',
    port,
  }
}

/**
 * The environment of the application's processes: always React's fast build, the operator's strictness beside it.
 * @param {Settings} settings
 * @param {Record<string, string>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function applicationEnvironment(settings, more = {}) {
  return {
    ...process.env,
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: join(root, '.cache/node'), // a third off the start of every process
    CABINET_STRICT: settings.strict ? '1' : '0',
    CABINET_EMBEDDED: settings.embedded ? '1' : '0',
    DATA_DIR: settings.dataDir,
    HOST: settings.host,
    PORT: String(settings.port),
    ...(settings.strict ? {} : { SECRET_KEYS: secretKeysOf(settings) }),
    ...more,
  }
}

/** @param {string} dataDir */
export function prepareDataDir(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    chmodSync(dataDir, 0o700)
  } catch (error) {
    throw new Refusal(
      `DATA_DIR ${dataDir} could not be created or made private: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/**
 * The keys in use: the operator's own, else those in DATA_DIR.
 * @param {Pick<Settings, 'dataDir'>} settings
 */
export function secretKeysOf({ dataDir }) {
  return process.env.SECRET_KEYS || secretKeys(dataDir)
}

/**
 * Puts keys before those in DATA_DIR, which stay accepted.
 * @param {Pick<Settings, 'dataDir'>} settings
 * @param {string} keys comma-separated, as SECRET_KEYS
 */
export function acceptKeys({ dataDir }, keys) {
  const all = new Set([...keys.split(','), ...secretKeys(dataDir).split(',')])
  const draft = join(dataDir, `secret-keys.${process.pid}`)
  writeFileSync(draft, `${[...all].join(',')}\n`, { mode: 0o600, flush: true })
  renameSync(draft, join(dataDir, 'secret-keys'))
}

/**
 * Made once; a file that carries the name is complete.
 * @param {string} dataDir
 */
function secretKeys(dataDir) {
  prepareDataDir(dataDir)
  const path = join(dataDir, 'secret-keys')
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(draft, path) // unlike a rename, it never replaces the keys of somebody quicker
    } catch (error) {
      if (!existsSync(path)) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return readFileSync(path, 'utf8').trim()
}
