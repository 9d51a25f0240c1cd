import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import { StationShiftDifferences } from './station-shift-differences.tsx'
import type { StationShiftReportView } from './station-shift-view.ts'

/** A shift as the station's system closed it, beside what the cabinet has. */
export function StationShiftReport({ report }: { report: StationShiftReportView }) {
  const { t, locale } = useWords()
  const { shift, totals, lines, open } = report
  return (
    <>
      <Panel title={t('reconciliation:one', { id: shift.shiftId })}>
        <DescriptionList
          items={[
            [t('common:field.station'), shift.station],
            [t('reconciliation:system'), shift.system],
            [t('till:shift.openedAt'), formatDateTime(shift.openedAt, locale)],
            [t('till:shift.closedAt'), formatDateTime(shift.closedAt, locale)],
          ]}
        />
      </Panel>
      <StationShiftDifferences lines={lines} />
      {open.length > 0 ? (
        <Panel title={t('reconciliation:held.title')}>
          <p>{t('reconciliation:held.text')}</p>
          <ul>
            {open.map(({ operationId, volume }) => (
              <li key={operationId}>
                {operationId}, {formatVolume(volume, locale)}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <Totals totals={totals} />
    </>
  )
}

function Totals({ totals }: Pick<StationShiftReportView, 'totals'>) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  if (totals.length === 0) return null
  const head = (
    <>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{t('till:field.instrument')}</th>
      <th scope="col" className="num">
        {t('reconciliation:totals.operations')}
      </th>
      <th scope="col" className="num">
        {t('common:field.volume')}
      </th>
    </>
  )
  return (
    <Panel title={t('reconciliation:totals.title')} flush>
      <Table label={t('reconciliation:totals.title')} head={head}>
        {totals.map(({ product, instrument, operations, volume }) => (
          <tr key={`${product}-${instrument}`}>
            <td className="main">{fuels.nameOf(product)}</td>
            <td data-label={t('till:field.instrument')}>{t(`till:instrument.${instrument}`)}</td>
            <td data-label={t('reconciliation:totals.operations')} className="num">
              {formatInteger(operations, locale)}
            </td>
            <td data-label={t('common:field.volume')} className="num">
              {formatVolume(volume, locale)}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
