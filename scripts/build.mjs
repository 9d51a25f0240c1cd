// The production build, made again only when something that goes into it changed.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { capture } from './capture.mjs'
import { nodeBinary } from './node.mjs'
import { Refusal, root } from './settings.mjs'

const INPUTS = [
  'app',
  'db',
  'emails',
  'locales',
  'public',
  'package.json',
  'package-lock.json',
  'remix.config.js',
  'scripts/chunks.mjs',
  'tsconfig.json',
  'vite.config.ts',
]
/** What pages of the releases before may still ask for: files whose names change with what is in them. */
const assets = join(root, 'build/client/assets')
const formerAssets = join(root, 'build/former/assets')
const FORMER_DAYS = 14
// Written last: a build that was cut off has none.
const stamp = join(root, 'build/.stamp')

export async function build() {
  const node = nodeBinary()
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(stamp, { force: true })
  process.stderr.write('Building...\n')
  keepAssets()
  const remix = join(root, 'node_modules/@remix-run/dev/dist/cli.js')
  // Without NODE_ENV=production React renders at half the speed; VITEST would leave Remix's plugin out.
  const { VITEST: _vitest, ...env } = process.env
  const { code, output } = await capture([node, remix, 'vite:build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
  })
  if (code !== 0) throw new Refusal(`${output}\nThe build failed.`)
  writeFileSync(stamp, wanted)
}

/** Somebody has a page of the last release open: its scripts stay there to be loaded, for two weeks. */
function keepAssets() {
  mkdirSync(formerAssets, { recursive: true })
  const oldest = Date.now() - FORMER_DAYS * 86_400_000
  for (const name of readdirSync(formerAssets)) {
    if (statSync(join(formerAssets, name)).mtimeMs < oldest) rmSync(join(formerAssets, name))
  }
  if (!existsSync(assets)) return
  for (const name of readdirSync(assets)) renameSync(join(assets, name), join(formerAssets, name))
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of INPUTS.flatMap(filesUnder))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (path.includes('.')) return [path]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}
