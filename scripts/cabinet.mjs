// `npm run cabinet -- <command>`: the operator's commands, beside a running cabinet or without one.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeLock } from './lock.mjs'
import { answers, socketPathFor, startMariadb, urlOf } from './mariadb.mjs'
import { ended, open } from './service.mjs'
import { applicationEnvironment, prepareDataDir, Refusal, readSettings } from './settings.mjs'

/** A first `npm start` beside us may still be creating the database. */
const PATIENCE_MS = 60_000

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
  if (!settings.embedded) return run(args, applicationEnvironment(settings))
  prepareDataDir(settings.dataDir)
  const folder = join(settings.dataDir, 'mariadb')
  const lock = await takeLock(settings.dataDir, 'cabinet', 'npm run cabinet')
  if (!lock.ours) {
    const socketPath = socketPathFor(folder)
    for (const last = Date.now() + PATIENCE_MS; !(await answers(socketPath)); await sleep(100)) {
      if (Date.now() > last) throw new Refusal(`The database of ${lock.holder} does not answer.`)
    }
    const code = await run(args, applicationEnvironment(settings, { DATABASE_URL: urlOf(socketPath) }))
    lock.leave()
    return code
  }
  const mariadb = await startMariadb(folder)
  try {
    const env = applicationEnvironment(settings, { DATABASE_URL: mariadb.url() })
    if (needsTables()) {
      const code = await run(['migrate'], env, 'ignore')
      if (code !== 0) return code
    }
    return await run(args, env)
  } finally {
    await lock.untilAlone() // another command may have joined us
    await mariadb.stop()
    await lock.release()
  }
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
