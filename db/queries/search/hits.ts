import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Searches } from '#db/sql/search.ts'
import { type Scope, waysTo } from './ways.ts'

export const hitKinds = [
  'company',
  'person',
  'invitation',
  'coupon',
  'card',
  'transaction',
  'station',
] as const
export type HitKind = (typeof hitKinds)[number]

/** Something that a search found; what its kind has no word for is null. */
export interface HitRow {
  kind: HitKind
  id: number
  /** Which way led to it: 0 is the likeliest. */
  way: number
  company_id: number | null
  company_name: string | null
  /** Number, name, address or code. */
  title: string
  /** BIN, email, holder, code: what tells two of one title apart. */
  detail: string | null
  /** City, plate, product, contract. */
  note: string | null
  status: string | null
  /** Day or moment, as the column has it. */
  moment: string | null
}

export interface HitRequest {
  scope: Scope
  q: string
  kinds: readonly HitKind[]
  /** Of each kind. */
  limit: number
}

/** A search that takes longer than this has left its indexes: it is ended, and the person told to type more. */
const MAX_MS = 250

/** The first of each kind in one statement: each way reads `limit` rows of its index. Never a QR code. */
export async function selectHits(db: Db, { scope, q, kinds, limit }: HitRequest): Promise<HitRow[]> {
  const parts = kinds.flatMap((kind) => {
    const ways = waysFor(kind, scope, q)
    return ways.length > 0 ? [sql`(${facts[kind](found(ways, limit))})`] : []
  })
  if (parts.length === 0) return []
  // MariaDB reads the first comment as a statement, MySQL the second as a hint; each ignores the other's.
  const { rows } = await sql<HitRow>`
    /*M! set statement max_statement_time = ${sql.lit(MAX_MS / 1_000)} for */
    select /*+ max_execution_time(${sql.lit(MAX_MS)}) */ * from (${sql.join(parts, sql` union all `)}) hits
  `.execute(db)
  return rows
}

function waysFor(kind: HitKind, scope: Scope, q: string): Searches {
  switch (kind) {
    case 'company':
    case 'station':
    case 'invitation':
      return waysTo[kind](q)
    default:
      return waysTo[kind](scope, q)
  }
}

/** Ids in the order of the ways that led to them, each once. */
function found(ways: Searches, limit: number): RawBuilder<unknown> {
  const each = ways.map(
    (way, index) =>
      sql`(select id, ${sql.lit(index)} as way from (${way} limit ${limit}) way_${sql.raw(String(index))})`,
  )
  return sql`(select id, min(way) as way from (${sql.join(each, sql` union all `)}) ways
    group by id order by way, id limit ${limit}) found`
}

/** The test company of the API is in no list. */
const isReal = sql`c.is_test = 0`

const text = (column: string) => sql`convert(${sql.ref(column)} using utf8mb4) collate utf8mb4_unicode_ci`

const facts: Record<HitKind, (ids: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  company: (ids) => sql`
    select 'company' as kind, c.id, found.way, c.id as company_id, c.name as company_name, c.name as title,
      ${text('c.bin')} as detail, c.contract_number as note, if(c.closed_at is null, 'open', 'closed') as status,
      null as moment
    from ${ids} join companies c on c.id = found.id and ${isReal}`,
  person: (ids) => sql`
    select 'person' as kind, u.id, found.way, c.id as company_id, c.name as company_name,
      if(u.name = '', ${text('u.email')}, u.name) as title, ${text('u.email')} as detail, u.staff_role as note,
      if(u.disabled_at is null, null, 'disabled') as status, null as moment
    from ${ids} join users u on u.id = found.id
    left join companies c on c.id = (select min(m.company_id) from memberships m where m.user_id = u.id)`,
  invitation: (ids) => sql`
    select 'invitation' as kind, i.id, found.way, c.id as company_id, c.name as company_name, ${text('i.email')} as title,
      i.name as detail, null as note, null as status, ${text('i.sent_at')} as moment
    from ${ids} join invitations i on i.id = found.id left join companies c on c.id = i.company_id`,
  coupon: (ids) => sql`
    select 'coupon' as kind, k.id, found.way, c.id as company_id, c.name as company_name, ${text('k.number')} as title,
      convert(concat(k.volume, '/', k.remaining) using utf8mb4) collate utf8mb4_unicode_ci as detail,
      ${text('k.product')} as note, ${text('k.status')} as status,
      ${text('k.valid_until')} as moment
    from ${ids} join coupons k on k.id = found.id join companies c on c.id = k.company_id and ${isReal}`,
  card: (ids) => sql`
    select 'card' as kind, k.id, found.way, c.id as company_id, c.name as company_name, ${text('k.number')} as title,
      k.holder as detail, k.plate as note, ${text('k.status')} as status, ${text('k.valid_until')} as moment
    from ${ids} join cards k on k.id = found.id join companies c on c.id = k.company_id and ${isReal}`,
  transaction: (ids) => sql`
    select 'transaction' as kind, t.id, found.way, c.id as company_id, c.name as company_name, ${text('t.receipt')} as title,
      coalesce(s.name, ${text('t.station_code')}) as detail, ${text('t.product')} as note, ${text('t.volume')} as status,
      ${text('t.occurred_at')} as moment
    from ${ids} join transactions t on t.id = found.id join companies c on c.id = t.company_id and ${isReal}
    left join stations s on s.code = t.station_code`,
  station: (ids) => sql`
    select 'station' as kind, s.id, found.way, null as company_id, null as company_name, s.name as title,
      ${text('s.code')} as detail, s.city as note, s.status as status, null as moment
    from ${ids} join stations s on s.id = found.id`,
}
