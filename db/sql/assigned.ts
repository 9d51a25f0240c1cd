import { type RawBuilder, sql } from 'kysely'

/** Of a card or a coupon at a moment; null: it belonged to nobody. */
export interface AssignedColumns {
  driver_id: number | null
  driver_name: string | null
  vehicle_id: number | null
  vehicle_plate: string | null
}

export const assignedColumns = sql`dr.id as driver_id, dr.name as driver_name, ve.id as vehicle_id, ve.plate as vehicle_plate`

interface Instrument {
  kind: RawBuilder<unknown>
  id: RawBuilder<unknown>
  companyId: RawBuilder<unknown>
  at: RawBuilder<unknown>
}

/** Joins the driver (`dr`) and the vehicle (`ve`) that a card or a coupon belonged to at a moment: one of each at most. */
export function joinAssigned(of: Instrument): RawBuilder<unknown> {
  return sql`${joinPeriod('ad', 'driver', of)} left join drivers dr on dr.id = ad.subject_id
    ${joinPeriod('av', 'vehicle', of)} left join vehicles ve on ve.id = av.subject_id`
}

function joinPeriod(alias: string, subject: string, { kind, id, companyId, at }: Instrument) {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`left join assignments ${sql.ref(alias)} on ${column('instrument_kind')} = ${kind}
    and ${column('instrument_id')} = ${id} and ${column('subject')} = ${subject}
    and ${column('company_id')} = ${companyId} and ${column('starts_at')} <= ${at}
    and (${column('ends_at')} is null or ${column('ends_at')} > ${at})`
}

/** As of a transaction `t`. */
export const joinAssignedThen = joinAssigned({
  kind: sql`if(t.coupon_id is null, 'card', 'coupon')`,
  id: sql`coalesce(t.card_id, t.coupon_id)`,
  companyId: sql`t.company_id`,
  at: sql`t.occurred_at`,
})

/** As of an authorization `a`. */
export const joinAssignedAtPump = joinAssigned({
  kind: sql`a.instrument_kind`,
  id: sql`coalesce(a.card_id, a.coupon_id)`,
  companyId: sql`a.company_id`,
  at: sql`coalesce(a.occurred_at, a.created_at)`,
})

/** Ids of what was fuelled while cards and coupons belonged to a driver or a vehicle. */
export function transactionsAssignedTo({
  subject,
  id,
}: {
  subject: string
  id: number
}): RawBuilder<unknown> {
  const of = (kind: 'card' | 'coupon', index: string, own: RawBuilder<unknown>) => sql`
    select t.id from assignments a force index (assignments_subject) join transactions t force index (${sql.ref(index)}) on ${own}
    where a.subject = ${subject} and a.subject_id = ${id} and a.instrument_kind = ${kind}
      and t.company_id = a.company_id and t.occurred_at >= a.starts_at
      and (a.ends_at is null or t.occurred_at < a.ends_at)`
  const cards = of('card', 'transactions_card', sql`t.card_id = a.instrument_id and t.coupon_id is null`)
  return sql`${cards} union all ${of('coupon', 'transactions_coupon', sql`t.coupon_id = a.instrument_id`)}`
}
