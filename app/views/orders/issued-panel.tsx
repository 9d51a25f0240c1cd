import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  order: { id: number; status: string; hasCoupons: boolean }
  /** Staff take the register of issue; the client opens its coupons. */
  isStaff?: boolean
}

/** Where the coupons of an order are. */
export function IssuedPanel({ order: { id, status, hasCoupons }, isStaff = false }: Props) {
  const { t } = useWords()
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
          <a className="btn" href="/coupons">
            {t('orders:issued.open')}
          </a>
        )}
      </p>
    </Panel>
  )
}
