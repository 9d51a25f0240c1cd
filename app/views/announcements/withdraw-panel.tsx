import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

export function WithdrawPanel({ id, title }: { id: number; title: string }) {
  const { t } = useWords()
  return (
    <DangerPanel title={t('announcements:withdraw.heading')}>
      <ConfirmPanel
        trigger={t('announcements:withdraw.action')}
        title={t('announcements:withdraw.title', { title })}
        consequence={t('announcements:withdraw.consequence')}
        action={`/admin/announcements/${id}/withdraw`}
        nonce={useRoot().formNonce}
      />
    </DangerPanel>
  )
}
