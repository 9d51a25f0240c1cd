import { type ClientRole, clientRoles } from '#app/domain/kernel/roles.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { type Locale, localeNames, locales } from '#locales/index.ts'
import { joined } from '#locales/isolated.ts'

export function ApproveForm({
  id,
  role,
  language,
  answer,
}: {
  id: number
  /** Chosen until staff choose another. */
  role: ClientRole
  language: Locale
  answer?: RefusedForm | null
}) {
  const { t } = useWords()
  return (
    <Panel title={t('requests:approve.title')}>
      <Form action={`/admin/requests/${id}/approve`} nonce={useRoot().formNonce} id="approve" answer={answer}>
        <input type="hidden" name="suggestedRole" value={role} />
        <Select
          name="role"
          label={t('common:field.role')}
          required
          defaultValue={role}
          options={clientRoles.map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
        />
        <Select
          name="locale"
          label={t('invitations:language')}
          required
          defaultValue={language}
          options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
        />
        <SubmitButton>{t('requests:approve.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}

export interface DeclineFormProps {
  id: number
  companyName: string
  answer?: RefusedForm | null
  /** On a page of its own. */
  open?: boolean
}

export function DeclineForm({ id, companyName, answer, open = false }: DeclineFormProps) {
  const { t } = useWords()
  const question = (
    <ConfirmPanel
      trigger={t('requests:decline.title')}
      title={joined([t('requests:decline.title'), companyName], ': ')}
      consequence={t('requests:decline.reasonHint')}
      confirm={t('requests:decline.submit')}
      action={`/admin/requests/${id}/decline`}
      nonce={useRoot().formNonce}
      answer={answer}
      id="decline"
      open={open}
    >
      <TextArea name="reason" label={t('requests:decline.reason')} required maxLength={2000} />
    </ConfirmPanel>
  )
  return open ? question : <DangerPanel title={t('requests:decline.title')}>{question}</DangerPanel>
}
