/** In milliseconds, of a file that has not run yet. */
const UNKNOWN_MS = 60_000

/** What noticed a change of the same file is likely to notice the next. */
const WEIGHT_OF_OWN = 20

/** Which test files to run first, because one that fails ends the run: the quick ones, and those that noticed most so far. */
export class Order {
  readonly #durations = new Map<string, number>()
  /** Changes by test, and by changed file and test. */
  readonly #noticed = new Map<string, number>()

  /** @param duration Of the whole file, in milliseconds. */
  passed(test: string, duration: number): void {
    this.#durations.set(test, duration)
  }

  hasPassed(test: string): boolean {
    return this.#durations.has(test)
  }

  noticed(file: string, test: string): void {
    for (const key of [test, own(file, test)]) this.#noticed.set(key, (this.#noticed.get(key) ?? 0) + 1)
  }

  /** For a change of `file`; the first test stays: it is about that file. */
  of(file: string, [first, ...others]: readonly string[]): string[] {
    const rest = others.sort((a, b) => this.#patience(file, a) - this.#patience(file, b))
    return first === undefined ? rest : [first, ...rest]
  }

  #patience(file: string, test: string): number {
    const often = (this.#noticed.get(test) ?? 0) + WEIGHT_OF_OWN * (this.#noticed.get(own(file, test)) ?? 0)
    return (this.#durations.get(test) ?? UNKNOWN_MS) / (1 + often)
  }
}

function own(file: string, test: string): string {
  return `${file} ${test}`
}
