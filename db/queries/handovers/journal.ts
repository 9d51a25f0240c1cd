import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode } from '#db/schema/index.ts'
import { amountOf } from '#db/sql/amount.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { type HandoverRow, selectNamedHandovers } from './handovers.ts'

/** Between two moments and behind one of them (`after`, an id; 0: from the beginning), the earliest first. */
export function selectJournalHandovers(
  db: Db,
  companyId: CompanyId,
  { from, until, after }: { from: Date; until: Date; after: number },
  limit: number,
): Promise<HandoverRow[]> {
  // Read where it is stored: a Date has no microseconds.
  const at = sql`(select created_at from handovers where id = ${after})`
  return selectNamedHandovers(db)
    .where('h.company_id', '=', companyId)
    .where('h.created_at', '>=', from)
    .where('h.created_at', '<', until)
    .$if(after > 0, (query) =>
      query
        .where(sql<boolean>`h.created_at >= ${at}`)
        .where(sql<boolean>`(h.created_at > ${at} or h.id > ${after})`),
    )
    .orderBy('h.created_at')
    .orderBy('h.id')
    .limit(limit)
    .execute()
}

export interface JournalCouponRow {
  handover_id: number
  number: string
  product: ProductCode
  /** Millilitres, as they were bought. */
  volume: number
  /** Tiyn. */
  amount: number
  valid_until: string
}

/** Of these hand-overs of the company, by product, nominal and last day. */
export async function selectJournalCoupons(
  db: Db,
  companyId: CompanyId,
  handoverIds: readonly number[],
): Promise<JournalCouponRow[]> {
  if (handoverIds.length === 0) return []
  const { rows } = await sql<JournalCouponRow & { amount: string }>`
    select hc.handover_id, k.number, k.product, k.volume, k.valid_until,
      ${amountOf('k.volume', 'k.price')} as amount
    from handovers h join handover_coupons hc on hc.handover_id = h.id join coupons k on k.id = hc.coupon_id
    where h.id in (${sql.join(handoverIds)}) and h.company_id = ${companyId}
    order by hc.handover_id, k.product, k.volume, k.valid_until, k.number
  `.execute(db)
  return rows.map((row) => ({ ...row, amount: exactSum(row.amount) }))
}

export interface JournalSums {
  coupons: number
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
}

/** Of everything that was handed over between two moments. */
export async function sumJournal(
  db: Db,
  companyId: CompanyId,
  { from, until }: { from: Date; until: Date },
): Promise<JournalSums> {
  const { rows } = await sql<Record<keyof JournalSums, string | null>>`
    select count(*) as coupons, sum(k.volume) as volume, sum(${amountOf('k.volume', 'k.price')}) as amount
    from handovers h join handover_coupons hc on hc.handover_id = h.id join coupons k on k.id = hc.coupon_id
    where h.company_id = ${companyId} and h.created_at >= ${from} and h.created_at < ${until}
  `.execute(db)
  const { coupons, volume, amount } = rows[0] ?? { coupons: 0, volume: 0, amount: 0 }
  return { coupons: exactSum(coupons), volume: exactSum(volume), amount: exactSum(amount) }
}
