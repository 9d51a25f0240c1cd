import { z } from 'zod'
import { Facts, Paragraph } from './layout.tsx'
import { defineTemplate, Text } from './template.ts'

/** The staff's answer to a request for access, with their reason in their own words. */
export const requestDeclined = defineTemplate({
  schema: z.strictObject({ email: z.string(), bin: z.string().regex(/^\d{12}$/), reason: Text }),
  subject: ({ t, brand }) => t('emails:request_declined.subject', { brandName: brand.brandName }),
  lead: ({ t, site }) => t('emails:request_declined.text', { site }),
  body: ({ t, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.bin'), value: props.bin },
          { label: t('emails:facts.reason'), value: props.reason },
        ]}
      />
      <Paragraph>{t('emails:request_declined.next')}</Paragraph>
    </>
  ),
  sample: {
    email: 'aigerim@altyn-dala.kz',
    bin: '170540595277',
    reason: 'Договор с этой компанией ещё не подписан.',
  },
})
