import type { ClientRole } from '#app/domain/kernel/roles.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate } from '#locales/format.ts'

export interface PersonOfCompany {
  userId: number
  email: string
  name: string
  role: ClientRole
  disabled: boolean
  /** Wall clock of Almaty. */
  memberSince: string
}

/** A company's people as staff see them. */
export function PeopleTable({ people }: { people: readonly PersonOfCompany[] }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('common:field.email')}</th>
      <th scope="col">{t('common:field.name')}</th>
      <th scope="col">{t('common:field.role')}</th>
      <th scope="col">{t('user-facts:since')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('companies:people')} head={head}>
      {people.map((person) => (
        <tr key={person.userId}>
          <td className="main">
            <a href={`/admin/users/${person.userId}`}>{person.email}</a>
          </td>
          <td className="half">{person.name}</td>
          <td data-label={t('common:field.role')}>{t(`common:role.${person.role}`)}</td>
          <td data-label={t('user-facts:since')} className="tabular">
            {formatDate(person.memberSince, locale)}
          </td>
          <td className="state">
            <span className={badges.user[person.disabled ? 'disabled' : 'active']}>
              {t(`user-facts:status.${person.disabled ? 'disabled' : 'active'}`)}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
