import { useWords } from '#app/ui/layout/words.ts'
import { deviceText } from '#app/ui/list/session-device.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'

interface SessionsOf {
  sessions: readonly { id: number; ip: string; userAgent: string; createdAt: string; seenAt: string }[]
}

export function UserSessions({ user }: { user: SessionsOf }) {
  const { t, locale } = useWords()
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
            <td className="main" title={session.userAgent}>
              {deviceText(t, session.userAgent)}
            </td>
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
    </section>
  )
}
