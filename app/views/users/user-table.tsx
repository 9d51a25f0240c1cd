import type { ReactNode } from 'react'
import type { StaffRole } from '#app/domain/kernel/roles.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate } from '#locales/format.ts'

export interface UserTableRow {
  id: number
  email: string
  name: string
  staffRole: StaffRole | null
  state: 'active' | 'blocked' | 'disabled'
  /** Wall clock of Almaty. */
  since: string
}

export function UserTable({ users, bar }: { users: readonly UserTableRow[]; bar?: ReactNode }) {
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
    <Table label={t('users:title')} head={head} bar={bar}>
      {users.map((user) => (
        <tr key={user.id}>
          <td className="main">
            <a href={`/admin/users/${user.id}`}>{user.email}</a>
          </td>
          <td className="half">{user.name}</td>
          <td data-label={t('common:field.role')}>
            {user.staffRole ? t(`common:role.${user.staffRole}`) : t('users:kind.client')}
          </td>
          <td data-label={t('user-facts:since')} className="tabular">
            {formatDate(user.since, locale)}
          </td>
          <td className="state">
            <span className={badges.user[user.state]}>{t(`user-facts:status.${user.state}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
