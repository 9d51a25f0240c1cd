import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { HandedView } from './coupon-view.ts'

/** Which driver has the coupon, whether he needs help, and how to give it to one. */
export function HandedPanel({ id, hand }: { id: number; hand: HandedView }) {
  const { t } = useWords()
  const { holder, helpOf, canHand } = hand
  if (!holder && !canHand) return null
  return (
    <>
      {helpOf ? (
        <Alert tone="warn" title={t('coupons:hand.help', { name: helpOf.name })}>
          <p>
            <a href={`/handovers/${helpOf.handoverId}`}>{t('coupons:hand.page')}</a>
          </p>
        </Alert>
      ) : null}
      {holder ? (
        <Panel title={t('coupons:hand.title')}>
          <p className="row row-between">
            <span>{t('coupons:hand.with', { name: holder.name })}</span>
            {holder.href ? <a href={holder.href}>{t('coupons:hand.page')}</a> : null}
          </p>
        </Panel>
      ) : (
        <p>
          <a className="btn" href={`/coupons/${id}/hand-over`}>
            {t('coupons:hand.action')}
          </a>
        </p>
      )}
    </>
  )
}
