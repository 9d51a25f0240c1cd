import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listImports } from '#app/domain/imports/import-lists.server.ts'
import { ImportFilter } from '#app/domain/imports/imports.input.server.ts'
import { importFilters } from '#app/domain/imports/imports.ts'
import { registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { useImportStep } from '#app/views/imports/import-step.ts'
import { ImportTable } from '#app/views/imports/import-table.tsx'

export const handle: PageHandle = { title: 'imports:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = ImportFilter.parse(queryOf(url))
  const { imports, ...page } = await listImports(ctx, filter)
  return {
    imports: imports.map((each) => ({ ...each, createdAt: almatyWallClock(each.createdAt) })),
    filter,
    mayRun: may(ctx.actor, 'run_imports'),
    ...pageHrefs(url, page),
  }
}

export default function Imports() {
  const { imports, filter, mayRun, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { kind, status } = filter
  const next = useImportStep(mayRun)
  return (
    <>
      <PageHead title={t('imports:title')}>
        <NextButton next={next} />
      </PageHead>
      <FilteredList
        path="/admin/imports"
        filter={{ kind, status }}
        {...{ previousHref, nextHref }}
        applied={[
          { name: 'kind', label: t('imports:kind.label'), value: kind && t(`admin:data.kind.${kind}`) },
          { name: 'status', label: t('common:field.status'), value: status && t(`imports:status.${status}`) },
        ]}
        fields={
          <>
            <Select
              name="kind"
              label={t('imports:kind.label')}
              empty={t('common:filter.all')}
              options={registerKinds.map((value) => ({ value, label: t(`admin:data.kind.${value}`) }))}
            />
            <Select
              name="status"
              label={t('common:field.status')}
              empty={t('common:filter.all')}
              options={importFilters.map((value) => ({ value, label: t(`imports:status.${value}`) }))}
            />
          </>
        }
        hasRows={imports.length > 0}
        empty={
          <EmptyState title={t('imports:empty.title')} next={next}>
            {t('imports:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <ImportTable imports={imports} bar={bar} />}
      </FilteredList>
    </>
  )
}
