import type { ClientRole } from '#app/domain/kernel/roles.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** What each role of a client may do. */
export function RoleHints({ roles }: { roles: readonly ClientRole[] }) {
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
