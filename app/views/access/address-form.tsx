import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

export interface AddressFormProps {
  answer?: RefusedForm | null
  submit: string
  /** Typed on the page before. */
  email?: string
}

/** One address and one button: "Forgot your password?" and "Resend instructions". */
export function AddressForm({ answer, submit, email }: AddressFormProps) {
  const { t } = useWords()
  return (
    <Form answer={answer} nonce={useRoot().formNonce}>
      <Field
        name="email"
        label={t('auth:email')}
        required
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        defaultValue={email}
      />
      <SubmitButton wide>{submit}</SubmitButton>
    </Form>
  )
}
