import { Panel } from '#app/ui/layout/panel.tsx'
import { Part } from '#app/ui/layout/part.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatInteger, formatMoney, formatVolume, placesOf } from '#locales/format.ts'
import type { LotView, ProductExpiry } from './expiry-view.ts'

/** One fuel: how fast it goes, and what is left of each last day when it comes. */
export function ProductExpiryPanel({ expiry, mayAsk }: { expiry: ProductExpiry; mayAsk: boolean }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { product, lots, more, burns } = expiry
  const lastBurning = lots.findLast((lot) => lot.burns > 0)
  const columns = {
    coupons: t('expiries:lot.coupons'),
    remaining: t('expiries:lot.remaining'),
    used: t('expiries:lot.used'),
    burns: t('expiries:lot.burns'),
  }
  const places = placesOf(lots.flatMap((lot) => [lot.remaining, lot.used, lot.burns]))
  const head = (
    <>
      <th scope="col">{t('coupons:validUntil')}</th>
      <th scope="col" className="num extra">
        {columns.coupons}
      </th>
      <th scope="col" className="num">
        {columns.remaining}
      </th>
      <th scope="col" className="num">
        {columns.used}
      </th>
      <th scope="col" className="num">
        {columns.burns}
      </th>
    </>
  )
  return (
    <Panel
      title={fuels.nameOf(product)}
      action={
        <Part of="requests">
          {mayAsk && burns > 0 && lastBurning ? (
            <a href={listHref('/coupons/request', { kind: 'extension', product, to: lastBurning.until })}>
              {t('expiries:ask')}
            </a>
          ) : null}
        </Part>
      }
      flush
    >
      <p className="panel-body">
        <Pace expiry={expiry} />
      </p>
      <Table label={fuels.nameOf(product)} head={head}>
        {lots.map((lot) => (
          <tr key={lot.until}>
            <td className="main">
              <a href={listHref('/coupons', { product, from: lot.until, to: lot.until })}>
                {formatDate(lot.until, locale)}
              </a>
              <DaysLeft lot={lot} />
            </td>
            <td className="num extra" data-label={columns.coupons}>
              {formatInteger(lot.coupons, locale)}
            </td>
            <td className="num" data-label={columns.remaining}>
              {formatVolume(lot.remaining, locale, places)}
            </td>
            <td className="num" data-label={columns.used}>
              {formatVolume(lot.used, locale, places)}
            </td>
            <td className="num" data-label={columns.burns}>
              <span className={lot.burns > 0 ? 'stat-warn' : undefined}>
                {formatVolume(lot.burns, locale, places)}
                {lot.burns > 0 ? <small>{formatMoney(lot.lost, locale)}</small> : null}
              </span>
            </td>
          </tr>
        ))}
      </Table>
      {more ? (
        <p className="panel-body quiet">
          {t('expiries:lot.more', {
            remaining: formatVolume(more.remaining, locale),
            burns: formatVolume(more.burns, locale),
          })}
        </p>
      ) : null}
    </Panel>
  )
}

function Pace({ expiry: { remaining, pace, lasts, burns, lost } }: { expiry: ProductExpiry }) {
  const { t, locale } = useWords()
  const left = formatVolume(remaining, locale)
  const stock =
    lasts === null
      ? t('expiries:pace.none', { left })
      : t('expiries:pace.lasts', {
          ...{ left, pace: formatVolume(pace, locale, 1) },
          ...{ count: lasts, n: formatInteger(lasts, locale) },
        })
  return (
    <>
      {stock}{' '}
      {burns > 0 ? (
        <b className="stat-warn">
          {t('expiries:pace.burns', { burns: formatVolume(burns, locale), lost: formatMoney(lost, locale) })}
        </b>
      ) : (
        t('expiries:pace.enough')
      )}
    </>
  )
}

function DaysLeft({ lot: { daysLeft } }: { lot: LotView }) {
  const { t } = useWords()
  return (
    <small>
      {daysLeft === 0 ? t('coupons:lastDay') : t('common:inDays', { count: daysLeft, n: daysLeft })}
    </small>
  )
}
