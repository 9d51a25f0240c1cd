import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'

export interface BookedEntryRow {
  id: number
  company_id: number
  amount: number
  occurred_on: Day
  document: string
}

/**
 * Money of one of these amounts on the account of one of these companies that no bank's payment brought and that nothing
 * took back.
 */
export async function selectEntriesByHand(
  db: Db,
  companyIds: readonly number[],
  amounts: readonly number[],
): Promise<BookedEntryRow[]> {
  if (companyIds.length === 0) return []
  const { rows } = await sql<BookedEntryRow>`
    select e.id, e.company_id, e.amount, e.occurred_on, e.document from account_entries e
    where e.company_id in (${sql.join(companyIds)}) and e.kind = 'payment' and e.amount in (${sql.join(amounts)})
      and not exists (select 1 from payment_credits c where c.entry_id = e.id)
      and e.amount + (
        select coalesce(sum(x.amount), 0) from account_entries x where x.corrects_id = e.id
      ) > 0
    order by e.id
  `.execute(db)
  return rows
}

export interface PaidByHandRow {
  company_id: number
  order_id: number
  /** Tiyn that no bank's payment brought. */
  amount_by_hand: number
}

/** Orders of these companies that were not paid by payments of the bank alone. */
export async function selectOrdersPaidByHand(
  db: Db,
  companyIds: readonly number[],
): Promise<PaidByHandRow[]> {
  if (companyIds.length === 0) return []
  const { rows } = await sql<PaidByHandRow>`
    select o.company_id, o.id as order_id,
      cast(o.paid as signed) - coalesce(sum(c.amount), 0) as amount_by_hand
    from orders o
    left join payment_credits c on c.order_id = o.id
    where o.company_id in (${sql.join(companyIds)}) and o.paid > 0
    group by o.company_id, o.id, o.paid
    having amount_by_hand <> 0
  `.execute(db)
  return rows
}
