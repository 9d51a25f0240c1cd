import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  BaseSequencer,
  createVitest,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node'
import { processesOf } from '../../scripts/bench/cabinet.mjs'
import { Order } from './order.ts'

export type Outcome = 'noticed' | 'too slow' | 'unnoticed'

/** What the tests made of a change, and the first of them that failed. */
export interface Attempt {
  outcome: Outcome
  by: string
}

/** Of one test. */
const PATIENCE_MS = 60_000
/** A mutant that waits for ever is noticed by it: no test has ended for so long. */
const SILENCE_MS = 3 * PATIENCE_MS
/** A Vitest keeps some memory of each run. */
const RUNS_OF_ONE_VITEST = 40

/** Files run in the order in which they were asked for. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

interface Ran {
  outcome: Outcome
  /** The files that failed, from the root. */
  culprits: string[]
  failures: string[]
}

/** One Vitest with one MariaDB for many runs; the files on disk stay as they are. */
export class Runner {
  readonly #changed = new Map<string, string>()
  #vitest: Vitest | undefined
  #runs = 0
  #heardAt = 0
  readonly #order = new Order()
  #isProved = false

  constructor(readonly root: string) {}

  async #open(): Promise<Vitest> {
    const { root } = this
    return createVitest(
      {
        ...{
          root,
          config: false,
          watch: false,
          reporters: [{ onTestCaseResult: () => this.#hear() }],
          bail: 1,
        },
        ...{ isolate: false, maxWorkers: 1, fileParallelism: false, sequence: { sequencer: AsAsked } },
        // The cache on disk knows files by their content, and would give out what was read before the change.
        fsModuleCache: false,
        include: ['tests/**/*.test.{ts,tsx}'],
        globalSetup: ['tests/support/database-server.ts'],
        setupFiles: ['tests/support/strict-console.ts', 'tests/support/matchers.ts'],
        ...{ testTimeout: PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS },
        ...{ expect: { poll: { timeout: 5_000 } }, restoreMocks: true, unstubEnvs: true },
      },
      {
        esbuild: { jsx: 'automatic' },
        plugins: [{ name: 'mutant', enforce: 'pre', load: (id: string) => this.#sourceOf(id) }],
      },
    )
  }

  /** A test that reads the text of a file (`?raw`) reads what is on disk. */
  #sourceOf(id: string): string | undefined {
    const [path = '', query] = id.split('?')
    return new URLSearchParams(query).has('raw') ? undefined : this.#changed.get(path)
  }

  /**
   * What the tests make of a changed file. A test file that
   * fails and has not passed yet runs again with the file as it is, given to it in the same way.
   * @throws when it fails with that too, and once, when the tests would not notice a file that breaks at once.
   */
  async try(file: string, source: string, tests: readonly string[]): Promise<Attempt> {
    if (!this.#isProved) {
      this.#isProved = true
      const broken = await this.try(file, "throw new Error('a file that breaks at once')", tests)
      if (broken.outcome === 'unnoticed')
        throw new Error(`changes of ${file} do not reach ${tests.join(', ')}`)
    }
    const path = join(this.root, file)
    const { outcome, culprits, failures } = await this.#runWith(path, source, this.#order.of(file, tests))
    const unproved = culprits.filter((test) => !this.#order.hasPassed(test))
    if (unproved.length > 0) {
      const unchanged = await this.#runWith(path, readFileSync(path, 'utf8'), unproved)
      if (unchanged.outcome !== 'unnoticed')
        throw new Error(`fails without any change: ${unchanged.failures.join('; ')}`)
    }
    for (const test of culprits) this.#order.noticed(file, test)
    return { outcome, by: failures[0] ?? '' }
  }

  async #runWith(path: string, source: string, tests: readonly string[]): Promise<Ran> {
    this.#changed.set(path, source)
    this.#vitest?.invalidateFile(path)
    try {
      return await this.#run(tests)
    } finally {
      this.#changed.delete(path)
      this.#vitest?.invalidateFile(path)
    }
  }

  async #run(tests: readonly string[]): Promise<Ran> {
    if (this.#runs++ % RUNS_OF_ONE_VITEST === 0) await this.close()
    this.#vitest ??= await this.#open()
    const vitest = this.#vitest
    const found = await vitest.globTestSpecifications([...tests])
    const specifications = tests.flatMap((test) => {
      return found.filter(({ moduleId }) => moduleId === join(this.root, test))
    })
    this.#hear()
    const silence = Promise.withResolvers<Ran>()
    const watch = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENCE_MS)
        silence.resolve({ outcome: 'too slow', culprits: [], failures: [] })
    }, 1_000)
    const ran = await Promise.race([this.#outcomeOf(vitest, specifications), silence.promise])
    clearInterval(watch)
    if (ran.outcome === 'too slow') {
      endWorkers()
      await this.close()
    }
    return ran
  }

  #hear(): void {
    this.#heardAt = performance.now()
  }

  /** Again, when a busy machine was too slow to start a process: that tells nothing of the code. */
  async #outcomeOf(vitest: Vitest, specifications: TestSpecification[]): Promise<Ran> {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
    const errors = unhandledErrors.map((error) => JSON.stringify(error))
    if (errors.some((error) => error.includes('[vitest-pool]')))
      return this.#outcomeOf(vitest, specifications)
    const files = new Set(specifications.map(({ moduleId }) => moduleId))
    const ran = testModules.filter(({ moduleId }) => files.has(moduleId))
    const failed = ran.filter((module) => !module.ok())
    for (const module of ran.filter((one) => isWhole(one)))
      this.#order.passed(relative(this.root, module.moduleId), module.diagnostic().duration)
    const failures = [...errors, ...failed.map((module) => `${module.relativeModuleId} ${faultsOf(module)}`)]
    return {
      outcome: failures.length === 0 ? 'unnoticed' : 'noticed',
      culprits: failed.map(({ moduleId }) => relative(this.root, moduleId)),
      failures,
    }
  }

  async close(): Promise<void> {
    const vitest = this.#vitest
    this.#vitest = undefined
    await vitest?.close()
  }
}

/** A worker in an endless loop hears nothing, and Vitest would wait for it. */
function endWorkers(): void {
  for (const pid of processesOf(process.pid)) {
    if (pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/vitest/'))
      process.kill(pid, 'SIGKILL')
  }
}

function faultsOf(module: TestModule): string {
  const failed = [...module.children.allTests('failed')].flatMap((test) => {
    return [test.fullName, ...(test.result().errors ?? []).map(({ message }) => message)]
  })
  return [...module.errors().map(({ message }) => message), ...failed].join(': ')
}

/** Every test of the file ran and passed: none was left out because another file had failed. */
function isWhole(module: TestModule): boolean {
  const tests = [...module.children.allTests()]
  return module.ok() && tests.length > 0 && tests.every((test) => test.result().state === 'passed')
}
