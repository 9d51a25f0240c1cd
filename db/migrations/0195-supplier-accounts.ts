import { type Kysely, sql } from 'kysely'

/** A statement is of an account that a contract names as the supplier's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index contracts_supplier_iban on contracts (supplier_iban)`.execute(db)
}
