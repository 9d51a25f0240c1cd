import { record } from '#app/domain/audit/audit.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { randomToken, sha256 } from '#app/domain/kernel/keyring.server.ts'
import { hashOfToken } from '#app/domain/kernel/link-tokens.server.ts'
import {
  EXPORT_SIZE,
  type Page,
  readAllPages,
  readPage,
  readPageById,
} from '#app/domain/kernel/page.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  hasVisit,
  insertVisit,
  type ReadonlyLinkRow,
  selectReadonlyLinkByToken,
} from '#db/queries/readonly-links/links.ts'
import {
  type ReadCardRow,
  type ReadCouponRow,
  type ReadPeriod,
  type ReadTotalRow,
  type ReadTransactionRow,
  selectReadCards,
  selectReadCouponPlace,
  selectReadCoupons,
  selectReadTransactionPlace,
  selectReadTransactions,
  sumReadTransactions,
} from '#db/queries/readonly-links/reading.ts'
import { networkOf } from './network.ts'
import type { ReadFilter } from './readonly-links.input.server.ts'
import { type ReadCouponState, readonlyLinkState, VISIT_HOURS } from './readonly-links.ts'

export type ReadTransaction = ReadTransactionRow
export type ReadCard = ReadCardRow
export type ReadTotal = ReadTotalRow
export type ReadCoupon = Omit<ReadCouponRow, 'status' | 'is_used_some_day' | 'exchanged_at'> & {
  state: ReadCouponState
}

/** What its pages say of a link: neither what the owner calls it nor who made it. */
export interface ReadFacts {
  company: string
  /** Days, both inclusive. */
  from: string
  to: string
  expiresAt: Date
}

/** `sealed`: nobody has pressed the button in this browser. Unknown, ended and revoked links are one. */
export type LookedAt = { kind: 'dead' } | { kind: 'sealed' | 'open'; facts: ReadFacts }

/** Whoever holds a link, and the visit that his browser's cookie names. */
export interface Reader {
  token: string
  visit: string | undefined
}

/** Records nothing, however often and whoever asks: a program that looks at links, too. */
export async function lookAtReadonlyLink(ctx: Context, { token, visit }: Reader): Promise<LookedAt> {
  const link = await liveLink(ctx, token)
  if (!link) return { kind: 'dead' }
  return { kind: (await isVisiting(ctx, link, visit)) ? 'open' : 'sealed', facts: factsOf(link) }
}

/**
 * The reader's press: a visit, which the owner sees.
 * @returns the cookie of the visit; nobody can read it again.
 * @throws DomainError link_dead, too_many_requests
 */
export async function beginVisit(ctx: Context, token: string, agent: string): Promise<string> {
  await enforceRateLimit(ctx, 'link_post')
  return transact(ctx, async (ctx) => {
    const link = (await liveLink(ctx, token)) ?? reject('link_dead')
    const visit = randomToken()
    const { id, name, company_id: companyId } = link
    const row = { link_id: id, visit_hash: sha256(visit), network: networkOf(ctx.ip), agent }
    await insertVisit(ctx.db, row)
    await record(ctx, 'readonly_link.visited', { kind: 'readonly_link', id, companyId }, { name })
    return visit
  })
}

/** Sums by product. @throws DomainError link_dead */
export async function readTotals(ctx: Context, reader: Reader): Promise<ReadTotal[]> {
  const { companyId, period } = await requireVisit(ctx, reader)
  return sumReadTransactions(ctx.db, companyId, period)
}

/** The newest first. @throws DomainError link_dead */
export async function readTransactions(
  ctx: Context,
  reader: Reader,
  { cursor }: ReadFilter,
  size?: number,
): Promise<Page<ReadTransaction>> {
  const { companyId, period } = await requireVisit(ctx, reader)
  const page = await readPage({
    order: 'newest',
    cursor,
    place: (id) => selectReadTransactionPlace(ctx.db, companyId, period, id),
    read: (request) => selectReadTransactions(ctx.db, companyId, period, request),
    ...(size ? { size } : {}),
  })
  const masked = (row: ReadTransaction) =>
    row.is_coupon ? row : { ...row, instrument_number: maskedNumber(row.instrument_number) }
  return { ...page, rows: page.rows.map(masked) }
}

/** By their last day. @throws DomainError link_dead */
export async function readCoupons(
  ctx: Context,
  reader: Reader,
  { cursor }: ReadFilter,
  size?: number,
): Promise<Page<ReadCoupon>> {
  const { companyId, period } = await requireVisit(ctx, reader)
  const page = await readPage({
    order: 'valid_until',
    cursor,
    place: (id) => selectReadCouponPlace(ctx.db, companyId, period, id),
    read: (request) => selectReadCoupons(ctx.db, companyId, period, request),
    ...(size ? { size } : {}),
  })
  return { ...page, rows: page.rows.map((row) => readCoupon(row, period.end)) }
}

/** Cards that were used in the period. @throws DomainError link_dead */
export async function readCards(
  ctx: Context,
  reader: Reader,
  { cursor }: ReadFilter,
  size?: number,
): Promise<Page<ReadCard>> {
  const { companyId, period } = await requireVisit(ctx, reader)
  const page = await readPageById({
    cursor,
    read: (request) => selectReadCards(ctx.db, companyId, period, request),
    ...(size ? { size } : {}),
  })
  return { ...page, rows: page.rows.map((row) => ({ ...row, number: maskedNumber(row.number) })) }
}

/**
 * All pages of a list, one after another; the link is looked at before each, so that a download ends with it.
 * @throws DomainError link_dead, too_many_requests
 */
export async function* exportReading<Row>(
  ctx: Context,
  reader: Reader,
  read: (ctx: Context, reader: Reader, filter: ReadFilter, size: number) => Promise<Page<Row>>,
): AsyncGenerator<Row[]> {
  await enforceRateLimit(ctx, 'export')
  yield* readAllPages((cursor) => read(ctx, reader, { cursor }, EXPORT_SIZE))
}

async function liveLink(ctx: Context, token: string): Promise<ReadonlyLinkRow | null> {
  const hash = hashOfToken(token)
  const link = hash && (await selectReadonlyLinkByToken(ctx.db, hash))
  // Whose company is served no more has no readers either.
  if (!link || link.company_closed_at !== null) return null
  return readonlyLinkState(link) === 'live' ? link : null
}

function isVisiting(ctx: Context, { id }: ReadonlyLinkRow, visit: string | undefined): Promise<boolean> {
  return visit === undefined ? Promise.resolve(false) : hasVisit(ctx.db, id, sha256(visit), VISIT_HOURS)
}

/** The one way to a company's rows without an account: its own, and of the period. */
async function requireVisit(
  ctx: Context,
  { token, visit }: Reader,
): Promise<{ companyId: CompanyId; period: ReadPeriod }> {
  const link = (await liveLink(ctx, token)) ?? reject('link_dead')
  if (!(await isVisiting(ctx, link, visit))) reject('link_dead')
  const { period_from: from, period_to: to } = link
  const period = { from, to, start: dayBounds(from).from, end: dayBounds(to).until }
  return { companyId: link.company_id as CompanyId, period }
}

function factsOf(link: ReadonlyLinkRow): ReadFacts {
  const { company_name: company, period_from: from, period_to: to, expires_at: expiresAt } = link
  return { company, from, to, expiresAt }
}

/** As it was at the end of the period, as far as that is known; what came later is not told. */
function readCoupon(row: ReadCouponRow, end: Date): ReadCoupon {
  const { status, is_used_some_day: isUsed, exchanged_at: exchangedAt, ...told } = row
  return { ...told, state: stateOf(status, told.used_at !== null || isUsed === 1, exchangedAt, end) }
}

function stateOf(
  status: ReadCouponRow['status'],
  isUsed: boolean,
  exchangedAt: Date | null,
  end: Date,
): ReadCouponState {
  if (isUsed) return 'used'
  if (status === 'exchanged' && exchangedAt !== null && exchangedAt >= end) return 'unused'
  return status === 'exchanged' || status === 'refunded' || status === 'cancelled' ? status : 'unused'
}
