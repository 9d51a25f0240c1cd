import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  unit: 'ml' | 'tiyn'
  answer: RefusedForm | undefined
}

/** Widens a card's own rule until it ends by itself. */
export function PermitForm({ id, unit, answer }: Props) {
  const { t } = useWords()
  return (
    <Panel>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Select
          name="kind"
          label={t('rules:moreKind')}
          required
          options={(['extra', 'open', 'fill'] as const).map((value) => ({
            value,
            label: t(`rules:moreKinds.${value}`),
          }))}
        />
        <Field
          name="extra"
          label={t(unit === 'ml' ? 'rules:extraLitres' : 'rules:extraTenge')}
          narrow
          inputMode="decimal"
          autoComplete="off"
          maxLength={14}
        />
        <Select
          name="hours"
          label={t('rules:hours')}
          hint={t('rules:hoursHint')}
          plain
          options={[1, 2, 4, 8, 24].map((hours) => ({
            value: String(hours),
            label: t('rules:hour', { count: hours, n: String(hours) }),
          }))}
          defaultValue="2"
        />
        <Field name="reason" label={t('rules:reason')} maxLength={200} autoComplete="off" />
        <div className="form-actions">
          <SubmitButton>{t('rules:allow')}</SubmitButton>
          <a className="btn btn-quiet" href={`/cards/${id}`}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
