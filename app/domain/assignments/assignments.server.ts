import { maskedNumber } from '#app/domain/cards/cards.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type AssignmentRow,
  deleteAssignments,
  insertAssignment,
  type ListedAssignmentRow,
  type SubjectAssignmentRow,
  selectAssignmentsOfInstrument,
  selectAssignmentsOfSubject,
  selectInstrument,
  selectPeriods,
  selectSubject,
  updateAssignmentEnd,
  updateAssignmentsOfSubjectEnded,
  updateReadingsOfCard,
} from '#db/queries/assignments/assignments.ts'
import type { AssignmentSubject } from '#db/schema/index.ts'
import type { Assign } from './assignments.input.server.ts'
import { type PeriodChange, periodChange } from './periods.ts'

export type ListedAssignment = ListedAssignmentRow
export type AssignmentOfSubject = SubjectAssignmentRow

const subjects = ['driver', 'vehicle'] as const satisfies readonly AssignmentSubject[]

/** More stand in no table. */
const MAX_LISTED = 50

/** Whose a card or a coupon is and was, the newest first. */
export function listAssignments(
  ctx: Context,
  companyId: CompanyId,
  instrument: InstrumentRef,
): Promise<ListedAssignment[]> {
  requireRightIn(ctx, companyId, 'see_fleet')
  return selectAssignmentsOfInstrument(ctx.db, companyId, instrument, MAX_LISTED)
}

interface Holding {
  id: number
  /** Of the driver, or the vehicle's plate. */
  name: string
}

/** A step of taking a coupon back: whose it is now. */
export async function holderNow(
  ctx: Context,
  companyId: CompanyId,
  instrument: InstrumentRef,
): Promise<Record<AssignmentSubject, Holding | null>> {
  const rows = await selectAssignmentsOfInstrument(ctx.db, companyId, instrument, MAX_LISTED)
  const present = rows.filter(({ ends_at: endsAt }) => endsAt === null || endsAt > ctx.now)
  const of = (subject: AssignmentSubject) => {
    const row = present.find((one) => one.subject === subject)
    return row ? { id: row.subject_id, name: row.name } : null
  }
  return { driver: of('driver'), vehicle: of('vehicle') }
}

/** Which cards and coupons a driver or a vehicle has and had: those that it has first. */
export function listAssignmentsOf(
  ctx: Context,
  companyId: CompanyId,
  subject: AssignmentSubject,
  id: number,
): Promise<AssignmentOfSubject[]> {
  requireRightIn(ctx, companyId, 'see_fleet')
  return selectAssignmentsOfSubject(ctx.db, companyId, subject, id, MAX_LISTED)
}

/** What is to be given away, by the number that a list shows. @throws DomainError card_not_found, coupon_not_found */
export async function findAssignable(
  ctx: Context,
  companyId: CompanyId,
  instrument: InstrumentRef,
): Promise<string> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  const row = (await selectInstrument(ctx.db, companyId, instrument)) ?? notThere(instrument.kind)
  return nameOfInstrument(instrument, row.number)
}

function notThere(kind: InstrumentRef['kind']): never {
  return reject(kind === 'card' ? 'card_not_found' : 'coupon_not_found')
}

function nameOfInstrument({ kind }: InstrumentRef, number: string): string {
  return kind === 'card' ? maskedNumber(number) : number
}

/**
 * Gives a card or a coupon to a driver, to a vehicle or to both from a moment on (null: to nobody), today's or an earlier
 * one. Periods that begin later give way. What pumps told of the card's odometer since then goes to that vehicle.
 * @throws DomainError card_not_found, coupon_not_found, driver_not_found, vehicle_not_found, date_in_future,
 * conflict_try_again
 */
export function assign(
  ctx: Context,
  companyId: CompanyId,
  instrument: InstrumentRef,
  input: Assign,
): Promise<{ number: string; isChanged: boolean }> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const { kind } = instrument
    const row = (await selectInstrument(ctx.db, companyId, instrument, { lock: true })) ?? notThere(kind)
    const number = nameOfInstrument(instrument, row.number)
    const from = startOf(ctx, input)
    let isChanged = false
    for (const subject of subjects) {
      const id = input[subject]
      if (id === undefined) continue
      const part = { companyId, instrument, subject, number }
      isChanged = (await change(ctx, part, id, from, input.seen)) || isChanged
    }
    if (isChanged && kind === 'card') await updateReadingsOfCard(ctx.db, companyId, instrument.id, from)
    return { number, isChanged }
  })
}

interface Part {
  companyId: CompanyId
  instrument: InstrumentRef
  subject: AssignmentSubject
  /** As a list names the instrument. */
  number: string
}

/** One kind of subject; whether anything changed. The instrument's row is held. */
async function change(
  ctx: Context,
  part: Part,
  subjectId: number | null,
  from: Date,
  seen: number | undefined,
): Promise<boolean> {
  const { companyId, instrument, subject } = part
  const periods = await selectPeriods(ctx.db, companyId, instrument, subject)
  const newest = Math.max(0, ...periods.map(({ id }) => id))
  if (seen !== undefined && seen !== newest) reject('conflict_try_again')
  const name = subjectId === null ? '' : await nameOf(ctx, companyId, subject, subjectId)
  const changed = periodChange(periods.map(periodOf), subjectId, from)
  if (!changed) return false
  await store(ctx, part, changed)
  await recordAssignment(ctx, part, name, from)
  return true
}

async function nameOf(
  ctx: Context,
  companyId: CompanyId,
  subject: AssignmentSubject,
  id: number,
): Promise<string> {
  const name = await selectSubject(ctx.db, companyId, subject, id)
  return name ?? reject(subject === 'driver' ? 'driver_not_found' : 'vehicle_not_found', { field: subject })
}

async function store(
  ctx: Context,
  { companyId, instrument, subject }: Part,
  { removed, ended, added }: PeriodChange,
): Promise<void> {
  await deleteAssignments(ctx.db, removed)
  if (ended) await updateAssignmentEnd(ctx.db, ended.id, ended.until)
  if (!added) return
  await insertAssignment(ctx.db, {
    company_id: companyId,
    instrument_kind: instrument.kind,
    instrument_id: instrument.id,
    subject,
    subject_id: added.subjectId,
    starts_at: added.from,
  })
}

async function recordAssignment(
  ctx: Context,
  { companyId, instrument, subject, number }: Part,
  name: string,
  from: Date,
): Promise<void> {
  const data = { number, subject, name, startsAt: from.toISOString() }
  if (instrument.kind === 'card')
    await recordInstrumentChange(ctx, 'card.assigned', { ...instrument, companyId }, data)
  else await recordInstrumentChange(ctx, 'coupon.assigned', { ...instrument, companyId }, data)
}

/** Now, where no day was named or today's without a time. @throws DomainError date_in_future */
function startOf(ctx: Context, { from, date, hasTime }: Assign): Date {
  if (from === null || (!hasTime && date === businessDay(ctx.now))) return thisSecond(ctx)
  if (from > ctx.now) reject('date_in_future', { field: 'date' })
  return from
}

/** Transactions have no fractions of a second: one that follows at once must not lie before it. */
function thisSecond({ now }: Context): Date {
  return new Date(Math.floor(now.getTime() / 1_000) * 1_000)
}

function periodOf({ id, subject_id: subjectId, starts_at: from, ends_at: until }: AssignmentRow) {
  return { id, subjectId, from, until }
}

/** A step of archiving: its cards and coupons are nobody's from now on. @returns how many there were */
export function endAssignmentsOf(
  ctx: Context,
  companyId: CompanyId,
  subject: AssignmentSubject,
  id: number,
): Promise<number> {
  return updateAssignmentsOfSubjectEnded(ctx.db, companyId, subject, id, thisSecond(ctx))
}
