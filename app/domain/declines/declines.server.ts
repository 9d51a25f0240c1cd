import type { Decline, Figures } from '#app/domain/authorizations/decision.ts'
import { declineCodes, ruleOwners } from '#app/domain/authorizations/decline-codes.ts'
import { revived } from '#app/domain/authorizations/stored-decision.ts'
import { DAY_MS, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import {
  countDeclines as countDeclinesOf,
  type DeclineRow,
  type DeclineSelection,
  selectDecline,
  selectDeclinePage,
  selectDeclinePageAcrossCompanies,
  selectDeclinePosition,
  selectDeclinePositionAcrossCompanies,
} from '#db/queries/declines/declines.ts'
import { COUNT_LIMIT } from '#db/sql/count.ts'
import { firstRows } from '#db/sql/page-request.ts'
import type { DeclineFilter } from './declines.input.server.ts'

export interface DeclinedRequest extends Omit<DeclineRow, 'code' | 'whose' | 'figures'> {
  decline: Decline
}

const ORDER = 'newest'

/** One page of what was declined of a company's cards and coupons, the newest first. */
export async function listDeclines(
  ctx: Context,
  companyId: CompanyId,
  filter: DeclineFilter,
): Promise<Page<DeclinedRequest>> {
  requireRightIn(ctx, companyId, 'see_declines')
  const selection = selectionOf(filter)
  const page = await readPage({
    order: ORDER,
    cursor: filter.cursor,
    place: (id) => selectDeclinePosition(ctx.db, companyId, id),
    read: (request) => selectDeclinePage(ctx.db, companyId, selection, request),
  })
  return { ...page, rows: page.rows.map(declinedOf) }
}

/** For staff: of every company, and what is nobody's (an unknown card, a made-up coupon). */
export async function listDeclinesAcrossCompanies(
  ctx: Context,
  filter: DeclineFilter,
): Promise<Page<DeclinedRequest>> {
  requireRight(ctx, 'see_any_company_records')
  const selection = selectionOf(filter)
  const page = await readPage({
    order: ORDER,
    cursor: filter.cursor,
    place: (id) => selectDeclinePositionAcrossCompanies(ctx.db, id),
    read: (request) => selectDeclinePageAcrossCompanies(ctx.db, selection, request),
  })
  return { ...page, rows: page.rows.map(declinedOf) }
}

/** @throws DomainError refusal_not_found */
export async function findDecline(ctx: Context, companyId: CompanyId, id: number): Promise<DeclinedRequest> {
  requireRightIn(ctx, companyId, 'see_declines')
  return declinedOf((await selectDecline(ctx.db, companyId, id)) ?? reject('refusal_not_found'))
}

/** For staff: of any company, and what is nobody's. @throws DomainError refusal_not_found */
export async function findAnyDecline(ctx: Context, id: number): Promise<DeclinedRequest> {
  requireRight(ctx, 'see_any_company_records')
  return declinedOf((await selectDecline(ctx.db, null, id)) ?? reject('refusal_not_found'))
}

/** The newest few of a company, a card, a coupon or a station, at most `days` old; older ones are in the list. */
export async function lastDeclines(
  ctx: Context,
  companyId: CompanyId,
  of: Pick<DeclineFilter, 'card' | 'coupon' | 'station'>,
  { limit, days }: { limit: number; days: number } = { limit: 5, days: 90 },
): Promise<DeclinedRequest[]> {
  requireRightIn(ctx, companyId, 'see_declines')
  const from = new Date(ctx.now.getTime() - days * DAY_MS)
  const selection = { ...selectionOf(of), from }
  const rows = await selectDeclinePage(ctx.db, companyId, selection, { edge: null, backward: false, limit })
  return rows.map(declinedOf)
}

/** The newest of a coupon since a moment, for whoever holds its link: a step of helping a driver. */
export async function lastDeclineOfCoupon(
  ctx: Context,
  companyId: CompanyId,
  couponId: number,
  since: Date,
): Promise<DeclinedRequest | null> {
  const selection = { couponId, from: since }
  const [row] = await selectDeclinePage(ctx.db, companyId, selection, firstRows(1))
  return row ? declinedOf(row) : null
}

/** As many as the list has that is narrowed so, up to COUNT_LIMIT and one more. */
export function countDeclines(
  ctx: Context,
  companyId: CompanyId,
  filter: Pick<DeclineFilter, 'from' | 'to'>,
): Promise<number> {
  requireRightIn(ctx, companyId, 'see_declines')
  return countDeclinesOf(ctx.db, companyId, selectionOf(filter), COUNT_LIMIT + 1)
}

function selectionOf({ from, to, card, coupon, ...same }: DeclineFilter): DeclineSelection {
  const { q, code, whose, station } = same
  return {
    ...{ q, code, whose, station },
    cardId: card,
    couponId: coupon,
    from: from ? dayBounds(from).from : undefined,
    until: to ? dayBounds(to).until : undefined,
  }
}

function declinedOf({ code, whose, figures, ...row }: DeclineRow): DeclinedRequest {
  const known = declineCodes.find((one) => one === code)
  const owner = ruleOwners.find((one) => one === whose)
  if (!known || !owner) throw new Error(`a decline without a reason that is known: ${row.id}`)
  return {
    ...row,
    decline: { status: 'declined', code: known, whose: owner, figures: revived<Figures>(figures, {}) },
  }
}
