import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from './runner.ts'

export type Result = Outcome | 'refused'

interface Line {
  change: string
  /** Of the tests that ran. */
  tests: string
  result: Result
}

/**
 * What earlier portions of a run found, one line of JSON each, so that the next goes on from there. A change that no
 * test noticed is tried again when one of its tests has changed; any change is, when its file has.
 */
export class Results {
  readonly #lines = new Map<string, Line>()

  constructor(
    readonly root: string,
    readonly path: string | undefined,
  ) {
    if (path === undefined || !existsSync(path)) return
    for (const text of readFileSync(path, 'utf8').split('\n')) {
      if (text === '') continue
      const line: Line = JSON.parse(text)
      this.#lines.set(line.change, line)
    }
  }

  of(file: string, source: string, tests: readonly string[]): Result | undefined {
    const line = this.#lines.get(hashOf(file, source))
    if (line?.result === 'unnoticed' && line.tests !== this.#hashOfTests(tests)) return undefined
    return line?.result
  }

  add(file: string, source: string, tests: readonly string[], result: Result): void {
    const line: Line = { change: hashOf(file, source), tests: this.#hashOfTests(tests), result }
    this.#lines.set(line.change, line)
    if (this.path !== undefined) appendFileSync(this.path, `${JSON.stringify(line)}\n`)
  }

  #hashOfTests(tests: readonly string[]): string {
    return hashOf(...tests.map((test) => readFileSync(join(this.root, test), 'utf8')))
  }
}

function hashOf(...texts: string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)
}
