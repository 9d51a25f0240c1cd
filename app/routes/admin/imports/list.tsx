import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listImports } from '#app/domain/imports/import-lists.server.ts'
import { ImportFilter } from '#app/domain/imports/imports.input.server.ts'
import { importStatuses } from '#app/domain/imports/imports.ts'
import { registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar } from '#app/ui/list/filter-bar.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { ImportTable } from '#app/views/imports/import-table.tsx'

export const handle: PageHandle = { title: 'imports:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = ImportFilter.parse(queryOf(url))
  const { imports, nextCursor } = await listImports(ctx, filter)
  return {
    imports: imports.map((each) => ({ ...each, createdAt: almatyWallClock(each.createdAt) })),
    filter,
    mayRun: may(ctx.actor, 'run_imports'),
    ...pageHrefs(url, { cursor: filter.cursor, nextCursor }),
  }
}

export default function Imports() {
  const { imports, filter, mayRun, firstHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { kind, status } = filter
  const create = mayRun ? (
    <a className="btn btn-primary" href="/admin/imports/new">
      {t('admin:newImport')}
    </a>
  ) : null
  return (
    <>
      <PageHead title={t('imports:title')}>{create}</PageHead>
      <FilterBar values={{ kind, status }} count={[kind, status].filter(Boolean).length}>
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
          options={importStatuses.map((value) => ({ value, label: t(`imports:status.${value}`) }))}
        />
      </FilterBar>
      {imports.length > 0 ? (
        <ImportTable imports={imports} bar={<Pagination previousHref={firstHref} nextHref={nextHref} />} />
      ) : kind || status ? (
        <NothingFound clearHref="/admin/imports" />
      ) : (
        <EmptyState title={t('imports:empty.title')} action={create}>
          {t('imports:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
