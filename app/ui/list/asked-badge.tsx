import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime, formatMoney, formatVolume } from '#locales/format.ts'
import type { AskedView, HeldView } from './asked.ts'
import { badges } from './status-badge.tsx'

interface Props {
  asked: AskedView
  /** Of the state, and its words. */
  badge: string
  children: ReactNode
}

/** The state as far as it is in force, or what is asked of the processing instead of a state that would be said too early. */
export function AskedBadge({ asked, badge, children }: Props) {
  const { t } = useWords()
  if (!asked.label) return <span className={badge}>{children}</span>
  const label = t(`instructions:status.${asked.label}`)
  if (asked.isInsteadOfState) {
    const isRefused = asked.label.endsWith('_refused')
    const look = isRefused ? 'refused' : asked.isSilent || asked.label === 'unasked' ? 'silent' : 'waiting'
    return <span className={badges.asked[look]}>{label}</span>
  }
  return (
    <>
      <span className={badge}>{children}</span>
      <small>{label}</small>
    </>
  )
}

/** What the processor holds, never without the moment of which it is. */
export function HeldBalance({ held: { amount, unit, asOf } }: { held: HeldView }) {
  const { t, locale } = useWords()
  return (
    <span>
      {unit === 'ml' ? formatVolume(amount, locale) : formatMoney(amount, locale)}
      <small className="block quiet">
        {t('instructions:asOf', { moment: formatDateTime(asOf, locale) })}
      </small>
    </span>
  )
}
