import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { joinAssigned } from '#db/sql/assigned.ts'

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

/** An unlikely one was refused: the next is kept. A card may have none of its own, where its vehicle has. */
export async function upsertOdometerAsked(
  db: Db,
  { id, company_id }: CardOfCompany,
  at: Date,
): Promise<void> {
  await db
    .insertInto('card_odometers')
    .values({ card_id: id, company_id, km: null, read_at: null, asked_at: at })
    .onDuplicateKeyUpdate({ asked_at: at })
    .execute()
}

/** Of a fill at a pump: of the vehicle that the card belonged to then. */
export async function insertPumpReading(
  db: Db,
  reading: {
    authorizationId: number
    cardId: number
    companyId: number
    km: number
    at: Date
    isFull: boolean
    isUnlikely: boolean
  },
): Promise<void> {
  const { authorizationId, cardId, companyId, km, at, isFull, isUnlikely } = reading
  await sql`
    insert into odometer_readings
      (company_id, vehicle_id, card_id, transaction_id, km, read_at, source, is_full, is_unlikely)
    select c.company_id, ve.id, c.id,
      (select min(t.id) from transactions t where t.authorization_id = ${authorizationId}),
      ${km}, ${at}, 'pump', ${isFull ? 1 : 0}, ${isUnlikely ? 1 : 0}
    from cards c ${joinAssigned({
      kind: sql`'card'`,
      id: sql`c.id`,
      companyId: sql`c.company_id`,
      at: sql`${at}`,
    })}
    where c.id = ${cardId} and c.company_id = ${companyId}
  `.execute(db)
}
