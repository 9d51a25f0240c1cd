import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import type { WhatIfView } from './rule-view.ts'

/** What a rule that is not saved would have done to the refuellings of the last days. */
export function RuleWhatIf({ result }: { result: WhatIfView }) {
  const { t, locale } = useWords()
  const { fills, touched, rows } = result
  const n = (count: number) => formatInteger(count, locale)
  return (
    <Panel title={t('rules:tryTitle')} flush>
      <div className="panel-body stack-sm">
        <p>
          <b>
            {fills === 0
              ? t('rules:tryNoFills')
              : touched === 0
                ? t('rules:tryAll', { count: fills, n: n(fills) })
                : t('rules:tryTouched', { touched: n(touched), fills: n(fills) })}
          </b>
        </p>
        <p className="quiet">{t('rules:tryNothingSaved')}</p>
        {rows.length < touched ? <p className="quiet">{t('rules:tryMore', { n: n(rows.length) })}</p> : null}
      </div>
      {rows.length > 0 ? <TriedFills rows={rows} /> : null}
    </Panel>
  )
}

/** The refuellings that a rule would have refused or made smaller. */
export function TriedFills({ rows }: Pick<WhatIfView, 'rows'>) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const withCards = rows.some(({ card }) => card !== null)
  return (
    <Table
      label={t('rules:tryTitle')}
      head={
        <>
          <th scope="col">{t('rules:tryMoment')}</th>
          {withCards ? <th scope="col">{t('rule-templates:tryCard')}</th> : null}
          <th scope="col">{t('rules:tryStation')}</th>
          <th scope="col">{t('common:field.product')}</th>
          <th scope="col" className="num">
            {t('rules:tryTaken')}
          </th>
          <th scope="col" className="num">
            {t('rules:tryInstead')}
          </th>
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">{formatDateTime(row.at, locale)}</td>
          {row.card ? (
            <td data-label={t('rule-templates:tryCard')}>
              <a href={`/cards/${row.card.id}`}>{row.card.number}</a>
            </td>
          ) : null}
          <td data-label={t('rules:tryStation')}>{row.station}</td>
          <td data-label={t('common:field.product')}>{fuels.nameOf(row.product)}</td>
          <td className="num" data-label={t('rules:tryTaken')}>
            {formatVolume(row.volume, locale)}
          </td>
          <td className="num" data-label={t('rules:tryInstead')}>
            {row.instead === null ? t('rules:tryDeclined') : formatVolume(row.instead, locale)}
            {row.why ? <div className="quiet small">{row.why}</div> : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}
