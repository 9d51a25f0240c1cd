import { Field } from '#app/ui/form/field.tsx'
import { FindChoices, type Finding, withFinding } from '#app/ui/form/find-choices.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { type Option, Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { localeNames, locales } from '#locales/index.ts'

export interface RecipientChoices {
  drivers: readonly Option[]
  vehicles: readonly Option[]
  finding: Finding
}

interface Props extends RecipientChoices {
  action: string
  answer: RefusedForm | undefined
  /** Of several coupons: their ids. */
  ids?: readonly string[]
}

/** To whom: a driver of the list or somebody else, and in which language his page speaks. */
export function HandOverForm({ action, drivers, vehicles, finding, answer, ids = [] }: Props) {
  const { t } = useWords()
  return (
    <>
      <FindChoices {...finding} />
      <Form action={withFinding(action, finding)} answer={answer} nonce={useRoot().formNonce} id="recipient">
        {ids.map((id) => (
          <input key={id} type="hidden" name="ids" value={id} />
        ))}
        {drivers.length > 0 ? (
          <Select
            name="driverId"
            label={t('handovers:driver')}
            hint={t('handovers:driverHint')}
            empty={t('handovers:driverOther')}
            options={drivers}
            plain
          />
        ) : null}
        <Field name="driverName" label={t('handovers:driverName')} autoComplete="off" maxLength={200} />
        <Field
          name="driverPhone"
          label={t('handovers:driverPhone')}
          hint={t('handovers:phoneHint')}
          type="tel"
          autoComplete="off"
          maxLength={64}
        />
        <Select
          name="locale"
          label={t('handovers:language')}
          empty={t('handovers:languageOwn')}
          plain
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
        {vehicles.length > 0 ? (
          <Select
            name="vehicleId"
            label={t('handovers:vehicle')}
            hint={t('handovers:vehicleHint')}
            empty={t('handovers:vehicleNone')}
            options={vehicles}
            plain
          />
        ) : null}
        <div className="form-actions">
          <SubmitButton>{t('handovers:makeLink')}</SubmitButton>
        </div>
      </Form>
    </>
  )
}
