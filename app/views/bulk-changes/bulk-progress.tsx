import { Progress } from '#app/ui/feedback/progress.tsx'
import { useLookAgain } from '#app/ui/feedback/use-look-again.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import type { BulkChangeView } from './bulk-view.ts'

/** How far the worker is, for people and for programs (`data-progress`); the page looks again while it works. */
export function BulkProgress({ change }: { change: BulkChangeView }) {
  const { t, locale } = useWords()
  const { status, done, refused, undone, kept } = change
  const isUndo = status === 'undoing' || status === 'undone'
  const isRunning = status === 'running' || status === 'undoing'
  useLookAgain(isRunning)
  const progress = isUndo
    ? { done: undone + kept, total: done, failed: kept, state: status }
    : { done: done + refused, total: change.total, failed: refused, state: status }
  return (
    <div data-progress={JSON.stringify(progress)}>
      {isRunning ? (
        <Panel>
          <noscript>
            <meta httpEquiv="refresh" content="3" />
          </noscript>
          <div className="stack-sm">
            <Progress
              label={t(isUndo ? 'bulk-changes:status.undoing' : 'bulk-changes:status.running')}
              done={progress.done}
              total={progress.total}
              note={t('bulk-changes:progress', {
                done: formatInteger(progress.done, locale),
                total: formatInteger(progress.total, locale),
              })}
            />
            <p className="quiet">{t('bulk-changes:progressHint')}</p>
          </div>
        </Panel>
      ) : null}
    </div>
  )
}
