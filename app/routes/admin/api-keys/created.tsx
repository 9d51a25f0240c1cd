import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { forgetNewKey, readNewKey } from '#app/http/session/new-key-cookie.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NewApiKeyPanel } from '#app/views/integrations/new-api-key.tsx'

export const handle: PageHandle = { title: 'integrations:created' }

/** A reload and a bookmark end at the list. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'manage_api_keys')
  const key = readNewKey(ctx, request)
  if (!key) throw redirect('/admin/api-keys')
  return data({ key }, { headers: forgetNewKey(ctx) })
}

export default function CreatedKey() {
  const { key } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('integrations:created')}
        crumbs={[{ label: t('integrations:title'), href: '/admin/api-keys' }]}
      />
      <NewApiKeyPanel apiKey={key} back="/admin/api-keys" />
    </>
  )
}
