import { type ClientRole, clientRoles } from '#app/domain/kernel/roles.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { RoleHints } from '#app/ui/form/role-hints.tsx'
import { RowMenu } from '#app/ui/form/row-menu.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { formatDate } from '#locales/format.ts'
import { InvitationFields } from './invitation-fields.tsx'

/** The first stands chosen: most colleagues are managers. A role without a place here does not compile. */
const places: Record<ClientRole, number> = { manager: 1, viewer: 2, owner: 3 }
const roles = clientRoles.toSorted((a, b) => places[a] - places[b])

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
              <RowMenu label={t('common:actionsOf', { name: email })}>
                <ConfirmPanel
                  trigger={t('team:revoke')}
                  title={`${t('team:revoke')}: ${email}`}
                  consequence={t('team:revokeConfirm', { email })}
                  action={`/team/invitations/${id}/revoke`}
                  nonce={formNonce}
                  small
                  id={`revoke-${id}`}
                />
              </RowMenu>
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
      <Form answer={answer} nonce={useRoot().formNonce} id="invite">
        <p className="quiet">{t('team:invite.hint')}</p>
        <InvitationFields roles={roles} roleHint={<RoleHints roles={roles} />} />
        <SubmitButton>{t('team:invite.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}
