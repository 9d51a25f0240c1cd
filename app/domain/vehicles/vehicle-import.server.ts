import { z } from 'zod'
import { record } from '#app/domain/audit/audit.server.ts'
import { vehicleTitles } from '#app/domain/imports/fleet-words.ts'
import { productWordsNow } from '#app/domain/imports/product-words-now.server.ts'
import type { PlannedRow, SmallCounts, SmallFault, SmallPlan } from '#app/domain/imports/small-import.ts'
import { countsOf } from '#app/domain/imports/small-import.ts'
import { MAX_SMALL_ROWS, readSmallTable } from '#app/domain/imports/small-table.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import {
  insertVehicle,
  selectLiveVehicles,
  updateVehicle,
  type VehicleRow,
} from '#db/queries/vehicles/vehicles.ts'
import { plateKey } from '#db/sql/search-text.ts'
import { vehicleFields } from './vehicles.input.server.ts'

type Field = 'plate' | 'make' | 'product' | 'tank' | 'norm'

/** A line of a file; what its columns do not say is left out. */
const Line = z.object({
  row: z.number().int().positive(),
  plate: vehicleFields.plate,
  make: vehicleFields.make.optional(),
  product: vehicleFields.product.optional(),
  tank: vehicleFields.tank.optional(),
  norm: vehicleFields.norm.optional(),
})
type Line = z.output<typeof Line>

/** The same once it was read: litres are millilitres by then. */
const millilitres = z.number().int().positive().max(10_000_000).nullable().optional()
export const VehicleLines = z
  .array(
    Line.extend({ product: z.string().max(16).nullable().optional(), tank: millilitres, norm: millilitres }),
  )
  .min(1)
  .max(MAX_SMALL_ROWS)

export interface VehiclePreview extends SmallPlan<Line> {
  /** Why nothing of it was read. */
  problem: 'header' | 'too_many' | null
  lines: Line[]
}

/** What a file would change. Nothing is stored. @throws DomainError file_unreadable, uploads_busy */
export async function previewVehicles(
  ctx: Context,
  companyId: CompanyId,
  bytes: Uint8Array,
): Promise<VehiclePreview> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  const table = await readSmallTable(bytes, vehicleTitles, 'plate', askerOf(ctx))
  if (typeof table === 'string') return { rows: [], faults: [], lines: [], problem: table }
  const words = await productWordsNow(ctx)
  const faults: SmallFault[] = []
  const lines = table.rows.flatMap(({ row, values }) => {
    const product = values.product ? words.productOf(values.product) : values.product
    if (product === null) {
      const value = values.product ?? ''
      faults.push({ row, code: 'unknown_product', value, column: table.titles.product ?? '', other: 0 })
      return []
    }
    const parsed = Line.safeParse({ row, ...values, ...(product === undefined ? {} : { product }) })
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? 'plate') as Field
    const value = values[field] ?? ''
    const code = value === '' ? 'required' : issue?.code === 'too_big' ? 'too_long' : 'invalid'
    faults.push({ row, code, value, column: table.titles[field] ?? '', other: 0 })
    return []
  })
  const plan = planOf(await selectLiveVehicles(ctx.db, companyId, MAX_KNOWN), lines)
  const all = [...faults, ...plan.faults].sort((one, other) => one.row - other.row)
  return { rows: plan.rows, faults: all, lines, problem: null }
}

/** As many as are compared with a file. */
const MAX_KNOWN = 10_000

/** What each line means: the vehicle with its plate, in whichever of the letters that look alike. */
function planOf(known: readonly VehicleRow[], lines: readonly Line[]): SmallPlan<Line> {
  const byKey = new Map(known.map((vehicle) => [vehicle.plate_key, vehicle]))
  const rows: PlannedRow<Line>[] = []
  const faults: SmallFault[] = []
  const seen = new Map<string, number>()
  for (const line of lines) {
    const { row, plate } = line
    const key = plateKey(plate)
    const other = seen.get(key)
    const before = byKey.get(key)
    if (other !== undefined) faults.push({ row, code: 'duplicate', column: '', value: plate, other })
    else rows.push({ row, id: before?.id ?? null, change: changeOf(before, line), facts: line })
    seen.set(key, row)
  }
  return { rows, faults }
}

function changeOf(before: VehicleRow | undefined, { row: _row, plate: _plate, ...facts }: Line) {
  if (!before) return 'added'
  const said = Object.entries(facts).filter(([, value]) => value !== undefined)
  const isSame = said.every(([field, value]) => before[field as Exclude<Field, 'plate'>] === value)
  return isSame ? 'same' : 'changed'
}

/**
 * Brings the lines of a preview in: all of them or none. The same file again changes nothing.
 * @throws DomainError import_faulty, product_not_found, conflict_try_again
 */
export function importVehicles(
  ctx: Context,
  companyId: CompanyId,
  lines: readonly Line[],
  file: string,
): Promise<SmallCounts> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const known = await selectLiveVehicles(ctx.db, companyId, MAX_KNOWN)
    const codes = (await productWordsNow(ctx)).products.map(({ code }) => code)
    if (lines.some(({ product }) => product && !codes.includes(product))) reject('product_not_found')
    const { rows, faults } = planOf(known, lines)
    if (faults.length > 0) reject('import_faulty')
    const byId = new Map(known.map((vehicle) => [vehicle.id, vehicle]))
    for (const { id, change, facts } of rows) {
      const { row: _row, plate, ...line } = facts
      if (id === null) {
        const key = plateKey(plate)
        await insertVehicle(ctx.db, {
          ...{ company_id: companyId, plate, plate_key: key, live_key: key, archived_at: null },
          ...{ make: line.make ?? '', product: line.product ?? null },
          ...{ tank: line.tank ?? null, norm: line.norm ?? null },
        })
      } else if (change === 'changed') {
        const before = byId.get(id) ?? reject('conflict_try_again')
        const stated = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined))
        if (!(await updateVehicle(ctx.db, companyId, before, stated))) reject('conflict_try_again')
      }
    }
    const counts = countsOf(rows)
    if (counts.added + counts.changed > 0) {
      const { added, changed } = counts
      await record(
        ctx,
        'vehicles.imported',
        { kind: 'company', id: companyId, companyId },
        { file, added, changed },
      )
    }
    return counts
  })
}
