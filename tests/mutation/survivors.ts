import { basename } from 'node:path'
import type { Kind, Mutant } from './mutants.ts'

/** A change that no test has to notice, and why. It is found again by the code, not by line or folder. */
export interface Explained {
  /** Its name without folders. */
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
      file === basename(path) && kind === mutant.kind && before === mutant.before && after === mutant.after,
  )
}

/** Explanations of code that is no more, among those about files of these names. */
export function staleOf(
  explained: readonly Explained[],
  mutants: readonly { path: string; mutant: Pick<Mutant, 'kind' | 'before' | 'after'> }[],
): Explained[] {
  const names = new Set(mutants.map(({ path }) => basename(path)))
  const used = new Set(mutants.map(({ path, mutant }) => explanationOf(explained, path, mutant)))
  return explained.filter((entry) => names.has(entry.file) && !used.has(entry))
}
