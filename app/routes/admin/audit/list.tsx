import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AuditLogFilter, actorKinds, listAuditLog } from '#app/domain/audit/audit-log.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, SearchField } from '#app/ui/list/filter-bar.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { AuditTable } from '#app/views/audit/audit-table.tsx'

export const handle: PageHandle = { title: 'audit:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = AuditLogFilter.parse(queryOf(url))
  const { entries, nextCursor } = await listAuditLog(ctx, filter)
  return {
    filter: { ...filter, company: filter.company ? String(filter.company) : undefined },
    actorKinds,
    entries: entries.map((entry) => ({ ...entry, at: almatyWallClock(entry.at) })),
    ...pageHrefs(url, { cursor: filter.cursor, nextCursor }),
  }
}

export default function AuditLog() {
  const { filter, actorKinds, entries, firstHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { q, actor, company, from, to } = filter
  return (
    <>
      <PageHead title={t('audit:title')} />
      <FilterBar
        values={{ q, actor, from, to }}
        keep={{ company }}
        count={[actor, from, to].filter(Boolean).length}
        search={<SearchField label={t('common:field.search')} by={t('audit:searchHint')} />}
      >
        <Select
          name="actor"
          label={t('audit:filter.actor')}
          empty={t('common:filter.all')}
          options={actorKinds.map((kind) => ({ value: kind, label: t(`audit:actor.${kind}`) }))}
        />
        <DateField name="from" label={t('common:field.from')} defaultValue={from} />
        <DateField name="to" label={t('common:field.to')} defaultValue={to} />
      </FilterBar>
      {entries.length > 0 ? (
        <AuditTable entries={entries} bar={<Pagination previousHref={firstHref} nextHref={nextHref} />} />
      ) : q || actor || company || from || to ? (
        <NothingFound clearHref="/admin/audit" />
      ) : (
        <EmptyState title={t('audit:empty.title')}>{t('audit:empty.text')}</EmptyState>
      )}
    </>
  )
}
