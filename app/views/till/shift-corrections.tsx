import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import type { ReportView } from './till-view.ts'

/** What staff took back of a shift after it was closed: beside its figures, which stay. */
export function ShiftCorrections({ corrections }: Pick<ReportView, 'corrections'>) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  if (corrections.length === 0) return null
  const title = t('till:corrections.title')
  const head = (
    <>
      <th scope="col">{t('common:field.time')}</th>
      <th scope="col">{t('till:field.instrument')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('common:field.volume')}
      </th>
      <th scope="col">{t('common:field.reason')}</th>
    </>
  )
  return (
    <Panel title={title} flush>
      <Table label={title} head={head}>
        {corrections.map(({ id, at, instrument, product, volume, reason }) => (
          <tr key={id}>
            <td className="main tabular">{formatDateTime(at, locale)}</td>
            <td data-label={t('till:field.instrument')}>{instrument}</td>
            <td data-label={t('common:field.product')}>{fuels.nameOf(product)}</td>
            <td data-label={t('common:field.volume')} className="num">
              {formatVolume(-volume, locale)}
            </td>
            <td data-label={t('common:field.reason')}>{reason}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
