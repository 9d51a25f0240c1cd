import { z } from 'zod'
import { Action, Facts, Paragraph } from './layout.tsx'
import { defineTemplate, Name } from './template.ts'

/** To the staff who run imports: a file of the watched folder waits for a decision. */
export const importWaiting = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    file: Name,
    register: z.enum(['companies', 'cards', 'coupons', 'transactions', 'stations', 'payments']),
    /** Null: the file could not even be taken in. */
    importId: z.number().int().nullable(),
  }),
  subject: ({ t, props }) => t('emails:import_waiting.subject', { file: props.file }),
  lead: ({ t, site }) => t('emails:import_waiting.text', { site }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          { label: t('emails:facts.file'), value: props.file },
          { label: t('emails:facts.register'), value: t(`admin:data.kind.${props.register}`) },
        ]}
      />
      <Paragraph>{t('emails:import_waiting.unchanged')}</Paragraph>
      <Action
        t={t}
        label={t('emails:import_waiting.action')}
        href={`${brand.publicUrl}/admin/imports${props.importId === null ? '' : `/${props.importId}`}`}
      />
    </>
  ),
  sample: {
    email: 'operator@petroretail.kz',
    file: 'transactions-2026-11.csv',
    register: 'transactions',
    importId: 17,
  },
})
