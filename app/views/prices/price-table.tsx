import type { ProductCode } from '#app/domain/products/products.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatMoney } from '#locales/format.ts'

export interface PriceLine {
  id: number
  product: ProductCode
  startsOn: string
  /** Tiyn a litre. */
  price: number
  status: 'planned' | 'in_force' | 'over'
}

/** A list's prices, the newest first; one that has not begun can be taken back. */
export function PriceTable({
  listId,
  rows,
  mayEdit,
}: {
  listId: number
  rows: readonly PriceLine[]
  mayEdit: boolean
}) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { formNonce } = useRoot()
  if (rows.length === 0) return <p className="quiet">{t('prices:none')}</p>
  const head = (
    <>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{t('prices:startsOn')}</th>
      <th scope="col" className="num">
        {t('prices:price')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
      {mayEdit ? <th scope="col">{t('prices:cancel')}</th> : null}
    </>
  )
  return (
    <Table label={t('prices:title')} head={head}>
      {rows.map(({ id, product, startsOn, price, status }) => (
        <tr key={id}>
          <td className="main">{fuels.nameOf(product)}</td>
          <td data-label={t('prices:startsOn')} className="tabular">
            {formatDate(startsOn, locale)}
          </td>
          <td data-label={t('prices:price')} className="num">
            {formatMoney(price, locale)}
          </td>
          <td className="state">
            <span className={badges.contract[status]}>{t(`prices:status.${status}`)}</span>
          </td>
          {mayEdit ? (
            <td>
              {status === 'planned' ? (
                <PostButton
                  action={`/admin/prices/${listId}/cancel`}
                  nonce={formNonce}
                  fields={{ priceId: String(id) }}
                >
                  {t('prices:cancel')}
                </PostButton>
              ) : null}
            </td>
          ) : null}
        </tr>
      ))}
    </Table>
  )
}
