import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Scanner } from './scanner.tsx'

/** Of a form that comes back they are shown. */
const MORE = ['pump', 'volume', 'product', 'odometer']

/** A number and its code by hand; the camera fills the same form in. */
export function PresentForm({ answer }: { answer?: RefusedForm | null | undefined }) {
  const { t } = useWords()
  const fuels = useProducts()
  const { formNonce } = useRoot()
  const isRefused = Boolean(
    answer &&
      (Object.keys(answer.errors).some((field) => field !== 'code') ||
        MORE.some((field) => answer.values[field])),
  )
  return (
    <div className="till-present">
      <Scanner />
      <Form
        action="/till/authorizations"
        nonce={formNonce}
        answer={answer ?? null}
        autoComplete="off"
        aria-label={t('till:present.title')}
      >
        <Field name="code" label={t('till:present.code')} required maxLength={500} enterKeyHint="go" />
        <Field
          name="couponCode"
          label={t('till:present.couponCode')}
          hint={t('till:present.couponCodeHint')}
          inputMode="numeric"
          maxLength={6}
          narrow
        />
        <details className="till-more" open={isRefused || undefined}>
          <summary>{t('till:present.more')}</summary>
          <div className="stack-sm">
            <Field name="pump" label={t('till:present.pump')} inputMode="numeric" maxLength={64} narrow />
            <Field
              name="volume"
              label={t('till:present.volume')}
              hint={t('till:present.volumeHint')}
              inputMode="decimal"
              maxLength={10}
              narrow
            />
            <Select
              name="product"
              label={t('common:field.product')}
              hint={t('till:present.productHint')}
              empty={t('common:form.choose')}
              options={fuels.options}
            />
            <Field
              name="odometer"
              label={t('till:present.odometer')}
              hint={t('till:present.odometerHint')}
              inputMode="numeric"
              maxLength={9}
              narrow
            />
            <Field
              name="pin"
              type="password"
              label={t('till:present.pin')}
              hint={t('till:present.pinHint')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              narrow
            />
          </div>
        </details>
        <SubmitButton wide>{t('till:present.submit')}</SubmitButton>
      </Form>
    </div>
  )
}
