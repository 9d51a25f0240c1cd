import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode } from '#db/schema/index.ts'

export interface ReplayedFillRow {
  id: number
  card_id: number
  occurred_at: Date
  station_code: string
  product: ProductCode
  /** Negative: given back. */
  volume: number
  amount: number
  price: number
}

/** The last `most` fills with these cards in a time, the oldest first; the later of two instants is left out. */
export async function selectReplayedFills(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
  { from, until }: { from: Date; until: Date },
  most: number,
): Promise<ReplayedFillRow[]> {
  if (cardIds.length === 0) return []
  const { rows } = await sql<ReplayedFillRow>`
    select id, card_id, occurred_at, station_code, product, volume, amount, price
    from transactions
    where company_id = ${companyId} and card_id in (${sql.join(cardIds)})
      and occurred_at >= ${from} and occurred_at < ${until}
    order by occurred_at desc, id desc limit ${most}
  `.execute(db)
  return rows.reverse()
}
