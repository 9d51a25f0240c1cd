import { relative } from 'node:path'
import type { Kind, Mutant } from './mutants.ts'

/** A change that no test has to notice, and why. It is found again by its file and the code, wherever the line has moved. */
export interface Explained {
  /** From app/domain. */
  file: string
  kind: Kind
  before: string
  after: string
  why: string
}

export function explanationOf(
  explained: readonly Explained[],
  path: string,
  mutant: Pick<Mutant, 'kind' | 'before' | 'after'>,
): Explained | undefined {
  return explained.find(
    ({ file, kind, before, after }) =>
      file === inDomain(path) && kind === mutant.kind && before === mutant.before && after === mutant.after,
  )
}

/** Explanations of code that is no more, among those about these files. */
export function staleOf(
  explained: readonly Explained[],
  mutants: readonly { path: string; mutant: Pick<Mutant, 'kind' | 'before' | 'after'> }[],
): Explained[] {
  const files = new Set(mutants.map(({ path }) => inDomain(path)))
  const used = new Set(mutants.map(({ path, mutant }) => explanationOf(explained, path, mutant)))
  return explained.filter((entry) => files.has(entry.file) && !used.has(entry))
}

function inDomain(path: string): string {
  return relative('app/domain', path)
}
