import { z } from 'zod'
import { record } from '#app/domain/audit/audit.server.ts'
import { driverTitles, languageWords, nameKey } from '#app/domain/imports/fleet-words.ts'
import type { PlannedRow, SmallCounts, SmallFault, SmallPlan } from '#app/domain/imports/small-import.ts'
import { countsOf } from '#app/domain/imports/small-import.ts'
import { MAX_SMALL_ROWS, readSmallTable } from '#app/domain/imports/small-table.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import { type DriverRow, insertDriver, selectLiveDrivers, updateDriver } from '#db/queries/drivers/drivers.ts'
import { driverFields } from './drivers.input.server.ts'
import { knownDrivers } from './known-drivers.ts'

type Field = 'name' | 'phone' | 'locale' | 'comment'

/** A line of a file; what its columns do not say is left out. */
const Line = z.object({
  row: z.number().int().positive(),
  name: driverFields.name,
  phone: driverFields.phone.optional(),
  locale: driverFields.locale.optional(),
  comment: driverFields.comment.optional(),
})
type Line = z.output<typeof Line>

export const DriverLines = z.array(Line).min(1).max(MAX_SMALL_ROWS)

export interface DriverPreview extends SmallPlan<Line> {
  /** Why nothing of it was read. */
  problem: 'header' | 'too_many' | null
  /** What a commit needs: the lines, checked. */
  lines: Line[]
}

/** What a file would change. Nothing is stored. @throws DomainError file_unreadable, uploads_busy */
export async function previewDrivers(
  ctx: Context,
  companyId: CompanyId,
  bytes: Uint8Array,
): Promise<DriverPreview> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  const table = await readSmallTable(bytes, driverTitles, 'name', askerOf(ctx))
  if (typeof table === 'string') return { rows: [], faults: [], lines: [], problem: table }
  const faults: SmallFault[] = []
  const lines = table.rows.flatMap(({ row, values }) => {
    const parsed = Line.safeParse({ row, ...values, ...localeIn(values.locale) })
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? 'name') as Field
    const value = values[field] ?? ''
    const code = value === '' ? 'required' : issue?.code === 'too_big' ? 'too_long' : 'invalid'
    faults.push({ row, code, value, column: table.titles[field] ?? '', other: 0 })
    return []
  })
  const plan = planOf(await selectLiveDrivers(ctx.db, companyId, MAX_KNOWN), lines)
  const all = [...faults, ...plan.faults].sort((one, other) => one.row - other.row)
  return { rows: plan.rows, faults: all, lines, problem: null }
}

/** As many as are compared with a file. */
const MAX_KNOWN = 10_000

/** An empty cell says nothing of the language; a word that is none is a fault. */
function localeIn(text: string | undefined): { locale?: string } | { locale: undefined } {
  if (!text) return { locale: undefined }
  const word = text.toLowerCase()
  const known = Object.entries(languageWords).find(([, words]) => words.some((each) => word.startsWith(each)))
  return { locale: known?.[0] ?? text }
}

/** Whom each line means: the driver with its telephone, else the one with its name. */
function planOf(known: readonly DriverRow[], lines: readonly Line[]): SmallPlan<Line> {
  const rows: PlannedRow<Line>[] = []
  const faults: SmallFault[] = []
  const seen = new Map<string, number>()
  const meant = knownDrivers(known)
  for (const line of lines) {
    const { row, name } = line
    const key = line.phone ? line.phone : nameKey(name)
    const other = seen.get(key)
    const fault = (code: SmallFault['code']) =>
      faults.push({ row, code, column: '', value: name, other: other ?? 0 })
    const found = meant(line)
    if (other !== undefined) fault('duplicate')
    else if (found.length > 1) fault('ambiguous')
    else rows.push({ row, id: found[0]?.id ?? null, change: changeOf(found[0], line), facts: line })
    seen.set(key, row)
  }
  return { rows, faults }
}

function changeOf(before: DriverRow | undefined, line: Line): PlannedRow<Line>['change'] {
  if (!before) return 'added'
  return Object.entries(factsOf(line)).every(([field, value]) => before[field as Field] === value)
    ? 'same'
    : 'changed'
}

/** What a line says. */
function factsOf({ row: _row, ...facts }: Line): Partial<Record<Field, string>> & { name: string } {
  const said = Object.entries(facts).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(said), name: facts.name }
}

/**
 * Brings the lines of a preview in: all of them or none. The same file again changes nothing.
 * @throws DomainError import_faulty when a line means nobody in particular by now
 */
export function importDrivers(
  ctx: Context,
  companyId: CompanyId,
  lines: readonly Line[],
  file: string,
): Promise<SmallCounts> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const known = await selectLiveDrivers(ctx.db, companyId, MAX_KNOWN)
    const { rows, faults } = planOf(known, lines)
    if (faults.length > 0) reject('import_faulty')
    const byId = new Map(known.map((driver) => [driver.id, driver]))
    for (const { id, change, facts } of rows) {
      const { row: _row, ...line } = facts
      if (id === null) {
        await insertDriver(ctx.db, {
          ...{ company_id: companyId, name: line.name, archived_at: null },
          ...{ phone: line.phone ?? '', locale: line.locale ?? 'ru', comment: line.comment ?? '' },
        })
      } else if (change === 'changed') {
        const before = byId.get(id) ?? reject('conflict_try_again')
        const stated = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined))
        if (!(await updateDriver(ctx.db, companyId, before, stated))) reject('conflict_try_again')
      }
    }
    const counts = countsOf(rows)
    if (counts.added + counts.changed > 0) {
      const { added, changed } = counts
      await record(
        ctx,
        'drivers.imported',
        { kind: 'company', id: companyId, companyId },
        { file, added, changed },
      )
    }
    return counts
  })
}
