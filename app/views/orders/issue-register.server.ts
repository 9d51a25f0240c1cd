import { cell, type TableFile } from '#app/domain/exports/table.ts'
import { exportIssuedCoupons, type IssuedCouponRow } from '#app/domain/issuing/issued-coupons.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import type { OrderRow } from '#app/domain/orders/orders.server.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { titleInLitres, titleInTenge } from '#app/ui/list/unit-titles.ts'
import { translatorFor } from '#locales/words.server.ts'

/** What 1C takes of an issue: every coupon of an order with its client, its contract and its price; never a code. */
export async function issueRegister(
  ctx: Context,
  order: OrderRow & { bin: string },
): Promise<TableFile<IssuedCouponRow>> {
  const t = translatorFor(ctx.locale)
  const fuels = productsOf(await productLabels(ctx))
  const issuedOn = businessDay(order.coupons_issued_at ?? ctx.now)
  return {
    name: `issue-${order.id}`,
    days: { from: issuedOn, to: issuedOn },
    title: t('orders:issued.register'),
    columns: [
      t('coupons:number'),
      t('common:field.bin'),
      t('orders:contract'),
      t('orders:one'),
      t('common:field.product'),
      titleInLitres(t, t('coupons:denomination')),
      titleInTenge(t, t('coupons:price')),
      titleInTenge(t, t('common:field.amount')),
      t('coupons:validFrom'),
      t('coupons:validUntil'),
    ],
    batches: exportIssuedCoupons(ctx, asCompanyId(order.company_id), order.id),
    cells: (coupon) => [
      cell.number(coupon.number),
      cell.number(order.bin),
      cell.text(order.contract_number),
      cell.number(String(order.id)),
      cell.text(fuels.nameOf(coupon.product)),
      cell.litres(coupon.volume),
      cell.tenge(coupon.price),
      cell.tenge(amountOf(coupon.volume, coupon.price)),
      cell.day(coupon.valid_from),
      cell.day(coupon.valid_until),
    ],
  }
}
