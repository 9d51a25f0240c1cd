import type { CardState } from '#app/domain/cards/cards.ts'
import { Alert, type AlertTone } from '#app/ui/feedback/alert.tsx'
import { AskedNote, inForceText } from '#app/ui/feedback/asked-note.tsx'
import type { DeclineText } from '#app/ui/feedback/decline-text.ts'
import { reachText, urgentText } from '#app/ui/form/block-reach.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime } from '#locales/format.ts'
import type { CardView } from './card-view.ts'

const tones: Record<CardState, AlertTone> = {
  active: 'ok',
  blocked_by_client: 'bad',
  blocked_by_issuer: 'bad',
  expired: 'warn',
  lost: 'warn',
}

interface Props {
  card: CardView
  /** Why a station would decline it now. */
  decline: DeclineText | null
  forStaff?: boolean
}

/** Whether the card works, and why not: the first thing that a dispatcher asks. */
export function CardStatus({ card, decline, forStaff }: Props) {
  const { t, locale } = useWords()
  const { state, asked } = card
  if (asked?.isInsteadOfState) return <AskedNote asked={asked} />
  const inForce = inForceText(t, locale, asked)
  const isBlocked = state === 'blocked_by_client' || state === 'blocked_by_issuer'
  if (state === 'active' && decline) {
    return (
      <Alert tone="warn" title={t('cards:declinedNow')}>
        <p>{decline.text}</p>
        <p>{decline.todo}</p>
      </Alert>
    )
  }
  return (
    <Alert tone={tones[state]} title={t(`cards:status.${state}`)}>
      <p>{forStaff && isBlocked ? t(`cards:whyStaff.${state}`) : t(`cards:why.${state}`)}</p>
      {inForce ? <p>{inForce}</p> : null}
      {state === 'blocked_by_client' && !card.asked ? (
        <p>
          {reachText(t, 'block', card.reach)} {forStaff ? '' : urgentText(t, 'block', card.reach)}
        </p>
      ) : null}
      {state === 'blocked_by_client' && card.blockedUntil ? (
        <p>{t('cards:blockedUntil', { moment: formatDateTime(card.blockedUntil, locale) })}</p>
      ) : null}
      {state === 'active' ? <p>{t('cards:activeHint')}</p> : null}
      {card.replacedBy ? (
        <p>
          {t('cards:replacedBy')}:{' '}
          {card.replacedBy.href ? (
            <a href={card.replacedBy.href}>{card.replacedBy.name}</a>
          ) : (
            card.replacedBy.name
          )}
        </p>
      ) : null}
    </Alert>
  )
}
