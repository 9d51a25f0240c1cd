import type { Evidence } from './evidence.ts'
import { nothingAcknowledgedIsLost } from './n1-nothing-acknowledged-is-lost.ts'
import { everyLetterEndsOnce } from './n2-every-letter-ends-once.ts'
import { onceOnly } from './n3-once-only.ts'
import { auditEqualsChanges } from './n4-audit-equals-changes.ts'
import { nodesAgree } from './n5-nodes-agree.ts'
import { nothingShowsOrOpens } from './n6-nothing-shows-or-opens.ts'
import { unknownIsSaid } from './n7-unknown-is-said.ts'
import { litresAddUp } from './n8-litres-add-up.ts'

/** Each answers with what is wrong, a sentence a fault; nothing when it holds. */
export const invariants = {
  N1: nothingAcknowledgedIsLost,
  N2: everyLetterEndsOnce,
  N3: onceOnly,
  N4: auditEqualsChanges,
  N5: nodesAgree,
  N6: nothingShowsOrOpens,
  N7: unknownIsSaid,
  N8: litresAddUp,
} satisfies Record<string, (evidence: Evidence) => string[]>

/** `N1: acknowledged, and nothing is there: ...` */
export function violationsIn(evidence: Evidence): string[] {
  return Object.entries(invariants).flatMap(([name, check]) =>
    check(evidence).map((fault) => `${name}: ${fault}`),
  )
}
