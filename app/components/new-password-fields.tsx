import { PasswordField } from './password-field.tsx'
import { useWords } from './words.ts'

const PASSWORD_MIN = 8

/** A new password twice. The address stands along, unseen, so that a password manager files it rightly. */
export function NewPasswordFields({
  email,
  label,
  confirmation,
}: {
  email: string
  label: string
  confirmation: string
}) {
  const { t } = useWords()
  return (
    <>
      <input
        type="email"
        className="sr-only"
        autoComplete="username"
        defaultValue={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <PasswordField
        name="password"
        label={label}
        hint={t('common:passwordHint')}
        required
        minLength={PASSWORD_MIN}
        autoComplete="new-password"
      />
      <PasswordField name="passwordConfirmation" label={confirmation} required autoComplete="new-password" />
    </>
  )
}
