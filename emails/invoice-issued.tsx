import { z } from 'zod'
import { Action, Facts } from './layout.tsx'
import { defineTemplate, Text } from './template.ts'

/** To a company's owners and managers: an order can be paid. The file is behind the link, for who may see it. */
export const invoiceIssued = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    orderId: z.number().int(),
    /** As it is printed: `000123`. */
    number: z.string(),
    contract: Text,
    /** Money and a day in the reader's language. */
    total: z.string(),
    validUntil: z.string(),
  }),
  subject: ({ t, props }) => t('emails:invoice_issued.subject', { number: props.number }),
  lead: ({ t, props }) => t('emails:invoice_issued.text', { number: props.number, contract: props.contract }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:invoice_issued.total'), value: props.total },
          { label: t('emails:invoice_issued.validUntil'), value: props.validUntil },
        ]}
      />
      <Action
        t={t}
        label={t('emails:invoice_issued.action')}
        href={`${brand.publicUrl}/orders/${props.orderId}/invoice`}
      />
    </>
  ),
  sample: {
    email: 'owner@altyn-dala.kz',
    orderId: 1042,
    number: '000123',
    contract: 'ТК-2026/117',
    total: '321 220,00 ₸',
    validUntil: '10.03.2026',
  },
})
