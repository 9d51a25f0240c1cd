import type { WebhookType } from '#app/domain/events/webhook-types.ts'
import { Field, FieldError } from '#app/ui/form/field.tsx'
import { useField } from '#app/ui/form/form-state.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface WebhookFieldsProps {
  types: readonly WebhookType[]
  /** What it is now; left out for a new one, which begins with all events. */
  now?: { name: string; url: string; types: readonly WebhookType[] }
}

export function WebhookFields({ types, now }: WebhookFieldsProps) {
  const { t } = useWords()
  return (
    <>
      <Field
        name="name"
        label={t('webhooks:field.name')}
        hint={t('webhooks:hint.name')}
        defaultValue={now?.name}
        required
        maxLength={120}
        autoComplete="off"
      />
      <Field
        name="url"
        type="url"
        label={t('webhooks:field.url')}
        hint={t('webhooks:hint.url')}
        defaultValue={now?.url}
        required
        maxLength={500}
        autoComplete="off"
      />
      <Types types={types} chosen={now?.types ?? types} />
    </>
  )
}

function Types({ types, chosen }: { types: readonly WebhookType[]; chosen: readonly WebhookType[] }) {
  const { t } = useWords()
  const { id, value, error } = useField('typeIds')
  const ticked = value === undefined && !error ? chosen : [value ?? []].flat()
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label">{t('webhooks:field.types')}</legend>
      {types.map((type, at) => (
        <label key={type} className="check">
          <input
            type="checkbox"
            id={at === 0 ? id : undefined}
            name="typeIds"
            value={type}
            defaultChecked={(ticked as readonly string[]).includes(type)}
          />
          <span>
            {t(`webhooks:type.${type}`)} <code className="quiet small">{type}</code>
          </span>
        </label>
      ))}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}
