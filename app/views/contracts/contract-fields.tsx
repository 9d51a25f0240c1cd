import { contractPapers, contractVats, couponRemainders } from '#app/domain/contracts/contracts.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field, type FieldProps, TextArea } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

/** What stands in the fields by their names. */
export type KnownFields = Readonly<Record<string, string>>

interface AgreedProps {
  fields: KnownFields
  lists: readonly { id: number; name: string }[]
}

/** Everything of a contract but the two sides. */
export function Agreed({ fields, lists }: AgreedProps) {
  const { t } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      <Line name="number" label={labels.number} fields={fields} required narrow maxLength={64} />
      <DateField name="signedOn" label={labels.signedOn} required defaultValue={fields.signedOn ?? ''} />
      <DateField name="startsOn" label={labels.startsOn} required defaultValue={fields.startsOn ?? ''} />
      <DateField
        name="endsOn"
        label={labels.endsOn}
        hint={t('contracts:endsOnHint')}
        defaultValue={fields.endsOn ?? ''}
      />
      <Select
        name="priceListId"
        label={labels.priceListId}
        hint={t('contracts:priceListHint')}
        empty={t('contracts:noPriceList')}
        options={lists.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={fields.priceListId ?? ''}
      />
      <Line
        name="discount"
        label={labels.discount}
        fields={fields}
        narrow
        inputMode="decimal"
        maxLength={6}
      />
      <Select
        name="papers"
        label={labels.papers}
        hint={t('contracts:papers.hint')}
        required
        options={contractPapers.map((value) => ({ value, label: t(`contracts:papers.${value}`) }))}
        defaultValue={fields.papers ?? 'fill'}
      />
      <Select
        name="vat"
        label={labels.vat}
        required
        options={contractVats.map((value) => ({ value, label: t(`contracts:vat.${value}`) }))}
        defaultValue={fields.vat ?? 'turnover'}
      />
      <DateField
        name="accountFrom"
        label={labels.accountFrom}
        hint={t('contracts:accountFromHint')}
        defaultValue={fields.accountFrom ?? ''}
      />
      <Line
        name="stopLimit"
        label={labels.stopLimit}
        hint={t('contracts:stopLimitHint')}
        fields={fields}
        narrow
        maxLength={20}
      />
      <Line
        name="lowBalance"
        label={labels.lowBalance}
        hint={t('contracts:lowBalanceHint')}
        fields={fields}
        narrow
        maxLength={20}
      />
      <Line name="minOrder" label={labels.minOrder} fields={fields} narrow maxLength={20} />
      <Line
        name="couponMonths"
        label={labels.couponMonths}
        fields={fields}
        narrow
        inputMode="numeric"
        maxLength={2}
      />
      <Select
        name="couponRemainder"
        label={labels.couponRemainder}
        hint={t('contracts:remainder.hint')}
        empty={t('contracts:remainder.coupon')}
        options={couponRemainders.map((value) => ({ value, label: t(`contracts:remainder.${value}`) }))}
        defaultValue={fields.couponRemainder ?? ''}
      />
      <TextArea
        name="comment"
        label={labels.comment}
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

Agreed.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    number: t('contracts:number'),
    signedOn: t('contracts:signedOn'),
    startsOn: t('contracts:startsOn'),
    endsOn: t('contracts:endsOn'),
    priceListId: t('contracts:priceList'),
    discount: t('contracts:discountPercent'),
    papers: t('contracts:papers.label'),
    vat: t('contracts:vat.label'),
    accountFrom: t('contracts:accountFrom'),
    stopLimit: t('contracts:stopLimit'),
    lowBalance: t('contracts:lowBalance'),
    minOrder: t('contracts:minOrder'),
    couponMonths: t('contracts:couponMonths'),
    couponRemainder: t('contracts:remainder.label'),
    comment: t('contracts:terms'),
  }
}
