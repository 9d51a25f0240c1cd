import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger, formatVolume } from '#locales/format.ts'
import type { DifferenceView, SideView } from './station-shift-view.ts'

/** Each line with what the cabinet and the station say, and where it is settled. */
export function StationShiftDifferences({ lines }: { lines: readonly DifferenceView[] }) {
  const { t } = useWords()
  if (lines.length === 0)
    return <Panel title={t('reconciliation:differences.title')}>{t('reconciliation:differences.none')}</Panel>
  const head = (
    <>
      <th scope="col">{t('reconciliation:differences.title')}</th>
      <th scope="col" className="num">
        {t('reconciliation:differences.ours')}
      </th>
      <th scope="col" className="num">
        {t('reconciliation:differences.theirs')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Panel title={t('reconciliation:differences.title')} flush>
      <Table label={t('reconciliation:differences.title')} head={head}>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className="main">
              <Name {...line} />
            </td>
            <td data-label={t('reconciliation:differences.ours')} className="num">
              <Side {...line.ours} isTotal={line.line === 'total'} />
            </td>
            <td data-label={t('reconciliation:differences.theirs')} className="num">
              <Side {...line.theirs} isTotal={line.line === 'total'} />
            </td>
            <td data-label={t('common:field.status')}>
              <State {...line} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}

function Name({ line, operation, product, instrument }: DifferenceView) {
  const { t } = useWords()
  const fuels = useProducts()
  if (line !== 'total')
    return (
      <>
        {t(`reconciliation:line.${line}`)}
        <small>{operation}</small>
      </>
    )
  return t('reconciliation:differences.total', {
    product: product === null ? '' : fuels.nameOf(product),
    instrument: instrument === null ? '' : t(`till:instrument.${instrument}`),
  })
}

function Side({ operations, volume, isTotal }: SideView & { isTotal: boolean }) {
  const { t, locale } = useWords()
  return (
    <span>
      {formatVolume(volume, locale)}
      {isTotal ? (
        <small>
          {t('reconciliation:totals.operations')}: {formatInteger(operations, locale)}
        </small>
      ) : null}
    </span>
  )
}

function State({ id, isResolved, settledReason }: DifferenceView) {
  const { t } = useWords()
  return (
    <>
      <a href={`/admin/exceptions/${id}?of=shift`} data-reload>
        {t(`reconciliation:differences.${settledReason === null ? 'settle' : 'settled'}`)}
      </a>
      {settledReason !== null || isResolved ? (
        <small>{settledReason ?? t('reconciliation:differences.agreesNow')}</small>
      ) : null}
    </>
  )
}
