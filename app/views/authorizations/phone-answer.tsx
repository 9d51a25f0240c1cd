import { Alert } from '#app/ui/feedback/alert.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { PhoneView } from './phone-view.ts'

/** What staff say into the telephone: what may be dispensed and the code, or why not. */
export function PhoneAnswer({ view, code }: { view: PhoneView; code: string | null }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { decline, status, product, volume, codeState } = view
  if (decline) {
    return (
      <div data-code={decline.code}>
        <Alert tone="bad" title={t('phone:no')}>
          <p>{decline.text}</p>
          <p>
            {t('phone:rule')}: {decline.owner}. {decline.todo}
          </p>
        </Alert>
      </div>
    )
  }
  if (status !== 'held' && status !== 'expired') return null
  const what = joined([formatVolume(volume ?? 0, locale), product && fuels.nameOf(product)], ', ')
  return (
    <div data-code="approved">
      <Alert tone={codeState === 'open' ? 'ok' : 'warn'} title={t('phone:yes', { what })}>
        <p>{joined([view.plate, view.driver], ' · ')}</p>
        {code ? (
          <>
            <p>{t('phone:readOut')}</p>
            <p className="phone-code" data-phone-code={code}>
              {`${code.slice(0, 4)} ${code.slice(4)}`}
            </p>
            <p>{t('phone:once')}</p>
          </>
        ) : null}
        <p>
          {codeState === 'open' && view.codeUntil
            ? t('phone:codeUntil', { until: formatDateTime(view.codeUntil, locale) })
            : t('phone:codeOver')}
        </p>
      </Alert>
    </div>
  )
}
