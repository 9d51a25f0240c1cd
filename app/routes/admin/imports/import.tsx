import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/domain/kernel/format.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { ImportCountTiles } from '#app/views/imports/import-counts.tsx'
import { ImportDecision } from '#app/views/imports/import-decision.tsx'
import { ImportFailure } from '#app/views/imports/import-failure.tsx'
import { ImportFaults } from '#app/views/imports/import-faults.tsx'
import { ImportLayout } from '#app/views/imports/import-layout.tsx'
import { ImportProgress } from '#app/views/imports/import-progress.tsx'
import { importView } from '#app/views/imports/import-view.server.ts'

type View = Awaited<ReturnType<typeof loader>>

export const handle: PageHandle = { title: (data) => (data as View).fileName }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return importView(ctx, positiveId(params.id))
}

export default function Import() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, kind, status, counts, layout } = view
  const isChecked = status === 'checked' || status === 'committed'
  const nothing = status === 'checked' && counts.faulty === 0 && !view.mayCommit && view.mayRun
  return (
    <>
      <PageHead
        title={view.fileName}
        badge={
          <StatusBadge of="import" state={status}>
            {t(`imports:status.${status}`)}
          </StatusBadge>
        }
        crumbs={[{ label: t('imports:title'), href: '/admin/imports' }]}
      />
      <About view={view} />
      {view.isUnderway ? (
        <ImportProgress label={t(`imports:status.${status}`)} done={view.rowsDone} total={view.rowsTotal} />
      ) : null}
      <ImportFailure
        kind={kind}
        failure={view.isUnderway ? null : view.failure}
        fileFaults={layout?.fileFaults ?? []}
        missing={layout?.missing ?? []}
        ambiguous={layout?.ambiguous ?? []}
      />
      {isChecked ? <ImportCountTiles counts={counts} /> : null}
      {status === 'checked' && !nothing ? <p>{t('imports:statusHint.checked')}</p> : null}
      {nothing ? <Alert tone="info">{t('imports:commit.nothing')}</Alert> : null}
      {view.listedFaults.length > 0 && !view.isUnderway ? (
        <ImportFaults id={id} faults={view.listedFaults} total={view.faults} capped={view.faultsCapped} />
      ) : null}
      <ImportDecision id={id} counts={counts} mayCommit={view.mayCommit} mayDiscard={view.mayDiscard} />
      {view.mayAdjust && layout ? (
        <ImportLayout id={id} kind={kind} layout={layout} open={status === 'failed'} />
      ) : null}
      {view.mayRun && !view.isUnderway ? (
        <div className="row">
          <a className="btn" href="/admin/imports/new">
            {t('imports:another')}
          </a>
        </div>
      ) : null}
    </>
  )
}

function About({ view }: { view: View }) {
  const { t, locale } = useWords()
  const { layout, committedAt } = view
  return (
    <Panel>
      <DescriptionList
        items={[
          [t('imports:kind.label'), t(`admin:data.kind.${view.kind}`)],
          [t('imports:by'), view.createdBy ?? t('imports:byCommand')],
          [t('imports:at'), formatDateTime(view.createdAt, locale)],
          [t('imports:committedBy'), committedAt && (view.committedBy ?? t('imports:byCommand'))],
          [t('imports:committedAt'), committedAt && formatDateTime(committedAt, locale)],
          [t('imports:encoding.label'), layout?.encoding],
          [t('imports:sheet'), layout?.sheet],
          [t('imports:read.header'), layout && layout.headerRow > 0 ? String(layout.headerRow) : null],
        ]}
      />
    </Panel>
  )
}
