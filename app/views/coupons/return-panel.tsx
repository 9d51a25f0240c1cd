import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** Back to the company's free stock, from a driver's link or from the list of assignments. */
export function ReturnPanel({ id, number }: { id: number; number: string }) {
  const { t } = useWords()
  return (
    <DangerPanel title={t('coupons:hand.return')}>
      <ConfirmPanel
        trigger={t('coupons:hand.return')}
        title={t('coupons:hand.returnTitle', { number })}
        consequence={<p>{t('coupons:hand.returnConsequence')}</p>}
        action={`/coupons/${id}/return`}
        nonce={useRoot().formNonce}
        id="return"
      />
    </DangerPanel>
  )
}
