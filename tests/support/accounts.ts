import { sql } from 'kysely'
import { bookEntryInput } from '#app/domain/contract-account/account.input.server.ts'
import { bookEntry } from '#app/domain/contract-account/entries.server.ts'
import type { NewContract } from '#app/domain/contracts/contracts.input.server.ts'
import { createContract } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { contractOf } from './contracts.ts'
import type { Person } from './fixtures.ts'

/** A contract whose account is kept from its first day, and perhaps a payment in tenge. */
export async function accountFor(
  { ctx }: Person,
  companyId: CompanyId,
  { paid, ...overrides }: Partial<NewContract> & { paid?: number } = {},
): Promise<number> {
  const from = { startsOn: '2026-01-15', accountFrom: '2026-01-15' }
  const id = await createContract(ctx, companyId, contractOf({ ...from, ...overrides }))
  if (paid) await book({ ctx }, companyId, { kind: 'payment', amount: String(paid) })
  return id
}

/** As the form sends it, today unless told. */
export function book(
  { ctx }: Pick<Person, 'ctx'>,
  companyId: CompanyId,
  typed: Record<string, string>,
): Promise<number> {
  const today = businessDay(ctx.now)
  return bookEntry(ctx, companyId, bookEntryInput(today).parse({ occurredOn: today, ...typed }))
}

/** Differences between the kept turnovers and the ledger's rows: none, ever. */
export async function driftOfAccountTotals(db: Db): Promise<unknown[]> {
  const counted = (span: string, day: string) => sql`
    select company_id, ${sql.lit(span)} as span, ${sql.raw(day)} as starts_on,
      sum(greatest(amount, 0)) as credit, sum(greatest(-amount, 0)) as debit, count(*) as entries
    from account_entries group by 1, 2, 3`
  const { rows } = await sql`
    select company_id, span, starts_on, sum(credit) as c, sum(debit) as d, sum(entries) as e from (
      select company_id, span, starts_on, credit, debit, entries from account_totals
      union all
      select company_id, span, starts_on, -credit, -debit, -entries from (
        ${counted('day', 'booked_on')} union all ${counted('month', "date_format(booked_on, '%Y-%m-01')")}
      ) counted
    ) both_sides
    group by 1, 2, 3 having c <> 0 or d <> 0 or e <> 0
  `.execute(db)
  return rows
}

/**
 * Operations whose litres on their way back to the client are credited otherwise than they are, and staff were not told;
 * coupons that gave back other litres than their operations say: none, ever.
 */
export async function driftOfRemainders(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select a.id, a.remainder, a.remainder_becomes, sum(e.volume) as booked, sum(e.worth) as worth
    from authorizations a
    join coupons k on k.id = a.coupon_id and k.price > 0
    join (select distinct company_id from contracts where account_from is not null) n on n.company_id = k.company_id
    left join (
      with recursive chain as (
        select authorization_id, id from account_entries where authorization_id is not null
        union
        select o.authorization_id, c.id from account_entries c join chain o on o.id = c.corrects_id
        where c.authorization_id is null
      )
      select o.authorization_id, if(r.authorization_id is null, null, r.volume) as volume,
        r.amount + if(r.authorization_id is null, 0, r.memo) as worth
      from chain o join account_entries r on r.id = o.id
    ) e on e.authorization_id = a.id
    where a.status = 'completed' and not exists (
      select 1 from fuel_exceptions x where x.authorization_id = a.id and x.kind = 'remainder_uncredited')
    group by a.id, a.remainder, a.remainder_becomes
    having coalesce(booked, 0) <> if(a.remainder_becomes <=> 'returned', -a.remainder, 0)
      or (coalesce(booked, 0) = 0 and coalesce(worth, 0) <> 0)
    union all
    select k.id, k.returned, 'of the coupon', sum(if(a.remainder_becomes = 'returned', a.remainder, 0)) as told, 0
    from coupons k left join authorizations a on a.coupon_id = k.id and a.status = 'completed'
    group by k.id, k.returned having k.returned <> coalesce(told, 0)
  `.execute(db)
  return rows
}

/** Transactions of accounts whose rows in the ledger do not add up to them: none, ever. */
export async function driftOfLedger(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select t.id, t.amount, sum(e.amount) as amount_booked, sum(e.memo) as memo
    from transactions t join account_entries e on e.transaction_id = t.id
    group by t.id, t.amount having coalesce(sum(e.amount), 0) + coalesce(sum(e.memo), 0) + t.amount <> 0
  `.execute(db)
  return rows
}
