// `npm start`: the database, the migrations, the demo data, the web server and the worker, in that order; and back.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { markSettled, unsettledRestore } from './backup.mjs'
import { waitForLock } from './lock.mjs'
import { startMariadb } from './mariadb.mjs'
import { end, ended, open, Service } from './service.mjs'
import { applicationEnvironment, prepareDataDir, Refusal, readSettings } from './settings.mjs'

/** Requests in flight and the letter that is being sent get that long; reliability.md's slowest provider call fits. */
const DRAIN_MS = 30_000
const READY_TIMEOUT_MS = 60_000
const START = 'npm start'

/** What to undo, last in first out. */
/** @type {(() => Promise<void>)[]} */
const undo = []
/** @type {Service[]} */
const services = []
let stopping = false

process.umask(0o077)
// A terminal or a pipe that went away must not stop the database in the middle of something.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
obeySignals()
followNpm()

try {
  await start()
} catch (error) {
  if (!stopping) {
    process.stderr.write(
      `${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`,
    )
    await stop(1)
  }
}

async function start() {
  const settings = readSettings()
  if (settings.strict && !process.env.DATABASE_URL) {
    // Refused in any case: the application lists this fault among all the others.
    const faults = open('cli', ['migrate'], applicationEnvironment(settings))
    await ended(faults)
    return stop(1)
  }
  prepareDataDir(settings.dataDir)
  await takeDataDir(settings.dataDir)
  settings.port = await freePort(settings.host, settings.port)

  /** @type {Record<string, string>} */
  const database = settings.embedded
    ? { DATABASE_URL: await openDatabase(join(settings.dataDir, 'mariadb')) }
    : {}
  const env = applicationEnvironment(settings, database)
  await command(['migrate'], env)
  const restoredAsOf = settings.embedded ? unsettledRestore(settings) : undefined
  if (restoredAsOf && !stopping) {
    await command(['settle-restore', restoredAsOf], env)
    markSettled(settings)
  }

  if (stopping) return
  const web = launch(new Service('http', env))
  const url =
    process.env.PUBLIC_URL ||
    `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`
  const demo = process.env.DEMO ? process.env.DEMO === '1' : settings.embedded
  await Promise.all([ready(settings, web), demo && command(['demo', '--if-empty'], env)])
  if (stopping) return
  launch(new Service('worker', env)) // only now: its jobs would wait for the demo data's long transaction
  process.stdout.write(`Cabinet ready: ${url}\n`)
}

/** @param {string} folder */
async function takeDataDir(folder) {
  const lock = await waitForLock(folder, 'cabinet', START, (holder) => {
    if (holder.startsWith(START))
      throw new Refusal(`The cabinet in ${folder} is already running (${holder}).`)
    process.stderr.write(`Waiting for another command that uses the database (${holder})...\n`)
  })
  undo.push(() => lock.release())
  // An operator's command beside us may finish what it does on our database.
  undo.push(() => Promise.race([lock.untilAlone(), sleep(DRAIN_MS)]))
}

/** @param {Service} service */
function launch(service) {
  services.push(service)
  return service
}

/**
 * Keeps the private database running until the end: an engine that was killed recovers and comes back on the same
 * socket, where the application waits for it.
 * @param {string} folder
 * @returns {Promise<string>} its DATABASE_URL
 */
async function openDatabase(folder) {
  let mariadb = startMariadb(folder)
  undo.push(async () => (await mariadb).stop())
  const { url } = await mariadb
  const watch = async () => {
    for (;;) {
      const reason = await (await mariadb).exited
      if (stopping) return
      process.stderr.write(`The database stopped (${reason}); restarting it.\n`)
      await sleep(500)
      if (stopping) return
      mariadb = startMariadb(folder)
    }
  }
  watch().catch((error) => {
    process.stderr.write(`${error.message}\n`)
    return stop(1)
  })
  return url()
}

/**
 * One of the operator's commands, to its end.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function command(args, env) {
  if (stopping) return
  const child = open('cli', args, env)
  const forget = push(() => end(child, DRAIN_MS))
  const code = await ended(child)
  forget()
  if (code !== 0 && !stopping)
    throw new Refusal(`The cabinet cannot start: \`${args.join(' ')}\` failed, see the error above.`)
}

/** @param {() => Promise<void>} step */
function push(step) {
  undo.push(step)
  return () => {
    undo.splice(undo.indexOf(step), 1)
  }
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {Service} web
 */
async function ready(settings, web) {
  let ending = ''
  web.firstEnd.then((code) => {
    ending = `it stopped with exit code ${code}`
  })
  const address = `http://${reachable(settings.host)}:${settings.port}/readyz`
  for (
    const last = Date.now() + READY_TIMEOUT_MS;
    Date.now() < last && !ending && !stopping;
    await sleep(50)
  ) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer?.ok) return
  }
  if (!stopping)
    throw new Refusal(`The web server did not start: ${ending || `${address} does not answer 200`}.`)
}

/** @param {string} host where a server listens; "all addresses" can be asked only at one of them */
function reachable(host) {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * Says now that a port is taken: the web server would only fail over and over.
 * @param {string} host
 * @param {number} port 0: any free one
 * @returns {Promise<number>}
 */
function freePort(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      const code = 'code' in error ? error.code : ''
      if (code === 'EADDRINUSE') {
        reject(
          new Refusal(
            `Port ${port} on ${host} is in use: stop the program that uses it, or set PORT to another port.`,
          ),
        )
      } else if (code === 'EACCES') {
        reject(new Refusal(`Port ${port} on ${host} needs root privileges: set PORT to a number above 1023.`))
      } else {
        reject(new Refusal(`The web server cannot listen on ${host}:${port}: ${error.message}.`))
      }
    })
    probe.listen(port, host, () => {
      const address = probe.address()
      const found = typeof address === 'object' && address ? address.port : port
      probe.close(() => resolve(found))
    })
  })
}

/**
 * In order: nobody new is served and what is in flight finishes, then the database, then the lock.
 * @param {number} code
 */
async function stop(code) {
  if (stopping) return
  stopping = true
  await Promise.all(services.map((service) => service.stop(DRAIN_MS)))
  for (const step of undo.reverse()) {
    await step().catch((error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    })
  }
  process.exit(code)
}

/** npm passes on what the terminal has sent us too, so one Ctrl-C arrives twice; a later one means: at once. */
function obeySignals() {
  let first = 0
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => {
      if (first === 0) {
        first = Date.now()
        void stop(0)
      } else if (Date.now() - first > 1_500) {
        for (const service of services) service.kill()
      }
    })
  }
}

/** npm killed the hard way passes nothing on: we notice that we have another parent. */
function followNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return
  const npm = process.ppid
  setInterval(() => {
    if (process.ppid !== npm) void stop(0)
  }, 1_000).unref()
}
