import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { formatInteger } from '#app/domain/kernel/format.ts'
import { Progress } from '#app/ui/feedback/progress.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

const LOOK_AGAIN_MS = 1_000

export interface ImportProgressProps {
  /** `Being checked` */
  label: string
  done: number
  /** 0 while nobody knows. */
  total: number
}

/** How far the worker is; the page looks again by itself, with JavaScript and without. */
export function ImportProgress({ label, done, total }: ImportProgressProps) {
  const { t, locale } = useWords()
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (state !== 'idle') return
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [revalidate, state])
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
      </div>
    </Panel>
  )
}
