import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shownStatus } from '#app/domain/imports/imports.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { ImportColumns } from '#app/views/imports/import-columns.tsx'
import { ImportCountTiles } from '#app/views/imports/import-counts.tsx'
import { ImportDanger, ImportDecision } from '#app/views/imports/import-decision.tsx'
import { ImportFailure } from '#app/views/imports/import-failure.tsx'
import { ImportFaults } from '#app/views/imports/import-faults.tsx'
import { ImportLayout } from '#app/views/imports/import-layout.tsx'
import { ImportLeftOut } from '#app/views/imports/import-left-out.tsx'
import { ImportNotes } from '#app/views/imports/import-notes.tsx'
import { ImportNext, ImportVerdict } from '#app/views/imports/import-outcome.tsx'
import { ImportProgress } from '#app/views/imports/import-progress.tsx'
import { ImportQuestions } from '#app/views/imports/import-questions.tsx'
import { ImportStations } from '#app/views/imports/import-stations.tsx'
import { importView } from '#app/views/imports/import-view.server.ts'
import { formatDateTime } from '#locales/format.ts'

type View = Awaited<ReturnType<typeof loader>>

export const handle: PageHandle = { title: (data) => (data as View).fileName }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return importView(ctx, positiveId(params.id))
}

export default function Import() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, kind, status, counts, layout, summary } = view
  const isChecked = status === 'checked' || status === 'committed'
  const isStill = !view.isUnderway
  return (
    <>
      <PageHead
        title={view.fileName}
        badge={
          <StatusBadge of="import" state={shownStatus(view)}>
            {t(`imports:status.${shownStatus(view)}`)}
          </StatusBadge>
        }
        crumbs={[{ label: t('imports:title'), href: '/admin/imports' }]}
      />
      <About view={view} />
      {view.isUnderway ? (
        <ImportProgress
          label={t(`imports:status.${status}`)}
          done={view.rowsDone}
          total={view.rowsTotal}
          stopAction={view.mayStop ? `/admin/imports/${id}/stop` : null}
        />
      ) : null}
      <ImportFailure
        kind={kind}
        failure={view.isUnderway ? null : view.failure}
        fileFaults={layout?.fileFaults ?? []}
        missing={layout?.missing ?? []}
        ambiguous={layout?.ambiguous ?? []}
        used={layout?.used ?? []}
      />
      {isStill && layout && status !== 'committed' ? (
        <ImportNotes
          id={id}
          otherKind={layout.otherKind}
          otherSheets={layout.otherSheets}
          hiddenRows={layout.hiddenRows}
          totals={layout.totals}
          mayAdjust={view.mayAdjust}
        />
      ) : null}
      {status === 'checked' ? <ImportVerdict counts={counts} /> : null}
      {isChecked ? (
        <ImportCountTiles id={id} counts={counts} leftOut={layout?.leftOut ?? {}} opens={view.mayRun} />
      ) : null}
      {status === 'committed' && view.mayRun ? <ImportNext id={id} kind={kind} counts={counts} /> : null}
      {view.mayAdjust && layout ? (
        <ImportQuestions id={id} questions={layout.decisions} owner={layout.ownerHint} />
      ) : null}
      {view.mayAdjust ? (
        <ImportStations id={id} unknown={summary.unknownStations} stations={summary.stations} />
      ) : null}
      {view.listedFaults.length > 0 && isStill ? (
        <ImportFaults
          id={id}
          faults={view.listedFaults}
          total={view.faults}
          groups={summary.groups}
          mayAdjust={view.mayAdjust}
        />
      ) : null}
      {view.mayAdjust ? <ImportLeftOut id={id} {...view.leaveOut} /> : null}
      {isStill && layout && layout.records.length > 0 ? (
        <ImportColumns kind={kind} columns={layout.columns} records={layout.records} />
      ) : null}
      <ImportDecision id={id} counts={counts} mayCommit={view.mayCommit} mayCommitGood={view.mayCommitGood} />
      {view.mayAdjust && layout ? (
        <ImportLayout id={id} kind={kind} layout={layout} open={status === 'failed'} />
      ) : null}
      {view.mayRun && isStill && status !== 'committed' ? (
        <div className="row">
          <a className="btn" href="/admin/imports/new">
            {t('imports:another')}
          </a>
        </div>
      ) : null}
      <ImportDanger id={id} mayUndo={view.mayUndo} mayDiscard={view.mayDiscard} />
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
          [t('imports:undo.by'), view.undoneAt && (view.undoneBy ?? t('imports:byCommand'))],
          [t('imports:undo.at'), view.undoneAt && formatDateTime(view.undoneAt, locale)],
          [t('imports:encoding.label'), layout?.encoding],
          [t('imports:sheet'), layout?.sheet],
          [t('imports:read.header'), layout && layout.headerRow > 0 ? String(layout.headerRow) : null],
        ]}
      />
    </Panel>
  )
}
