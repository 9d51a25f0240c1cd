import { z } from 'zod'
import { Facts, Paragraph } from './layout.tsx'
import { defineTemplate } from './template.ts'

/**
 * To the address of a request for access. Repeats nothing that the guest wrote but the BIN: the form is open to
 * everybody, and a letter of ours must not carry a stranger's words to any address.
 */
export const requestReceived = defineTemplate({
  schema: z.strictObject({ email: z.string(), bin: z.string().regex(/^\d{12}$/) }),
  subject: ({ t, brand }) => t('emails:request_received.subject', { brandName: brand.brandName }),
  lead: ({ t, site }) => t('emails:request_received.text', { site }),
  body: ({ t, props }) => (
    <>
      <Facts facts={[{ label: t('emails:facts.bin'), value: props.bin }]} />
      <Paragraph>{t('emails:request_received.next')}</Paragraph>
      <Paragraph>{t('emails:request_received.notYou')}</Paragraph>
    </>
  ),
  sample: { email: 'aigerim@altyn-dala.kz', bin: '170540595277' },
})
