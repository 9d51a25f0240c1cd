// `npm run cabinet -- backup` and `restore`: the private database and its keys, as one folder that is whole once it
// carries its name. MariaDB's own tool copies the files of the running server; the cabinet goes on meanwhile.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { capture } from './capture.mjs'
import { findProgram, provideBackupTool } from './machine.mjs'
import { RESTORED } from './mariadb.mjs'
import { acceptKeys, Refusal, root, secretKeysOf } from './settings.mjs'

const FORMAT = 1
const DATABASE = 'database.mbstream.gz'
const KEYS = 'secret-keys'
const MANIFEST = 'manifest.json'
/** In the database's files from the moment they are restored until the cabinet has settled what came back. */
const UNSETTLED = 'restored-as-of'

/**
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} takenAt   ISO 8601, UTC
 * @property {string} release   of the cabinet
 * @property {string} mariadb   as 10.11
 * @property {number} bytes     of the packed database
 * @property {string} sha256    of the packed database
 */

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {string} socketPath of the running server
 * @param {string} folder a new one
 * @returns {Promise<Manifest>}
 */
export async function backUp(settings, socketPath, folder) {
  const target = resolve(folder)
  if (existsSync(target)) throw new Refusal(`${target} already exists: choose a new folder.`)
  await provideBackupTool()
  const draft = `${target}.unfinished`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  try {
    const temporary = join(draft, 'tmp')
    mkdirSync(temporary)
    const { bytes, sha256 } = await packDatabase(socketPath, temporary, join(draft, DATABASE))
    rmSync(temporary, { recursive: true })
    writeFileSync(join(draft, KEYS), `${secretKeysOf(settings)}\n`, { mode: 0o600, flush: true })
    /** @type {Manifest} */
    const manifest = {
      format: FORMAT,
      takenAt: new Date().toISOString(),
      release: releaseOfCabinet(),
      mariadb: await seriesHere(),
      bytes,
      sha256,
    }
    writeFileSync(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    })
    renameSync(draft, target)
    return manifest
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

/**
 * @param {string} socketPath
 * @param {string} temporary
 * @param {string} file
 */
async function packDatabase(socketPath, temporary, file) {
  const child = spawn(
    tool('mariadb-backup'),
    [
      '--no-defaults',
      '--backup',
      '--stream=mbstream',
      '--user=root',
      `--socket=${socketPath}`,
      `--target-dir=${temporary}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ending = endOf(child)
  const hash = createHash('sha256')
  const packed = new PassThrough()
  packed.on('data', (piece) => hash.update(piece))
  const out = createWriteStream(file, { mode: 0o600, flush: true })
  await pipeline(child.stdout, createGzip({ level: 1 }), packed, out)
  const { code, words } = await ending
  // The tool streams what it has and fails at the end: only its last line says that all of it is there.
  if (code !== 0 || !words.includes('completed OK!')) throw failed('The backup', words)
  return { bytes: statSync(file).size, sha256: hash.digest('hex') }
}

/**
 * Puts a backup in the place of the database, whose files stay beside it under another name. Nothing is touched before
 * the backup has proved whole and its files are ready; killed at any moment, the old database or the restored one is
 * there. The caller holds the lock of the data folder, and no server runs on it.
 * @param {import('./settings.mjs').Settings} settings
 * @param {string} folder
 * @returns {Promise<{ manifest: Manifest, former: string | undefined }>} `former`: where the old files went
 */
export async function restore(settings, folder) {
  const source = resolve(folder)
  const manifest = manifestOf(source)
  await provideBackupTool()
  const series = await seriesHere()
  if (manifest.mariadb !== series) {
    throw new Refusal(
      `The backup was made with MariaDB ${manifest.mariadb}, but this machine has ${series}: restore it with ${manifest.mariadb}, then upgrade.`,
    )
  }
  await proveWhole(join(source, DATABASE), manifest)
  const keys = readFileSync(join(source, KEYS), 'utf8').trim()
  const own = process.env.SECRET_KEYS?.split(',') ?? []
  if (own.length > 0 && keys.split(',').some((key) => !own.includes(key))) {
    throw new Refusal(
      `SECRET_KEYS does not contain the keys of the backup: add the contents of ${join(source, KEYS)} to its end, then run restore again.`,
    )
  }
  const home = join(settings.dataDir, 'mariadb')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  for (const left of readdirSync(home).filter((name) => name.startsWith('restoring-') || name === RESTORED)) {
    rmSync(join(home, left), { recursive: true })
  }
  const fresh = mkdtempSync(join(home, 'restoring-'))
  try {
    await unpack(join(source, DATABASE), fresh)
    await prepareFiles(fresh)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw error
  }
  writeFileSync(join(fresh, UNSETTLED), manifest.takenAt, { flush: true })
  // First the keys, and the present ones stay accepted: whichever database is there in the end can be read.
  acceptKeys(settings, keys)
  renameSync(fresh, join(home, RESTORED))
  const data = join(home, 'data')
  const former = existsSync(data)
    ? `${data}.before-${new Date().toISOString().replaceAll(':', '-')}`
    : undefined
  if (former) renameSync(data, former)
  renameSync(join(home, RESTORED), data) // or the next start does (mariadb.mjs)
  return { manifest, former }
}

/**
 * As of when the files were restored that nobody has used yet; undefined as a rule.
 * @param {import('./settings.mjs').Settings} settings
 */
export function unsettledRestore({ dataDir }) {
  const path = unsettledPath(dataDir)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** @param {import('./settings.mjs').Settings} settings */
export function markSettled({ dataDir }) {
  rmSync(unsettledPath(dataDir))
}

/** @param {string} dataDir */
function unsettledPath(dataDir) {
  return join(dataDir, 'mariadb/data', UNSETTLED)
}

/** @param {string} source @returns {Manifest} */
function manifestOf(source) {
  const path = join(source, MANIFEST)
  if (!existsSync(path)) throw new Refusal(`${source} is not a backup: it has no ${MANIFEST}.`)
  /** @type {Manifest} */
  let manifest
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Refusal(`${path} cannot be read: the backup is damaged.`)
  }
  if (manifest.format !== FORMAT) {
    throw new Refusal(
      `This release cannot read the backup (format ${manifest.format}): restore it with the release that made it.`,
    )
  }
  for (const name of [DATABASE, KEYS]) {
    if (!existsSync(join(source, name))) throw new Refusal(`The backup is damaged: ${name} is missing.`)
  }
  return manifest
}

/** @param {string} file @param {Manifest} manifest */
async function proveWhole(file, { bytes, sha256 }) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  if (statSync(file).size !== bytes || hash.digest('hex') !== sha256) {
    throw new Refusal(`The backup is damaged: the checksum of ${DATABASE} is wrong. Nothing was changed.`)
  }
}

/** @param {string} file @param {string} folder */
async function unpack(file, folder) {
  const child = spawn(tool('mbstream'), ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'pipe'] })
  const ending = endOf(child)
  await pipeline(createReadStream(file), createGunzip(), child.stdin)
  const { code, words } = await ending
  if (code !== 0) throw failed('Unpacking the backup', words)
}

/** Brings copied files to one moment. @param {string} folder */
async function prepareFiles(folder) {
  const args = ['--no-defaults', '--prepare', `--target-dir=${folder}`]
  const { code, words } = await endOf(
    spawn(tool('mariadb-backup'), args, { stdio: ['ignore', 'ignore', 'pipe'] }),
  )
  if (code !== 0 || !words.includes('completed OK!')) throw failed('Preparing the backup', words)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number | null, words: string }>} `words`: the end of what it said
 */
function endOf(child) {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (piece) => {
    words = (words + piece).slice(-4_000)
  })
  return new Promise((done, reject) => {
    child.once('error', reject)
    child.once('close', (code) => done({ code, words }))
  })
}

/** @param {string} what @param {string} words */
function failed(what, words) {
  return new Refusal(`${what} failed: ${words.trim().split('\n').slice(-3).join(' ')}`)
}

/** @param {string} name */
function tool(name) {
  const path = findProgram(name)
  if (!path)
    throw new Refusal(`${name} was not found: install MariaDB's backup tool (Debian: mariadb-backup).`)
  return path
}

/** @returns {Promise<string>} of the backup tool, as 10.11: files of one series are no other's */
async function seriesHere() {
  const { output } = await capture([tool('mariadb-backup'), '--no-defaults', '--version'])
  const series = /\b(\d+\.\d+)\.\d+-MariaDB/.exec(output)?.[1]
  if (!series) throw new Refusal(`The version of mariadb-backup could not be determined: ${output.trim()}`)
  return series
}

function releaseOfCabinet() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
}
