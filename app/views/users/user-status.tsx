import { type StaffRole, staffRoles, staffRolesWith } from '#app/domain/kernel/roles.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StaffRoleHints, StationField, type StationFieldProps } from './staff-role-fields.tsx'

interface StatusOf {
  id: number
  state: 'active' | 'blocked' | 'disabled'
  staffRole: StaffRole | null
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
  const { id, state } = user
  return (
    <div className="stack">
      {state === 'blocked' ? (
        <Alert tone="warn" title={t('user-facts:status.blocked')}>
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
  const { formNonce } = useRoot()
  const given = staffRolesWith(useModules())
  // Who is a cashier already stays one until another role is chosen.
  const roles = staffRoles.filter((each) => each === role || given.includes(each))
  return (
    <Form action={`/admin/users/${id}/role`} nonce={formNonce} id="role" className="stack">
      <Select
        name="role"
        label={t('common:field.role')}
        hint={<StaffRoleHints roles={roles} />}
        required
        defaultValue={role}
        options={roles.map((value) => ({
          value,
          label: t(`common:role.${value}`),
        }))}
      />
      {roles.includes('cashier') ? <StationField stations={stations} defaultValue={station} /> : null}
      <SubmitButton look="plain">{t('common:action.save')}</SubmitButton>
    </Form>
  )
}
