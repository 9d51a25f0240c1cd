// What comes from the machine, not from npm: the database server and, for the tests, a browser.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { capture } from './capture.mjs'
import { findMariadb, isExecutable } from './mariadb.mjs'
import { Refusal, root } from './settings.mjs'

const OLDEST_MARIADB = [10, 11]

/** Makes sure of a MariaDB on this machine; installs Debian's when there is none. */
export async function provideMariadb() {
  if (!findMariadb() || wasCutOff('MariaDB')) {
    await install(['mariadb-server-core', 'mariadb-client-core'], 'MariaDB', {
      byHand: 'install MariaDB 10.11 or newer (Debian: mariadb-server-core and mariadb-client-core)',
      orSet: 'set DATABASE_URL to a database server that you have',
    })
  }
  const found = findMariadb()
  if (!found)
    throw new Refusal(
      'MariaDB was installed, but mariadbd and mariadb-install-db were not found: check PATH.',
    )
  const words = execFileSync(found.server, ['--no-defaults', '--version'], { encoding: 'utf8' })
  const [major = 0, minor = 0] = (/Ver (\d+)\.(\d+)/.exec(words)?.slice(1) ?? []).map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_MARIADB
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Refusal(
      `MariaDB ${major}.${minor} on this machine is too old: install ${OLDEST_MARIADB.join('.')} or newer, or set DATABASE_URL.`,
    )
  }
}

/** Makes sure of the tool that copies a running MariaDB. */
export async function provideBackupTool() {
  if (findProgram('mariadb-backup') && findProgram('mbstream') && !wasCutOff('MariaDB-backup')) return
  await install(['mariadb-backup'], 'MariaDB-backup', {
    byHand: "install MariaDB's backup tool (Debian: mariadb-backup)",
    orSet: 'copy DATA_DIR while the cabinet is stopped',
  })
}

/**
 * @param {string} name
 * @returns {string | undefined} its path
 */
export function findProgram(name) {
  const folders = [
    ...(process.env.PATH ?? '').split(':').filter(Boolean),
    ...['/usr/bin', '/usr/local/bin', '/usr/sbin'],
  ]
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/**
 * Makes sure of a Chromium for the browser tests. The shell is Chromium without windows, and does the same tests for
 * half the processor's time.
 */
export async function provideChromium() {
  if (findChromium() && !wasCutOff('Chromium')) return
  await install(['chromium-headless-shell'], 'Chromium', {
    whenUnknown: ['chromium'],
    byHand: 'install Chromium (Debian: chromium-headless-shell)',
    orSet: 'set CHROMIUM to the path of an installed one',
  })
  if (!findChromium())
    throw new Refusal('Chromium was installed, but was not found: set CHROMIUM to its path.')
}

/** Makes sure of what makes a cluster of MariaDBs, for the fault tests. */
export async function provideGalera() {
  const provider = '/usr/lib/galera/libgalera_smm.so'
  if (existsSync(provider) && existsSync('/usr/bin/rsync') && !wasCutOff('Galera')) return
  await install(['galera-4', 'rsync'], 'Galera', {
    byHand: 'install galera-4 and rsync',
    orSet: 'leave the scenarios of a cluster out',
  })
}

/** Makes sure of an nginx, for the measurements that go through a proxy. */
export async function provideNginx() {
  if (findProgram('nginx') && !wasCutOff('nginx')) return
  await install(['nginx-light'], 'nginx', {
    byHand: 'install nginx (Debian: nginx-light)',
    orSet: 'leave out what is measured through it',
  })
}

/** @returns {string | undefined} the browser's path */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const folders = [
    ...(process.env.PATH ?? '').split(':').filter(Boolean),
    '/usr/bin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
  ]
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...paths, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find(isExecutable)
}

/**
 * @param {string[]} packages
 * @param {string} title
 * @param {{ byHand: string, orSet: string, whenUnknown?: string[] }} otherwise instead of packages that this Debian has not
 */
async function install(packages, title, { byHand, orSet, whenUnknown }) {
  const prefix = rootPrefix()
  if (!prefix || !existsSync('/usr/bin/apt-get')) {
    const why = prefix ? 'apt-get was not found' : 'this needs root or sudo without a password'
    throw new Refusal(
      `${title} is missing and cannot be installed automatically (${why}): ${byHand}, or ${orSet}.`,
    )
  }
  process.stderr.write(`Installing ${title} (${packages.join(', ')})...\n`)
  mkdirSync(dirname(mark(title)), { recursive: true })
  writeFileSync(mark(title), '')
  const wait = ['-o', 'DPkg::Lock::Timeout=300'] // an apt-get that a killed run left behind ends by itself
  // A run that was killed in the middle leaves packages unpacked but not set up; apt-get refuses until they are.
  await capture([...prefix, 'dpkg', '--configure', '-a'])
  for (let tries = 0; tries < 30; tries++) {
    const { output } = await capture([...prefix, 'apt-get', 'update', '-q', ...wait])
    if (!output.includes('Could not get lock')) break
    await sleep(2_000)
  }
  const fetch = (/** @type {string[]} */ names) =>
    capture([...prefix, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...wait, ...names])
  let { code, output } = await fetch(packages)
  if (whenUnknown && /Unable to locate package|no installation candidate/.test(output))
    ({ code, output } = await fetch(whenUnknown))
  rmSync(mark(title))
  if (code === 0) return
  const reason =
    output.split('\n').filter((line) => line.startsWith('E: '))[0] ?? `apt-get ended with ${code}`
  throw new Refusal(`${title} could not be installed (${reason}): ${byHand}, or ${orSet}.`)
}

/**
 * Stands while an installation runs: a killed one may leave a program that is there, but not all that belongs to it.
 * @param {string} title
 */
function mark(title) {
  return join(root, '.cache', `installing-${title}`)
}

/** @param {string} title */
function wasCutOff(title) {
  return existsSync(mark(title))
}

/** What to put before a command to run it as root; undefined when we may not. */
function rootPrefix() {
  const asRoot = ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C']
  if (process.getuid?.() === 0) return asRoot
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
    return ['sudo', '-n', ...asRoot]
  } catch {
    return undefined
  }
}
