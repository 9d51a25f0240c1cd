import { z } from 'zod'
import { Action, Facts, Paragraph } from './layout.tsx'
import { defineTemplate } from './template.ts'

/** After a reset or a change: so that a theft does not stay unnoticed. */
export const passwordChanged = defineTemplate({
  schema: z.strictObject({ email: z.string(), changedAt: z.string() }),
  subject: ({ t, brand }) => t('emails:password_changed.subject', { brandName: brand.brandName }),
  lead: ({ t, site }) => t('emails:password_changed.text', { site }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.when'), value: t('emails:facts.almaty', { moment: props.changedAt }) },
        ]}
      />
      <Paragraph strong>{t('emails:password_changed.notYou')}</Paragraph>
      <Action t={t} label={t('emails:password_changed.action')} href={`${brand.publicUrl}/forgot-password`} />
    </>
  ),
  sample: { email: 'aigerim@altyn-dala.kz', changedAt: '05.03.2026, 14:07' },
})
