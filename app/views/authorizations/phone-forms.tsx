import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Answered {
  answer?: RefusedForm | null | undefined
}

interface PhoneFormProps extends Answered {
  stations: readonly { value: string; label: string }[]
}

/** In the order in which an attendant says it. */
export function PhoneForm({ stations, answer }: PhoneFormProps) {
  const { t } = useWords()
  const fuels = useProducts()
  return (
    <Form nonce={useRoot().formNonce} answer={answer ?? null} autoComplete="off">
      <Select
        name="station"
        label={t('common:field.station')}
        empty={t('common:form.choose')}
        options={stations}
        required
      />
      <Field
        name="code"
        label={t('phone:number')}
        hint={t('phone:numberHint')}
        required
        inputMode="numeric"
        maxLength={64}
      />
      <Field
        name="couponCode"
        label={t('phone:couponCode')}
        hint={t('phone:couponCodeHint')}
        inputMode="numeric"
        maxLength={6}
        narrow
      />
      <Field
        name="odometer"
        label={t('phone:odometer')}
        hint={t('phone:odometerHint')}
        inputMode="numeric"
        maxLength={9}
        narrow
      />
      <Field
        name="pin"
        type="password"
        label={t('phone:pin')}
        hint={t('phone:pinHint')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        narrow
      />
      <Select
        name="product"
        label={t('common:field.product')}
        hint={t('phone:productHint')}
        empty={t('common:form.choose')}
        options={fuels.options}
      />
      <Field
        name="volume"
        label={t('phone:volume')}
        required
        inputMode="decimal"
        maxLength={10}
        autoComplete="off"
        narrow
      />
      <Field name="pump" label={t('phone:pump')} inputMode="numeric" maxLength={64} narrow />
      <div className="form-actions">
        <SubmitButton>{t('phone:ask')}</SubmitButton>
        <a className="btn btn-quiet" href="/admin/phone-authorizations">
          {t('common:action.cancel')}
        </a>
      </div>
    </Form>
  )
}

/** For a station that cannot enter the code: the attendant calls again and says what was dispensed. */
export function SettleForm({ id, answer }: { id: number } & Answered) {
  const { t } = useWords()
  return (
    <Panel title={t('phone:settle.title')}>
      <Form
        action={`/admin/phone-authorizations/${id}/settle`}
        nonce={useRoot().formNonce}
        answer={answer ?? null}
      >
        <p>{t('phone:settle.text')}</p>
        <Field
          name="volume"
          label={t('phone:settle.volume')}
          hint={t('phone:settle.hint')}
          required
          inputMode="decimal"
          maxLength={10}
          autoComplete="off"
          narrow
        />
        <SubmitButton look="plain">{t('phone:settle.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}
