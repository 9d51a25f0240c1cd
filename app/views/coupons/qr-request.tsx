import { Alert } from '#app/ui/feedback/alert.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { QrReadiness } from './coupon-view.ts'

export interface QrRequestProps {
  /** The coupon's. */
  id: number
  readiness: QrReadiness
}

/** The button that shows a coupon's QR code: a form, so that no prefetch and no reload records a showing. */
export function QrRequest({ id, readiness }: QrRequestProps) {
  const { t } = useWords()
  if (readiness === 'none') return <Alert tone="warn">{t('coupons:qr.none')}</Alert>
  if (readiness === 'not_allowed') return <p className="quiet">{t('coupons:qr.notAllowed')}</p>
  return (
    <section className="panel panel-body stack-sm">
      <h2 className="sr-only">{t('coupons:qr.title')}</h2>
      <p>
        {t('coupons:qr.warning')} <span className="quiet">{t('coupons:qr.recorded')}</span>
      </p>
      <Form action={`/coupons/${id}/qr`}>
        <SubmitButton>{t('coupons:qr.show')}</SubmitButton>
      </Form>
    </section>
  )
}
