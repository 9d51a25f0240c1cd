import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { listOutcomes } from '#app/domain/imports/import-rows.server.ts'
import { OutcomeFilter } from '#app/domain/imports/imports.input.server.ts'
import { listedOutcomes } from '#app/domain/imports/imports.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { hrefWith, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { LeftOutTable, OutcomeTable } from '#app/views/imports/outcome-table.tsx'
import { formatInteger } from '#locales/format.ts'

export const handle: PageHandle = { title: 'imports:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, kind, fileName } = await findImport(ctx, positiveId(params.id))
  const url = new URL(request.url)
  const filter = OutcomeFilter.parse(queryOf(url))
  const { outcomes, leftOut, total, skip, nextSkip } = await listOutcomes(ctx, id, filter)
  // What was stored before, whole, is for taking the import back and not for a page.
  const rows = outcomes.map(({ row, outcome, key, before, after }) => ({ row, outcome, key, before, after }))
  const hrefAt = (to: number) => hrefWith(url, { skip: to > 0 ? String(to) : null })
  return {
    ...{ id, kind, fileName, rows, leftOut, total, skip },
    outcome: filter.outcome,
    previousHref: skip > 0 ? hrefAt(Math.max(0, skip - PAGE_SIZE)) : null,
    nextHref: nextSkip === null ? null : hrefAt(nextSkip),
  }
}

export default function ImportRows() {
  const { id, kind, fileName, outcome, rows, leftOut, total, skip, ...hrefs } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const n = (value: number) => formatInteger(value, locale)
  const title = t(`imports:lists.title.${outcome}`)
  const shown = rows.length + leftOut.length
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { label: t('imports:title'), href: '/admin/imports' },
          { label: fileName, href: `/admin/imports/${id}` },
        ]}
      />
      <nav className="row" aria-label={t('imports:title')}>
        {listedOutcomes.map((each) => (
          <a
            key={each}
            className="btn btn-sm"
            href={`/admin/imports/${id}/rows?outcome=${each}`}
            aria-current={each === outcome ? 'page' : undefined}
          >
            {t(`imports:lists.title.${each}`)}
          </a>
        ))}
      </nav>
      {shown === 0 ? (
        <EmptyState
          title={t('imports:lists.empty')}
          icon="import"
          next={{ label: t('imports:empty.toImport'), href: `/admin/imports/${id}` }}
        >
          {t('imports:lists.emptyText')}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? <OutcomeTable kind={kind} label={title} rows={rows} /> : null}
      {leftOut.length > 0 ? <p>{t('imports:lists.whyLeftOut')}</p> : null}
      {leftOut.length > 0 ? <LeftOutTable label={title} rows={leftOut} /> : null}
      {shown > 0 ? (
        <Pagination previousHref={hrefs.previousHref} nextHref={hrefs.nextHref}>
          {t('imports:lists.shown', { from: n(skip + 1), to: n(skip + shown), total: n(total) })}
        </Pagination>
      ) : null}
    </>
  )
}
