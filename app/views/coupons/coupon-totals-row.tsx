import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'

export interface CouponTotal {
  coupons: number
  /** Millilitres. */
  volume: number
  remaining: number
  /** Tiyn. */
  amount: number
}

/** Of all pages of a list of coupons; `span`: how many columns stand before the litres. */
export function TotalsRow({ total, places, span }: { total: CouponTotal; places: number; span: number }) {
  const { t, locale } = useWords()
  const n = formatInteger(total.coupons, locale)
  return (
    <tr>
      <th scope="row" colSpan={span} className="main">
        {t('coupons:total')}: {t('coupons:count', { count: total.coupons, n })}
      </th>
      <td className="num" data-label={t('coupons:denomination')}>
        <span>
          {formatVolume(total.volume, locale, places)}
          <small>{t('coupons:left', { volume: formatVolume(total.remaining, locale) })}</small>
        </span>
      </td>
      <td colSpan={2}>
        {formatMoney(total.amount, locale)}
        <small>{t('common:field.amount')}</small>
      </td>
    </tr>
  )
}
