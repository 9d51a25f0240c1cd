import { needsPrice } from '#app/domain/authorizations/decline-help.ts'
import { Field } from '#app/ui/form/field.tsx'
import { FilterForm } from '#app/ui/form/filter-form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import type { CheckView } from './check-view.ts'

/** A GET form: its answer has an address that can be sent to a driver, and it works without JavaScript. */
export function CheckForm({ view }: { view: CheckView }) {
  const { t } = useWords()
  const fuels = useProducts()
  const { instrument, values, stations, isStaff, earliest, answer } = view
  return (
    <FilterForm action="/check" className="stack" aria-label={t('check:title')} values={values}>
      {instrument ? <input type="hidden" name={instrument.kind} value={instrument.id} /> : null}
      {instrument ? (
        <p>
          {t(`check:${instrument.kind}`)}: <InstrumentName name={instrument.name} href={instrument.href} />
          {instrument.about ? ` (${instrument.about})` : null} <a href="/check">{t('check:another')}</a>
        </p>
      ) : (
        <Field
          name="instrument"
          label={t('check:instrument')}
          hint={t(isStaff ? 'check:numberHint' : 'check:instrumentHint')}
          maxLength={100}
          required
        />
      )}
      <Select
        name="station"
        label={t('common:field.station')}
        empty={t('check:choose')}
        options={stations}
        required
      />
      {instrument?.product ? null : (
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('check:choose')}
          options={fuels.options}
          required={instrument?.kind === 'card'}
        />
      )}
      <Field
        name="volume"
        label={t('check:litres')}
        hint={t('check:litresHint')}
        inputMode="decimal"
        maxLength={9}
        autoComplete="off"
        narrow
      />
      {values.price !== undefined || (answer && needsPrice(answer.code)) ? (
        <Field
          name="price"
          label={t('check:price')}
          hint={t('check:priceHint')}
          inputMode="decimal"
          maxLength={7}
          autoComplete="off"
          narrow
        />
      ) : null}
      {instrument?.asksOdometer ? (
        <Field
          name="odometer"
          label={t('check:odometer')}
          hint={t('check:odometerHint')}
          inputMode="numeric"
          maxLength={9}
          autoComplete="off"
          narrow
        />
      ) : null}
      <Field
        name="at"
        type="datetime-local"
        label={t('check:at')}
        hint={t('check:atHint')}
        min={earliest}
        narrow
      />
      <button type="submit" className="btn btn-primary">
        {t('check:ask')}
      </button>
    </FilterForm>
  )
}
