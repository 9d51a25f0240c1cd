import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { DateField } from '#app/ui/form/date-field.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  answer?: RefusedForm | null
}

/** Takes it up with a promised day, or moves the day. */
export function TakeForm({ id, today, isTaken, answer }: Props & { today: string; isTaken: boolean }) {
  const { t } = useWords()
  return (
    <Panel title={t(isTaken ? 'service-requests:move' : 'service-requests:take')}>
      <Form
        action={`/admin/service-requests/${id}/take`}
        nonce={useRoot().formNonce}
        id="take"
        answer={answer}
      >
        <DateField
          name="promisedOn"
          label={t('service-requests:promise')}
          hint={t('service-requests:promiseHint')}
          required
          min={today}
        />
        <SubmitButton>{t(isTaken ? 'service-requests:move' : 'service-requests:take')}</SubmitButton>
      </Form>
    </Panel>
  )
}

export function FinishForm({ id, answer }: Props) {
  const { t } = useWords()
  return (
    <Panel title={t('service-requests:finish')}>
      <Form
        action={`/admin/service-requests/${id}/finish`}
        nonce={useRoot().formNonce}
        id="finish"
        answer={answer}
      >
        <TextArea
          name="answer"
          label={t('service-requests:answer')}
          hint={t('service-requests:answerHint')}
          maxLength={2000}
          rows={3}
        />
        <SubmitButton>{t('service-requests:finish')}</SubmitButton>
      </Form>
    </Panel>
  )
}

/** `open`: on a page of its own. */
export function RefuseForm({ id, answer, open = false }: Props & { open?: boolean }) {
  const { t } = useWords()
  const question = (
    <ConfirmPanel
      trigger={t('service-requests:refuse')}
      title={t('service-requests:refuseTitle', { number: String(id) })}
      consequence={<p>{t('service-requests:refuseConsequence')}</p>}
      action={`/admin/service-requests/${id}/refuse`}
      nonce={useRoot().formNonce}
      answer={answer}
      id="refuse"
      open={open}
    >
      <TextArea name="reason" label={t('common:field.reason')} required maxLength={2000} rows={3} />
    </ConfirmPanel>
  )
  return open ? question : <DangerPanel title={t('service-requests:refuse')}>{question}</DangerPanel>
}
