import { TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { RequestCoupons } from './request-coupons.tsx'
import type { RequestCouponView } from './service-request-view.ts'

interface Props {
  id: number
  companyId: number
  coupons: readonly RequestCouponView[]
  answer?: RefusedForm | null | undefined
}

/** Staff end the whole set at once and name what is given for it: what is not ticked stays as it is. */
export function ExchangeForm({ id, companyId, coupons, answer }: Props) {
  const { t } = useWords()
  const chosen = answer ? [answer.values.couponIds ?? []].flat() : null
  return (
    <Form
      action={`/admin/service-requests/${id}/exchange`}
      nonce={useRoot().formNonce}
      id="exchange"
      answer={answer}
      className="stack"
    >
      <RequestCoupons coupons={coupons} path={`/admin/companies/${companyId}/coupons`} ticks={{ chosen }} />
      <Panel title={t('service-requests:exchange.title')}>
        <div className="form">
          <TextArea
            name="numbers"
            label={t('service-requests:exchange.numbers')}
            hint={t('service-requests:exchange.numbersHint')}
            rows={5}
            maxLength={40_000}
          />
          <TextArea
            name="answer"
            label={t('common:field.reason')}
            hint={t('service-requests:extend.answerHint')}
            required
            maxLength={2000}
            rows={3}
          />
          <SubmitButton>{t('service-requests:exchange.submit')}</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
