import { changedFields, type RowOutcome } from '#app/domain/imports/merging/outcome.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { leftOutWords } from '#app/domain/imports/parsing/reading-words.ts'
import type { LeftOutRow } from '#app/domain/imports/parsing/records.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { storedValueIn } from './stored-value.ts'

export interface OutcomeTableProps {
  kind: RegisterKind
  label: string
  rows: readonly Pick<RowOutcome, 'row' | 'outcome' | 'key' | 'before' | 'after'>[]
}

/** Rows with what they say; of changed ones only what changes, before and after. */
export function OutcomeTable({ kind, label, rows }: OutcomeTableProps) {
  const words = useWords()
  const products = useProducts()
  const { t, say } = words
  const textOf = storedValueIn(words, products)
  const head = (
    <>
      <th scope="col" className="num">
        {t('imports:faultList.row')}
      </th>
      <th scope="col">{t('imports:lists.key')}</th>
      <th scope="col">{t('imports:lists.field')}</th>
    </>
  )
  return (
    <Table label={label} head={head}>
      {rows.map(({ row, outcome, key, before, after }) => {
        const fields = outcome === 'changed' ? changedFields({ before, after }) : Object.keys(after)
        return (
          <tr key={row}>
            <td className="num" data-label={t('imports:faultList.row')}>
              {row}
            </td>
            <td className="main">{withNumbersInGroups(key)}</td>
            <td>
              {fields.length === 0 ? t('imports:lists.linkOnly') : null}
              <ul>
                {fields.map((field) => {
                  const now = textOf(field, after)
                  const earlier = before && outcome === 'changed' ? textOf(field, before) : null
                  if (earlier === null && now === '') return null
                  return (
                    <li key={field}>
                      <span className="quiet">{say(`imports:fields.${kind}.${field}`)}: </span>
                      {earlier === null ? null : (
                        <del>{withNumbersInGroups(earlier || t('imports:lists.nothing'))}</del>
                      )}
                      {earlier === null ? null : ' → '}
                      {withNumbersInGroups(now || t('imports:lists.nothing'))}
                    </li>
                  )
                })}
              </ul>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

/** Rows that are no records, or that a person left out, as the file has them. */
export function LeftOutTable({ label, rows }: { label: string; rows: readonly LeftOutRow[] }) {
  const { t } = useWords()
  const head = (
    <>
      <th scope="col" className="num">
        {t('imports:faultList.row')}
      </th>
      <th scope="col">{t('imports:lists.why')}</th>
      <th scope="col">{t('imports:lists.cells')}</th>
    </>
  )
  return (
    <Table label={label} head={head}>
      {rows.map(({ row, leftOut, cells }) => (
        <tr key={row}>
          <td className="num" data-label={t('imports:faultList.row')}>
            {row}
          </td>
          <td className="main">{t(leftOutWords(leftOut))}</td>
          <td>{withNumbersInGroups(cells.filter((cell) => cell.trim() !== '').join(' · '))}</td>
        </tr>
      ))}
    </Table>
  )
}
