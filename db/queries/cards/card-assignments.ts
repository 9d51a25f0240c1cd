import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { forEachHeir, type Heirs, oldAndHeir } from './heirs.ts'

/**
 * Cards that take the place of others belong to the same driver and vehicle from now on. One that belonged to somebody
 * already, of whatever company it was then, stays as it is.
 */
export function insertInheritedAssignments(db: Db, heirs: Heirs, now: Date): Promise<void> {
  return forEachHeir(heirs, (condition) =>
    sql`
      insert into assignments (company_id, instrument_kind, instrument_id, subject, subject_id, starts_at)
      select heir.company_id, 'card', heir.id, a.subject, a.subject_id, date_format(${now}, '%Y-%m-%d %H:%i:%s')
      from ${oldAndHeir} join assignments a on a.instrument_kind = 'card' and a.instrument_id = old.id
        and a.company_id = old.company_id and a.ends_at is null
      where ${condition} and not exists (
        select 1 from assignments own where own.instrument_kind = 'card' and own.instrument_id = heir.id
          and own.subject = a.subject and own.company_id = heir.company_id
      )
    `.execute(db),
  )
}
