/** In milliseconds, of a file that has not run yet. */
const UNKNOWN_MS = 60_000

/** Which test files to run first, because one that fails ends the run: the quick ones, and those that noticed most so far. */
export class Order {
  readonly #durations = new Map<string, number>()
  readonly #noticed = new Map<string, number>()

  /** @param duration Of the whole file, in milliseconds. */
  passed(test: string, duration: number): void {
    this.#durations.set(test, duration)
  }

  hasPassed(test: string): boolean {
    return this.#durations.has(test)
  }

  noticed(test: string): void {
    this.#noticed.set(test, (this.#noticed.get(test) ?? 0) + 1)
  }

  /** The first stays: it is about the changed file. */
  of([first, ...others]: readonly string[]): string[] {
    const rest = others.sort((a, b) => this.#patience(a) - this.#patience(b))
    return first === undefined ? rest : [first, ...rest]
  }

  #patience(test: string): number {
    return (this.#durations.get(test) ?? UNKNOWN_MS) / (1 + (this.#noticed.get(test) ?? 0))
  }
}
