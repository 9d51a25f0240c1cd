import { type HoursMode, hoursModes } from '#app/domain/stations/stations.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import type { DaysInRow } from './station-view.ts'
import { WeekFields, weekLabels } from './week-fields.tsx'

export interface StationValues {
  name: string
  city: string
  address: string
  latitude: string
  longitude: string
  products: readonly string[]
  hoursMode: HoursMode
  /** As the register writes them. */
  registerHours: string
  /** From Monday. */
  days: readonly DaysInRow['span'][]
  numberOnly: boolean
  version: number
}

/** What staff type about a station. */
export function StationFields({ station }: { station: StationValues }) {
  const { t } = useWords()
  const labels = labelsOf(t)
  const fuels = useProducts()
  const { registerHours } = station
  const plain = { autoComplete: 'off' } as const
  return (
    <>
      <input type="hidden" name="version" value={station.version} />
      <Field
        name="name"
        label={labels.name}
        required
        maxLength={200}
        defaultValue={station.name}
        {...plain}
      />
      <Field name="city" label={labels.city} maxLength={100} defaultValue={station.city} {...plain} />
      <Field
        name="address"
        label={labels.address}
        maxLength={300}
        defaultValue={station.address}
        {...plain}
      />
      {(['latitude', 'longitude'] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={labels[name]}
          narrow
          inputMode="decimal"
          pattern="-?[0-9]{1,3}([.,][0-9]{1,6})?"
          maxLength={11}
          defaultValue={station[name]}
          {...plain}
        />
      ))}
      <CheckGroup
        name="productIds"
        label={labels.productIds}
        options={fuels.options}
        chosen={station.products}
      />
      <Select
        name="hoursMode"
        label={labels.hoursMode}
        hint={
          registerHours
            ? t('stations:registerHours', { hours: registerHours })
            : t('stations:noRegisterHours')
        }
        required
        options={hoursModes.map((mode) => ({ value: mode, label: t(`stations:hoursMode.${mode}`) }))}
        defaultValue={station.hoursMode}
      />
      <WeekFields days={station.days} />
      <Checkbox
        name="numberOnly"
        label={labels.numberOnly}
        hint={t('admin:numberOnly.hint')}
        defaultChecked={station.numberOnly}
      />
    </>
  )
}

StationFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    name: t('stations:name'),
    city: t('common:field.city'),
    address: t('stations:address'),
    latitude: t('stations:latitude'),
    longitude: t('stations:longitude'),
    productIds: t('stations:products'),
    hoursMode: t('stations:hoursMode.label'),
    ...weekLabels(t),
    numberOnly: t('admin:numberOnly.label'),
  }
}
