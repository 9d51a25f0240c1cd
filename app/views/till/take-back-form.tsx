import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatMoney, formatVolume } from '#locales/format.ts'
import { FillAnswer } from './fill-answer.tsx'
import { FillFacts } from './fill-facts.tsx'
import type { FillView } from './till-view.ts'

interface Props {
  fill: FillView
  /** Millilitres and tiyn that would go back. */
  volume: number
  amount: number | null
  action: string
  answer?: RefusedForm | null | undefined
}

/** Asks once, with the figures that the person sees: another one's reversal in between refuses it. */
export function TakeBackForm({ fill, volume, amount, action, answer }: Props) {
  const { t, locale } = useWords()
  const litres = formatVolume(volume, locale)
  return (
    <div className="stack">
      <FillAnswer fill={fill} />
      <FillFacts fill={fill} />
      <ConfirmPanel
        trigger={t('till:takeBack.action')}
        title={t('till:takeBack.title', {
          sum: amount === null ? litres : `${litres}, ${formatMoney(amount, locale)}`,
        })}
        consequence={t('till:takeBack.consequence')}
        action={action}
        nonce={useRoot().formNonce}
        answer={answer ?? null}
        open
      >
        <input type="hidden" name="volume" value={volume} />
        <TextArea name="reason" label={t('common:field.reason')} required maxLength={200} />
      </ConfirmPanel>
    </div>
  )
}
