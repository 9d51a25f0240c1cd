import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import type { HandoverRowView } from './handover-view.ts'

/** The journal. */
export function HandoverTable({ rows, bar }: { rows: readonly HandoverRowView[]; bar?: ReactNode }) {
  const { t, locale } = useWords()
  const heads = {
    at: t('handovers:at'),
    coupons: t('handovers:coupons'),
    volume: t('handovers:volume'),
    by: t('handovers:handedBy'),
  }
  const head = (
    <>
      <th scope="col">{t('handovers:driver')}</th>
      <th scope="col">{heads.at}</th>
      <th scope="col" className="num">
        {heads.coupons}
      </th>
      <th scope="col" className="num">
        {heads.volume}
      </th>
      <th scope="col" className="extra">
        {heads.by}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('handovers:journal')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/handovers/${row.id}`}>{row.name}</a>
            {row.plate ? <small>{row.plate}</small> : null}
          </td>
          <td className="tabular" data-label={heads.at}>
            {formatDateTime(row.at, locale)}
          </td>
          <td className="num" data-label={heads.coupons}>
            <span>
              {formatInteger(row.coupons, locale)}
              {row.redeemed > 0 && row.redeemed < row.coupons ? (
                <small>
                  {t('handovers:usedOf', {
                    redeemed: formatInteger(row.redeemed, locale),
                    coupons: formatInteger(row.coupons, locale),
                  })}
                </small>
              ) : null}
            </span>
          </td>
          <td className="num" data-label={heads.volume}>
            <span>
              {formatVolume(row.volume, locale)}
              {row.left > 0 && row.left < row.volume ? (
                <small>{t('coupons:left', { volume: formatVolume(row.left, locale) })}</small>
              ) : null}
            </span>
          </td>
          <td className="extra">{row.by}</td>
          <td className="state">
            <span className={badges.handover[row.state]}>{t(`handovers:status.${row.state}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
