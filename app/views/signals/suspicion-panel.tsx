import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface SuspicionPanelProps {
  /** The page of the card or the coupon. */
  href: string
  /** Why staff suspect it; null: they do not. */
  suspicion: string | null
  answer?: RefusedForm | undefined
}

/** Staff stop a card or a coupon that may be misused, or let it work again. */
export function SuspicionPanel({ href, suspicion, answer }: SuspicionPanelProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const kind = suspicion === null ? 'mark' : 'lift'
  return (
    <DangerPanel title={t('suspicions:title')} id="suspicion">
      {suspicion === null ? null : <p>{t('suspicions:because', { reason: suspicion })}</p>}
      <ConfirmPanel
        trigger={t(`suspicions:${kind}.action`)}
        title={t(`suspicions:${kind}.title`)}
        consequence={t(`suspicions:${kind}.consequence`)}
        action={`${href}/suspicion`}
        nonce={formNonce}
        answer={answer ?? null}
        look={kind === 'lift' ? 'calm' : 'danger'}
        open
        heading="h3"
        id="suspicion-form"
      >
        <input type="hidden" name="to" value={suspicion === null ? 'suspected' : 'cleared'} />
        <TextArea
          name="reason"
          label={t('common:field.reason')}
          hint={t('suspicions:reasonHint')}
          required
          maxLength={200}
          rows={2}
        />
      </ConfirmPanel>
    </DangerPanel>
  )
}
