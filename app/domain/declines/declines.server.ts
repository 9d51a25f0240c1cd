import type { Decline, Figures } from '#app/domain/authorizations/decision.ts'
import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { revived } from '#app/domain/authorizations/stored-decision.ts'
import { dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import {
  countRefusals as countRefusalsOf,
  type RefusalRow,
  type RefusalSelection,
  selectRefusal,
  selectRefusalPage,
  selectRefusalPageAcrossCompanies,
  selectRefusalPosition,
  selectRefusalPositionAcrossCompanies,
} from '#db/queries/declines/declines.ts'
import { COUNT_LIMIT } from '#db/sql/count.ts'
import { firstRows } from '#db/sql/page-request.ts'
import type { RefusalFilter } from './declines.input.server.ts'
import { ruleOwners } from './declines.ts'

export interface Refusal extends Omit<RefusalRow, 'code' | 'whose' | 'figures'> {
  decline: Decline
}

const ORDER = 'newest'

/** One page of what a company's cards and coupons were refused, the newest first. */
export async function listRefusals(
  ctx: Context,
  companyId: CompanyId,
  filter: RefusalFilter,
): Promise<Page<Refusal>> {
  requireRightIn(ctx, companyId, 'see_refusals')
  const selection = selectionOf(filter)
  const page = await readPage({
    order: ORDER,
    cursor: filter.cursor,
    place: (id) => selectRefusalPosition(ctx.db, companyId, id),
    read: (request) => selectRefusalPage(ctx.db, companyId, selection, request),
  })
  return { ...page, rows: page.rows.map(refusalOf) }
}

/** For staff: of every company, and what is nobody's (an unknown card, a made-up coupon). */
export async function listRefusalsAcrossCompanies(
  ctx: Context,
  filter: RefusalFilter,
): Promise<Page<Refusal>> {
  requireRight(ctx, 'see_any_company_records')
  const selection = selectionOf(filter)
  const page = await readPage({
    order: ORDER,
    cursor: filter.cursor,
    place: (id) => selectRefusalPositionAcrossCompanies(ctx.db, id),
    read: (request) => selectRefusalPageAcrossCompanies(ctx.db, selection, request),
  })
  return { ...page, rows: page.rows.map(refusalOf) }
}

/** @throws DomainError refusal_not_found */
export async function findRefusal(ctx: Context, companyId: CompanyId, id: number): Promise<Refusal> {
  requireRightIn(ctx, companyId, 'see_refusals')
  return refusalOf((await selectRefusal(ctx.db, companyId, id)) ?? reject('refusal_not_found'))
}

/** For staff: of any company, and what is nobody's. @throws DomainError refusal_not_found */
export async function findAnyRefusal(ctx: Context, id: number): Promise<Refusal> {
  requireRight(ctx, 'see_any_company_records')
  return refusalOf((await selectRefusal(ctx.db, null, id)) ?? reject('refusal_not_found'))
}

/** The newest few of a company, a card, a coupon or a station, at most `days` old; older ones are in the list. */
export async function lastRefusals(
  ctx: Context,
  companyId: CompanyId,
  of: Pick<RefusalFilter, 'card' | 'coupon' | 'station'>,
  { limit, days }: { limit: number; days: number } = { limit: 5, days: 90 },
): Promise<Refusal[]> {
  requireRightIn(ctx, companyId, 'see_refusals')
  const from = new Date(ctx.now.getTime() - days * 86_400_000)
  const selection = { ...selectionOf(of), from }
  const rows = await selectRefusalPage(ctx.db, companyId, selection, { edge: null, backward: false, limit })
  return rows.map(refusalOf)
}

/** The newest of a coupon since a moment, for whoever holds its link: a step of helping a driver. */
export async function lastRefusalOfCoupon(
  ctx: Context,
  companyId: CompanyId,
  couponId: number,
  since: Date,
): Promise<Refusal | null> {
  const selection = { couponId, from: since }
  const [row] = await selectRefusalPage(ctx.db, companyId, selection, firstRows(1))
  return row ? refusalOf(row) : null
}

/** As many as the list has that is narrowed so, up to COUNT_LIMIT and one more. */
export function countRefusals(
  ctx: Context,
  companyId: CompanyId,
  filter: Pick<RefusalFilter, 'from' | 'to'>,
): Promise<number> {
  requireRightIn(ctx, companyId, 'see_refusals')
  return countRefusalsOf(ctx.db, companyId, selectionOf(filter), COUNT_LIMIT + 1)
}

function selectionOf({ from, to, card, coupon, ...same }: RefusalFilter): RefusalSelection {
  const { q, code, whose, station } = same
  return {
    ...{ q, code, whose, station },
    cardId: card,
    couponId: coupon,
    from: from ? dayBounds(from).from : undefined,
    until: to ? dayBounds(to).until : undefined,
  }
}

function refusalOf({ code, whose, figures, ...row }: RefusalRow): Refusal {
  const known = declineCodes.find((one) => one === code)
  const owner = ruleOwners.find((one) => one === whose)
  if (!known || !owner) throw new Error(`a refusal without a reason that is known: ${row.id}`)
  return {
    ...row,
    decline: { status: 'declined', code: known, whose: owner, figures: revived<Figures>(figures, {}) },
  }
}
