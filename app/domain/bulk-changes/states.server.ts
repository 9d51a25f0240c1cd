import { asBlockedAt } from '#app/domain/cards/card-blocks.ts'
import { cardState } from '#app/domain/cards/cards.ts'
import { columnsOfRule, groupIn, standingRuleIn } from '#app/domain/cards/stored-rule.ts'
import { couponState } from '#app/domain/coupons/coupons.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  type CardRuleStateRow,
  selectCardBlockStates,
  selectCardRuleStates,
  selectCouponBlockStates,
  selectHolderStates,
} from '#db/queries/bulk-changes/states.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import type { BulkState } from './bulk-changes.ts'

/** One aspect of each of these cards or coupons, by id; one that the company does not have is left out. */
export async function readStates(
  ctx: Context,
  companyId: CompanyId,
  kind: InstrumentKind,
  aspect: BulkState['of'],
  ids: readonly number[],
): Promise<Map<number, BulkState>> {
  if (ids.length === 0) return new Map()
  switch (aspect) {
    case 'block':
      return kind === 'card' ? cardBlocks(ctx, companyId, ids) : couponBlocks(ctx, companyId, ids)
    case 'rule':
      return new Map((await selectCardRuleStates(ctx.db, companyId, ids)).map((row) => [row.id, ruleOf(row)]))
    case 'group':
      return new Map(
        (await selectCardRuleStates(ctx.db, companyId, ids)).map((row) => [row.id, groupOf(row)]),
      )
    case 'holder':
      return holders(ctx, companyId, kind, ids)
  }
}

async function cardBlocks(ctx: Context, companyId: CompanyId, ids: readonly number[]) {
  const rows = await selectCardBlockStates(ctx.db, companyId, ids)
  const today = businessDay(ctx.now)
  return new Map(
    rows.map((row) => {
      const card = asBlockedAt(row, ctx.now)
      return [row.id, blockState(cardState(card, today), card.client_blocked_at, card.client_blocked_until)]
    }),
  )
}

async function couponBlocks(ctx: Context, companyId: CompanyId, ids: readonly number[]) {
  const rows = await selectCouponBlockStates(ctx.db, companyId, ids)
  const today = businessDay(ctx.now)
  return new Map(
    rows.map((row) => [row.id, blockState(couponState(row, today), row.client_blocked_at, null)]),
  )
}

function blockState(
  status: Extract<BulkState, { of: 'block' }>['status'],
  since: Date | null,
  until: Date | null,
): BulkState {
  return {
    of: 'block',
    status,
    since: since?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  }
}

function ruleOf(row: CardRuleStateRow): BulkState {
  const rule = standingRuleIn(row)
  const own = rule && rule.template === null ? columnsOfRule(rule) : null
  return { of: 'rule', version: rule?.version ?? 0, template: rule?.template ?? null, own }
}

function groupOf(row: CardRuleStateRow): BulkState {
  const group = groupIn(row)
  return { of: 'group', group: group && { id: group.id, name: group.name } }
}

async function holders(
  ctx: Context,
  companyId: CompanyId,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<Map<number, BulkState>> {
  const rows = await selectHolderStates(ctx.db, companyId, kind, ids)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        of: 'holder',
        driver: row.driver_id === null ? null : { id: row.driver_id, name: row.driver_name ?? '' },
        vehicle: row.vehicle_id === null ? null : { id: row.vehicle_id, name: row.vehicle_plate ?? '' },
      },
    ]),
  )
}
