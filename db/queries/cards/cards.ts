import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CardsTable, CompanyId } from '#db/schema/index.ts'
import { inBatches, readInBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { now } from '#db/sql/now.ts'

export type CardRow = Selectable<CardsTable>
export type NewCardRow = Insertable<CardsTable>
/** What a register may change in a card that is here already. */
export type CardChange = Omit<CardRow, 'id' | 'number' | 'number_reversed' | 'created_at' | 'updated_at'>

export function selectCard(db: Db, companyId: CompanyId, id: number): Promise<CardRow | undefined> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
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

/** The card that took another one's place. */
export function selectCardByNumber(
  db: Db,
  companyId: CompanyId,
  number: string,
): Promise<Pick<CardRow, 'id' | 'number'> | undefined> {
  return db
    .selectFrom('cards')
    .select(['id', 'number'])
    .where('number', '=', number)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
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

/** Cards by status, apart for those whose last day is before `today`; read from the index alone. */
export async function countCardsByStatus(
  db: Db,
  companyId: CompanyId,
  today: string,
): Promise<{ status: CardStatus; past: boolean; cards: number }[]> {
  const rows = await db
    .selectFrom('cards')
    .select((eb) => [
      'status',
      sql<number>`coalesce(valid_until < ${today}, 0)`.as('past'),
      eb.fn.countAll<string>().as('cards'),
    ])
    .where('company_id', '=', companyId)
    .groupBy(['status', 'past'])
    .execute()
  return rows.map(({ status, past, cards }) => ({ status, past: Number(past) === 1, cards: exactSum(cards) }))
}

export interface ClientBlockOfCard {
  to: CardStatus
  /** Who blocks; null lifts the block. */
  userId: number | null
}

/** Of a card that `selectCardForUpdate` has locked, so that nobody changes it in between. */
export async function updateClientBlockOfCard(
  db: Db,
  companyId: CompanyId,
  id: number,
  { to, userId }: ClientBlockOfCard,
): Promise<void> {
  await db
    .updateTable('cards')
    .set({
      status: to,
      client_blocked_at: userId === null ? null : now,
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
