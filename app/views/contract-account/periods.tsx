import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatDateTime } from '#locales/format.ts'

export interface ClosedPeriod {
  through: string
  by: string
  at: string
}

/** Months that were closed, the newest first. */
export function PeriodTable({ rows }: { rows: readonly ClosedPeriod[] }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('contract-account:periods.through')}</th>
      <th scope="col">{t('contract-account:periods.at')}</th>
      <th scope="col">{t('contract-account:entry.by')}</th>
    </>
  )
  return (
    <Table label={t('contract-account:periods.title')} head={head}>
      {rows.map(({ through, by, at }) => (
        <tr key={through}>
          <td className="main">{formatDate(through, locale)}</td>
          <td data-label={t('contract-account:periods.at')} className="tabular">
            {formatDateTime(at, locale)}
          </td>
          <td data-label={t('contract-account:entry.by')}>{by}</td>
        </tr>
      ))}
    </Table>
  )
}

/** Closes a month for every company; it cannot be opened again. */
export function ClosePeriodPanel({
  months,
  answer,
  open = false,
}: {
  months: readonly string[]
  answer?: RefusedForm | undefined
  /** On a page of its own. */
  open?: boolean
}) {
  const { t } = useWords()
  const question = (
    <ConfirmPanel
      trigger={t('contract-account:periods.close')}
      title={t('contract-account:periods.closeTitle')}
      consequence={<p>{t('contract-account:periods.consequence')}</p>}
      action="/admin/periods/close"
      nonce={useRoot().formNonce}
      answer={answer ?? null}
      open={open}
    >
      <Select
        name="month"
        label={t('contract-account:periods.month')}
        required
        options={months.map((month) => ({ value: month, label: `${month.slice(5)}.${month.slice(0, 4)}` }))}
        defaultValue={months[0] ?? ''}
      />
    </ConfirmPanel>
  )
  return open ? question : <DangerPanel title={t('contract-account:periods.close')}>{question}</DangerPanel>
}
