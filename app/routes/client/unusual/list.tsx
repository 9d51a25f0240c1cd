import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { UnusualFilter } from '#app/domain/unusual/unusual.input.server.ts'
import { listUnusual } from '#app/domain/unusual/unusual.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { queryOf, usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { UnusualTable } from '#app/views/unusual/unusual-table.tsx'
import { unusualView } from '#app/views/unusual/unusual-view.server.ts'

export const handle: PageHandle = { title: 'unusual:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = UnusualFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listUnusual(ctx, ctx.actor.companyId, filter)
  return { ...page, rows: rows.map(unusualView), filter: { show: filter.show } }
}

export default function Unusual() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { rows, filter } = view
  const label = t('common:field.status')
  return (
    <>
      <PageHead
        title={t('unusual:title')}
        lead={t('unusual:lead')}
        crumbs={[{ label: t('common:menu.transactions'), href: '/transactions' }]}
      />
      <FilteredList
        path="/unusual"
        filter={filter}
        {...usePageHrefs(view)}
        applied={[{ name: 'show', label, value: filter.show && t('unusual:settled') }]}
        fields={
          <Select
            name="show"
            label={label}
            empty={t('unusual:open')}
            options={[{ value: 'settled', label: t('unusual:settled') }]}
          />
        }
        empty={
          <EmptyState
            title={t('unusual:empty.title')}
            icon="success"
            next={{ label: t('unusual:empty.next'), href: '/vehicles' }}
          >
            {t('unusual:empty.text')}
          </EmptyState>
        }
        hasRows={rows.length > 0}
      >
        {(bar) => <UnusualTable rows={rows} bar={bar} />}
      </FilteredList>
    </>
  )
}
