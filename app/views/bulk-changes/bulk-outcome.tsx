import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { BulkTable } from './bulk-table.tsx'
import type { BulkChangeView, BulkRowView } from './bulk-view.ts'

interface Props {
  change: BulkChangeView
  refusedRows: readonly BulkRowView[]
  keptRows: readonly BulkRowView[]
  mayUndo: boolean
}

/** Who asked for it and what came of it, row by row where it did not work; and the way back. */
export function BulkOutcome({ change, refusedRows, keptRows, mayUndo }: Props) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const { id, kind, total, done, refused, undone, kept } = change
  const n = (count: number) => formatInteger(count, locale)
  const when = (at: string | null, by: string) => joined([at && formatDateTime(at, locale), by])
  const facts = [
    [t('bulk-changes:asked'), when(change.askedAt, change.askedBy)] as const,
    ...(change.finishedAt
      ? [[t('bulk-changes:finished'), formatDateTime(change.finishedAt, locale)] as const]
      : []),
    [t('bulk-changes:changed'), t('bulk-changes:progress', { done: n(done), total: n(total) })] as const,
    ...(change.undoneAt
      ? [
          [t('bulk-changes:undoAsked'), when(change.undoneAt, change.undoneBy)] as const,
          [
            t('bulk-changes:restored'),
            t('bulk-changes:progress', { done: n(undone), total: n(done) }),
          ] as const,
        ]
      : []),
  ]
  return (
    <>
      <Panel>
        <DescriptionList items={facts} />
      </Panel>
      {refusedRows.length > 0 ? (
        <Panel title={t('bulk-changes:refusedRows', { count: refused, n: n(refused) })} flush>
          <BulkTable
            kind={kind}
            label={t('bulk-changes:refusedLabel')}
            rows={refusedRows}
            total={refused}
            isOver
          />
        </Panel>
      ) : null}
      {keptRows.length > 0 ? (
        <Panel title={t('bulk-changes:keptRows', { count: kept, n: n(kept) })} flush>
          <BulkTable kind={kind} label={t('bulk-changes:keptLabel')} rows={keptRows} total={kept} isOver />
        </Panel>
      ) : null}
      {mayUndo ? (
        <DangerPanel title={t('bulk-changes:undo')}>
          <ConfirmPanel
            trigger={t('bulk-changes:undo')}
            title={t('bulk-changes:undoTitle')}
            consequence={<p>{t('bulk-changes:undoConsequence')}</p>}
            action={`/bulk-changes/${id}/undo`}
            nonce={formNonce}
          />
        </DangerPanel>
      ) : null}
    </>
  )
}
