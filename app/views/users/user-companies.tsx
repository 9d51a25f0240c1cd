import type { ClientRole } from '#app/domain/kernel/roles.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

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
            {company.closed ? ` · ${t('users:companyClosed')}` : ''}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
