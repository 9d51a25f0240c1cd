import { MAX_LINK_DAYS, MIN_LINK_DAYS, USUAL_LINK_DAYS } from '#app/domain/readonly-links/readonly-links.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  answer: RefusedForm | undefined
  /** The month before this one. */
  period: { from: string; to: string }
}

export function ReadonlyLinkForm({ answer, period }: Props) {
  const { t } = useWords()
  return (
    <Form answer={answer} nonce={useRoot().formNonce} action="/readonly-links/new">
      <Field
        name="name"
        label={t('readonly-links:name')}
        hint={t('readonly-links:nameHint')}
        maxLength={100}
        required
        autoComplete="off"
      />
      <DateField name="from" label={t('readonly-links:from')} defaultValue={period.from} required />
      <DateField name="to" label={t('readonly-links:to')} defaultValue={period.to} required />
      <Field
        name="days"
        label={t('readonly-links:days')}
        hint={t('readonly-links:daysHint', { min: MIN_LINK_DAYS, max: MAX_LINK_DAYS })}
        inputMode="numeric"
        defaultValue={String(USUAL_LINK_DAYS)}
        required
        autoComplete="off"
      />
      <p className="quiet">{t('readonly-links:shows')}</p>
      <div className="form-actions">
        <SubmitButton>{t('readonly-links:create')}</SubmitButton>
        <a className="btn btn-quiet" href="/readonly-links">
          {t('common:action.cancel')}
        </a>
      </div>
    </Form>
  )
}
