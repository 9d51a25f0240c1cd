// Run by hand (`node scripts/complete-lock.mjs`) when tests/packages.test.ts says so: a registry mirror that keeps the
// binaries of its own platform only makes npm leave the others out of package-lock.json, and `npm ci` then refuses the
// lock everywhere. This adds them by name, version and platform, without the integrity that only their tarballs give.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './settings.mjs'

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, optionalDependencies?: Record<string, string> }} Locked
 * @typedef {Record<string, Locked>} Packages  by their path, as in a package-lock.json
 */

/**
 * What the packages would like to have and the lock does not know.
 * @param {Packages} packages
 */
export function missingOptional(packages) {
  return Object.entries(packages).flatMap(([path, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !foldersAbove(path).some((folder) => packages[`${folder}node_modules/${name}`]))
      .map(([name, version]) => ({ name, version, dev })),
  )
}

/**
 * Where Node looks for what a package imports: in itself, then further and further up.
 * @param {string} path
 * @returns {string[]}
 */
function foldersAbove(path) {
  const parts = path === '' ? [] : path.split('/node_modules/')
  return [...parts.map((_, last) => `${parts.slice(0, parts.length - last).join('/node_modules/')}/`), '']
}

/**
 * @param {string} name such as `@rollup/rollup-linux-arm-musleabihf`
 */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  if (!os && cpu !== 'wasm32')
    throw new Error(`${name} does not name its platform: add it to package-lock.json by hand.`)
  const musl = words.some((word) => word.startsWith('musl'))
  const gnu = words.some((word) => word.startsWith('gnu'))
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(os === 'linux' && (musl || gnu) ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  for (const { name, version, dev } of missingOptional(lock.packages)) {
    const { cpu, os, libc } = platformOf(name)
    lock.packages[`node_modules/${name}`] = { version, cpu, dev, libc, optional: true, os }
  }
  const inOrder = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(inOrder) }, null, 2)}\n`)
}
