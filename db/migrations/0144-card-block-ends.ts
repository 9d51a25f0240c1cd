import { type Kysely, sql } from 'kysely'

/** When a client's own block ends by itself, and when a client reported a card as lost or stolen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cards
      add column client_blocked_until datetime(6) null,
      add column client_lost_at datetime(6) null,
      add key cards_client_blocked_until (client_blocked_until)
  `.execute(db)
}
