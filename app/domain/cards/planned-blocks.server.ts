import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireBlockRightIn, requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  deletePlannedBlock,
  deletePlannedBlocksOf,
  insertPlannedBlocks,
  type PlannedBlockRow,
  selectCardsWithDueBlocks,
  selectPlannedBlocks,
} from '#db/queries/cards/card-blocks.ts'
import { selectCard, selectCardForUpdate } from '#db/queries/cards/cards.ts'
import type { PlanBlocks } from './card-blocks.input.server.ts'
import { liftBlock, lockCard, type NamedCard, setBlock } from './card-blocks.server.ts'
import { clientBlockAt } from './card-blocks.ts'
import { cardState, maskedNumber } from './cards.ts'

/** Of one card, that wait at once. */
const MAX_PLANNED = 60
/** Cards that the worker looks at in one turn. */
const BATCH = 100

/** A card's blocks to come, the next first. @throws DomainError card_not_found */
export async function listPlannedBlocks(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ number: string; isLost: boolean; blocks: PlannedBlockRow[] }> {
  requireRightIn(ctx, companyId, 'see_cards')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const blocks = await selectPlannedBlocks(ctx.db, companyId, id)
  return { number: maskedNumber(card.number), isLost: card.status === 'lost', blocks }
}

/**
 * Plans blocks that begin and end by themselves, to the second. Two of one card never overlap.
 * @throws DomainError card_not_found, card_not_blockable, block_start_past, block_overlaps, too_many_planned_blocks
 */
export function planBlocks(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { spans, cause, reason }: PlanBlocks,
): Promise<NamedCard> {
  const userId = requireBlockRightIn(ctx, companyId, 'block_cards')
  return transact(ctx, async (ctx) => {
    const card = await lockCard(ctx, companyId, id)
    if (['lost', 'expired'].includes(cardState(card, businessDay(ctx.now)))) reject('card_not_blockable')
    if (spans.some(({ begins }) => begins <= ctx.now)) reject('block_start_past', { field: 'from' })
    const there = await selectPlannedBlocks(ctx.db, companyId, id)
    if (there.length + spans.length > MAX_PLANNED) reject('too_many_planned_blocks')
    const all = [...there.map(({ begins_at, ends_at }) => ({ begins: begins_at, ends: ends_at })), ...spans]
    if (overlap(all)) reject('block_overlaps', { field: 'from' })
    const planned = spans.map(({ begins, ends }) => ({ begins_at: begins, ends_at: ends }))
    await insertPlannedBlocks(
      ctx.db,
      planned.map((span) => ({
        ...{ card_id: id, company_id: companyId, cause, reason, planned_by: userId },
        ...span,
      })),
    )
    const number = maskedNumber(card.number)
    for (const { begins, ends } of spans) {
      const span = { startsAt: begins.toISOString(), endsAt: ends?.toISOString() ?? null }
      await recordInstrumentChange(
        ctx,
        'card.block_planned',
        { kind: 'card', id, companyId },
        { number, reason, cause, ...span },
      )
    }
    return { number }
  })
}

function overlap(spans: readonly { begins: Date; ends: Date | null }[]): boolean {
  const sorted = spans.toSorted((a, b) => a.begins.getTime() - b.begins.getTime())
  return sorted.slice(1).some(({ begins }, index) => {
    const before = sorted[index]?.ends
    return before === null || (before !== undefined && before > begins)
  })
}

/** @throws DomainError card_not_found, planned_block_not_found */
export function cancelPlannedBlock(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  blockId: number,
): Promise<NamedCard> {
  requireBlockRightIn(ctx, companyId, 'block_cards')
  return transact(ctx, async (ctx) => {
    const card = await lockCard(ctx, companyId, id)
    if (!(await deletePlannedBlock(ctx.db, companyId, id, blockId))) reject('planned_block_not_found')
    const number = maskedNumber(card.number)
    await recordInstrumentChange(ctx, 'card.block_cancelled', { kind: 'card', id, companyId }, { number })
    return { number }
  })
}

/**
 * Writes blocks that have begun or ended into their cards, so that lists, the history, events and a processor follow. At
 * the pump they were in force before (`clientBlockAt`). @returns how many cards changed
 */
export async function applyDueBlocks(ctx: Context): Promise<number> {
  requireRight(ctx, 'apply_planned_blocks')
  const due = await selectCardsWithDueBlocks(ctx.db, BATCH)
  for (const { cardId, companyId } of due) await transact(ctx, (ctx) => applyTo(ctx, companyId, cardId))
  return due.length
}

async function applyTo(ctx: Context, companyId: CompanyId, id: number): Promise<void> {
  if (!(await selectCardForUpdate(ctx.db, companyId, id))) {
    // The card has gone to another company.
    return deletePlannedBlocksOf(ctx.db, companyId, id, { begun: true })
  }
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const planned = (await selectPlannedBlocks(ctx.db, companyId, id)).find(
    ({ begins_at }) => begins_at <= ctx.now,
  )
  await deletePlannedBlocksOf(ctx.db, companyId, id, { begun: true })
  const block = clientBlockAt(card, ctx.now)
  if (block === null) {
    if (card.client_blocked_at !== null) await liftBlock(ctx, companyId, card, '')
    return
  }
  const { until } = block
  // The card's own block lasts longer.
  if (card.client_blocked_at && until?.getTime() === card.client_blocked_until?.getTime()) return
  await setBlock(ctx, companyId, card, {
    reason: planned?.reason ?? '',
    cause: planned?.cause ?? null,
    until,
    userId: planned?.planned_by ?? card.client_blocked_by,
  })
}
