import { findCard } from '#app/domain/cards/cards.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { CardToBlock } from './card-block.ts'

/** @throws DomainError card_not_found */
export async function cardToBlock(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  href: string,
): Promise<Record<'block' | 'unblock', CardToBlock>> {
  const { number, reach, canBlock, canUnblock } = await findCard(ctx, companyId, id)
  const of = { href, number: maskedNumber(number), reach }
  return { block: { ...of, can: canBlock }, unblock: { ...of, can: canUnblock } }
}
