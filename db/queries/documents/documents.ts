import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, DocumentKind, DocumentsTable } from '#db/schema/index.ts'

export type DocumentRow = Selectable<DocumentsTable>

/**
 * The next number of a kind and year. The counter's row stays locked until the transaction ends, so the next one waits,
 * and one that is rolled back gives its number back.
 */
export async function updateCounter(db: Db, kind: DocumentKind, year: number): Promise<number> {
  await sql`
    insert into document_counters (kind, year, last_number) values (${kind}, ${year}, 1)
    on duplicate key update last_number = last_number + 1`.execute(db)
  const { last_number } = await db
    .selectFrom('document_counters')
    .select('last_number')
    .where('kind', '=', kind)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return last_number
}

export async function insertDocument(db: Db, document: Insertable<DocumentsTable>): Promise<void> {
  await db.insertInto('documents').values(document).execute()
}

/** A company's paper about an order. */
export function selectDocumentOfOrder(
  db: Db,
  companyId: CompanyId,
  kind: DocumentKind,
  orderId: number,
): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('kind', '=', kind)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}
