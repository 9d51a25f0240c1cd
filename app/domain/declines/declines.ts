/** What stations were told no to, as the cabinet lists it. Client-safe. Volumes are millilitres, money tiyn. */

import type { RuleOwner } from '#app/domain/authorizations/decline-codes.ts'

export const ruleOwners = [
  'client',
  'issuer',
  'contract',
  'station',
  'network',
] as const satisfies readonly RuleOwner[]
