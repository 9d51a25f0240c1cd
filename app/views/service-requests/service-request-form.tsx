import { limitPeriods } from '#app/domain/kernel/limit-periods.ts'
import { replacementCauses, type serviceRequestKinds } from '#app/domain/service-requests/service-requests.ts'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  kind: (typeof serviceRequestKinds)[number]
  /** The card that it is about, when the page before named one. */
  number: string
  answer: RefusedForm | undefined
}

/** What the issuer has to know, and no more. */
export function ServiceRequestForm({ kind, number, answer }: Props) {
  const { t } = useWords()
  return (
    <Panel title={t(`service-requests:kind.${kind}`)}>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <input type="hidden" name="kind" value={kind} />
        {kind === 'new_cards' ? (
          <Field
            name="quantity"
            label={t('service-requests:quantity')}
            required
            narrow
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            defaultValue="1"
          />
        ) : (
          <Field
            name="number"
            label={t('service-requests:card')}
            hint={t('service-requests:cardHint')}
            required={kind !== 'correction'}
            inputMode="numeric"
            autoComplete="off"
            maxLength={64}
            defaultValue={number}
          />
        )}
        {kind === 'replacement' ? <Cause /> : null}
        {kind === 'raise_limit' ? <WantedLimit /> : null}
        <TextArea
          name="comment"
          label={t('common:field.comment')}
          hint={t(`service-requests:commentHint.${kind}`)}
          required={kind === 'correction'}
          maxLength={2000}
        />
        <div className="form-actions">
          <SubmitButton>{t('service-requests:send')}</SubmitButton>
          <a className="btn btn-quiet" href="/service-requests">
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}

function Cause() {
  const { t } = useWords()
  return (
    <Select
      name="cause"
      label={t('service-requests:cause')}
      hint={t('service-requests:causeHint')}
      required
      empty={t('service-requests:choose')}
      options={replacementCauses.map((value) => ({ value, label: t(`service-requests:causes.${value}`) }))}
    />
  )
}

function WantedLimit() {
  const { t } = useWords()
  return (
    <>
      <Select
        name="period"
        label={t('service-requests:period')}
        required
        options={limitPeriods.map((value) => ({ value, label: t(`cards:limit.${value}`) }))}
        defaultValue="monthly"
      />
      <Field
        name="limit"
        label={t('service-requests:wanted')}
        hint={t('service-requests:wantedHint')}
        required
        narrow
        inputMode="decimal"
        autoComplete="off"
        maxLength={14}
      />
    </>
  )
}
