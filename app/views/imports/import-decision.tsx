import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import type { ImportCounts } from './import-counts.tsx'

export interface ImportDecisionProps {
  id: number
  counts: ImportCounts
  mayCommit: boolean
  /** The rows without errors alone may come in. */
  mayCommitGood: boolean
}

export function ImportDecision(props: ImportDecisionProps) {
  const { id, counts, mayCommit, mayCommitGood } = props
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const n = (value: number) => formatInteger(value, locale)
  const rows = counts.added + counts.changed
  if (!mayCommit && !mayCommitGood) return null
  return (
    <div className="row">
      {mayCommit ? (
        <ConfirmPanel
          trigger={t('imports:commit.action', { count: rows, n: n(rows) })}
          title={t('imports:commit.title')}
          consequence={t('imports:commit.consequence', {
            added: n(counts.added),
            changed: n(counts.changed),
          })}
          action={`/admin/imports/${id}/commit`}
          nonce={formNonce}
          look="calm"
          id="commit"
        />
      ) : null}
      {mayCommitGood ? (
        <ConfirmPanel
          trigger={t('imports:good.action', { good: n(rows), bad: n(counts.faulty) })}
          title={t('imports:good.title')}
          consequence={t('imports:good.consequence', {
            added: n(counts.added),
            changed: n(counts.changed),
            bad: n(counts.faulty),
          })}
          action={`/admin/imports/${id}/commit`}
          nonce={formNonce}
          look="calm"
          id="commit-good"
        >
          <input type="hidden" name="rows" value="good" />
        </ConfirmPanel>
      ) : null}
    </div>
  )
}

interface ImportDangerProps {
  id: number
  mayUndo: boolean
  mayDiscard: boolean
}

/** What throws the file or what it brought away. */
export function ImportDanger({ id, mayUndo, mayDiscard }: ImportDangerProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  if (!mayUndo && !mayDiscard) return null
  return (
    <DangerPanel title={t(mayUndo ? 'imports:undo.panel' : 'imports:discard.panel')}>
      {mayUndo ? (
        <ConfirmPanel
          trigger={t('imports:undo.action')}
          title={t('imports:undo.title')}
          consequence={t('imports:undo.consequence')}
          action={`/admin/imports/${id}/undo`}
          nonce={formNonce}
          id="undo"
        />
      ) : null}
      {mayDiscard ? (
        <ConfirmPanel
          trigger={t('imports:discard.action')}
          title={t('imports:discard.action')}
          consequence={t('imports:discard.confirm')}
          action={`/admin/imports/${id}/discard`}
          nonce={formNonce}
          id="discard"
        />
      ) : null}
    </DangerPanel>
  )
}
