import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatMoney, formatVolume } from '#locales/format.ts'
import { RuleLimit } from './rule-facts.tsx'
import type { LimitInUse } from './rule-view.ts'

interface Sums {
  volume: number
  amount: number
}

export interface GroupTotalsView {
  limits: LimitInUse[]
  totals: { product: string; month: Sums; today: Sums }[]
}

/** What a group fuelled this month and today, by product, and what is left of its limits. */
export function GroupTotals({ limits, totals }: GroupTotalsView) {
  const { t } = useWords()
  return (
    <>
      {limits.length > 0 ? (
        <Panel title={t('groups:left')}>
          <div className="stack-sm">
            {limits.map((limit) => (
              <RuleLimit key={`${limit.period} ${limit.unit}`} {...limit} />
            ))}
          </div>
        </Panel>
      ) : null}
      <Panel title={t('groups:totals')} flush={totals.length > 0}>
        {totals.length > 0 ? (
          <TotalsTable totals={totals} />
        ) : (
          <p className="quiet">{t('groups:noTotals')}</p>
        )}
      </Panel>
    </>
  )
}

function TotalsTable({ totals }: Pick<GroupTotalsView, 'totals'>) {
  const { t } = useWords()
  const fuels = useProducts()
  const columns = { month: t('groups:month'), today: t('groups:today') }
  const sum = (period: 'month' | 'today'): Sums => ({
    volume: totals.reduce((all, row) => all + row[period].volume, 0),
    amount: totals.reduce((all, row) => all + row[period].amount, 0),
  })
  const all = { product: '', month: sum('month'), today: sum('today') }
  return (
    <Table
      label={t('groups:totals')}
      head={
        <>
          <th scope="col">{t('common:field.product')}</th>
          <th scope="col" className="num">
            {columns.month}
          </th>
          <th scope="col" className="num">
            {columns.today}
          </th>
        </>
      }
    >
      {[...totals, all].map(({ product, month, today }) => (
        <tr key={product}>
          <td className="main">{product === '' ? <b>{t('groups:total')}</b> : fuels.nameOf(product)}</td>
          <td className="num" data-label={columns.month}>
            <Both {...month} />
          </td>
          <td className="num" data-label={columns.today}>
            <Both {...today} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Both({ volume, amount }: Sums) {
  const { locale } = useWords()
  return (
    <span>
      {formatVolume(volume, locale)}
      <small>{formatMoney(amount, locale)}</small>
    </span>
  )
}
