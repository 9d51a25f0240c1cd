// The production build, made again only when something that goes into it changed.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  'tsconfig.json',
  'vite.config.ts',
]
// Written last: a build that was cut off has none.
const stamp = join(root, 'build/.stamp')

export async function build() {
  const node = nodeBinary()
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(stamp, { force: true })
  process.stderr.write('Building...\n')
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
