import type { ProductColour } from '#app/domain/products/products.ts'
import { useWords } from '#app/ui/layout/words.ts'

export interface ChartSeries {
  /** `Diesel` */
  label: string
  /** One a group, in their order; units of the caller's choice. */
  values: readonly number[]
  /** Its own wherever it is drawn; left out, by its place. */
  colour?: ProductColour | undefined
}

export interface ChartTableProps {
  title: string
  /** What stands under each bar: months, days. */
  groups: readonly string[]
  /** The same in every chart of a page. */
  series: readonly ChartSeries[]
  /** `12 340 л`: whole, so that the parts of a bar add up to its total. */
  format: (value: number) => string
  /** Heads the table's first column: `Month`. */
  groupLabel: string
  /** Heads the table's last column: `Total`. */
  totalLabel: string
  /** Of the series, by group. */
  totals: readonly number[]
}

/** The figures of a chart, for those who cannot point at a bar or want all of them. */
export function ChartTable({
  title,
  groups,
  series,
  format,
  groupLabel,
  totalLabel,
  totals,
}: ChartTableProps) {
  const { t } = useWords()
  const withTotal = series.length > 1
  return (
    <details className="chart-values">
      <summary>{t('common:chart.values')}</summary>
      <table>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{groupLabel}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            {withTotal ? <th scope="col">{totalLabel}</th> : null}
          </tr>
        </thead>
        <tbody>
          {groups.map((group, index) => (
            <tr key={group}>
              <th scope="row">{group}</th>
              {series.map(({ label, values }) => (
                <td key={label}>{format(values[index] ?? 0)}</td>
              ))}
              {withTotal ? <td>{format(totals[index] ?? 0)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
