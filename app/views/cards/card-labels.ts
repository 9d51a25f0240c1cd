import type { CardState } from '#app/domain/cards/cards.ts'
import type { Translate } from '#locales/translate.ts'

// Looked up once a page and not once a row.

export function cardStatusLabels(t: Translate): Record<CardState, string> {
  return {
    active: t('cards:status.active'),
    blocked_by_client: t('cards:status.blocked_by_client'),
    blocked_by_issuer: t('cards:status.blocked_by_issuer'),
    expired: t('cards:status.expired'),
    lost: t('cards:status.lost'),
  }
}

/** In a list a blocked card has the short word and, beneath it, who blocked it. */
export function listedCardLabels(t: Translate) {
  const blocked = t('cards:status.blocked')
  const blockedBy: Partial<Record<CardState, string>> = {
    blocked_by_client: t('cards:by.blocked_by_client'),
    blocked_by_issuer: t('cards:by.blocked_by_issuer'),
  }
  return {
    status: { ...cardStatusLabels(t), blocked_by_client: blocked, blocked_by_issuer: blocked },
    blockedBy,
  }
}
