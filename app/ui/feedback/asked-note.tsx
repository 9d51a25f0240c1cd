import { useWords } from '#app/ui/layout/words.ts'
import type { AskedView } from '#app/ui/list/asked.ts'
import { formatDateTime } from '#locales/format.ts'
import { Alert } from './alert.tsx'

/** What was asked of the processing and how it stands there, with times; nothing where nothing is under way. */
export function AskedNote({ asked }: { asked: AskedView | null }) {
  const { t } = useWords()
  if (!asked?.label) return null
  const isRefused = asked.label.endsWith('_refused')
  return (
    <Alert
      tone={isRefused ? 'bad' : asked.isSilent || asked.label === 'unasked' ? 'warn' : 'info'}
      title={t(`instructions:status.${asked.label}`)}
    >
      <p>{t(`instructions:why.${asked.label}`)}</p>
      {isRefused && asked.reason ? <p>{t('instructions:refused', { reason: asked.reason })}</p> : null}
      <AskedTimes asked={asked} isRefused={isRefused} />
      {asked.isSilent ? <p>{t('instructions:silent')}</p> : null}
    </Alert>
  )
}

function AskedTimes({ asked, isRefused }: { asked: AskedView; isRefused: boolean }) {
  const { t, locale } = useWords()
  const { askedAt, deliveredAt, settledAt } = asked
  if (!askedAt) return null
  return (
    <>
      <p>{t('instructions:asked', { moment: formatDateTime(askedAt, locale) })}</p>
      <p>
        {deliveredAt
          ? t('instructions:delivered', { moment: formatDateTime(deliveredAt, locale) })
          : t('instructions:waiting')}
      </p>
      {isRefused && settledAt ? (
        <p>{t('instructions:answered', { moment: formatDateTime(settledAt, locale) })}</p>
      ) : null}
    </>
  )
}

/** Since when what was asked last is in force; null: it is not, or nothing was asked. */
export function inForceText(
  t: ReturnType<typeof useWords>['t'],
  locale: ReturnType<typeof useWords>['locale'],
  asked: AskedView | null,
): string | null {
  if (!asked || asked.label !== null || !asked.settledAt) return null
  return t('instructions:inForce', { moment: formatDateTime(asked.settledAt, locale) })
}
