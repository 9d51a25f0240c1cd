import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { editWebhook, findWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { WebhookInput } from '#app/domain/webhooks/webhooks.input.server.ts'
import { typesFor } from '#app/domain/webhooks/webhooks.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { WebhookForm } from '#app/views/webhooks/webhook-form.tsx'

export const handle: PageHandle = { title: 'webhooks:edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_webhooks')
  const { id, name, url, types } = await findWebhook(ctx, positiveId(params.id))
  return { id, name, url, types }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { id } = await findWebhook(ctx, positiveId(params.id))
  return submit(ctx, request, WebhookInput, async (input) => {
    await editWebhook(ctx, id, input)
    return redirectWithToast(ctx.settings, `/integrations/webhooks/${id}`, 'webhooks:saved', {
      name: input.name,
    })
  })
}

export default function EditWebhook() {
  const webhook = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <WebhookForm
      title={t('webhooks:editTitle', { name: webhook.name })}
      action={t('common:action.save')}
      base="/integrations/webhooks"
      id={webhook.id}
      types={typesFor(true)}
      now={webhook}
      answer={answer}
    />
  )
}
