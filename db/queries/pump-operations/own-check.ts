import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode } from '#db/schema/index.ts'
import { searchesForCards } from '#db/sql/card-search.ts'
import { waysToCoupons } from '#db/sql/coupon-search.ts'
import { foundBy } from '#db/sql/search.ts'
import { packed } from '#db/sql/search-text.ts'

export interface InstrumentRow {
  kind: 'card' | 'coupon'
  id: number
  number: string
  holder: string | null
  plate: string | null
  product: ProductCode | null
  company_id: number
  company_name: string
  has_odometer: 0 | 1
}

/** By id, by a search, or coupons of a product that are open, the soonest to expire first. */
export interface InstrumentSelection {
  card?: number | undefined
  coupon?: number | undefined
  q?: string | undefined
  usable?: ProductCode | undefined
}

const cards = sql`select 'card' as kind, c.id, c.number, c.holder, c.plate, null as product, c.company_id,
  p.name as company_name, exists (
    select * from card_odometers o where o.card_id = c.id and o.company_id = c.company_id and o.km is not null
  ) as has_odometer from cards c join companies p on p.id = c.company_id`
const coupons = (
  hint = sql``,
) => sql`select 'coupon' as kind, k.id, k.number, null as holder, null as plate, k.product,
  k.company_id, p.name as company_name, 0 as has_odometer from coupons k ${hint} join companies p on p.id = k.company_id`

/** Cards and coupons of a company; nothing is selected by nothing. */
export async function selectInstruments(
  db: Db,
  companyId: CompanyId,
  { card, coupon, q, usable }: InstrumentSelection,
  limit: number,
): Promise<InstrumentRow[]> {
  if (card !== undefined) return read(db, sql`${cards} where c.company_id = ${companyId} and c.id = ${card}`)
  if (coupon !== undefined)
    return read(db, sql`${coupons()} where k.company_id = ${companyId} and k.id = ${coupon}`)
  if (usable !== undefined) {
    return read(
      db,
      sql`${coupons(sql`force index (coupons_company_open)`)}
      where k.company_id = ${companyId} and k.open = 1 and k.product = ${usable}
      order by k.valid_until, k.id limit ${limit}`,
    )
  }
  if (q === undefined) return []
  const found = [
    sql`${cards} join (${foundBy(searchesForCards(companyId, q))}) found on found.id = c.id`,
    ...waysToCoupons(companyId, q).map(({ hint, where }) => sql`${coupons(hint)} where ${where}`),
  ].map((rows) => sql`(${rows} limit ${limit})`)
  return read(db, sql`${sql.join(found, sql` union `)} limit ${limit}`)
}

/** Whatever company they belong to but the test company: by id, or by the whole number. */
export async function selectAnyInstruments(
  db: Db,
  {
    card,
    coupon,
    number,
  }: { card?: number | undefined; coupon?: number | undefined; number?: string | undefined },
): Promise<InstrumentRow[]> {
  if (card !== undefined) return read(db, sql`${cards} where c.id = ${card} and p.is_test = 0`)
  if (coupon !== undefined) return read(db, sql`${coupons()} where k.id = ${coupon} and p.is_test = 0`)
  if (number === undefined) return []
  const stored = Buffer.from(packed(number))
  return read(
    db,
    sql`${cards} where c.number = ${stored} and p.is_test = 0
    union all ${coupons()} where k.number = ${stored} and p.is_test = 0`,
  )
}

async function read(db: Db, query: RawBuilder<unknown>): Promise<InstrumentRow[]> {
  return (await sql<InstrumentRow>`${query}`.execute(db)).rows
}
