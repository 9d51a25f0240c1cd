import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AnnouncementFilter } from '#app/domain/announcements/announcements.input.server.ts'
import { listAnnouncements } from '#app/domain/announcements/announcements.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { AnnouncementTable } from '#app/views/announcements/announcement-table.tsx'
import { periodOf, wordsIn } from '#app/views/announcements/announcement-view.server.ts'

export const handle: PageHandle = { title: 'announcements:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const { rows, ...page } = await listAnnouncements(ctx, AnnouncementFilter.parse(queryOf(url)))
  return {
    rows: rows.map((row) => ({
      ...{ id: row.id, state: row.state, isForAll: row.for_all === 1 },
      title: wordsIn(row, ctx.locale).title,
      ...periodOf(row),
    })),
    mayWrite: may(ctx.actor, 'write_announcements'),
    ...pageHrefs(url, page),
  }
}

export default function Announcements() {
  const { rows, mayWrite, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const write = { label: t('announcements:new'), href: '/admin/announcements/new', isMain: true }
  const next = mayWrite ? write : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('announcements:title')} lead={t('announcements:lead')}>
        <NextButton next={next} />
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('announcements:empty.title')} next={next}>
          {t('announcements:empty.text')}
        </EmptyState>
      ) : (
        <AnnouncementTable rows={rows} bar={<Pagination previousHref={previousHref} nextHref={nextHref} />} />
      )}
    </>
  )
}
