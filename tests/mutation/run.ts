import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '../faults/driver/random.ts'
import { Compiler } from './compiler.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { type Result, Results } from './results.ts'
import { type Outcome, Runner } from './runner.ts'
import { type Explained, explanationOf, staleOf } from './survivors.ts'
import { testsOf } from './tests-of.ts'

/** Letters of what the test said that noticed. */
const MAX_REASON = 200

/** Of all changes that compile and are not explained. */
const WANTED = 0.95

export interface MutationOptions {
  root: string
  /** From the root, each under app/domain; with lines only the changes of these. */
  files: readonly { path: string; lines?: readonly number[] | undefined }[]
  /** How many changes to try, spread over the folders; all when left out. */
  sample?: number | undefined
  seed: number
  /** The second of three parts tries every third change, from the second: parts may run side by side. */
  part?: { number: number; of: number } | undefined
  /** A file that keeps what was found, so that a run may be done in portions. */
  results?: string | undefined
  /** After so many no further change is tried. */
  minutes?: number | undefined
}

interface Candidate {
  path: string
  mutant: Mutant
}

interface Tried extends Candidate {
  outcome: Outcome
  why: string | undefined
}

/** Tries small changes of the files and prints what the tests made of them. @returns whether they noticed enough */
export async function mutate(options: MutationOptions): Promise<boolean> {
  const { root, files, sample, seed, part = { number: 1, of: 1 } } = options
  const results = new Results(root, options.results)
  const end = performance.now() + (options.minutes ?? Number.POSITIVE_INFINITY) * 60_000
  const explained: Explained[] = JSON.parse(readFileSync(join(root, 'tests/mutation/survivors.json'), 'utf8'))
  const of = files.map(({ path, lines }) => {
    const whole = mutantsOf(path, readFileSync(join(root, path), 'utf8')).map((mutant) => ({ path, mutant }))
    return { whole, chosen: whole.filter(({ mutant }) => lines === undefined || lines.includes(mutant.line)) }
  })
  const all = of.flatMap(({ chosen }) => chosen)
  const compiler = new Compiler(
    root,
    files.map(({ path }) => path),
  )
  const candidates = spread(all, new Random(seed)).filter((_, at) => at % part.of === part.number - 1)
  say(`${files.length} files, ${all.length} changes, seed ${seed}`)
  const tried: Tried[] = []
  const runner = new Runner(root)
  const attempt = async ({ path, mutant }: Candidate, tests: readonly string[]): Promise<Result> => {
    if (!compiler.accepts(path, mutant.source)) return 'refused'
    const since = performance.now()
    const { outcome, by } = await runner.try(path, mutant.source, tests)
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    say(`${outcome.padEnd(9)} ${seconds.padStart(5)} s  ${describe({ path, mutant })}`)
    if (by) say(`                   ${by.replaceAll(/\s+/g, ' ').slice(0, MAX_REASON)}`)
    return outcome
  }
  let refused = 0
  try {
    for (const { path, mutant } of candidates) {
      if (tried.length === sample) break
      const tests = testsOf(root, path)
      const known = results.of(path, mutant.source, tests)
      if (known === undefined && performance.now() > end) continue
      const outcome = known ?? (await attempt({ path, mutant }, tests))
      if (known === undefined) results.add(path, mutant.source, tests, outcome)
      if (outcome === 'refused') {
        refused += 1
        continue
      }
      const why = outcome === 'unnoticed' ? explanationOf(explained, path, mutant)?.why : undefined
      tried.push({ path, mutant, outcome, why })
    }
  } finally {
    await runner.close()
  }
  const whole = of.flatMap((file) => file.whole)
  return report(tried, refused, staleOf(explained, whole))
}

function report(tried: readonly Tried[], refused: number, stale: readonly Explained[]): boolean {
  const survivors = tried.filter(({ outcome }) => outcome === 'unnoticed')
  const unexplained = survivors.filter(({ why }) => why === undefined)
  const counted = tried.length - survivors.length + unexplained.length
  const share = counted === 0 ? 1 : (counted - unexplained.length) / counted
  say('')
  for (const [folder, group] of Object.entries(Object.groupBy(tried, ({ path }) => folderOf(path)))) {
    const missed = group?.filter(({ outcome, why }) => outcome === 'unnoticed' && !why).length ?? 0
    say(
      `${folder.padEnd(20)} ${String(group?.length).padStart(4)} tried ${String(missed).padStart(4)} unnoticed`,
    )
  }
  for (const survivor of unexplained)
    say(`\nunnoticed  ${describe(survivor)}\n    was    ${survivor.mutant.before}`)
  for (const { file, kind, before, after } of stale)
    say(`\nstale explanation  ${file} ${kind}: ${before} -> ${after}`)
  say(
    `\n${(share * 100).toFixed(1)} % of ${counted} noticed; ` +
      `${survivors.length - unexplained.length} explained, ${refused} refused by the compiler`,
  )
  return share >= WANTED && stale.length === 0
}

function describe({ path, mutant }: Candidate): string {
  return `${path}:${mutant.line}  ${mutant.kind}: ${mutant.after}`
}

function folderOf(path: string): string {
  return path.split('/').slice(2, -1).join('/') || '(kernel)'
}

/** In an order of chance that takes one of each folder in turn: a sample reaches them all. */
function spread(all: readonly Candidate[], random: Random): Candidate[] {
  const shuffled = all
    .map((candidate) => ({ candidate, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ candidate }) => candidate)
  const lanes = Object.values(Object.groupBy(shuffled, ({ path }) => folderOf(path))).map(
    (lane) => lane ?? [],
  )
  const longest = Math.max(0, ...lanes.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) => lanes.flatMap((lane) => lane[turn] ?? [])).flat()
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
