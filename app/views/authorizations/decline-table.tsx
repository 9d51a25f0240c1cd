import type { ReactNode } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate } from '#locales/format.ts'
import { askedText } from './asked-text.ts'
import type { DeclineRowView } from './declines-view.ts'

export interface DeclineTableProps {
  rows: readonly DeclineRowView[]
  bar?: ReactNode
  /** All are one card's or coupon's, which the page names already. */
  ofOne?: boolean
  /** For staff: whose card or coupon it was. */
  withCompany?: boolean
}

/** Each decline with its sentence, whose rule it was, and the step that helps. */
export function DeclineTable({ rows, bar, ofOne, withCompany }: DeclineTableProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const head = (
    <>
      {ofOne ? null : <th scope="col">{t('refusals:instrument')}</th>}
      <th scope="col">{t('refusals:when')}</th>
      <th scope="col">{t('common:field.station')}</th>
      <th scope="col">{t('refusals:asked')}</th>
      <th scope="col">{t('refusals:why')}</th>
    </>
  )
  return (
    <Table label={t('refusals:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          {ofOne ? null : (
            <td className="main">
              <InstrumentName name={row.instrument || t('refusals:unknown')} href={row.href} />
              {row.plate ? <span className="plate">{row.plate}</span> : null}
              {row.numberOnly ? <small>{t('common:numberOnly')}</small> : null}
              {row.holder ? <small>{row.holder}</small> : null}
              {withCompany && row.company ? (
                <small>
                  <a href={row.company.href}>{row.company.name}</a>
                </small>
              ) : null}
            </td>
          )}
          <td className={ofOne ? 'main nowrap' : 'end nowrap'}>
            <a href={row.page}>{formatDate(row.at, locale)}</a>
            <small>{row.at.slice(11, 16)}</small>
          </td>
          <td className="roomy">
            {row.station}
            {row.city ? <small>{row.city}</small> : null}
          </td>
          <td
            className="half"
            data-label={t('refusals:asked')}
            title={row.product ? fuels.nameOf(row.product) : undefined}
          >
            <span>
              {row.product ? fuels.shortOf(row.product) : '—'}
              <small>{askedText(t, row.asked, locale)}</small>
            </span>
          </td>
          <td className="roomy">
            {row.text}
            <small>
              {t('refusals:rule')}: {row.owner}. {row.todo}
            </small>
            {row.help ? (
              <small>
                <a href={row.help.href}>{t(`refusals:help.${row.help.kind}`)}</a>
              </small>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}
