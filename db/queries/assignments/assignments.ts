import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AssignmentSubject, AssignmentsTable, CompanyId, InstrumentKind } from '#db/schema/index.ts'

export type AssignmentRow = Selectable<AssignmentsTable>

interface InstrumentOf {
  kind: InstrumentKind
  id: number
}

/** A period with the name of the driver, or the vehicle's plate. */
export interface ListedAssignmentRow {
  id: number
  subject: AssignmentSubject
  subject_id: number
  name: string
  starts_at: Date
  ends_at: Date | null
}

/** Of a card or a coupon, the newest first. */
export async function selectAssignmentsOfInstrument(
  db: Db,
  companyId: CompanyId,
  { kind, id }: InstrumentOf,
  limit: number,
): Promise<ListedAssignmentRow[]> {
  const { rows } = await sql<ListedAssignmentRow>`
    select a.id, a.subject, a.subject_id, coalesce(d.name, v.plate, '') as name, a.starts_at, a.ends_at
    from assignments a
    left join drivers d on a.subject = 'driver' and d.id = a.subject_id
    left join vehicles v on a.subject = 'vehicle' and v.id = a.subject_id
    where a.instrument_kind = ${kind} and a.instrument_id = ${id} and a.company_id = ${companyId}
    order by a.starts_at desc, a.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** A period with the number of its card or coupon. */
export interface SubjectAssignmentRow {
  id: number
  instrument_kind: InstrumentKind
  instrument_id: number
  number: string
  starts_at: Date
  ends_at: Date | null
}

/** Of a driver or a vehicle of the company: those that last first, then the newest. */
export async function selectAssignmentsOfSubject(
  db: Db,
  companyId: CompanyId,
  subject: AssignmentSubject,
  subjectId: number,
  limit: number,
): Promise<SubjectAssignmentRow[]> {
  const { rows } = await sql<SubjectAssignmentRow>`
    select a.id, a.instrument_kind, a.instrument_id, coalesce(c.number, k.number, '') as number, a.starts_at, a.ends_at
    from assignments a
    left join cards c on a.instrument_kind = 'card' and c.id = a.instrument_id
    left join coupons k on a.instrument_kind = 'coupon' and k.id = a.instrument_id
    where a.subject = ${subject} and a.subject_id = ${subjectId} and a.company_id = ${companyId}
    order by a.ends_at is null desc, a.starts_at desc, a.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** The card's or coupon's number; `lock` holds its row until the transaction ends. Undefined for another company's. */
export async function selectInstrument(
  db: Db,
  companyId: CompanyId,
  { kind, id }: InstrumentOf,
  { lock = false } = {},
): Promise<{ number: string } | undefined> {
  const own = db
    .selectFrom(kind === 'card' ? 'cards' : 'coupons')
    .select('number')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
  return (lock ? own.forUpdate() : own).executeTakeFirst()
}

/** All periods of one kind, the earliest first; the caller holds the instrument. */
export function selectPeriods(
  db: Db,
  companyId: CompanyId,
  { kind, id }: InstrumentOf,
  subject: AssignmentSubject,
): Promise<AssignmentRow[]> {
  return db
    .selectFrom('assignments')
    .selectAll()
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .where('subject', '=', subject)
    .where('company_id', '=', companyId)
    .orderBy('starts_at')
    .forUpdate()
    .execute()
}

/** The name of a driver or the plate of a vehicle that is not archived, held against being archived meanwhile. */
export async function selectSubject(
  db: Db,
  companyId: CompanyId,
  subject: AssignmentSubject,
  id: number,
): Promise<string | undefined> {
  const { rows } =
    subject === 'driver'
      ? await sql<{ name: string }>`select name from drivers
          where company_id = ${companyId} and id = ${id} and archived_at is null for update`.execute(db)
      : await sql<{ name: string }>`select plate as name from vehicles
          where company_id = ${companyId} and id = ${id} and archived_at is null for update`.execute(db)
  return rows[0]?.name
}

export async function insertAssignment(db: Db, row: Insertable<AssignmentsTable>): Promise<void> {
  await db.insertInto('assignments').values(row).execute()
}

export async function updateAssignmentEnd(db: Db, id: number, endsAt: Date | null): Promise<void> {
  await db.updateTable('assignments').set({ ends_at: endsAt }).where('id', '=', id).execute()
}

export async function deleteAssignments(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('assignments').where('id', 'in', ids).execute()
}

/** What a driver or a vehicle still has, ended now; the cards and coupons are nobody's then. */
export async function updateAssignmentsOfSubjectEnded(
  db: Db,
  companyId: CompanyId,
  subject: AssignmentSubject,
  subjectId: number,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('assignments')
    .set({ ends_at: at })
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .where('company_id', '=', companyId)
    .where('ends_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What pumps were told of a card's odometer since a moment belongs to the vehicle that it had then. */
export async function updateReadingsOfCard(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  since: Date,
): Promise<void> {
  await sql`
    update odometer_readings r set r.vehicle_id = (
      select a.subject_id from assignments a
      where a.instrument_kind = 'card' and a.instrument_id = r.card_id and a.subject = 'vehicle'
        and a.company_id = r.company_id and a.starts_at <= r.read_at
        and (a.ends_at is null or a.ends_at > r.read_at) limit 1
    )
    where r.card_id = ${cardId} and r.company_id = ${companyId} and r.read_at >= ${since}
  `.execute(db)
}
