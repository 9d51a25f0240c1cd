import { Checkbox } from '#app/ui/form/checkbox.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

/** The reading itself and, once it was found unlikely, the box that keeps it. */
export function ReadingFields({ answer, km }: { answer: RefusedForm | undefined; km?: number | undefined }) {
  const { t } = useWords()
  const isAsked = answer?.errors.km?.code === 'odometer_unlikely'
  return (
    <>
      <Field
        name="km"
        label={labelsOf(t).km}
        required
        narrow
        inputMode="numeric"
        maxLength={12}
        autoComplete="off"
        defaultValue={km}
      />
      {isAsked ? (
        <Checkbox
          name="confirmed"
          label={t('fleet:odometer.confirm')}
          hint={t('fleet:odometer.confirmHint')}
        />
      ) : null}
    </>
  )
}

ReadingFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return { km: t('fleet:odometer.km') }
}
