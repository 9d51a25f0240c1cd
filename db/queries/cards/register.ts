import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { inBatches, readInBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'
import type { CardChange, CardRow, NewCardRow } from './cards.ts'

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
        updated_at: now,
      })
      .execute(),
  )
}

export async function deleteCards(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) => db.deleteFrom('cards').where('id', 'in', batch).execute())
}
