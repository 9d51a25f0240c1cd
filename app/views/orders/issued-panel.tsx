import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { OrderView } from './order-view.ts'

interface Props {
  order: Pick<OrderView, 'id' | 'status' | 'hasCoupons' | 'validUntil' | 'lines'>
  /** Staff take the register of issue; the client opens its coupons. */
  isStaff?: boolean
}

/** Where the coupons of an order are. */
export function IssuedPanel({ order, isStaff = false }: Props) {
  const { t } = useWords()
  const { id, status, hasCoupons } = order
  if (!hasCoupons) return null
  const register = `/admin/orders/${id}/issue-register`
  return (
    <Panel title={t('orders:issued.title')}>
      <p>{t(status === 'issued' ? 'orders:issued.ready' : 'orders:issued.waiting')}</p>
      <p className="row">
        {isStaff ? (
          <>
            <a className="btn" href={`${register}?format=csv1c`} download>
              {`${t('orders:issued.register')}, CSV (1C)`}
            </a>
            <a className="btn" href={`${register}?format=xlsx`} download>
              {`${t('orders:issued.register')}, Excel`}
            </a>
          </>
        ) : (
          <a className="btn btn-primary" href={couponsHref(order)}>
            {t('orders:issued.open')}
          </a>
        )}
      </p>
    </Panel>
  )
}

/** The list with those of the order: they share their last day, and their fuel where it is one. */
function couponsHref({ validUntil, lines }: Props['order']): string {
  const fuels = [...new Set(lines.flatMap(({ product }) => product ?? []))]
  const [fuel = ''] = fuels
  const query = new URLSearchParams(fuels.length === 1 ? { product: fuel } : {})
  if (validUntil) {
    query.set('from', validUntil)
    query.set('to', validUntil)
  }
  return `/coupons?${query}`
}
