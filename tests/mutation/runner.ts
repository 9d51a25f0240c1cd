import { join } from 'node:path'
import {
  BaseSequencer,
  createVitest,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node'

export type Outcome = 'noticed' | 'too slow' | 'unnoticed'

/** A mutant that waits for ever is noticed by the time it takes; the machines are shared. */
const PATIENCE_MS = 60_000

/** Files run in the order in which they were asked for. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

/** One Vitest with one MariaDB for a whole run; the files on disk stay as they are. */
export class Runner {
  readonly #changed = new Map<string, string>()
  #vitest: Vitest | undefined
  /** Of the last run. */
  #failures: string[] = []
  readonly #usual = new Map<string, number>()

  constructor(readonly root: string) {}

  async #open(): Promise<Vitest> {
    const { root } = this
    return createVitest(
      {
        ...{ root, config: false, watch: false, reporters: [{}], bail: 1 },
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
        plugins: [
          { name: 'mutant', enforce: 'pre', load: (id: string) => this.#changed.get(id.split('?')[0] ?? id) },
        ],
      },
    )
  }

  /**
   * Once for the same tests: do they pass as things are? And once in all: would they notice a file that breaks at once?
   * @throws when not.
   */
  async check(file: string, tests: readonly string[]): Promise<void> {
    if (this.#usual.has(keyOf(tests))) return
    const since = performance.now()
    const outcome = await this.#run(tests, Number.POSITIVE_INFINITY)
    if (outcome !== 'unnoticed') throw new Error(`fails without any change: ${this.#failures.join('; ')}`)
    const isFirst = this.#usual.size === 0
    this.#usual.set(keyOf(tests), performance.now() - since)
    if (!isFirst) return
    const broken = await this.try(file, "throw new Error('a file that breaks at once')", tests)
    if (broken === 'unnoticed') throw new Error(`changes of ${file} do not reach ${tests.join(', ')}`)
  }

  /** What the tests make of a changed file. */
  async try(file: string, source: string, tests: readonly string[]): Promise<Outcome> {
    const path = join(this.root, file)
    this.#changed.set(path, source)
    this.#vitest?.invalidateFile(path)
    try {
      return await this.#run(tests, PATIENCE_MS + 3 * (this.#usual.get(keyOf(tests)) ?? 0))
    } finally {
      this.#changed.delete(path)
      this.#vitest?.invalidateFile(path)
    }
  }

  async #run(tests: readonly string[], limitMs: number): Promise<Outcome> {
    this.#vitest ??= await this.#open()
    const vitest = this.#vitest
    const found = await vitest.globTestSpecifications([...tests])
    const specifications = tests.flatMap((test) => {
      return found.filter(({ moduleId }) => moduleId === join(this.root, test))
    })
    const timer = Promise.withResolvers<'too slow'>()
    const timeout = Number.isFinite(limitMs)
      ? setTimeout(() => timer.resolve('too slow'), limitMs)
      : undefined
    const outcome = await Promise.race([this.#outcomeOf(vitest, specifications), timer.promise])
    clearTimeout(timeout)
    if (outcome === 'too slow') await this.close()
    return outcome
  }

  /** Again, when a busy machine was too slow to start a process: that tells nothing of the code. */
  async #outcomeOf(vitest: Vitest, specifications: TestSpecification[]): Promise<Outcome> {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
    const errors = unhandledErrors.map((error) => JSON.stringify(error))
    if (errors.some((error) => error.includes('[vitest-pool]')))
      return this.#outcomeOf(vitest, specifications)
    const files = new Set(specifications.map(({ moduleId }) => moduleId))
    const ran = testModules.filter(({ moduleId }) => files.has(moduleId))
    this.#failures = [
      ...errors,
      ...ran
        .filter((module) => !module.ok())
        .map((module) => `${module.relativeModuleId} ${faultsOf(module)}`),
    ]
    return this.#failures.length === 0 ? 'unnoticed' : 'noticed'
  }

  async close(): Promise<void> {
    const vitest = this.#vitest
    this.#vitest = undefined
    await vitest?.close()
  }
}

function faultsOf(module: TestModule): string {
  const failed = [...module.children.allTests('failed')].flatMap((test) => {
    return [test.fullName, ...(test.result().errors ?? []).map(({ message }) => message)]
  })
  return [...module.errors().map(({ message }) => message), ...failed].join(': ')
}

function keyOf(tests: readonly string[]): string {
  return [...tests].sort().join()
}
