import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** A new code for a coupon of which a picture went around. */
export function NewCodePanel({ id, number }: { id: number; number: string }) {
  const { t } = useWords()
  return (
    <DangerPanel title={t('coupons:renew.action')}>
      <ConfirmPanel
        trigger={t('coupons:renew.action')}
        title={t('coupons:renew.title', { number })}
        consequence={<p>{t('coupons:renew.consequence')}</p>}
        action={`/coupons/${id}/new-code`}
        nonce={useRoot().formNonce}
        id="new-code"
      />
    </DangerPanel>
  )
}
