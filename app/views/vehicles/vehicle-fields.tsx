import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

export interface VehicleValues {
  plate: string
  make: string
  product: string
  tank: string
  norm: string
  version: number
}

/** What a company types about a vehicle; empty for a new one. */
export function VehicleFields({ vehicle }: { vehicle?: VehicleValues }) {
  const { t } = useWords()
  const fuels = useProducts()
  const labels = labelsOf(t)
  return (
    <>
      {vehicle ? <input type="hidden" name="version" value={vehicle.version} /> : null}
      <Field
        name="plate"
        label={labels.plate}
        required
        narrow
        maxLength={20}
        autoComplete="off"
        defaultValue={vehicle?.plate}
      />
      <Field
        name="make"
        label={labels.make}
        maxLength={100}
        autoComplete="off"
        defaultValue={vehicle?.make}
      />
      <Select
        name="product"
        label={labels.product}
        hint={t('fleet:field.productHint')}
        empty={t('fleet:field.anyProduct')}
        options={fuels.options}
        {...(vehicle ? { defaultValue: vehicle.product } : {})}
      />
      <Field
        name="tank"
        label={labels.tank}
        hint={t('fleet:field.tankHint')}
        narrow
        inputMode="decimal"
        maxLength={8}
        autoComplete="off"
        defaultValue={vehicle?.tank}
      />
      <Field
        name="norm"
        label={labels.norm}
        hint={t('fleet:field.normHint')}
        narrow
        inputMode="decimal"
        maxLength={8}
        autoComplete="off"
        defaultValue={vehicle?.norm}
      />
    </>
  )
}

VehicleFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    plate: t('fleet:field.plate'),
    make: t('fleet:field.make'),
    product: t('fleet:field.product'),
    tank: t('fleet:field.tank'),
    norm: t('fleet:field.norm'),
  }
}
