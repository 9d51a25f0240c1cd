import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { listWebhooks } from '#app/domain/webhooks/endpoints.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { IntegrationTabs } from '#app/views/integrations/integration-tabs.tsx'
import { WebhookTable } from '#app/views/webhooks/webhook-table.tsx'
import { webhookView } from '#app/views/webhooks/webhook-view.server.ts'

export const handle: PageHandle = { title: 'webhooks:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const url = new URL(request.url)
  const { endpoints, ...page } = await listWebhooks(ctx, cursor.parse(queryOf(url).cursor))
  return {
    webhooks: endpoints.map(webhookView),
    ...pageHrefs(url, page),
    mayManage: may(ctx.actor, 'manage_webhooks'),
  }
}

export default function Webhooks() {
  const { webhooks, mayManage, ...pages } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const create = { label: t('webhooks:new'), href: '/integrations/webhooks/new', isMain: true }
  const next = mayManage ? create : t('webhooks:viewOnly')
  return (
    <>
      <PageHead title={t('webhooks:title')} lead={t('webhooks:ownAbout')}>
        <a className="btn" href="/api/docs#webhooks">
          {t('webhooks:how')}
        </a>
        <NextButton next={next} />
      </PageHead>
      <IntegrationTabs current="webhooks" />
      {webhooks.length > 0 ? (
        <WebhookTable
          webhooks={webhooks}
          base="/integrations/webhooks"
          forStaff={false}
          bar={<Pagination {...pages} />}
        />
      ) : (
        <EmptyState title={t('webhooks:none')} icon="transactions" next={next}>
          {t('webhooks:ownAbout')}
        </EmptyState>
      )}
    </>
  )
}
