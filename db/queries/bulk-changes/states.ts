import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CardIssuerStatus,
  CardStatus,
  CompanyId,
  CouponStatus,
  InstrumentKind,
} from '#db/schema/index.ts'
import { type AssignedColumns, assignedColumns, joinAssigned } from '#db/sql/assigned.ts'
import { type JoinedCardRule, joinedCardRule, selectedCardRule } from '#db/sql/card-rule.ts'
import { now } from '#db/sql/now.ts'
import { joinPlannedBlock } from '#db/sql/planned-block.ts'

/** Ids of one statement. */
const IDS_AT_ONCE = 1_000

async function inChunks<Row>(
  ids: readonly number[],
  read: (chunk: readonly number[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    rows.push(...(await read(ids.slice(at, at + IDS_AT_ONCE))))
  return rows
}

/** How a preview names a card or a coupon; a coupon has no holder. */
export interface ChosenRow {
  id: number
  number: string
  holder: string
  plate: string
}

/** The company's among these, by id. */
export function selectChosen(
  db: Db,
  companyId: CompanyId,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<ChosenRow[]> {
  return inChunks(ids, async (chunk) => {
    const names = kind === 'card' ? sql`i.holder, i.plate` : sql`'' as holder, '' as plate`
    const { rows } = await sql<ChosenRow>`
      select i.id, i.number, ${names} from ${sql.table(kind === 'card' ? 'cards' : 'coupons')} i
      where i.id in (${sql.join(chunk)}) and i.company_id = ${companyId} order by i.id
    `.execute(db)
    return rows
  })
}

/** Held until the transaction ends, one after another by id so that nobody waits in a circle. */
export async function selectChosenForUpdate(
  db: Db,
  companyId: CompanyId,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  await db
    .selectFrom(kind === 'card' ? 'cards' : 'coupons')
    .select('id')
    .where('id', 'in', ids)
    .where('company_id', '=', companyId)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export interface CardBlockRow {
  id: number
  status: CardStatus
  issuer_status: CardIssuerStatus
  client_lost_at: Date | null
  valid_until: string | null
  client_blocked_at: Date | null
  client_blocked_until: Date | null
  planned_from: Date | null
  planned_until: Date | null
}

export function selectCardBlockStates(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<CardBlockRow[]> {
  return inChunks(ids, async (chunk) => {
    const { rows } = await sql<CardBlockRow>`
      select c.id, c.status, c.issuer_status, c.client_lost_at, c.valid_until, c.client_blocked_at,
        c.client_blocked_until, planned.begins_at as planned_from, planned.ends_at as planned_until
      from cards c ${joinPlannedBlock()}
      where c.id in (${sql.join(chunk)}) and c.company_id = ${companyId}
    `.execute(db)
    return rows
  })
}

export interface CouponBlockRow {
  id: number
  status: CouponStatus
  valid_until: string
  client_blocked_at: Date | null
}

export function selectCouponBlockStates(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<CouponBlockRow[]> {
  return inChunks(ids, (chunk) =>
    db
      .selectFrom('coupons')
      .select(['id', 'status', 'valid_until', 'client_blocked_at'])
      .where('id', 'in', chunk)
      .where('company_id', '=', companyId)
      .execute(),
  )
}

export type CardRuleStateRow = JoinedCardRule & { id: number }

/** The rules and groups of cards. */
export function selectCardRuleStates(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<CardRuleStateRow[]> {
  return inChunks(ids, async (chunk) => {
    const { rows } = await sql<CardRuleStateRow>`
      select c.id, ${selectedCardRule} from cards c ${joinedCardRule}
      where c.id in (${sql.join(chunk)}) and c.company_id = ${companyId}
    `.execute(db)
    return rows
  })
}

export type HolderStateRow = AssignedColumns & { id: number }

/** Whose they are now. */
export function selectHolderStates(
  db: Db,
  companyId: CompanyId,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<HolderStateRow[]> {
  return inChunks(ids, async (chunk) => {
    const { rows } = await sql<HolderStateRow>`
      select i.id, ${assignedColumns} from ${sql.table(kind === 'card' ? 'cards' : 'coupons')} i
      ${joinAssigned({ kind: sql`${kind}`, id: sql`i.id`, companyId: sql`i.company_id`, at: now })}
      where i.id in (${sql.join(chunk)}) and i.company_id = ${companyId}
    `.execute(db)
    return rows
  })
}
