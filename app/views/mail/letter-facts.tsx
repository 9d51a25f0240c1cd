import type { DeliveryStatus } from '#app/domain/mail/mail.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import { localeNames } from '#locales/index.ts'

/** Moments are Almaty's wall clock. */
export interface LetterFactsProps {
  letter: {
    from: string
    language: Locale
    delivery: DeliveryStatus | null
    reason: string | null
    tries: number
    invitationId: number | null
    userId: number | null
    queuedAt: string
    dueAt: string | null
    sentAt: string | null
    deliveryAt: string | null
  }
}

/** When it went, how often that was tried, and what became of it. */
export function LetterFacts({ letter }: LetterFactsProps) {
  const { t, say, locale } = useWords()
  const moment = (clock: string | null) => clock && formatDateTime(clock, locale)
  const { delivery, reason, tries, invitationId, userId } = letter
  return (
    <DescriptionList
      items={[
        [t('mail:queuedAt'), moment(letter.queuedAt)],
        [t('mail:dueAt'), moment(letter.dueAt)],
        [t('mail:sentAt'), moment(letter.sentAt)],
        [t('mail:attempts'), t('mail:attemptsMade', { count: tries, n: formatInteger(tries, locale) })],
        [t('mail:reason.label'), reason && say(`mail:reason.${reason}`)],
        [
          t('mail:delivery.label'),
          delivery ? (
            <>
              <StatusBadge of="delivery" state={delivery}>
                {t(`mail:delivery.${delivery}`)}
              </StatusBadge>{' '}
              {moment(letter.deliveryAt)}
              {delivery === 'bounced' ? <p className="quiet">{t('mail:deliveryHint.bounced')}</p> : null}
            </>
          ) : (
            letter.sentAt && t('mail:delivery.none')
          ),
        ],
        [t('mail:from'), letter.from],
        [t('common:language'), localeNames[letter.language]],
        [
          t('invitations:one'),
          invitationId && <a href={`/admin/invitations/${invitationId}`}>{`№ ${invitationId}`}</a>,
        ],
        [t('user-facts:one'), userId && <a href={`/admin/users/${userId}`}>{`№ ${userId}`}</a>],
      ]}
    />
  )
}
