import { subjectsActedOn } from '#app/domain/audit/subjects.server.ts'
import {
  type CardFacts,
  changeCards,
  findCardsByNumbers,
  removeCards,
} from '#app/domain/cards/card-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { cardsWithTransactions } from '#app/domain/transactions/transaction-register.server.ts'
import { factsOfRow, shownOf } from '../merging/cards.server.ts'
import type { RowOutcome } from '../merging/outcome.ts'
import { sortOut, type Undo, type UsedRow } from './undo.ts'

export class CardUndo implements Undo {
  constructor(
    private readonly importId: number,
    private readonly since: number,
  ) {}

  async takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]> {
    const found = await findCardsByNumbers(
      ctx,
      outcomes.map(({ key }) => key),
      { lock: true },
    )
    const here = new Map(found.map((card) => [card.number, card]))
    const ids = found.map(({ id }) => id)
    const [acted, refuelled] = [
      await subjectsActedOn(ctx, 'card', ids, this.since),
      await cardsWithTransactions(ctx, ids),
    ]
    const { used, removed, restored } = sortOut(
      outcomes,
      ({ key }) => here.get(key),
      (card) => shownOf(factsOfRow(card)),
      ({ id }, { outcome }) => acted.has(id) || (outcome === 'new' && refuelled.has(id)),
    )
    if (used.length > 0) return used
    await removeCards(
      ctx,
      removed.map(({ id }) => id),
    )
    const changes = restored.map(({ before, earlier }) => ({ before, after: earlier as CardFacts }))
    await changeCards(ctx, changes, this.importId)
    return []
  }

  async finish(): Promise<void> {}
}
