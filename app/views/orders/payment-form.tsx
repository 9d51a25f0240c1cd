import { DateField } from '#app/ui/form/date-field.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  today: string
  /** What is still to be paid, as it is typed. */
  left: string
  answer?: RefusedForm | undefined
}

/** A payment for an order, the whole or a part. */
export function PaymentForm({ id, today, left, answer }: Props) {
  const { t } = useWords()
  return (
    <Panel title={t('orders:payment')}>
      <Form action={`/admin/orders/${id}/pay`} answer={answer} nonce={useRoot().formNonce} id="pay">
        <Field
          name="amount"
          label={t('orders:paymentAmount')}
          required
          narrow
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          defaultValue={left}
        />
        <DateField
          name="occurredOn"
          label={t('orders:paymentDay')}
          required
          max={today}
          defaultValue={today}
        />
        <Field name="document" label={t('orders:paymentOrder')} narrow autoComplete="off" maxLength={64} />
        <div className="form-actions">
          <SubmitButton>{t('orders:pay')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
