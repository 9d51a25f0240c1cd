import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

export interface CardDayRow {
  /** YYYY-MM-DD of Almaty. */
  day: string
  product: ProductCode
  /** Millilitres; negative: more was given back. */
  volume: number
  /** Tiyn. */
  amount: number
}

/** What was fuelled with these cards on each day of a time, by product. */
export async function sumCardByDay(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
  { from, until }: { from: Date; until: Date },
): Promise<CardDayRow[]> {
  const { rows } = await sql<Record<'volume' | 'amount', string> & Pick<CardDayRow, 'day' | 'product'>>`
    select occurred_on as day, product, sum(volume) as volume, sum(amount) as amount
    from transactions force index (transactions_card)
    where card_id in (${sql.join(cardIds)}) and company_id = ${companyId}
      and occurred_at >= ${from} and occurred_at < ${until}
    group by occurred_on, product order by occurred_on, product
  `.execute(db)
  return rows.map(({ volume, amount, ...row }) => ({
    ...row,
    ...{ volume: exactSum(volume), amount: exactSum(amount) },
  }))
}
