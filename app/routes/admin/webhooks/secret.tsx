import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { findWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { forgetNewKey, readNewKey } from '#app/http/session/new-key-cookie.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NewSecretPanel } from '#app/views/webhooks/new-secret.tsx'

export const handle: PageHandle = { title: 'webhooks:title' }

/** A reload and a bookmark end at the page of the webhook. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'manage_webhooks')
  const { id, name } = await findWebhook(ctx, positiveId(params.id))
  const secret = readNewKey(ctx, request)
  if (!secret?.startsWith('whsec_')) throw redirect(`/admin/webhooks/${id}`)
  return data({ id, name, secret }, { headers: forgetNewKey(ctx) })
}

export default function WebhookSecret() {
  const { id, name, secret } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('webhooks:secret.title', { name })}
        crumbs={[{ label: t('webhooks:title'), href: '/admin/webhooks' }]}
      />
      <NewSecretPanel secret={secret} back={`/admin/webhooks/${id}`} />
    </>
  )
}
