// The locked packages: installed when they are missing, incomplete or not the lock's.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Refusal, root } from './settings.mjs'

const modules = join(root, 'node_modules')
// Written last, so it is there only when everything else is. npm removes it with the folder.
const stamp = join(modules, '.cabinet-stamp')

export async function installPackages() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!isInstalled()) {
    rmSync(stamp, { force: true })
    process.stderr.write('Installing the locked packages...\n')
    await npmCi()
  }
  const draft = `${stamp}.${process.pid}`
  writeFileSync(draft, wanted)
  renameSync(draft, stamp)
}

/** The same lock asks for other packages on another machine. */
function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(lock).digest('hex')
}

/**
 * Whether a developer's own `npm install` already put there what the lock names: npm writes its hidden lock last,
 * and a package whose manifest is missing was cut off on its way.
 */
function isInstalled() {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  const locked = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(hidden)
  return Object.entries(locked).every(([path, { version, optional }]) => {
    if (path === '') return true
    if (!installed[path]) return optional === true
    return installed[path].version === version && existsSync(join(root, path, 'package.json'))
  })
}

/**
 * @param {string} path
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return {}
  }
}

/** Development packages too, even where NODE_ENV=production: the application is built here. */
async function npmCi() {
  const npm = npmScript()
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const [file, ...all] = npm ? [process.execPath, npm, ...args] : ['npm', ...args]
  const code = await new Promise((resolve) => {
    const child = spawn(file ?? 'npm', all, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: npmEnvironment(),
    })
    child.once('error', () => resolve(127))
    child.once('exit', resolve)
  })
  if (code !== 0) {
    throw new Refusal(
      `The packages could not be installed (npm ended with ${code}): fix the error that npm reports above and start again.`,
    )
  }
}

/** The npm that runs us, by the Node that runs us: the folder's own Node is about to be replaced. */
function npmScript() {
  const running = process.env.npm_execpath
  if (running?.endsWith('.js') && existsSync(running)) return running
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js')
  return existsSync(beside) ? beside : undefined
}

/**
 * Without the settings of the npm command that runs us: `npm start --omit=dev` must not thin out the packages.
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment() {
  return {
    ...process.env,
    npm_config_omit: undefined,
    npm_config_production: undefined,
    NODE_ENV: 'development',
  }
}
