// `npm test`: every check of the project but `npm run processes`, `sweeps`, `faults` and `pages`, and one line at the end.
// With arguments, only those tests: `npm test -- tests/domain/cards`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { capture } from './capture.mjs'
import { root } from './settings.mjs'
import { runVitest, testEnv } from './vitest.mjs'

/** Each counts as one test; a check passes when all its commands do. */
const CHECKS = [
  {
    title: 'types',
    commands: [['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo']],
  },
  {
    title: 'format and lint',
    commands: [['biome', 'check', '--error-on-warnings', '--max-diagnostics=200']],
  },
  { title: 'architecture', commands: [['depcruise', 'app', 'db', 'emails', 'locales']] },
  {
    title: 'dead code',
    commands: [
      ['knip', '--no-progress', '--no-config-hints'],
      // What only tests use is dead too.
      [
        'knip',
        '--no-progress',
        '--no-config-hints',
        '--production',
        '--include',
        'files,dependencies,exports,types',
      ],
    ],
  },
  { title: 'inventory of components', commands: [['node', 'scripts/sbom.mjs']] },
  // Not `status`: it guesses the values of keys with variables in them and reports gaps that are none. Parity, plural
  // forms and unused words are tests/locales/locales.test.ts.
  { title: 'words', commands: [['i18next-cli', 'lint', '--quiet']] },
]

/** The others take long, and CI runs them by themselves. */
const PROJECTS = ['unit', 'database', 'browser']

/** Files of tests that are named with their time at the end. */
const SLOWEST_TOLD = 15

const filters = process.argv.slice(2)
// Kept logs are for reading: a coloured dot is twenty bytes of escapes.
const quiet = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @type {Count} */
const count = { passed: 0, failed: 0, skipped: 0 }

if (filters.length === 0) add(await staticChecks())
add(await tests())
process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
process.exitCode = count.failed > 0 ? 1 : 0

/** @param {Count} more */
function add(more) {
  count.passed += more.passed
  count.failed += more.failed
  count.skipped += more.skipped
}

/** Side by side, one a core; the longest first. */
async function staticChecks() {
  const result = { passed: 0, failed: 0, skipped: 0 }
  const queue = [...CHECKS]
  const lane = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      if (await passes(check)) result.passed += 1
      else result.failed += 1
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  return result
}

/** @param {{ title: string, commands: string[][] }} check */
async function passes({ title, commands }) {
  const since = performance.now()
  for (const command of commands) {
    const { code, output } = await capture(command, { cwd: root, env: { ...testEnv, ...quiet } })
    if (code === 0) continue
    process.stdout.write(`FAILED  ${title}: ${command.join(' ')}\n${output.trimEnd()}\n`)
    return false
  }
  process.stdout.write(`passed  ${title} (${((performance.now() - since) / 1000).toFixed(1)} s)\n`)
  return true
}

/** @returns {Promise<Count>} */
async function tests() {
  const folder = mkdtempSync(join(tmpdir(), 'cabinet-results-'))
  const file = join(folder, 'vitest.json')
  const projects = filters.length > 0 ? [] : PROJECTS.map((name) => `--project=${name}`)
  const args = [...projects, ...filters, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runVitest(args, quiet)
  const result = countOf(file)
  rmSync(folder, { recursive: true })
  // An error outside every test fails the run, and shows in no count.
  if (code !== 0 && result.failed === 0) result.failed = 1
  return result
}

/**
 * @param {string} file
 * @returns {Count}
 */
function countOf(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    /** @type {{ name: string, status: string, startTime: number, endTime: number, assertionResults: unknown[] }[]} */
    const files = report.testResults
    if (filters.length === 0) tellSlowest(files)
    const broken = files.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    )
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

/**
 * What to look at first when the whole takes too long.
 * @param {{ name: string, startTime: number, endTime: number }[]} files
 */
function tellSlowest(files) {
  const slowest = files
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST_TOLD)
  for (const { name, seconds } of slowest)
    process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${relative(root, name)}\n`)
}
