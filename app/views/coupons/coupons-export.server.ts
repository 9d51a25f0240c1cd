import { exportCoupons, type ListedCoupon } from '#app/domain/coupons/coupon-lists.server.ts'
import type { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { cell, type TableFile } from '#app/domain/exports/table.ts'
import { askedAtProcessor } from '#app/domain/instructions/asked-view.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { stateText } from '#app/ui/list/asked-text.ts'
import { titleInLitres, titleInTenge } from '#app/ui/list/unit-titles.ts'
import { translatorFor } from '#locales/words.server.ts'
import { couponStatusLabels } from './coupon-labels.ts'

export async function couponsFile(
  ctx: Context,
  companyId: CompanyId,
  filter: CouponFilter,
): Promise<TableFile<ListedCoupon>> {
  const t = translatorFor(ctx.locale)
  const states = couponStatusLabels(t)
  const fuels = productsOf(await productLabels(ctx))
  return {
    name: 'coupons',
    title: t('coupons:title'),
    columns: [
      t('coupons:number'),
      t('common:field.product'),
      titleInLitres(t, t('coupons:denomination')),
      titleInLitres(t, t('coupons:remaining')),
      titleInTenge(t, t('coupons:price')),
      titleInTenge(t, t('common:field.amount')),
      t('coupons:validFrom'),
      t('coupons:validUntil'),
      t('common:field.status'),
      titleInLitres(t, t('coupons:remainder.returnedMl')),
      titleInLitres(t, t('coupons:remainder.lapsedMl')),
    ],
    batches: exportCoupons(ctx, companyId, filter),
    cells: (coupon) => [
      cell.number(coupon.number),
      cell.text(fuels.nameOf(coupon.product)),
      cell.litres(coupon.volume),
      cell.litres(coupon.remaining),
      cell.tenge(coupon.price),
      cell.tenge(amountOf(coupon.volume, coupon.price)),
      cell.day(coupon.valid_from),
      cell.day(coupon.valid_until),
      cell.text(stateText(t, askedAtProcessor(coupon.atProcessor, coupon.state), states[coupon.state])),
      cell.litres(coupon.returned === 0 ? null : coupon.returned),
      cell.litres(coupon.lapsed === 0 ? null : coupon.lapsed),
    ],
  }
}
