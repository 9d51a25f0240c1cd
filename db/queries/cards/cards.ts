import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CardsTable, CompanyId, StationRuleMode } from '#db/schema/index.ts'
import { cardRuleColumns, type JoinedCardRule } from '#db/sql/card-rule.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { now } from '#db/sql/now.ts'
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

export function selectCard(db: Db, companyId: CompanyId, id: number): Promise<ShownCardRow | undefined> {
  return db
    .selectFrom('cards')
    .leftJoin('station_rules', (join) =>
      join
        .onRef('station_rules.instrument_id', '=', 'cards.id')
        .on('station_rules.instrument_kind', '=', 'card')
        .on('whose', '=', 'issuer'),
    )
    .innerJoin('companies', 'companies.id', 'cards.company_id')
    .leftJoin('card_rules', (join) =>
      join
        .onRef('card_rules.card_id', '=', 'cards.id')
        .onRef('card_rules.company_id', '=', 'cards.company_id'),
    )
    .leftJoin('rule_templates', 'rule_templates.id', 'card_rules.template_id')
    .leftJoin('card_group_members', (join) =>
      join
        .onRef('card_group_members.card_id', '=', 'cards.id')
        .onRef('card_group_members.company_id', '=', 'cards.company_id'),
    )
    .leftJoin('card_groups', 'card_groups.id', 'card_group_members.group_id')
    .leftJoin('cards as newer', (join) =>
      join.onRef('newer.company_id', '=', 'cards.company_id').onRef('newer.number', '=', 'cards.replaced_by'),
    )
    .leftJoin('card_pins', (join) =>
      join.onRef('card_pins.card_id', '=', 'cards.id').onRef('card_pins.company_id', '=', 'cards.company_id'),
    )
    .leftJoin('planned_card_blocks as planned', (join) =>
      join
        .onRef('planned.card_id', '=', 'cards.id')
        .onRef('planned.company_id', '=', 'cards.company_id')
        .on('planned.begins_at', '<=', now)
        .on((eb) => eb.or([eb('planned.ends_at', 'is', null), eb('planned.ends_at', '>', now)])),
    )
    .leftJoin('suspicions', (join) =>
      join.onRef('suspicions.instrument_id', '=', 'cards.id').on('suspicions.instrument_kind', '=', 'card'),
    )
    .selectAll('cards')
    .select(['suspicions.marked_at as suspected_at', 'suspicions.reason as suspected_reason'])
    .select(['card_pins.set_at as pin_set_at', 'card_pins.blocked_at as pin_blocked_at'])
    .select(['mode as station_mode', 'codes as station_codes', 'closed_at as company_closed_at'])
    .select('newer.id as replacement_id')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('contracts')
            .select('contracts.id')
            .whereRef('contracts.company_id', '=', 'cards.company_id')
            .where('contracts.account_from', 'is not', null),
        )
        .as('has_account'),
    )
    .select(['planned.begins_at as planned_from', 'planned.ends_at as planned_until'])
    .select((eb) =>
      eb
        .selectFrom('planned_card_blocks as next')
        .select((one) => one.fn.min('next.begins_at').as('at'))
        .whereRef('next.card_id', '=', 'cards.id')
        .whereRef('next.company_id', '=', 'cards.company_id')
        .where('next.begins_at', '>', now)
        .as('next_block_at'),
    )
    .select(cardRuleColumns)
    .where('cards.company_id', '=', companyId)
    .where('cards.id', '=', id)
    .executeTakeFirst()
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
