import type { DiscrepancyKind } from '#app/domain/pump-operations/operation.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatMoney, formatVolume } from '#locales/format.ts'

export interface SettleFormProps {
  id: number
  /** What the client can be charged for; null: nothing, and nothing is asked. */
  chargeable: { volume: number; amount: number | null } | null
  kind: DiscrepancyKind | null
  /** A processor can be asked again for what the cabinet wants. */
  askable: boolean
  answer?: RefusedForm | null
  /** Whoever settles it came from the page of its shift. */
  isFromShift: boolean
  /** On a page of its own. */
  open?: boolean
}

/** `register`: the pump's figures or the register's; `reversal`: whether it is taken back. */
const CHOICES = { rest: 'choice', register: 'registerChoice', reversal: 'reversalChoice' } as const

export function SettleForm({ id, chargeable, kind, askable, answer, ...page }: SettleFormProps) {
  const { isFromShift, open = false } = page
  const { t } = useWords()
  const words =
    kind === 'register_differs' ? 'register' : kind === 'reversal_after_close' ? 'reversal' : 'rest'
  return (
    <ConfirmPanel
      trigger={t('exceptions:settle.title')}
      title={t('exceptions:settle.title')}
      consequence={t(
        `exceptions:settle.${askable ? 'askChoice' : chargeable ? CHOICES[words] : 'consequence'}`,
      )}
      confirm={t('exceptions:settle.submit')}
      action={`/admin/exceptions/${id}/settle${isFromShift ? '?of=shift' : ''}`}
      nonce={useRoot().formNonce}
      answer={answer}
      look="calm"
      id="settle"
      open={open}
    >
      {chargeable ? <ChargeField {...chargeable} words={words} /> : null}
      {askable ? <AskField /> : null}
      <TextArea name="reason" label={t('common:field.reason')} required maxLength={500} />
    </ConfirmPanel>
  )
}

function AskField() {
  const { t } = useWords()
  return (
    <Select
      name="ask"
      label={t('exceptions:settle.ask.label')}
      required
      empty={t('common:form.choose')}
      options={[
        { value: 'again', label: t('exceptions:settle.ask.again') },
        { value: 'stay', label: t('exceptions:settle.ask.stay') },
      ]}
    />
  )
}

interface ChargeFieldProps {
  volume: number
  amount: number | null
  words: keyof typeof CHOICES
}

/** Nothing is chosen beforehand: who pays is a decision. */
function ChargeField({ volume, amount, words }: ChargeFieldProps) {
  const { t, locale } = useWords()
  const litres = formatVolume(volume, locale)
  const sum = amount === null ? litres : `${litres}, ${formatMoney(amount, locale)}`
  return (
    <Select
      name="charge"
      label={t(`exceptions:settle.${words}.label`)}
      required
      empty={t('common:form.choose')}
      options={[
        { value: '0', label: t(`exceptions:settle.${words}.stay`) },
        { value: String(volume), label: t(`exceptions:settle.${words}.charge`, { sum }) },
      ]}
    />
  )
}
