import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface StatusOf {
  id: number
  email: string
  state: 'active' | 'blocked' | 'disabled'
  staffRole: 'administrator' | 'support' | null
  isSelf: boolean
  mayDisable: boolean
  mayChangeRole: boolean
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
          <PostButton action={`/admin/users/${id}/unblock`} nonce={formNonce} look="primary">
            {t('users:unblock.action')}
          </PostButton>
        </Alert>
      ) : null}
      {user.mayChangeRole && user.staffRole ? <RoleForm id={id} role={user.staffRole} /> : null}
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

function RoleForm({ id, role }: { id: number; role: 'administrator' | 'support' }) {
  const { t } = useWords()
  return (
    <Form action={`/admin/users/${id}/role`} nonce={useRoot().formNonce} id="role" className="row row-end">
      <Select
        name="role"
        label={t('users:role.change')}
        required
        defaultValue={role}
        options={(['administrator', 'support'] as const).map((value) => ({
          value,
          label: t(`common:role.${value}`),
        }))}
      />
      <SubmitButton look="plain">{t('common:action.save')}</SubmitButton>
    </Form>
  )
}
