import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CardsTable, CompanyId, StationRuleMode } from '#db/schema/index.ts'
import { inBatches, readInBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'
import { beginningWith } from '#db/sql/search.ts'

export type CardRow = Selectable<CardsTable>
export type NewCardRow = Insertable<CardsTable>
/** What a register may change in a card that is here already. */
export type CardChange = Omit<
  CardRow,
  'id' | 'number' | 'number_reversed' | 'ledger_version' | 'created_at' | 'updated_at'
>

/** With the issuer's rule about its stations (null: nothing is known) and the card that took its place. */
export type ShownCardRow = CardRow & {
  station_mode: StationRuleMode | null
  station_codes: string | null
  company_closed_at: Date | null
  replacement_id: number | null
  /** Null: it has no PIN. */
  pin_set_at: Date | null
  pin_blocked_at: Date | null
  /** When staff marked it as suspected of fraud. */
  suspected_at: Date | null
  suspected_reason: string | null
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
    .leftJoin('cards as newer', (join) =>
      join.onRef('newer.company_id', '=', 'cards.company_id').onRef('newer.number', '=', 'cards.replaced_by'),
    )
    .leftJoin('card_pins', (join) =>
      join.onRef('card_pins.card_id', '=', 'cards.id').onRef('card_pins.company_id', '=', 'cards.company_id'),
    )
    .leftJoin('suspicions', (join) =>
      join.onRef('suspicions.instrument_id', '=', 'cards.id').on('suspicions.instrument_kind', '=', 'card'),
    )
    .selectAll('cards')
    .select(['suspicions.marked_at as suspected_at', 'suspicions.reason as suspected_reason'])
    .select(['card_pins.set_at as pin_set_at', 'card_pins.blocked_at as pin_blocked_at'])
    .select(['mode as station_mode', 'codes as station_codes', 'closed_at as company_closed_at'])
    .select('newer.id as replacement_id')
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
export async function selectCompanyOfCard(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  if (companyIds.length === 0) return undefined
  const row = await db
    .selectFrom('cards')
    .select('company_id')
    .where('id', '=', id)
    .where('company_id', 'in', companyIds)
    .executeTakeFirst()
  return companyIds.find((companyId) => companyId === row?.company_id)
}

export interface ClientBlockOfCard {
  to: CardStatus
  isBlocked: boolean
  /** The person who blocks; null for a system of the client, and where the block is lifted. */
  userId: number | null
}

/** Of a card that `selectCardForUpdate` has locked, so that nobody changes it in between. */
export async function updateClientBlockOfCard(
  db: Db,
  companyId: CompanyId,
  id: number,
  { to, isBlocked, userId }: ClientBlockOfCard,
): Promise<void> {
  await db
    .updateTable('cards')
    .set({
      status: to,
      client_blocked_at: isBlocked ? now : null,
      client_blocked_by: userId,
      updated_at: now,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

/**
 * Cards by their numbers, of whatever company: a number is unique in the network. `lock` holds the rows until the
 * transaction ends, so that nothing that people do meanwhile is overwritten.
 */
export function selectCardsByNumbersAcrossCompanies(
  db: Db,
  numbers: readonly string[],
  { lock = false } = {},
): Promise<CardRow[]> {
  return readInBatches(numbers, (batch) => {
    const query = db.selectFrom('cards').selectAll().where('number', 'in', batch)
    return (lock ? query.forUpdate() : query).execute()
  })
}

export async function insertCards(db: Db, rows: readonly NewCardRow[]): Promise<void> {
  await inBatches(rows, (batch) => db.insertInto('cards').values(batch).execute())
}

/** Writes whole rows over those of the same id; the caller holds them (`lock`) since it read them. */
export async function updateCards(
  db: Db,
  rows: readonly (CardChange & { id: number; number: string; number_reversed: string })[],
): Promise<void> {
  const taken = (column: string) => sql<never>`values(${sql.ref(column)})`
  await inBatches(rows, (batch) =>
    db
      .insertInto('cards')
      .values(batch)
      .onDuplicateKeyUpdate({
        company_id: taken('company_id'),
        holder: taken('holder'),
        plate: taken('plate'),
        products: taken('products'),
        scheme: taken('scheme'),
        daily_limit: taken('daily_limit'),
        weekly_limit: taken('weekly_limit'),
        monthly_limit: taken('monthly_limit'),
        limit_unit: taken('limit_unit'),
        balance: taken('balance'),
        status: taken('status'),
        issuer_status: taken('issuer_status'),
        client_blocked_at: taken('client_blocked_at'),
        client_blocked_by: taken('client_blocked_by'),
        valid_until: taken('valid_until'),
        replaced_by: taken('replaced_by'),
        updated_at: sql<Date>`utc_timestamp(6)`,
      })
      .execute(),
  )
}

export async function deleteCards(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) => db.deleteFrom('cards').where('id', 'in', batch).execute())
}
