import type { WebhookType } from '#app/domain/events/webhook-types.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

interface WebhookFieldsProps {
  types: readonly WebhookType[]
  /** What it is now; left out for a new one, which begins with all events. */
  now?: { name: string; url: string; types: readonly WebhookType[] }
}

export function WebhookFields({ types, now }: WebhookFieldsProps) {
  const { t } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      <Field
        name="name"
        label={labels.name}
        hint={t('webhooks:hint.name')}
        defaultValue={now?.name}
        required
        maxLength={120}
        autoComplete="off"
      />
      <Field
        name="url"
        type="url"
        label={labels.url}
        hint={t('webhooks:hint.url')}
        defaultValue={now?.url}
        required
        maxLength={500}
        autoComplete="off"
      />
      <CheckGroup
        name="typeIds"
        label={labels.typeIds}
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

WebhookFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return { name: t('webhooks:field.name'), url: t('webhooks:field.url'), typeIds: t('webhooks:field.types') }
}
