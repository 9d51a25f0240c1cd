import { DateField } from '#app/ui/form/date-field.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** A product's price from a day on, today at the earliest. */
export function PriceForm({ today, answer }: { today: string; answer: RefusedForm | undefined }) {
  const { t } = useWords()
  return (
    <Panel title={t('prices:set')}>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:form.choose')}
          options={useProducts().options}
          required
        />
        <Field
          name="price"
          label={t('prices:price')}
          hint={t('prices:priceHint')}
          required
          narrow
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
        />
        <DateField
          name="startsOn"
          label={t('prices:startsOn')}
          hint={t('prices:startsOnHint')}
          required
          min={today}
          defaultValue={today}
        />
        <div className="form-actions">
          <SubmitButton>{t('prices:set')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}

export function PriceListForm({ answer }: { answer: RefusedForm | undefined }) {
  const { t } = useWords()
  return (
    <Panel>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Field
          name="name"
          label={t('prices:list')}
          hint={t('prices:nameHint')}
          required
          autoComplete="off"
          maxLength={100}
        />
        <div className="form-actions">
          <SubmitButton>{t('common:action.save')}</SubmitButton>
          <a className="btn btn-quiet" href="/admin/prices">
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
