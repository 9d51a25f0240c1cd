import type { UnusualKind } from '#app/domain/unusual/detecting.ts'
import { TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** Two ways out: it is expected of this card, or somebody has looked into it. */
export function UnusualForm({ id, kind }: { id: number; kind: UnusualKind }) {
  const { t } = useWords()
  return (
    <Panel title={t('unusual:settle')}>
      <Form action={`/unusual/${id}/settle`} nonce={useRoot().formNonce}>
        <p className="hint">{t(`unusual:lesson.${kind}`)}</p>
        <TextArea name="comment" label={t('common:field.comment')} maxLength={500} rows={3} />
        <div className="form-actions">
          <SubmitButton name="outcome" value="expected">
            {t('unusual:expected')}
          </SubmitButton>
          <SubmitButton name="outcome" value="handled" look="plain">
            {t('unusual:handle')}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
