import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { type StoredValues, storedValueIn } from './stored-value.ts'

export interface ImportColumnsProps {
  kind: RegisterKind
  columns: readonly { index: number; letter: string; title: string; field: string | null }[]
  /** The first rows as they will be stored. */
  records: readonly { row: number; values: StoredValues }[]
}

/** What each column of the file was taken for, beside the first rows as they will be stored. */
export function ImportColumns({ kind, columns, records }: ImportColumnsProps) {
  const words = useWords()
  const products = useProducts()
  const { t, say } = words
  const textOf = storedValueIn(words, products)
  const head = (
    <>
      <th scope="col">{t('imports:columns.column')}</th>
      <th scope="col">{t('imports:columns.field')}</th>
      {records.map(({ row }) => (
        <th scope="col" key={row}>
          {t('imports:leaveOut.rowNumber', { row })}
        </th>
      ))}
    </>
  )
  return (
    <Panel title={t('imports:columns.title')} flush>
      <Table label={t('imports:columns.title')} head={head}>
        {columns.map(({ index, letter, title, field }) => (
          <tr key={index}>
            <td className="main">{title ? `${letter}: ${title}` : letter}</td>
            <td data-label={t('imports:columns.field')}>
              {field ? (
                say(`imports:fields.${kind}.${field}`)
              ) : (
                <span className="quiet">{t('imports:columns.none')}</span>
              )}
            </td>
            {records.map(({ row, values }) => {
              const value = field ? textOf(field, values) : ''
              return (
                <td
                  key={row}
                  className={value ? undefined : 'narrow-hide'}
                  data-label={t('imports:leaveOut.rowNumber', { row })}
                >
                  {withNumbersInGroups(value)}
                </td>
              )
            })}
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
