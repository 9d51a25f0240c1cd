import type { Module } from '#app/domain/kernel/modules.ts'
import { authorizations } from './authorizations.server.ts'
import { cardRules } from './card-rules.server.ts'
import { cards } from './cards.server.ts'
import { check } from './check.server.ts'
import { coupons } from './coupons.server.ts'
import type { Endpoint } from './endpoint.server.ts'
import { instructions } from './instructions.server.ts'
import { offlineCompletions } from './offline-completions.server.ts'
import { redemptions } from './redemptions.server.ts'
import { registers } from './registers.server.ts'
import { shifts } from './shifts.server.ts'
import { stateRegisters } from './state-registers.server.ts'
import { stations } from './stations.server.ts'
import { transactions } from './transactions.server.ts'
import { webhooks } from './webhooks.server.ts'

/**
 * Every endpoint of the API, in the order of the documentation.
 * @internal tests ask each of them
 */
export const endpoints: readonly Endpoint[] = [
  ...authorizations,
  ...redemptions,
  ...check,
  ...offlineCompletions,
  ...shifts,
  ...stations,
  ...cards,
  ...cardRules,
  ...coupons,
  ...transactions,
  ...registers,
  ...instructions,
  ...stateRegisters,
  ...webhooks,
]

/** Parts of the product that endpoints are of; the others are there whenever the API is. */
const modulesOfEndpoints = new Map<Endpoint, Module>([
  ...cardRules.map((endpoint) => [endpoint, 'rules'] as const),
  ...webhooks.map((endpoint) => [endpoint, 'webhooks'] as const),
])

/** What is left with only these parts switched on. */
export function endpointsOf(modules: readonly Module[]): Endpoint[] {
  return endpoints.filter((endpoint) => {
    const module = modulesOfEndpoints.get(endpoint)
    return !module || modules.includes(module)
  })
}
