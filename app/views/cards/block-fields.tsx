import { blockCauses } from '#app/domain/cards/card-blocks.ts'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** Why a card is blocked and when the block ends; `reason` follows in the form. */
export function BlockFields() {
  const { t } = useWords()
  return (
    <>
      <BlockCauseField />
      <Field
        name="until"
        type="datetime-local"
        label={t('cards:blockUntil')}
        hint={t('cards:blockUntilHint')}
        narrow
      />
    </>
  )
}

export function BlockCauseField() {
  const { t } = useWords()
  return (
    <Select
      name="cause"
      label={t('cards:blockCause')}
      empty={t('common:form.choose')}
      options={blockCauses.map((value) => ({ value, label: t(`cards:blockCauses.${value}`) }))}
    />
  )
}
