import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, InstrumentKind } from '#db/schema/index.ts'

/** Of a register, in the order of their numbers, beyond one. */
export async function selectProcessorStates(
  db: Db,
  registerId: number,
  after: string | null,
  limit: number,
): Promise<{ number: string; state: string }[]> {
  const { rows } = await sql<{ number: string; state: string }>`
    select number, state from processor_states
    where register_id = ${registerId} ${after === null ? sql`` : sql`and number > ${Buffer.from(after)}`}
    order by number limit ${limit}
  `.execute(db)
  return rows
}

export interface HereRow {
  id: number
  number: string
  company_id: number
  issuer_status: string
  /** Of a coupon; of a card always 1. */
  open: 0 | 1
  valid_until: string | null
  created_at: Date
  is_test: 0 | 1
  is_told: 0 | 1
}

/** So many cards or coupons beyond an id, whosever they are, and whether a register names them. */
export async function selectHere(
  db: Db,
  kind: InstrumentKind,
  registerId: number,
  { after, limit }: { after: number; limit: number },
): Promise<HereRow[]> {
  const table = sql.table(kind === 'card' ? 'cards' : 'coupons')
  const { rows } = await sql<HereRow>`
    select c.id, c.number, c.company_id, c.issuer_status, ${kind === 'card' ? sql`1` : sql`c.open`} as open,
      c.valid_until, c.created_at, p.is_test, s.number is not null as is_told
    from (select id from ${table} where id > ${after} order by id limit ${limit}) w
      join ${table} c on c.id = w.id
      join companies p on p.id = c.company_id
      left join processor_states s on s.register_id = ${registerId} and s.number = c.number
    order by c.id
  `.execute(db)
  return rows
}

export interface ToldBalance {
  instrumentId: number
  companyId: CompanyId | number
  balance: number
  unit: 'ml' | 'tiyn'
}

/** Where a later balance is known, that one stays. */
export async function upsertToldBalances(
  db: Db,
  kind: InstrumentKind,
  asOf: Date,
  rows: readonly ToldBalance[],
): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(
    (row) => sql`(${kind}, ${row.instrumentId}, ${row.companyId}, ${row.balance}, ${row.unit}, ${asOf})`,
  )
  // The moment last: MySQL assigns from left to right, and the others compare with the one that is there.
  await sql`
    insert into processor_balances (instrument_kind, instrument_id, company_id, balance, unit, as_of)
    values ${sql.join(values)}
    on duplicate key update
      company_id = if(as_of < values(as_of), values(company_id), company_id),
      balance = if(as_of < values(as_of), values(balance), balance),
      unit = if(as_of < values(as_of), values(unit), unit),
      as_of = greatest(as_of, values(as_of))
  `.execute(db)
}
