import { formatDateTime } from '#app/domain/kernel/format.ts'
import { type ClientRole, type StaffRole, staffRoles } from '#app/domain/kernel/roles.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { StaffRoleHints, StationField, type StationFieldProps } from './staff-role-fields.tsx'

interface StandingOf {
  id: number
  email: string
  state: 'active' | 'blocked' | 'disabled'
  staffRole: StaffRole | null
  isSelf: boolean
  station: { code: string } | null
  mayUnblock: boolean
  mayDisable: boolean
  /** Who may change the role chooses a cashier's station among them. */
  stations: StationFieldProps['stations'] | null
}

/** Blocked by bad passwords and disabled by staff are two states, each with its own way back. */
export function UserStanding({ user }: { user: StandingOf }) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { id, email, state } = user
  return (
    <div className="stack">
      {state === 'blocked' ? (
        <Alert tone="warn" title={t('users:status.blocked')}>
          <p>{t('users:unblock.hint')}</p>
          {user.mayUnblock ? (
            <PostButton action={`/admin/users/${id}/unblock`} nonce={formNonce} look="primary">
              {t('users:unblock.action')}
            </PostButton>
          ) : null}
        </Alert>
      ) : null}
      {user.stations && user.staffRole ? (
        <RoleForm id={id} role={user.staffRole} station={user.station?.code} stations={user.stations} />
      ) : null}
      {user.mayDisable && !user.isSelf && state !== 'disabled' ? (
        <ConfirmPanel
          trigger={t('users:disable.action')}
          title={t('users:disable.action')}
          consequence={t('users:disable.confirm', { email })}
          action={`/admin/users/${id}/disable`}
          nonce={formNonce}
        />
      ) : null}
      {user.mayDisable && state === 'disabled' ? (
        <PostButton action={`/admin/users/${id}/enable`} nonce={formNonce} look="primary">
          {t('users:enable.action')}
        </PostButton>
      ) : null}
    </div>
  )
}

interface RoleFormProps extends Pick<StationFieldProps, 'stations'> {
  id: number
  role: StaffRole
  station: string | undefined
}

function RoleForm({ id, role, station, stations }: RoleFormProps) {
  const { t } = useWords()
  return (
    <Form action={`/admin/users/${id}/role`} nonce={useRoot().formNonce} id="role" className="stack">
      <Select
        name="role"
        label={t('common:field.role')}
        hint={<StaffRoleHints roles={staffRoles} />}
        required
        defaultValue={role}
        options={staffRoles.map((value) => ({
          value,
          label: t(`common:role.${value}`),
        }))}
      />
      <StationField stations={stations} defaultValue={station} />
      <SubmitButton look="plain">{t('common:action.save')}</SubmitButton>
    </Form>
  )
}

interface UserCompany {
  id: number
  name: string
  role: ClientRole
  closed: boolean
}

export function UserCompanies({ companies }: { companies: readonly UserCompany[] }) {
  const { t } = useWords()
  return (
    <Panel title={t('users:companies')}>
      {companies.length === 0 ? <p className="quiet">{t('common:empty.none')}</p> : null}
      <ul>
        {companies.map((company) => (
          <li key={company.id}>
            <a href={`/admin/companies/${company.id}`}>{company.name}</a> · {t(`common:role.${company.role}`)}
            {company.closed ? ` · ${t('companies:status.closed')}` : ''}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

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
