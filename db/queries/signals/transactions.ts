import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AuthorizationKind, PresentedBy, ProductCode } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** What a pump wrote, with what was asked. */
export interface PumpTransactionRow {
  id: number
  company_id: number
  station_code: string
  coupon_id: number | null
  instrument_number: string
  product: ProductCode
  volume: number
  amount: number
  occurred_at: Date
  created_at: Date
  receipt: string
  fill_id: string
  integration_id: number
  operation_id: string
  kind: AuthorizationKind
  presented: PresentedBy | null
  pos: string
  dispensed: number | null
  asked_at: Date
  /** From the question to the report. */
  seconds: number | null
}

/** What pumps wrote in the range, but for the test company's. */
export async function selectPumpTransactions(
  db: Db,
  { after, to }: { after: number; to: number },
): Promise<PumpTransactionRow[]> {
  const { rows } = await sql<PumpTransactionRow>`
    select t.id, t.company_id, t.station_code, t.coupon_id, t.instrument_number, t.product, t.volume, t.amount,
      t.occurred_at, t.created_at, t.receipt, t.fill_id, a.integration_id, a.operation_id, a.kind, a.presented, a.pos,
      a.dispensed, a.created_at as asked_at,
      timestampdiff(microsecond, a.created_at, a.completed_at) / 1000000 as seconds
    from transactions t
      join authorizations a on a.id = t.authorization_id
      join companies p on p.id = t.company_id
    where t.id > ${after} and t.id <= ${to} and t.source = 'pump' and t.operation in ('sale', 'return') and p.is_test = 0
    order by t.id
  `.execute(db)
  return rows.map((row) => ({ ...row, seconds: row.seconds === null ? null : Number(row.seconds) }))
}

/** When each coupon's first entry of this action was made; one that has none is left out. */
export async function selectFirstEntries(
  db: Db,
  action: string,
  couponIds: readonly number[],
): Promise<Map<number, Date>> {
  if (couponIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('audit_log')
    .select((eb) => ['subject_id', eb.fn.min('at').as('at')])
    .where('subject_kind', '=', 'coupon')
    .where('subject_id', 'in', couponIds)
    .where('action', '=', action)
    .groupBy('subject_id')
    .execute()
  return new Map(
    rows.flatMap(({ subject_id, at }) => (subject_id === null ? [] : [[subject_id, at] as const])),
  )
}

/** Of one client at one cash desk within a span. */
export async function selectFillsAtDesk(
  db: Db,
  { company_id, integration_id, station_code, pos }: PumpTransactionRow,
  { from, until }: { from: Date; until: Date },
): Promise<Pick<PumpTransactionRow, 'id' | 'occurred_at' | 'receipt' | 'fill_id' | 'volume' | 'amount'>[]> {
  const { rows } = await sql<PumpTransactionRow>`
    select t.id, t.occurred_at, t.receipt, t.fill_id, t.volume, t.amount
    from transactions t force index (transactions_company_at)
      join authorizations a on a.id = t.authorization_id
    where t.company_id = ${company_id} and t.occurred_at >= ${from} and t.occurred_at <= ${until}
      and t.station_code = ${station_code} and t.operation = 'sale'
      and a.integration_id = ${integration_id} and a.pos = ${pos}
  `.execute(db)
  return rows
}

/** What a system completed at a station in the day before a moment, and how much of it was taken back. */
export async function sumReversedAtStation(
  db: Db,
  { integration_id, station_code }: PumpTransactionRow,
  until: Date,
): Promise<{ completed: number; reversed: number; amount: number }> {
  const { rows } = await sql<{ completed: string; reversed: string; amount: string }>`
    select count(*) as completed, sum(taken is not null) as reversed, sum(taken) as amount
    from (
      select (
        select sum(coalesce(charged, 0)) from reversals r where r.authorization_id = a.id and r.created_at <= ${until}
      ) as taken
      from authorizations a force index (authorizations_status_at)
      where a.status = 'completed' and a.created_at > ${until} - interval 24 hour and a.created_at <= ${until}
        and a.station_code = ${station_code} and a.integration_id = ${integration_id}
    ) completed
  `.execute(db)
  return {
    completed: exactSum(rows[0]?.completed),
    reversed: exactSum(rows[0]?.reversed),
    amount: exactSum(rows[0]?.amount),
  }
}
