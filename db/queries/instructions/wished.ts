import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CardsTable,
  CompanyId,
  CouponsTable,
  InstrumentKind,
  StationRuleMode,
} from '#db/schema/index.ts'
import { type JoinedCardRule, joinedCardRule, selectedCardRule } from '#db/sql/card-rule.ts'

interface Joined {
  station_mode: StationRuleMode | null
  station_codes: string | null
  suspected_at: Date | null
  company_closed_at: Date | null
}

type Always =
  | 'id'
  | 'number'
  | 'company_id'
  | 'issuer_status'
  | 'client_blocked_at'
  | 'updated_at'
  | 'valid_until'

export type WishedCard = Pick<
  Selectable<CardsTable>,
  Always | 'products' | 'daily_limit' | 'weekly_limit' | 'monthly_limit' | 'limit_unit' | 'client_lost_at'
> &
  Joined &
  JoinedCardRule & { pin_blocked_at: Date | null }

export type WishedCoupon = Pick<
  Selectable<CouponsTable>,
  Always | 'product' | 'volume' | 'valid_from' | 'open'
> &
  Joined

/** What a processor is told of cards, as the transaction at hand leaves them: held until it ends, by ascending id. */
export function selectWishedCardsById(db: Db, ids: readonly number[]): Promise<WishedCard[]> {
  return wishedCards(db, sql`c.id in (${sql.join(ids)}) order by c.id for update`)
}

export function selectWishedCouponsById(db: Db, ids: readonly number[]): Promise<WishedCoupon[]> {
  return wishedCoupons(db, sql`c.id in (${sql.join(ids)}) order by c.id for update`)
}

/** Of a company, or (null) of all but the test company; nothing is held. */
export function selectWishedCards(
  db: Db,
  numbers: readonly string[],
  scope: CompanyId | null,
): Promise<WishedCard[]> {
  return wishedCards(db, ofNumbers(numbers, scope))
}

export function selectWishedCoupons(
  db: Db,
  numbers: readonly string[],
  scope: CompanyId | null,
): Promise<WishedCoupon[]> {
  return wishedCoupons(db, ofNumbers(numbers, scope))
}

function ofNumbers(numbers: readonly string[], scope: CompanyId | null): RawBuilder<unknown> {
  return sql`c.number in (${sql.join(numbers.map((number) => Buffer.from(number)))}) and ${
    scope === null
      ? sql`not exists (select 1 from companies q where q.id = c.company_id and q.is_test = 1)`
      : sql`c.company_id = ${scope}`
  }`
}

async function wishedCards(db: Db, condition: RawBuilder<unknown>): Promise<WishedCard[]> {
  const { rows } = await sql<WishedCard>`
    select c.id, c.number, c.company_id, c.products, c.daily_limit, c.weekly_limit, c.monthly_limit, c.limit_unit,
      c.issuer_status, c.client_blocked_at, c.client_lost_at, c.valid_until, c.updated_at, r.mode as station_mode,
      r.codes as station_codes, f.marked_at as suspected_at, n.blocked_at as pin_blocked_at, ${companyClosed},
      ${selectedCardRule}
    from cards c ${joinedTo('card')}
      left join card_pins n on n.card_id = c.id and n.company_id = c.company_id
      ${joinedCardRule}
    where ${condition}
  `.execute(db)
  return rows
}

async function wishedCoupons(db: Db, condition: RawBuilder<unknown>): Promise<WishedCoupon[]> {
  const { rows } = await sql<WishedCoupon>`
    select c.id, c.number, c.company_id, c.product, c.volume, c.issuer_status, c.client_blocked_at, c.valid_from,
      c.valid_until, c.open, c.updated_at, r.mode as station_mode, r.codes as station_codes,
      f.marked_at as suspected_at, ${companyClosed}
    from coupons c ${joinedTo('coupon')}
    where ${condition}
  `.execute(db)
  return rows
}

/** Not joined: the company's row stays free. */
const companyClosed = sql`(select p.closed_at from companies p where p.id = c.company_id) as company_closed_at`

function joinedTo(kind: InstrumentKind) {
  return sql`left join station_rules r
      on r.instrument_kind = ${kind} and r.instrument_id = c.id and r.whose = 'issuer'
      left join suspicions f on f.instrument_kind = ${kind} and f.instrument_id = c.id`
}
