import { z } from 'zod'
import { Action, Facts, Note, Paragraph } from './layout.tsx'
import { clientRoles } from './roles.ts'
import { defineTemplate, Name } from './template.ts'

/** To a person without an account: become one of a company's people. Holds a link. */
export const invitation = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    companyName: Name,
    role: z.enum(clientRoles),
    validUntil: z.string(),
  }),
  subject: ({ t, brand }) => t('emails:invitation.subject', { legalName: brand.legalName }),
  lead: ({ t, brand, site }) => t('emails:invitation.text', { legalName: brand.legalName, site }),
  body: ({ t, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.company'), value: props.companyName },
          { label: t('emails:facts.role'), value: t(`common:role.${props.role}`) },
        ]}
      />
      <Action t={t} label={t('emails:invitation.action')} />
      <Paragraph>{t('emails:invitation.ignore')}</Paragraph>
      <Paragraph strong>{t('emails:invitation.notCreated')}</Paragraph>
      <Note>{t('emails:frame.validUntil', { moment: props.validUntil })}</Note>
    </>
  ),
  sample: {
    email: 'aigerim@altyn-dala.kz',
    companyName: 'ТОО «Алтын Дала Транс»',
    role: 'owner',
    validUntil: '19.03.2026, 14:07',
  },
})
