import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** Closing and, for what was closed by mistake, opening again. */
export function CompanyStatus({ id, name, closed }: { id: number; name: string; closed: boolean }) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  if (closed) {
    return (
      <Panel title={t('companies:close.panel')}>
        <div className="stack-sm">
          <p className="quiet">{t('companies:reopen.hint')}</p>
          <PostButton action={`/admin/companies/${id}/reopen`} nonce={formNonce}>
            {t('companies:reopen.action')}
          </PostButton>
        </div>
      </Panel>
    )
  }
  return (
    <DangerPanel title={t('companies:close.panel')}>
      <ConfirmPanel
        trigger={t('companies:close.action')}
        title={t('companies:close.action')}
        consequence={t('companies:close.confirm', { name })}
        action={`/admin/companies/${id}/close`}
        nonce={formNonce}
        id="close"
      />
    </DangerPanel>
  )
}
