import type { ReactNode } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { PhoneView } from './phone-view.ts'

export function PhoneTable({ rows, bar }: { rows: readonly PhoneView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const head = (
    <>
      <th scope="col">{t('common:field.time')}</th>
      <th scope="col">{t('common:field.station')}</th>
      <th scope="col">{t('phone:instrument')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('common:field.volume')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
      <th scope="col" className="extra">
        {t('phone:by')}
      </th>
    </>
  )
  return (
    <Table label={t('phone:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main tabular">
            <a href={`/admin/phone-authorizations/${row.id}`}>{formatDateTime(row.at, locale)}</a>
          </td>
          <td data-label={t('common:field.station')}>{row.station}</td>
          <td data-label={t('phone:instrument')}>{joined([row.masked, row.company])}</td>
          <td data-label={t('common:field.product')}>
            {row.product === null ? '' : fuels.nameOf(row.product)}
          </td>
          <td data-label={t('common:field.volume')} className="num">
            {row.volume === null ? '' : formatVolume(row.volume, locale)}
          </td>
          <td data-label={t('common:field.status')}>{t(`phone:state.${row.status}`)}</td>
          <td data-label={t('phone:by')} className="extra">
            {row.by}
          </td>
        </tr>
      ))}
    </Table>
  )
}
