// A MariaDB of the cabinet's own: its files in one folder, reached by a Unix socket, closed to the network.
// Plain JavaScript without dependencies: it runs before anything is installed.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** sockaddr_un holds 108 bytes with the closing zero on Linux, 104 on macOS; the server aborts on a longer path. */
const SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107
const DATABASE = 'cabinet'
const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 60_000
const LOG_BYTES = 5 * 1024 * 1024
/** Files that a restore has ready (backup.mjs): complete, and the database's own as soon as the former are away. */
export const RESTORED = 'restored'

/**
 * @typedef {object} Instance
 * @property {string} socketPath
 * @property {number} pid
 * @property {(database?: string) => string} url   the DATABASE_URL of one of its databases
 * @property {Promise<string>} exited              resolves, with the reason, when the server is gone
 * @property {() => Promise<void>} stop            ends it cleanly; resolves when it is gone
 */

/**
 * Starts the private server in `folder`, creating its files the first time. A server that a killed launcher
 * left on the same files is ended first. The caller holds the lock of the data folder (lock.mjs).
 * @param {string} folder
 * @param {{ durable?: boolean }} [options] durable: false for tests, whose data dies with them
 * @returns {Promise<Instance>}
 */
export async function startMariadb(folder, { durable = true } = {}) {
  const binaries = findMariadb()
  if (!binaries)
    throw new Error(
      'MariaDB is not installed: mariadbd and mariadb-install-db were not found. Install MariaDB or set DATABASE_URL.',
    )
  const home = resolve(folder)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  chmodSync(home, 0o700)
  const data = join(home, 'data')
  await endLeftOver(data)
  const temporary = join(home, 'tmp')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { mode: 0o700 })
  // A restore was cut off between taking the former files away and putting its own in their place.
  if (!existsSync(data) && existsSync(join(home, RESTORED))) renameSync(join(home, RESTORED), data)
  if (!existsSync(data)) initialise(binaries.install, home, data, temporary)

  const socketPath = socketPathFor(home)
  rmSync(socketPath, { force: true })
  const log = join(home, 'mariadb.log')
  if (existsSync(log) && statSync(log).size > LOG_BYTES) rmSync(log)
  const seen = existsSync(log) ? statSync(log).size : 0
  const firstWords = join(home, 'init.sql')
  writeFileSync(
    firstWords,
    `create database if not exists ${DATABASE} character set utf8mb4 collate utf8mb4_unicode_ci;\n`,
  )

  const child = spawnTied(binaries.server, [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socketPath}`,
    `--pid-file=${join(home, 'mariadb.pid')}`,
    `--log-error=${log}`,
    `--tmpdir=${temporary}`,
    `--init-file=${firstWords}`,
    `--secure-file-priv=${temporary}`,
    '--skip-networking',
    '--skip-log-bin',
    '--local-infile=0',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--max-connections=200',
    `--innodb-buffer-pool-size=${bufferPoolBytes(durable)}`,
    ...(durable ? ['--innodb-flush-log-at-trx-commit=1'] : CARELESS),
    ...asUser(),
  ])
  const exited = new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('exit', (code, signal) => done(signal ?? `exit code ${code}`))
  })
  await untilReady(socketPath, exited, () => lastWords(log, seen))

  return {
    socketPath,
    pid: /** @type {number} */ (child.pid),
    url: (database) => urlOf(socketPath, database),
    exited,
    async stop() {
      child.kill(durable ? 'SIGTERM' : 'SIGKILL')
      await Promise.race([exited, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })])
      child.kill('SIGKILL') // does nothing once it is gone; the engine recovers from it on the next start
      await exited
      rmSync(socketPath, { force: true })
    },
  }
}

/**
 * @param {string} socketPath
 * @param {string} [database]
 */
export function urlOf(socketPath, database = DATABASE) {
  return `mysql://root@localhost/${database}?socketPath=${encodeURIComponent(socketPath)}`
}

/** Nothing of it survives a test run, so nothing is worth an fsync. */
const CARELESS = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-doublewrite=0',
  '--innodb-stats-persistent=0',
  '--innodb-log-file-size=32M',
]

/**
 * The binaries of a MariaDB on this machine; Debian puts the server into /usr/sbin, off a user's PATH.
 * @returns {{ server: string, install: string } | undefined}
 */
export function findMariadb() {
  const folders = [
    ...(process.env.PATH ?? '').split(':').filter(Boolean),
    '/usr/sbin',
    '/usr/bin',
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/libexec',
    '/opt/homebrew/bin',
    '/usr/local/mariadb/bin',
  ]
  /** @param {string} name */
  const find = (name) => folders.map((folder) => join(folder, name)).find(isExecutable)
  const server = find('mariadbd')
  const install = find('mariadb-install-db')
  return server && install ? { server, install } : undefined
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * A socket in `folder`, or, when that path is too long for the kernel, in a short private folder keyed by it.
 * @param {string} folder
 * @param {string} [name]
 */
export function socketPathFor(folder, name = 'mariadb.sock') {
  const path = join(resolve(folder), name)
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES) return path
  const owner = process.getuid?.() ?? 0
  const key = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)
  let parent = join(tmpdir(), `cabinet-${owner}-${key}`)
  if (Buffer.byteLength(join(parent, name)) > SOCKET_PATH_BYTES) parent = `/tmp/cabinet-${owner}-${key}`
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  const found = lstatSync(parent)
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new Error(
      `${parent} belongs to another user or is open to others: remove it, or choose a shorter DATA_DIR.`,
    )
  }
  return join(parent, name)
}

/**
 * True when a database server answers there: it speaks first, with its handshake.
 * @param {string} socketPath
 * @returns {Promise<boolean>}
 */
export function answers(socketPath) {
  return new Promise((done) => {
    const connection = createConnection(socketPath)
    /** @param {boolean} yes */
    const finish = (yes) => {
      connection.destroy()
      done(yes)
    }
    connection.setTimeout(2_000, () => finish(false))
    connection.once('data', () => finish(true))
    connection.once('error', () => finish(false))
    connection.once('close', () => finish(false))
  })
}

/**
 * Fills a folder of another name first: one that carries the final name is complete, whenever we were killed.
 * @param {string} install
 * @param {string} home
 * @param {string} data
 * @param {string} temporary
 */
function initialise(install, home, data, temporary) {
  for (const left of readdirSync(home).filter((name) => name.startsWith('initialising-'))) {
    rmSync(join(home, left), { recursive: true, force: true, maxRetries: 10 })
  }
  const fresh = mkdtempSync(join(home, 'initialising-'))
  try {
    execFileSync(
      install,
      [
        '--no-defaults',
        `--datadir=${fresh}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        ...asUser(),
      ],
      // Servers that share a TMPDIR delete one another's temporary tables as they start.
      { stdio: 'pipe', env: { ...process.env, TMPDIR: temporary } },
    )
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Error(`MariaDB could not create its files in ${home}: ${words.split('\n').slice(-3).join(' ')}`)
  }
  renameSync(fresh, data)
}

/** As root the server refuses to run unless told to; the folder is closed to everybody else. */
function asUser() {
  return process.getuid?.() === 0 ? ['--user=root'] : []
}

/**
 * A child in a session of its own, so that Ctrl-C in the terminal reaches only the launcher, which stops things
 * in order; and, where setpriv is there (any Debian), one that the kernel ends when the launcher is killed.
 * @param {string} command
 * @param {string[]} args
 */
function spawnTied(command, args) {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isExecutable)
  const [file, all] = setpriv ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, args]
  return spawn(file, all, { stdio: 'ignore', detached: true })
}

/** @param {boolean} durable */
function bufferPoolBytes(durable) {
  const megabyte = 1024 * 1024
  if (!durable) return 128 * megabyte
  const eighth = Math.floor(totalmem() / 8 / megabyte)
  return Math.min(1024, Math.max(128, eighth)) * megabyte
}

/**
 * @param {string} socketPath
 * @param {Promise<string>} exited
 * @param {() => string} explain
 */
async function untilReady(socketPath, exited, explain) {
  let gone = ''
  exited.then((reason) => {
    gone = reason
  })
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(25)) {
    if (await answers(socketPath)) return
    if (gone) throw new Error(`MariaDB did not start (${gone}). ${explain()}`)
  }
  throw new Error(`MariaDB did not answer within ${START_TIMEOUT_MS / 1000} s. ${explain()}`)
}

/**
 * The errors that the server wrote since its log had `from` bytes.
 * @param {string} log
 * @param {number} from
 */
function lastWords(log, from) {
  if (!existsSync(log)) return ''
  const lines = readFileSync(log).subarray(from).toString().split('\n')
  const errors = lines
    .filter((line) => line.includes('[ERROR]'))
    .map((line) => line.replace(/^.*\[ERROR\] /, ''))
  return `${errors.slice(0, 3).join(' ')} (see ${log})`
}

/**
 * Ends a server that runs on our files though nobody answers for it: its launcher was killed.
 * @param {string} data
 */
async function endLeftOver(data) {
  const pid = serverOn(data)
  if (pid === undefined) return
  signal(pid, 'SIGTERM')
  for (const end = Date.now() + STOP_TIMEOUT_MS; Date.now() < end; await sleep(50)) {
    if (serverOn(data) === undefined) return
  }
  signal(pid, 'SIGKILL')
  while (serverOn(data) !== undefined) await sleep(50)
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch {
    // it ended by itself in the meantime
  }
}

/**
 * The process id of the server that runs on these files. A pid file would not do: it outlives a crash, and in
 * a container the number in it soon belongs to something else.
 * @param {string} data
 * @returns {number | undefined}
 */
function serverOn(data) {
  for (const { pid, words } of processes()) {
    if (words.includes(`--datadir=${data}`) && ['mariadbd', 'mysqld'].includes(basename(words[0] ?? '')))
      return pid
  }
  return undefined
}

/** @returns {{ pid: number, words: string[] }[]} */
function processes() {
  if (existsSync('/proc/self/cmdline')) {
    return readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return []
      try {
        return [{ pid: Number(name), words: readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0') }]
      } catch {
        return []
      }
    })
  }
  const listing = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
  return listing.split('\n').map((line) => {
    const [pid = '', ...words] = line.trim().split(' ')
    return { pid: Number(pid), words }
  })
}
