import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { HandoverView } from './handover-view.ts'

/** What ends the link that the driver has: a new one, or none. */
export function HandoverActions({ handover: { id, name } }: { handover: Pick<HandoverView, 'id' | 'name'> }) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  return (
    <DangerPanel title={t('handovers:recall.action')}>
      <ConfirmPanel
        trigger={t('handovers:recall.action')}
        title={t('handovers:recall.title', { name })}
        consequence={<p>{t('handovers:recall.consequence')}</p>}
        action={`/handovers/${id}/recall`}
        nonce={nonce}
        id="recall"
      />
      <ConfirmPanel
        trigger={t('handovers:renew.action')}
        title={t('handovers:renew.title', { name })}
        consequence={<p>{t('handovers:renew.consequence')}</p>}
        action={`/handovers/${id}/renew`}
        nonce={nonce}
        look="quiet"
        id="renew"
      />
    </DangerPanel>
  )
}
