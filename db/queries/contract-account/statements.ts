import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { AccountEntryKind, CompanyId, ProductCode } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { type ListedEntryRow, selectAccountEntries } from './entries.ts'

/** What was booked in a period for one cause and one product. */
export interface StatementSums {
  kind: AccountEntryKind
  /** Null: not of fuel. */
  product: ProductCode | null
  /** Tiyn that came in and that went out, both more than nothing. */
  credit: number
  debit: number
  /** Tiyn of what was paid already. */
  memo: number
  /** Millilitres, less what was given back. */
  volume: number
  entries: number
}

interface Period {
  from: Day
  to: Day
}

/** Of a company's ledger in a period, both days included; memory is that of its kinds and products. */
export async function sumStatement(
  db: Db,
  companyId: CompanyId,
  { from, to }: Period,
): Promise<StatementSums[]> {
  const { rows } = await sql<Record<keyof StatementSums, string> & Pick<StatementSums, 'kind' | 'product'>>`
    select kind, product, sum(if(amount > 0, amount, 0)) as credit, sum(if(amount < 0, -amount, 0)) as debit,
      sum(memo) as memo, coalesce(sum(volume), 0) as volume, count(*) as entries
    from account_entries
    where company_id = ${companyId} and booked_on >= ${from} and booked_on <= ${to}
    group by kind, product
  `.execute(db)
  return rows.map(({ kind, product, credit, debit, memo, volume, entries }) => ({
    ...{ kind, product, credit: exactSum(credit), debit: exactSum(debit), memo: exactSum(memo) },
    ...{ volume: exactSum(volume), entries: exactSum(entries) },
  }))
}

/** The rows of a period, the oldest first, beyond the last one that was read. */
export function selectStatementEntries(
  db: Db,
  companyId: CompanyId,
  period: Period,
  { after, limit }: { after: Pick<ListedEntryRow, 'id' | 'booked_on'> | null; limit: number },
): Promise<ListedEntryRow[]> {
  const edge = after && { position: after.booked_on, id: after.id }
  return selectAccountEntries(db, companyId, period, { edge, backward: true, limit })
}
