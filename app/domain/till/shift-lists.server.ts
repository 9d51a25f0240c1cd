import { dayBounds } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { answersById } from '#app/domain/pump-operations/answers.server.ts'
import { selectShiftCorrections } from '#db/queries/till/corrections.ts'
import {
  type ShiftRow,
  selectShift,
  selectShiftOperationIds,
  selectShifts,
  sumShift,
} from '#db/queries/till/shifts.ts'
import { requireCashier, requireOwnShift, shiftOf } from './own-shift.server.ts'
import type { ShiftFilter } from './till.input.server.ts'
import type { Fill, Shift, ShiftCorrection, ShiftTotal } from './till.ts'

const MAX_FILLS = 2_000

export interface ShiftReport {
  shift: Shift
  totals: ShiftTotal[]
  /** In their order, as they were when the shift was closed. */
  fills: Fill[]
  /** What was taken back since. */
  corrections: ShiftCorrection[]
}

/** The totals of the shift at hand, before it is closed. @throws DomainError shift_not_open, shift_locked */
export async function reportOwnShift(ctx: Context, device: string | undefined): Promise<ShiftReport> {
  return reportOf(ctx, await requireOwnShift(ctx, device))
}

/** A cashier's own, that was closed: no history of others, none of other stations. @throws DomainError not_found */
export async function reportClosedShift(ctx: Context, id: number): Promise<ShiftReport> {
  const userId = requireCashier(ctx)
  const row = await selectShift(ctx.db, id)
  if (!row || row.user_id !== userId || (row.open_user_id !== null && row.is_over === 0)) reject('not_found')
  return reportOf(ctx, row)
}

/** For staff: the newest first. */
export async function listShifts(ctx: Context, filter: ShiftFilter): Promise<Page<Shift>> {
  requireRight(ctx, 'see_shifts')
  const { station, q } = filter
  const isOpen = filter.status === undefined ? undefined : filter.status === 'open'
  const page = await readPageById({
    cursor: filter.cursor,
    read: (request) => selectShifts(ctx.db, { isOpen, station, q, ...openedIn(filter) }, request),
  })
  return { ...page, rows: page.rows.map(shiftOf) }
}

function openedIn({ from, to }: Pick<ShiftFilter, 'from' | 'to'>) {
  return { from: from ? dayBounds(from).from : undefined, until: to ? dayBounds(to).until : undefined }
}

/** For staff. @throws DomainError not_found */
export async function reportShift(ctx: Context, id: number): Promise<ShiftReport> {
  requireRight(ctx, 'see_shifts')
  return reportOf(ctx, (await selectShift(ctx.db, id)) ?? reject('not_found'))
}

async function reportOf(ctx: Context, row: ShiftRow): Promise<ShiftReport> {
  const until = closedAt(row)
  const [sums, corrections, ids] = await Promise.all([
    sumShift(ctx.db, row.id, until),
    until === null ? [] : selectShiftCorrections(ctx.db, row.id, until),
    selectShiftOperationIds(ctx.db, row.id, [], MAX_FILLS),
  ])
  const fills = await answersById(ctx, ids)
  const since = Map.groupBy(corrections, ({ authorization_id }) => authorization_id)
  const signed = (fill: Fill) => ({
    ...fill,
    reversed: fill.reversed - (since.get(fill.id) ?? []).reduce((sum, { volume }) => sum + volume, 0),
  })
  return {
    shift: shiftOf(row),
    totals: sums.map(({ product, instrument_kind: instrument, operations, volume }) => ({
      product,
      instrument,
      fills: Number(operations),
      volume: Number(volume),
    })),
    fills: fills.reverse().map(signed),
    corrections: corrections.map(({ id, operation_id: operationId, created_at: at, ...told }) => {
      const { product, volume, reason } = told
      return { id, operationId, at, product, volume, reason }
    }),
  }
}

/** The moment whose figures are the shift's; null: it is open. One that ended by its time was over then. */
function closedAt({ closed_at: closed, ends_at: ends, is_over: isOver }: ShiftRow): Date | null {
  if (closed === null) return isOver === 1 ? ends : null
  return closed < ends ? closed : ends
}
