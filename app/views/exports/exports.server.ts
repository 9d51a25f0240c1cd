import { exportCards, type ListedCard } from '#app/domain/cards/card-lists.server.ts'
import type { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { exportCoupons, type ListedCoupon } from '#app/domain/coupons/coupon-lists.server.ts'
import type { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { couponAmount } from '#app/domain/coupons/coupons.ts'
import type { Cell, TableFile } from '#app/domain/exports/table.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { productsInText } from '#app/domain/products/products.ts'
import type { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { exportTransactions, type ListedTransaction } from '#app/domain/transactions/transactions.server.ts'
import { cardStatusLabels } from '#app/views/cards/card-labels.ts'
import { couponStatusLabels } from '#app/views/coupons/coupon-labels.ts'
import { productLabels } from '#app/views/products/product-labels.ts'
import type { Translate } from '#locales/translate.ts'
import { translatorFor } from '#locales/words.server.ts'

const text = (value: string | null): Cell => ({ kind: 'text', value })
const number = (value: string): Cell => ({ kind: 'number', value })
const litres = (value: number | null): Cell => ({ kind: 'litres', value })
const tenge = (value: number | null): Cell => ({ kind: 'tenge', value })
const day = (value: string | null): Cell => ({ kind: 'day', value })

export function couponsFile(
  ctx: Context,
  companyId: CompanyId,
  filter: CouponFilter,
): TableFile<ListedCoupon> {
  const t = translatorFor(ctx.locale)
  const states = couponStatusLabels(t)
  const fuels = productLabels(t)
  return {
    name: 'coupons',
    title: t('coupons:title'),
    columns: [
      t('coupons:number'),
      t('common:field.product'),
      inLitres(t, t('coupons:denomination')),
      inLitres(t, t('coupons:remaining')),
      inTenge(t, t('coupons:price')),
      inTenge(t, t('common:field.amount')),
      t('coupons:validFrom'),
      t('coupons:validUntil'),
      t('common:field.status'),
    ],
    batches: exportCoupons(ctx, companyId, filter),
    cells: (coupon) => [
      number(coupon.number),
      text(fuels[coupon.product]),
      litres(coupon.volume),
      litres(coupon.remaining),
      tenge(coupon.price),
      tenge(couponAmount(coupon.volume, coupon.price)),
      day(coupon.valid_from),
      day(coupon.valid_until),
      text(states[coupon.state]),
    ],
  }
}

export function cardsFile(ctx: Context, companyId: CompanyId, filter: CardFilter): TableFile<ListedCard> {
  const t = translatorFor(ctx.locale)
  const states = cardStatusLabels(t)
  const fuels = productLabels(t)
  const units = { ml: t('common:unit.litres'), tiyn: t('common:unit.tenge') }
  const amount = (unit: 'ml' | 'tiyn', value: number | null) => (unit === 'ml' ? litres(value) : tenge(value))
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
      t('common:field.status'),
      t('cards:validUntil'),
    ],
    batches: exportCards(ctx, companyId, filter),
    cells: (card) => [
      number(card.number),
      text(card.holder),
      text(card.plate),
      text(listOf(productsInText(card.products).map((product) => fuels[product]))),
      amount(card.limit_unit, card.daily_limit),
      amount(card.limit_unit, card.weekly_limit),
      amount(card.limit_unit, card.monthly_limit),
      text(units[card.limit_unit]),
      amount(card.scheme === 'wallet_litres' ? 'ml' : 'tiyn', card.balance),
      text(states[card.state]),
      day(card.valid_until),
    ],
  }
}

export function transactionsFile(
  ctx: Context,
  companyId: CompanyId,
  filter: TransactionFilter,
): TableFile<ListedTransaction> {
  const t = translatorFor(ctx.locale)
  const fuels = productLabels(t)
  return {
    name: 'transactions',
    title: t('transactions:title'),
    columns: [
      t('common:field.date'),
      t('common:field.time'),
      t('transactions:instrument'),
      t('cards:holder'),
      t('cards:plate'),
      t('transactions:station'),
      t('common:field.product'),
      inLitres(t, t('transactions:volume')),
      inTenge(t, t('transactions:price')),
      inTenge(t, t('transactions:amount')),
      t('transactions:receipt'),
    ],
    batches: exportTransactions(ctx, companyId, filter),
    cells: (row) => {
      const at = almatyWallClock(row.occurred_at)
      return [
        day(at.slice(0, 10)),
        text(at.slice(11)),
        number(row.instrument_number),
        text(row.holder),
        text(row.plate),
        text(row.station_name ?? row.station_code),
        text(fuels[row.product]),
        litres(row.volume),
        tenge(row.price),
        tenge(row.amount),
        number(row.receipt),
      ]
    },
  }
}

/** `Объём, литры` */
function inLitres(t: Translate, column: string): string {
  return `${column}, ${t('common:unit.litres')}`
}

function inTenge(t: Translate, column: string): string {
  return `${column}, ${t('common:unit.tenge')}`
}

function listOf(names: readonly string[]): string {
  return names.join(', ')
}
