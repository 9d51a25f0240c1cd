import type { Db } from '#db/connection/client.server.ts'

interface CardOfCompany {
  id: number
  company_id: number
}

/** What the driver told at a fill that was completed. */
export async function upsertOdometer(
  db: Db,
  { id, company_id }: CardOfCompany,
  { km, at }: { km: number; at: Date },
): Promise<void> {
  const read = { company_id, km, read_at: at, asked_at: null }
  await db
    .insertInto('card_odometers')
    .values({ card_id: id, ...read })
    .onDuplicateKeyUpdate(read)
    .execute()
}

/** An unlikely one was refused: the next is kept. */
export async function updateOdometerAsked(db: Db, { id }: CardOfCompany, at: Date): Promise<void> {
  await db.updateTable('card_odometers').set({ asked_at: at }).where('card_id', '=', id).execute()
}
