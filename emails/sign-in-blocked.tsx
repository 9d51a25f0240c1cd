import { z } from 'zod'
import { Action, Facts, Paragraph } from './layout.tsx'
import { defineTemplate } from './template.ts'

/** To the owner of an address whose sign-in was blocked by bad passwords: was it you? */
export const signInBlocked = defineTemplate({
  schema: z.strictObject({ email: z.string(), blockedAt: z.string() }),
  subject: ({ t, brand }) => t('emails:sign_in_blocked.subject', { brandName: brand.brandName }),
  lead: ({ t, site }) => t('emails:sign_in_blocked.text', { site }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.when'), value: t('emails:facts.almaty', { moment: props.blockedAt }) },
        ]}
      />
      <Paragraph strong>{t('emails:sign_in_blocked.you')}</Paragraph>
      <Action t={t} label={t('emails:sign_in_blocked.action')} href={`${brand.publicUrl}/forgot-password`} />
      <Paragraph>{t('emails:sign_in_blocked.notYou')}</Paragraph>
    </>
  ),
  sample: { email: 'aigerim@altyn-dala.kz', blockedAt: '05.03.2026, 14:07' },
})
