import type { Evidence } from './evidence.ts'

/** N6: no failure shows a stack or SQL to a person, and nothing opens by failing. */
export function nothingShowsOrOpens({ history }: Pick<Evidence, 'history'>): string[] {
  return [...history.unfit]
}
