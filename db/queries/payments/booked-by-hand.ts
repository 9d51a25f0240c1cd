import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'

export interface BookedEntryRow {
  id: number
  occurred_on: Day
  document: string
}

/** Money of this amount on a company's account that no bank's payment brought and that nothing took back. */
export async function selectEntriesByHand(
  db: Db,
  companyId: number,
  amount: number,
): Promise<BookedEntryRow[]> {
  const { rows } = await sql<BookedEntryRow>`
    select e.id, e.occurred_on, e.document from account_entries e
    where e.company_id = ${companyId} and e.kind = 'payment' and e.amount = ${amount}
      and not exists (select 1 from payment_credits c where c.entry_id = e.id)
      and e.amount + (
        select coalesce(sum(x.amount), 0) from account_entries x where x.corrects_id = e.id
      ) > 0
    order by e.id
  `.execute(db)
  return rows
}

export interface PaidByHandRow {
  order_id: number
  /** Tiyn that no bank's payment brought. */
  amount_by_hand: number
}

/** A company's orders that were not paid by payments of the bank alone. */
export async function selectOrdersPaidByHand(db: Db, companyId: number): Promise<PaidByHandRow[]> {
  const { rows } = await sql<PaidByHandRow>`
    select o.id as order_id,
      cast(o.paid as signed) - coalesce(sum(c.amount), 0) as amount_by_hand
    from orders o
    left join payment_credits c on c.order_id = o.id
    where o.company_id = ${companyId} and o.paid > 0
    group by o.id, o.paid
    having amount_by_hand <> 0
  `.execute(db)
  return rows
}
