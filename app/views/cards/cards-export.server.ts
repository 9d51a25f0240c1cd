import { exportCards, type ListedCard } from '#app/domain/cards/card-lists.server.ts'
import type { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { cell, type TableFile } from '#app/domain/exports/table.ts'
import { askedAtProcessor } from '#app/domain/instructions/asked-view.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { stateText } from '#app/ui/list/asked-text.ts'
import { translatorFor } from '#locales/words.server.ts'
import { cardStatusLabels } from './card-labels.ts'

function balanceUnitOf({ scheme }: ListedCard): 'ml' | 'tiyn' {
  return scheme === 'wallet_litres' ? 'ml' : 'tiyn'
}

export async function cardsFile(
  ctx: Context,
  companyId: CompanyId,
  filter: CardFilter,
): Promise<TableFile<ListedCard>> {
  const t = translatorFor(ctx.locale)
  const states = cardStatusLabels(t)
  const fuels = productsOf(await productLabels(ctx))
  const units = { ml: t('common:unit.litres'), tiyn: t('common:unit.tenge') }
  const amount = (unit: 'ml' | 'tiyn', value: number | null) =>
    unit === 'ml' ? cell.litres(value) : cell.tenge(value)
  return {
    name: 'cards',
    title: t('cards:title'),
    columns: [
      t('cards:number'),
      t('cards:holder'),
      t('cards:plate'),
      t('cards:products'),
      t('cards:limit.daily'),
      t('cards:limit.weekly'),
      t('cards:limit.monthly'),
      t('cards:limit.unit'),
      t('cards:balance'),
      t('cards:balanceUnit'),
      t('common:field.status'),
      t('cards:validUntil'),
    ],
    batches: exportCards(ctx, companyId, filter),
    cells: (card) => [
      cell.number(card.number),
      cell.text(card.holder),
      cell.text(card.plate),
      cell.text(fuels.namesOf(productsInText(card.products))),
      amount(card.limit_unit, card.daily_limit),
      amount(card.limit_unit, card.weekly_limit),
      amount(card.limit_unit, card.monthly_limit),
      cell.text(units[card.limit_unit]),
      amount(balanceUnitOf(card), card.balance),
      cell.text(card.balance === null ? '' : units[balanceUnitOf(card)]),
      cell.text(stateText(t, askedAtProcessor(card.atProcessor, card.state), states[card.state])),
      cell.day(card.valid_until),
    ],
  }
}
