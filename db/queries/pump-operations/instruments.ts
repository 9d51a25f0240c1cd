import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CardsTable,
  CompanyId,
  CouponRemainder,
  CouponsTable,
  StationRuleMode,
} from '#db/schema/index.ts'
import { type JoinedCardRule, joinedCardRule, selectedCardRule } from '#db/sql/card-rule.ts'
import { contractRemainder } from '#db/sql/coupon-remainder.ts'
import { isCouponFree } from '#db/sql/holds.ts'
import { now } from '#db/sql/now.ts'
import { joinPlannedBlock } from '#db/sql/planned-block.ts'
import { hasShadow, ofCompany, vehicleNow } from '#db/sql/presented-card.ts'

interface Joined {
  company_closed_at: Date | null
  station_mode: StationRuleMode | null
  station_codes: string | null
  /** When staff marked it as suspected of fraud; null: they do not suspect it. */
  suspected_at: Date | null
}

export type PresentedCardRow = Selectable<CardsTable> &
  Joined &
  JoinedCardRule & {
    /** Null: it has no PIN. */
    pin_hash: string | null
    pin_failures: number | null
    pin_blocked_at: Date | null
    /** Null: none is known. */
    odometer_km: number | null
    odometer_at: Date | null
    odometer_asked_at: Date | null
    /** The planned block that covers the moment; null: there is none. */
    planned_from: Date | null
    planned_until: Date | null
    /** That the card belongs to now, with what its odometer showed last; null: none. */
    vehicle_id: number | null
    vehicle_tank: number | null
    vehicle_km: number | null
    vehicle_read_at: Date | null
    /** Whether a rule is tried with it that refuses nothing. */
    has_shadow: 0 | 1
  }
export type PresentedCouponRow = Selectable<CouponsTable> &
  Joined & {
    /** The station of the hold, whether it still lasts or not. */
    hold_station: string | null
    is_held: 0 | 1
    is_code_locked: 0 | 1
    contract_remainder: CouponRemainder | null
  }

/**
 * Whatever company it belongs to, or only one, as it is at the moment. `lock` holds the row until the transaction ends,
 * before anything is read, and after it the group whose rule counts for it: everybody takes the card first
 * (docs/decisions/0039).
 */
export async function selectPresentedCard(
  db: Db,
  by: { number: string } | { id: number },
  companyId: CompanyId | null,
  { lock = false, moment = now }: { lock?: boolean; moment?: RawBuilder<Date> | Date } = {},
): Promise<PresentedCardRow | undefined> {
  const where = 'id' in by ? sql`c.id = ${by.id}` : sql`c.number = ${Buffer.from(by.number)}`
  if (lock) await sql`select c.id from cards c where ${where} for update`.execute(db)
  const { rows } = await sql<PresentedCardRow>`
    select c.*, p.closed_at as company_closed_at, r.mode as station_mode, r.codes as station_codes,
      n.pin_hash, n.failures as pin_failures, n.blocked_at as pin_blocked_at,
      o.km as odometer_km, o.read_at as odometer_at, o.asked_at as odometer_asked_at, f.marked_at as suspected_at,
      planned.begins_at as planned_from, planned.ends_at as planned_until,
      ve.id as vehicle_id, ve.tank as vehicle_tank, m.km as vehicle_km, m.read_at as vehicle_read_at,
      ${hasShadow} as has_shadow, ${selectedCardRule}
    from cards c join companies p on p.id = c.company_id ${ruleOf('card', sql`c.id`)}
      left join card_pins n on n.card_id = c.id and n.company_id = c.company_id
      left join card_odometers o on o.card_id = c.id and o.company_id = c.company_id
      ${joinPlannedBlock(moment)}
      ${vehicleNow}
      ${joinedCardRule}
    where ${where} ${ofCompany(sql`c.company_id`, companyId, 'id' in by)}
  `.execute(db)
  const [card] = rows
  if (!lock || !card || card.group_id === null || card.group_unit === null) return card
  return { ...card, group_ledger_version: await selectGroupVersionForUpdate(db, card.group_id) }
}

async function selectGroupVersionForUpdate(db: Db, groupId: number): Promise<number | null> {
  const row = await db
    .selectFrom('card_groups')
    .select('ledger_version')
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirst()
  return row?.ledger_version ?? null
}

/** By the HMACs of a QR payload under every key, or by the number. More than one: a register brought one payload twice. */
export async function selectPresentedCoupons(
  db: Db,
  by: { lookups: readonly Buffer[] } | { number: string } | { id: number },
  companyId: CompanyId | null,
  { lock = false } = {},
): Promise<PresentedCouponRow[]> {
  const where =
    'lookups' in by
      ? sql`k.qr_lookup in (${sql.join(by.lookups)})`
      : 'number' in by
        ? sql`k.number = ${Buffer.from(by.number)}`
        : sql`k.id = ${by.id}`
  if (lock) await sql`select k.id from coupons k where ${where} for update`.execute(db)
  const { rows } = await sql<PresentedCouponRow>`
    select k.*, p.closed_at as company_closed_at, r.mode as station_mode, r.codes as station_codes,
      a.station_code as hold_station, not ${isCouponFree('k')} as is_held,
      coalesce(k.code_locked_until > utc_timestamp(6), 0) as is_code_locked, f.marked_at as suspected_at,
      ${contractRemainder} as contract_remainder
    from coupons k join companies p on p.id = k.company_id left join authorizations a on a.id = k.hold_id
      ${ruleOf('coupon', sql`k.id`)}
    where ${where} ${ofCompany(sql`k.company_id`, companyId, 'id' in by)}
    limit 10
  `.execute(db)
  return rows
}

/** The issuer's rule about its stations, and whether staff suspect it. */
function ruleOf(kind: 'card' | 'coupon', id: RawBuilder<unknown>) {
  return sql`left join station_rules r
    on r.instrument_kind = ${kind} and r.instrument_id = ${id} and r.whose = 'issuer'
    left join suspicions f on f.instrument_kind = ${kind} and f.instrument_id = ${id}`
}

/** Takes from a card's wallet what was dispensed; negative gives back. A register's figure replaces it later. */
export async function updateCardBalance(db: Db, cardId: number, spent: number): Promise<void> {
  await db
    .updateTable('cards')
    .set({ balance: sql<number>`balance - ${spent}` })
    .where('id', '=', cardId)
    .where('balance', 'is not', null)
    .execute()
}

/** The only way to hold a coupon: it is free and as it was when it was decided on. False when it is not. */
export async function updateCouponHold(
  db: Db,
  coupon: Pick<PresentedCouponRow, 'id' | 'remaining' | 'issuer_status' | 'status'>,
  hold: { id: number; volume: number; until: Date },
): Promise<boolean> {
  const result = await db
    .updateTable('coupons')
    .set({ held: hold.volume, hold_id: hold.id, hold_until: hold.until })
    .where('id', '=', coupon.id)
    .where('remaining', '=', coupon.remaining)
    .where('status', '=', coupon.status)
    .where('issuer_status', '=', coupon.issuer_status)
    .where('client_blocked_at', 'is', null)
    .where(isCouponFree())
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** A hold that is another's by now stays. */
export async function updateCouponReleased(db: Db, couponId: number, holdId: number): Promise<void> {
  await db
    .updateTable('coupons')
    .set({ held: 0, hold_id: null, hold_until: null })
    .where('id', '=', couponId)
    .where('hold_id', '=', holdId)
    .execute()
}

export type CouponUse = Pick<
  Selectable<CouponsTable>,
  | 'remaining'
  | 'used'
  | 'returned'
  | 'lapsed'
  | 'status'
  | 'issuer_status'
  | 'open'
  | 'redeemed_at'
  | 'redeemed_station'
>

/** Litres go from what was there when they were counted; false when somebody else changed it. */
export async function updateCouponUse(
  db: Db,
  before: Pick<PresentedCouponRow, 'id' | 'remaining' | 'used'>,
  after: CouponUse,
): Promise<boolean> {
  const result = await db
    .updateTable('coupons')
    .set({ ...after, updated_at: now })
    .where('id', '=', before.id)
    .where('remaining', '=', before.remaining)
    .where('used', '=', before.used)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
