import { canSetAside, isCredited } from '#app/domain/payments/payments.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatMoney } from '#locales/format.ts'
import type { PaymentView } from './payment-view.ts'

/** Takes a payment back, or sets one aside that is no client's. */
export function PaymentDanger({ payment }: { payment: PaymentView }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const { id, status, version, credited } = payment
  const reason = (
    <>
      <input type="hidden" name="version" value={version} />
      <TextArea name="reason" label={t('common:field.reason')} required maxLength={500} rows={2} />
    </>
  )
  if (isCredited(status))
    return (
      <DangerPanel title={t('payments:undo')}>
        <ConfirmPanel
          trigger={t('payments:undo')}
          title={t('payments:undoTitle', { sum: formatMoney(credited, locale) })}
          consequence={<p>{t('payments:undoConsequence')}</p>}
          action={`/admin/payments/${id}/undo`}
          nonce={formNonce}
          id="undo"
        >
          {reason}
        </ConfirmPanel>
      </DangerPanel>
    )
  if (!canSetAside(status)) return null
  return (
    <DangerPanel title={t('payments:setAside')}>
      <ConfirmPanel
        trigger={t('payments:setAside')}
        title={t('payments:setAsideTitle')}
        consequence={<p>{t('payments:setAsideConsequence')}</p>}
        action={`/admin/payments/${id}/set-aside`}
        nonce={formNonce}
        id="set-aside"
      >
        {reason}
      </ConfirmPanel>
    </DangerPanel>
  )
}
