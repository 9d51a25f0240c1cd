import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface SettleSignalFormProps {
  id: number
  /** A client opened it and reads the answer. */
  isReport: boolean
  answer?: RefusedForm | undefined
  /** On a page of its own. */
  open?: boolean
}

/** Nothing is chosen beforehand: whether it was to be expected is a finding. */
export function SettleSignalForm({ id, isReport, answer, open = false }: SettleSignalFormProps) {
  const { t } = useWords()
  return (
    <ConfirmPanel
      trigger={t('signals:settle.title')}
      title={t('signals:settle.title')}
      consequence={t(isReport ? 'signals:settle.reportConsequence' : 'signals:settle.consequence')}
      confirm={t('signals:settle.submit')}
      action={`/admin/signals/${id}/settle`}
      nonce={useRoot().formNonce}
      answer={answer ?? null}
      look="calm"
      id="settle"
      open={open}
    >
      <Select
        name="outcome"
        label={t('signals:settle.outcome')}
        required
        empty={t('common:form.choose')}
        options={[
          { value: 'expected', label: t('signals:outcome.expected') },
          { value: 'confirmed', label: t('signals:outcome.confirmed') },
        ]}
      />
      <TextArea
        name="answer"
        label={t(isReport ? 'signals:answer' : 'common:field.reason')}
        required
        maxLength={500}
      />
    </ConfirmPanel>
  )
}
