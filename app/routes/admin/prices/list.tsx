import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { listPriceLists } from '#app/domain/prices/prices.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { PriceListTable } from '#app/views/prices/price-lists.tsx'

export const handle: PageHandle = { title: 'prices:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const lists = await listPriceLists(ctx)
  return {
    rows: lists.map(({ list, now }) => ({
      id: list.id,
      name: list.name,
      now: now.map(({ product, price }) => ({ product, price })),
    })),
    mayEdit: may(ctx.actor, 'edit_prices'),
  }
}

export default function PriceLists() {
  const { rows, mayEdit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const create = { label: t('prices:new'), href: '/admin/prices/new', isMain: true }
  const next = mayEdit ? create : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('prices:title')} lead={t('prices:lead')}>
        <a className="btn" href="/admin/periods">
          {t('contract-account:periods.title')}
        </a>
        <NextButton next={next} />
      </PageHead>
      {rows.length > 0 ? (
        <PriceListTable rows={rows} />
      ) : (
        <EmptyState title={t('prices:empty.title')} icon="fuel" next={next}>
          {t('prices:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
