import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { DateField } from '#app/ui/form/date-field.tsx'
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
  /** The last day that the client asks for. */
  wanted: string | null
  /** The first that can be given. */
  earliest: string
  answer?: RefusedForm | null | undefined
}

/** Staff decide about the whole set at once: what is not ticked stays as it is. */
export function ExtendForm({ id, companyId, coupons, wanted, earliest, answer }: Props) {
  const { t } = useWords()
  const chosen = answer ? [answer.values.couponIds ?? []].flat() : null
  return (
    <Form
      action={`/admin/service-requests/${id}/extend`}
      nonce={useRoot().formNonce}
      id="extend"
      answer={answer}
      className="stack"
    >
      <RequestCoupons coupons={coupons} path={`/admin/companies/${companyId}/coupons`} ticks={{ chosen }} />
      <Panel title={t('service-requests:extend.title')}>
        <div className="form">
          <DateField
            name="until"
            label={t('service-requests:extend.until')}
            hint={t('service-requests:extend.untilHint')}
            required
            min={earliest}
            defaultValue={wanted && wanted >= earliest ? wanted : ''}
          />
          <Checkbox
            name="withOutages"
            label={t('service-requests:extend.withOutages')}
            hint={t('service-requests:extend.withOutagesHint')}
            defaultChecked
          />
          <TextArea
            name="answer"
            label={t('common:field.reason')}
            hint={t('service-requests:extend.answerHint')}
            required
            maxLength={2000}
            rows={3}
          />
          <SubmitButton>{t('service-requests:extend.submit')}</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
