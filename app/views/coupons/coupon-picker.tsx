import { useModules } from '#app/ui/layout/modules.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { PickedBar } from '#app/ui/list/picked-bar.tsx'
import { formatInteger } from '#locales/format.ts'
import type { CouponListView } from './coupon-list.tsx'
import { CouponTable, type CouponTableProps } from './coupon-table.tsx'

type Props = CouponTableProps & Pick<CouponListView, 'filter'>

/**
 * A form that only leads on, by its address, to the page that asks for the driver, or to what else can be done with the
 * ticked coupons or with all that the filter finds.
 */
export function CouponPicker({ filter, ...table }: Props) {
  const { t, locale } = useWords()
  const withHandovers = useModules().includes('handovers')
  const applied = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return (
    <form action={withHandovers ? '/coupons/hand-over' : '/coupons/bulk'} method="get" className="stack">
      <input type="hidden" name="ticked" value="1" />
      <CouponTable {...table} withTicks />
      <PickedBar
        name="ids"
        label={(count) => t('coupons:hand.picked', { n: formatInteger(count, locale) })}
        clear={t('coupons:hand.clear')}
      >
        {withHandovers ? (
          <button type="submit" className="btn">
            {t('coupons:hand.submit')}
          </button>
        ) : null}
        <button type="submit" className="btn" formAction="/coupons/bulk">
          {t('coupons:hand.change')}
        </button>
        <Part of="prints">
          <button type="submit" className="btn" formAction="/coupons/print">
            {t('coupons:hand.print')}
          </button>
        </Part>
        <Part of="requests">
          <button type="submit" className="btn" formAction="/coupons/request">
            {t('coupons:hand.ask')}
          </button>
        </Part>
        {table.total ? (
          <>
            <a className="btn btn-quiet" href={`/coupons/bulk?${new URLSearchParams(applied)}`}>
              {t('coupons:hand.all', { n: formatInteger(table.total.coupons, locale) })}
            </a>
            <Part of="prints">
              <a className="btn btn-quiet" href={`/coupons/print?${new URLSearchParams(applied)}`}>
                {t('coupons:hand.printAll', { n: formatInteger(table.total.coupons, locale) })}
              </a>
            </Part>
          </>
        ) : null}
      </PickedBar>
    </form>
  )
}
