import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { createWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { WebhookInput } from '#app/domain/webhooks/webhooks.input.server.ts'
import { typesFor } from '#app/domain/webhooks/webhooks.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { WebhookForm } from '#app/views/webhooks/webhook-form.tsx'

export const handle: PageHandle = { title: 'webhooks:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'manage_webhooks')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, WebhookInput, async (input) => {
    const { id, secret } = await createWebhook(ctx, input)
    return redirectWithNewKey(ctx, `/admin/webhooks/${id}/secret`, secret)
  })
}

export default function NewWebhook() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <WebhookForm
      title={t('webhooks:new')}
      action={t('webhooks:create')}
      base="/admin/webhooks"
      types={typesFor(false)}
      answer={answer}
    />
  )
}
