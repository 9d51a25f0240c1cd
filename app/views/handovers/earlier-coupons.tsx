import { Alert } from '#app/ui/feedback/alert.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatDate } from '#locales/format.ts'
import type { EarlierView } from './handover-view.ts'

const LITRE = 1_000

/** Other coupons of the same fuel end sooner: one press picks those for as many litres. */
export function EarlierCoupons({ earlier }: { earlier: readonly EarlierView[] }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return earlier.map(({ product, volume, until }) => (
    <Alert key={product} tone="warn">
      <p>
        {t('handovers:earlier.text', { product: fuels.nameOf(product), date: formatDate(until, locale) })}{' '}
        <a href={listHref('/coupons/pick', { product, volume: String(volume / LITRE) })}>
          {t('handovers:earlier.pick')}
        </a>
      </p>
    </Alert>
  ))
}
