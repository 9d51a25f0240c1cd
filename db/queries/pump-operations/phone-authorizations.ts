import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { PhoneAuthorizationsTable } from '#db/schema/index.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type PhoneAuthorizationRow = Selectable<PhoneAuthorizationsTable> & {
  /** The time of its code is over. */
  is_over: 0 | 1
  user_name: string
  user_email: string
  station_name: string | null
  station_city: string | null
}

const columns = sql`f.*, f.code_ends_at <= utc_timestamp(6) as is_over, u.name as user_name, u.email as user_email,
  t.name as station_name, t.city as station_city
  from phone_authorizations f join users u on u.id = f.user_id left join stations t on t.code = f.station_code`

/** A code that this station has had before is a duplicate key. */
export async function insertPhoneAuthorization(
  db: Db,
  row: Pick<
    Insertable<PhoneAuthorizationsTable>,
    'authorization_id' | 'station_code' | 'user_id' | 'code_mac'
  >,
  seconds: number,
): Promise<number> {
  const result = await db
    .insertInto('phone_authorizations')
    .values({ ...row, code_ends_at: row.code_mac ? inSeconds(seconds) : null })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** The newest first. */
export async function selectPhoneAuthorizations(
  db: Db,
  request: PageRequest,
): Promise<PhoneAuthorizationRow[]> {
  const { rows } = await sql<PhoneAuthorizationRow>`
    select ${columns} where ${beyondId('f.id', request)}
    order by f.id ${sql.raw(directionOf(request))} limit ${request.limit}
  `.execute(db)
  return rows
}

/** `lock` holds the row until the transaction ends. */
export async function selectPhoneAuthorization(
  db: Db,
  id: number,
  { lock = false } = {},
): Promise<PhoneAuthorizationRow | undefined> {
  if (lock) await sql`select id from phone_authorizations where id = ${id} for update`.execute(db)
  const { rows } = await sql<PhoneAuthorizationRow>`select ${columns} where f.id = ${id}`.execute(db)
  return rows[0]
}

/** By its code at its station; the row is held until the transaction ends. @param macs of the code, under every key */
export async function selectPhoneAuthorizationByCode(
  db: Db,
  station: string,
  macs: readonly Buffer[],
): Promise<PhoneAuthorizationRow | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from phone_authorizations where station_code = ${station} and code_mac in (${sql.join(macs)})
    for update
  `.execute(db)
  return rows[0] && selectPhoneAuthorization(db, rows[0].id)
}

export async function updatePhoneAuthorizationUsed(db: Db, id: number): Promise<void> {
  await db.updateTable('phone_authorizations').set({ used_at: now }).where('id', '=', id).execute()
}
