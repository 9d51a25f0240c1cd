import { type RawBuilder, sql } from 'kysely'
import { businessDay, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { OperationStatus } from '#app/domain/pump-operations/operation.ts'
import type { Db } from '#db/connection/client.server.ts'

/** Millilitres and tiyn, as the operations of pumps have them and as its neighbours do. */
export interface FuelFacts {
  operations: OperationFact[]
  coupons: CouponFact[]
  limits: LimitFact[]
}

export interface OperationFact {
  operationId: string
  status: OperationStatus | 'running'
  couponId: number | null
  approved: number
  dispensed: number
  billed: number
  reversed: number
  /** Its transactions: sales and returns, and their litres. */
  sales: number
  returns: number
  sold: number
  givenBack: number
}

/** Where a coupon's litres are, by its own row and by the rows of its operations. */
export interface CouponFact {
  id: number
  issued: number
  remaining: number
  held: number
  used: number
  returned: number
  lapsed: number
  byOperations: { held: number; used: number; returned: number; lapsed: number }
}

/** What one period of a card's limit has seen. */
export interface LimitFact {
  card: number
  period: string
  limit: number
  used: number
}

interface Row extends OperationFact {
  isHeld: number
  cardId: number | null
  charged: number
  reversedCharge: number
  lapsed: number
  givenUp: number
  price: number
  createdAt: Date
  occurredAt: Date | null
  isBeyond: number
}

export async function fuelFacts(db: Db): Promise<FuelFacts> {
  const rows = await operationRows(db)
  return { operations: rows, coupons: await couponFacts(db, rows), limits: await limitFacts(db, rows) }
}

async function operationRows(db: Db): Promise<Row[]> {
  const whole = (value: RawBuilder<unknown>) => sql`cast(coalesce(${value}, 0) as signed)`
  const { rows } = await sql<Row>`
    select a.operation_id as operationId, a.coupon_id as couponId, a.card_id as cardId,
      if(a.status = 'held' and a.expires_at <= utc_timestamp(6), 'expired', a.status) as status,
      a.created_at as createdAt, a.occurred_at as occurredAt,
      ${whole(sql`a.status = 'held' and a.expires_at > utc_timestamp(6)`)} as isHeld,
      ${whole(sql`a.approved`)} as approved, ${whole(sql`a.dispensed`)} as dispensed,
      ${whole(sql`a.billed`)} as billed, ${whole(sql`a.charged`)} as charged, ${whole(sql`a.price`)} as price,
      ${whole(sql`r.volume`)} as reversed, ${whole(sql`r.charged`)} as reversedCharge,
      ${whole(sql`if(a.status = 'completed' and a.remainder_becomes = 'lapsed',
        a.remainder, 0)`)} as lapsed,
      ${whole(sql`if(a.status = 'completed' and a.remainder_becomes = 'returned',
        a.remainder, 0)`)} as givenUp,
      ${whole(sql`t.sales`)} as sales, ${whole(sql`t.returns`)} as returns,
      ${whole(sql`t.sold`)} as sold, ${whole(sql`t.given_back`)} as givenBack,
      exists (select 1 from fuel_exceptions x where x.authorization_id = a.id and x.kind = 'litres_gone') as isBeyond
    from authorizations a
    left join (select authorization_id, sum(volume) as volume, sum(charged) as charged
      from reversals group by authorization_id) r on r.authorization_id = a.id
    left join (select authorization_id, sum(volume > 0) as sales, sum(volume < 0) as returns,
        sum(greatest(volume, 0)) as sold, -sum(least(volume, 0)) as given_back
      from transactions where authorization_id is not null group by authorization_id) t
      on t.authorization_id = a.id
    order by a.id`.execute(db)
  return rows
}

async function couponFacts(db: Db, operations: readonly Row[]): Promise<CouponFact[]> {
  const byCoupon = Map.groupBy(operations, ({ couponId }) => couponId)
  const coupons = await db
    .selectFrom('coupons')
    .select(['id', 'volume as issued', 'remaining', 'used', 'returned', 'lapsed'])
    .select(sql<number>`if(hold_until > utc_timestamp(6), held, 0)`.as('held'))
    .execute()
  return coupons.map((coupon) => {
    const own = byCoupon.get(coupon.id) ?? []
    return {
      ...coupon,
      held: Number(coupon.held),
      byOperations: {
        held: sum(own, (row) => (row.isHeld ? row.approved : 0)),
        used: sum(own, (row) => row.billed - row.reversed),
        returned: sum(own, (row) => row.givenUp),
        lapsed: sum(own, (row) => row.lapsed),
      },
    }
  })
}

/** Late fuel that found its limit used is recorded beyond it, as an exception. */
async function limitFacts(db: Db, operations: readonly Row[]): Promise<LimitFact[]> {
  const cards = await db
    .selectFrom('cards')
    .select(['id', 'limit_unit', 'daily_limit', 'weekly_limit', 'monthly_limit'])
    .execute()
  const byCard = Map.groupBy(operations, ({ cardId }) => cardId)
  return cards.flatMap((card) => {
    const own = (byCard.get(card.id) ?? []).filter(({ isBeyond, isHeld, status }) =>
      status === 'completed' ? !isBeyond : isHeld,
    )
    const limits = [
      ['day', card.daily_limit, (day: string) => day],
      ['week', card.weekly_limit, startOfWeek],
      ['month', card.monthly_limit, startOfMonth],
    ] as const
    return limits.flatMap(([period, limit, beginning]) => {
      if (limit === null) return []
      const days = Map.groupBy(own, (row) => beginning(businessDay(row.occurredAt ?? row.createdAt)))
      return [...days].map(([day, rows]) => ({
        card: card.id,
        period: `${period} of ${day}`,
        limit,
        used: sum(rows, (row) => usedBy(row, card.limit_unit)),
      }))
    })
  })
}

function usedBy(row: Row, unit: 'ml' | 'tiyn'): number {
  if (row.isHeld) return unit === 'ml' ? row.approved : Math.round((row.approved * row.price) / 1000)
  return unit === 'ml' ? row.billed - row.reversed : row.charged - row.reversedCharge
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
