import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ProductCode } from '#db/schema/index.ts'
import { joinAssignedThen } from '#db/sql/assigned.ts'

/** A refuelling with a card, where it was, and the vehicle that the card belonged to then. */
export interface CardFillRow {
  id: number
  company_id: number
  card_id: number
  occurred_at: Date
  station_code: string
  latitude: number | null
  longitude: number | null
  product: ProductCode
  volume: number
  amount: number
  receipt: string
  vehicle_id: number | null
  vehicle_product: ProductCode | null
  tank: number | null
  norm: number | null
  is_full: 0 | 1 | null
}

const fillColumns = sql`t.id, t.company_id, t.card_id, t.occurred_at, t.station_code, s.latitude, s.longitude, t.product,
  t.volume, t.amount, t.receipt`

/** What was fuelled with cards in a range of transactions, not longer ago than so many days. */
export async function selectCardFills(
  db: Db,
  { after, to }: { after: number; to: number },
  days: number,
): Promise<CardFillRow[]> {
  const { rows } = await sql<CardFillRow>`
    select ${fillColumns}, ve.id as vehicle_id, ve.product as vehicle_product, ve.tank, ve.norm, r.is_full
    from transactions t
      join companies p on p.id = t.company_id
      left join stations s on s.code = t.station_code
      left join odometer_readings r on r.transaction_id = t.id
      ${joinAssignedThen}
    where t.id > ${after} and t.id <= ${to} and t.card_id is not null and t.operation = 'sale' and p.is_test = 0
      and t.occurred_at > utc_timestamp(6) - interval ${days} day
    order by t.occurred_at, t.id
  `.execute(db)
  return rows.map(withNumbers)
}

export type PastFillRow = Omit<CardFillRow, 'vehicle_id' | 'vehicle_product' | 'tank' | 'norm' | 'is_full'>

/** What was fuelled with each of these cards of their companies since a moment, the oldest first. */
export async function selectPastFills(
  db: Db,
  cards: readonly { cardId: number; companyId: number }[],
  since: Date,
): Promise<PastFillRow[]> {
  if (cards.length === 0) return []
  const pairs = sql.join(cards.map(({ cardId, companyId }) => sql`(${cardId}, ${companyId})`))
  const { rows } = await sql<PastFillRow>`
    select ${fillColumns} from transactions t force index (transactions_card)
      left join stations s on s.code = t.station_code
    where t.card_id in (${sql.join(cards.map(({ cardId }) => cardId))}) and (t.card_id, t.company_id) in (${pairs})
      and t.occurred_at >= ${since} and t.operation = 'sale'
    order by t.occurred_at, t.id
  `.execute(db)
  return rows.map(withNumbers)
}

/** Coordinates are decimals, which arrive as text. */
function withNumbers<Row extends PastFillRow>(row: Row): Row {
  const degrees = (value: number | string | null) => (value === null ? null : Number(value))
  return { ...row, latitude: degrees(row.latitude), longitude: degrees(row.longitude) }
}
