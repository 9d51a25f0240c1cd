import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode } from '#db/schema/index.ts'
import { cardChain } from '#db/sql/card-chain.ts'

export interface ReplayedCardFillRow {
  id: number
  card_id: number
  occurred_at: Date
  station_code: string
  product: ProductCode
  /** Negative: given back. */
  volume: number
  amount: number
  price: number
}

/** Which cards a rule would hold for. */
export type RuledCards = { template: number } | { group: number }

function cardsOf(cards: RuledCards, companyId: CompanyId): RawBuilder<unknown> {
  return 'template' in cards
    ? sql`select card_id from card_rules where template_id = ${cards.template} and company_id = ${companyId}`
    : sql`select card_id from card_group_members where group_id = ${cards.group} and company_id = ${companyId}`
}

/** The last fills with these cards, and with those whose place they took, in a time; the oldest first. */
export async function selectReplayedCardFills(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
  { from, until }: { from: Date; until: Date },
  most: number,
): Promise<ReplayedCardFillRow[]> {
  if (cardIds.length === 0) return []
  const { rows } = await sql<ReplayedCardFillRow>`
    select id, card_id, occurred_at, station_code, product, volume, amount, price
    from transactions
    where company_id = ${companyId} and card_id in (${sql.join(cardIds)})
      and occurred_at >= ${from} and occurred_at < ${until}
    order by occurred_at desc, id desc limit ${most}
  `.execute(db)
  return rows.reverse()
}

/** Each of the cards with itself and with every card whose place it took, one after another. */
export async function selectCardChains(
  db: Db,
  companyId: CompanyId,
  cards: RuledCards,
): Promise<{ holder: number; id: number; number: string }[]> {
  const { rows } = await sql<{ holder: number; id: number; number: string }>`
    with recursive ${cardChain(
      companyId,
      sql`cards c where c.id in (${cardsOf(cards, companyId)}) and c.company_id = ${companyId}`,
    )}
    select distinct holder, id, number from chain order by holder, id
  `.execute(db)
  return rows
}
