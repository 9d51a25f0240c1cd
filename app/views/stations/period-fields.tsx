import { DateField } from '#app/ui/form/date-field.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

/** From when until when, and why. */
export function PeriodFields({ version }: { version?: number }) {
  const { t } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      <DateField name="startsOn" label={labels.startsOn} hint={t('stations:startsHint')} />
      <Field name="startsTime" label={labels.startsTime} type="time" narrow />
      <DateField name="endsOn" label={labels.endsOn} hint={t('stations:endsHint')} />
      <Field name="endsTime" label={labels.endsTime} type="time" narrow />
      <TextArea name="reason" label={labels.reason} maxLength={200} rows={2} />
    </>
  )
}

PeriodFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    startsOn: t('stations:startsOn'),
    startsTime: t('stations:startsTime'),
    endsOn: t('stations:endsOn'),
    endsTime: t('stations:endsTime'),
    reason: t('common:field.reason'),
  }
}
