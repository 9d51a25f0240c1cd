import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, InstrumentKind, PresentedBy, ProductCode } from '#db/schema/index.ts'
import { searchesForCards } from '#db/sql/card-search.ts'
import { searchesForCompanies } from '#db/sql/company-search.ts'
import { waysToCoupons } from '#db/sql/coupon-search.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { foundBy, type Searches } from '#db/sql/search.ts'
import { isOfNoTestKey } from '#db/sql/test-keys.ts'

/** What a list shows; left out means any. */
export interface DeclineSelection {
  code?: string | undefined
  whose?: string | undefined
  station?: string | undefined
  /** Instants: `from <= created_at < until`. */
  from?: Date | undefined
  until?: Date | undefined
  cardId?: number | undefined
  couponId?: number | undefined
  /** Of one company: a card or a coupon, a holder or a plate. Of all: a company's name or BIN. */
  q?: string | undefined
}

export interface DeclineRow {
  id: number
  operation_id: string
  created_at: Date
  company_id: number | null
  company_name: string | null
  station_code: string
  station_name: string | null
  station_city: string | null
  product: ProductCode | null
  instrument_kind: InstrumentKind | null
  card_id: number | null
  coupon_id: number | null
  instrument_number: string | null
  presented: PresentedBy | null
  holder: string | null
  plate: string | null
  asked_volume: number | null
  asked_amount: number | null
  code: string | null
  whose: string | null
  figures: string | null
}

/** One page by time; costs the same at a hundred rows and at a hundred thousand. */
export function selectDeclinePage(
  db: Db,
  companyId: CompanyId,
  selection: DeclineSelection,
  request: PageRequest,
): Promise<DeclineRow[]> {
  const { q, cardId, couponId } = selection
  const source =
    q !== undefined
      ? sql`(${foundBy(searchesFor(companyId, q))}) found join authorizations a on a.id = found.id`
      : cardId !== undefined
        ? sql`authorizations a force index (authorizations_card)`
        : couponId !== undefined
          ? sql`authorizations a force index (authorizations_coupon)`
          : sql`authorizations a force index (authorizations_company_status_at)`
  return selectPage(db, source, sql`a.company_id = ${companyId}`, selection, request)
}

export function selectDeclinePageAcrossCompanies(
  db: Db,
  selection: DeclineSelection,
  request: PageRequest,
): Promise<DeclineRow[]> {
  const { q, station } = selection
  if (q !== undefined) {
    const companies = sql`(
      select id from (${foundBy(searchesForCompanies(q))}) named limit 100
    ) found join authorizations a force index (authorizations_company_status_at) on a.company_id = found.id`
    return selectPage(db, companies, isOfNoTestKey('a.integration_id'), selection, request)
  }
  const index = station === undefined ? 'authorizations_status_at' : 'authorizations_station'
  const source = sql`authorizations a force index (${sql.ref(index)})`
  return selectPage(db, source, isOfNoTestKey('a.integration_id'), selection, request)
}

async function selectPage(
  db: Db,
  source: RawBuilder<unknown>,
  scope: RawBuilder<unknown>,
  selection: DeclineSelection,
  request: PageRequest,
): Promise<DeclineRow[]> {
  const direction = sql.raw(readsDown(true, request) ? 'desc' : 'asc')
  // What was searched for comes first: the list itself would be read to its end.
  const first = selection.q === undefined ? sql`` : sql`straight_join`
  const { rows } = await sql<DeclineRow>`
    select ${columns} from (
      select ${first} a.id from ${source}
      where ${scope} and ${matches(selection)}
        ${beyond(sql.ref('a.created_at'), sql.ref('a.id'), request, true)}
      order by a.created_at ${direction}, a.id ${direction} limit ${request.limit}
    ) page
    join authorizations a on a.id = page.id ${joins}
    order by a.created_at ${direction}, a.id ${direction}
  `.execute(db)
  return rows
}

/** How many a company's list has, up to `limit`; without a search. */
export async function countDeclines(
  db: Db,
  companyId: CompanyId,
  selection: DeclineSelection,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ declines: string }>`
    select count(*) as declines from (
      select a.id from authorizations a force index (authorizations_company_status_at)
      where a.company_id = ${companyId} and ${matches(selection)} limit ${limit}
    ) found
  `.execute(db)
  return exactSum(rows[0]?.declines)
}

/** One of a company; null: of whatever company, or of none. */
export async function selectDecline(
  db: Db,
  companyId: CompanyId | null,
  id: number,
): Promise<DeclineRow | undefined> {
  const scope = companyId === null ? isOfNoTestKey('a.integration_id') : sql`a.company_id = ${companyId}`
  const { rows } = await sql<DeclineRow>`
    select ${columns} from authorizations a ${joins}
    where a.id = ${id} and a.status = 'declined' and ${scope}
  `.execute(db)
  return rows[0]
}

const columns = sql`a.id, a.operation_id, a.created_at, a.company_id, p.name as company_name, a.station_code,
  s.name as station_name, s.city as station_city, a.product, a.instrument_kind, a.card_id, a.coupon_id,
  coalesce(c.number, k.number) as instrument_number, a.presented, c.holder, coalesce(nullif(c.plate, ''), a.plate) as plate,
  a.asked_volume, a.asked_amount, a.code, a.whose, a.figures`
const joins = sql`left join companies p on p.id = a.company_id
  left join stations s on s.code = a.station_code
  left join cards c on c.id = a.card_id
  left join coupons k on k.id = a.coupon_id`

/** The place of a row in time, for the page that begins beside it; undefined for another company's row. */
export async function selectDeclinePosition(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('authorizations')
    .select(exactMoment)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.position
}

export async function selectDeclinePositionAcrossCompanies(db: Db, id: number): Promise<string | undefined> {
  const query = db.selectFrom('authorizations').select(exactMoment).where('id', '=', id)
  return (await query.executeTakeFirst())?.position
}

/** A Date has milliseconds, the column microseconds: beside a rounded place rows would be lost or shown twice. */
const exactMoment = sql<string>`date_format(created_at, '%Y-%m-%d %H:%i:%s.%f')`.as('position')

function searchesFor(companyId: CompanyId, q: string): Searches {
  return [
    sql`select straight_join a.id from (${foundBy(searchesForCards(companyId, q))}) c
      join authorizations a force index (authorizations_card) on a.card_id = c.id
      where a.company_id = ${companyId} and a.status = 'declined'`,
    ...waysToCoupons(companyId, q).map(
      ({ hint, where }) => sql`select straight_join a.id from coupons k ${hint}
        join authorizations a force index (authorizations_coupon) on a.coupon_id = k.id
        where ${where} and a.status = 'declined'`,
    ),
  ]
}

function matches(selection: DeclineSelection): RawBuilder<unknown> {
  const { code, whose, station, from, until, cardId, couponId } = selection
  const parts: RawBuilder<unknown>[] = [sql`a.status = 'declined'`]
  if (cardId !== undefined) parts.push(sql`a.card_id = ${cardId}`)
  if (couponId !== undefined) parts.push(sql`a.coupon_id = ${couponId}`)
  if (code) parts.push(sql`a.code = ${code}`)
  if (whose) parts.push(sql`a.whose = ${whose}`)
  if (station) parts.push(sql`a.station_code = ${station}`)
  if (from) parts.push(sql`a.created_at >= ${from}`)
  if (until) parts.push(sql`a.created_at < ${until}`)
  return sql.join(parts, sql` and `)
}
