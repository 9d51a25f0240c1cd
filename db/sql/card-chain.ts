import { type RawBuilder, sql } from 'kysely'
import type { CompanyId } from '#db/schema/index.ts'

/** How many cards one after another are read as one. */
export const MAX_PREDECESSORS = 20

/**
 * For `with recursive`: `chain (holder, id, number, step)`, each of some cards of a company and every card whose place it
 * took, one after another; a circle of cards ends where it began.
 * @param cards what follows `from`, with the table called `c`
 */
export function cardChain(companyId: CompanyId, cards: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`chain as (
    select c.id as holder, c.id, c.number, 0 as step from ${cards}
    union
    select chain.holder, c.id, c.number, chain.step + 1
    from chain straight_join cards c force index (cards_company_replaced)
      on c.company_id = ${companyId} and c.replaced_by = chain.number
    where chain.step < ${MAX_PREDECESSORS} and c.id <> chain.holder
  )`
}
