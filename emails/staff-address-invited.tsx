import { z } from 'zod'
import { Facts, Paragraph } from './layout.tsx'
import { clientRoles } from './roles.ts'
import { defineTemplate, Name } from './template.ts'

/** To one of the staff whose address an owner invited to a company: it cannot join, and the owner is not told why. */
export const staffAddressInvited = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    companyName: Name,
    role: z.enum(clientRoles),
  }),
  subject: ({ t, props }) => t('emails:staff_address_invited.subject', { company: props.companyName }),
  lead: ({ t, site }) => t('emails:staff_address_invited.text', { site }),
  body: ({ t, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.company'), value: props.companyName },
          { label: t('emails:facts.role'), value: t(`common:role.${props.role}`) },
        ]}
      />
      <Paragraph>{t('emails:staff_address_invited.next')}</Paragraph>
    </>
  ),
  sample: { email: 'operator@qazaqoil.kz', companyName: 'ТОО «Жетісу Агро»', role: 'manager' },
})
