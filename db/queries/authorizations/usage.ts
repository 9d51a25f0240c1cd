import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'
import { amountOf } from '#db/sql/amount.ts'
import { cardChain } from '#db/sql/card-chain.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { isHeld } from '#db/sql/holds.ts'

export interface Used {
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
  fills: number
}

/** The card itself, first, and those whose place it took. */
export async function selectCardWithPredecessors(
  db: Db,
  companyId: CompanyId,
  card: { id: number; number: string },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive ${cardChain(companyId, sql`cards c where c.id = ${card.id}`)}
    select distinct id from chain
  `.execute(db)
  return [card.id, ...rows.map(({ id }) => id).filter((id) => id !== card.id)]
}

export interface UsedAndHeld {
  periods: Used[]
  fill: Used
  /** With the first card alone, as its wallet counts: what is held and not paid yet. */
  held: { volume: number; amount: number }
}

/** The first instant counts, the last does not; null: everything since. */
export interface Span {
  from: Date
  until: Date | null
}

interface Counted {
  spans: readonly Span[]
  fill: string | null
}

/**
 * What was completed and is held with these cards in each of the spans, in their order, and by the fill `fill` of which these
 * sums then count litres and tenge, but no fill.
 */
export function sumUsedWithCards(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
  counted: Counted,
): Promise<UsedAndHeld> {
  const cards = sql`card_id in (${sql.join(cardIds)})`
  return sumUsed(db, { companyId, cards, wallet: cardIds[0] ?? 0 }, counted)
}

/** The same with every card that is in a group now; it has no wallet. */
export function sumUsedByGroup(
  db: Db,
  companyId: CompanyId,
  groupId: number,
  counted: Counted,
): Promise<UsedAndHeld> {
  const members = sql`select m.card_id from card_group_members m
    where m.group_id = ${groupId} and m.company_id = ${companyId}`
  return sumUsed(db, { companyId, cards: sql`card_id in (${members})`, wallet: 0 }, counted)
}

async function sumUsed(
  db: Db,
  { companyId, cards, wallet }: { companyId: CompanyId; cards: RawBuilder<unknown>; wallet: number },
  { spans, fill }: Counted,
): Promise<UsedAndHeld> {
  const earliest = new Date(Math.min(...spans.map(({ from }) => from.getTime())))
  const own = fill ?? ''
  const perFill = spans.flatMap((span, index) => [
    sql`sum(if(${isIn(span)}, volume, 0)) as ${sql.ref(`volume${index}`)}`,
    sql`sum(if(${isIn(span)}, amount, 0)) as ${sql.ref(`amount${index}`)}`,
  ])
  const parts = spans.flatMap((_, index) => [
    sql`sum(${sql.ref(`volume${index}`)}) as ${sql.ref(`volume${index}`)}`,
    sql`sum(${sql.ref(`amount${index}`)}) as ${sql.ref(`amount${index}`)}`,
    sql`sum(${sql.ref(`volume${index}`)} > 0 and fill <> ${own}) as ${sql.ref(`fills${index}`)}`,
  ])
  const { rows } = await sql<Record<string, string | null>>`
    select ${sql.join(parts)},
      sum(if(fill = ${own}, volume, 0)) as fill_volume, sum(if(fill = ${own}, amount, 0)) as fill_amount,
      sum(held_volume) as held_volume, sum(held_amount) as held_amount
    from (
      select fill, sum(volume) as volume, sum(amount) as amount, ${sql.join(perFill)},
        sum(if(is_hold and card_id = ${wallet}, volume, 0)) as held_volume,
        sum(if(is_hold and card_id = ${wallet}, amount, 0)) as held_amount
      from (${usesOf(cards, sql`${cards} and company_id = ${companyId}`, earliest)}) each_use group by fill
    ) each_fill
  `.execute(db)
  const row = rows[0]
  const periods = spans.map((_, index) => ({
    volume: exactSum(row?.[`volume${index}`]),
    amount: exactSum(row?.[`amount${index}`]),
    fills: exactSum(row?.[`fills${index}`]),
  }))
  return {
    periods,
    fill: { volume: exactSum(row?.fill_volume), amount: exactSum(row?.fill_amount), fills: 0 },
    held: { volume: exactSum(row?.held_volume), amount: exactSum(row?.held_amount) },
  }
}

function isIn({ from, until }: Span): RawBuilder<unknown> {
  return until === null ? sql`at >= ${from}` : sql`at >= ${from} and at < ${until}`
}

/** What counts as used: completed since `earliest`, and held now. */
export function usesOf(
  held: RawBuilder<unknown>,
  completed: RawBuilder<unknown>,
  earliest: Date,
): RawBuilder<unknown> {
  return sql`
    select card_id, if(fill_id = '', concat('t', id), fill_id) as fill, occurred_at as at, volume, amount, 0 as is_hold
    from transactions where ${completed} and occurred_at >= ${earliest}
    union all
    select card_id, fill_id, created_at, approved, coalesce(${amountOf('approved', 'price')}, 0), 1
    from authorizations where ${held} and ${isHeld()}`
}
