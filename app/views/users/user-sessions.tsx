import { formatDateTime } from '#app/domain/kernel/format.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'

interface SessionsOf {
  id: number
  email: string
  mayEndSessions: boolean
  sessions: readonly { id: number; ip: string; userAgent: string; createdAt: string; seenAt: string }[]
}

export function UserSessions({ user }: { user: SessionsOf }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  if (user.sessions.length === 0) return <p className="quiet">{t('users:noSessions')}</p>
  const head = (
    <>
      <th scope="col">{t('profile:sessions.device')}</th>
      <th scope="col">{t('profile:sessions.address')}</th>
      <th scope="col">{t('profile:sessions.started')}</th>
      <th scope="col">{t('profile:sessions.lastSeen')}</th>
    </>
  )
  return (
    <section className="stack">
      <h2>{t('users:sessions')}</h2>
      <Table label={t('users:sessions')} head={head}>
        {user.sessions.map((session) => (
          <tr key={session.id}>
            <td className="main">{session.userAgent || t('profile:sessions.unknownDevice')}</td>
            <td className="half tabular">{session.ip}</td>
            <td data-label={t('profile:sessions.started')} className="tabular">
              {formatDateTime(session.createdAt, locale)}
            </td>
            <td data-label={t('profile:sessions.lastSeen')} className="tabular">
              {formatDateTime(session.seenAt, locale)}
            </td>
          </tr>
        ))}
      </Table>
      {user.mayEndSessions ? (
        <ConfirmPanel
          trigger={t('users:endSessions.action')}
          title={t('users:endSessions.action')}
          consequence={t('users:endSessions.confirm', { email: user.email })}
          action={`/admin/users/${user.id}/end-sessions`}
          nonce={formNonce}
          id="end-sessions"
        />
      ) : null}
    </section>
  )
}
