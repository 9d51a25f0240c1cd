// `npm run cabinet -- <command>`: the operator's commands, beside a running cabinet or without one.
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { backUp, markSettled, restore, unsettledRestore } from './backup.mjs'
import { takeLock } from './lock.mjs'
import { answers, socketPathFor, startMariadb, urlOf } from './mariadb.mjs'
import { ended, open } from './service.mjs'
import { applicationEnvironment, prepareDataDir, Refusal, readSettings } from './settings.mjs'

/** A first `npm start` beside us may still be creating the database. */
const PATIENCE_MS = 60_000
const NOT_OURS =
  'This command works with the built-in database only. Back up the database server in DATABASE_URL with its own tools: see docs/operations.md.'

const args = process.argv.slice(2)
process.umask(0o077)

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function main() {
  if (asksForHelp()) return run(args, process.env)
  const settings = readSettings()
  const [command = '', folder = ''] = args
  if (command === 'backup' || command === 'restore') {
    if (!settings.embedded) throw new Refusal(NOT_OURS)
    if (!folder) return run([command, '--help'], process.env)
    prepareDataDir(settings.dataDir)
    return command === 'backup' ? takeBackup(settings, folder) : putBack(settings, folder)
  }
  if (!settings.embedded) return run(args, applicationEnvironment(settings))
  return withDatabase(settings, async ({ url, ours }) => {
    const env = applicationEnvironment(settings, { DATABASE_URL: url })
    const code = ours && needsTables() ? await bringUp(settings, env, 'ignore') : 0
    return code || run(args, env)
  })
}

/**
 * The database of a cabinet that runs, or one started for as long as it takes.
 * @param {import('./settings.mjs').Settings} settings
 * @param {(database: { url: string, socketPath: string, ours: boolean }) => Promise<number>} work
 */
async function withDatabase(settings, work) {
  prepareDataDir(settings.dataDir)
  const folder = join(settings.dataDir, 'mariadb')
  const lock = await takeLock(settings.dataDir, 'cabinet', 'npm run cabinet')
  if (!lock.ours) {
    const socketPath = socketPathFor(folder)
    for (const last = Date.now() + PATIENCE_MS; !(await answers(socketPath)); await sleep(100)) {
      if (Date.now() > last)
        throw new Refusal(
          `The database of another command (${lock.holder}) does not answer: stop that command, then try again.`,
        )
    }
    const code = await work({ url: urlOf(socketPath), socketPath, ours: false })
    lock.leave()
    return code
  }
  const mariadb = await startMariadb(folder)
  try {
    return await work({ url: mariadb.url(), socketPath: mariadb.socketPath, ours: true })
  } finally {
    await lock.untilAlone() // another command may have joined us
    await mariadb.stop()
    await lock.release()
  }
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {string} folder
 */
function takeBackup(settings, folder) {
  return withDatabase(settings, async ({ socketPath }) => {
    const { bytes } = await backUp(settings, socketPath, folder)
    say(`Backup: ${resolve(folder)} (${(bytes / 1_000_000).toFixed(1)} MB).`)
    say('It contains the secret keys for links and QR codes: protect it like the database itself.')
    return 0
  })
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {string} folder
 */
async function putBack(settings, folder) {
  const lock = await takeLock(settings.dataDir, 'cabinet', 'npm run cabinet -- restore')
  if (!lock.ours) {
    lock.leave()
    throw new Refusal(`The cabinet is in use (${lock.holder}): stop it, then run restore again.`)
  }
  try {
    const { manifest, former } = await restore(settings, folder)
    say(`Restored: the database as of ${manifest.takenAt}.`)
    if (former) say(`The previous database was kept in ${former}: delete it when you no longer need it.`)
  } finally {
    await lock.release()
  }
  return withDatabase(settings, async ({ url }) => {
    const env = applicationEnvironment(settings, { DATABASE_URL: url })
    return (await bringUp(settings, env, 'inherit')) || run(['audit', 'verify'], env)
  })
}

/**
 * A database up to this release, and one that came back from a backup settled.
 * @param {import('./settings.mjs').Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @param {'inherit' | 'ignore'} output
 */
async function bringUp(settings, env, output) {
  const migrated = await run(['migrate'], env, output)
  const takenAt = unsettledRestore(settings)
  if (migrated !== 0 || !takenAt) return migrated
  const code = await run(['settle-restore', takenAt], env, output)
  if (code === 0) markSettled(settings)
  return code
}

function asksForHelp() {
  return args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h')
}

/** On a fresh machine a command finds tables; these two look after them themselves. */
function needsTables() {
  return args[0] !== 'migrate' && args[0] !== 'doctor'
}

/**
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} env
 * @param {'inherit' | 'ignore'} [output]
 */
async function run(words, env, output = 'inherit') {
  const child = open('cli', words, env, { output })
  /** @param {NodeJS.Signals} name */
  const pass = (name) => {
    child.kill(name)
  }
  process.on('SIGINT', pass)
  process.on('SIGTERM', pass)
  const code = await ended(child)
  process.off('SIGINT', pass)
  process.off('SIGTERM', pass)
  return code
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}
