import { type Operation, outcomeOf } from '../history/request-history.ts'
import { describe, Effects } from './effects.ts'
import type { Evidence } from './evidence.ts'

/** N1: every operation that was acknowledged exists. */
export function nothingAcknowledgedIsLost(evidence: Pick<Evidence, 'history' | 'audit'>): string[] {
  const effects = new Effects(evidence)
  return evidence.history.operations
    .filter((operation) => outcomeOf(operation) === 'acknowledged' && !operation.claim.shared)
    .filter((operation) => effects.of(operation).length === 0)
    .map((operation) => `acknowledged, and nothing is there: ${describe(operation)}, ${answersTo(operation)}`)
}

/** `503 database_away, none, 302`: where to look for in the log. */
function answersTo({ attempts }: Operation): string {
  return attempts.map(({ status, code }) => [status ?? 'none', code].filter(Boolean).join(' ')).join(', ')
}
