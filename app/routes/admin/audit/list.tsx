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
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { AuditTable } from '#app/views/audit/audit-table.tsx'
import { formatDate } from '#locales/format.ts'

export const handle: PageHandle = { title: 'audit:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = AuditLogFilter.parse(queryOf(url))
  const { entries, ...page } = await listAuditLog(ctx, filter)
  return {
    filter: { ...filter, company: filter.company ? String(filter.company) : undefined },
    actorKinds,
    entries: entries.map((entry) => ({ ...entry, at: almatyWallClock(entry.at) })),
    ...pageHrefs(url, page),
  }
}

export default function AuditLog() {
  const { filter, actorKinds, entries, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const { q, actor, company, from, to } = filter
  return (
    <>
      <PageHead title={t('audit:title')} />
      <FilteredList
        path="/admin/audit"
        filter={{ q, actor, from, to }}
        hiddenFilter={{ company }}
        {...{ previousHref, nextHref }}
        searchHint={t('audit:searchHint')}
        applied={[
          { name: 'actor', label: t('audit:filter.actor'), value: actor && t(`audit:actor.${actor}`) },
          { name: 'from', label: t('common:field.from'), value: from && formatDate(from, locale) },
          { name: 'to', label: t('common:field.to'), value: to && formatDate(to, locale) },
        ]}
        fields={
          <>
            <Select
              name="actor"
              label={t('audit:filter.actor')}
              empty={t('common:filter.all')}
              options={actorKinds.map((kind) => ({ value: kind, label: t(`audit:actor.${kind}`) }))}
            />
            <DateField name="from" label={t('common:field.from')} />
            <DateField name="to" label={t('common:field.to')} />
          </>
        }
        hasRows={entries.length > 0}
        empty={
          <EmptyState title={t('audit:empty.title')} next={t('audit:empty.next')}>
            {t('audit:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <AuditTable entries={entries} bar={bar} />}
      </FilteredList>
    </>
  )
}
