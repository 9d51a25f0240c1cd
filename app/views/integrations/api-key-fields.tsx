import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

/** What is asked for a new key; `forStaff` with stations, company and the test company. */
export function ApiKeyFields({ scopes, forStaff }: { scopes: readonly ApiScope[]; forStaff: boolean }) {
  const { t } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      <Field name="name" label={labels.name} required maxLength={120} autoComplete="off" />
      <CheckGroup
        name="scopes"
        label={labels.scopes}
        options={scopes.map((scope) => ({ value: scope, label: t(`integrations:scope.${scope}`) }))}
        chosen={[]}
      />
      {forStaff ? (
        <>
          <Field
            name="stations"
            label={labels.stations}
            hint={t('integrations:hint.stations')}
            autoComplete="off"
          />
          <Field
            name="company"
            label={labels.company}
            hint={t('integrations:hint.company')}
            inputMode="numeric"
            maxLength={12}
            autoComplete="off"
            narrow
          />
          <Checkbox name="test" label={t('integrations:field.test')} hint={t('integrations:hint.test')} />
        </>
      ) : null}
      <Field
        name="days"
        label={labels.days}
        hint={t('integrations:hint.days')}
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
        narrow
      />
    </>
  )
}

ApiKeyFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    name: t('integrations:field.name'),
    scopes: t('integrations:field.scopes'),
    stations: t('integrations:field.stations'),
    company: t('integrations:field.company'),
    days: t('integrations:field.days'),
  }
}
