import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { Field, FieldError } from '#app/ui/form/field.tsx'
import { useField } from '#app/ui/form/form-state.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** What is asked for a new key; `forStaff` with stations, company and the test company. */
export function ApiKeyFields({ scopes, forStaff }: { scopes: readonly ApiScope[]; forStaff: boolean }) {
  const { t } = useWords()
  return (
    <>
      <Field name="name" label={t('integrations:field.name')} required maxLength={120} autoComplete="off" />
      <Scopes scopes={scopes} />
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

function Scopes({ scopes }: { scopes: readonly ApiScope[] }) {
  const { t } = useWords()
  const { id, value, error } = useField('scopes')
  const ticked = [value ?? []].flat()
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label">{t('integrations:field.scopes')}</legend>
      {scopes.map((scope, at) => (
        <label key={scope} className="check">
          <input
            type="checkbox"
            id={at === 0 ? id : undefined}
            name="scopes"
            value={scope}
            defaultChecked={ticked.includes(scope)}
          />
          <span>{t(`integrations:scope.${scope}`)}</span>
        </label>
      ))}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}
