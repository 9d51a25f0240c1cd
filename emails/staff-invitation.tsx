import { z } from 'zod'
import { Action, Facts, Note, Paragraph } from './layout.tsx'
import { staffRoles } from './roles.ts'
import { defineTemplate, Name } from './template.ts'

/** To a new colleague at the retailer. Holds a link. */
export const staffInvitation = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    role: z.enum(staffRoles),
    /** Of a cashier. */
    station: Name.optional(),
    validUntil: z.string(),
  }),
  subject: ({ t, brand }) => t('emails:staff_invitation.subject', { legalName: brand.legalName }),
  lead: ({ t, brand, site }) => t('emails:staff_invitation.text', { legalName: brand.legalName, site }),
  body: ({ t, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.role'), value: t(`common:role.${props.role}`) },
          ...(props.station ? [{ label: t('common:field.station'), value: props.station }] : []),
        ]}
      />
      <Action t={t} label={t('emails:invitation.action')} />
      <Paragraph>{t('emails:invitation.ignore')}</Paragraph>
      <Paragraph strong>{t('emails:invitation.notCreated')}</Paragraph>
      <Note>{t('emails:frame.validUntil', { moment: props.validUntil })}</Note>
    </>
  ),
  sample: { email: 'dana@petroretail.kz', role: 'support', validUntil: '19.03.2026, 14:07' },
})
