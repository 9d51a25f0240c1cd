import type { ReactNode } from 'react'
import type { ClientRole, StaffRole } from '#app/domain/kernel/roles.ts'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { localeNames, locales } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

export interface InvitationFieldsProps {
  roles: readonly (ClientRole | StaffRole)[]
  email?: string
  /** What each role may do. */
  roleHint?: ReactNode
}

/** Who is invited, as what, and in which language; the first role stands chosen. */
export function InvitationFields({ roles, email, roleHint }: InvitationFieldsProps) {
  const { t, locale } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      <Field
        name="email"
        label={labels.email}
        required
        type="email"
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
        defaultValue={email}
      />
      <Field name="name" label={labels.name} maxLength={200} autoComplete="off" />
      <Select
        name="role"
        label={labels.role}
        hint={roleHint}
        required
        defaultValue={roles[0]}
        options={roles.map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
      />
      <Select
        name="locale"
        label={labels.locale}
        required
        defaultValue={locale}
        options={locales.map((choice) => ({ value: choice, label: localeNames[choice] }))}
      />
    </>
  )
}

InvitationFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    email: t('common:field.email'),
    name: t('common:field.name'),
    role: t('common:field.role'),
    locale: t('invitations:language'),
  }
}
