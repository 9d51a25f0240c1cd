import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { compareImports, listComparableImports } from '#app/domain/imports/import-difference.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { ImportDifference } from '#app/views/imports/import-difference.tsx'
import { formatDateTime } from '#locales/format.ts'

export const handle: PageHandle = { title: 'imports:difference.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, kind, fileName } = await findImport(ctx, positiveId(params.id))
  const others = await listComparableImports(ctx, id)
  const wanted = new URL(request.url).searchParams.get('with')
  const other = others.find((each) => String(each.id) === wanted) ?? others.find((each) => each.id < id)
  return {
    ...{ id, kind, fileName },
    others: others.map((each) => ({
      ...each,
      committedAt: each.committedAt && almatyWallClock(each.committedAt),
    })),
    otherId: other?.id ?? null,
    difference: other ? await compareImports(ctx, id, other.id) : null,
  }
}

export default function Difference() {
  const { id, kind, fileName, others, otherId, difference } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const options = others.map((each) => ({
    value: String(each.id),
    label: [each.committedAt && formatDateTime(each.committedAt, locale), each.fileName]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <>
      <PageHead
        title={t('imports:difference.title')}
        crumbs={[
          { label: t('imports:title'), href: '/admin/imports' },
          { label: fileName, href: `/admin/imports/${id}` },
        ]}
      />
      {options.length === 0 ? (
        <EmptyState
          title={t('imports:difference.none')}
          next={{ label: t('imports:empty.toImport'), href: `/admin/imports/${id}` }}
        >
          {t('imports:difference.noneText')}
        </EmptyState>
      ) : null}
      {options.length > 0 ? (
        <form method="get" className="row">
          <Select
            name="with"
            label={t('imports:difference.with')}
            plain
            empty={t('common:form.choose')}
            defaultValue={otherId === null ? '' : String(otherId)}
            options={options}
          />
          <button type="submit" className="btn">
            {t('imports:difference.submit')}
          </button>
        </form>
      ) : null}
      {difference ? <ImportDifference kind={kind} {...difference} /> : null}
    </>
  )
}
