import { type ClientRole, clientRoles } from '#app/domain/kernel/roles.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { RoleHints } from '#app/ui/form/role-hints.tsx'
import { RowMenu } from '#app/ui/form/row-menu.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { joined } from '#locales/isolated.ts'

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
    <RowMenu label={t('common:actionsOf', { name })}>
      <ConfirmPanel
        trigger={t('team:role.change')}
        title={joined([t('team:role.change'), name], ': ')}
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
        title={joined([t('team:remove'), name], ': ')}
        consequence={t('team:removeConfirm', { name, company })}
        action={`/team/${userId}/remove`}
        nonce={formNonce}
        small
        id={`remove-${userId}`}
      />
    </RowMenu>
  )
}
