import type { ProductCode } from '#app/domain/products/products.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatMoney } from '#locales/format.ts'

export interface PriceListLine {
  id: number
  name: string
  /** What products cost today, tiyn a litre. */
  now: readonly { product: ProductCode; price: number }[]
}

/** Every list with what its products cost today. */
export function PriceListTable({ rows }: { rows: readonly PriceListLine[] }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const head = (
    <>
      <th scope="col">{t('prices:list')}</th>
      <th scope="col">{t('prices:today')}</th>
    </>
  )
  return (
    <Table label={t('prices:title')} head={head}>
      {rows.map(({ id, name, now }) => (
        <tr key={id}>
          <td className="main">
            <a href={`/admin/prices/${id}`}>{name}</a>
          </td>
          <td data-label={t('prices:today')}>
            {now.length === 0
              ? t('prices:none')
              : now
                  .map(({ product, price }) => `${fuels.shortOf(product)}\u00a0${formatMoney(price, locale)}`)
                  .join(' · ')}
          </td>
        </tr>
      ))}
    </Table>
  )
}
