import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import { Agreed, type KnownFields, Line } from './contract-fields.tsx'

interface Props {
  /** What stands in the fields by their names; of a new one only what is known. */
  fields: KnownFields
  lists: readonly { id: number; name: string }[]
  /** Where "Cancel" leads. */
  back: string
  answer: RefusedForm | undefined
}

/** A contract's fields: what was agreed, then the details of the two sides. */
export function ContractForm({ fields, lists, back, answer }: Props) {
  const { t } = useWords()
  return (
    <Form answer={answer} nonce={useRoot().formNonce} className="stack">
      {fields.version ? <input type="hidden" name="version" value={fields.version} /> : null}
      <Panel title={t('contracts:agreed')}>
        <div className="form">
          <Agreed fields={fields} lists={lists} />
        </div>
      </Panel>
      <div className="columns columns-even">
        <Panel title={t('contracts:supplier')}>
          <div className="form">
            <Line name="supplierName" label={t('contracts:party.name')} fields={fields} required />
            <Line name="supplierBin" label={t('common:field.bin')} fields={fields} required narrow />
            <PartyFields side="supplier" fields={fields} required />
          </div>
        </Panel>
        <Panel title={t('contracts:buyer')}>
          <div className="form">
            <PartyFields side="buyer" fields={fields} />
          </div>
        </Panel>
      </div>
      <div className="form-actions">
        <SubmitButton>{t('common:action.save')}</SubmitButton>
        <a className="btn btn-quiet" href={back}>
          {t('common:action.cancel')}
        </a>
      </div>
    </Form>
  )
}

interface PartyProps extends Pick<Props, 'fields'> {
  side: 'supplier' | 'buyer'
  required?: boolean
}

function PartyFields({ side, fields, required }: PartyProps) {
  const { t } = useWords()
  const labels = partsOf(t)
  return (
    <>
      <Line name={`${side}Address`} label={labels.Address} fields={fields} maxLength={300} />
      <Line
        name={`${side}Iban`}
        label={labels.Iban}
        hint={t('contracts:ibanHint')}
        fields={fields}
        required={required ?? false}
        maxLength={34}
      />
      <Line
        name={`${side}Kbe`}
        label={labels.Kbe}
        hint={t('contracts:kbeHint')}
        fields={fields}
        required={required ?? false}
        narrow
        inputMode="numeric"
        maxLength={4}
      />
      <Line name={`${side}Bank`} label={labels.Bank} fields={fields} required={required ?? false} />
      <Line
        name={`${side}Bic`}
        label={labels.Bic}
        fields={fields}
        required={required ?? false}
        narrow
        maxLength={14}
      />
    </>
  )
}

PartyFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate, { side }: Pick<PartyProps, 'side'>): Record<string, string> {
  return Object.fromEntries(Object.entries(partsOf(t)).map(([part, label]) => [side + part, label]))
}

function partsOf(t: Translate) {
  return {
    Address: t('contracts:party.address'),
    Iban: t('contracts:party.iban'),
    Kbe: t('contracts:party.kbe'),
    Bank: t('contracts:party.bank'),
    Bic: t('contracts:party.bic'),
  }
}
