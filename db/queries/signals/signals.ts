import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, FraudSignalsTable, SignalOutcome } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'

export type SignalRow = Selectable<FraudSignalsTable> & {
  company_name: string | null
  station_name: string | null
  opened_by_email: string | null
  settled_by_email: string | null
}

/** One that is here already stays as it is. @returns whether it is new */
export async function insertSignal(
  db: Db,
  row: Omit<Insertable<FraudSignalsTable>, 'settled_at' | 'settled_by' | 'settled_as'>,
): Promise<boolean> {
  const result = await db
    .insertInto('fraud_signals')
    .ignore()
    .values({ ...row, settled_at: null, settled_by: null, settled_as: null })
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const columns = sql`g.*, p.name as company_name, s.name as station_name, o.email as opened_by_email,
  u.email as settled_by_email
  from fraud_signals g
  left join companies p on p.id = g.company_id
  left join stations s on s.code = g.station_code
  left join users o on o.id = g.opened_by
  left join users u on u.id = g.settled_by`

/** Those that are open, or those that are settled; what is most at risk first. */
export async function selectSignals(db: Db, isOpen: boolean, request: PageRequest): Promise<SignalRow[]> {
  const direction = sql.raw(readsDown(true, request) ? 'desc' : 'asc')
  const { rows } = await sql<SignalRow>`
    select ${columns} where g.is_open = ${isOpen ? 1 : 0}
      ${beyond(sql.ref('g.at_risk'), sql.ref('g.id'), request, true)}
    order by g.at_risk ${direction}, g.id ${direction} limit ${request.limit}
  `.execute(db)
  return rows
}

/** Its place in the order. */
export async function selectSignalPosition(db: Db, id: number): Promise<number | undefined> {
  const row = await db.selectFrom('fraud_signals').select('at_risk').where('id', '=', id).executeTakeFirst()
  return row?.at_risk
}

export async function selectSignal(db: Db, id: number): Promise<SignalRow | undefined> {
  const { rows } = await sql<SignalRow>`select ${columns} where g.id = ${id}`.execute(db)
  return rows[0]
}

/** What a client opened about a refuelling of its own. */
export async function selectReport(
  db: Db,
  companyId: CompanyId,
  transactionId: number,
): Promise<Selectable<FraudSignalsTable> | undefined> {
  return db
    .selectFrom('fraud_signals')
    .selectAll()
    .where('transaction_id', '=', transactionId)
    .where('kind', '=', 'not_received')
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

/** Compare-and-set: false when somebody settled it already. */
export async function updateSignalSettled(
  db: Db,
  id: number,
  { userId, outcome, answer }: { userId: number; outcome: SignalOutcome; answer: string },
): Promise<boolean> {
  const result = await db
    .updateTable('fraud_signals')
    .set({ is_open: 0, settled_at: now, settled_by: userId, settled_as: outcome, answer })
    .where('id', '=', id)
    .where('is_open', '=', 1)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
