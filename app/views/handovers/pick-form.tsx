import { ErrorSummary } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { FormContext, noForm, type RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** What is needed: a form that only asks, so its answer has an address. */
export function PickForm({ answer }: { answer: RefusedForm | undefined }) {
  const { t } = useWords()
  const fuels = useProducts()
  const errors = answer?.errors ?? {}
  const fields = (
    <>
      <Select name="product" label={t('common:field.product')} options={fuels.options} required />
      <Field
        name="volume"
        label={t('handovers:pick.volume')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        required
        narrow
      />
    </>
  )
  return (
    <form method="get" action="/coupons/pick" className="form">
      <FormContext.Provider value={{ ...noForm, id: 'pick', values: answer?.values ?? {}, errors }}>
        {Object.keys(errors).length > 0 ? (
          <ErrorSummary id="pick" errors={errors}>
            {fields}
          </ErrorSummary>
        ) : null}
        {fields}
      </FormContext.Provider>
      <div className="form-actions">
        <button type="submit" className="btn btn-primary">
          {t('handovers:pick.submit')}
        </button>
      </div>
    </form>
  )
}
