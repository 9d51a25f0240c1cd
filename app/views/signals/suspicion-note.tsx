import { Alert } from '#app/ui/feedback/alert.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface SuspicionNoteProps {
  /** The page of the card or the coupon. */
  href: string
  /** Why staff suspect it; null: they do not. */
  reason: string | null
  mayMark: boolean
}

/** On the page of a card or a coupon: why staff stopped it, and the way to stop it or to let it work again. */
export function SuspicionNote({ href, reason, mayMark }: SuspicionNoteProps) {
  const { t } = useWords()
  const withSignals = useModules().includes('signals')
  const link =
    mayMark && withSignals ? (
      <a className="btn" href={`${href}/suspicion`}>
        {t('common:menu.signals')}
      </a>
    ) : null
  if (reason === null) return link && <p>{link}</p>
  return (
    <Alert tone="warn" title={t('common:history.suspected')}>
      <q>{reason}</q>
      {link && <p>{link}</p>}
    </Alert>
  )
}
