import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatVolume } from '#locales/format.ts'
import { type DifferenceView, type FillView, isOpenFill } from './till-view.ts'

/** Line by line what does not fit: figures beyond what was approved, and fills whose end nobody said. */
export function ShiftDifferences({
  fills,
  differences,
}: {
  fills: readonly FillView[]
  differences: readonly DifferenceView[]
}) {
  const { t } = useWords()
  const unfinished = fills.filter(isOpenFill)
  if (differences.length + unfinished.length === 0) return null
  return (
    <Panel title={t('reconciliation:differences.title')} flush={differences.length > 0}>
      {differences.length > 0 ? <Differences differences={differences} /> : null}
      {unfinished.length > 0 ? (
        <ul>
          {unfinished.map(({ id, operationId }) => (
            <li key={id}>{t('reconciliation:differences.unfinished', { operation: operationId })}</li>
          ))}
        </ul>
      ) : null}
    </Panel>
  )
}

function Differences({ differences }: { differences: readonly DifferenceView[] }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('till:field.operation')}</th>
      <th scope="col" className="num">
        {t('reconciliation:differences.approved')}
      </th>
      <th scope="col" className="num">
        {t('reconciliation:differences.dispensed')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('reconciliation:differences.title')} head={head}>
      {differences.map(({ id, operationId, approved, dispensed, settledReason }) => (
        <tr key={id}>
          <td className="main">{operationId}</td>
          <td data-label={t('reconciliation:differences.approved')} className="num">
            {approved === null ? '' : formatVolume(approved, locale)}
          </td>
          <td data-label={t('reconciliation:differences.dispensed')} className="num">
            {dispensed === null ? '' : formatVolume(dispensed, locale)}
          </td>
          <td data-label={t('common:field.status')}>
            <span>
              <a href={`/admin/exceptions/${id}?of=shift`} data-reload>
                {t(`reconciliation:differences.${settledReason === null ? 'settle' : 'settled'}`)}
              </a>
              {settledReason === null ? null : <small>{settledReason}</small>}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
