import { formatInteger } from '#app/domain/kernel/format.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'

export interface ImportFaultsProps {
  id: number
  faults: readonly {
    id: number
    row: number
    column: string | null
    code: string
    params: Record<string, string | number>
  }[]
  /** Of all, also those that are not listed here. */
  total: number
  /** More than are kept. */
  capped: boolean
}

export function ImportFaults({ id, faults, total, capped }: ImportFaultsProps) {
  const { t, say, locale } = useWords()
  const n = formatInteger(total, locale)
  const head = (
    <>
      <th scope="col" className="num">
        {t('imports:faultList.row')}
      </th>
      <th scope="col">{t('imports:faultList.column')}</th>
      <th scope="col">{t('imports:faultList.value')}</th>
      <th scope="col">{t('imports:faultList.reason')}</th>
    </>
  )
  const shown = t('imports:faultList.shown', { n: formatInteger(faults.length, locale) })
  return (
    <section className="stack-sm">
      <div className="row">
        <h2>{t('imports:faultList.count', { count: total, n })}</h2>
        <a className="btn" href={`/admin/imports/${id}/faults.csv`} download>
          {t('imports:faultList.download')}
        </a>
      </div>
      <p className="quiet">{t('imports:commit.blocked')}</p>
      <Table label={t('imports:faultList.title')} head={head}>
        {faults.map((fault) => (
          <tr key={fault.id}>
            <td className="num" data-label={t('imports:faultList.row')}>
              {formatInteger(fault.row, locale)}
            </td>
            <td data-label={t('imports:faultList.column')}>{fault.column}</td>
            <td
              className={fault.params.value ? undefined : 'narrow-hide'}
              data-label={t('imports:faultList.value')}
            >
              {fault.params.value}
            </td>
            <td className="main">{say(`imports:faults.${fault.code}`, fault.params)}</td>
          </tr>
        ))}
      </Table>
      {capped ? (
        <p className="quiet">{t('imports:faultList.capped')}</p>
      ) : total > faults.length ? (
        <p className="quiet">{shown}</p>
      ) : null}
    </section>
  )
}
