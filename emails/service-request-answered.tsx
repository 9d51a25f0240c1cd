import { z } from 'zod'
import { Action, Facts } from './layout.tsx'
import { defineTemplate, Text } from './template.ts'

/** To who sent a request to the issuer: it is worked on, done or refused. */
export const serviceRequestAnswered = defineTemplate({
  schema: z.strictObject({
    email: z.string(),
    number: z.number().int(),
    kind: z.enum(['new_cards', 'replacement', 'raise_limit', 'correction', 'extension', 'exchange']),
    status: z.enum(['in_work', 'done', 'refused']),
    /** A day in the reader's language. */
    promised: z.string().nullable(),
    answer: Text,
  }),
  subject: ({ t, props }) =>
    t(`emails:service_request_answered.subject.${props.status}`, { number: String(props.number) }),
  lead: ({ t, props }) =>
    t(`emails:service_request_answered.text.${props.status}`, { number: String(props.number) }),
  body: ({ t, brand, props }) => (
    <>
      <Facts
        facts={[
          {
            label: t('emails:facts.request'),
            value: t(`emails:service_request_answered.kind.${props.kind}`),
          },
          ...(props.promised ? [{ label: t('emails:facts.promised'), value: props.promised }] : []),
          ...(props.answer ? [{ label: t('emails:facts.answer'), value: props.answer }] : []),
        ]}
      />
      <Action
        t={t}
        label={t('emails:service_request_answered.action')}
        href={`${brand.publicUrl}/service-requests/${props.number}`}
      />
    </>
  ),
  sample: {
    email: 'dispatcher@altyn-dala.kz',
    number: 1042,
    kind: 'replacement',
    status: 'in_work',
    promised: '04.12.2026',
    answer: '',
  },
})
