import { type SqlBool, sql } from 'kysely'

/** A condition: no test key asked for it. What test keys do is in no list. */
export function isOfNoTestKey(integrationId: string) {
  return sql<SqlBool>`not exists (
    select 1 from integrations i where i.id = ${sql.ref(integrationId)} and i.is_test = 1
  )`
}
