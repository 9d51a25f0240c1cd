// `npm run mutate`: makes small changes to the lines of domain files that differ from the last release, one at a time, and
// counts how many the tests notice. `npm run mutate -- --base HEAD~3` compares with another commit, `npm run mutate -- app/domain/cards`
// takes these files or folders, `app/domain/cards/cards.server.ts:96` one line (with `--base` what differs in them), `--sample 200 --seed 7` tries so many of all changes.
// `--part 1/2` and `--part 2/2` with one seed share them between two runs.
// `--results <file>` keeps what was found and `--minutes 8` stops after them: the same command again goes on from there.
// Nothing else on disk changes.
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer, createServerModuleRunner } from 'vite'
import { lastReleaseIn } from './last-release.mjs'
import { root } from './settings.mjs'

const DOMAIN = 'app/domain'
/** Its figures are examples: any other would do. */
const EXAMPLES = 'app/domain/demo/'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    part: { type: 'string' },
    results: { type: 'string' },
    minutes: { type: 'string' },
  },
})
const files =
  positionals.length > 0 && values.base === undefined
    ? named(positionals)
    : changedSince(values.base ?? releaseBase(), positionals)
if (files.length === 0) {
  process.stdout.write(`No file of ${DOMAIN} has changed.\n`)
  process.exit(0)
}
process.env.NODE_ENV = 'test'
const vite = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
try {
  const runner = createServerModuleRunner(
    /** @type {import('vite').DevEnvironment} */ (vite.environments.ssr),
  )
  /** @type {typeof import('../tests/mutation/run.ts')} */
  const { mutate } = await runner.import('/tests/mutation/run.ts')
  const sample = values.sample === undefined ? undefined : Number(values.sample)
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
  const [number = 1, of = 1] = (values.part ?? '1/1').split('/').map(Number)
  const { results } = values
  process.exitCode = (await mutate({ root, files, sample, seed, part: { number, of }, results, minutes }))
    ? 0
    : 1
  await runner.close()
} finally {
  await vite.close()
}

/** @throws when the history has no release: a shallow clone */
function releaseBase() {
  const release = lastReleaseIn(git('log', '--format=%h %s'))
  if (!release) throw new Error('There is no commit "Release ..." to compare with: name one with --base.')
  process.stdout.write(`Compared with ${release.commit}, "${release.title}".\n`)
  return release.commit
}

/** @param {string[]} names Files and folders; a file may name a line. */
function named(names) {
  return names.flatMap((name) => {
    const [path = '', line] = relative(root, resolve(name)).split(':')
    const paths = statSync(join(root, path)).isDirectory()
      ? globSync(`${path}/**/*.ts`, { cwd: root })
      : [path]
    return paths.sort().map((path) => ({ path, lines: line === undefined ? undefined : [Number(line)] }))
  })
}

/**
 * Their lines that differ, committed or not.
 * @param {string} base
 * @param {string[]} places Files and folders; all of the domain when there are none.
 */
function changedSince(base, places) {
  const isWanted = (/** @type {string} */ path) =>
    path.endsWith('.ts') &&
    !path.startsWith(EXAMPLES) &&
    (places.length === 0 || places.some((place) => path === place || path.startsWith(`${place}/`)))
  const from = git('merge-base', base, 'HEAD').trim()
  const added = git('ls-files', '--others', '--exclude-standard', '--', DOMAIN).split('\n')
  return [
    ...changedLines(git('diff', '-U0', '--find-copies', '--diff-filter=d', from, '--', DOMAIN)),
    ...added.map((path) => ({ path, lines: undefined })),
  ].filter(({ path }) => isWanted(path))
}

/** Of each file; a file that was moved only has none. @param {string} diff Without lines around those that differ. */
function changedLines(diff) {
  return diff.split(/^diff --git /m).flatMap((part) => {
    const [, path] = /^\+\+\+ b\/(.+)$/m.exec(part) ?? []
    const lines = [...part.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, first, count = '1']) =>
      Array.from({ length: Number(count) }, (_, index) => Number(first) + index),
    )
    return path === undefined || lines.length === 0 ? [] : [{ path, lines }]
  })
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}
