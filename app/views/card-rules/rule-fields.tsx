import type { ProductCode } from '#app/domain/products/products.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { weekdayWords } from '#app/ui/list/weekdays.ts'
import type { Translate } from '#locales/translate.ts'
import type { RuleValues } from './rule-view.ts'

export interface RuleChoices {
  /** What the issuer allows; none: everything. */
  issuerProducts: readonly ProductCode[]
  stations: readonly { code: string; name: string; city: string }[]
}

const LIMITS = ['perFill', 'perDay', 'perWeek', 'perMonth'] as const

/** What a client allows a card. */
export function RuleFields({ rule, choices }: { rule: RuleValues; choices: RuleChoices }) {
  const { t } = useWords()
  const labels = labelsOf(t)
  const fuels = useProducts()
  const { issuerProducts, stations } = choices
  const offered = fuels.options.filter(
    ({ value }) =>
      issuerProducts.length === 0 || issuerProducts.includes(value) || rule.products.includes(value),
  )
  return (
    <>
      <fieldset className="stack-sm">
        <legend className="label">{t('rules:limits')}</legend>
        <p className="hint">{t('rules:limitsHint')}</p>
        <Select
          name="unit"
          label={labels.unit}
          hint={t('rules:unitHint')}
          plain
          options={[
            { value: 'l', label: t('rules:litres') },
            { value: 'kzt', label: t('rules:tenge') },
          ]}
          defaultValue={rule.unit}
        />
        <div className="row">
          {LIMITS.map((name) => (
            <Field
              key={name}
              name={name}
              label={labels[name]}
              plain
              narrow
              inputMode="decimal"
              autoComplete="off"
              maxLength={14}
              defaultValue={rule[name]}
            />
          ))}
        </div>
        <Field
          name="fillsPerDay"
          label={labels.fillsPerDay}
          plain
          narrow
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          pattern="[1-9][0-9]?"
          defaultValue={rule.fillsPerDay}
        />
      </fieldset>
      <CheckGroup
        name="products"
        label={labels.products}
        hint={t('rules:productsHint')}
        options={offered}
        chosen={rule.products}
      />
      <CheckGroup
        name="weekdays"
        label={labels.weekdays}
        hint={t('rules:weekdaysHint')}
        options={weekdayWords(t).flatMap((label, day) => (day === 0 ? [] : [{ value: String(day), label }]))}
        chosen={rule.weekdays}
        inRow
      />
      <div className="row">
        <Field
          name="timeFrom"
          label={labels.timeFrom}
          type="time"
          plain
          narrow
          defaultValue={rule.timeFrom}
        />
        <Field name="timeTo" label={labels.timeTo} type="time" plain narrow defaultValue={rule.timeTo} />
      </div>
      <p className="hint">{t('rules:timesHint')}</p>
      <Select
        name="stationMode"
        label={labels.stationMode}
        plain
        options={(['all', 'only', 'except'] as const).map((value) => ({ value, label: t(`rules:${value}`) }))}
        defaultValue={rule.stationMode}
      />
      {stations.length > 0 ? (
        <CheckGroup
          name="stations"
          label={labels.stations}
          options={stations.map(({ code, name, city }) => ({
            value: code,
            label: [name, city, code].filter(Boolean).join(', '),
          }))}
          chosen={rule.stations}
          scroll
        />
      ) : null}
      <Checkbox
        name="odometer"
        label={labels.odometer}
        hint={t('rules:odometerHint')}
        defaultChecked={rule.odometer}
      />
    </>
  )
}

RuleFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    unit: t('rules:unit'),
    perFill: t('rules:perFill'),
    perDay: t('rules:perDay'),
    perWeek: t('rules:perWeek'),
    perMonth: t('rules:perMonth'),
    fillsPerDay: t('rules:fillsPerDay'),
    products: t('rules:products'),
    weekdays: t('rules:weekdays'),
    timeFrom: t('rules:timeFrom'),
    timeTo: t('rules:timeTo'),
    stationMode: t('rules:stationMode'),
    stations: t('rules:stations'),
    odometer: t('rules:odometer'),
  }
}
