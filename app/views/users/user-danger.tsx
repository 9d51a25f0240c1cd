import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface DangerOf {
  id: number
  email: string
  state: 'active' | 'blocked' | 'disabled'
  isSelf: boolean
  mayDisable: boolean
  mayEndSessions: boolean
  sessions: readonly unknown[]
}

/** What takes the access of an account away. */
export function UserDanger({ user }: { user: DangerOf }) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { id, email } = user
  const canEnd = user.mayEndSessions && user.sessions.length > 0
  const canDisable = user.mayDisable && !user.isSelf && user.state !== 'disabled'
  if (!canEnd && !canDisable) return null
  return (
    <DangerPanel title={t('users:access')}>
      {canEnd ? (
        <ConfirmPanel
          trigger={t('users:endSessions.action')}
          title={t('users:endSessions.action')}
          consequence={t('users:endSessions.confirm', { email })}
          action={`/admin/users/${id}/end-sessions`}
          nonce={formNonce}
          id="end-sessions"
        />
      ) : null}
      {canDisable ? (
        <ConfirmPanel
          trigger={t('users:disable.action')}
          title={t('users:disable.action')}
          consequence={t('users:disable.confirm', { email })}
          action={`/admin/users/${id}/disable`}
          nonce={formNonce}
        />
      ) : null}
    </DangerPanel>
  )
}
