import { DateField } from './date-field.tsx'
import { Field } from './field.tsx'
import { useWords } from './words.ts'

export interface CompanyValues {
  bin: string
  name: string
  contractNumber: string
  contractDate: string
  email: string
  phone: string
  city: string
}

/** What staff type about a company; empty for a new one. */
export function CompanyFields({ company }: { company?: CompanyValues }) {
  const { t } = useWords()
  return (
    <>
      <Field
        name="bin"
        label={t('companies:bin')}
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
        label={t('common:field.companyName')}
        required
        maxLength={200}
        autoComplete="organization"
        defaultValue={company?.name}
      />
      <Field
        name="email"
        label={t('common:field.email')}
        hint={t('companies:emailHint')}
        type="email"
        maxLength={254}
        autoComplete="off"
        defaultValue={company?.email}
      />
      <Field
        name="phone"
        label={t('common:field.phone')}
        type="tel"
        maxLength={64}
        autoComplete="off"
        defaultValue={company?.phone}
      />
      <Field name="city" label={t('common:field.city')} maxLength={100} defaultValue={company?.city} />
      <Field
        name="contractNumber"
        label={t('companies:contractNumber')}
        maxLength={64}
        autoComplete="off"
        defaultValue={company?.contractNumber}
      />
      <DateField
        name="contractDate"
        label={t('companies:contractDate')}
        defaultValue={company?.contractDate}
      />
    </>
  )
}
