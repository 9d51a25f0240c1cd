import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { StatementView } from './statement-view.ts'

/** What came in and went out, by the kind of entry. */
export function StatementKinds({ statement: { kinds, credit, debit } }: { statement: StatementView }) {
  const { t, locale } = useWords()
  const money = (tiyn: number) => (tiyn === 0 ? '' : formatMoney(tiyn, locale))
  const cells = (sums: { credit: number; debit: number }) => (
    <>
      <td data-label={t('contract-account:credit')} className={sums.credit === 0 ? 'num narrow-hide' : 'num'}>
        {money(sums.credit)}
      </td>
      <td data-label={t('contract-account:debit')} className={sums.debit === 0 ? 'num narrow-hide' : 'num'}>
        {money(sums.debit)}
      </td>
    </>
  )
  return (
    <section className="stack-sm">
      <h2>{t('statement:kinds')}</h2>
      <Table
        label={t('statement:kinds')}
        head={
          <>
            <th scope="col">{t('statement:kind')}</th>
            <th scope="col" className="num">
              {t('statement:entries')}
            </th>
            <th scope="col" className="num">
              {t('contract-account:credit')}
            </th>
            <th scope="col" className="num">
              {t('contract-account:debit')}
            </th>
          </>
        }
        foot={
          <tr>
            <td className="main">{t('contract-account:turnover')}</td>
            <td className="narrow-hide" />
            {cells({ credit, debit })}
          </tr>
        }
      >
        {kinds.map((row) => (
          <tr key={row.kind}>
            <td className="main">{t(`contract-account:kind.${row.kind}`)}</td>
            <td data-label={t('statement:entries')} className="num">
              {formatInteger(row.entries, locale)}
            </td>
            {cells(row)}
          </tr>
        ))}
      </Table>
    </section>
  )
}

/** Litres and tenge, by product. */
export function StatementFuel({ statement: { fuel } }: { statement: StatementView }) {
  const { t, locale } = useWords()
  const products = useProducts()
  const hasPaid = fuel.some(({ memo }) => memo !== 0)
  const sum = (what: 'volume' | 'debit' | 'memo') => fuel.reduce((all, row) => all + row[what], 0)
  const cells = (row: { volume: number; debit: number; memo: number }) => (
    <>
      <td data-label={t('statement:volume')} className="num">
        {formatVolume(row.volume, locale)}
      </td>
      <td data-label={t('statement:charged')} className="num">
        {formatMoney(row.debit, locale)}
      </td>
      {hasPaid ? (
        <td data-label={t('contract-account:entry.memo')} className="num">
          {formatMoney(row.memo, locale)}
        </td>
      ) : null}
    </>
  )
  return (
    <section className="stack-sm">
      <h2>{t('statement:fuel')}</h2>
      <Table
        label={t('statement:fuel')}
        head={
          <>
            <th scope="col">{t('common:field.product')}</th>
            <th scope="col" className="num">
              {t('statement:volume')}
            </th>
            <th scope="col" className="num">
              {t('statement:charged')}
            </th>
            {hasPaid ? (
              <th scope="col" className="num">
                {t('contract-account:entry.memo')}
              </th>
            ) : null}
          </>
        }
        foot={
          <tr>
            <td className="main">{t('documents:total')}</td>
            {cells({ volume: sum('volume'), debit: sum('debit'), memo: sum('memo') })}
          </tr>
        }
      >
        {fuel.map((row) => (
          <tr key={row.product}>
            <td className="main">{products.nameOf(row.product)}</td>
            {cells(row)}
          </tr>
        ))}
      </Table>
    </section>
  )
}
