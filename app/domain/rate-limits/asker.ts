import type { Actor } from '#app/domain/kernel/context.ts'
import { addressBlock } from './address-block.ts'

/**
 * Who asks, as limits and queues tell people and systems apart: a person, a system of the retailer, else the client's
 * address. All keys of a company are one asker, since its owner makes as many as he likes; the keys of the test company are
 * different people's.
 */
export function askerOf({ actor, ip }: { actor: Actor; ip: string }): string {
  if (actor.kind !== 'integration') return 'userId' in actor ? String(actor.userId) : addressBlock(ip)
  const { companyId, integrationId, isTest } = actor
  return companyId !== null && !isTest ? `c${companyId}` : `i${integrationId}`
}
