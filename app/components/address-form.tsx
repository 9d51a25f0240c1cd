import { Field } from './field.tsx'
import { Form } from './form.tsx'
import type { RefusedForm } from './form-state.ts'
import { useRoot } from './root-data.ts'
import { SubmitButton } from './submit-button.tsx'
import { useWords } from './words.ts'

/** One address and one button: "Forgot your password?" and "Resend instructions". */
export function AddressForm({ answer, submit }: { answer?: RefusedForm | null; submit: string }) {
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
      />
      <SubmitButton wide>{submit}</SubmitButton>
    </Form>
  )
}
