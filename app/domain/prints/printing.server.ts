import type { FuelRule } from '#app/domain/authorizations/fuel-request.ts'
import { decideCoupon } from '#app/domain/coupons/coupon-fuel.ts'
import { findCouponsOf } from '#app/domain/coupons/coupon-lists.server.ts'
import { type RevealedCoupon, revealQrs } from '#app/domain/coupons/coupon-qr.server.ts'
import { findHandover, noteShownOnPaper } from '#app/domain/handovers/handovers.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { checkRateLimit, countHit, enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import { type PrintableRow, selectPrintable, selectPrintedFacts } from '#db/queries/prints/prints.ts'
import type { PrintCoupons, PrintSelection } from './prints.input.server.ts'
import { MAX_PRINTED } from './prints.ts'

/** A coupon as it stands on paper. */
export interface PrintedCoupon extends RevealedCoupon {
  /** Where it works; null: everywhere, as far as is known. */
  stations: FuelRule['stations']
  /** Whose it is, and for which vehicle; empty: nobody's. */
  holder: string
  plate: string
}

/** Whole sheets of each layout. */
const BATCH = 120

/**
 * How many coupons of what is chosen would be printed, and how many not, because stations decline them or they have no code.
 * @throws DomainError bulk_nothing_chosen, bulk_too_many, coupon_not_found, handover_not_found
 */
export async function countPrintable(
  ctx: Context,
  companyId: CompanyId,
  selection: PrintSelection,
): Promise<{ printable: number; leftOut: number }> {
  requireRightIn(ctx, companyId, 'show_coupon_qr')
  const chosen = await chosenRows(ctx, companyId, selection)
  const printable = chosen.filter((row) => canPrint(ctx, row)).length
  return { printable, leftOut: chosen.length - printable }
}

/**
 * The codes for paper, a sheet's worth at a time, so that thousands cost no more memory than a hundred: what ends first comes
 * first. Each printing is a showing, and is recorded before its code leaves the database.
 * @param most of coupons that the reader takes
 * @throws DomainError as countPrintable, and coupon_not_usable when none can be printed, too_many_requests
 */
export async function* printCoupons(
  ctx: Context,
  companyId: CompanyId,
  { selection, layout }: PrintCoupons,
  most = MAX_PRINTED,
): AsyncGenerator<PrintedCoupon[]> {
  requireRightIn(ctx, companyId, 'show_coupon_qr')
  await enforceRateLimit(ctx, 'print')
  await checkRateLimit(ctx, 'qr_miss')
  const chosen = await chosenRows(ctx, companyId, selection)
  const ids = chosen
    .filter((row) => canPrint(ctx, row))
    .sort((one, other) => one.valid_until.localeCompare(other.valid_until) || one.id - other.id)
    .map(({ id }) => id)
  if (ids.length === 0) reject('coupon_not_usable')
  if (ids.length > most) reject('bulk_too_many', { params: { max: most } })
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH)
    yield await transact(ctx, async (ctx) =>
      asPrinted(ctx, companyId, await revealQrs(ctx, companyId, batch, layout)),
    )
  }
}

async function chosenRows(
  ctx: Context,
  companyId: CompanyId,
  selection: PrintSelection,
): Promise<PrintableRow[]> {
  const ids = [...new Set(await idsIn(ctx, companyId, selection))]
  if (ids.length === 0) reject('bulk_nothing_chosen')
  if (ids.length > MAX_PRINTED) reject('bulk_too_many', { params: { max: MAX_PRINTED } })
  const rows = await selectPrintable(ctx.db, companyId, ids)
  if (rows.length === ids.length) return rows
  // Numbers that are tried out one after another are none of ours.
  await countHit(ctx, 'qr_miss')
  return reject('coupon_not_found')
}

async function idsIn(ctx: Context, companyId: CompanyId, selection: PrintSelection): Promise<number[]> {
  if (!('handover' in selection))
    return selection.ids
      ? [...selection.ids]
      : findCouponsOf(ctx, companyId, selection.filter, MAX_PRINTED + 1)
  const { coupons } = await findHandover(ctx, companyId, selection.handover)
  return coupons.filter(({ is_ours }) => is_ours === 1).map(({ id }) => id)
}

function canPrint(ctx: Context, row: PrintableRow): boolean {
  return row.has_qr === 1 && decideCoupon(row, ctx.now).status === 'approved'
}

/** With what stands beside the codes. */
async function asPrinted(
  ctx: Context,
  companyId: CompanyId,
  coupons: readonly RevealedCoupon[],
): Promise<PrintedCoupon[]> {
  const ids = coupons.map(({ id }) => id)
  await noteShownOnPaper(ctx, ids)
  const facts = new Map(
    (await selectPrintedFacts(ctx.db, companyId, ids, ctx.now)).map((row) => [row.id, row]),
  )
  return coupons.map((coupon) => {
    const row = facts.get(coupon.id)
    return {
      ...coupon,
      stations: row ? stationsIn(row) : null,
      holder: row?.holder ?? '',
      plate: row?.plate ?? '',
    }
  })
}
