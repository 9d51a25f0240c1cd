import { z } from 'zod'
import { Action, Facts } from './layout.tsx'
import { defineTemplate, Text } from './template.ts'

/** To a company's owners and managers: what is free on the account has fallen below their mark. */
export const lowBalance = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    contract: Text,
    /** Money in the reader's language. */
    free: z.string(),
    mark: z.string(),
  }),
  subject: ({ t, props }) => t('emails:low_balance.subject', { contract: props.contract }),
  lead: ({ t, props }) => t('emails:low_balance.text', { contract: props.contract }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:low_balance.free'), value: props.free },
          { label: t('emails:low_balance.mark'), value: props.mark },
        ]}
      />
      <Action t={t} label={t('emails:low_balance.action')} href={`${brand.publicUrl}/account`} />
    </>
  ),
  sample: {
    email: 'owner@altyn-dala.kz',
    contract: 'ТК-2026/117',
    free: '84 300,00 ₸',
    mark: '100 000,00 ₸',
  },
})
