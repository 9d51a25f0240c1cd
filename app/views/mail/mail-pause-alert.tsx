import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime } from '#locales/format.ts'

export interface MailPauseAlertProps {
  /** Why nothing goes out, and since when (Almaty's wall clock). */
  pause: { reason: string; since: string } | null
}

/** The whole queue waits: says why, and that no letter is lost. */
export function MailPauseAlert({ pause }: MailPauseAlertProps) {
  const { t, say, locale } = useWords()
  if (!pause) return null
  return (
    <Alert tone="bad" title={t('mail:paused.title', { moment: formatDateTime(pause.since, locale) })}>
      <p>
        {say(`mail:reason.${pause.reason}`)}. {t('mail:paused.wait')}
      </p>
    </Alert>
  )
}
