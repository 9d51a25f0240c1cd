import { enteredKinds } from '#app/domain/contract-account/account.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  today: string
  /** The entry that is to be put right; empty: none. */
  corrects: string
  back: string
  answer: RefusedForm | undefined
}

/** What staff book by hand: a payment, or a correction of an earlier row. */
export function EntryForm({ today, corrects, back, answer }: Props) {
  const { t } = useWords()
  const kinds = corrects === '' ? enteredKinds : (['correction'] as const)
  return (
    <Panel>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <input type="hidden" name="corrects" value={corrects} />
        <Select
          name="kind"
          label={t('contract-account:entry.what')}
          required
          options={kinds.map((value) => ({ value, label: t(`contract-account:kind.${value}`) }))}
          defaultValue={kinds[0]}
        />
        <Field
          name="amount"
          label={t('contract-account:entry.amount')}
          hint={t('contract-account:entry.amountHint')}
          required
          narrow
          inputMode="text"
          autoComplete="off"
          maxLength={20}
        />
        <DateField
          name="occurredOn"
          label={t('contract-account:entry.occurredOn')}
          hint={t('contract-account:entry.occurredOnHint')}
          required
          max={today}
          defaultValue={today}
        />
        <Field
          name="document"
          label={t('contract-account:entry.document')}
          hint={t('contract-account:entry.documentHint')}
          narrow
          autoComplete="off"
          maxLength={64}
        />
        <TextArea
          name="reason"
          label={t('common:field.comment')}
          hint={t('contract-account:entry.reasonHint')}
          maxLength={500}
          rows={3}
        />
        <div className="form-actions">
          <SubmitButton>{t('contract-account:book')}</SubmitButton>
          <a className="btn btn-quiet" href={back}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}

/** A payment that cards may spend before it has come in, until a day. */
export function PromiseForm({
  today,
  back,
  answer,
}: {
  today: string
  back: string
  answer: RefusedForm | undefined
}) {
  const { t } = useWords()
  return (
    <Panel>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Field
          name="amount"
          label={t('contract-account:entry.amount')}
          required
          narrow
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
        />
        <DateField
          name="untilOn"
          label={t('contract-account:until')}
          hint={t('contract-account:untilHint')}
          required
          min={today}
        />
        <TextArea name="reason" label={t('common:field.reason')} required maxLength={500} rows={3} />
        <div className="form-actions">
          <SubmitButton>{t('contract-account:promise')}</SubmitButton>
          <a className="btn btn-quiet" href={back}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
