import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { FuelExceptionsTable, PresentedBy } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { isOfNoTestKey } from '#db/sql/test-keys.ts'

export type DiscrepancyRow = Selectable<FuelExceptionsTable> & {
  company_name: string | null
  operation_id: string | null
  settled_by_email: string | null
  presented: PresentedBy | null
  /** Of a till, in which the operation was. */
  till_shift_id: number | null
}

/** The newest first. */
export async function selectDiscrepancies(
  db: Db,
  isOpen: boolean,
  request: PageRequest,
): Promise<DiscrepancyRow[]> {
  const { rows } = await sql<DiscrepancyRow>`
    select ${columns} where e.settled_at is ${isOpen ? sql`null` : sql`not null`}
      and ${isReal} and ${beyondId('e.id', request)}
    order by e.id ${sql.raw(directionOf(request))} limit ${request.limit}
  `.execute(db)
  return rows
}

export async function selectDiscrepancy(db: Db, id: number): Promise<DiscrepancyRow | undefined> {
  const { rows } = await sql<DiscrepancyRow>`select ${columns} where e.id = ${id} and ${isReal}`.execute(db)
  return rows[0]
}

export async function selectDiscrepanciesOfShift(db: Db, stationShiftId: number): Promise<DiscrepancyRow[]> {
  const { rows } = await sql<DiscrepancyRow>`
    select ${columns} where e.station_shift_id = ${stationShiftId} order by e.id
  `.execute(db)
  return rows
}

export function selectDiscrepanciesOfOperations(
  db: Db,
  authorizationIds: readonly number[],
): Promise<DiscrepancyRow[]> {
  return readInBatches(authorizationIds, async (batch) => {
    const { rows } = await sql<DiscrepancyRow>`
      select ${columns} where e.authorization_id in (${sql.join(batch)}) order by e.id
    `.execute(db)
    return rows
  })
}

const columns = sql`e.*, p.name as company_name, coalesce(a.operation_id, t.operation_id) as operation_id,
  u.email as settled_by_email, a.presented, a.shift_id as till_shift_id
  from fuel_exceptions e
  left join companies p on p.id = e.company_id
  left join authorizations a on a.id = e.authorization_id
  left join transactions t on t.id = e.transaction_id
  left join users u on u.id = e.settled_by`
const isReal = isOfNoTestKey('a.integration_id')

/** Compare-and-set: false when somebody settled it already. */
export async function updateDiscrepancySettled(
  db: Db,
  id: number,
  { userId, reason, as }: { userId: number; reason: string; as: 'reason' | 'asked' },
): Promise<boolean> {
  const result = await db
    .updateTable('fuel_exceptions')
    .set({ settled_at: now, settled_by: userId, settled_reason: reason, settled_as: as })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function countOpenDiscrepancies(db: Db): Promise<number> {
  const row = await db
    .selectFrom('fuel_exceptions as e')
    .leftJoin('authorizations as a', 'a.id', 'e.authorization_id')
    .select((eb) => eb.fn.countAll<string>().as('open'))
    .where('e.settled_at', 'is', null)
    .where(isReal)
    .executeTakeFirst()
  return exactSum(row?.open)
}
