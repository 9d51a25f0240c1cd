import type { ClientRole, StaffRole } from '#app/domain/kernel/roles.ts'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { NewPasswordFields } from '#app/ui/form/new-password-fields.tsx'
import { PasswordField } from '#app/ui/form/password-field.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'

export interface InvitationOffer {
  email: string
  companyName: string | null
  role: ClientRole | null
  staffRole: StaffRole | null
  /** Whether accepting sets a password, asks for that of the account, or needs none from who is signed in. */
  password: 'new' | 'current' | 'none'
}

export function InvitationForm({
  invitation,
  answer,
}: {
  invitation: InvitationOffer
  answer?: RefusedForm | null
}) {
  const { t } = useWords()
  const { brand, formNonce } = useRoot()
  const { email, companyName, role, staffRole, password } = invitation
  const lead = { legalName: brand.legalName }
  const as = role ?? staffRole
  const next = {
    new: t('auth:invitation.setPassword', { email }),
    current: t('auth:invitation.confirmLead', { email }),
    none: t('auth:invitation.confirmSignedIn'),
  }
  return (
    <>
      <GuestPageHead title={t('auth:invitation.title')}>
        {staffRole ? t('auth:invitation.leadStaff', lead) : t('auth:invitation.lead', lead)}
      </GuestPageHead>
      <DescriptionList
        items={[
          [t('auth:email'), email],
          [t('auth:invitation.company'), companyName],
          [t('auth:invitation.role'), as && t(`common:role.${as}`)],
        ]}
      />
      <p>{next[password]}</p>
      <Form answer={answer} nonce={formNonce} reloadDocument>
        {password === 'new' ? (
          <NewPasswordFields
            email={email}
            label={t('auth:password')}
            confirmation={t('auth:passwordConfirmation')}
          />
        ) : null}
        {password === 'current' ? (
          <PasswordField
            name="password"
            label={t('auth:password')}
            required
            autoComplete="current-password"
          />
        ) : null}
        <SubmitButton wide>
          {password === 'new' ? t('auth:invitation.submit') : t('auth:invitation.accept')}
        </SubmitButton>
      </Form>
      {password === 'current' ? (
        <p>
          <a href="/forgot-password">{t('auth:signIn.forgot')}</a>
        </p>
      ) : null}
      <p className="quiet">
        {password === 'new' ? t('auth:invitation.ignore') : t('auth:invitation.ignoreCompany')}
      </p>
    </>
  )
}
