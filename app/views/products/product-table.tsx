import type { ProductColour } from '#app/domain/products/products.ts'
import { fillOf } from '#app/ui/chart/series-colours.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { colourWords } from './product-words.ts'

export interface ProductRow {
  id: number
  code: string
  /** In the reader's language. */
  name: string
  synonyms: string[]
  colour: ProductColour
  isActive: boolean
}

/** What is sold, in its order. */
export function ProductTable({ products, mayEdit }: { products: readonly ProductRow[]; mayEdit: boolean }) {
  const { t } = useWords()
  const states = { active: t('products:status.active'), closed: t('products:status.inactive') }
  const colours = colourWords(t)
  const head = (
    <>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{t('products:code')}</th>
      <th scope="col" className="extra">
        {t('products:synonyms')}
      </th>
      <th scope="col">{t('products:colour')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('products:title')} head={head}>
      {products.map((product) => {
        const state = product.isActive ? 'active' : 'closed'
        return (
          <tr key={product.id}>
            <td className="main">
              {mayEdit ? <a href={`/admin/products/${product.id}`}>{product.name}</a> : product.name}
            </td>
            <td className="half">{product.code}</td>
            <td data-label={t('products:synonyms')} className="extra">
              {product.synonyms.join(', ')}
            </td>
            <td data-label={t('products:colour')}>
              <span className="swatch">
                <svg aria-hidden="true">
                  <rect className={fillOf(product.colour)} width="100%" height="100%" rx="3" />
                </svg>
                {colours[product.colour]}
              </span>
            </td>
            <td className="state">
              <span className={badges.company[state]}>{states[state]}</span>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
