import type { WebhookType } from '#app/domain/events/webhook-types.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Field } from '#app/ui/form/field.tsx'
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
      <CheckGroup
        name="typeIds"
        label={t('webhooks:field.types')}
        options={types.map((type) => ({
          value: type,
          label: (
            <>
              {t(`webhooks:type.${type}`)} <code className="quiet small">{type}</code>
            </>
          ),
        }))}
        chosen={now?.types ?? types}
      />
    </>
  )
}
