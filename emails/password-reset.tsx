import { z } from 'zod'
import { Action, Note, Paragraph } from './layout.tsx'
import { defineTemplate } from './template.ts'

/** The way back in. Holds a link. */
export const passwordReset = defineTemplate({
  schema: z.strictObject({ email: z.string(), validUntil: z.string() }),
  subject: ({ t, brand }) => t('emails:password_reset.subject', { brandName: brand.brandName }),
  lead: ({ t, site }) => t('emails:password_reset.text', { site }),
  body: ({ t, props }) => (
    <>
      <Action t={t} label={t('emails:password_reset.action')} />
      <Paragraph>{t('emails:password_reset.ignore')}</Paragraph>
      <Note>{t('emails:frame.validUntil', { moment: props.validUntil })}</Note>
    </>
  ),
  sample: { email: 'aigerim@altyn-dala.kz', validUntil: '05.03.2026, 16:07' },
})
