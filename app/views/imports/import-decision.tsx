import { formatInteger } from '#app/domain/kernel/format.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { ImportCounts } from './import-counts.tsx'

export interface ImportDecisionProps {
  id: number
  counts: ImportCounts
  mayCommit: boolean
  mayDiscard: boolean
}

export function ImportDecision({ id, counts, mayCommit, mayDiscard }: ImportDecisionProps) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const n = (value: number) => formatInteger(value, locale)
  const rows = counts.added + counts.changed
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
    </div>
  )
}
