import type { ReactNode } from 'react'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { ShiftCorrections } from './shift-corrections.tsx'
import type { FillView, ReportView } from './till-view.ts'

/** What a shift comes to, and each of its fills: on the screen and on paper. */
export function ShiftReport({
  report,
  takeBack,
  children,
}: {
  report: ReportView
  /** Where a fill is taken back; left out where nobody may. */
  takeBack?: ((id: number) => string) | undefined
  children?: ReactNode
}) {
  const { t, locale } = useWords()
  const { shift } = report
  const time = (value: string | null) => value && formatDateTime(value, locale)
  return (
    <>
      <Panel title={t('till:shift.numbered', { id: shift.id })}>
        <DescriptionList
          items={[
            [t('common:field.station'), shift.station],
            [t('till:shift.cashier'), shift.cashier],
            [t('till:shift.openedAt'), time(shift.openedAt)],
            [t('till:shift.endsAt'), shift.isOpen ? time(shift.endsAt) : null],
            [t('till:shift.closedAt'), time(shift.closedAt)],
            [t('common:field.status'), shift.endedByStaff ? t('till:admin.endedByStaff') : null],
          ]}
        />
      </Panel>
      {children}
      <Totals report={report} />
      <ShiftCorrections corrections={report.corrections} />
      <Fills report={report} takeBack={takeBack} />
    </>
  )
}

function Totals({ report: { totals } }: { report: ReportView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  if (totals.length === 0) return <Panel title={t('till:totals.title')}>{t('till:totals.none')}</Panel>
  const head = (
    <>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{t('till:field.instrument')}</th>
      <th scope="col" className="num">
        {t('till:totals.fills')}
      </th>
      <th scope="col" className="num">
        {t('common:field.volume')}
      </th>
    </>
  )
  return (
    <Panel title={t('till:totals.title')} flush>
      <Table label={t('till:totals.title')} head={head}>
        {totals.map(({ product, instrument, fills, volume }) => (
          <tr key={`${product}-${instrument}`}>
            <td className="main">{fuels.nameOf(product)}</td>
            <td data-label={t('till:field.instrument')}>{t(`till:instrument.${instrument}`)}</td>
            <td data-label={t('till:totals.fills')} className="num">
              {formatInteger(fills, locale)}
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

function Fills({
  report: { fills, corrections },
  takeBack,
}: {
  report: ReportView
  takeBack: ((id: number) => string) | undefined
}) {
  // Staff take a fill back whole, so that once is all there is.
  const isLeft = ({ operationId, net }: FillView) =>
    (net ?? 0) > 0 && !corrections.some((one) => one.operationId === operationId)
  const { t, locale } = useWords()
  const products = useProducts()
  if (fills.length === 0) return <Panel title={t('till:fills.title')}>{t('till:fills.none')}</Panel>
  const head = (
    <>
      <th scope="col">{t('common:field.time')}</th>
      <th scope="col">{t('till:field.instrument')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('common:field.volume')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
      {takeBack ? <th scope="col">{t('till:takeBack.column')}</th> : null}
    </>
  )
  return (
    <Panel title={t('till:fills.title')} flush>
      <Table label={t('till:fills.title')} head={head}>
        {fills.map((fill) => (
          <tr key={fill.id}>
            <td className="main tabular">{formatDateTime(fill.at, locale)}</td>
            <td data-label={t('till:field.instrument')}>{joined([fill.masked, fill.plate]) || '—'}</td>
            <td data-label={t('common:field.product')}>
              {fill.product === null ? '—' : products.nameOf(fill.product)}
            </td>
            <td data-label={t('common:field.volume')} className="num">
              {fill.net === null ? '—' : formatVolume(fill.net, locale)}
            </td>
            <td data-label={t('common:field.status')}>{t(`till:state.${fill.state}`)}</td>
            {takeBack ? (
              <td data-label={t('till:takeBack.column')}>
                {isLeft(fill) ? (
                  <a className="btn btn-sm" href={takeBack(fill.id)}>
                    {t('till:takeBack.action')}
                  </a>
                ) : (
                  '—'
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
