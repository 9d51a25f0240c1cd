import type { ClientRole, StaffRole } from '#app/domain/kernel/roles.ts'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { NewPasswordFields } from '#app/ui/form/new-password-fields.tsx'
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
  /** False when the address has an account: accepting only adds the company. */
  needsPassword: boolean
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
  const { email, companyName, role, staffRole, needsPassword } = invitation
  const lead = { legalName: brand.legalName }
  const as = role ?? staffRole
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
      <p>{needsPassword ? t('auth:invitation.setPassword', { email }) : t('auth:invitation.confirmLead')}</p>
      <Form answer={answer} nonce={formNonce} reloadDocument>
        {needsPassword ? (
          <NewPasswordFields
            email={email}
            label={t('auth:password')}
            confirmation={t('auth:passwordConfirmation')}
          />
        ) : null}
        <SubmitButton wide>
          {needsPassword ? t('auth:invitation.submit') : t('auth:invitation.accept')}
        </SubmitButton>
      </Form>
      <p className="quiet">
        {needsPassword ? t('auth:invitation.ignore') : t('auth:invitation.ignoreCompany')}
      </p>
    </>
  )
}
