import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PasswordField } from '#app/ui/form/password-field.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface ShiftFormProps {
  answer?: RefusedForm | null | undefined
}

function PinField({ isNew }: { isNew: boolean }) {
  const { t } = useWords()
  return (
    <Field
      name="pin"
      type="password"
      label={t(isNew ? 'till:shift.newPin' : 'till:shift.pin')}
      hint={t('till:shift.pinHint')}
      required
      inputMode="numeric"
      pattern="[0-9]{4,6}"
      data-invalid="pin_invalid"
      autoComplete="off"
      maxLength={6}
      narrow
    />
  )
}

export function OpenShiftForm({ answer }: ShiftFormProps) {
  const { t } = useWords()
  return (
    <Panel title={t('till:shift.open.title')}>
      <Form action="/till/shift" nonce={useRoot().formNonce} answer={answer ?? null}>
        <p>{t('till:shift.open.text')}</p>
        <PinField isNew={false} />
        <SubmitButton wide>{t('till:shift.open.title')}</SubmitButton>
      </Form>
    </Panel>
  )
}

export function UnlockForm({ answer }: ShiftFormProps) {
  const { t } = useWords()
  return (
    <Panel title={t('till:shift.locked.title')}>
      <Form action="/till/shift/unlock" nonce={useRoot().formNonce} answer={answer ?? null}>
        <p>{t('till:shift.locked.text')}</p>
        <PinField isNew={false} />
        <SubmitButton wide>{t('till:shift.unlock')}</SubmitButton>
      </Form>
    </Panel>
  )
}

/** `blocked`: too many wrong PINs; else the shift was opened on another phone. */
export function ResumeForm({ state, answer }: ShiftFormProps & { state: 'blocked' | 'elsewhere' }) {
  const { t } = useWords()
  return (
    <Panel title={t('till:shift.resume.title')}>
      <Form action="/till/shift/resume" nonce={useRoot().formNonce} answer={answer ?? null}>
        <p>{t(`till:shift.resume.${state}`)}</p>
        <PasswordField
          name="password"
          label={t('till:shift.password')}
          autoComplete="current-password"
          required
        />
        <PinField isNew />
        <SubmitButton wide>{t('till:shift.resume.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}
