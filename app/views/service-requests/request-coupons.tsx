import type { ReactNode } from 'react'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatInteger, formatMoney, formatVolume, placesOf } from '#locales/format.ts'
import type { Translate } from '#locales/translate.ts'
import type { RequestCouponView } from './service-request-view.ts'

interface Props {
  coupons: readonly RequestCouponView[]
  /** Where a coupon's page is: `/coupons`, or the staff's. */
  path: string
  /** Boxes, ticked where it holds the coupon's id; null: all are ticked. */
  ticks?: { chosen: readonly string[] | null }
}

/** The set that a request is about: what is left in each, what it is worth, and what was decided. */
export function RequestCoupons({ coupons, path, ticks }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const columns = {
    until: t('coupons:validUntil'),
    remaining: t('coupons:remaining'),
    worth: t('service-requests:worth'),
    outages: t('service-requests:outages'),
  }
  const places = placesOf(coupons.map(({ remaining }) => remaining))
  // What is given in exchange is no part of what is given up.
  const asked = coupons.filter(({ outcome }) => outcome !== 'given')
  const sum = (figure: 'remaining' | 'worth') => asked.reduce((all, coupon) => all + coupon[figure], 0)
  const head = (
    <>
      {ticks ? (
        <th className="pick">
          <SelectAll name="couponIds" />
        </th>
      ) : null}
      <th scope="col">{t('coupons:number')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{columns.until}</th>
      <th scope="col" className="num">
        {columns.remaining}
      </th>
      <th scope="col" className="num">
        {columns.worth}
      </th>
      <th scope="col">{columns.outages}</th>
    </>
  )
  const foot = (
    <tr>
      <th scope="row" colSpan={ticks ? 4 : 3}>
        {t('coupons:count', { count: asked.length, n: formatInteger(asked.length, locale) })}
      </th>
      <td className="num" data-label={columns.remaining}>
        {formatVolume(sum('remaining'), locale, places)}
      </td>
      <td className="num" data-label={columns.worth}>
        {formatMoney(sum('worth'), locale)}
      </td>
      <td />
    </tr>
  )
  return (
    <Table label={t('service-requests:coupons')} head={head} foot={foot}>
      {coupons.map((coupon) => (
        <tr key={coupon.number}>
          {ticks ? <Tick coupon={coupon} {...ticks} /> : null}
          <td className="main">
            <CouponLink coupon={coupon} path={path} />
            {coupon.outcome ? <small>{t(`service-requests:outcome.${coupon.outcome}`)}</small> : null}
          </td>
          <td className="half lead" title={coupon.product ? fuels.nameOf(coupon.product) : undefined}>
            {coupon.product ? fuels.shortOf(coupon.product) : '—'}
          </td>
          <td className="lead-next" data-label={columns.until}>
            {coupon.until ? formatDate(coupon.until, locale) : '—'}
            {coupon.untilAfter ? ` → ${formatDate(coupon.untilAfter, locale)}` : ''}
          </td>
          <td className="num end lead">
            {coupon.id === null ? '—' : formatVolume(coupon.remaining, locale, places)}
          </td>
          <td className="num" data-label={columns.worth}>
            {coupon.id === null ? '—' : formatMoney(coupon.worth, locale)}
          </td>
          <td data-label={columns.outages}>
            {coupon.outageDays > 0 ? formatInteger(coupon.outageDays, locale) : '—'}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function CouponLink({
  coupon: { id, number },
  path,
}: Pick<Props, 'path'> & { coupon: RequestCouponView }): ReactNode {
  const name = <NumberInGroups number={number} />
  return id === null ? name : <a href={`${path}/${id}`}>{name}</a>
}

function Tick({
  coupon: { id, number },
  chosen,
}: NonNullable<Props['ticks']> & { coupon: RequestCouponView }) {
  const { t } = useWords()
  return (
    <td className="pick">
      <input
        type="checkbox"
        name="couponIds"
        value={id ?? ''}
        disabled={id === null}
        defaultChecked={id !== null && (chosen === null || chosen.includes(String(id)))}
        aria-label={t('coupons:hand.tick', { number })}
      />
    </td>
  )
}

RequestCoupons.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return { couponIds: t('coupons:title') }
}
