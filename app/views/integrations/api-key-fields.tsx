import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** What is asked for a new key; `forStaff` with stations, company and the test company. */
export function ApiKeyFields({ scopes, forStaff }: { scopes: readonly ApiScope[]; forStaff: boolean }) {
  const { t } = useWords()
  return (
    <>
      <Field name="name" label={t('integrations:field.name')} required maxLength={120} autoComplete="off" />
      <CheckGroup
        name="scopes"
        label={t('integrations:field.scopes')}
        options={scopes.map((scope) => ({ value: scope, label: t(`integrations:scope.${scope}`) }))}
        chosen={[]}
      />
      {forStaff ? (
        <>
          <Field
            name="stations"
            label={t('integrations:field.stations')}
            hint={t('integrations:hint.stations')}
            autoComplete="off"
          />
          <Field
            name="company"
            label={t('integrations:field.company')}
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
        label={t('integrations:field.days')}
        hint={t('integrations:hint.days')}
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
        narrow
      />
    </>
  )
}
