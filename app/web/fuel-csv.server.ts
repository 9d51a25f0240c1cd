import { almatyWallClock } from '#app/domain/calendar.ts'
import { exportCards } from '#app/domain/cards/card-lists.server.ts'
import type { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import type { CompanyId, Context } from '#app/domain/context.ts'
import { exportCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import type { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { couponAmount } from '#app/domain/coupons/coupons.ts'
import { figureCell, numberCell, textCell } from '#app/domain/exports/csv.ts'
import { fileMoney, fileVolume } from '#app/domain/format.ts'
import { cardWords, couponWords, productWords } from '#app/domain/products/fuel-words.ts'
import { productsInText } from '#app/domain/products/products.ts'
import type { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { exportTransactions } from '#app/domain/transactions/transactions.server.ts'
import { translatorFor } from '#locales/words.server.ts'
import { csvResponse } from './csv.server.ts'

// Columns as registers of 1C have them, so that a file finds its way back: decimal comma, dd.mm.yyyy, no grouping.

export function couponsCsv(ctx: Context, companyId: CompanyId, filter: CouponFilter): Promise<Response> {
  const t = translatorFor(ctx.locale)
  const states = couponWords(t)
  const fuels = productWords(t)
  return csvResponse(ctx, {
    name: 'coupons',
    columns: [
      t('coupons:number'),
      t('common:field.product'),
      withUnit(t('coupons:denomination'), t('common:unit.litres')),
      withUnit(t('coupons:remaining'), t('common:unit.litres')),
      withUnit(t('coupons:price'), t('common:unit.tenge')),
      withUnit(t('common:field.amount'), t('common:unit.tenge')),
      t('coupons:validFrom'),
      t('coupons:validUntil'),
      t('common:field.status'),
    ],
    batches: exportCoupons(ctx, companyId, filter),
    cells: (coupon) => [
      numberCell(coupon.number),
      textCell(fuels[coupon.product]),
      figureCell(fileVolume(coupon.volume, ',')),
      figureCell(fileVolume(coupon.remaining, ',')),
      figureCell(fileMoney(coupon.price, ',')),
      figureCell(fileMoney(couponAmount(coupon.volume, coupon.price), ',')),
      dayCell(coupon.valid_from),
      dayCell(coupon.valid_until),
      textCell(states[coupon.state]),
    ],
  })
}

export function cardsCsv(ctx: Context, companyId: CompanyId, filter: CardFilter): Promise<Response> {
  const t = translatorFor(ctx.locale)
  const states = cardWords(t)
  const fuels = productWords(t)
  const limit = (unit: 'ml' | 'tiyn', amount: number | null) => {
    if (amount === null) return ''
    return figureCell(unit === 'ml' ? fileVolume(amount, ',') : fileMoney(amount, ','))
  }
  return csvResponse(ctx, {
    name: 'cards',
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
      numberCell(card.number),
      textCell(card.holder),
      textCell(card.plate),
      textCell(
        productsInText(card.products)
          .map((product) => fuels[product])
          .join(', '),
      ),
      limit(card.limit_unit, card.daily_limit),
      limit(card.limit_unit, card.weekly_limit),
      limit(card.limit_unit, card.monthly_limit),
      textCell(t(card.limit_unit === 'ml' ? 'common:unit.litres' : 'common:unit.tenge')),
      limit(card.scheme === 'wallet_litres' ? 'ml' : 'tiyn', card.balance),
      textCell(states[card.state]),
      dayCell(card.valid_until),
    ],
  })
}

export function transactionsCsv(
  ctx: Context,
  companyId: CompanyId,
  filter: TransactionFilter,
): Promise<Response> {
  const t = translatorFor(ctx.locale)
  const fuels = productWords(t)
  return csvResponse(ctx, {
    name: 'transactions',
    columns: [
      t('common:field.date'),
      t('common:field.time'),
      t('transactions:instrument'),
      t('cards:holder'),
      t('cards:plate'),
      t('transactions:station'),
      t('common:field.product'),
      withUnit(t('transactions:volume'), t('common:unit.litres')),
      withUnit(t('transactions:price'), t('common:unit.tenge')),
      withUnit(t('transactions:amount'), t('common:unit.tenge')),
      t('transactions:receipt'),
    ],
    batches: exportTransactions(ctx, companyId, filter),
    cells: (row) => {
      const at = almatyWallClock(row.occurred_at)
      return [
        dayCell(at),
        textCell(at.slice(11)),
        numberCell(row.instrument_number),
        textCell(row.holder),
        textCell(row.plate),
        textCell(row.station_name ?? row.station_code),
        textCell(fuels[row.product]),
        figureCell(fileVolume(row.volume, ',')),
        figureCell(fileMoney(row.price, ',')),
        figureCell(fileMoney(row.amount, ',')),
        numberCell(row.receipt),
      ]
    },
  })
}

/** `Объём, литры` */
function withUnit(column: string, unit: string): string {
  return `${column}, ${unit}`
}

/** `dd.mm.yyyy`, in every language: files are for programs. */
function dayCell(day: string | null): string {
  return day === null ? '' : `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
}
