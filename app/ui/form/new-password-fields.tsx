import { MIN_PASSWORD_LENGTH } from '#app/domain/kernel/password-length.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import type { FieldGroup } from './error-summary.tsx'
import { PasswordField } from './password-field.tsx'

export interface NewPasswordFieldsProps {
  email: string
  label: string
  confirmation: string
}

/** A new password twice. The address stands along, unseen, so that a password manager files it rightly. */
export function NewPasswordFields({ email, label, confirmation }: NewPasswordFieldsProps) {
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
        hint={t('common:passwordHint', { min: MIN_PASSWORD_LENGTH })}
        required
        minLength={MIN_PASSWORD_LENGTH}
        autoComplete="new-password"
      />
      <PasswordField name="passwordConfirmation" label={confirmation} required autoComplete="new-password" />
    </>
  )
}

NewPasswordFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(_t: Translate, { label, confirmation }: NewPasswordFieldsProps) {
  return { password: label, passwordConfirmation: confirmation }
}
