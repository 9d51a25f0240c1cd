import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { QrFigure } from '#app/ui/list/qr-figure.tsx'
import { gridOf, type PrintedCouponView, type PrintedSheet } from './print-view.ts'

/** Sheets as the browser prints them: each begins on a page of its own. */
export function CouponSheets({ layout, coupons }: PrintedSheet) {
  const { t } = useWords()
  const { columns, rows } = gridOf[layout]
  const sheets = coupons.flatMap((_, at) =>
    at % (columns * rows) === 0 ? [coupons.slice(at, at + columns * rows)] : [],
  )
  return (
    <div className={`sheets sheets-${layout}`} data-sheets={sheets.length}>
      {sheets.map((sheet) => (
        <ul key={sheet[0]?.id} className="sheet">
          {sheet.map((coupon) => (
            <li key={coupon.id}>
              <SheetCoupon coupon={coupon} alt={t('coupons:qr.alt', { number: coupon.number })} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  )
}

function SheetCoupon({ coupon, alt }: { coupon: PrintedCouponView; alt: string }) {
  return (
    <QrFigure size={coupon.qr.size} path={coupon.qr.path} label={alt}>
      <NumberInGroups number={coupon.number} />
      <span className="sheet-fuel">{coupon.fuel}</span>
      <span>{coupon.until}</span>
      <span>{coupon.where}</span>
      {coupon.whose ? (
        <span className="sheet-whose">
          <bdi>{coupon.whose}</bdi>
        </span>
      ) : null}
      <span>{coupon.code}</span>
    </QrFigure>
  )
}
