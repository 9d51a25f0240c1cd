import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listOwnApiKeys } from '#app/domain/integrations/integrations.server.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { ApiKeyTable } from '#app/views/integrations/api-key-table.tsx'
import { apiKeyRow } from '#app/views/integrations/api-key-view.server.ts'
import { IntegrationTabs } from '#app/views/integrations/integration-tabs.tsx'

export const handle: PageHandle = { title: 'integrations:ownTitle' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const url = new URL(request.url)
  const { keys, ...page } = await listOwnApiKeys(ctx, cursor.parse(queryOf(url).cursor))
  return {
    keys: keys.map((key) => apiKeyRow(key)),
    ...pageHrefs(url, page),
    mayManage: may(ctx.actor, 'manage_own_api_keys'),
  }
}

export default function ApiKeys() {
  const { keys, previousHref, nextHref, mayManage } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const create = { label: t('integrations:new'), href: '/integrations/new', isMain: true }
  return (
    <>
      <PageHead title={t('integrations:ownTitle')} lead={t('integrations:ownAbout')}>
        <NextButton next={create} />
      </PageHead>
      <IntegrationTabs current="keys" />
      {keys.length > 0 ? (
        <ApiKeyTable keys={keys} base="/integrations" mayManage={mayManage} />
      ) : (
        <EmptyState title={t('integrations:none')} next={create}>
          {t('integrations:ownAbout')}
        </EmptyState>
      )}
      <Pagination {...{ previousHref, nextHref }} />
    </>
  )
}
