import { type StaffRole, staffRoles } from '#app/domain/kernel/roles.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StaffRoleHints, StationField, type StationFieldProps } from './staff-role-fields.tsx'

interface StatusOf {
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
export function UserStatus({ user }: { user: StatusOf }) {
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
