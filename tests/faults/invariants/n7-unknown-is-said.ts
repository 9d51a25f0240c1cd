import { describe, Effects } from './effects.ts'
import type { Evidence } from './evidence.ts'

/**
 * N7: who is told "no" or "not now" can rely on it (what may have happened is said to be unknown), and sending the same
 * again has no second effect.
 */
export function unknownIsSaid(evidence: Pick<Evidence, 'history' | 'audit'>): string[] {
  const effects = new Effects(evidence)
  return evidence.history.operations.flatMap((operation) => {
    const { claim, attempts } = operation
    const lies = claim.noIsNoted
      ? []
      : attempts.filter(
          ({ outcome, requestId }) =>
            outcome === 'refused' && effects.ofRequest(requestId, claim.action).length > 0,
        )
    const times = claim.repeatable ? 0 : effects.of(operation).length
    return [
      ...lies.map(
        ({ status, code }) => `answered ${status} ${code ?? ''}, and it was done: ${describe(operation)}`,
      ),
      ...(times > 1 ? [`done ${times} times: ${describe(operation)}`] : []),
    ]
  })
}
