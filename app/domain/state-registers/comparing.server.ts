import {
  closeAgreed,
  type Discrepancy,
  recordDiscrepancies,
} from '#app/domain/discrepancies/processor-discrepancies.server.ts'
import { isOnItsWay, readLastAsked, readWished, type Wished } from '#app/domain/instructions/wished.server.ts'
import { businessDay, isPast } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectDifferedBefore, updateDiffered } from '#db/queries/state-registers/differed.ts'
import {
  hasLaterStateRegister,
  type StateRegisterRow,
  selectOpenStateRegister,
  updateStateRegister,
} from '#db/queries/state-registers/registers.ts'
import {
  type HereRow,
  selectHere,
  selectProcessorStates,
  upsertToldBalances,
} from '#db/queries/state-registers/states.ts'
import { databaseNow } from '#db/sql/now.ts'
import type { ToldState } from './state-registers.input.server.ts'
import { differenceOf, lastingOf, type StateFigures } from './state-registers.ts'

const BATCH = 500
const LOOKED_THROUGH = 2_000
/** More differences are counted and not listed: something is wrong with the whole register then. */
const MAX_LISTED = 2_000

const NONE = { agreeing: 0, in_flight: 0, differing: 0, missing_here: 0, missing_there: 0 }
type Counts = typeof NONE

/**
 * The worker's part: one step of comparing the oldest register that waits. How far it came is stored with what it found, so
 * that one that was killed is gone on with, each row once.
 * @returns whether more waits
 */
export async function compareStateRegisters(ctx: Context): Promise<boolean> {
  requireRight(ctx, 'compare_state_registers')
  return transact(ctx, async (ctx) => {
    const register = await selectOpenStateRegister(ctx.db)
    if (!register) return false
    // What is compared already may be finished: its discrepancies are of this register.
    if (await hasLaterStateRegister(ctx.db, register))
      await updateStateRegister(ctx.db, register, { counts: NONE, status: 'overtaken' })
    else if (register.status === 'comparing') await compareRows(ctx, register)
    else if (register.status === 'seeking') await seekMissing(ctx, register)
    else await close(ctx, register)
    return true
  })
}

async function compareRows(ctx: Context, register: StateRegisterRow): Promise<void> {
  const { id, instrument_kind: kind, as_of: at } = register
  const rows = await selectProcessorStates(ctx.db, Number(id), register.read_number, BATCH)
  const numbers = rows.map(({ number }) => number)
  const here = await readWished(ctx, kind, numbers, { scope: scopeOf(register), at })
  const counts = { ...NONE }
  const found: Discrepancy[] = []
  const unclear: string[] = []
  const earlier = await selectDifferedBefore(ctx.db, register, numbers)
  const differed: { number: string; differed: string }[] = []
  const comparedAt = await databaseNow(ctx.db)
  const balances: Parameters<typeof upsertToldBalances>[3][number][] = []
  for (const { number, state } of rows) {
    const told: Omit<ToldState, 'number'> = JSON.parse(state)
    const wished = here.get(number)
    if (wished && told.balance !== undefined && told.unit !== undefined) {
      const { id: instrumentId, companyId } = wished
      balances.push({ instrumentId, companyId, balance: told.balance, unit: told.unit })
    }
    const compared = comparedStateOf(wished, told, at, beforeOf(earlier.get(number), at))
    if (compared.figures)
      differed.push({ number, differed: JSON.stringify({ at: comparedAt, ours: compared.figures }) })
    counts[compared.as]++
    if (compared.as === 'in_flight') unclear.push(number)
    if ('ours' in compared) found.push({ number, instrument: wished ?? null, ...compared })
  }
  await upsertToldBalances(ctx.db, kind, at, balances)
  await updateDiffered(ctx.db, Number(id), differed)
  await keep(ctx, register, { found, unclear })
  const isLast = rows.length < BATCH
  await updateStateRegister(ctx.db, register, {
    ...{ counts, read_number: numbers.at(-1) ?? register.read_number },
    ...(isLast && { status: 'seeking' }),
  })
}

/** `figures`: what is wanted of the fields that differ. */
type ComparedState = { figures?: StateFigures } & (
  | { as: 'agreeing' | 'in_flight' }
  | { as: 'differing' | 'missing_here'; ours: StateFigures; theirs: StateFigures }
)

/** What an earlier comparison found, where it was over by the moment of this register. */
function beforeOf(differed: string | undefined, at: Date): StateFigures {
  if (differed === undefined) return {}
  const { at: comparedAt, ours }: { at: string; ours: StateFigures } = JSON.parse(differed)
  return new Date(comparedAt) <= at ? ours : {}
}

function comparedStateOf(
  wished: Wished | undefined,
  told: Omit<ToldState, 'number'>,
  at: Date,
  before: StateFigures,
): ComparedState {
  if (!wished) {
    // What has ended there and is unknown here harms nobody.
    if (told.in_service === false) return { as: 'agreeing' }
    const blocked = told.blocked ? 'yes' : 'no'
    return { as: 'missing_here', ours: { known: 'no' }, theirs: { known: 'yes', blocked } }
  }
  if (isOnItsWay(wished.last, at)) return { as: 'in_flight' }
  const { state, isEnded, last } = wished
  const version = last?.status === 'in_force' ? last.version : null
  const difference = differenceOf({ state, isEnded, version }, told)
  if (!difference) return { as: 'agreeing' }
  const figures = difference.ours
  if (wished.changedAt <= at) return { as: 'differing', figures, ...difference }
  // The issuer's data have changed it since the moment of the register; not what was wanted so before that moment.
  const lasting = lastingOf(difference, before)
  return lasting ? { as: 'differing', figures, ...lasting } : { as: 'in_flight', figures }
}

/** Cards and coupons that can be used here and that the register does not name. */
async function seekMissing(ctx: Context, register: StateRegisterRow): Promise<void> {
  const { id, instrument_kind: kind, as_of: at, read_id: after } = register
  const rows = await selectHere(ctx.db, kind, Number(id), { after: Number(after), limit: LOOKED_THROUGH })
  const isMissing = missingIn(register)
  const missing = rows.filter(isMissing)
  const last = await readLastAsked(
    ctx,
    kind,
    missing.map((row) => Number(row.id)),
  )
  const isUnclear = (row: HereRow) => isOnItsWay(last.get(Number(row.id)), at)
  const unclear = missing.filter(isUnclear)
  const found = missing.filter((row) => !isUnclear(row))
  await keep(ctx, register, {
    found: found.map((row) => ({
      number: row.number,
      instrument: { id: Number(row.id), companyId: row.company_id },
      ours: { known: 'yes' },
      theirs: { known: 'no' },
    })),
    unclear: unclear.map(({ number }) => number),
  })
  await updateStateRegister(ctx.db, register, {
    counts: { ...NONE, in_flight: unclear.length, missing_there: found.length },
    read_id: Number(rows.at(-1)?.id ?? after),
    ...(rows.length < LOOKED_THROUGH && { status: 'closing' }),
  })
}

function missingIn(register: StateRegisterRow): (row: HereRow) => boolean {
  const scope = scopeOf(register)
  const day = businessDay(register.as_of)
  return (row) => {
    const isOurs = scope === null ? Number(row.is_test) === 0 : row.company_id === scope
    const mattersHere =
      Number(row.open) === 1 &&
      !['expired', 'lost'].includes(row.issuer_status) &&
      !isPast(row.valid_until, day)
    return isOurs && mattersHere && Number(row.is_told) === 0 && row.created_at <= register.as_of
  }
}

async function close(ctx: Context, register: StateRegisterRow): Promise<void> {
  const { id, instrument_kind: kind } = register
  if (register.is_test !== 1) await closeAgreed(ctx, { registerId: Number(id), kind }, scopeOf(register))
  await updateStateRegister(ctx.db, register, { counts: NONE, status: 'compared' })
}

/** What a test key tells concerns nobody. */
async function keep(
  ctx: Context,
  register: StateRegisterRow,
  { found, unclear }: { found: Discrepancy[]; unclear: string[] },
): Promise<void> {
  if (found.length + unclear.length === 0 || register.is_test === 1) return
  const { id, instrument_kind: kind } = register
  const room = MAX_LISTED - listedIn(register)
  const listed = found.slice(0, Math.max(0, room))
  const rest = found.slice(listed.length).map(({ number }) => number)
  await recordDiscrepancies(ctx, { registerId: Number(id), kind }, listed, [...unclear, ...rest])
}

function listedIn({ differing, missing_here, missing_there }: Counts): number {
  return differing + missing_here + missing_there
}

function scopeOf({ company_id: companyId }: StateRegisterRow): CompanyId | null {
  return companyId === null ? null : asCompanyId(companyId)
}
