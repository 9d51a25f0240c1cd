import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CardsTable,
  CouponsTable,
  InstructionsTable,
  InstrumentKind,
  StationRuleMode,
} from '#db/schema/index.ts'
import { type JoinedCardRule, joinedCardRule, selectedCardRule } from '#db/sql/card-rule.ts'
import { inSeconds, now } from '#db/sql/now.ts'

type Instrument = { kind: InstrumentKind; id: number }

interface Joined {
  station_mode: StationRuleMode | null
  station_codes: string | null
  suspected_at: Date | null
}

export type WishedCard = Pick<
  Selectable<CardsTable>,
  | 'company_id'
  | 'products'
  | 'daily_limit'
  | 'weekly_limit'
  | 'monthly_limit'
  | 'limit_unit'
  | 'issuer_status'
  | 'client_blocked_at'
  | 'client_lost_at'
  | 'valid_until'
> &
  Joined &
  JoinedCardRule & { pin_blocked_at: Date | null }

/** What a processor is told of a card, as the transaction at hand leaves it. */
export async function selectWishedCard(db: Db, id: number): Promise<WishedCard | undefined> {
  const { rows } = await sql<WishedCard>`
    select c.company_id, c.products, c.daily_limit, c.weekly_limit, c.monthly_limit, c.limit_unit, c.issuer_status,
      c.client_blocked_at, c.client_lost_at, c.valid_until, r.mode as station_mode, r.codes as station_codes,
      f.marked_at as suspected_at, n.blocked_at as pin_blocked_at, ${selectedCardRule}
    from cards c ${joinedTo('card')}
      left join card_pins n on n.card_id = c.id and n.company_id = c.company_id
      ${joinedCardRule('c')}
    where c.id = ${id} for update
  `.execute(db)
  return rows[0]
}

export type WishedCoupon = Pick<
  Selectable<CouponsTable>,
  'company_id' | 'product' | 'volume' | 'issuer_status' | 'client_blocked_at' | 'valid_from' | 'valid_until'
> &
  Joined

export async function selectWishedCoupon(db: Db, id: number): Promise<WishedCoupon | undefined> {
  const { rows } = await sql<WishedCoupon>`
    select c.company_id, c.product, c.volume, c.issuer_status, c.client_blocked_at, c.valid_from, c.valid_until,
      r.mode as station_mode, r.codes as station_codes, f.marked_at as suspected_at
    from coupons c ${joinedTo('coupon')}
    where c.id = ${id} for update
  `.execute(db)
  return rows[0]
}

function joinedTo(kind: InstrumentKind) {
  return sql`left join station_rules r
      on r.instrument_kind = ${kind} and r.instrument_id = c.id and r.whose = 'issuer'
      left join suspicions f on f.instrument_kind = ${kind} and f.instrument_id = c.id`
}

export type InstructionRow = Selectable<InstructionsTable>

/** Held until the transaction ends. */
export function selectLastInstruction(db: Db, { kind, id }: Instrument): Promise<InstructionRow | undefined> {
  return db
    .selectFrom('instructions')
    .selectAll()
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** What has no outcome yet is of no use to anybody once a newer one is there. */
export async function updateInstructionsSuperseded(db: Db, { kind, id }: Instrument): Promise<void> {
  await db
    .updateTable('instructions')
    .set({ status: 'superseded', settled_at: now })
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .where('status', 'in', ['waiting', 'delivered'])
    .execute()
}

export async function insertInstruction(db: Db, row: Insertable<InstructionsTable>): Promise<void> {
  await db.insertInto('instructions').values(row).execute()
}

export type AskedRow = Pick<
  InstructionRow,
  'instrument_id' | 'asks' | 'status' | 'reason' | 'created_at' | 'delivered_at' | 'settled_at'
> & { is_silent: 0 | 1 }

/** The last one of each, where there is one. */
export async function selectLastInstructions(
  db: Db,
  kind: InstrumentKind,
  ids: readonly number[],
  silenceSeconds: number,
): Promise<AskedRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AskedRow>`
    select i.instrument_id, i.asks, i.status, i.reason, i.created_at, i.delivered_at, i.settled_at,
      i.status in ('waiting', 'delivered') and i.created_at < ${inSeconds(-silenceSeconds)} as is_silent
    from instructions i
      left join instructions newer on newer.instrument_kind = i.instrument_kind
        and newer.instrument_id = i.instrument_id and newer.version > i.version
    where i.instrument_kind = ${kind} and i.instrument_id in (${sql.join(ids)}) and newer.id is null
  `.execute(db)
  return rows
}

export interface SilenceRow {
  waiting: number
  silent: number
}

/** How many have no outcome, and how many of them for longer than usual. Those of test keys' companies do not count. */
export async function countOpenInstructions(db: Db, silenceSeconds: number): Promise<SilenceRow> {
  const { rows } = await sql<{ waiting: string; silent: string | null }>`
    select count(*) as waiting, sum(i.created_at < ${inSeconds(-silenceSeconds)}) as silent
    from instructions i join companies p on p.id = i.company_id and p.is_test = 0
    where i.status in ('waiting', 'delivered')
  `.execute(db)
  const [row] = rows
  return { waiting: Number(row?.waiting ?? 0), silent: Number(row?.silent ?? 0) }
}
