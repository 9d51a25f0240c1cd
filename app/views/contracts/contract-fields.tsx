import { contractPapers, contractVats, couponRemainders } from '#app/domain/contracts/contracts.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Field, type FieldProps, TextArea } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** What stands in the fields by their names. */
export type KnownFields = Readonly<Record<string, string>>

interface AgreedProps {
  fields: KnownFields
  lists: readonly { id: number; name: string }[]
}

/** Everything of a contract but the two sides. */
export function Agreed({ fields, lists }: AgreedProps) {
  const { t } = useWords()
  return (
    <>
      <Line name="number" label={t('contracts:number')} fields={fields} required narrow maxLength={64} />
      <DateField
        name="signedOn"
        label={t('contracts:signedOn')}
        required
        defaultValue={fields.signedOn ?? ''}
      />
      <DateField
        name="startsOn"
        label={t('contracts:startsOn')}
        required
        defaultValue={fields.startsOn ?? ''}
      />
      <DateField
        name="endsOn"
        label={t('contracts:endsOn')}
        hint={t('contracts:endsOnHint')}
        defaultValue={fields.endsOn ?? ''}
      />
      <Select
        name="priceListId"
        label={t('contracts:priceList')}
        hint={t('contracts:priceListHint')}
        empty={t('contracts:noPriceList')}
        options={lists.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={fields.priceListId ?? ''}
      />
      <Line
        name="discount"
        label={t('contracts:discountPercent')}
        fields={fields}
        narrow
        inputMode="decimal"
        maxLength={6}
      />
      <Select
        name="papers"
        label={t('contracts:papers.label')}
        hint={t('contracts:papers.hint')}
        required
        options={contractPapers.map((value) => ({ value, label: t(`contracts:papers.${value}`) }))}
        defaultValue={fields.papers ?? 'fill'}
      />
      <Select
        name="vat"
        label={t('contracts:vat.label')}
        required
        options={contractVats.map((value) => ({ value, label: t(`contracts:vat.${value}`) }))}
        defaultValue={fields.vat ?? 'turnover'}
      />
      <DateField
        name="accountFrom"
        label={t('contracts:accountFrom')}
        hint={t('contracts:accountFromHint')}
        defaultValue={fields.accountFrom ?? ''}
      />
      <Line
        name="stopLimit"
        label={t('contracts:stopLimit')}
        hint={t('contracts:stopLimitHint')}
        fields={fields}
        narrow
        maxLength={20}
      />
      <Line
        name="lowBalance"
        label={t('contracts:lowBalance')}
        hint={t('contracts:lowBalanceHint')}
        fields={fields}
        narrow
        maxLength={20}
      />
      <Line name="minOrder" label={t('contracts:minOrder')} fields={fields} narrow maxLength={20} />
      <Line
        name="couponMonths"
        label={t('contracts:couponMonths')}
        fields={fields}
        narrow
        inputMode="numeric"
        maxLength={2}
      />
      <Select
        name="couponRemainder"
        label={t('contracts:remainder.label')}
        hint={t('contracts:remainder.hint')}
        empty={t('contracts:remainder.coupon')}
        options={couponRemainders.map((value) => ({ value, label: t(`contracts:remainder.${value}`) }))}
        defaultValue={fields.couponRemainder ?? ''}
      />
      <TextArea
        name="comment"
        label={t('contracts:terms')}
        hint={t('contracts:termsHint')}
        maxLength={2000}
        defaultValue={fields.comment ?? ''}
      />
    </>
  )
}

export function Line({ fields, ...field }: FieldProps & { fields: KnownFields }) {
  return <Field autoComplete="off" maxLength={200} {...field} defaultValue={fields[field.name] ?? ''} />
}
