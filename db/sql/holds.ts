import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { now } from './now.ts'

/** A row of `authorizations` that holds what it approved. @param alias of the table in the statement */
export function isHeld(alias = 'authorizations'): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(`${alias}.status`)} = 'held' and ${sql.ref(`${alias}.expires_at`)} > ${now})`
}

/** One whose hold is over, although nobody has stored so yet: it holds nothing. */
export function isHoldOver(alias = 'authorizations'): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(`${alias}.status`)} = 'held' and ${sql.ref(`${alias}.expires_at`)} <= ${now})`
}

/** A row of `coupons` of which nobody at a pump holds any litres now. @param alias of the table in the statement */
export function isCouponFree(alias = 'coupons'): RawBuilder<SqlBool> {
  const until = sql.ref(`${alias}.hold_until`)
  return sql<SqlBool>`(${until} is null or ${until} <= ${now})`
}
