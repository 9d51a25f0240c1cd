import { Progress } from '#app/ui/feedback/progress.tsx'
import { useLookAgain } from '#app/ui/feedback/use-look-again.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'

export interface ImportProgressProps {
  /** `Being checked` */
  label: string
  done: number
  /** 0 while nobody knows. */
  total: number
  /** Of the URL that stops it; null for those who may not. */
  stopAction: string | null
}

/** How far the worker is; the page looks again by itself, with JavaScript and without. */
export function ImportProgress({ label, done, total, stopAction }: ImportProgressProps) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  useLookAgain(true)
  const note =
    total > 0
      ? t('imports:progress', { done: formatInteger(done, locale), total: formatInteger(total, locale) })
      : undefined
  return (
    <Panel>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <div className="stack-sm">
        <Progress label={label} done={done} total={total} note={note} />
        <p className="quiet">{t('imports:progressHint')}</p>
        {stopAction ? (
          <PostButton action={stopAction} nonce={formNonce}>
            {t('imports:stop.action')}
          </PostButton>
        ) : null}
      </div>
    </Panel>
  )
}
