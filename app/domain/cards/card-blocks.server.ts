import { recordEvent } from '#app/domain/events/events.server.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireBlockRightIn, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { deletePlannedBlocksOf, updateCardLost } from '#db/queries/cards/card-blocks.ts'
import {
  type ShownCardRow,
  selectCard,
  selectCardForUpdate,
  updateClientBlockOfCard,
} from '#db/queries/cards/cards.ts'
import type { BlockCard, ReportLost } from './card-blocks.input.server.ts'
import { asBlockedAt } from './card-blocks.ts'
import { canBlockCard, canUnblockCard, issuerStatusOf, maskedNumber, storedCardStatus } from './cards.ts'

/** How the message afterwards names a card. */
export interface NamedCard {
  /** Masked. */
  number: string
}

/**
 * Stops the card at the pump, until somebody lifts the block or until a moment. One that the client blocked already stays
 * as it is. @throws DomainError card_not_blockable, block_end_past
 */
export function blockCard(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { reason, cause = null, until = null }: BlockReason & Partial<BlockCard>,
): Promise<NamedCard> {
  const userId = requireBlockRightIn(ctx, companyId, 'block_cards')
  return transact(ctx, async (ctx) => {
    const card = await lockCard(ctx, companyId, id)
    const number = maskedNumber(card.number)
    if (card.status === 'blocked_by_client') return { number }
    if (!canBlockCard(card, businessDay(ctx.now))) reject('card_not_blockable')
    if (until && until <= ctx.now) reject('block_end_past', { field: 'until' })
    await setBlock(ctx, companyId, card, { reason, cause, until, userId })
    return { number }
  })
}

interface Block extends Pick<BlockCard, 'reason' | 'cause' | 'until'> {
  /** Who blocks; null: a system of the client. */
  userId: number | null
}

/** Blocks a card that the transaction holds, and tells it. */
export async function setBlock(
  ctx: Context,
  companyId: CompanyId,
  card: ShownCardRow,
  { reason, cause, until, userId }: Block,
): Promise<void> {
  const { id } = card
  const to = storedCardStatus(issuerStatusOf(card), true)
  await updateClientBlockOfCard(ctx.db, companyId, id, { to, isBlocked: true, until, userId })
  const number = maskedNumber(card.number)
  await recordInstrumentChange(
    ctx,
    'card.blocked',
    { kind: 'card', id, companyId },
    { number, reason, cause, endsAt: until?.toISOString() ?? null },
  )
  await recordEvent(ctx, { kind: 'card.blocked', companyId, cardId: id })
}

/** Lifts the client's own block, never the issuer's. Staff say why. @throws DomainError card_not_unblockable */
export function unblockCard(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { reason }: BlockReason = { reason: '' },
): Promise<NamedCard> {
  requireBlockRightIn(ctx, companyId, 'block_cards')
  return transact(ctx, async (ctx) => {
    const card = await lockCard(ctx, companyId, id)
    if (!canUnblockCard(card, businessDay(ctx.now))) reject('card_not_unblockable')
    // One that has begun is over with it; those to come stay.
    if (card.planned_from) await deletePlannedBlocksOf(ctx.db, companyId, id, { begun: true })
    await liftBlock(ctx, companyId, card, reason)
    return { number: maskedNumber(card.number) }
  })
}

/** Lifts the block of a card that the transaction holds. */
export async function liftBlock(
  ctx: Context,
  companyId: CompanyId,
  card: ShownCardRow,
  reason: string,
): Promise<void> {
  const { id } = card
  const to = storedCardStatus(issuerStatusOf(card), false)
  await updateClientBlockOfCard(ctx.db, companyId, id, { to, isBlocked: false, until: null, userId: null })
  const number = maskedNumber(card.number)
  await recordInstrumentChange(ctx, 'card.unblocked', { kind: 'card', id, companyId }, { number, reason })
  await recordEvent(ctx, { kind: 'card.unblocked', companyId, cardId: id })
}

/**
 * The client says that the card is lost or stolen: for good, whatever a register says later.
 * @throws DomainError card_not_found, card_lost_already
 */
export function markCardLost(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { cause, reason }: ReportLost,
): Promise<NamedCard & { fullNumber: string }> {
  requireRightIn(ctx, companyId, 'report_cards_lost')
  return transact(ctx, async (ctx) => {
    const card = await lockCard(ctx, companyId, id)
    if (card.status === 'lost') reject('card_lost_already')
    await deletePlannedBlocksOf(ctx.db, companyId, id, { begun: false })
    await updateCardLost(ctx.db, companyId, id, 'lost')
    const number = maskedNumber(card.number)
    const subject = { kind: 'card', id, companyId } as const
    await recordInstrumentChange(ctx, 'card.reported_lost', subject, { number, loss: cause, reason })
    await recordEvent(ctx, { kind: 'card.blocked', companyId, cardId: id })
    return { number, fullNumber: card.number }
  })
}

/** The card as it is now, held until the transaction ends. */
export async function lockCard(ctx: Context, companyId: CompanyId, id: number): Promise<ShownCardRow> {
  if (!(await selectCardForUpdate(ctx.db, companyId, id))) reject('card_not_found')
  return asBlockedAt((await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found'), ctx.now)
}
