import { DateField } from '#app/ui/form/date-field.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { localeNames, locales } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

export interface CompanyValues {
  bin: string
  name: string
  contractNumber: string
  contractDate: string
  email: string
  phone: string
  city: string
  locale: string
}

/** What staff type about a company; empty for a new one. */
export function CompanyFields({ company }: { company?: CompanyValues }) {
  const { t } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      <Field
        name="bin"
        label={labels.bin}
        hint={t('companies:binHint')}
        required
        narrow
        inputMode="numeric"
        pattern="[0-9]{12}"
        data-invalid="bin_invalid"
        maxLength={12}
        autoComplete="off"
        defaultValue={company?.bin}
      />
      <Field
        name="name"
        label={labels.name}
        required
        maxLength={200}
        autoComplete="organization"
        defaultValue={company?.name}
      />
      <Field
        name="email"
        label={labels.email}
        hint={t('companies:emailHint')}
        type="email"
        maxLength={254}
        autoComplete="off"
        defaultValue={company?.email}
      />
      <Field
        name="phone"
        label={labels.phone}
        type="tel"
        maxLength={64}
        autoComplete="off"
        defaultValue={company?.phone}
      />
      <Field name="city" label={labels.city} maxLength={100} defaultValue={company?.city} />
      <Select
        name="locale"
        label={labels.locale}
        hint={t('companies:localeHint')}
        empty={t('companies:localeUnknown')}
        options={locales.map((choice) => ({ value: choice, label: localeNames[choice] }))}
        defaultValue={company?.locale}
      />
      <Field
        name="contractNumber"
        label={labels.contractNumber}
        maxLength={64}
        autoComplete="off"
        defaultValue={company?.contractNumber}
      />
      <DateField name="contractDate" label={labels.contractDate} defaultValue={company?.contractDate} />
    </>
  )
}

CompanyFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    bin: t('companies:bin'),
    name: t('common:field.companyName'),
    email: t('common:field.email'),
    phone: t('common:field.phone'),
    city: t('common:field.city'),
    locale: t('companies:locale'),
    contractNumber: t('companies:contractNumber'),
    contractDate: t('companies:contractDate'),
  }
}
