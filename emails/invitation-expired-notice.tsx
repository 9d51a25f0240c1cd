import { z } from 'zod'
import { Paragraph } from './layout.tsx'
import { defineTemplate } from './template.ts'

/** To a guest who asked for the instructions of an invitation that has expired; staff see the wish. */
export const invitationExpiredNotice = defineTemplate({
  schema: z.strictObject({ email: z.string() }),
  subject: ({ t, brand }) => t('emails:invitation_expired_notice.subject', { brandName: brand.brandName }),
  lead: ({ t, site }) => t('emails:invitation_expired_notice.text', { site }),
  body: ({ t }) => (
    <>
      <Paragraph>{t('emails:invitation_expired_notice.next')}</Paragraph>
    </>
  ),
  sample: { email: 'aigerim@altyn-dala.kz' },
})
