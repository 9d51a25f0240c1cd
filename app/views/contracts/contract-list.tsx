import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate } from '#locales/format.ts'
import type { ContractView } from './contract-view.ts'

/** @param path where a contract's page is, without its id */
export function ContractTable({ rows, path }: { rows: readonly ContractView[]; path: string }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('contracts:number')}</th>
      <th scope="col">{t('contracts:signedOn')}</th>
      <th scope="col">{t('contracts:startsOn')}</th>
      <th scope="col">{t('contracts:endsOn')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  const day = (text: string | null) => (text ? formatDate(text, locale) : '—')
  return (
    <Table label={t('contracts:title')} head={head}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`${path}/${row.id}`}>{row.number}</a>
          </td>
          <td data-label={t('contracts:signedOn')} className="tabular">
            {day(row.signedOn)}
          </td>
          <td data-label={t('contracts:startsOn')} className="tabular">
            {day(row.startsOn)}
          </td>
          <td data-label={t('contracts:endsOn')} className="tabular">
            {day(row.endsOn)}
          </td>
          <td className="state">
            <span className={badges.contract[row.status]}>{t(`contracts:status.${row.status}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
