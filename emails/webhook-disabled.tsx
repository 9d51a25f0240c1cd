import { z } from 'zod'
import { Action, Facts, Paragraph } from './layout.tsx'
import { defineTemplate, Name } from './template.ts'

/** To the owners, or to staff: nothing is sent to one of their systems any more. */
export const webhookDisabled = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    name: Name,
    host: Name,
    cause: z.enum(['failing', 'gone']),
    /** Of the endpoint, below the address of the cabinet. */
    page: z.string(),
  }),
  subject: ({ t, props }) => t('emails:webhook_disabled.subject', { name: props.name }),
  lead: ({ t, props }) => t(`emails:webhook_disabled.${props.cause}`),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.system'), value: props.name },
          { label: t('emails:facts.address'), value: props.host },
        ]}
      />
      <Paragraph>{t('emails:webhook_disabled.next')}</Paragraph>
      <Action t={t} label={t('emails:webhook_disabled.action')} href={`${brand.publicUrl}${props.page}`} />
    </>
  ),
  sample: {
    email: 'owner@altyn-dala.kz',
    name: '1C',
    host: 'hooks.altyn-dala.kz',
    cause: 'failing',
    page: '/integrations/webhooks/3',
  },
})
