import { type RawBuilder, sql } from 'kysely'
import { now } from './now.ts'

/** Joins the planned block of a card `c` that is in force at a moment, as `planned`: one at most. */
export function joinPlannedBlock(moment: RawBuilder<Date> | Date = now): RawBuilder<unknown> {
  return sql`left join planned_card_blocks planned on planned.card_id = c.id and planned.company_id = c.company_id
    and planned.begins_at <= ${moment} and (planned.ends_at is null or planned.ends_at > ${moment})`
}
