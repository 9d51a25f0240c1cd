import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CardsTable, CompanyId, StationRuleMode } from '#db/schema/index.ts'
import { type JoinedCardRule, joinedCardRule, selectedCardRule } from '#db/sql/card-rule.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { now } from '#db/sql/now.ts'
import { joinPlannedBlock } from '#db/sql/planned-block.ts'
import { beginningWith } from '#db/sql/search.ts'

export type CardRow = Selectable<CardsTable>
export type NewCardRow = Insertable<CardsTable>
/** What a register may change in a card that is here already. */
export type CardChange = Omit<
  CardRow,
  | 'id'
  | 'number'
  | 'number_reversed'
  | 'ledger_version'
  | 'client_blocked_until'
  | 'client_lost_at'
  | 'created_at'
  | 'updated_at'
>

/** With the issuer's rule about its stations (null: nothing is known) and the card that took its place. */
export type ShownCardRow = CardRow &
  JoinedCardRule & {
    station_mode: StationRuleMode | null
    station_codes: string | null
    company_closed_at: Date | null
    replacement_id: number | null
    /** The planned block that has begun; null: there is none. */
    planned_from: Date | null
    planned_until: Date | null
    /** When the next planned block begins. */
    next_block_at: Date | null
    /** Null: it has no PIN. */
    pin_set_at: Date | null
    pin_blocked_at: Date | null
    /** When staff marked it as suspected of fraud. */
    suspected_at: Date | null
    suspected_reason: string | null
    /** Whether its company has ever had a contract account. */
    has_account: unknown
  }

export async function selectCard(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<ShownCardRow | undefined> {
  const { rows } = await sql<ShownCardRow>`
    select c.*, r.mode as station_mode, r.codes as station_codes, p.closed_at as company_closed_at,
      newer.id as replacement_id, n.set_at as pin_set_at, n.blocked_at as pin_blocked_at,
      f.marked_at as suspected_at, f.reason as suspected_reason,
      planned.begins_at as planned_from, planned.ends_at as planned_until,
      (select min(next.begins_at) from planned_card_blocks next
        where next.card_id = c.id and next.company_id = c.company_id and next.begins_at > ${now}) as next_block_at,
      exists (select 1 from contracts where contracts.company_id = c.company_id
        and contracts.account_from is not null) as has_account,
      ${selectedCardRule}
    from cards c join companies p on p.id = c.company_id
      left join station_rules r on r.instrument_kind = 'card' and r.instrument_id = c.id and r.whose = 'issuer'
      left join suspicions f on f.instrument_kind = 'card' and f.instrument_id = c.id
      left join cards newer on newer.company_id = c.company_id and newer.number = c.replaced_by
      left join card_pins n on n.card_id = c.id and n.company_id = c.company_id
      ${joinPlannedBlock()}
      ${joinedCardRule}
    where c.company_id = ${companyId} and c.id = ${id}
  `.execute(db)
  return rows[0]
}

/** Held until the transaction ends. */
export function selectCardForUpdate(db: Db, companyId: CompanyId, id: number): Promise<CardRow | undefined> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** A company's cards whose numbers begin and end so; `last` reversed. Two are enough to know that it is not one. */
export function selectCardsByEnds(
  db: Db,
  companyId: CompanyId,
  { first, lastReversed }: { first: string; lastReversed: string },
): Promise<Pick<CardRow, 'id' | 'number'>[]> {
  return db
    .selectFrom('cards')
    .select(['id', 'number'])
    .where('company_id', '=', companyId)
    .where('number', 'like', beginningWith(first))
    .where('number_reversed', 'like', beginningWith(lastReversed))
    .limit(2)
    .execute()
}

/** A company's cards with a plate. Two are enough to know that it is not one. */
export function selectCardsByPlate(
  db: Db,
  companyId: CompanyId,
  plate: string,
): Promise<Pick<CardRow, 'id' | 'number'>[]> {
  return db
    .selectFrom('cards')
    .select(['id', 'number'])
    .where('company_id', '=', companyId)
    .where('plate', '=', plate)
    .limit(2)
    .execute()
}

/** Which of these companies a card belongs to: for a link to a company that the cabinet does not show now. */
export function selectCompanyOfCard(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'cards', companyIds, id)
}

export interface ClientBlockOfCard {
  to: CardStatus
  isBlocked: boolean
  /** When it ends by itself; null: it does not. */
  until: Date | null
  /** The person who blocks; null for a system of the client, and where the block is lifted. */
  userId: number | null
}

/** Of a card that `selectCardForUpdate` has locked, so that nobody changes it in between. */
export async function updateClientBlockOfCard(
  db: Db,
  companyId: CompanyId,
  id: number,
  { to, isBlocked, until, userId }: ClientBlockOfCard,
): Promise<void> {
  await db
    .updateTable('cards')
    .set({
      status: to,
      client_blocked_at: isBlocked ? now : null,
      client_blocked_by: userId,
      client_blocked_until: until,
      updated_at: now,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}
