import { type RawBuilder, sql } from 'kysely'
import type { CompanyId } from '#db/schema/index.ts'
import { joinAssigned } from './assigned.ts'
import { now } from './now.ts'

/** Whether a rule is tried with the card `c` that refuses nothing: its own, its template's or its group's. */
export const hasShadow = sql`exists(
  select 1 from shadow_rules s where s.company_id = c.company_id and s.owner = 'card' and s.owner_id = c.id
  union all select 1 from shadow_rules s where s.company_id = c.company_id and s.owner = 'template'
    and s.owner_id = card_rules.template_id
  union all select 1 from shadow_rules s where s.company_id = c.company_id and s.owner = 'group'
    and s.owner_id = card_group_members.group_id)`

/** The vehicle `ve` that the card `c` belongs to now, and what its odometer showed last, as `m`. */
export const vehicleNow = sql`${joinAssigned({
  kind: sql`'card'`,
  id: sql`c.id`,
  companyId: sql`c.company_id`,
  at: now,
})} left join odometer_readings m on m.id = (
    select last.id from odometer_readings last where last.vehicle_id = ve.id
    order by last.read_at desc, last.id desc limit 1)`

/** Everybody's are not the test company's, which are for test keys only; a row of ours that names one by its id may. */
export function ofCompany(column: RawBuilder<unknown>, companyId: CompanyId | null, byId: boolean) {
  if (companyId !== null) return sql`and ${column} = ${companyId}`
  return byId ? sql`` : sql`and p.is_test = 0`
}
