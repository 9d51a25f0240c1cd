import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { PaymentCreditsTable } from '#db/schema/index.ts'

export type CreditRow = Selectable<PaymentCreditsTable>
export type ListedCreditRow = CreditRow & { company_name: string; created_by_email: string | null }

export async function insertCredits(db: Db, rows: readonly Insertable<PaymentCreditsTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('payment_credits').values(rows).execute()
}

/** What a payment was credited to and what was taken back, the oldest first. */
export function selectCredits(db: Db, paymentId: number): Promise<ListedCreditRow[]> {
  return db
    .selectFrom('payment_credits as c')
    .innerJoin('companies', 'companies.id', 'c.company_id')
    .leftJoin('users', 'users.id', 'c.created_by')
    .selectAll('c')
    .select(['companies.name as company_name', 'users.email as created_by_email'])
    .where('c.payment_id', '=', paymentId)
    .orderBy('c.id')
    .execute()
}

/** Those that nothing reversed. */
export async function selectLiveCredits(db: Db, paymentId: number): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select c.* from payment_credits c
    left join payment_credits r on r.reverses_id = c.id
    where c.payment_id = ${paymentId} and c.reverses_id is null and r.id is null
    order by c.id
  `.execute(db)
  return rows
}

/** Which of these payments were ever credited to anybody. */
export async function selectPaymentsWithCredits(db: Db, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('payment_credits')
    .select('payment_id')
    .distinct()
    .where('payment_id', 'in', ids)
    .execute()
  return rows.map(({ payment_id }) => payment_id)
}
