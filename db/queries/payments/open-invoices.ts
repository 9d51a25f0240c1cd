import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { OrderStatus } from '#db/schema/index.ts'

/** An invoice whose order waits for money. */
export interface OpenInvoiceRow {
  order_id: number
  company_id: number
  bin: string
  company_name: string
  number: number
  issued_on: Day
  /** Tiyn that are still to be paid. */
  amount_left: number
}

const columns: RawBuilder<unknown> = sql`o.id as order_id, o.company_id, k.bin, k.name as company_name, d.number,
  d.issued_on, cast(o.total as signed) - cast(o.paid as signed) as amount_left`

/** Of these numbers and years, of orders in one of these statuses, the oldest first. */
export async function selectOpenInvoicesByNumbers(
  db: Db,
  numbers: readonly number[],
  years: readonly number[],
  statuses: readonly OrderStatus[],
): Promise<OpenInvoiceRow[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<OpenInvoiceRow>`
    select ${columns} from documents d
    join orders o on o.id = d.order_id and o.status in (${sql.join(statuses)})
    join companies k on k.id = o.company_id
    where d.kind = 'invoice' and d.year in (${sql.join(years)}) and d.number in (${sql.join(numbers)})
    order by d.id
  `.execute(db)
  return rows
}

/** Of orders of these companies in one of these statuses, the oldest first. */
export async function selectOpenInvoicesOf(
  db: Db,
  companyIds: readonly number[],
  statuses: readonly OrderStatus[],
  limit: number,
): Promise<OpenInvoiceRow[]> {
  if (companyIds.length === 0) return []
  const { rows } = await sql<OpenInvoiceRow>`
    select ${columns} from orders o
    join documents d on d.order_id = o.id and d.kind = 'invoice'
    join companies k on k.id = o.company_id
    where o.company_id in (${sql.join(companyIds)}) and o.status in (${sql.join(statuses)})
    order by o.id limit ${limit}
  `.execute(db)
  return rows
}
