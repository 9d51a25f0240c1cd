import { formatDate } from '#app/domain/kernel/format.ts'
import { type ClientRole, clientRoles } from '#app/domain/kernel/roles.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { InvitationFields } from '#app/views/invitations/invitation-fields.tsx'

/** Most colleagues are managers. */
const invitedAs = ['manager', 'viewer', 'owner'] as const satisfies readonly ClientRole[]

export interface Colleague {
  userId: number
  email: string
  name: string
  role: ClientRole
  isSelf: boolean
}

export function ColleagueList({ colleagues }: { colleagues: readonly Colleague[] }) {
  const { t } = useWords()
  return (
    <Panel title={t('team:people')}>
      <ul className="rows">
        {colleagues.map((colleague) => (
          <li key={colleague.userId} className="row row-between">
            <div>
              <b>{colleague.name || colleague.email}</b>{' '}
              {colleague.isSelf ? <span className="quiet">({t('team:you')})</span> : null}
              <div className="quiet small">
                {colleague.email} · {t(`common:role.${colleague.role}`)}
              </div>
            </div>
            {colleague.isSelf ? null : <ColleagueActions colleague={colleague} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function ColleagueActions({ colleague }: { colleague: Colleague }) {
  const { t } = useWords()
  const { formNonce, companies, companyId } = useRoot()
  const { userId, role } = colleague
  const name = colleague.name || colleague.email
  const company = companies.find(({ id }) => id === companyId)?.name ?? ''
  return (
    <div className="row row-end">
      <ConfirmPanel
        trigger={t('team:role.change')}
        title={t('team:role.change')}
        consequence={<RoleHints roles={clientRoles} />}
        action={`/team/${userId}/role`}
        nonce={formNonce}
        look="quiet"
        small
        id={`role-${userId}`}
      >
        <Select
          name="role"
          label={t('team:role.label')}
          required
          defaultValue={role}
          options={clientRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        />
      </ConfirmPanel>
      <ConfirmPanel
        trigger={t('team:remove')}
        title={t('team:remove')}
        consequence={t('team:removeConfirm', { name, company })}
        action={`/team/${userId}/remove`}
        nonce={formNonce}
        small
        id={`remove-${userId}`}
      />
    </div>
  )
}

export interface WaitingColleague {
  id: number
  email: string
  role: ClientRole | null
  expired: boolean
  /** Wall clock of Almaty. */
  expiresAt: string
}

export function WaitingColleagues({ invitations }: { invitations: readonly WaitingColleague[] }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  return (
    <Panel title={t('team:invitations')}>
      {invitations.length === 0 ? <p className="quiet">{t('team:noInvitations')}</p> : null}
      <ul className="rows">
        {invitations.map(({ id, email, role, expired, expiresAt }) => (
          <li key={id} className="row row-between">
            <div>
              <b>{email}</b>{' '}
              <StatusBadge of="invitation" state={expired ? 'expired' : 'pending'}>
                {t(`invitations:status.${expired ? 'expired' : 'pending'}`)}
              </StatusBadge>
              <div className="quiet small">
                {role ? `${t(`common:role.${role}`)} · ` : ''}
                {t('invitations:expiresAt')}: {formatDate(expiresAt, locale)}
              </div>
            </div>
            <div className="row row-end">
              <PostButton action={`/team/invitations/${id}/resend`} nonce={formNonce} small>
                {t('team:resend')}
              </PostButton>
              <ConfirmPanel
                trigger={t('team:revoke')}
                title={t('team:revoke')}
                consequence={t('team:revokeConfirm', { email })}
                action={`/team/invitations/${id}/revoke`}
                nonce={formNonce}
                small
                id={`revoke-${id}`}
              />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function InviteColleagueForm({ answer }: { answer?: RefusedForm | null }) {
  const { t } = useWords()
  return (
    <Panel title={t('team:invite.title')}>
      <p className="quiet">{t('team:invite.hint')}</p>
      <Form answer={answer} nonce={useRoot().formNonce} id="invite">
        <InvitationFields roles={invitedAs} roleHint={<RoleHints roles={invitedAs} />} />
        <SubmitButton>{t('team:invite.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}

function RoleHints({ roles }: { roles: readonly ClientRole[] }) {
  const { t } = useWords()
  return (
    <ul>
      {roles.map((role) => (
        <li key={role}>
          {t(`common:role.${role}`)}: {t(`team:role.${role}Hint`)}
        </li>
      ))}
    </ul>
  )
}
