import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardsTable, CompanyId } from '#db/schema/index.ts'
import { cardChain, MAX_PREDECESSORS } from '#db/sql/card-chain.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { isHeld } from '#db/sql/holds.ts'
import { type Used, usesOf } from './usage.ts'

export type UsedCard = Pick<
  CardsTable,
  'status' | 'valid_until' | 'limit_unit' | 'daily_limit' | 'weekly_limit' | 'monthly_limit'
> & { id: number; periods: Omit<Used, 'fills'>[] }

/**
 * The cards of a company of which some limit may be mostly used, with what each used since each of the instants:
 * completed and held, with the cards whose place it took, as `sumUsedWithCards` counts it for one. Those are the cards
 * that were seen near a limit whose period is not over, those used since the watch of limits last read transactions, those
 * with a hold, and the cards that took the place of one of them; `limit`: of so many of them. One that used nothing has
 * sums of nothing.
 */
export async function sumUsedNearLimits(
  db: Db,
  companyId: CompanyId,
  { since, today, limit }: { since: readonly Date[]; today: string; limit: number },
): Promise<UsedCard[]> {
  const earliest = new Date(Math.min(...since.map(Number)))
  const names = since.flatMap((_, index) => [`volume${index}`, `amount${index}`])
  const perCard = since.flatMap((instant, index) => [
    sql`sum(if(at >= ${instant}, volume, 0)) as ${sql.ref(`volume${index}`)}`,
    sql`sum(if(at >= ${instant}, amount, 0)) as ${sql.ref(`amount${index}`)}`,
  ])
  const sums = names.map((name) => sql`sum(${sql.ref(`used.${name}`)}) as ${sql.ref(name)}`)
  const counted = sql`card_id in (select id from chain)`
  const { rows } = await sql<Omit<UsedCard, 'periods'> & Record<string, unknown>>`
    with recursive heirs as (
      select c.id, c.number, c.replaced_by, 0 as step
      from (${candidates(companyId, today)} order by card_id limit ${limit}) candidate
      join cards c on c.id = candidate.card_id and c.company_id = ${companyId}
      union
      select c.id, c.number, c.replaced_by, heirs.step + 1
      from heirs straight_join cards c on c.company_id = ${companyId} and c.number = heirs.replaced_by
      where heirs.step < ${MAX_PREDECESSORS}
    ), ${cardChain(companyId, sql`heirs c`)}, used as (
      select card_id, ${sql.join(perCard)}
      from (${usesOf(counted, sql`${counted} and company_id = ${companyId}`, earliest)}) each_use group by card_id
    )
    select c.id, c.status, c.valid_until, c.limit_unit, c.daily_limit, c.weekly_limit, c.monthly_limit,
      ${sql.join(names.map((name) => sql.ref(`sums.${name}`)))}
    from (
      select each_card.holder, ${sql.join(sums)}
      from (select distinct holder, id from chain) each_card left join used on used.card_id = each_card.id
      group by each_card.holder
    ) sums join cards c on c.id = sums.holder
  `.execute(db)
  return rows.map(
    ({ id, status, valid_until, limit_unit, daily_limit, weekly_limit, monthly_limit, ...row }) => ({
      ...{ id, status, valid_until, limit_unit, daily_limit, weekly_limit, monthly_limit },
      periods: since.map((_, index) => ({
        volume: exactSum(row[`volume${index}`] as string),
        amount: exactSum(row[`amount${index}`] as string),
      })),
    }),
  )
}

function candidates(companyId: CompanyId, today: string) {
  return sql`
    select card_id from limit_candidates where company_id = ${companyId} and until_day >= ${today}
    union
    select card_id from transactions force index (primary)
    where id > (select coalesce(max(value + 0), 0) from facts where name = 'limits.read_to')
      and company_id = ${companyId} and card_id is not null
    union
    select card_id from authorizations
    where company_id = ${companyId} and ${isHeld()} and card_id is not null`
}
