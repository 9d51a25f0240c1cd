import { z } from 'zod'
import { Action, Facts } from './layout.tsx'
import { defineTemplate } from './template.ts'

/** To a company's owners and managers: what was ordered and paid can be used. The coupons are behind the link. */
export const couponsIssued = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    orderId: z.number().int(),
    count: z.number().int(),
    /** A day in the reader's language. */
    validUntil: z.string(),
  }),
  subject: ({ t, props }) => t('emails:coupons_issued.subject', { number: String(props.orderId) }),
  lead: ({ t, props }) => t('emails:coupons_issued.text', { number: String(props.orderId) }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:coupons_issued.count'), value: String(props.count) },
          { label: t('emails:coupons_issued.validUntil'), value: props.validUntil },
        ]}
      />
      <Action
        t={t}
        label={t('emails:coupons_issued.action')}
        href={`${brand.publicUrl}/orders/${props.orderId}`}
      />
    </>
  ),
  sample: { email: 'owner@altyn-dala.kz', orderId: 1042, count: 50, validUntil: '10.09.2026' },
})
