import { z } from 'zod'
import { Action, Facts, Note, Paragraph } from './layout.tsx'
import { clientRoles } from './roles.ts'
import { defineTemplate, Name } from './template.ts'

/** To somebody who has an account: work with one more company. Holds a link. */
export const companyConfirmation = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    companyName: Name,
    role: z.enum(clientRoles),
    validUntil: z.string(),
  }),
  subject: ({ t, props }) => t('emails:company_confirmation.subject', { company: props.companyName }),
  lead: ({ t, brand, site }) => t('emails:company_confirmation.text', { legalName: brand.legalName, site }),
  body: ({ t, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.company'), value: props.companyName },
          { label: t('emails:facts.role'), value: t(`common:role.${props.role}`) },
        ]}
      />
      <Action t={t} label={t('emails:invitation.action')} />
      <Paragraph>{t('emails:company_confirmation.same')}</Paragraph>
      <Paragraph>{t('emails:company_confirmation.ignore')}</Paragraph>
      <Note>{t('emails:frame.validUntil', { moment: props.validUntil })}</Note>
    </>
  ),
  sample: {
    email: 'aigerim@altyn-dala.kz',
    companyName: 'ТОО «Жетісу Агро»',
    role: 'manager',
    validUntil: '19.03.2026, 14:07',
  },
})
