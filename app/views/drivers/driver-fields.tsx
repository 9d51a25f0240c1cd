import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { type Locale, localeNames, locales } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

export interface DriverValues {
  name: string
  phone: string
  locale: Locale
  comment: string
  version: number
}

/** What a company types about a driver; empty for a new one. */
export function DriverFields({ driver }: { driver?: DriverValues }) {
  const { t, locale } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      {driver ? <input type="hidden" name="version" value={driver.version} /> : null}
      <Field
        name="name"
        label={labels.name}
        required
        maxLength={200}
        autoComplete="off"
        defaultValue={driver?.name}
      />
      <Field
        name="phone"
        label={labels.phone}
        type="tel"
        maxLength={64}
        autoComplete="off"
        defaultValue={driver?.phone}
      />
      <Select
        name="locale"
        label={labels.locale}
        hint={t('fleet:drivers.localeHint')}
        plain
        options={locales.map((choice) => ({ value: choice, label: localeNames[choice] }))}
        defaultValue={driver?.locale ?? locale}
      />
      <TextArea name="comment" label={labels.comment} maxLength={500} defaultValue={driver?.comment} />
    </>
  )
}

DriverFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    name: t('common:field.name'),
    phone: t('common:field.phone'),
    locale: t('common:field.language'),
    comment: t('common:field.comment'),
  }
}
