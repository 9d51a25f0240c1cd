import { z } from 'zod'
import { Action, Facts, Note } from './layout.tsx'
import { defineTemplate, Name } from './template.ts'

/** To a company's owners and managers: coupons end soon, with fuel in them. */
export const couponsExpiring = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    /** The nearest last day; days, volumes and money are in the reader's language. */
    first: z.string(),
    volume: z.string(),
    worth: z.string(),
    /** What of it will be left at the pace of the last months. */
    burns: z.string(),
    /** By last day and fuel, the earliest first; not all where there are many. */
    lines: z.array(z.strictObject({ day: z.string(), product: Name, volume: z.string(), worth: z.string() })),
  }),
  subject: ({ t, props }) =>
    t('emails:coupons_expiring.subject', { volume: props.volume, date: props.first }),
  lead: ({ t, props }) => t('emails:coupons_expiring.text', { volume: props.volume, worth: props.worth }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          ...props.lines.map(({ day, product, volume, worth }) => ({
            label: `${day}, ${product}`,
            value: `${volume}, ${worth}`,
          })),
          { label: t('emails:coupons_expiring.burns'), value: props.burns },
        ]}
      />
      <Note>{t('emails:coupons_expiring.note')}</Note>
      <Action
        t={t}
        label={t('emails:coupons_expiring.action')}
        href={`${brand.publicUrl}/coupons/expiring`}
      />
    </>
  ),
  sample: {
    email: 'owner@altyn-dala.kz',
    first: '29.12.2026',
    volume: '1 240 л',
    worth: '397 800,00 ₸',
    burns: '310 л',
    lines: [
      { day: '29.12.2026', product: 'АИ-95', volume: '840 л', worth: '268 800,00 ₸' },
      { day: '29.12.2026', product: 'Дизельное топливо', volume: '400 л', worth: '129 000,00 ₸' },
    ],
  },
})
