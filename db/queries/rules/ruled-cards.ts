import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'
import { cardChain } from '#db/sql/card-chain.ts'

/** Which cards a rule would hold for. */
export type RuledCards = { template: number } | { group: number }

function cardsOf(cards: RuledCards, companyId: CompanyId): RawBuilder<unknown> {
  return 'template' in cards
    ? sql`select card_id from card_rules where template_id = ${cards.template} and company_id = ${companyId}`
    : sql`select card_id from card_group_members where group_id = ${cards.group} and company_id = ${companyId}`
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
