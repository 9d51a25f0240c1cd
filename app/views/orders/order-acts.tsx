import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatMoney } from '#locales/format.ts'
import { isBelowMinimum, type OrderView } from './order-view.ts'

/** Sends a draft for what it costs now; one below the minimum is changed first (`OrderNext`). */
export function SendPanel({ order }: { order: OrderView }) {
  const { t, locale } = useWords()
  const nonce = useRoot().formNonce
  const { id, version, total } = order
  const sum = formatMoney(total, locale)
  if (isBelowMinimum(order)) return null
  return (
    <ConfirmPanel
      trigger={t('orders:send')}
      title={t('orders:sendTitle', { sum })}
      consequence={<p>{t('orders:sendConsequence')}</p>}
      action={`/orders/${id}/send`}
      nonce={nonce}
      look="calm"
      heading="h2"
      id="send"
    >
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="total" value={total} />
    </ConfirmPanel>
  )
}

/** Takes an order back, or refuses it for staff, who say why. */
export function CancelPanel({
  id,
  action,
  isStaff = false,
}: {
  id: number
  action: string
  isStaff?: boolean
}) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  return (
    <DangerPanel title={t('orders:cancel')}>
      <ConfirmPanel
        trigger={t('orders:cancel')}
        title={t('orders:cancelTitle', { number: String(id) })}
        consequence={<p>{t('orders:cancelConsequence')}</p>}
        action={action}
        nonce={nonce}
        id="cancel"
      >
        <TextArea
          name="reason"
          label={t('common:field.reason')}
          required={isStaff}
          maxLength={500}
          rows={3}
        />
      </ConfirmPanel>
    </DangerPanel>
  )
}
