import type { WebhookType } from '#app/domain/events/webhook-types.ts'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { WebhookFields } from './webhook-fields.tsx'

interface WebhookFormProps {
  title: string
  /** Words of the button. */
  action: string
  /** The page of the list. */
  base: string
  /** Of one that is there. */
  id?: number
  types: readonly WebhookType[]
  now?: { name: string; url: string; types: readonly WebhookType[] }
  answer: RefusedForm | undefined
}

export function WebhookForm({ title, action, base, id, types, now, answer }: WebhookFormProps) {
  const { t } = useWords()
  return (
    <>
      <PageHead title={title} crumbs={[{ label: t('webhooks:title'), href: base }]} />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <WebhookFields types={types} {...(now ? { now } : {})} />
          <div className="form-actions">
            <SubmitButton>{action}</SubmitButton>
            <a className="btn btn-quiet" href={id === undefined ? base : `${base}/${id}`}>
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
