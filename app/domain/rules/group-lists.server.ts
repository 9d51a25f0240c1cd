import type { FuelLimit } from '#app/domain/authorizations/fuel-request.ts'
import { leftOf, usedOf } from '#app/domain/authorizations/limits.ts'
import { readUsageOfGroup } from '#app/domain/authorizations/usage.server.ts'
import { limitsOfRule } from '#app/domain/cards/card-rule.ts'
import { businessDay, dayBounds, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { countGroupCards, selectGroupCardPage } from '#db/queries/rules/group-members.ts'
import {
  type GroupTotalRow,
  selectGroup,
  selectGroupNames,
  selectGroupPage,
  sumFuelledByGroup,
} from '#db/queries/rules/groups.ts'
import type { NamedCardRow } from '#db/queries/rules/template-cards.ts'
import { type CardGroup, groupOfRow } from './groups.server.ts'

/** A page of the company's groups, the newest first. */
export async function listGroups(
  ctx: Context,
  companyId: CompanyId,
  { q, cursor }: { q?: string | undefined; cursor?: string | undefined },
): Promise<Page<CardGroup>> {
  requireRightIn(ctx, companyId, 'see_cards')
  const page = await readPageById({
    cursor,
    read: (request) => selectGroupPage(ctx.db, companyId, q, request),
  })
  const ids = page.rows.map(({ id }) => id)
  const cards = await countGroupCards(ctx.db, companyId, ids)
  return { ...page, rows: page.rows.map((row) => groupOfRow(row, cards.get(row.id) ?? 0)) }
}

/** As many as a select shows. */
const MAX_CHOICES = 500

/** Those that a card can be put into, by name. */
export function groupChoices(ctx: Context, companyId: CompanyId): Promise<{ id: number; name: string }[]> {
  requireRightIn(ctx, companyId, 'see_cards')
  return selectGroupNames(ctx.db, companyId, MAX_CHOICES)
}

export interface GroupDetails extends CardGroup {
  limits: (FuelLimit & { used: number; left: number })[]
  /** What was fuelled this month and today, by product, the most first. */
  totals: GroupTotalRow[]
}

/** A group's name and how many cards it has. @throws DomainError not_found */
export async function findGroupName(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ name: string; cards: number }> {
  requireRightIn(ctx, companyId, 'see_cards')
  const { name } = (await selectGroup(ctx.db, companyId, id)) ?? reject('not_found')
  return { name, cards: (await countGroupCards(ctx.db, companyId, [id])).get(id) ?? 0 }
}

/** @throws DomainError not_found */
export async function findGroup(ctx: Context, companyId: CompanyId, id: number): Promise<GroupDetails> {
  requireRightIn(ctx, companyId, 'see_cards')
  const row = (await selectGroup(ctx.db, companyId, id)) ?? reject('not_found')
  const today = businessDay(ctx.now)
  const month = dayBounds(startOfMonth(today)).from
  const cards = await countGroupCards(ctx.db, companyId, [id])
  const group = groupOfRow(row, cards.get(id) ?? 0)
  const usage = await readUsageOfGroup(ctx, companyId, id)
  return {
    ...group,
    totals: await sumFuelledByGroup(ctx.db, companyId, id, { month, today: dayBounds(today).from }),
    limits: (group.rule ? limitsOfRule(group.rule) : []).map((limit) => ({
      ...limit,
      used: usedOf(limit, usage, today),
      left: leftOf(limit, usage, today),
    })),
  }
}

/** A page of the cards that are in a group. */
export function listGroupCards(
  ctx: Context,
  companyId: CompanyId,
  groupId: number,
  cursor: string | undefined,
): Promise<Page<NamedCardRow>> {
  requireRightIn(ctx, companyId, 'see_cards')
  return readPageById({
    cursor,
    order: 'cards',
    read: (request) => selectGroupCardPage(ctx.db, companyId, groupId, request),
  })
}
