import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  /** Masked. */
  number: string
  answer: RefusedForm | undefined
}

/** Asks on a page of its own: what it does cannot be taken back. */
export function LostCardForm({ id, number, answer }: Props) {
  const { t } = useWords()
  const isAsked = useModules().includes('requests')
  return (
    <ConfirmPanel
      trigger={t('card-blocks:lost.submit')}
      title={t('card-blocks:lost.question', { number })}
      consequence={
        <>
          <p>{isAsked ? t('card-blocks:lost.consequence') : t('card-blocks:lost.consequenceAlone')}</p>
          <p>{t('card-blocks:lost.temporary')}</p>
        </>
      }
      action={`/cards/${id}/lost`}
      nonce={useRoot().formNonce}
      answer={answer}
      open
    >
      <Select
        name="cause"
        label={t('card-blocks:lost.what')}
        required
        options={(['lost', 'stolen'] as const).map((value) => ({
          value,
          label: t(`card-blocks:lost.causes.${value}`),
        }))}
      />
      <TextArea
        name="reason"
        label={t('common:field.comment')}
        hint={t('card-blocks:lost.commentHint')}
        maxLength={200}
        rows={2}
      />
    </ConfirmPanel>
  )
}
